"""What each date rule means: the parts of a match, counted from an anchor, become a `Reading`.

What comes in: a `DateMatch` (know.dates) and a `Context`. What goes out: type, value, bounds. One
function a rule; ValueError says that there is no such date, OverflowError that it lies beyond the
calendar. The rules are the same for all languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import ceil
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
YEARLY = ("date", "month", "part_of_year", "season", "holiday")


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


def read(match: DateMatch, context: Context) -> Reading:
    """The meaning of a match. Raises ValueError (no such date), OverflowError (beyond years 1 to
    9999)."""
    context.enter(match)
    return _rule(match, context)


def _rule(match: DateMatch, context: Context) -> Reading:
    return RULES[match.rule](match, context)


def _int(match: DateMatch, name: str) -> int | None:
    found = match.parts.get(name)
    return int(found) if isinstance(found, int | float) else None


def _need(match: DateMatch, name: str) -> int:
    found = _int(match, name)
    if found is None:
        raise KeyError(f"rule {match.rule} lacks <{name}>")
    return found


def _str(match: DateMatch, name: str) -> str:
    found = match.parts.get(name)
    return found if isinstance(found, str) else ""


def _child(match: DateMatch, *names: str) -> DateMatch | None:
    for name in names:
        found = match.parts.get(name)
        if isinstance(found, DateMatch):
            return found
    return None


def stated(period: Period, anchor: date | None = None, as_value: str | None = None) -> Reading:
    return Reading("DATE", as_value or cal.value(period), period, anchor)


def unresolved(unit: str) -> Reading:
    return Reading("DATE", cal.UNKNOWN.get(unit, "XXXX-XX-XX"))


# --- Days ---------------------------------------------------------------------------------------


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


def _existing(days: Iterable[tuple[int, int, int]]) -> list[Period]:
    found = []
    for y, m, d in days:
        try:
            found.append(cal.around(date(y, m, d), "D"))
        except ValueError:
            continue
    return found


def _years(context: Context) -> range:
    assert context.anchor
    return range(max(1, context.anchor.year - 1), min(9999, context.anchor.year + 1) + 1)


def _day_of_year(
    month: int, day: int, weekday: int | None, context: Context, step: int | None = None
) -> Reading:
    date(2000, month, day)
    if not context.anchor:
        partial = f"XXXX-{month:02}-{day:02}"
        return Reading("DATE", partial, edtf=partial)
    # Eight years hold a 29 February for certain.
    wide = (month, day) == (2, 29)
    years = range(max(1, context.anchor.year - 8), context.anchor.year + 9) if wide else None
    options = _existing((y, month, day) for y in years or _years(context))
    matching = [p for p in options if weekday and p.first.isoweekday() == weekday]
    return stated(fit(matching or options, context.anchor, _side(step, context)), context.anchor)


def _side(step: int | None, context: Context) -> str | None:
    """Past or future: "next" and "last" say it themselves."""
    return {1: "future", -1: "past"}.get(step or 0) or context.tense()


def _full_year(match: DateMatch, context: Context) -> int | None:
    year, short = _int(match, "year"), _int(match, "short")
    if year is None and short is not None:
        if short > 99:
            raise ValueError("no such year")
        pivot = (context.anchor.year if context.anchor else 2025) % 100 + 15
        year = short + (2000 if short <= pivot else 1900)
    return year


def _date(match: DateMatch, context: Context) -> Reading:
    day = _need(match, "monthday" if "monthday" in match.parts else "day")
    month = _need(match, "mon" if "mon" in match.parts else "month")
    year = _full_year(match, context)
    if year is None:
        return _day_of_year(month, day, _int(match, "weekday"), context, _int(match, "step"))
    return stated(cal.around(date(year, month, day), "D"))


def _monthday(match: DateMatch, context: Context) -> Reading:
    day, weekday = _need(match, "monthday"), _int(match, "weekday")
    date(2000, 1, day)
    anchor = context.anchor
    if not anchor:
        return Reading("DATE", f"XXXX-XX-{day:02}", edtf=f"XXXX-XX-{day:02}")
    months = [cal.shift(anchor.replace(day=1), n, "M") for n in range(-2, 3)]
    options = _existing((m.year, m.month, day) for m in months)
    options = [p for p in options if not weekday or p.first.isoweekday() == weekday] or options
    step = _int(match, "step")
    if step:
        options = [p for p in options if (p.first > anchor) == (step > 0) and p.first != anchor]
    return stated(fit(options, anchor, _side(step, context)), anchor)


def _numeric(match: DateMatch, context: Context) -> Reading:
    a, b = _need(match, "a"), _need(match, "b")
    month, day = (a, b) if context.month_first else (b, a)
    if month > 12:
        month, day = day, month
    year = _full_year(match, context)
    if year is None:
        return _day_of_year(month, day, None, context)
    return stated(cal.around(date(year, month, day), "D"))


def _dotted(match: DateMatch, context: Context) -> Reading:
    day, month, year = (int(n) for n in _str(match, "dotted").split("."))
    return stated(cal.around(date(year + 2000 if year < 100 else year, month, day), "D"))


def _iso(match: DateMatch, context: Context) -> Reading:
    y, m, d = (_need(match, name) for name in ("year", "m", "d"))
    day = date(y, m, d)
    if "hour" in match.parts:
        return _at(day, _clock(match), None)
    return stated(cal.around(day, "D"))


def _named(match: DateMatch, context: Context) -> Reading:
    return stated(cal.around(date.fromisoformat(_str(match, "named")), "D"))


def _holiday(match: DateMatch, context: Context) -> Reading:
    month, day = (int(n) for n in _str(match, "holiday").split("-"))
    year = _int(match, "year")
    if year:
        return stated(cal.around(date(year, month, day), "D"))
    return _day_of_year(month, day, None, context, _int(match, "step"))


def _weekday(match: DateMatch, context: Context) -> Reading:
    weekday, step = _need(match, "weekday"), _int(match, "step")
    anchor = context.anchor
    if "that" in match.parts:
        told = context.told()
        anchor = told.first if told else None
    if not anchor:
        return Reading("DATE", f"XXXX-WXX-{weekday}")
    ahead = (weekday - anchor.isoweekday()) % 7
    if step == 1:
        found = anchor + timedelta(ahead or 7)
    elif step == -1:
        found = anchor - timedelta((7 - ahead) % 7 or 7)
    else:
        tense = context.tense()
        near = step == 0 or "that" in match.parts
        if ahead == 0 or tense == "future" or (near and not tense and ahead <= 4):
            found = anchor + timedelta(ahead)
        else:
            found = anchor + timedelta(ahead - 7)
    return stated(cal.around(found, "D"), anchor)


def _deictic(match: DateMatch, context: Context) -> Reading:
    night = re.fullmatch(r"(-?\d)([A-Z]{2})", _str(match, "night"))
    offset = int(night[1]) if night else _int(match, "offset") or 0
    if not context.anchor:
        return Reading(
            "TIME" if night else "DATE", "XXXX-XX-XX" + (f"T{night[2]}" if night else "")
        )
    period = cal.around(cal.shift(context.anchor, offset, "D"), "D")
    if night:
        return Reading("TIME", f"{cal.value(period)}T{night[2]}", period, context.anchor)
    return stated(period, context.anchor)


# --- Stretches ----------------------------------------------------------------------------------


def _step(match: DateMatch, context: Context) -> Reading:
    unit, step, anchor = _str(match, "unit"), _int(match, "step"), context.anchor
    if not anchor:
        return unresolved(unit)
    if step is None and unit == "WE":
        options = [cal.around(cal.shift(anchor, n, "W"), "WE") for n in (-1, 0, 1)]
        return stated(fit(options, anchor, context.tense()), anchor)
    return stated(cal.around(cal.shift(anchor, step or 0, unit), unit), anchor)


def _length(match: DateMatch) -> tuple[int | float | str, str]:
    """How many of which unit: a number with its half, a half, or "X" (some)."""
    fixed = _str(match, "fixed")
    if fixed:
        return int(fixed[1:]), fixed[0]
    unit, number = _str(match, "unit") or "D", match.parts.get("number")
    if isinstance(number, int | float):
        return number + 0.5 if "plus" in match.parts else number, unit
    return 0.5 if "half" in match.parts else "X", unit


def _moved(start: Period, count: int | float | str, unit: str, sign: int) -> Period | None:
    """`start` moved by so many units; None where the words do not say how far."""
    day = start.last if sign > 0 else start.first
    if isinstance(count, str):
        return None
    if unit in cal.CLOCK:
        # Less than a day before a publication of which only the day is known is that day.
        hours = count / {"h": 1, "m": 60, "s": 3600}[unit]
        if hours < 24:
            return Period(day, day, "D")
        other = cal.shift(day, sign * ceil(hours / 24), "D")
        return Period(min(day, other), max(day, other))
    if count != int(count):
        if unit != "Y":
            return None
        # A year and a half ago: known to the half year, no finer.
        return cal.around(cal.shift(day, sign * int(count * 12), "M"), "H")
    return cal.around(cal.shift(day, sign * int(count), unit), unit)


def _ago(match: DateMatch, context: Context) -> Reading:
    sign = 1 if "ahead" in match.parts else -1
    vague = "FUTURE_REF" if sign > 0 else "PAST_REF"
    count, unit = _length(match)
    if unit in cal.CLOCK and isinstance(count, str):
        count = 1
    if "about" in match.parts or isinstance(count, str):
        return Reading("DATE", vague)
    if not context.anchor:
        return unresolved(unit)
    period = _moved(cal.around(context.anchor, "D"), count, unit, sign)
    if not period:
        return Reading("DATE", vague)
    return stated(period, context.anchor, None if period.unit else vague)


def _later(match: DateMatch, context: Context) -> Reading:
    count, unit = _length(match)
    sign = _int(match, "order") or _int(match, "eve") or 1
    if not {"number", "half", "some", "fixed"} & set(match.parts):
        count = abs(_int(match, "eve") or 1)
    told = context.told(unit)
    if not told or isinstance(count, str):
        return unresolved(unit)
    period = _moved(told, count, unit, sign)
    return stated(period, told.first) if period else unresolved(unit)


def _same(match: DateMatch, context: Context) -> Reading:
    unit = _str(match, "unit")
    told = context.told(unit)
    if not told:
        return unresolved(unit)
    return stated(cal.around(told.first, unit) if unit else told, told.first)


def _month(match: DateMatch, context: Context) -> Reading:
    month, year, anchor = _need(match, "month"), _int(match, "year"), context.anchor
    if year:
        return stated(cal.month(year, month))
    if not anchor:
        return Reading("DATE", f"XXXX-{month:02}", edtf=f"XXXX-{month:02}")
    options = [cal.month(y, month) for y in _years(context)]
    step = _int(match, "step")
    if step == 0:
        return stated(cal.month(anchor.year, month), anchor)
    if step:
        options = [p for p in options if (p.first > anchor if step > 0 else p.last < anchor)]
    return stated(fit(options, anchor, _side(step, context)), anchor)


def _year(match: DateMatch, context: Context) -> Reading:
    return stated(cal.year(_need(match, "year")))


def _part_of_year(match: DateMatch, context: Context) -> Reading:
    pieces, nth, year = _int(match, "piece") or 4, _need(match, "n"), _int(match, "year")
    if year:
        return stated(cal.piece(year, nth, pieces))
    cal.piece(2000, nth, pieces)
    if not context.anchor:
        letter = {4: "Q", 2: "H"}.get(pieces, "X")
        return Reading("DATE", f"XXXX-{letter}{pieces if nth == -1 else nth}")
    options = [cal.piece(y, nth, pieces) for y in _years(context)]
    return stated(fit(options, context.anchor, context.tense()), context.anchor)


def _season(match: DateMatch, context: Context) -> Reading:
    name, year, anchor = _str(match, "season"), _int(match, "year"), context.anchor
    if year:
        return stated(cal.season(year, name))
    if not anchor:
        return Reading("DATE", f"XXXX-{name}", edtf=f"XXXX-{cal.SEASONS[name]}")
    options = [cal.season(y, name) for y in range(max(1, anchor.year - 2), anchor.year + 2)]
    step = _int(match, "step")
    if step:
        options = [p for p in options if (p.first > anchor if step > 0 else p.last < anchor)]
    return stated(fit(options, anchor, _side(step, context)), anchor)


def _decade(match: DateMatch, context: Context) -> Reading:
    number = _int(match, "decade")
    if number is None:
        number = _int(match, "digits")
    if number is None or number % 10 or 100 < number < 1000 or number > 2190:
        raise ValueError("no such decade")
    start = number if number >= 1000 else number + (2000 if number < 20 else 1900)
    return stated(cal.around(date(start, 1, 1), "DE"))


def _century(match: DateMatch, context: Context) -> Reading:
    return stated(cal.century(_int(match, "roman") or _int(match, "n") or 0))


def _edge(match: DateMatch, context: Context) -> Reading:
    child = _child(match, "DATE")
    if child:
        inner = _rule(child, context)
    else:
        unit = _str(match, "stretch")
        if not context.anchor:
            return unresolved(unit)
        inner = stated(cal.around(context.anchor, unit), context.anchor)
    period = inner.period
    if not period or period.unit == "D":
        return Reading("DATE", inner.value, period, inner.anchor, inner.edtf)
    half = _int(match, "half")
    part = cal.third(period, half, 2) if half else cal.third(period, _int(match, "edge") or 1)
    return Reading("DATE", inner.value, part, inner.anchor)


def _of(match: DateMatch, context: Context) -> Reading:
    """ "septiembre" of "el año pasado": the first part within the second."""
    a, b, day = _child(match, "a"), _child(match, "b"), _int(match, "day")
    assert b
    outer = _rule(b, context)
    if not outer.period:
        return Reading("DATE", outer.value)
    first, unit = outer.period.first, outer.period.unit
    period = outer.period
    nth = _int(match, "n") or (_int(a, "single") if a and a.rule == "rolling" else None)
    if nth is not None:
        unit = _str(match, "unit") or (_str(a, "unit") if a else "")
        weekday = _int(a, "weekday") if a and a.rule == "weekday" else None
        return Reading("DATE", outer.value, cal.nth(period, nth, unit, weekday), outer.anchor)
    if day is not None or not a:
        if unit != "M" or day is None:
            raise ValueError("a day of what is no month")
        return stated(cal.around(first.replace(day=day), "D"), outer.anchor)
    if unit == "Y" and a.rule in YEARLY:
        parts = {**a.parts, "year": first.year}
        period = _rule(DateMatch(a.start, a.end, a.rule, parts), context).period or period
    elif unit in ("W", "WE") and a.rule == "weekday":
        monday = cal.around(first, "W").first
        period = cal.around(monday + timedelta((_int(a, "weekday") or 1) - 1), "D")
    elif unit == "M" and a.rule == "monthday":
        period = cal.around(first.replace(day=_need(a, "monthday")), "D")
    elif unit == "Y" and a.rule == "same":
        told = context.told()
        if told and _str(a, "unit") in ("D", "M", "Q", "H"):
            period = cal.around(told.first.replace(year=first.year), _str(a, "unit"))
    return stated(period, outer.anchor)


def _range(match: DateMatch, context: Context) -> Reading:
    """Two ends: years, days of one month, or two dates of which the last tells the most."""
    year, month = _int(match, "year"), _int(match, "month")
    first, last = match.parts.get("from"), match.parts.get("last")
    if isinstance(first, int) and isinstance(last, int) and month:
        parts: dict[str, int | float | str | DateMatch] = {"day": last, "month": month}
        if year:
            parts["year"] = year
        end = _date(DateMatch(match.start, match.end, "date", parts), context)
        if not end.period:
            date(2000, month, first)
            value = f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}"
            return Reading("DATE", value, edtf=value)
        return _between(cal.around(end.period.first.replace(day=first), "D"), end)
    if isinstance(first, int) and (year or "short" in match.parts) and not _child(match, "to"):
        short = _int(match, "short")
        end_year = year or first - first % 100 + (short or 0)
        if not first < end_year:
            raise ValueError("not a range")
        return _between(cal.year(first), stated(cal.year(end_year)))
    to = _child(match, "to", "DAY", "DATE")
    assert to
    end = _rule(to, context)
    start = _child(match, "from", "start")
    if not end.period:
        return Reading("DATE", "XXXX-XX-XX/XXXX-XX-XX")
    if not start:
        day = end.period.first.replace(day=int(first) if isinstance(first, int) else 1)
        if day > end.period.first:
            day = cal.shift(day, -1, "M")
        return _between(cal.around(day, "D"), end)
    # What the first end leaves open, the last one tells: counted back from it.
    inner = Context(context.text, end.period.first, lambda *_: "past", context.month_first)
    own = start.rule in ("date", "month", "monthday", "weekday", "season", "holiday", "numeric")
    begin = _rule(start, inner if own else context).period
    if not begin:
        raise ValueError("not a range")
    return _between(begin, end)


def _between(begin: Period, end: Reading) -> Reading:
    assert end.period
    if begin.first > end.period.last:
        raise ValueError("a range that ends before it begins")
    period = Period(begin.first, end.period.last)
    return Reading("DATE", f"{cal.value(begin)}/{cal.value(end.period)}", period, end.anchor)


# --- Durations, sets, vague ones ----------------------------------------------------------------


def _duration(match: DateMatch, context: Context) -> Reading:
    bare = _str(match, "bare")
    return Reading("DURATION", bare or cal.duration(*_length(match)))


def _rolling(match: DateMatch, context: Context) -> Reading:
    """ "los últimos tres meses": a length that ends (or begins) on the anchor."""
    count, unit = _length(match)
    step, anchor = _int(match, "step") or -1, context.anchor
    if "number" not in match.parts and "single" in match.parts:
        count, step = 1, _int(match, "single") or -1
    if isinstance(count, str):
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    length = cal.duration(count, unit)
    if not anchor or unit in cal.CLOCK or count != int(count):
        return Reading("DURATION", length)
    other = cal.shift(anchor, step * int(count), "W" if unit == "WE" else unit)
    return Reading("DURATION", length, Period(min(anchor, other), max(anchor, other)), anchor)


def _set(match: DateMatch, context: Context) -> Reading:
    weekday = _int(match, "weekday") or _int(match, "weekdays")
    if weekday:
        to = _int(match, "to")
        return Reading("SET", f"XXXX-WXX-{weekday}" + (f"/XXXX-WXX-{to}" if to else ""))
    if "every" in match.parts:
        return Reading("SET", _str(match, "every"))
    unit = _str(match, "unit") or _str(match, "per") or "D"
    return Reading("SET", cal.duration(match_number(match) or 1, unit))


def match_number(match: DateMatch) -> int | None:
    return _int(match, "number") if "per" not in match.parts else None


def _vague(match: DateMatch, context: Context) -> Reading:
    step = _int(match, "plural_step")
    if step:
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    return Reading("DATE", _str(match, "vague"))


# --- Hours --------------------------------------------------------------------------------------


def _clock(match: DateMatch) -> str:
    """The hour as "T10:30" (with its zone, if told), or the part of the day as "TMO"."""
    noon = _int(match, "noon")
    if noon is not None:
        return f"T{noon:02}:00"
    hour = _int(match, "hour")
    hour = hour if hour is not None else _int(match, "number")
    minute = _int(match, "minute") or _int(match, "quarter") or (30 if "half" in match.parts else 0)
    if clock := _str(match, "clock"):
        hour, minute = (int(n) for n in re.split("[.,]", clock))
    half_day = _str(match, "half_day") or {"AF": "pm", "NI": "pm"}.get(_str(match, "part"), "")
    if (
        hour is None
        or hour > 24
        or minute > 59
        or (half_day and hour > 12 and match.parts.get("half_day"))
    ):
        raise ValueError("no such hour")
    if half_day == "pm" and hour < 12:
        hour += 12
    if half_day == "am" and hour == 12:
        hour = 0
    zone = _str(match, "zone")
    return f"T{hour:02}:{minute:02}" + (zone if zone != "local" else "")


def _at(day: date | None, clock: str, anchor: date | None) -> Reading:
    if not day:
        return Reading("TIME", clock)
    return Reading("TIME", day.isoformat() + clock, cal.around(day, "D"), anchor)


def _time(match: DateMatch, context: Context) -> Reading:
    return _at(context.day_here(), _clock(match), None)


def _moment(match: DateMatch, context: Context) -> Reading:
    """A day with its hour or the part of it."""
    day, clock, part = (_child(match, name) for name in ("DAY", "TIME", "DAYPART"))
    assert day
    inner = _rule(day, context)
    hour = f"T{_str(part, 'part')}" if part else ""
    if clock:
        parts = dict(clock.parts)
        if part and "part" not in parts:
            parts["part"] = _str(part, "part")
        hour = _clock(DateMatch(clock.start, clock.end, clock.rule, parts))
    return Reading(
        "TIME", inner.value.partition("T")[0] + hour, inner.period, inner.anchor, inner.edtf
    )


RULES: dict[str, Callable[[DateMatch, Context], Reading]] = {
    "date": _date, "monthday": _monthday, "numeric": _numeric, "dotted": _dotted, "iso": _iso,
    "named": _named, "holiday": _holiday, "weekday": _weekday, "deictic": _deictic,
    "step": _step, "ago": _ago, "later": _later, "same": _same, "month": _month, "year": _year,
    "part_of_year": _part_of_year, "season": _season, "decade": _decade, "century": _century,
    "edge": _edge, "of": _of, "range": _range, "duration": _duration, "rolling": _rolling,
    "set": _set, "vague": _vague, "time": _time, "moment": _moment,
}  # fmt: skip
