"""The small pattern language of the TOML tables, and an index that matches many patterns at once.

What comes in: patterns as words in a row, as a linguist writes them, and the folded tokens of a
sentence. What goes out: which patterns match where. One pattern is words divided by spaces:

    word          that token, accents and case aside          a|b      either
    word*         a token that begins so                       (word)   may be missing
    a|b_c         either "a" or the two words "b c"
    <infinitive>  any form of that verb; <infinitive+se> asks    ...    at most GAP tokens, none of
                  for a reflexive pronoun before or fused               them a clause mark
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import msgspec

from dragoman.errors import UsageError
from dragoman.know.words import bounds, fold

GAP = 5
HYPHEN = "-"
REFLEXIVE = "+se"
CACHE = 50_000
STOPS = frozenset(".;:!?()[]—")
QUOTES = frozenset("«»“”\"'‘’")
T = TypeVar("T")
# Is token number i a form of this infinitive?
IsForm = Callable[[int, str], bool]


class Element(msgspec.Struct, frozen=True, gc=False):
    """One place of a pattern: exact words, beginnings of words, a verb, or a gap."""

    words: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    verb: str = ""
    optional: bool = False
    gap: bool = False

    def fits(self, word: str, i: int, is_form: IsForm) -> bool:
        """Whether token i, folded to `word`, can stand here."""
        if self.verb:
            return is_form(i, self.verb)
        return word in self.words or (bool(self.prefixes) and word.startswith(self.prefixes))


def plain(verb: str) -> str:
    """The infinitive without its reflexive mark."""
    return verb.removesuffix(REFLEXIVE)


def parse(pattern: str) -> tuple[Element, ...]:
    """The elements of a pattern. Raises UsageError that names the pattern and the fix."""
    elements: list[Element] = []
    for piece in pattern.split():
        optional = piece.startswith("(") and piece.endswith(")") and len(piece) > 2
        core = piece[1:-1] if optional else piece
        if core == "...":
            elements.append(Element(gap=True))
        elif core.startswith("<"):
            if not core.endswith(">"):
                raise UsageError(f"pattern {pattern!r}: write a verb as <infinitive>")
            elements.append(Element(verb=core[1:-1], optional=optional))
        else:
            elements.extend(_literal(core.split("|"), optional))
    if not elements or elements[0].gap or elements[0].optional or elements[-1].gap:
        raise UsageError(
            f"pattern {pattern!r}: must begin and end with a word that is always there"
        )
    return tuple(elements)


def variants(pattern: str) -> list[str]:
    """The pattern once for its one-word choices and once for each choice of several words."""
    out = [""]
    for piece in pattern.split():
        choices = piece.split("|")
        single = "|".join(c for c in choices if "_" not in c)
        forms = [single] * bool(single) + [c.replace("_", " ") for c in choices if "_" in c]
        out = [f"{before} {form}".strip() for before in out for form in forms]
    return out


def _literal(choices: list[str], optional: bool) -> list[Element]:
    """Words as they stand; a single choice that is cut into tokens becomes as many elements."""
    if len(choices) == 1 and not choices[0].endswith("*"):
        cut = [fold(choices[0][a:b]) for a, b in bounds(choices[0])]
        return [Element(words=frozenset({w}), optional=optional) for w in cut]
    exact = frozenset(fold(c) for c in choices if not c.endswith("*"))
    prefixes = tuple(fold(c[:-1]) for c in choices if c.endswith("*"))
    return [Element(words=exact, prefixes=prefixes, optional=optional)]


def match(
    elements: Sequence[Element],
    words: Sequence[str],
    start: int,
    is_form: IsForm,
    stops: frozenset[str] = STOPS,
) -> int | None:
    """The end (exclusive) of the shortest match of `elements` at token `start`, or None.

    No gap crosses a word of `stops`.
    """
    # Most patterns are plain words, and most fail at their second: no need to search for those.
    plain_words = 0
    for element in elements:
        if element.gap or element.optional or element.verb:
            break
        i = start + plain_words
        if i >= len(words) or not element.fits(words[i], i, is_form):
            return None
        plain_words += 1
    if plain_words == len(elements):
        return start + plain_words

    def step(k: int, i: int) -> int | None:
        while k < len(elements):
            element = elements[k]
            if element.gap:
                skipped = 0
                while skipped <= GAP and i < len(words):
                    end = step(k + 1, i)
                    if end is not None:
                        return end
                    if words[i] in stops:
                        return None
                    # A hyphen and what follows it are no words of their own: "segunda-feira".
                    joined = words[i] == HYPHEN or (i > 0 and words[i - 1] == HYPHEN)
                    skipped += words[i] not in QUOTES and not joined
                    i += 1
                return None
            here = i < len(words) and element.fits(words[i], i, is_form)
            if element.optional:
                if here:
                    end = step(k + 1, i + 1)
                    if end is not None:
                        return end
                k += 1
                continue
            if not here:
                return None
            if element.verb and k + 1 < len(elements) and words[i + 1 : i + 2] == [HYPHEN]:
                # A pronoun may hang on the verb: "recusou-se a", "acusou-o de".
                end = step(k + 1, i + 1)
                return step(k + 1, i + 3) if end is None and i + 2 < len(words) else end
            k, i = k + 1, i + 1
        return i

    return step(plain_words, start + plain_words)


class Patterns(Generic[T]):
    """Many patterns, each with what it means, indexed by how they begin."""

    def __init__(
        self, entries: Sequence[tuple[str, T]], stops: frozenset[str] = frozenset()
    ) -> None:
        self.stops = STOPS | stops
        self.entries = [
            (parse(variant), meaning)
            for pattern, meaning in entries
            for variant in variants(pattern)
        ]
        self._words: dict[str, list[int]] = {}
        self._prefixes: dict[str, list[int]] = {}
        self._verbs: dict[str, list[int]] = {}
        self._seen: dict[str, tuple[int, ...]] = {}
        for n, (elements, _) in enumerate(self.entries):
            first = elements[0]
            if first.verb:
                self._verbs.setdefault(plain(first.verb), []).append(n)
            for word in first.words:
                self._words.setdefault(word, []).append(n)
            for prefix in first.prefixes:
                self._prefixes.setdefault(prefix, []).append(n)

    def infinitives(self) -> set[str]:
        """Every verb that a pattern asks for."""
        return {plain(e.verb) for elements, _ in self.entries for e in elements if e.verb}

    def _begin(self, word: str) -> tuple[int, ...]:
        """The patterns that can begin with a word met for the first time (verbs aside)."""
        found = set(self._words.get(word, ()))
        for n in range(1, len(word) + 1):
            found.update(self._prefixes.get(word[:n], ()))
        if len(self._seen) > CACHE:
            self._seen.clear()
        known = self._seen[word] = tuple(sorted(found))
        return known

    def at(
        self, words: Sequence[str], start: int, lemmas: Sequence[str], is_form: IsForm
    ) -> list[tuple[int, T]]:
        """(end, meaning) of every pattern that matches at token `start`; `lemmas` are the
        infinitives that this token may be a form of."""
        candidates: Sequence[int] | None = self._seen.get(words[start])
        if candidates is None:
            candidates = self._begin(words[start])
        for lemma in lemmas:
            candidates = (*candidates, *self._verbs.get(lemma, ()))
        found: list[tuple[int, T]] = []
        if not candidates:
            return found
        for n in candidates:
            elements, meaning = self.entries[n]
            end = match(elements, words, start, is_form, self.stops)
            if end is not None:
                found.append((end, meaning))
        return found
