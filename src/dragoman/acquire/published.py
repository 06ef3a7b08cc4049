"""The day an article was published: from which source, read how.

What comes in: values as found in options, rows, JSON-LD, meta tags, URLs and running text. What
goes out: an ISO 8601 day (YYYY-MM-DD) and the name of its source. Month and weekday names are
CLDR's (babel), in the languages served. Written days stand before months ("03/02/2014" is the 3rd
of February). A time with a zone keeps its own day; seconds and milliseconds since 1970 are UTC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from dragoman.know.words import fold
from dragoman.records import LANGUAGES, Struct

# Regional spellings of month names ("setiembre") stand in CLDR's regional tables.
LOCALES = (*LANGUAGES, "es_MX", "es_PE", "es_UY", "en_GB", "en_CA", "pt_PT", "fr_CA")
NOTHING = frozenset(("", "none", "null", "nan", "nat", "n/a", "na", "-", "0000-00-00"))
VALUE_LENGTH = 120
DATELINE_WITHIN = 240

ISO = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# "3 de febrero de 2014", "3rd Feb. 2014", "1er mars 2014": small words may stand between.
GAP = r"[\s.,/-]*(?:[^\W\d_]{1,3}\s+){0,2}"
NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:[^\W\d_]{{1,2}}\b)?{GAP}([^\W\d_]{{3,}}){GAP}(\d{{4}})(?!\d)"
)
MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:[^\W\d_]{2})?"
    r"(?:,?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s+[A-Z]{1,5})?)?,?\s+(\d{4})(?!\d)"
)
URL_SLASHED = re.compile(r"[/=](\d{4})/(\d{1,2}|[a-z]{3,9})/(\d{1,2})(?=[/_.-]|$)")
# Digits without slashes may be the number of an article: only what is a day counts.
URL_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_]?)(\d\d)\2(\d\d)(?!\d)")
# What ends a dateline: the line, a bracket, a dash, a full stop, or the time of day.
AFTER = re.compile(r"\s*(?:$|[(\[\-–—./|:;·•]|,?\s*(?:[^\W\d_]{1,3}\s+)?\d{1,2}\s?[:h.]\s?\d\d)")
SEPARATORS = " \t,.;:()[]{}|/\\–—-·•*_#>\"'«»“”"


class BadDate(ValueError):
    """The value is no day, or one that does not exist; the message says which, and what to do."""


class Published(Struct, frozen=True):
    """The day and its source (both None if there is none), and what was wrong on the way."""

    day: str | None = None
    source: str | None = None
    faults: tuple[str, ...] = ()


def publication(
    claims: Iterable[tuple[str, object]], url: str | None, lead: str, today: date | None = None
) -> Published:
    """The first readable day of `claims` ((source, value), in order), `url`, a dateline in `lead`.

    `today` bounds what a URL or a dateline may say.
    """
    faults: list[str] = []

    def fault(source: str, why: BadDate) -> None:
        message = f"{source}: {why}"
        if message not in faults:
            faults.append(message)

    for source, value in claims:
        try:
            day = day_of(value)
        except BadDate as why:
            fault(source, why)
            continue
        if day:
            return Published(day, source, tuple(faults))
    for source, find, text in (("url", in_url, url), ("dateline", in_text, lead)):
        if not text:
            continue
        try:
            day = find(text)
        except BadDate as why:
            fault(source, why)
            continue
        if day and "1900" <= day <= str((today or date.today()) + timedelta(days=2)):
            return Published(day, source, tuple(faults))
    return Published(None, None, tuple(faults))


def day_of(value: object) -> str | None:
    """The day that a value of a row, option or tag says; None if it is empty. Raises BadDate."""
    if isinstance(value, dict):
        value = value.get("$date")
    if value is None:
        return None
    if isinstance(value, str):
        return _written(value.strip()[:VALUE_LENGTH])
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value != value:
            return None
        if abs(value) < 1e20:
            return _number(float(value), str(int(value)))
    raise BadDate(f"{str(value)[:60]!r} is not a date; write YYYY-MM-DD")


@lru_cache(maxsize=8192)
def _written(text: str) -> str | None:
    if text.lower() in NOTHING:
        return None
    if m := ISO.search(text):
        return _day(int(m[1]), int(m[3]), int(m[4]), text)
    if m := COMPACT.fullmatch(text):
        try:
            return _day(int(m[1]), int(m[2]), int(m[3]), text)
        except BadDate:
            if len(text) == 8:
                raise
    if NUMBER.fullmatch(text):
        return _number(float(text), text)
    if m := DAY_FIRST.search(text):
        if int(m[3]) > 12:
            raise BadDate(f"{text!r} has no month {m[3]}: days stand first; write YYYY-MM-DD")
        return _day(int(m[4]), int(m[3]), int(m[1]), text)
    if found := _named(text):
        return found[0]
    raise BadDate(f"{text!r} is not a day; write YYYY-MM-DD")


def _number(value: float, text: str) -> str:
    """YYYYMMDD[hhmm[ss]], or seconds, milli-, micro- or nanoseconds since 1970."""
    if len(text) in (8, 12, 14) and text[:2] in ("19", "20") and (m := COMPACT.fullmatch(text)):
        try:
            return _day(int(m[1]), int(m[2]), int(m[3]), text)
        except BadDate:
            if len(text) == 8:
                raise
    size = abs(value)
    unit = next((u for least, u in ((1e17, 1e9), (1e14, 1e6), (1e11, 1e3)) if size >= least), 1.0)
    if 1e7 <= size < 1e20:
        try:
            return datetime.fromtimestamp(value / unit, UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            pass
    raise BadDate(f"{text[:60]!r} is not a day; write YYYY-MM-DD")


def _day(year: int, month: int, day: int, text: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        raise BadDate(f"{text!r} does not exist in the calendar; write YYYY-MM-DD") from None


def _named(text: str) -> tuple[str, int, int] | None:
    """The first date with a named month: (day, start, end)."""
    for m in NAMED.finditer(text):
        if month := month_number(m[2]):
            return _day(int(m[3]), month, int(m[1]), m[0]), m.start(), m.end()
    for m in MONTH_FIRST.finditer(text):
        if month := month_number(m[1]):
            return _day(int(m[3]), month, int(m[2]), m[0]), m.start(), m.end()
    return None


def month_number(word: str) -> int | None:
    """1 to 12 for a month's name or abbreviation in a language served."""
    return _names()[0].get(fold(word))


