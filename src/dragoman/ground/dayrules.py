"""Rules for days and hours: what "Monday", "12/03", "yesterday", "at 10:30" mean.

What comes in: a `DateMatch` and a `Context`. What goes out: a `Reading` of one day. ValueError says
that there is no such day or hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dragoman.ground import calendar as cal
from dragoman.ground.reading import (
    Context,
    Reading,
    existing,
    fit,
    int_of,
    need,
    side,
    stated,
    str_of,
    years,
)
from dragoman.know.dates import DateMatch


def _day_of_year(
    month: int, day: int, weekday: int | None, context: Context, step: int | None = None
) -> Reading:
    date(2000, month, day)
    if not context.anchor:
        partial = f"XXXX-{month:02}-{day:02}"
        return Reading("DATE", partial, edtf=partial)
    # Eight years hold a 29 February for certain.
    wide = range(max(1, context.anchor.year - 8), min(9999, context.anchor.year + 8) + 1)
    near = wide if (month, day) == (2, 29) else years(context)
    options = existing((y, month, day) for y in near)
    matching = [p for p in options if weekday and p.first.isoweekday() == weekday]
    return stated(fit(matching or options, context.anchor, side(step, context)), context.anchor)


def _full_year(match: DateMatch, context: Context) -> int | None:
    year, short = int_of(match, "year"), int_of(match, "short")
    if year is None and short is not None:
        if short > 99:
            raise ValueError("no such year")
        pivot = (context.anchor.year if context.anchor else 2025) % 100 + 15
        year = short + (2000 if short <= pivot else 1900)
    return year


def date_of(match: DateMatch, context: Context) -> Reading:
    day = need(match, "monthday" if "monthday" in match.parts else "day")
    month = need(match, "mon" if "mon" in match.parts else "month")
    year = _full_year(match, context)
    if year is None:
        return _day_of_year(month, day, int_of(match, "weekday"), context, int_of(match, "step"))
    return stated(cal.around(date(year, month, day), "D"))


def _monthday(match: DateMatch, context: Context) -> Reading:
    day, weekday = need(match, "monthday"), int_of(match, "weekday")
    date(2000, 1, day)
    anchor = context.anchor
    if not anchor:
        return Reading("DATE", f"XXXX-XX-{day:02}", edtf=f"XXXX-XX-{day:02}")
    months = [cal.shift(anchor.replace(day=1), n, "M") for n in range(-2, 3)]
    options = existing((m.year, m.month, day) for m in months)
    options = [p for p in options if not weekday or p.first.isoweekday() == weekday] or options
    step = int_of(match, "step")
    if step:
        options = [p for p in options if (p.first > anchor) == (step > 0) and p.first != anchor]
    return stated(fit(options, anchor, side(step, context)), anchor)


def _numeric(match: DateMatch, context: Context) -> Reading:
    a, b = need(match, "a"), need(match, "b")
    month, day = (a, b) if context.month_first else (b, a)
    if month > 12:
        month, day = day, month
    year = _full_year(match, context)
    if year is None:
        return _day_of_year(month, day, None, context)
    return stated(cal.around(date(year, month, day), "D"))


def _dotted(match: DateMatch, context: Context) -> Reading:
    day, month, year = (int(n) for n in str_of(match, "dotted").split("."))
    return stated(cal.around(date(year + 2000 if year < 100 else year, month, day), "D"))


def _iso(match: DateMatch, context: Context) -> Reading:
    y, m, d = (need(match, name) for name in ("year", "m", "d"))
    day = date(y, m, d)
    if "hour" in match.parts:
        return at_hour(day, clock_of(match), None)
    return stated(cal.around(day, "D"))


def _named(match: DateMatch, context: Context) -> Reading:
    return stated(cal.around(date.fromisoformat(str_of(match, "named")), "D"))


def _holiday(match: DateMatch, context: Context) -> Reading:
    month, day = (int(n) for n in str_of(match, "holiday").split("-"))
    year = int_of(match, "year")
    if year:
        return stated(cal.around(date(year, month, day), "D"))
    return _day_of_year(month, day, None, context, int_of(match, "step"))


def _weekday(match: DateMatch, context: Context) -> Reading:
    weekday, step = need(match, "weekday"), int_of(match, "step")
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
    night = re.fullmatch(r"(-?\d)([A-Z]{2})", str_of(match, "night"))
    offset = int(night[1]) if night else int_of(match, "offset") or 0
    if not context.anchor:
        return Reading(
            "TIME" if night else "DATE", "XXXX-XX-XX" + (f"T{night[2]}" if night else "")
        )
    period = cal.around(cal.shift(context.anchor, offset, "D"), "D")
    if night:
        return Reading("TIME", f"{cal.value(period)}T{night[2]}", period, context.anchor)
    return stated(period, context.anchor)


def clock_of(match: DateMatch) -> str:
    """The hour as "T10:30" (with its zone, if told), or the part of the day as "TMO"."""
    noon = int_of(match, "noon")
    if noon is not None:
        return f"T{noon:02}:00"
    hour = int_of(match, "hour")
    hour = hour if hour is not None else int_of(match, "number")
    minute = (
        int_of(match, "minute") or int_of(match, "quarter") or (30 if "half" in match.parts else 0)
    )
    if clock := str_of(match, "clock"):
        hour, minute = (int(n) for n in re.split("[.,]", clock))
    half_day = str_of(match, "half_day") or {"AF": "pm", "NI": "pm"}.get(str_of(match, "part"), "")
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
    zone = str_of(match, "zone")
    return f"T{hour:02}:{minute:02}" + (zone if zone != "local" else "")


def at_hour(day: date | None, clock: str, anchor: date | None) -> Reading:
    if not day:
        return Reading("TIME", clock)
    return Reading("TIME", day.isoformat() + clock, cal.around(day, "D"), anchor)


def _time(match: DateMatch, context: Context) -> Reading:
    day = context.day_here()
    return at_hour(day, clock_of(match), day)


DAY_RULES: dict[str, Callable[[DateMatch, Context], Reading]] = {
    "date": date_of, "monthday": _monthday, "numeric": _numeric, "dotted": _dotted, "iso": _iso,
    "named": _named, "holiday": _holiday, "weekday": _weekday, "deictic": _deictic, "time": _time,
}  # fmt: skip
