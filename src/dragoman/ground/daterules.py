"""Rules for stretches of time, and for dates made of dates; the way into all rules is `read`.

What comes in: a `DateMatch` (know.dates) and a `Context`. What goes out: type, value, bounds. One
function a rule; ValueError says that there is no such date, OverflowError that it lies beyond the
calendar. The rules are the same for all languages; the words stand in `lang/<code>/dates.toml`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from math import ceil

from dragoman.ground import calendar as cal
from dragoman.ground.calendar import Period
from dragoman.ground.dayrules import DAY_RULES, clock_of, date_of
from dragoman.ground.reading import (
    Context,
    Reading,
    child_of,
    fit,
    int_of,
    need,
    side,
    stated,
    str_of,
    unresolved,
    years,
)
from dragoman.know.dates import DateMatch

SAME_PERIOD = "P"
YEARLY = ("date", "month", "part_of_year", "season", "holiday")


def read(match: DateMatch, context: Context) -> Reading:
    """The meaning of a match. Raises ValueError (no such date), OverflowError (beyond years 1 to
    9999)."""
    context.enter(match)
    return _rule(match, context)


def _rule(match: DateMatch, context: Context) -> Reading:
    return RULES[match.rule](match, context)


def _step(match: DateMatch, context: Context) -> Reading:
    unit, step, anchor = str_of(match, "unit"), int_of(match, "step"), context.anchor
    if not anchor:
        return unresolved(unit)
    if step is None and unit == "WE":
        options = [cal.around(cal.shift(anchor, n, "W"), "WE") for n in (-1, 0, 1)]
        return stated(fit(options, anchor, context.tense()), anchor)
    return stated(cal.around(cal.shift(anchor, step or 0, unit), unit), anchor)


def _length(match: DateMatch) -> tuple[int | float | str, str]:
    """How many of which unit: a number with its half, a half, or "X" (some)."""
    fixed = str_of(match, "fixed")
    if fixed:
        return int(fixed[1:]), fixed[0]
    unit, number = str_of(match, "unit") or "D", match.parts.get("number")
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
    eve = int_of(match, "eve")
    sign = int_of(match, "order") or (-1 if (eve or 1) < 0 else 1)
    if not {"number", "half", "some", "fixed"} & set(match.parts):
        count = abs(eve or 1)
    told = context.told(unit)
    if not told or isinstance(count, str):
        return unresolved(unit)
    period = _moved(told, count, unit, sign)
    return stated(period, told.first) if period else unresolved(unit)


def _same(match: DateMatch, context: Context) -> Reading:
    unit = str_of(match, "unit")
    told = context.told(unit)
    if not told:
        return unresolved(unit)
    whole = unit in ("", SAME_PERIOD)
    return stated(told if whole else cal.around(told.first, unit), told.first)


def _month(match: DateMatch, context: Context) -> Reading:
    month, year, anchor = need(match, "month"), int_of(match, "year"), context.anchor
    if year:
        return stated(cal.month(year, month))
    if not anchor:
        return Reading("DATE", f"XXXX-{month:02}", edtf=f"XXXX-{month:02}")
    options = [cal.month(y, month) for y in years(context)]
    step = int_of(match, "step")
    if step == 0:
        return stated(cal.month(anchor.year, month), anchor)
    if step:
        options = [p for p in options if (p.first > anchor if step > 0 else p.last < anchor)]
    return stated(fit(options, anchor, side(step, context)), anchor)


def _year(match: DateMatch, context: Context) -> Reading:
    return stated(cal.year(need(match, "year")))


def _part_of_year(match: DateMatch, context: Context) -> Reading:
    pieces, nth, year = int_of(match, "piece") or 4, need(match, "n"), int_of(match, "year")
    if year:
        return stated(cal.piece(year, nth, pieces))
    cal.piece(2000, nth, pieces)
    if not context.anchor:
        letter = {4: "Q", 2: "H"}.get(pieces, "X")
        return Reading("DATE", f"XXXX-{letter}{pieces if nth == -1 else nth}")
    options = [cal.piece(y, nth, pieces) for y in years(context)]
    return stated(fit(options, context.anchor, context.tense()), context.anchor)


def _season(match: DateMatch, context: Context) -> Reading:
    name, year, anchor = str_of(match, "season"), int_of(match, "year"), context.anchor
    if year and name == "WI":
        # A winter belongs to two years, and a writer may name it by either.
        whole = cal.year(year)
        return Reading("DATE", f"{year:04}-WI", whole, edtf=f"{year:04}-{cal.SEASONS[name]}")
    if year:
        return stated(cal.season(year, name))
    if not anchor:
        return Reading("DATE", f"XXXX-{name}", edtf=f"XXXX-{cal.SEASONS[name]}")
    options = [cal.season(y, name) for y in range(max(1, anchor.year - 2), anchor.year + 2)]
    step = int_of(match, "step")
    if step:
        options = [p for p in options if (p.first > anchor if step > 0 else p.last < anchor)]
    return stated(fit(options, anchor, side(step, context)), anchor)


def _decade(match: DateMatch, context: Context) -> Reading:
    number = int_of(match, "decade")
    if number is None:
        number = int_of(match, "digits")
    if number is None or number % 10 or 100 < number < 1000 or number > 2190:
        raise ValueError("no such decade")
    start = number if number >= 1000 else number + (2000 if number < 20 else 1900)
    return stated(cal.around(date(start, 1, 1), "DE"))


def _century(match: DateMatch, context: Context) -> Reading:
    return stated(cal.century(int_of(match, "roman") or int_of(match, "n") or 0))


def _edge(match: DateMatch, context: Context) -> Reading:
    child = child_of(match, "DATE")
    if child:
        inner = _rule(child, context)
    else:
        unit = str_of(match, "stretch")
        if not context.anchor:
            return unresolved(unit)
        inner = stated(cal.around(context.anchor, unit), context.anchor)
    period = inner.period
    if not period or period.unit == "D":
        return Reading("DATE", inner.value, period, inner.anchor, inner.edtf)
    half = int_of(match, "half")
    part = cal.third(period, half, 2) if half else cal.third(period, int_of(match, "edge") or 1)
    return Reading("DATE", inner.value, part, inner.anchor)


def _of(match: DateMatch, context: Context) -> Reading:
    """ "September" of "last year": the first part within the second."""
    a, b, day = child_of(match, "a"), child_of(match, "b"), int_of(match, "day")
    assert b
    outer = _rule(b, context)
    if not outer.period:
        return Reading("DATE", outer.value)
    first, unit = outer.period.first, outer.period.unit
    period = outer.period
    nth = int_of(match, "n") or (int_of(a, "single") if a and a.rule == "rolling" else None)
    if nth is not None:
        unit = str_of(match, "unit") or (str_of(a, "unit") if a else "")
        weekday = int_of(a, "weekday") if a and a.rule == "weekday" else None
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
        period = cal.around(monday + timedelta((int_of(a, "weekday") or 1) - 1), "D")
    elif unit == "M" and a.rule == "monthday":
        period = cal.around(first.replace(day=need(a, "monthday")), "D")
    elif unit == "Y" and a.rule == "same":
        told = context.told()
        if told and str_of(a, "unit") == SAME_PERIOD:
            months = 12 * (first.year - told.first.year)
            last = cal.shift(told.last, months, "M")
            period = Period(cal.shift(told.first, months, "M"), last, told.unit)
        elif told and str_of(a, "unit") in ("D", "M", "Q", "H"):
            period = cal.around(told.first.replace(year=first.year), str_of(a, "unit"))
    return stated(period, outer.anchor)


def _range(match: DateMatch, context: Context) -> Reading:
    """Two ends: years, days of one month, or two dates of which the last tells the most."""
    year, month = int_of(match, "year"), int_of(match, "month")
    first, last = match.parts.get("from"), match.parts.get("last")
    if isinstance(first, int) and isinstance(last, int) and month:
        parts: dict[str, int | float | str | DateMatch] = {"day": last, "month": month}
        if year:
            parts["year"] = year
        end = date_of(DateMatch(match.start, match.end, "date", parts), context)
        if not end.period:
            date(2000, month, first)
            value = f"XXXX-{month:02}-{first:02}/XXXX-{month:02}-{last:02}"
            return Reading("DATE", value, edtf=value)
        return _between(cal.around(end.period.first.replace(day=first), "D"), end)
    if isinstance(first, int) and (year or "short" in match.parts) and not child_of(match, "to"):
        short = int_of(match, "short")
        end_year = year or first - first % 100 + (short or 0)
        if not first < end_year:
            raise ValueError("not a range")
        return _between(cal.year(first), stated(cal.year(end_year)))
    to = child_of(match, "to", "DAY", "DATE")
    assert to
    end = _rule(to, context)
    start = child_of(match, "from", "start")
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


def _duration(match: DateMatch, context: Context) -> Reading:
    bare = str_of(match, "bare")
    return Reading("DURATION", bare or cal.duration(*_length(match)))


def _rolling(match: DateMatch, context: Context) -> Reading:
    """ "the last three months": a length that ends (or begins) on the anchor."""
    count, unit = _length(match)
    step, anchor = int_of(match, "step") or -1, context.anchor
    if "number" not in match.parts and "single" in match.parts:
        count, step = 1, int_of(match, "single") or -1
    if isinstance(count, str):
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    length = cal.duration(count, unit)
    if not anchor or unit in cal.CLOCK or count != int(count):
        return Reading("DURATION", length)
    other = cal.shift(anchor, step * int(count), "W" if unit == "WE" else unit)
    return Reading("DURATION", length, Period(min(anchor, other), max(anchor, other)), anchor)


def _set(match: DateMatch, context: Context) -> Reading:
    weekday = int_of(match, "weekday") or int_of(match, "weekdays")
    if weekday:
        to = int_of(match, "to")
        return Reading("SET", f"XXXX-WXX-{weekday}" + (f"/XXXX-WXX-{to}" if to else ""))
    if "every" in match.parts:
        return Reading("SET", str_of(match, "every"))
    unit = str_of(match, "unit") or str_of(match, "per") or "D"
    return Reading("SET", cal.duration(_times(match) or 1, unit))


def _times(match: DateMatch) -> int | None:
    return int_of(match, "number") if "per" not in match.parts else None


def _vague(match: DateMatch, context: Context) -> Reading:
    step = int_of(match, "plural_step")
    if step:
        return Reading("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    return Reading("DATE", str_of(match, "vague"))


def _moment(match: DateMatch, context: Context) -> Reading:
    """A day with its hour or the part of it."""
    day, clock, part = (child_of(match, name) for name in ("DAY", "TIME", "DAYPART"))
    assert day
    inner = _rule(day, context)
    hour = f"T{str_of(part, 'part')}" if part else ""
    if clock:
        parts = dict(clock.parts)
        if part and "part" not in parts:
            parts["part"] = str_of(part, "part")
        hour = clock_of(DateMatch(clock.start, clock.end, clock.rule, parts))
    return Reading(
        "TIME", inner.value.partition("T")[0] + hour, inner.period, inner.anchor, inner.edtf
    )


RULES: dict[str, Callable[[DateMatch, Context], Reading]] = DAY_RULES | {
    "step": _step, "ago": _ago, "later": _later, "same": _same, "month": _month, "year": _year,
    "part_of_year": _part_of_year, "season": _season, "decade": _decade, "century": _century,
    "edge": _edge, "of": _of, "range": _range, "duration": _duration, "rolling": _rolling,
    "set": _set, "vague": _vague, "moment": _moment,
}  # fmt: skip
