"""Boilerplate: the lines of tests/cases/boilerplate.csv, and the form of the patterns."""

import csv
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.know.boilerplate import load_boilerplate
from dragoman.records import LANGUAGES

CASES = Path(__file__).parents[1] / "cases" / "boilerplate.csv"
RULES = load_boilerplate()


def rows() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(r["line"], r["reason"]) for r in csv.DictReader(file)]


@pytest.mark.parametrize(("line", "reason"), rows())
def test_line(line: str, reason: str) -> None:
    rule = RULES.rule(line)
    assert (rule.reason if rule else "") == reason


def test_accents_and_marks_around_do_not_matter() -> None:
    rule = RULES.rule("» Te podria interesar…")
    assert rule is not None
    assert rule.reason == "related"


def write(home: Path, pattern: str) -> Path:
    for code in LANGUAGES:
        (home / "lang" / code).mkdir(parents=True)
        table = f'[[rule]]\nreason = "share"\nlines = ["{pattern}"]\n'
        (home / "lang" / code / "boilerplate.toml").write_text(table, encoding="utf-8")
    return home


@pytest.mark.parametrize(
    ("pattern", "line", "found"),
    [
        ("send (it|them) [now] *", "Send them", True),
        ("send (it|them) [now] *", "send it now, please", True),
        ("send (it|them) [now] *", "send him now", False),
        ("# vote[s]", "12 votes", True),
        ("# vote[s]", "one vote", False),
        ("SEND *", "SEND it", True),
        ("SEND *", "Send it", False),
        ("send : *", "send it", False),
    ],
)
def test_pattern(tmp_path: Path, pattern: str, line: str, found: bool) -> None:
    assert (load_boilerplate(write(tmp_path, pattern)).rule(line) is not None) == found


@pytest.mark.parametrize(
    "pattern", ["send (it", "send it)", "* it", "[it]", "sen(d|t) it", "a (b]"]
)
def test_a_broken_pattern_is_named(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(UsageError, match=r"boilerplate\.toml: pattern"):
        load_boilerplate(write(tmp_path, pattern))
