"""Checks that go across tables: what `dragoman know check` prints.

What comes in: the tables of know/, or of a folder of the same shape. What goes out: `Fault`s with
file, line and fix: unknown codes, holdings that overlap or end before they start, a form given to
two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.errors import UsageError
from dragoman.know.names import BodyRow, BodyWords, StateRow, StateWords
from dragoman.know.people import Holding, Office, Person
from dragoman.know.table import HOME, load
from dragoman.know.words import fold

# One holder at a time, acting ones aside.
EXCLUSIVE: frozenset[Office] = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}
)
# A handover may be told a few days apart on its two sides; a year known alone blurs more.
SLACK = {"day": timedelta(days=3), "month": timedelta(days=45), "year": timedelta(days=400)}


T = TypeVar("T")


class Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Offices of a state that several held at once, and why: world/shared.toml."""

    of: str
    offices: tuple[Office, ...]
    why: str


class SharedTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of world/shared.toml."""

    shared: tuple[Shared, ...]


class Fault(msgspec.Struct, frozen=True):
    """What is wrong, where, and what to do."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class Report(msgspec.Struct, frozen=True):
    """How much there is, and what is wrong with it."""

    counts: dict[str, int]
    faults: tuple[Fault, ...]


def check(home: Path | None = None) -> Report:
    """Check every table below `home` (know/ itself where none is given).

    Raises UsageError for a table that cannot be read at all: that one comes first.
    """
    home = home or HOME
    if not home.is_dir():
        raise UsageError(f"{home}: no such folder; name one with tables in the shape of know/")
    counts: dict[str, int] = {}
    faults: list[Fault] = []
    world = HOME / "world"
    states = load(world / "states.toml", dict[str, StateRow])
    bodies = load(world / "bodies.toml", dict[str, BodyRow])
    if home != HOME:
        states |= _optional(home / "world" / "states.toml", dict[str, StateRow])
        bodies |= _optional(home / "world" / "bodies.toml", dict[str, BodyRow])
    counts["states"], counts["bodies"] = len(states), len(bodies)
    for path in sorted(home.glob("lang/*/states.toml")):
        faults += _names(path, load(path, dict[str, StateWords]), set(states))
    for path in sorted(home.glob("lang/*/bodies.toml")):
        faults += _names(path, load(path, dict[str, BodyWords]), set(bodies))
    held: dict[tuple[Office, str], list[tuple[Holding, str, Path]]] = {}
    for path in sorted(home.glob("world/people/*.toml")):
        people = load(path, dict[str, Person])
        counts["people"] = counts.get("people", 0) + len(people)
        for slug, person in people.items():
            counts["holdings"] = counts.get("holdings", 0) + len(person.held)
            counts["verified"] = counts.get("verified", 0) + sum(h.verified for h in person.held)
            faults += _person(path, slug, person, set(states), set(states) | set(bodies))
            for holding in person.held:
                held.setdefault((holding.office, holding.of), []).append((holding, slug, path))
    several = load(world / "shared.toml", SharedTable).shared
    known_shared = {(office, row.of) for row in several for office in row.offices}
    faults += _overlaps({key: rows for key, rows in held.items() if key not in known_shared})
    return Report(counts, tuple(faults))


def _optional(path: Path, shape: type[dict[str, T]]) -> dict[str, T]:
    return load(path, shape) if path.exists() else {}


def _line(path: Path, piece: str) -> int:
    """The line that holds `piece`, else 1."""
    lines = path.read_text("utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if piece in line), 1)


def _names(
    path: Path, table: dict[str, StateWords] | dict[str, BodyWords], codes: set[str]
) -> Iterator[Fault]:
    """Unknown codes, and forms that two entries of one table claim."""
    owner: dict[str, str] = {}
    for code, words in table.items():
        if code not in codes:
            yield Fault(path, _line(path, f"[{code}]"), f"unknown code {code!r}; add it to world/")
        forms = {
            form
            for name in words.__struct_fields__
            if name != "ambiguous"
            for form in getattr(words, name)
        }
        for form in sorted(forms):
            key = form if form.isupper() else fold(form)
            if owner.setdefault(key, code) != code:
                yield Fault(
                    path,
                    _line(path, f'"{form}"'),
                    f"{form!r} stands for {owner[key]} and for {code}; keep one",
                )


def _person(
    path: Path, slug: str, person: Person, states: set[str], known: set[str]
) -> Iterator[Fault]:
    """One person's own faults."""
    line = 0

    def fault(message: str) -> Fault:
        return Fault(path, line or _line(path, f"[{slug}]"), f"{slug}: {message}")

    if person.country not in states:
        yield fault(
            f"unknown country {person.country!r}; write an alpha-3 code of world/states.toml"
        )
    if not person.names:
        yield fault("has no names; give the full name first")
    doubled = {n for n in person.names if person.names.count(n) > 1}
    if doubled:
        yield fault(f"{', '.join(sorted(doubled))} stands twice among its names; delete one")
    for holding in person.held:
        if holding.of not in known:
            yield fault(f"unknown state or body {holding.of!r}; add it to world/ or correct it")
        if holding.end is not None and holding.end < holding.start:
            yield fault(f"{holding.office} of {holding.of} ends before it starts; swap the dates")


def _overlaps(
    held: dict[tuple[Office, str], list[tuple[Holding, str, Path]]],
) -> Iterator[Fault]:
    """Two holders of an office that has one."""
    for (office, of), rows in sorted(held.items()):
        if office not in EXCLUSIVE:
            continue
        regular = sorted(
            (r for r in rows if not r[0].acting and r[0].sure), key=lambda r: r[0].start
        )
        for (first, one, _), (second, two, path) in pairwise(regular):
            slack = max(SLACK[first.precision], SLACK[second.precision])
            if one != two and (first.end or date.max) - slack > second.start:
                yield Fault(
                    path,
                    _line(path, f"[{two}]"),
                    f"{one} ({first.start} to {first.end or 'now'}) and {two} (from "
                    f"{second.start}) are both {office} of {of}; correct a date, mark one "
                    "`acting = true`, or add the office to world/shared.toml",
                )
