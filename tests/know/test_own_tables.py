"""`--know DIR`: tables of the user's own add names, words and people to ours, and override them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.pipeline import load_kit, read
from dragoman.records import Event, Page

TEXT = "El Directorio de Costaguana vituperó a Sulaco. Ana Avellanos viajó a Lima."
TABLES = {
    "world/states.toml": """
[CTG]
name = "Costaguana"
iso2 = "CG"
region = "Americas"
un = false
capital = "Sulaco"
""",
    "lang/es/states.toml": """
[CTG]
names = ["Costaguana"]
demonyms = ["costaguanero", "costaguanera"]
capital = ["Sulaco"]
""",
    "lang/es/actors.toml": """
[[actor]]
kind = "organ"
sector = "GOV"
words = ["directorio"]
""",
    "lang/es/triggers.toml": """
[[trigger]]
type = "ACCUSE"
modes = ["disapprove"]
verbs = ["vituperar"]
""",
    "world/people/mine.toml": """
[ana-avellanos]
name = "Ana Avellanos"
names = ["Ana Avellanos"]
country = "CTG"
held = [{ office = "foreign_minister", of = "CTG", from = 2020-01-01 }]
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for place, text in TABLES.items():
        target = tmp_path / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return tmp_path


def events(know: Path | None) -> tuple[Event, ...]:
    page = Page(path="x", body=TEXT, language="es", published="2024-05-15")
    return read([page], load_kit(know))[0].events


def test_own_tables_add(folder: Path) -> None:
    assert [e.type for e in events(None)] != ["ACCUSE", "CONSULT"]
    accuse, visit = events(folder)
    assert (accuse.type, accuse.modes) == ("ACCUSE", ("disapprove",))
    assert [a.id for a in (*accuse.actors, *accuse.recipients)] == ["CTG", "CTG"]
    assert [(a.person, a.country) for a in visit.actors] == [("Ana Avellanos", "CTG")]


def test_own_tables_override(folder: Path) -> None:
    states = folder / "world" / "states.toml"
    states.write_text(TABLES["world/states.toml"].replace("CTG", "PER"), "utf-8")
    (folder / "lang" / "es" / "states.toml").unlink()
    for other in ("lang/es/actors.toml", "lang/es/triggers.toml", "world/people/mine.toml"):
        (folder / other).unlink()
    visit = events(folder)[-1]
    assert [r.name for r in visit.recipients] == ["Costaguana"]


def test_the_record_says_which_knowledge(folder: Path) -> None:
    assert load_kit(folder).version != load_kit().version


def test_a_mistake_names_file_and_line(folder: Path) -> None:
    (folder / "lang" / "es" / "triggers.toml").write_text("[[trigger]]\ntype = 3\n", "utf-8")
    with pytest.raises(UsageError, match=r"triggers\.toml:2: Expected `str`"):
        events(folder)


def test_no_such_folder() -> None:
    with pytest.raises(UsageError, match="no such folder"):
        load_kit(Path("nowhere"))


def test_a_hostile_list_neither_slows_nor_breaks(folder: Path) -> None:
    """Metacharacters, invisible and right-to-left marks, and very many names."""
    odd = [".*", "(((", "[a-z]+", "\\u200b", "\\u202eabc", "a" * 500, "\\\\d", "  ", "+"]
    many = [f"Nombre{n} Apellido{n}" for n in range(50_000)]
    names = ", ".join(f'"{name}"' for name in [*odd, *many])
    people = folder / "world" / "people" / "mine.toml"
    people.write_text(f'[odd]\nname = "Odd"\ncountry = "CTG"\nnames = [{names}]\n', "utf-8")
    assert [e.type for e in events(folder)][:1] == ["ACCUSE"]
