"""How much of what the corpus holds, against what it shall hold.

What comes in: passages. What goes out: counts in groups, and a table that marks what is missing.
The targets count passages with events by language; sourcing and spokespeople are told by the words
of know/lang, or by the Q line itself.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from dragoman.divide import divide
from dragoman.know.grammar import Grammar
from dragoman.know.ontology import load_ontology
from dragoman.know.sentences import Sentences, load_sentences
from dragoman.know.words import words
from dragoman.records import LANGUAGES, Article, Struct, Text
from dragoman.train.passages import (
    CONTACT_ROLES,
    KINDS,
    MEDIUMS,
    REGISTERS,
    SOURCINGS,
    STATUSES,
    STEPS,
    Passage,
    Quote,
)

Counts = dict[str, Counter[str]]
# A whole article has at least so many sentences; a long sentence so many words; a full passage so
# many events.
WHOLE = 8
LONG = 40
FULL = 3

TARGETS: dict[str, dict[str, int]] = {
    "passages": {
        "with events": 6000, "without events": 1500, "whole articles": 250,
        "with events es": 3000, "with events en": 1500, "with events pt": 750,
        "with events fr": 750,
    },
    "statuses": {"planned": 400, "hypothetical": 400, "negated": 400},
    "contacts": {
        "attributes": 800, "phone": 60, "video": 60, "secret": 60, "requested_by": 60, "host": 60,
        "mediator": 60, "margins_of": 60,
    },
    "quotes": {"all": 1500},
}  # fmt: skip
EACH_TYPE = 250
EACH_MODE = 30


class _Kit(Struct, frozen=True):
    """What dividing into sentences needs."""

    sentences: Sentences


@cache
def _kit() -> _Kit:
    return _Kit(load_sentences())


@cache
def _grammar(language: str) -> Grammar:
    return Grammar(language)


def sentences(passage: Passage) -> list[str]:
    """The sentences of a passage; the headline of an article is one."""
    title = passage.text.partition("\n")[0] if passage.article else None
    article = Article(
        id="", hash="", path=passage.path, line=passage.line, url=None, title=title,
        publisher=None, authors=(), language=passage.language, published=None,
        published_from=None, text=passage.text, dropped=(),
    )  # fmt: skip
    made = divide([Text(article=article)], _kit())[0]
    return [passage.text[s.start : s.end] for s in made.sentences]


def sourcing(passage: Passage, quote: Quote) -> str:
    """What kind of source a quote has: the Q line's word, else what the speaker's words tell."""
    if quote.sourcing is not None:
        return quote.sourcing
    if not quote.speaker:
        return "anonymous"
    patterns = _grammar(passage.language).sourcing
    for name in quote.speaker:
        spoken = words(passage.words(name))
        for at in range(len(spoken)):
            for _, kind in patterns.at(spoken, at, (), lambda _, __: False):
                return kind
    return "on_record"


def count(passages: list[Passage]) -> Counts:
    """Counts by group and name; every name that has a target is there, zero or not."""
    ontology = load_ontology()
    counts: Counts = {
        "passages": Counter(dict.fromkeys(("all", *TARGETS["passages"]), 0)),
        "languages": Counter(dict.fromkeys(LANGUAGES, 0)),
        "registers": Counter(dict.fromkeys(REGISTERS, 0)),
        "types": Counter(dict.fromkeys(ontology.types, 0)),
        "modes": Counter(
            {f"{name}.{mode}": 0 for name, kind in ontology.types.items() for mode in kind.modes}
        ),
        "statuses": Counter(dict.fromkeys(STATUSES, 0)),
        "contacts": Counter(
            dict.fromkeys(("attributes", *STEPS, *MEDIUMS, "secret", *CONTACT_ROLES), 0)
        ),
        "quotes": Counter(dict.fromkeys(("all", *KINDS, *SOURCINGS), 0)),
    }
    for group, targets in TARGETS.items():
        for name in targets:
            counts[group].setdefault(name, 0)
    for passage in passages:
        _add(counts, passage)
    return counts


def _add(counts: Counts, passage: Passage) -> None:
    cut = sentences(passage)
    told = "with events" if passage.events else "without events"
    counts["passages"].update(
        {
            "all": 1,
            told: 1,
            f"{told} {passage.language}": 1,
            "whole articles": passage.article and len(cut) >= WHOLE,
            "sentences": len(cut),
            f"sentences of {LONG} words and more": sum(len(s.split()) >= LONG for s in cut),
            f"with {FULL} events and more": len(passage.events) >= FULL,
            "words": len(passage.text.split()),
            "events": len(passage.events),
        }
    )
    counts["languages"][passage.language] += 1
    counts["registers"][passage.register] += 1
    for event in passage.events:
        counts["types"][event.type] += 1
        counts["modes"].update(f"{event.type}.{mode}" for mode in event.modes)
        counts["statuses"][event.status] += 1
        counts["statuses"]["historical"] += event.historical
    for contact in passage.contacts:
        roles = [role for role in CONTACT_ROLES if getattr(contact, role)]
        told_by = (
            [contact.medium] if contact.medium not in {None, "unspecified", "in_person"} else []
        )
        named = [*roles, *filter(None, told_by), *(["secret"] if contact.secret else [])]
        counts["contacts"].update(named)
        counts["contacts"]["attributes"] += len(named)
        counts["contacts"].update(filter(None, [contact.step]))
        if contact.medium in {"unspecified", "in_person"}:
            counts["contacts"][contact.medium] += 1
    for quote in passage.quotes:
        counts["quotes"].update(["all", quote.kind, sourcing(passage, quote)])


def target(group: str, name: str) -> int | None:
    """How many there shall be; None where nothing is asked."""
    if group == "types":
        return EACH_TYPE
    if group == "modes":
        return EACH_MODE
    return TARGETS.get(group, {}).get(name)


def table(counts: Counts) -> str:
    """Counts and targets as aligned text; a line that falls short ends with what is missing."""
    lines: list[str] = []
    short = 0
    for group, counter in counts.items():
        lines += ["", group]
        for name, number in counter.items():
            asked = target(group, name)
            line = f"  {name:<34}{number:>8}"
            if asked is not None:
                line += f"{asked:>8}"
                if number < asked:
                    line += f"  missing {asked - number}"
                    short += 1
            lines.append(line)
    return "\n".join([*lines[1:], "", f"{short} targets missed"])
