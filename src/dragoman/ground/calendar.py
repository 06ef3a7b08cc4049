"""Stretches of the calendar: what day, week, month … a day lies in, and how it is written.

What comes in: days and units. What goes out: `Period`s, their TIMEX3 value and their EDTF (level 1
of ISO 8601-2). Weeks begin on Monday (ISO 8601). Seasons are those of the northern hemisphere,
wide enough for both the weather's and the sky's reckoning.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

DAYS = {"D": 1, "W": 7}
MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
CLOCK = {"h": "H", "m": "M", "s": "S"}
SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_BOUNDS = {
    "SP": ((3, 1), (6, 21)), "SU": ((6, 1), (9, 23)), "FA": ((9, 1), (12, 21)),
    "WI": ((12, 1), (3, 20)),
}  # fmt: skip
UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "H": "XXXX-HX", "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip


class Period(NamedTuple):
    """First and last day, and the unit they make up ("" where they are just two bounds)."""

    first: date
    last: date
    unit: str = ""


def around(day: date, unit: str) -> Period:
    """The stretch of `unit` that holds `day`."""
    if unit == "D":
        return Period(day, day, unit)
    if unit in ("W", "WE"):
        monday = day - timedelta(day.weekday())
        return Period(monday + timedelta(5 if unit == "WE" else 0), monday + timedelta(6), unit)
    length = MONTHS[unit]
    index = day.year * 12 + day.month - 1
    start = index - index % length
    return Period(first_of(start), last_of(start + length - 1), unit)


def first_of(index: int) -> date:
    """The first day of month `index`, counted from the year 0."""
    if not 12 <= index < 120_000:
        # The first decade and century begin in a year 0 that datetime does not know.
        if -1200 < index < 12:
            return date.min
        raise OverflowError("year out of range")
    return date(index // 12, index % 12 + 1, 1)


def last_of(index: int) -> date:
    first = first_of(index)
    return first.replace(day=monthrange(first.year, first.month)[1])


def shift(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` units; the 31st becomes the last day of a shorter month."""
    if abs(count) > 200_000:
        raise OverflowError("date out of range")
    if unit in ("D", "W", "WE"):
        return day + timedelta(count * DAYS.get(unit, 7))
    index = day.year * 12 + day.month - 1 + count * MONTHS[unit]
    return first_of(index).replace(day=min(day.day, last_of(index).day))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31), "Y")


def month(number: int, of: int) -> Period:
    return around(date(number, of, 1), "M")


def piece(number: int, nth: int, pieces: int) -> Period:
    """The nth of 2, 3 or 4 equal pieces of a year; −1 is the last."""
    nth = pieces if nth == -1 else nth
    if not 1 <= nth <= pieces:
        raise ValueError("no such piece of a year")
    size = 12 // pieces
    start = number * 12 + size * (nth - 1)
    return Period(first_of(start), last_of(start + size - 1), {2: "H", 4: "Q"}.get(pieces, ""))


def season(number: int, name: str) -> Period:
    """The season that begins in year `number`."""
    (m1, d1), (m2, d2) = SEASON_BOUNDS[name]
    return Period(date(number, m1, d1), date(number + (m2 < m1), m2, d2), name)


def century(number: int) -> Period:
    """The 20th century is 1900–1999 here, as TIMEX3 and EDTF write it ("19XX")."""
    if not 1 <= number <= 99:
        raise ValueError("no such century")
    start = (number - 1) * 100
    return Period(date(max(1, start), 1, 1), date(start + 99, 12, 31), "CE")


def third(period: Period, nth: int, of: int = 3) -> Period:
    """The first, middle or last third (or half) of a stretch; by months where it has enough."""
    months = MONTHS.get(period.unit, 0)
    if period.first.day == 1 and months >= of and months % of == 0:
        size = months // of
        start = period.first.year * 12 + period.first.month - 1 + size * (nth - 1)
        return Period(first_of(start), last_of(start + size - 1))
    days = (period.last - period.first).days + 1
    start_day = round(days * (nth - 1) / of)
    end_day = max(start_day, round(days * nth / of) - 1)
    if period.unit == "M" and of == 3:
        start_day, end_day = 10 * (nth - 1), (days - 1 if nth == 3 else 10 * nth - 1)
    return Period(period.first + timedelta(start_day), period.first + timedelta(end_day))


