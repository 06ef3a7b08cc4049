"""Paradigms: how a verb of a language makes its forms, compiled from `lang/<code>/verbs.toml`.

What comes in: the file as `Paradigms`. What goes out: for an infinitive its head, which never
changes, and a plan ("emp" + the plan of "ezar"); for a plan every tail with tense and person.
Verbs with the same plan share one paradigm, which is built when first met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import msgspec

from dragoman.errors import UsageError

TENSES = (
    "infinitive", "gerund", "participle", "present", "past", "imperfect", "pluperfect", "future",
    "conditional", "subjunctive", "subjunctive_past", "imperative",
)  # fmt: skip
PERSONS = ("1s", "2s", "3s", "1p", "2p", "3p")
# Stands in spelling rules between stem and ending.
SEAM = "·"
Cell = tuple[str, str]
Ending = tuple[Cell, tuple[str, ...]]
Readings = tuple[Cell, ...]


# --- The file ---------------------------------------------------------------------------------


class Stem(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The cells that take this stem where a verb has it, with endings of its own if need be."""

    cells: str
    endings: dict[str, str] = {}


class Group(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Verbs that depart from their class in the same way; `like` is the class they follow."""

    verbs: str = ""
    shape: str = ""
    but: str = ""
    like: str = ""
    stems: dict[str, str] = {}
    forms: dict[str, str] = {}


class Rows(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One verb a line: its name, then a stem or form for each of `columns` (".": the regular)."""

    columns: str
    rows: str


class Clitic(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Pronouns written onto a verb; `hosts`: tense → what the verb before them looks like."""

    cut: str
    hosts: dict[str, str]
    add: str = ""


class Paradigms(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A `verbs.toml`; the heads of the files say how each part is written."""

    classes: dict[str, dict[str, str]]
    stems: dict[str, Stem] = {}
    spelling: dict[str, list[str]] = {}
    reads: dict[str, str] = {}
    groups: list[Group] = []
    tables: list[Rows] = []
    prefixes: str = ""
    derived: list[str] = []
    clitics: list[Clitic] = []
    ordinary: str = ""


# --- Compiled ---------------------------------------------------------------------------------


class _Class(NamedTuple):
    ending: str
    endings: tuple[Ending, ...]
    rules: tuple[tuple[re.Pattern[str], str], ...]
    seam: re.Pattern[str] | None


class Plan(NamedTuple):
    """What decides a paradigm: class, tail, group and row by number (-1: none), derived or not."""

    kind: str
    tail: str
    group: int
    row: int
    derived: bool


class _Names:
    """Finds the number kept for a verb: by its name, its longest known ending, or base."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        self.whole: dict[str, tuple[int, str]] = {}
        self.ends: dict[str, int] = {}
        self.prefixes = tuple(prefixes)

    def add(self, name: str, number: int) -> None:
        if name.startswith("-"):
            name = name[1:]
            self.ends.setdefault(name, number)
        prefix, _, base = name.rpartition("|")
        self.whole.setdefault(prefix + base, (number, base))

    def find(self, verb: str) -> tuple[int, str]:
        """Number and name, or (-1, "")."""
        if verb in self.whole:
            return self.whole[verb]
        if self.ends:
            for at in range(1, len(verb) - 1):
                if verb[at:] in self.ends:
                    return self.ends[verb[at:]], verb[at:]
        for prefix in self.prefixes:
            if verb.startswith(prefix) and verb[len(prefix) :] in self.whole:
                return self.whole[verb[len(prefix) :]]
        return -1, ""


class Conjugation:
    """The paradigms of one language."""

    def __init__(self, source: Paradigms) -> None:
        """Raises UsageError on a name or a pattern that does not fit."""
        _check(source)
        self.source = source
        self._classes = {name: self._class(name) for name in source.classes}
        self._layers: dict[Cell, list[str]] = {}
        self._own = {name: _endings(s.endings) for name, s in source.stems.items()}
        for name, stem in source.stems.items():
            for cell in _cells(stem.cells):
                self._layers.setdefault(cell, []).append(name)
        prefixes = source.prefixes.split()
        self._group_names, self._row_names = _Names(prefixes), _Names(prefixes)
        for number, group in enumerate(source.groups):
            for name in group.verbs.split():
                self._group_names.add(name, number)
        self._shapes = [
            (re.compile(g.shape), frozenset(g.but.split()), n)
            for n, g in enumerate(source.groups)
            if g.shape
        ]
        self._rows: list[tuple[dict[str, str], dict[str, str]]] = []
        for table in source.tables:
            self._add_rows(table)
        self._derived = [_rule(line) for line in source.derived]
        self._paradigms: dict[Plan, dict[str, Readings]] = {}

    def plan(self, infinitive: str) -> tuple[str, Plan]:
        """The head of the verb, and what its paradigm depends on."""
        row, base = self._row_names.find(infinitive)
        number, name = self._find_group(infinitive)
        if number < 0 and base:
            number, name = self._find_group(base)
        group = self.source.groups[number] if number >= 0 else Group()
        kind = group.like or self._kind(infinitive)
        model = self._classes[kind]
        changes = [value for value in group.stems.values() if ">" in value]
        if not base and not group.forms and len(changes) == len(group.stems):
            root = infinitive[: len(infinitive) - len(model.ending)]
            at = len(root)
            seam = model.seam.search(root) if model.seam else None
            starts = [last.start() for c in changes if (last := _last(_rule(c)[0], root))]
            at = min([at, *starts, *([seam.start()] if seam else [])])
            return infinitive[:at], Plan(kind, infinitive[at:], number, row, False)
        at = len(infinitive) - max(len(name), len(base))
        return infinitive[:at], Plan(kind, infinitive[at:], number, row, at > 0)

    def paradigm(self, plan: Plan) -> dict[str, Readings]:
        """Every tail of the paradigm and how it reads: (tense, person)."""
        if plan not in self._paradigms:
            found: dict[str, list[Cell]] = {}
            for (key, person), tail in self._build(plan):
                reading = (self.source.reads.get(key, key), person)
                for rule, new in self._derived if plan.derived else ():
                    tail = rule.sub(new, tail)
                readings = found.setdefault(tail, [])
                if reading not in readings:
                    readings.append(reading)
            self._paradigms[plan] = {
                tail: tuple(sorted(readings, key=lambda reading: TENSES.index(reading[0])))
                for tail, readings in found.items()
            }
        return self._paradigms[plan]

    def _build(self, plan: Plan) -> Iterator[tuple[Cell, str]]:
        model = self._classes[plan.kind]
        group = self.source.groups[plan.group] if plan.group >= 0 else Group()
        row_stems, row_forms = self._rows[plan.row] if plan.row >= 0 else ({}, {})
        root = plan.tail[: len(plan.tail) - len(model.ending)]
        stems = {n: _stems(v, root) for n, v in {**group.stems, **row_stems}.items()}
        added, replaced = _overrides({**group.forms, **row_forms})
        yield ("infinitive", ""), plan.tail
        for cell, endings in model.endings:
            if cell in replaced or (cell[0], "*") in replaced:
                continue
            layer = next((n for n in reversed(self._layers.get(cell, ())) if n in stems), "")
            for stem in stems.get(layer, (root,)):
                for ending in self._own[layer].get(cell, endings) if layer else endings:
                    yield cell, _join(stem, ending, model.rules)
        for cell, tails in [*replaced.items(), *added]:
            if cell[1] != "*":
                for tail in tails:
                    yield cell, tail

    def _find_group(self, verb: str) -> tuple[int, str]:
        number, name = self._group_names.find(verb)
        if number >= 0:
            return number, name
        for shape, but, at in self._shapes:
            if shape.search(verb) and verb not in but:
                return at, ""
        return -1, ""

    def _kind(self, infinitive: str) -> str:
        fits = [
            (len(model.ending), name)
            for name, model in self._classes.items()
            if infinitive.endswith(model.ending) and len(infinitive) > len(model.ending)
        ]
        if fits:
            return max(fits, key=lambda fit: fit[0])[1]
        known = ", ".join(f"-{m.ending}" for m in self._classes.values())
        raise UsageError(
            f"{infinitive!r} is no infinitive in {known}; write the plain infinitive, in lower "
            "case and without pronouns, or add the verb to a group in verbs.toml"
        )

    def _class(self, name: str) -> _Class:
        table = self.source.classes[name]
        ending = table["infinitive"].split()[0].replace("_", "")
        spelling = self.source.spelling
        lines = [line for key in spelling if name in key.split() for line in spelling[key]]
        lefts = "|".join(f"(?:{line.split(SEAM)[0]})" for line in lines)
        rules = tuple(_rule(line) for line in lines)
        seam = re.compile(f"(?:{lefts})$") if lefts else None
        cells = _endings(table)
        # The infinitive is the verb's name, and not always the class's ending ("oír").
        cells["infinitive", ""] = cells["infinitive", ""][1:]
        return _Class(ending, tuple(cells.items()), rules, seam)

    def _add_rows(self, table: Rows) -> None:
        columns = table.columns.split()
        for line in table.rows.strip().splitlines():
            name, *values = line.split()
            if len(values) != len(columns):
                raise UsageError(f"verbs.toml: row {line!r} needs {len(columns)} columns")
            row: tuple[dict[str, str], dict[str, str]] = ({}, {})
            for column, value in zip(columns, values, strict=True):
                if value != ".":
                    row[column not in self.source.stems][column] = value.replace(",", " ")
            self._row_names.add(name, len(self._rows))
            self._rows.append(row)


def _check(source: Paradigms) -> None:
    """Raises UsageError for names that nothing in the file explains."""
    tenses = {*TENSES, *source.reads}
    cells = {tense for stem in source.stems.values() for tense, _ in _cells(stem.cells)}
    columns = {column for table in source.tables for column in table.columns.split()}
    for what, used, known in (
        ("tense", {t for table in source.classes.values() for t in table} | cells, tenses),
        ("tense", {t for group in source.groups for t in group.forms}, tenses),
        ("tense", set(source.reads.values()), set(TENSES)),
        ("stem", {name for group in source.groups for name in group.stems}, set(source.stems)),
        ("column", columns, tenses | set(source.stems)),
        ("class", {group.like for group in source.groups if group.like}, set(source.classes)),
        ("class", {c for key in source.spelling for c in key.split()}, set(source.classes)),
    ):
        if odd := sorted(used - known):
            names = ", ".join(sorted(known))
            raise UsageError(f"verbs.toml: unknown {what} {', '.join(odd)}; use one of {names}")


# --- The little language of the file ------------------------------------------------------------


def _endings(table: dict[str, str]) -> dict[Cell, tuple[str, ...]]:
    """Cells of a table tense → endings: six of them are the six persons, "3s:s" is one cell, any
    other number has no person; "_" is an empty ending, "-" a form that does not exist."""
    cells: dict[Cell, tuple[str, ...]] = {}
    for tense, line in table.items():
        tokens = line.split()
        whole = len(tokens) == len(PERSONS) and ":" not in line
        for n, token in enumerate(tokens):
            person, _, value = token.rpartition(":")
            cell = (tense, PERSONS[n] if whole else person)
            if value != "-":
                cells[cell] = cells.get(cell, ()) + tuple(value.replace("_", "").split("/"))
    return cells


def _cells(line: str) -> Iterator[Cell]:
    """The cells of "present 1s 3p, gerund": a tense alone means all its persons."""
    for part in line.split(","):
        tense, *persons = part.split()
        for person in persons or ("", *PERSONS):
            yield tense, person


def _overrides(forms: dict[str, str]) -> tuple[list[Ending], dict[Cell, tuple[str, ...]]]:
    """Forms to add, and forms that replace; (tense, "*") stands for a whole tense replaced."""
    added: list[Ending] = []
    replaced: dict[Cell, tuple[str, ...]] = {}
    for tense, line in forms.items():
        if line.startswith("+"):
            added += _endings({tense: line[1:]}).items()
            continue
        if any(":" not in token for token in line.split()):
            replaced[tense, "*"] = ()
        replaced |= _endings({tense: line})
    return added, replaced


@lru_cache(maxsize=1024)
def _rule(line: str) -> tuple[re.Pattern[str], str]:
    """ "left > right" as pattern and replacement."""
    left, _, right = line.partition(">")
    try:
        return re.compile(left.strip()), right.strip()
    except re.error as why:
        raise UsageError(f"verbs.toml: {line!r} is no valid pattern: {why}") from why


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(reversed([*pattern.finditer(text)]), None)


def _stems(value: str, root: str) -> tuple[str, ...]:
    """The stems that "tien", "tien/ten" or "e > ie" (the last e of the root) give."""
    if ">" not in value:
        return tuple(value.replace("_", "").split("/"))
    pattern, news = _rule(value)
    last = _last(pattern, root)
    if last is None:
        return (root,)
    return tuple(
        root[: last.start()] + last.expand(n.replace("_", "")) + root[last.end() :]
        for n in news.split("/")
    )


def _join(stem: str, ending: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    """Stem and ending as they are spelt together: the first rule that fits."""
    if stem.endswith("!"):
        return stem[:-1] + ending
    text = stem + SEAM + ending
    for pattern, new in rules:
        if found := pattern.search(text):
            text = text[: found.start()] + found.expand(new) + text[found.end() :]
            break
    return text.replace(SEAM, "")
