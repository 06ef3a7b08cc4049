"""Dates: what is read, what is refused, and which source goes first."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import page_of, pages
from dragoman.acquire.published import BadDate, day_of, in_text, publication
from dragoman.errors import UsageError

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[tuple[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return [(row[0], row[1]) for row in list(csv.reader(file))[1:]]


@pytest.mark.parametrize(("value", "day"), cases("values.csv"))
def test_values(value: str, day: str) -> None:
    if day == "!":
        with pytest.raises(BadDate, match="YYYY-MM-DD"):
            day_of(value)
    else:
        assert day_of(value) == (day or None)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (1391421600, "2014-02-03"),
        (1391421600000, "2014-02-03"),
        (1391421600.5, "2014-02-03"),
        (20140203, "2014-02-03"),
        (date(2014, 2, 3), "2014-02-03"),
        (datetime(2014, 2, 3, 23, 59, tzinfo=UTC), "2014-02-03"),
        ({"$date": "2014-02-03T00:00:00Z"}, "2014-02-03"),
        (None, None),
        (float("nan"), None),
    ],
)
def test_typed_values(value: object, day: str | None) -> None:
    assert day_of(value) == day


@pytest.mark.parametrize("value", [True, 2014, 10**30, float("inf"), [2014, 2, 3]])
def test_typed_values_refused(value: object) -> None:
    with pytest.raises(BadDate):
        day_of(value)


@pytest.mark.parametrize(("text", "day"), cases("datelines.csv"))
def test_datelines(text: str, day: str) -> None:
    page = page_of(text)
    assert page.published == (day if day not in ("", "!") else None)
    assert page.published_from == ("dateline" if page.published else None)
    assert [r.code for r in page.rejects] == (["bad_date"] if day == "!" else [])


@pytest.mark.parametrize(("url", "day"), cases("urls.csv"))
def test_urls(url: str, day: str) -> None:
    found = publication((), url, "")
    assert found.day == (day if day not in ("", "!") else None)
    assert bool(found.faults) == (day == "!")


def test_the_future_is_no_dateline() -> None:
    today = date(2014, 2, 1)
    assert publication((), None, "Madrid, 3 feb 2014 (EFE)", today).day == "2014-02-03"
    assert publication((), None, "Madrid, 4 feb 2014 (EFE)", today).day is None
    assert publication([("row", "2044-02-03")], None, "", today).day == "2044-02-03"


PAGE = """<html><head><link rel="canonical" href="https://e.org/2014/01/06/nota">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "JSONLD"}</script>
<meta property="article:published_time" content="META"></head><body>
<time datetime="TIME">ayer</time><p>Madrid, 7 ene 2014 (EFE).- El ministro viajó a Roma.</p>
</body></html>"""
ORDER = [
    ("option", "2014-01-01"),
    ("row", "2014-01-02"),
    ("json-ld", "2014-01-03T23:00:00-06:00"),
    ("meta", "2014-01-04"),
    ("time", "2014-01-05"),
    ("url", "2014-01-06"),
    ("dateline", "2014-01-07"),
]


@pytest.mark.parametrize("first", range(len(ORDER)))
@pytest.mark.parametrize("broken", [False, True])
def test_order(tmp_path: Path, first: int, broken: bool) -> None:
    """Each source counts when those before it are missing, or hold a day that does not exist."""
    page = PAGE
    none = "2014-02-30" if broken else ""
    for at, mark in ((2, "JSONLD"), (3, "META"), (4, "TIME")):
        page = page.replace(mark, ORDER[at][1] if at >= first else none)
    if first > 5:
        page = page.replace("2014/01/06", "2014/02/30" if broken else "a")
    row = {"html": page, "date": ORDER[1][1] if first <= 1 else none}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row))
    (found,) = pages([path], published=ORDER[0][1] if first == 0 else None)
    assert (found.published_from, found.published) == (ORDER[first][0], ORDER[first][1][:10])
    assert len(found.rejects) == (max(first - 1, 0) if broken else 0)
    assert all(r.code == "bad_date" and "2014" in r.detail for r in found.rejects)


@pytest.mark.parametrize("value", ["2014-02-30", "soon", "", " "])
def test_a_wrong_option_is_a_usage_error_at_once(value: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        pages(["nothing.txt"], published=value)


def test_a_wrong_language_is_a_usage_error_at_once() -> None:
    with pytest.raises(UsageError, match="language"):
        pages(["nothing.txt"], language="??")


@given(st.dates(min_value=date(1, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_every_day_is_read_as_written(day: date) -> None:
    iso = day.isoformat()
    assert day_of(iso) == iso
    assert day_of(f"{day.day}/{day.month}/{day.year:04}") == iso


@given(st.text(max_size=200) | st.integers() | st.floats())
@settings(max_examples=150, deadline=None)
def test_any_value_is_a_day_nothing_or_bad(value: object) -> None:
    try:
        day = day_of(value)
    except BadDate:
        return
    assert day is None or date.fromisoformat(day)


@given(st.text(alphabet="3 feb2014,.()Mad-/\nde", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_lead_is_searched(text: str) -> None:
    try:
        day = in_text(text)
    except BadDate:
        return
    assert day is None or date.fromisoformat(day)
