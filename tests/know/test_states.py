"""The tables of states: one set of codes, names that agree with CLDR, no form claimed twice."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dragoman.know.names import StateRow, StateWords
from dragoman.know.table import HOME, load
from dragoman.know.words import words
from dragoman.records import LANGUAGES

babel = pytest.importorskip("babel")

WORLD = load(HOME / "world" / "states.toml", dict[str, StateRow])
TABLES = {
    language: load(path, dict[str, StateWords])
    for language in LANGUAGES
    if (path := HOME / "lang" / language / "states.toml").exists()
}
LOCALES = {"es": ("es", "es_419"), "en": ("en",), "pt": ("pt", "pt_PT"), "fr": ("fr",)}
REGIONS = {"Europe", "Asia", "Africa", "Americas", "Oceania", "Middle East"}
OTHERS = {"PSE", "TWN", "XKX", "VAT", "ESH", "NCL", "PYF", "FRO", "ASM", "HKG", "MAC", "PRI", "GRL"}
PARTLY = {"PSE", "TWN", "XKX", "ESH"}
each_language = pytest.mark.parametrize("language", TABLES)


def key(form: str) -> tuple[str, ...]:
    """A form as the gazetteer compares it."""
    return tuple(words(form))


def test_world_is_the_un_and_the_named_others() -> None:
    assert {code for code, row in WORLD.items() if not row.un} == OTHERS
    assert sum(row.un for row in WORLD.values()) == 193
    assert {code for code, row in WORLD.items() if row.sectors} == PARTLY
    assert {row.region for row in WORLD.values()} == REGIONS


def test_world_codes_and_names_are_unique() -> None:
    for field in ("name", "iso2"):
        assert len({getattr(row, field) for row in WORLD.values()}) == len(WORLD)
    known = babel.Locale("en").territories
    assert all(len(code) == 3 and row.iso2 in known for code, row in WORLD.items())


@each_language
def test_codes_are_the_worlds(language: str) -> None:
    assert list(TABLES[language]) == list(WORLD)


@each_language
def test_cldr_names_are_known(language: str) -> None:
    """CLDR's name, without what it adds in brackets or after a comma."""
    missing = []
    for locale in LOCALES[language]:
        territories = babel.Locale.parse(locale).territories
        for code, row in TABLES[language].items():
            name = territories[WORLD[code].iso2].partition(" (")[0].partition(",")[0]
            if key(name) not in {key(form) for form in (*row.names, *row.ambiguous)}:
                missing.append((code, name))
    assert not missing


@each_language
def test_no_form_is_claimed_by_two_states(language: str) -> None:
    claims: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for code, row in TABLES[language].items():
        for form in (*row.names, *row.demonyms, *row.capital, *row.seats):
            claims[key(form)].add(code)
    assert not {form: codes for form, codes in claims.items() if len(codes) > 1}


@each_language
def test_a_form_is_either_plain_or_ambiguous(language: str) -> None:
    for code, row in TABLES[language].items():
        plain = {key(form) for form in (*row.names, *row.demonyms, *row.capital, *row.seats)}
        assert not plain & {key(form) for form in row.ambiguous}, code


@each_language
def test_forms_are_written_clean(language: str) -> None:
    for code, row in TABLES[language].items():
        for forms in (row.names, row.demonyms, row.capital, row.seats, row.ambiguous):
            assert len(set(forms)) == len(forms), code
            assert all(form == " ".join(form.split()) and key(form) for form in forms), code


@pytest.mark.parametrize("language", sorted({"es", "pt", "fr"} & set(TABLES)))
def test_demonyms_are_in_lower_case(language: str) -> None:
    """English alone writes them with a capital."""
    forms = {(c, f) for c, row in TABLES[language].items() for f in row.demonyms}
    assert not {(code, form) for code, form in forms if not form[0].islower()}


@each_language
def test_nearly_all_states_have_demonyms_in_several_forms(language: str) -> None:
    few = {code for code, row in TABLES[language].items() if len(row.demonyms) < 2}
    assert len(few) <= 20, few
