"""`dragoman know check`: the tables have no fault, and every kind of fault is found and placed."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.know.check import check


def test_our_own_tables_have_no_fault() -> None:
    report = check()
    assert not report.faults, "\n".join(map(str, report.faults))
    assert report.counts["holdings"] >= 4000


def people(folder: Path, text: str) -> Path:
    target = folder / "world" / "people"
    target.mkdir(parents=True)
    (target / "mine.toml").write_text(text, "utf-8")
    return folder


ANN = """
[ann-ruiz]
name = "Ann Ruiz"
names = ["Ann Ruiz", "Ruiz"]
country = "{country}"
held = [{{ office = "head_of_state", of = "{of}", from = {start}, to = {end} }}]
"""


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({}, ""),
        ({"country": "XXA"}, "unknown country 'XXA'"),
        ({"of": "nobody"}, "unknown state or body 'nobody'"),
        ({"end": "2000-01-01"}, "ends before it starts"),
    ],
)
def test_a_person(tmp_path: Path, change: dict[str, str], message: str) -> None:
    row = {"country": "FRA", "of": "FRA", "start": "2001-01-01", "end": "2002-01-01"} | change
    faults = check(people(tmp_path, ANN.format(**row))).faults
    assert [message in f.message and f.line == 2 for f in faults] == [True] * bool(message)


def test_two_heads_of_one_state_overlap(tmp_path: Path) -> None:
    one = ANN.format(country="FRA", of="FRA", start="2001-01-01", end="2005-01-01")
    two = one.replace("ann-ruiz", "bea-sanz").replace("2001-", "2003-")
    (fault,) = check(people(tmp_path, one + two)).faults
    assert "are both head_of_state of FRA" in fault.message


def test_a_form_claimed_twice(tmp_path: Path) -> None:
    folder = tmp_path / "lang" / "es"
    folder.mkdir(parents=True)
    (folder / "states.toml").write_text(
        '[FRA]\nnames = ["Galia"]\n\n[DEU]\nnames = ["Gália"]\n', "utf-8"
    )
    (fault,) = check(tmp_path).faults
    assert (fault.line, "FRA and for DEU" in fault.message) == (5, True)


def test_a_mistake_in_toml_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"mine\.toml:3: not valid TOML"):
        check(people(tmp_path, "\n[ann]\nname = \n"))


def test_a_wrong_type_names_file_and_line(tmp_path: Path) -> None:
    text = '[ann]\nname = "Ann"\nnames = "Ann"\ncountry = "FRA"\n'
    with pytest.raises(UsageError, match=r"mine\.toml:3: Expected `array`"):
        check(people(tmp_path, text))