def nth(period: Period, number: int, unit: str, weekday: int | None) -> Period:
    """The nth (−1: last) weekday, week, month … of a stretch. Weeks are counted from its first
    day, for nobody says which of the two ways is meant."""
    if weekday:
        days = (period.last - period.first).days + 1
        own = [d for n in range(days) if (d := period.first + timedelta(n)).isoweekday() == weekday]
        day = own[number - 1 if number > 0 else number]
        return around(day, "D")
    if unit in ("D", "W"):
        size = DAYS[unit]
        if number < 0:
            return Period(max(period.first, period.last - timedelta(size - 1)), period.last)
        first = period.first + timedelta(size * (number - 1))
        last = min(period.last, first + timedelta(size - 1))
    else:
        size = MONTHS.get(unit, 1)
        last_start = shift(period.last.replace(day=1), 1 - size, "M")
        first = shift(period.first, size * (number - 1), "M") if number > 0 else last_start
        last = last_of(first.year * 12 + first.month - 1 + size - 1)
    if first > period.last:
        raise ValueError("not so many in it")
    return Period(first, last)


def value(period: Period) -> str:
    """As TIMEX3 writes it."""
    first, unit = period.first, period.unit
    iso = first.isocalendar()
    match unit:
        case "D":
            return first.isoformat()
        case "W":
            return f"{iso.year:04}-W{iso.week:02}"
        case "WE":
            return f"{iso.year:04}-W{iso.week:02}-WE"
        case "M":
            return first.isoformat()[:7]
        case "Q":
            return f"{first.year:04}-Q{(first.month + 2) // 3}"
        case "H":
            return f"{first.year:04}-H{1 if first.month < 7 else 2}"
        case "Y":
            return f"{first.year:04}"
        case "DE":
            return f"{first.year:04}"[:3]
        case "CE":
            return f"{first.year:04}"[:2]
        case "SP" | "SU" | "FA" | "WI":
            return f"{first.year:04}-{unit}"
    return f"{first.isoformat()}/{period.last.isoformat()}"


def edtf(period: Period) -> str:
    first, last, unit = period.first, period.last, period.unit
    if unit in ("D", "M", "Y"):
        return value(period)
    if unit in ("DE", "CE"):
        return value(period) + ("X" if unit == "DE" else "XX")
    if unit in SEASONS:
        return f"{first.year:04}-{SEASONS[unit]}"
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole_months and first.month == 1 and last.month == 12:
        return f"{first.year:04}/{last.year:04}"
    cut = 7 if whole_months else 10
    return f"{first.isoformat()[:cut]}/{last.isoformat()[:cut]}"


def duration(count: int | float | str, unit: str) -> str:
    """A TIMEX3 duration: P3D, PT12H, P10Y, PXM (some months), PT30M (half an hour)."""
    if unit in CLOCK:
        if count == 0.5 and unit == "h":
            return "PT30M"
        return f"PT{_plain(count)}{CLOCK[unit]}"
    if unit == "WE":
        return f"P{_plain(count)}WE"
    if count == 0.5 and unit == "Y":
        return "P6M"
    factor, letter = {"Q": (3, "M"), "H": (6, "M"), "DE": (10, "Y"), "CE": (100, "Y")}.get(
        unit, (1, unit)
    )
    if isinstance(count, str):
        return f"PX{factor if factor > 1 else ''}{letter}"
    return f"P{_plain(count * factor)}{letter}"


def _plain(count: int | float | str) -> str:
    return f"{count:g}" if isinstance(count, float) else str(count)
