"""Dates: the table of cases, the laws of find_dates, and what it must survive."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.ground.dates import find_dates, resolve
from dragoman.know.dates import load_dates
from dragoman.know.datetable import DateGrammar
from dragoman.know.table import HOME
from dragoman.records import LANGUAGES, When

CASES = Path(__file__).parents[1] / "cases" / "dates.csv"
ANCHOR = "2014-03-12"


def rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(when: When) -> str:
    """Bounds where there are some, else the value."""
    if not when.earliest:
        return when.value
    return when.earliest if when.earliest == when.latest else f"{when.earliest}..{when.latest}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases(language: str) -> None:
    wrong = []
    for row in rows():
        if row["language"] != language:
            continue
        found = find_dates(row["text"], language, row["anchor"] or None)
        got = " ; ".join(f"{w.text} => {shown(w)}" for w in found)
        if got != row["expected"]:
            wrong.append(f"{row['text']!r}: got {got!r}, want {row['expected']!r}")
    assert not wrong, "\n".join(wrong)


def test_the_table_is_long_enough() -> None:
    languages = [row["language"] for row in rows()]
    assert languages.count("es") >= 120
    assert all(languages.count(language) >= 80 for language in LANGUAGES)
    assert sum(not row["expected"] for row in rows()) >= 80


FORMS = [
    ("es", "el 3 de febrero de 2014", "DATE", "2014-02-03", "2014-02-03", None),
    ("es", "en marzo de 2011", "DATE", "2011-03", "2011-03", None),
    ("es", "en 1998,", "DATE", "1998", "1998", None),
    ("es", "los años noventa", "DATE", "199", "199X", None),
    ("es", "el siglo XX", "DATE", "19", "19XX", None),
    ("es", "el verano de 2012", "DATE", "2012-SU", "2012-22", None),
    ("es", "el primer trimestre de 2013", "DATE", "2013-Q1", "2013-01/2013-03", None),
    ("es", "el primer semestre de 2013", "DATE", "2013-H1", "2013-01/2013-06", None),
    ("es", "entre 2010 y 2012", "DATE", "2010/2012", "2010/2012", None),
    ("es", "la semana pasada", "DATE", "2014-W10", "2014-03-03/2014-03-09", ANCHOR),
    ("es", "este fin de semana", "DATE", "2014-W11-WE", "2014-03-15/2014-03-16", ANCHOR),
    ("es", "el lunes pasado", "DATE", "2014-03-10", "2014-03-10", ANCHOR),
    ("es", "ayer por la noche", "TIME", "2014-03-11TNI", "2014-03-11", ANCHOR),
    ("es", "hoy a las 12:00 GMT", "TIME", "2014-03-12T12:00Z", "2014-03-12", ANCHOR),
    ("es", "el martes a las 10:30", "TIME", "2014-03-11T10:30", "2014-03-11", ANCHOR),
    ("es", "durante seis meses", "DURATION", "P6M", None, None),
    ("es", "cada lunes", "SET", "XXXX-WXX-1", None, None),
    ("es", "recientemente", "DATE", "PAST_REF", None, None),
    ("en", "on Tuesday at 3 p.m.", "TIME", "2014-03-11T15:00", "2014-03-11", ANCHOR),
    ("pt", "na terça-feira às 15h", "TIME", "2014-03-11T15:00", "2014-03-11", ANCHOR),
    ("fr", "mardi à 10h30", "TIME", "2014-03-11T10:30", "2014-03-11", ANCHOR),
]


@pytest.mark.parametrize(("language", "text", "kind", "value", "edtf", "anchor"), FORMS)
def test_form(
    language: str, text: str, kind: str, value: str, edtf: str | None, anchor: str | None
) -> None:
    (when,) = find_dates(text, language, ANCHOR)
    assert (when.type, when.value, when.edtf, when.anchor) == (kind, value, edtf, anchor)
    assert when.basis == "stated"


@pytest.mark.parametrize("anchor", ["2014-02-30", "12/03/2014", "yesterday", ""])
def test_bad_anchor(anchor: str) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        find_dates("hoy", "es", anchor)


def test_unserved_language() -> None:
    with pytest.raises(UsageError, match="es, en, pt, fr"):
        find_dates("heute", "de")


def test_tense_may_be_passed_in() -> None:
    grammar = load_dates("es")
    text = "La reunión es el lunes"
    matches = grammar.find(text)
    (past,) = resolve(matches, text, ANCHOR, grammar, lambda *_: "past")
    (future,) = resolve(matches, text, ANCHOR, grammar, lambda *_: "future")
    assert (past.earliest, future.earliest) == ("2014-03-10", "2014-03-17")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("'<dotted>'", "'<dotted> ('", "not closed"),
        ("'<dotted>'", "'<dotted> <nothing>'", "no class"),
        ("'<dotted>'", "'dot'", "needs dotted"),
        ("dotted = [", "doted = [", "no such rule"),
        ('order = "day"', 'order = "week"', "order"),
        ("[words.month]", "[words.month", "not valid TOML"),
    ],
)
def test_mistakes_in_the_table_are_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    source = (HOME / "lang" / "pt" / "dates.toml").read_text("utf-8")
    assert old in source
    path = tmp_path / "dates.toml"
    path.write_text(source.replace(old, new, 1), "utf-8")
    with pytest.raises(UsageError, match=message) as told:
        DateGrammar(path)
    assert "dates.toml" in str(told.value)


# --- Laws -------------------------------------------------------------------------------------

WORDS = sorted(
    {word for row in rows() for word in row["text"].split()}
    | {
        "2014",
        "31",
        "30",
        "9999999999",
        "12/03/2014",
        "-",
        "(",
        ")",
        ",",
        ".",
        "\n",
        "\u200b",
        "00:61",
    }
)
PHRASES = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
ANCHORS = st.one_of(
    st.none(),
    st.dates().map(lambda d: d.isoformat()),
    st.sampled_from(["0001-01-01", "9999-12-31"]),
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(PHRASES, st.text(max_size=60)), st.sampled_from(LANGUAGES), ANCHORS)
def test_laws(text: str, language: str, anchor: str | None) -> None:
    found = find_dates(text, language, anchor)
    last = 0
    for when in found:
        assert last <= when.start < when.end
        assert text[when.start : when.end] == when.text
        assert (when.earliest is None) == (when.latest is None)
        assert when.earliest is None or when.earliest <= (when.latest or "")
        assert when.type in ("DATE", "TIME", "DURATION", "SET")
        last = when.end
    assert found == find_dates(text, language, anchor)


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "1 " * 50_000, "el " * 33_000, "de marzo " * 11_000, "1-" * 50_000,
     "a las 10:30 (" * 7_000, "dos días después " * 6_000, "\n" * 100_000],
)  # fmt: skip
def test_long_texts_take_linear_time(text: str) -> None:
    def taken(part: str) -> float:
        start = time.process_time()
        find_dates(part, "es", ANCHOR)
        return time.process_time() - start

    taken(text[:2000])
    half, whole = taken(text[: len(text) // 2]), taken(text)
    assert whole < 5
    assert whole < 6 * half + 1
