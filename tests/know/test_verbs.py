"""Verbs: the cases by hand, and every form made leads back to its verb."""

from __future__ import annotations

import csv
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.know.paradigms import PERSONS, TENSES, Paradigms
from dragoman.know.verbs import Form, Verbs, load_verbs
from dragoman.know.words import fold
from dragoman.records import LANGUAGES

CASES = Path(__file__).parent.parent / "cases" / "verbs.csv"
ROWS = [tuple(row) for row in csv.reader(CASES.read_text("utf-8").splitlines()[1:])]
LISTS = {code: list(dict.fromkeys(r[1] for r in ROWS if r[0] == code)) for code in LANGUAGES}
INDEX = {code: load_verbs(code).index(verbs) for code, verbs in LISTS.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_cases(language: str) -> None:
    verbs = load_verbs(language)
    missing = [
        row
        for row in ROWS
        if row[0] == language
        and Form(row[1], row[2], row[3]) not in verbs.forms(row[1]).get(row[4], ())
    ]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_leads_back(language: str) -> None:
    verbs = load_verbs(language)
    for infinitive in LISTS[language]:
        for form, readings in verbs.forms(infinitive).items():
            assert set(readings) <= set(INDEX[language].analyse(form)), form
            assert form == form.lower()
            assert form.isalpha()
            assert {r.tense for r in readings} <= set(TENSES)
            assert {r.person for r in readings} <= {"", *PERSONS}


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("es", "reunirse", ("reunir", "infinitive")),
        ("es", "reuniéndose", ("reunir", "gerund")),
        ("es", "entregárselo", ("entregar", "infinitive")),
        ("es", "devolviéndoselas", ("devolver", "gerund")),
        ("es", "deténganse", ("detener", "imperative")),
        ("es", "reunámonos", ("reunir", "imperative")),
        ("es", "dilo", ("decir", "imperative")),
        ("es", "oírla", ("oír", "infinitive")),
        ("pt", "visitá", ("visitar", "infinitive")),
        ("pt", "fazê", ("fazer", "infinitive")),
    ],
)
def test_pronouns_on_the_verb(language: str, word: str, expected: tuple[str, str]) -> None:
    assert expected in {(r.infinitive, r.tense) for r in INDEX[language].analyse(word)}


@pytest.mark.parametrize(
    ("language", "word", "expected"),
    [
        ("es", "reunio", ("reunir", "past")),
        ("es", "reuniran", ("reunir", "future")),
        ("es", "reuniendose", ("reunir", "gerund")),
        ("pt", "propos", ("propor", "past")),
        ("fr", "declare", None),
        ("fr", "deploye", ("déployer", "participle")),
    ],
)
def test_lost_accents(language: str, word: str, expected: tuple[str, str] | None) -> None:
    found = {(r.infinitive, r.tense) for r in INDEX[language].analyse(word)}
    assert expected in found if expected else not found


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("es", "hacia"), ("es", "esta"), ("es", "de"), ("es", "tiranos"), ("es", "mesa"),
        ("es", "sete"), ("pt", "esta"), ("pt", "por"), ("fr", "du"), ("en", "target's"), ("en", ""),
    ],
)  # fmt: skip
def test_no_verb(language: str, word: str) -> None:
    index = load_verbs(language).index([*LISTS[language], *(["tirar"] if language == "es" else [])])
    assert index.analyse(word) == ()


def test_homographs_keep_all_readings() -> None:
    assert {r.infinitive for r in INDEX["es"].analyse("fue")} == {"ser", "ir"}
    assert [r.tense for r in INDEX["en"].analyse("put")] == [
        "infinitive", "participle", "present", "past",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "infinitive", "absent"),
    [
        ("es", "pretender", "pretiende"), ("es", "presentar", "presienta"),
        ("es", "cambiar", "cambía"), ("es", "atrever", "atreveo"), ("en", "target", "targot"),
        ("en", "welcome", "welcame"), ("en", "visit", "visitted"), ("pt", "assumir", "assome"),
        ("pt", "converter", "convinho"), ("fr", "répartir", "répart"), ("fr", "percer", "pèrce"),
    ],
)  # fmt: skip
def test_lookalikes_stay_regular(language: str, infinitive: str, absent: str) -> None:
    assert absent not in load_verbs(language).forms(infinitive)


def test_verbs_of_a_family_conjugate_alike() -> None:
    for language, base, derived in (
        ("es", "poner", "deponer"),
        ("es", "traer", "contraer"),
        ("pt", "fazer", "satisfazer"),
        ("fr", "prendre", "surprendre"),
        ("fr", "tenir", "maintenir"),
        ("en", "throw", "overthrow"),
    ):
        verbs = load_verbs(language)
        prefix = derived[: -len(base)]
        want = {fold(prefix + form) for form in verbs.forms(base)}
        assert {fold(form) for form in verbs.forms(derived)} == want


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(LANGUAGES), st.text("bcdfglmnprstzaeiouéí", min_size=3, max_size=9), st.data()
)
def test_any_verb_leads_back(language: str, root: str, data: st.DataObject) -> None:
    endings = {"es": ["ar", "er", "ir"], "pt": ["ar", "er", "ir"], "fr": ["er", "ir", "re"]}
    infinitive = root + data.draw(st.sampled_from(endings.get(language, [""])))
    verbs = load_verbs(language)
    index = verbs.index([infinitive, *LISTS[language]])
    for form, readings in verbs.forms(infinitive).items():
        assert set(readings) <= set(index.analyse(form))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LANGUAGES), st.text(max_size=20))
def test_any_text_is_safe(language: str, word: str) -> None:
    assert INDEX[language].analyse(word) == INDEX[language].analyse(word)


def test_mistakes_say_what_to_do() -> None:
    with pytest.raises(UsageError, match="without pronouns"):
        load_verbs("es").forms("reunirse")
    classes = {"ar": {"infinitive": "ar", "presnt": "o"}}
    with pytest.raises(UsageError, match="unknown tense presnt"):
        Verbs(msgspec.convert({"classes": classes}, Paradigms))
    rows = {"columns": "past participle", "rows": "go went"}
    with pytest.raises(UsageError, match="2 columns"):
        Verbs(msgspec.convert({"classes": {"x": {"infinitive": "_"}}, "tables": [rows]}, Paradigms))
