"""People in public life: the tables of world/people, and how a name finds its bearer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.know import people as module
from dragoman.know.names import load_world
from dragoman.know.people import MARGIN, People, Person, load_people
from dragoman.know.table import HOME, load
from dragoman.know.words import fold, words

FILES = sorted((HOME / "world" / "people").glob("*.toml"))
WORLD = load_world()
TABLES = {path.stem: load(path, dict[str, Person]) for path in FILES}
each_file = pytest.mark.parametrize("name", TABLES)
# Whose offices there are: states and bodies.
OWNERS = WORLD.states.keys() | WORLD.bodies.keys()


@pytest.fixture(scope="module")
def everybody() -> People:
    return load_people()


def test_there_are_tables() -> None:
    assert FILES
    assert all(TABLES.values())


def test_all_regions_load_together(everybody: People) -> None:
    assert set(everybody.people) == {slug for table in TABLES.values() for slug in table}


@each_file
def test_keys_are_slugs(name: str) -> None:
    wrong = [
        slug
        for slug in TABLES[name]
        if not slug.replace("-", "").isalnum() or slug != fold(slug).strip("-")
    ]
    assert wrong == []


@each_file
def test_countries_exist(name: str) -> None:
    assert {p.country for p in TABLES[name].values()} <= WORLD.states.keys()


@each_file
def test_offices_are_of_a_state_or_a_body(name: str) -> None:
    unknown = {
        (slug, h.of) for slug, p in TABLES[name].items() for h in p.held if h.of not in OWNERS
    }
    assert not unknown


@each_file
def test_no_office_ends_before_it_starts(name: str) -> None:
    wrong = [
        (slug, h.office, h.start, h.end)
        for slug, p in TABLES[name].items()
        for h in p.held
        if h.end is not None and h.end < h.start
    ]
    assert wrong == []


@each_file
def test_a_running_office_says_until_when_it_is_vouched_for(name: str) -> None:
    """`as_of` belongs to an office without an end, and is no earlier than its start."""
    wrong = [
        (slug, h.office)
        for slug, p in TABLES[name].items()
        for h in p.held
        if (h.as_of is not None and (h.end is not None or h.as_of < h.start))
    ]
    assert wrong == []


@each_file
def test_everybody_has_names_and_the_usual_one_is_among_them(name: str) -> None:
    for slug, person in TABLES[name].items():
        forms = {tuple(words(form)) for form in person.names}
        assert tuple(words(person.name)) in forms, slug
        assert () not in forms, slug
        assert len(set(person.names)) == len(person.names), slug
        assert all(form == " ".join(form.split()) for form in person.names), slug


@each_file
def test_no_office_is_told_twice(name: str) -> None:
    for slug, person in TABLES[name].items():
        told = [(h.office, h.of, h.start) for h in person.held]
        assert len(set(told)) == len(told), slug


@each_file
def test_sectors_are_the_codebooks(name: str) -> None:
    page = Path(__file__).parents[2] / "docs" / "codebook.md"
    listed = page.read_text("utf-8").partition("Sectors: ")[2].partition("\n")[0]
    known = {word for word in words(listed.upper()) if len(word) == 3}
    assert {fold(p.sector) for p in TABLES[name].values()} <= known


def find(people: People, name: str, day: date | None) -> str | None:
    """The slug of whom `name` means on a day."""
    raw = name.split()
    found = people.names.find([fold(w) for w in raw], raw)
    entry = people.choose(found[0].entries, day) if found else None
    return entry.id if entry else None


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("Bush", date(2003, 3, 20), "george-w-bush"),
        ("Obama", date(2012, 1, 1), "barack-obama"),
        ("Barack Obama", None, "barack-obama"),
        ("obama", date(2012, 1, 1), None),
        ("Nobody Of This Name", date(2012, 1, 1), None),
    ],
)
def test_a_name_finds_its_bearer(
    everybody: People, name: str, day: date | None, expected: str | None
) -> None:
    assert find(everybody, name, day) == expected


def person(name: str, *held: str) -> str:
    """A table of one person: `held` are "office of from to" (no `to`: still held)."""
    slug = "-".join(words(name))
    rows = []
    for holding in held:
        office, of, start, *end = holding.split()
        until = f", to = {end[0]}" if end else ""
        rows.append(f'{{ office = "{office}", of = "{of}", from = {start}{until} }}')
    surname = name.split()[-1]
    return (
        f'[{slug}]\nname = "{name}"\nnames = ["{name}", "{surname}"]\ncountry = "URY"\n'
        f"held = [{', '.join(rows)}]\n"
    )


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., People]:
    """Loads tables from texts given as file name = text."""

    def load_texts(**texts: str) -> People:
        folder = tmp_path / "world" / "people"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(module, "HOME", tmp_path)
        return load_people()

    return load_texts


class TestNamesakes:
    """Of two who bear one surname, the one in office about the day."""

    early = person("Ana Tarabal", "head_of_state URY 2000-03-01 2005-03-01")
    late = person("Luis Tarabal", "foreign_minister URY 2015-03-01")

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2002, 1, 1), "ana-tarabal"),
            (date(2005, 3, 1) + MARGIN, "ana-tarabal"),
            (date(2005, 3, 1) + MARGIN + timedelta(days=1), None),
            (date(2015, 3, 1) - MARGIN, "luis-tarabal"),
            (date(2024, 5, 15), "luis-tarabal"),
            (date(2010, 1, 1), None),
            (None, None),
        ],
    )
    def test_by_day(
        self, written: Callable[..., People], day: date | None, expected: str | None
    ) -> None:
        assert find(written(a=self.early + self.late), "Tarabal", day) == expected

    def test_the_full_name_needs_no_day(self, written: Callable[..., People]) -> None:
        assert find(written(a=self.early + self.late), "Ana Tarabal", None) == "ana-tarabal"

    def test_two_in_office_at_once_stay_two(self, written: Callable[..., People]) -> None:
        other = person("Eva Tarabal", "head_of_government URY 2001-01-01 2004-01-01")
        assert find(written(a=self.early + other), "Tarabal", date(2002, 1, 1)) is None

    def test_the_only_bearer_is_meant_at_any_time(self, written: Callable[..., People]) -> None:
        assert find(written(a=self.early), "Tarabal", date(1950, 1, 1)) == "ana-tarabal"


class TestTwoFiles:
    """One person may stand in two regions."""

    home = person("Ana Tarabal", "foreign_minister URY 2000-03-01 2005-03-01")
    body = person("Ana Tarabal", "body_head oas 2010-05-26 2015-05-26")

    def test_names_and_offices_are_joined(self, written: Callable[..., People]) -> None:
        joined = written(a=self.home, b=self.body.replace('"Tarabal"', '"Anita Tarabal"'))
        one = joined.people["ana-tarabal"]
        assert one.names == ("Ana Tarabal", "Tarabal", "Anita Tarabal")
        assert [(h.office, h.of) for h in one.held] == [
            ("foreign_minister", "URY"),
            ("body_head", "oas"),
        ]
        assert find(joined, "Anita Tarabal", None) == "ana-tarabal"

    def test_active_counts_the_offices_of_both(self, written: Callable[..., People]) -> None:
        joined = written(a=self.home, b=self.body)
        assert joined.active("ana-tarabal", date(2001, 1, 1))
        assert joined.active("ana-tarabal", date(2012, 1, 1))
        assert not joined.active("ana-tarabal", date(1990, 1, 1))

    def test_two_countries_are_refused(self, written: Callable[..., People]) -> None:
        with pytest.raises(UsageError, match=r"b\.toml: 'ana-tarabal' is of CHL here"):
            written(a=self.home, b=self.body.replace("URY", "CHL"))


@pytest.mark.parametrize(
    ("wrong", "instead"),
    [
        ('office = "foreign_minister"', 'office = "prime_mover"'),
        ("from = 2000-03-01", 'from = "soon"'),
        ('country = "URY"', 'land = "URY"'),
    ],
)
def test_a_mistake_in_a_table_is_named(
    written: Callable[..., People], wrong: str, instead: str
) -> None:
    text = person("Ana Tarabal", "foreign_minister URY 2000-03-01 2005-03-01")
    assert wrong in text
    with pytest.raises(UsageError, match=r"a\.toml:\d+"):
        written(a=text.replace(wrong, instead))
