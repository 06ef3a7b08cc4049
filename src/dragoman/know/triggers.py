"""The trigger lexicon of one language: which words tell which event.

What comes in: lang/<code>/triggers.toml. What goes out: compiled patterns (know.patterns). Types
and modes are PLOVER's, as docs/codebook.md restates them; an entry with a type or mode that the
ontology lacks is refused.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.know.grammar import Grammar
from dragoman.know.ontology import Ontology
from dragoman.know.patterns import Element, Patterns, parse
from dragoman.know.table import tables
from dragoman.records import Status


class TriggerRow(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One entry: words that mean the same event.

    In `verbs` the first word is an infinitive, in any form; `nouns` stand as they are. `weak` words
    count only beside a political actor; `swap`: the subject is the recipient ("received");
    `patient`: the genitive of the noun names the recipient ("the arrest of"); `status`: what it
    tells is not done yet though the words are said ("called a march"); `official`: the type,
    then its modes, that it is where a state or its organ acts (a ministry "protests" in words);
    `unless` are words near by that make it something else; `needs`, words the sentence must have.
    """

    type: str
    modes: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    score: float = 0.8
    weak: bool = False
    swap: bool = False
    patient: bool = False
    status: Status | None = None
    official: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A compiled entry: what its patterns mean."""

    type: str
    modes: tuple[str, ...]
    verbal: bool
    score: float
    weak: bool
    swap: bool
    patient: bool
    status: Status | None
    official: tuple[str, ...]
    unless: tuple[tuple[Element, ...], ...]
    needs: tuple[tuple[Element, ...], ...]


class TriggerTable(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """The file: [[trigger]] entries, and `off_topic` words that speak of another domain."""

    trigger: tuple[TriggerRow, ...]
    off_topic: tuple[str, ...] = ()


def as_pattern(verb: str) -> str:
    """A `verbs` entry in the pattern language: its first word is the infinitive."""
    head, _, rest = verb.partition(" ")
    return f"<{head}> {rest}".strip()


def _check(path: str, ontology: Ontology, kind: str, modes: tuple[str, ...]) -> None:
    """Refuse a type or mode that the ontology lacks."""
    if kind not in ontology.types:
        raise UsageError(f"{path}: {kind!r} is no event type (docs/codebook.md §1)")
    for mode in modes:
        if mode not in ontology.types[kind].modes:
            raise UsageError(f"{path}: {kind} has no mode {mode!r} (docs/codebook.md §2)")


def _compiled(row: TriggerRow, verbal: bool) -> Trigger:
    return Trigger(
        type=row.type,
        modes=row.modes,
        verbal=verbal,
        score=row.score,
        weak=row.weak,
        swap=row.swap,
        patient=row.patient,
        status=row.status,
        official=row.official,
        unless=tuple(map(parse, row.unless)),
        needs=tuple(map(parse, row.needs)),
    )


class Lexicon:
    """The triggers of one language, and words that mark an article of another domain."""

    def __init__(
        self, language: str, ontology: Ontology, grammar: Grammar, more: Path | None = None
    ) -> None:
        path = f"lang/{language}/triggers.toml"
        table, *own = tables(path, TriggerTable, more)
        entries: list[tuple[str, Trigger]] = []
        for row in (row for t in (table, *own) for row in t.trigger):
            _check(path, ontology, row.type, row.modes)
            if row.official:
                _check(path, ontology, row.official[0], row.official[1:])
            entries += [(as_pattern(v), _compiled(row, True)) for v in row.verbs]
            entries += [(n, _compiled(row, "<" in n)) for n in row.nouns]
        self.patterns = Patterns(entries, grammar.words.that)
        self.off_topic = Patterns([(w, "") for w in table.off_topic])

    def infinitives(self) -> set[str]:
        """Every verb of the lexicon."""
        found = self.patterns.infinitives()
        for _, trigger in self.patterns.entries:
            for elements in (*trigger.unless, *trigger.needs):
                found |= {e.verb for e in elements if e.verb}
        return found
