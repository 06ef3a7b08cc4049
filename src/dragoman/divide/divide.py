"""Sentences and tokens of an article.

What comes in: `Text`. What goes out: `Divided`, whose sentences are trimmed of white space, do not
overlap and hold every other character of the text. The title is a sentence of its own. An article
in a language that is not served has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from dragoman.divide.cut import breaks
from dragoman.know.sentences import Rules, Sentences
from dragoman.know.words import bounds
from dragoman.records import Divided, Sentence, Text, grow

LONGEST = 2000  # code points in a sentence; nothing after this room has to expect more


class Kit(Protocol):
    """What this room needs of the kit."""

    @property
    def sentences(self) -> Sentences:
        """The rules of every language."""
        ...


def divide(texts: Sequence[Text], kit: Kit) -> list[Divided]:
    """The sentences of each article, in order; one result an article."""
    return [_one(text, kit.sentences.rules.get(text.article.language or "")) for text in texts]


def _one(text: Text, rules: Rules | None) -> Divided:
    if rules is None:
        return grow(Divided, text)
    whole, head = text.article.text, len(text.article.title or "")
    spans = [(a, b, True) for a, b in _pieces(whole, [0, head])] if head else []
    spans += [(a, b, False) for a, b in _pieces(whole, breaks(whole, head, rules))]
    made = (
        Sentence(start=a, end=b, tokens=tuple(bounds(whole, a, b)), title=title)
        for a, b, title in spans
    )
    return grow(Divided, text, sentences=tuple(made))


def _pieces(text: str, cuts: list[int]) -> Iterator[tuple[int, int]]:
    """The stretches between `cuts`, trimmed, and none longer than `LONGEST`."""
    for start, end in pairwise(cuts):
        while start < end:
            stop = end if end - start <= LONGEST else _shorter(text, start)
            piece = text[start:stop]
            a = start + len(piece) - len(piece.lstrip())
            b = stop - len(piece) + len(piece.rstrip())
            if a < b:
                yield a, b
            start = stop


def _shorter(text: str, start: int) -> int:
    """Where to end a sentence that is too long: after a semicolon, at white space, or anywhere."""
    low, high = start + LONGEST // 2, start + LONGEST
    for mark in ("; ", " ", "\n"):
        at = text.rfind(mark, low, high)
        if at >= 0:
            return at + len(mark)
    return high
