"""What a passage must fulfil beyond its format: the rules of corpus/GUIDE.md a machine can check.

What comes in: passages. What goes out: faults, each with its line and what to do. Types and modes
are those of know/world/types.toml, codes those of know/world.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.know.names import World
from dragoman.know.ontology import Ontology
from dragoman.know.words import words
from dragoman.records import LANGUAGES
from dragoman.train.passages import (
    CONTACT_ROLES,
    EVENT_ROLES,
    QUOTE_ROLES,
    Fault,
    Passage,
)

# Codes of actors who belong to no single state (codebook §8).
OTHER_CODES = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")
SECTORS = (
    "GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP", "REB", "PRM", "UAF", "UNK", "CVL",
    "BUS", "CRM", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "AGR", "PRE",
)  # fmt: skip
# One id for one body: the UN and the EU go by their country code.
WRITE = {"uno": "UNO", "un": "UNO", "eur": "EUR", "eu": "EUR", "worldbank": "world-bank"}
LONGEST_TRIGGER = 5

PARTNER = {"«": "»", "“": "”", "„": "“", "‘": "’", "(": ")", "[": "]", '"': '"', "'": "'"}
CLOSED_BY = {"»": "«", "”": "“„", ")": "(", "]": "[", '"': '"'}
QUOTE_MARKS = "«»“”„\"‘’'"
DASHES = "-–—"
NEVER_FIRST = f",.;:!?…{DASHES}"
NEVER_LAST = f",;:¿¡{DASHES}«“„‘’'(["


def check(passages: Iterable[Passage], world: World, ontology: Ontology) -> list[Fault]:
    """The faults of the passages, in order."""
    seen: dict[str, str] = {}
    faults: list[Fault] = []
    for passage in passages:
        for line, detail in _one(passage, world, ontology):
            faults.append(Fault(passage.path, line, detail))
        key = " ".join(words(passage.text))
        where = f"{passage.path}:{passage.line}"
        first = seen.setdefault(key, where)
        if first != where:
            detail = f"the same text as {first}; remove one of them"
            faults.append(Fault(passage.path, passage.line, detail))
    return faults


def _one(passage: Passage, world: World, ontology: Ontology) -> Iterator[tuple[int, str]]:
    folders = [part for part in Path(passage.path).parts[:-1] if part in LANGUAGES]
    if folders and folders[-1] != passage.language:
        yield passage.line, f"a passage in {passage.language} stands under {folders[-1]}/; move it"
    if passage.article != ("\n" in passage.text):
        yield passage.line, "an article is a headline and its paragraphs, each a line of its own"
    if passage.register == "negative" and passage.events:
        yield (
            passage.line,
            "a negative passage has no events; give it the register it is written in",
        )
    for name in passage.spans:
        why = untrimmed(passage.text, *passage.spans[name])
        if why:
            yield _line(passage, name), f"span {name} {passage.words(name)!r} {why}"
    yield from _unused(passage)
    yield from _actors(passage, world)
    yield from _events(passage, ontology)
    yield from _contacts(passage)
    yield from _quotes(passage)


def _line(passage: Passage, span: str) -> int:
    """The line of the file in which a span begins."""
    return passage.line + 1 + passage.text.count("\n", 0, passage.spans[span][0])


def _unused(passage: Passage) -> Iterator[tuple[int, str]]:
    used = set(passage.actors)
    for event in passage.events:
        used.add(event.trigger)
        used.update(*(getattr(event, role) for role in EVENT_ROLES))
    for contact in passage.contacts:
        used.update(*(getattr(contact, role) for role in CONTACT_ROLES))
    for quote in passage.quotes:
        used.add(quote.span)
        used.update(*(getattr(quote, role) for role in QUOTE_ROLES))
    for name in passage.spans:
        if name not in used:
            detail = f"span {name} {passage.words(name)!r} is on no line; use it or unmark it"
            yield _line(passage, name), detail


def _actors(passage: Passage, world: World) -> Iterator[tuple[int, str]]:
    for name, actor in passage.actors.items():
        code = actor.code
        if code is not None and code in WRITE:
            yield actor.line, f"code {code!r} of {name}: write {WRITE[code]}"
        elif code and not (code in world.states or code in world.bodies or code in OTHER_CODES):
            yield (
                actor.line,
                f"code {code!r} of {name} is no state or body of know/world; correct it, leave it "
                f"empty ({name}=/SECTOR), or add it there",
            )
        if actor.sector == "NGO":
            yield actor.line, f"sector NGO of {name}: it is a code; write {name}=NGO/SOC"
        elif actor.sector and actor.sector not in SECTORS:
            known = ", ".join(SECTORS)
            yield actor.line, f"sector {actor.sector!r} of {name}: use one of {known}"
    for line, names in _taking_part(passage):
        for name in names:
            if name not in passage.actors:
                yield line, f"{name} is on no A line; add {name}=CODE/SECTOR ({name}=/ if unknown)"


def _taking_part(passage: Passage) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The ids that need an A line, by line."""
    for event in passage.events:
        yield event.line, (*event.actors, *event.recipients, *event.by)
    for contact in passage.contacts:
        yield contact.line, (*contact.requested_by, *contact.host, *contact.mediator)
    for quote in passage.quotes:
        yield quote.line, (*quote.speaker, *quote.addressee)


