"""Sentence rules of each language: abbreviations, and the words that open a sentence.

What comes in: lang/<code>/sentences.toml. What goes out: `Sentences`, look-ups for the room that
divides. Forms are compared folded; an entry that starts with a capital is one only with a capital
in the text ("Sen." is a senator, "sen." is not).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.know.table import HOME, load
from dragoman.know.words import fold
from dragoman.records import LANGUAGES, Struct

Kind = Literal["name", "number", "either"]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: abbreviations by what follows them, written with their full stop.

    `before_name` never end a sentence; `before_number` do not before a number; `either` end one
    only before one of the `starters`, words that seldom carry a capital inside a sentence.
    """

    before_name: tuple[str, ...]
    before_number: tuple[str, ...]
    either: tuple[str, ...]
    starters: tuple[str, ...]


class Rules(Struct, frozen=True):
    """The rules of one language: abbreviations by folded form, of any case and with a capital."""

    any: dict[str, Kind]
    capital: dict[str, Kind]
    starters: frozenset[str]

    def kind(self, word: str) -> Kind | None:
        """What kind of abbreviation `word` (without its last full stop) is, or None."""
        form = fold(word)
        found = self.capital.get(form) if word[:1].isupper() else None
        return found or self.any.get(form)


class Sentences(Struct, frozen=True):
    """The rules of every language served, by code."""

    rules: dict[str, Rules]


def load_sentences(home: Path = HOME) -> Sentences:
    """The sentence rules under `home`. Raises UsageError naming file, line and fix."""
    return Sentences({code: _rules(home / "lang" / code / "sentences.toml") for code in LANGUAGES})


def _rules(path: Path) -> Rules:
    table = load(path, Table)
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("either", table.either),
        ("number", table.before_number),
        ("name", table.before_name),
    )
    found: tuple[dict[str, Kind], dict[str, Kind]] = ({}, {})
    for kind, forms in kinds:
        for form in forms:
            found[form[:1].isupper()][fold(form.removesuffix("."))] = kind
    return Rules(*found, frozenset(fold(word) for word in table.starters))
