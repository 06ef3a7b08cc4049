"""Which stretches of a text to mark as evidence, and text that is safe to show.

Events come in; out go marks that do not overlap, in text order, so that any view (terminal, HTML)
can lay them over the text. Where two would overlap the more telling role wins: trigger, actor,
recipient, date, place; among equals the longer one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dragoman.records import ActorRef, Article, Event, Span

ROLES = ("trigger", "actor", "recipient", "date", "place")
# Characters that steer a terminal or turn the direction of what follows them.
BLANK = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
STEERING = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)
SAFE: dict[int, str] = {**STEERING, **BLANK}


class Mark(NamedTuple):
    """Marked stretch start:end; `events` are the numbers of the events it is evidence for."""

    start: int
    end: int
    role: str
    events: tuple[int, ...]


def safe(text: str) -> str:
    """`text` without what steers a terminal: one character for one, so that offsets hold."""
    shown = text.translate(SAFE)
    return shown if shown.isprintable() else "".join(map(_printable, shown))


def _printable(char: str) -> str:
    return "\ufffd" if unicodedata.category(char) == "Cs" else char


def marks(events: Iterable[Event], start: int, end: int) -> list[Mark]:
    """What to mark in text[start:end], in order. Event numbers count `events` from 0."""
    found: dict[tuple[int, int, str], list[int]] = {}
    for number, event in enumerate(events):
        for role, span in _spans(event):
            if start <= span.start < span.end <= end:
                found.setdefault((span.start, span.end, role), []).append(number)
    taken = bytearray(end - start)
    kept: list[Mark] = []
    for (a, b, role), numbers in sorted(found.items(), key=lambda item: _rank(*item[0])):
        if not any(taken[a - start : b - start]):
            taken[a - start : b - start] = b"x" * (b - a)
            kept.append(Mark(a, b, role, tuple(numbers)))
    return sorted(kept)


def _rank(start: int, end: int, role: str) -> tuple[int, int, int]:
    return ROLES.index(role), start - end, start


def _spans(event: Event) -> Iterator[tuple[str, Span]]:
    yield "trigger", event.trigger
    for actor in event.actors:
        yield "actor", actor
    for recipient in event.recipients:
        yield "recipient", recipient
    if event.date is not None:
        yield "date", event.date
    if event.place is not None:
        yield "place", event.place


def kind_of(event: Event) -> str:
    """Type and modes: "CONSULT.visit", "ASSAULT.aerial+drone"."""
    return ".".join(filter(None, (event.type, "+".join(event.modes))))


def heading(article: Article) -> str:
    """What an article is called: its title, else its first line, else where it was found."""
    return article.title or article.text.partition("\n")[0].strip() or where(article)


def where(article: Article) -> str:
    """File and line of an article: "news.jsonl:7"."""
    return article.path if article.line is None else f"{article.path}:{article.line}"


def named(actor: ActorRef) -> str:
    """Who it is, as a person reads it: "Hakan Fidan, Turkey", or the words where no name is."""
    names = [name for name in (actor.person, actor.name) if name]
    return ", ".join(dict.fromkeys(names)) or actor.text


def parties(event: Event) -> str:
    """Who → whom in plain text, with codes: "Turkey (TUR) → Russia (RUS)"."""
    sides = (", ".join(map(coded, side)) for side in (event.actors, event.recipients))
    return " → ".join(side or "?" for side in sides) if event.recipients else next(sides) or "?"


def coded(actor: ActorRef) -> str:
    """Who it is with the country's code: "Hakan Fidan, Turkey (TUR)"."""
    return f"{named(actor)} ({actor.country})" if actor.country else named(actor)
