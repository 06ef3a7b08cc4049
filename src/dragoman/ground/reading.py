"""What a date rule works with: the reading it gives, and what it may ask of the text around.

What comes in: the parts of a `DateMatch`, the anchor, the tense, the dates told before. What goes
out: `Reading`s, and the candidate that fits the tense. The rules stand in dayrules and daterules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dragoman.ground import calendar as cal
from dragoman.ground.calendar import Period
from dragoman.ground.tense import Look
from dragoman.know.dates import DateMatch

SIZE = {"D": 1, "WE": 2, "W": 7, "M": 30, "SP": 90, "SU": 90, "FA": 90, "WI": 90, "Q": 91, "H": 182,
        "Y": 365, "DE": 3652, "CE": 36524}  # fmt: skip
SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n")
FAR, NEAR = 300, 60
MEMORY = 4


class Reading(NamedTuple):
    """TIMEX3 type and value, bounds if known, EDTF where it is not that of the bounds."""

    type: str
    value: str
    period: Period | None = None
    anchor: date | None = None
    edtf: str | None = None


class Context:
    """What a rule may ask: the anchor, the tense, the dates told before."""

    def __init__(self, text: str, anchor: date | None, look: Look, month_first: bool) -> None:
        self.text, self.anchor, self.month_first = text, anchor, month_first
        self._look = look
        self._span = (0, 0)
        self._told: list[tuple[int, Period | None]] = []

    def tense(self) -> str | None:
        return self._look(self.text, *self._span)

    def enter(self, match: DateMatch) -> None:
        self._span = (match.start, match.end)

    def remember(self, match: DateMatch, reading: Reading) -> None:
        """A date may be counted from one told before it; durations and the like tell none."""
        if reading.type in ("DATE", "TIME") and not reading.value.endswith("_REF"):
            self._told.append((match.end, reading.period))

    def told(self, unit: str = "") -> Period | None:
        """The date told last that is no coarser than `unit`; the publication day where none was
        told at all; None where a count would start from something too coarse or unresolved."""
        if not self._told:
            return cal.around(self.anchor, "D") if self.anchor else None
        for _, period in self._told[: -MEMORY - 1 : -1]:
            if not period or not unit or SIZE.get(period.unit, 1) <= SIZE.get(unit, 1):
                return period
        return None

    def day_here(self) -> date | None:
        """The day told before in the same sentence."""
        end, period = self._told[-1] if self._told else (0, None)
        if not period or period.unit != "D":
            return None
        return None if SENTENCE_END.search(self.text[end : self._span[0]]) else period.first


def int_of(match: DateMatch, name: str) -> int | None:
    found = match.parts.get(name)
    return int(found) if isinstance(found, int | float) else None


def need(match: DateMatch, name: str) -> int:
    found = int_of(match, name)
    if found is None:
        raise KeyError(f"rule {match.rule} lacks <{name}>")
    return found


def str_of(match: DateMatch, name: str) -> str:
    found = match.parts.get(name)
    return found if isinstance(found, str) else ""


def child_of(match: DateMatch, *names: str) -> DateMatch | None:
    for name in names:
        found = match.parts.get(name)
        if isinstance(found, DateMatch):
            return found
    return None


def stated(period: Period, anchor: date | None = None, as_value: str | None = None) -> Reading:
    return Reading("DATE", as_value or cal.value(period), period, anchor)


def unresolved(unit: str) -> Reading:
    return Reading("DATE", cal.UNKNOWN.get(unit, "XXXX-XX-XX"))


def fit(candidates: Iterable[Period], anchor: date, tense: str | None) -> Period:
    """The candidate nearest to `anchor` on the side that the tense tells.

    Without a tense the nearest of all. A day nearly a year off on the right side gives way to one
    within two months on the other: "announced a summit on 12 October" in early October.
    """
    options = list(candidates)
    if not options:
        raise ValueError("no such date")
    nearest = min(options, key=lambda p: _distance(p, anchor))
    if tense == "past":
        side = [p for p in options if p.first <= anchor]
    elif tense == "future":
        side = [p for p in options if p.last >= anchor]
    else:
        return nearest
    if not side:
        return nearest
    best = min(side, key=lambda p: _distance(p, anchor))
    far = best.unit == "D" and _distance(best, anchor) > FAR and _distance(nearest, anchor) < NEAR
    return nearest if far else best


def _distance(period: Period, anchor: date) -> int:
    return max(0, (period.first - anchor).days, (anchor - period.last).days)


def existing(days: Iterable[tuple[int, int, int]]) -> list[Period]:
    found = []
    for y, m, d in days:
        try:
            found.append(cal.around(date(y, m, d), "D"))
        except ValueError:
            continue
    return found


def years(context: Context) -> range:
    assert context.anchor
    return range(max(1, context.anchor.year - 1), min(9999, context.anchor.year + 1) + 1)


def side(step: int | None, context: Context) -> str | None:
    """Past or future: "next" and "last" say it themselves."""
    return {1: "future", -1: "past"}.get(step or 0) or context.tense()