@lru_cache(maxsize=1)
def _names() -> tuple[dict[str, int], frozenset[str]]:
    """Month names with their numbers, and weekday names, folded."""
    from babel import Locale

    months: dict[str, int] = {}
    days: set[str] = set()
    for code in LOCALES:
        locale = Locale.parse(code)
        for width in ("wide", "abbreviated"):
            for number, name in locale.months["format"][width].items():
                months.setdefault(fold(name).strip("."), number)
            days.update(fold(name).strip(".") for name in locale.days["format"][width].values())
    return months, frozenset(days)


def in_url(url: str) -> str | None:
    """The day in the path or query of a URL. Raises BadDate if /2014/02/30/ stands there."""
    try:
        parts = urlsplit(url.lower())
    except ValueError:
        return None
    text = f"{parts.path}?{parts.query}"[:2000]
    if m := URL_SLASHED.search(text):
        month = int(m[2]) if m[2].isdigit() else month_number(m[2])
        if month and 1 <= month <= 12 and 1 <= int(m[3]) <= 31:
            return _day(int(m[1]), month, int(m[3]), m[0])
    for m in URL_DIGITS.finditer(text):
        try:
            return _day(int(m[1]), int(m[3]), int(m[4]), m[0])
        except BadDate:
            continue
    return None


def in_text(text: str) -> str | None:
    """The day of a dateline: at the start of one of the first lines, bare or after a place.

    "Madrid, 3 feb 2014 (EFE)" is one; "el 3 de febrero de 2014, el ministro …" is not. Raises
    BadDate if the dateline names a day that does not exist.
    """
    offset = 0
    for line in text[: DATELINE_WITHIN + 200].split("\n"):
        if offset > DATELINE_WITHIN:
            return None
        offset += len(line) + 1
        head = line.strip()[:160]
        if not any(c.isdigit() for c in head):
            continue
        for m in (*ISO.finditer(head), *DAY_FIRST.finditer(head)):
            if _placed(head, m.start(), m.end()):
                year, month, day = (m[1], m[3], m[4]) if len(m[1]) == 4 else (m[4], m[3], m[1])
                return _day(int(year), int(month), int(day), m[0])
        for pattern, d, name, y in ((NAMED, 1, 2, 3), (MONTH_FIRST, 2, 1, 3)):
            for m in pattern.finditer(head):
                number = month_number(m[name])
                if number and _placed(head, m.start(), m.end()):
                    return _day(int(m[y]), number, int(m[d]), m[0])
    return None


def _placed(line: str, start: int, end: int) -> bool:
    """Whether line[start:end] stands like a dateline: a place at most before, its end after."""
    if not AFTER.match(line, end):
        return False
    words = [w for w in (w.strip(SEPARATORS) for w in line[:start].split()) if w]
    if len(words) > 7:
        return False
    days = _names()[1]
    return all(w[0].isupper() or (len(w) <= 3 and w.isalpha()) or fold(w) in days for w in words)
