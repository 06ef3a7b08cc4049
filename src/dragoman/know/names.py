"""The gazetteer: names of states, bodies and their seats, matched over tokens.

What comes in: the tables world/states.toml and world/bodies.toml, and per language
lang/<code>/states.toml and bodies.toml. What goes out: which names stand where in a sentence, and
what each of them may be. Case decides: a name needs a capital, an acronym its own letters, a
demonym neither. Codes: ISO 3166-1 alpha-3 and the ids of docs/codebook.md.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.know.table import tables
from dragoman.know.words import TOKEN, bounds, fold, lower

# An all-capital word as short as this is an acronym, not a name in capitals.
SHORT = 5


class StateRow(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """A state in world/states.toml."""

    name: str
    iso2: str
    region: str
    un: bool
    capital: str
    sectors: tuple[str, ...] = ()


class StateWords(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What a language calls a state: lang/<code>/states.toml."""

    names: tuple[str, ...]
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


class BodyRow(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """An international body in world/bodies.toml."""

    name: str
    country: str
    sectors: tuple[str, ...] = ()
    seat: str | None = None
    members: int | None = None


class BodyWords(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """What a language calls a body: lang/<code>/bodies.toml."""

    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What a name may be. `kind` is state, demonym, capital, seat, body, person or city."""

    kind: str
    id: str
    name: str
    country: str
    sectors: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True, gc=False):
    """A name found: half-open token numbers and its entries, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Node:
    """One step of the token trie. `entries` hold (needed capital letters, entry)."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.entries: list[tuple[str, Entry]] = []


class Gazetteer:
    """Names of one language in a token trie; the longest match wins."""

    def __init__(self, names: Iterable[tuple[str, Entry]]) -> None:
        # By first token; a branch grows when a text first asks for it, for most never do.
        self._waiting: dict[str, list[tuple[str, Entry]]] = {}
        self._branches: dict[str, Node] = {}
        for form, entry in names:
            first = TOKEN.match(form)
            if first is not None:
                self._waiting.setdefault(fold(first[0]), []).append((form, entry))

    @classmethod
    def indexed(cls, names: Iterable[tuple[str, str, Entry]]) -> Gazetteer:
        """One from names whose first token is already told, folded."""
        made = cls(())
        for first, form, entry in names:
            made._waiting.setdefault(first, []).append((form, entry))
        return made

    def forms(self) -> Iterator[str]:
        """Every name, in no order."""
        for names in self._waiting.values():
            yield from (form for form, _ in names)

    def _branch(self, word: str) -> Node | None:
        """The names that begin with a word."""
        names = self._waiting.pop(word, None)
        if names is None:
            return self._branches.get(word)
        branch = self._branches[word] = Node()
        for form, entry in names:
            node = branch
            for a, b in bounds(form)[1:]:
                node = node.next.setdefault(fold(form[a:b]), Node())
            if (form, entry) not in node.entries:
                node.entries.append((form, entry))
        return branch

    def find(self, words: Sequence[str], raw: Sequence[str], shouting: bool = False) -> list[Found]:
        """Names among folded `words`, whose letters are `raw`; `shouting` is text all in capitals.

        Longest first from the left, without overlap.
        """
        found: list[Found] = []
        i = 0
        branches, waiting = self._branches, self._waiting
        while i < len(words):
            word = words[i]
            if word not in branches and word not in waiting:
                i += 1
                continue
            hit = self._at(words, raw, i, shouting)
            if hit is None:
                i += 1
            else:
                found.append(hit)
                i = hit.end
        return found

    def _at(
        self, words: Sequence[str], raw: Sequence[str], start: int, shouting: bool
    ) -> Found | None:
        node = self._branch(words[start])
        best: Found | None = None
        i = start
        while node is not None:
            i += 1
            if node.entries:
                fit = tuple(
                    dict.fromkeys(e for f, e in node.entries if _spelt(f, raw[start:i], shouting))
                )
                if fit:
                    best = Found(start, i, fit)
            node = node.next.get(words[i]) if i < len(words) else None
        return best


@lru_cache(maxsize=65536)
def _letters(form: str) -> tuple[tuple[str, ...], str]:
    """The tokens of a name, and its letters and digits in a row."""
    return tuple(form[a:b] for a, b in bounds(form)), "".join(c for c in form if c.isalnum())


def _spelt(form: str, raw: Sequence[str], shouting: bool) -> bool:
    """Whether the letters in the text are those that the form asks for.

    An acronym stands as written; of a name, every word that has a capital keeps it. Accents may be
    missing in the text, but one that stands there must be the form's own.
    """
    pieces, letters = _letters(form)
    if letters.isupper() and len(letters) > 1:
        same = "".join(c for r in raw for c in r if c.isalnum()) == letters
        return same and not (shouting and len(letters) < 3)
    for piece, word in zip(pieces, raw, strict=True):
        if piece[0].isupper() and not word[0].isupper():
            return False
        if not shouting and 1 < len(word) <= SHORT and word.isupper() and not piece.isupper():
            return False
        plain_word = lower(word)
        if plain_word != fold(word) and plain_word != lower(piece):
            return False
    return True


class World(msgspec.Struct, frozen=True, gc=False):
    """States and bodies by code, the same in every language."""

    states: dict[str, StateRow]
    bodies: dict[str, BodyRow]


def load_world(more: Path | None = None) -> World:
    """The world's tables; of a code that stands in `more` too, the row there holds.

    Raises UsageError where a table is wrong.
    """
    states: dict[str, StateRow] = {}
    bodies: dict[str, BodyRow] = {}
    for rows in tables("world/states.toml", dict[str, StateRow], more):
        states |= rows
    for others in tables("world/bodies.toml", dict[str, BodyRow], more):
        bodies |= others
    return World(states, bodies)


def load_names(language: str, world: World, more: Path | None = None) -> Gazetteer:
    """The gazetteer of one language; the names in `more` are added, and come first.

    Raises UsageError for a code that the world does not know.
    """
    names: list[tuple[str, Entry]] = []
    for states in reversed(tables(f"lang/{language}/states.toml", dict[str, StateWords], more)):
        _known(states, world.states, f"lang/{language}/states.toml")
        names += _state_forms(states, world)
    for bodies in reversed(tables(f"lang/{language}/bodies.toml", dict[str, BodyWords], more)):
        _known(bodies, world.bodies, f"lang/{language}/bodies.toml")
        names += _body_forms(bodies, world)
    return Gazetteer(names)


def _known(codes: Iterable[str], known: Container[str], place: str) -> None:
    for code in codes:
        if code not in known:
            raise UsageError(f"{place}: {code!r} is not in world/; add it there or correct it")


def _state_forms(states: dict[str, StateWords], world: World) -> Iterable[tuple[str, Entry]]:
    for code, words in states.items():
        row = world.states[code]
        for kind, forms in (
            ("state", words.names),
            ("seat", words.seats),
            ("demonym", words.demonyms),
            ("capital", words.capital),
        ):
            entry = Entry(kind, code, row.name, code, row.sectors)
            for form in forms:
                yield form, entry


def _body_forms(bodies: dict[str, BodyWords], world: World) -> Iterable[tuple[str, Entry]]:
    for code, words in bodies.items():
        row = world.bodies[code]
        entry = Entry("body", code, row.name, row.country, row.sectors)
        for form in (*words.names, *words.acronyms):
            yield form, entry