def _events(passage: Passage, ontology: Ontology) -> Iterator[tuple[int, str]]:
    contacts = {contact.trigger for contact in passage.contacts}
    seen: set[tuple[str, str, tuple[str, ...], tuple[str, ...]]] = set()
    for event in passage.events:
        kind = ontology.types.get(event.type)
        if kind is None:
            known = ", ".join(ontology.types)
            yield event.line, f"type {event.type!r}: use one of {known}"
            continue
        for mode in event.modes:
            if mode not in kind.modes:
                known = ", ".join(kind.modes) or "none"
                yield event.line, f"mode {mode!r}: {event.type} has {known}"
        if len(set(event.modes)) < len(event.modes):
            yield event.line, "the same mode stands twice; keep one"
        if event.type == "CONSULT" and event.trigger not in contacts:
            yield event.line, f"CONSULT {event.trigger} has no C line; add C {event.trigger} step=…"
        if len(passage.words(event.trigger).split()) > LONGEST_TRIGGER:
            detail = f"trigger {event.trigger} has over {LONGEST_TRIGGER} words; keep the shortest "
            yield event.line, detail + "that carry the event"
        if event.trigger in event.retold:
            yield event.line, f"retold={event.trigger} is the trigger itself; remove it"
        key = (event.trigger, event.type, event.modes, event.actors)
        if key in seen:
            yield event.line, f"{event.type} of {event.trigger} stands twice; keep one"
        seen.add(key)
        for quote in passage.quotes:
            if quote.speaker and not event.by and _inside(passage, event.trigger, quote.span):
                by = "+".join(quote.speaker)
                yield event.line, f"{event.trigger} is told inside quote {quote.span}; add by={by}"
                break


def _inside(passage: Passage, inner: str, outer: str) -> bool:
    (a, b), (start, end) = passage.spans[inner], passage.spans[outer]
    return start <= a and b <= end


def _contacts(passage: Passage) -> Iterator[tuple[int, str]]:
    consults = {event.trigger for event in passage.events if event.type == "CONSULT"}
    seen: set[str] = set()
    for contact in passage.contacts:
        if contact.trigger not in consults:
            yield (
                contact.line,
                f"no CONSULT has the trigger {contact.trigger}; correct or remove it",
            )
        if contact.trigger in seen:
            yield contact.line, f"{contact.trigger} has a C line already; put both on one"
        if contact.step is None:
            yield contact.line, "step= is missing; say how far the contact has come"
        seen.add(contact.trigger)


def _quotes(passage: Passage) -> Iterator[tuple[int, str]]:
    text = passage.text
    for quote in passage.quotes:
        start, end = passage.spans[quote.span]
        before = text[:start].rstrip().rstrip("¿¡(").rstrip()[-1:]
        after = text[end:].lstrip(" \u00a0\u202f.,;:!?…")[:1]
        opened = before in (*QUOTE_MARKS, *DASHES)
        closed = after in tuple(QUOTE_MARKS)
        inside = any(mark in text[start:end] for mark in QUOTE_MARKS)
        what = f"quote {quote.span} is {quote.kind} but stands"
        if quote.kind == "direct" and not opened and not closed:
            yield quote.line, f"{what} in no quotation marks; it is indirect, or mixed"
        elif quote.kind == "mixed" and not (opened or closed or inside):
            yield quote.line, f"{what} without quotation marks; it is indirect"
        elif quote.kind != "direct" and not inside and before in tuple(QUOTE_MARKS) and closed:
            yield quote.line, f"{what} wholly in quotation marks; it is direct"


def untrimmed(text: str, start: int, end: int) -> str | None:
    """What is wrong with the edges of a span, and the fix; None where nothing is."""
    span = text[start:end]
    if not span.strip():
        return "is empty; unmark it"
    first, last = span[0], span[-1]
    if first.isspace() or last.isspace():
        return "has outer spaces; move them out of the mark"
    if PARTNER.get(first) and span.find(PARTNER[first], 1) == len(span) - 1:
        return f"includes its marks {first}{last}; move them out"
    if first in NEVER_FIRST and not span.startswith(("...", "…")):
        return f"begins with {first}; move it out of the mark"
    if first in '«“„(["' and PARTNER[first] not in span[1:]:
        return f"begins with {first} and does not close it; move it out of the mark"
    if first in CLOSED_BY and first not in PARTNER:
        return f"begins with {first}; move it out of the mark"
    if last in NEVER_LAST or (last == "." and not _abbreviated(text, start, end)):
        return f"ends with {last}; move it out of the mark"
    if last in CLOSED_BY and not any(c in span[:-1] for c in CLOSED_BY[last]):
        return f"ends with {last} and does not open it; move it out of the mark"
    return None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the point at the end of the span belongs to its last word."""
    span = text[start:end]
    if span.endswith(".."):
        return True
    word = span.split()[-1][:-1]
    after = text[end:].lstrip()
    return (
        "." in word or len(word) <= 2 or (bool(after) and (after[0].islower() or after[0] in ",;"))
    )
