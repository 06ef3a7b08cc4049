"""Dates resolved: what a time expression says, counted from an anchor.

What comes in: `DateMatch`es over a text, the publication day (ISO 8601) or None, and how to tell
past from future. What goes out: one `When` for each match that is a date at all, in order. Type and
value follow TIMEX3, `edtf` ISO 8601-2 level 1; bounds are never finer than the words (codebook §9),
and None where the words, or a missing anchor, give none.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from dragoman.errors import UsageError
from dragoman.ground.calendar import edtf
from dragoman.ground.daterules import read
from dragoman.ground.reading import Context, Reading
from dragoman.ground.tense import Look, by_endings
from dragoman.know.dates import DateMatch, Dates, load_dates
from dragoman.records import When


def find_dates(text: str, language: str, anchor: str | None = None) -> list[When]:
    """The time expressions of `text`, resolved. `anchor` is its publication day, YYYY-MM-DD.

    Raises UsageError for a language that is not served and for an anchor that is no date.
    """
    dates = load_dates(language)
    return resolve(dates.find(text), text, anchor, dates)


def resolve(
    matches: list[DateMatch],
    text: str,
    anchor: str | None,
    grammar: Dates,
    tense: Look | None = None,
) -> list[When]:
    """`matches` (in text order) as `When`s; dates that do not exist are left out.

    `tense(text, start, end)` says past or future of what stands around text[start:end].
    """
    context = Context(
        text=text,
        anchor=day_of(anchor),
        look=tense or _look(grammar),
        month_first=grammar.table.order == "month",
    )
    found = []
    for match in matches:
        try:
            reading = read(match, context)
        except ValueError:
            continue
        except OverflowError:
            reading = Reading("DATE", "XXXX-XX-XX")
        context.remember(match, reading)
        found.append(_when(text, match, reading))
    return found


def day_of(anchor: str | None) -> date | None:
    """The anchor as a day. Raises UsageError where it is none."""
    if anchor is None:
        return None
    try:
        return date.fromisoformat(anchor)
    except (ValueError, TypeError) as why:
        raise UsageError(f"anchor {anchor!r} is no date; write it as YYYY-MM-DD") from why


@cache
def _look(grammar: Dates) -> Look:
    return by_endings(grammar.table.tense)


def _when(text: str, match: DateMatch, reading: Reading) -> When:
    period = reading.period
    return When(
        text=text[match.start : match.end],
        start=match.start,
        end=match.end,
        type=reading.type,
        value=reading.value,
        earliest=period.first.isoformat() if period else None,
        latest=period.last.isoformat() if period else None,
        edtf=reading.edtf or (edtf(period) if period else None),
        anchor=reading.anchor.isoformat() if reading.anchor else None,
    )
