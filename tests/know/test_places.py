"""The gazetteer of cities: names of our languages, namesakes by the states spoken of."""

from __future__ import annotations

import pytest

from dragoman.know.names import load_world
from dragoman.know.places import load_places
from dragoman.know.words import TOKEN, bounds, fold
from dragoman.pipeline import load_kit, read
from dragoman.records import Page, Place

PLACES = load_places()


def tokens(name: str) -> list[str]:
    return [name[a:b] for a, b in bounds(name)]


@pytest.mark.parametrize(
    ("name", "usual", "country"),
    [
        ("Ginebra", "Geneva", "CHE"),
        ("Nueva York", "New York", "USA"),
        ("Nova Iorque", "New York", "USA"),
        ("Estambul", "Istanbul", "TUR"),
        ("Alepo", "Aleppo", "SYR"),
        ("Strasbourg", "Strasbourg", "FRA"),
    ],
)
def test_names_of_our_languages(name: str, usual: str, country: str) -> None:
    city = PLACES.called(tokens(name), {})
    assert city is not None
    assert (city.name, city.country) == (usual, country)


def test_the_state_spoken_of_decides_between_namesakes() -> None:
    name = tokens("Valencia")
    one, other = PLACES.called(name, {"ESP": 3}), PLACES.called(name, {"VEN": 3})
    assert one is not None
    assert other is not None
    assert (one.country, other.country) == ("ESP", "VEN")


def test_the_table_is_sound() -> None:
    states = load_world().states
    for city in PLACES.cities.values():
        assert city.country in states
        assert -90 <= city.lat <= 90
        assert -180 <= city.lon <= 180
    for name in PLACES.names.forms():
        first = TOKEN.match(name)
        assert first is not None
        assert fold(first[0])


def place(text: str, language: str) -> Place | None:
    page = Page(path="x", body=text, language=language, published="2024-05-15")
    return read([page], load_kit())[0].events[0].place


def test_a_place_has_its_state_and_coordinates() -> None:
    found = place("El canciller ruso se reunió en Ginebra con su homólogo turco.", "es")
    assert found is not None
    assert (found.text, found.country, round(found.lat or 0)) == ("Ginebra", "CHE", 46)


def test_a_capital_is_a_place_after_a_preposition() -> None:
    found = place("El canciller ruso se reunió en Ankara con su homólogo turco.", "es")
    assert found is not None
    assert (found.country, round(found.lat or 0), round(found.lon or 0)) == ("TUR", 40, 33)


def test_a_name_without_preposition_is_somebody() -> None:
    assert place("Sydney Valencia acusó a Rusia de mentir.", "es") is None
