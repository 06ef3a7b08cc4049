"""Cities: where they lie, by the names that our four languages give them.

What comes in: world/places.tsv, made by tools/places.py from GeoNames (CC BY 4.0). What goes out: a
`Places` index: from a name to the city meant, the one in a state the article speaks of before a
larger one elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.know.names import Entry, Gazetteer
from dragoman.know.table import HOME
from dragoman.know.words import fold


class City(msgspec.Struct, frozen=True, gc=False):
    """A city: its GeoNames id, usual name, state (alpha-3), degrees, inhabitants."""

    id: str
    name: str
    country: str
    lat: float
    lon: float
    population: int


class Places:
    """Every city, by name and by id."""

    def __init__(self, rows: Sequence[Sequence[str]]) -> None:
        self.cities: dict[str, City] = {}
        self._named: dict[tuple[str, str], City] = {}
        entries: dict[str, Entry] = {}
        for _, _, key, name, country, lat, lon, population in rows:
            if key not in entries:
                city = City(key, name, country, float(lat), float(lon), int(population))
                self.cities[key] = city
                self._named.setdefault((country, fold(name)), city)
                entries[key] = Entry("city", key, name, country)
        self.names = Gazetteer.indexed((row[0], row[1], entries[row[2]]) for row in rows)

    def choose(self, entries: Sequence[Entry], spoken: Mapping[str, int]) -> City | None:
        """The city meant among namesakes; `spoken` counts the states an article speaks of."""
        cities = [self.cities[e.id] for e in entries if e.kind == "city"]
        return max(cities, key=lambda c: (spoken.get(c.country, 0), c.population), default=None)

    def called(self, raw: Sequence[str], spoken: Mapping[str, int]) -> City | None:
        """The city of a name, given as its tokens."""
        found = self.names.find([fold(w) for w in raw], raw)
        return self.choose(found[0].entries, spoken) if len(found) == 1 else None

    def named(self, country: str, name: str) -> City | None:
        """A state's city of this usual name: its capital, say."""
        return self._named.get((country, fold(name)))


def load_places() -> Places:
    """The table; its lines were checked when it was made."""
    source = (HOME / "world" / "places.tsv").read_text("utf-8")
    return Places([line.split("\t") for line in source.splitlines()])
