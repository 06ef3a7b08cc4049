"""The table of international bodies: complete in all languages, and no form claimed twice."""

from __future__ import annotations

from collections import defaultdict

import pytest

from dragoman.know import table
from dragoman.know.names import BodyRow, BodyWords, StateWords
from dragoman.know.words import words
from dragoman.records import LANGUAGES

SECTORS = {
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "UNK", "CVL",
    "BUS", "CRM", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "AGR", "PRE",
}  # fmt: skip
BODIES = table.load(table.HOME / "world" / "bodies.toml", dict[str, BodyRow])


def forms(language: str) -> dict[str, BodyWords]:
    return table.load(table.HOME / "lang" / language / "bodies.toml", dict[str, BodyWords])


def test_world() -> None:
    assert len(BODIES) >= 150
    for key, body in BODIES.items():
        assert key == key.lower()
        assert not set(key) & set(" _."), key
        assert body.name.strip() == body.name != ""
        assert body.country in {"UNO", "EUR", "IGO", "NGO"}, key
        assert set(body.sectors) <= SECTORS, key
        assert body.members is None or body.members > 1, key


def test_codebook_ids() -> None:
    countries = {
        "uno": "UNO", "eur": "EUR", "nato": "IGO", "oas": "IGO", "wto": "IGO", "iaea": "UNO",
        "icc": "IGO", "unasur": "IGO", "mercosur": "IGO", "p5+1": "IGO", "g20": "IGO",
    }  # fmt: skip
    assert {key: BODIES[key].country for key in countries} == countries


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_body_in_the_same_order(language: str) -> None:
    assert list(forms(language)) == list(BODIES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_claimed_twice(language: str) -> None:
    """Folded, so that a name never meets another body's acronym either."""
    owners = defaultdict(set)
    for key, entry in forms(language).items():
        assert entry.names or entry.acronyms, key
        assert len(set(entry.acronyms)) == len(entry.acronyms), key
        assert len({tuple(words(name)) for name in entry.names}) == len(entry.names), key
        for form in entry.names + entry.acronyms:
            assert form == " ".join(form.split()), (key, form)
            assert words(form), key
            owners[tuple(words(form))].add(key)
    assert {form: keys for form, keys in owners.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_is_a_state(language: str) -> None:
    path = table.HOME / "lang" / language / "states.toml"
    states = table.load(path, dict[str, StateWords])
    taken = {tuple(words(name)): code for code, state in states.items() for name in state.names}
    clashes = {
        (key, form): taken[tuple(words(form))]
        for key, entry in forms(language).items()
        for form in entry.names + entry.acronyms
        if tuple(words(form)) in taken
    }
    assert clashes == {}
