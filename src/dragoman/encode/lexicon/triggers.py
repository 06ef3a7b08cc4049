"""Triggers: the words of a sentence that tell an event, each with its group and its entry.

What comes in: a `Line` and its mentions. What goes out: `Hit`s in order, none inside another. What
is merely demanded, promised or threatened is told by the mode of the demand (docs/codebook.md §4).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.encode.lexicon.line import Line
from dragoman.encode.lexicon.mentions import Chunk
from dragoman.encode.lexicon.status import SUBJUNCTIVE, Group, nominal, verbal
from dragoman.know.patterns import Element, match
from dragoman.know.triggers import Trigger

# Types whose content is not an event of its own unless it is told as scheduled or done.
CONTENT = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
# Types whose mode is the content of what is demanded, refused or threatened.
DEMANDS = frozenset({"REQUEST", "REJECT", "THREATEN"})
NEAR = 6
NOUN_REACH = 8
TAIL = ("preposition", "of", "to", "that", "determiner", "agent", "place", "partner", "against")


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A trigger in a sentence: what its entry says, the group around it, tokens of its span."""

    trigger: Trigger
    group: Group
    start: int
    end: int
    score: float


def hits(line: Line, chunks: Sequence[Chunk]) -> list[Hit]:
    """The triggers of a line, in order."""
    lexicon = line.kit.lexicon
    found: list[tuple[int, int, float, Trigger]] = []
    for i in range(len(line)):
        if not line.raw[i][0].isalpha():
            continue
        for end, trigger in lexicon.patterns.at(line.words, i, line.lemmas(i), line.is_form):
            if not _vetoed(line, i, end, trigger):
                found.append((i, end, trigger.score, trigger))
    # The longest match tells most; of equals the surer, of those the first in the table.
    found.sort(key=lambda f: (f[0] - f[1], -f[2], f[0], not f[3].verbal))
    # Verbs that tell the type without what follows them ("threatened", not "issued a warrant").
    alone = {(a, t.type) for a, b, _, t in found if b == a + 1}
    taken: set[int] = set()
    names = {i for c in chunks if c.kind == "person" for i in range(c.core, c.end)}
    out: list[Hit] = []
    for start, end, score, trigger in found:
        if taken.intersection(range(start, end)) or start in names:
            continue
        hit = _hit(line, start, end, score, trigger, chunks, (start, trigger.type) in alone)
        if hit is not None:
            taken.update(range(min(start, hit.group.start), end))
            out.append(hit)
    out.sort(key=lambda h: h.start)
    return _without_content(line, out)


def _vetoed(line: Line, start: int, end: int, trigger: Trigger) -> bool:
    """Whether words near by make it something else, or words it needs are missing."""
    near = range(max(0, start - NEAR), min(len(line), end + NEAR))
    if any(_stands(line, elements, near) for elements in trigger.unless):
        return True
    whole = range(len(line))
    return bool(trigger.needs) and not any(_stands(line, e, whole) for e in trigger.needs)


def _stands(line: Line, elements: tuple[Element, ...], where: range) -> bool:
    first = elements[0]
    return any(
        first.fits(line.words[i], i, line.is_form)
        and match(elements, line.words, i, line.is_form) is not None
        for i in where
    )


def _hit(
    line: Line,
    start: int,
    end: int,
    score: float,
    trigger: Trigger,
    chunks: Sequence[Chunk],
    alone: bool,
) -> Hit | None:
    """The hit at tokens start:end, or None where a participle only describes somebody.

    `alone`: its first word tells the type by itself.
    """
    last = end
    named = any(c.end == start for c in chunks)
    while last > start + 1 and any(line.is_a(last - 1, name) for name in TAIL):
        last -= 1
    head = start
    while head < end and not line.forms(head):
        head += 1
    if trigger.verbal:
        group = verbal(line, head, end)
        if line.is_a(start, "negation"):
            # The refusal is the event ("no aceptaremos"): it is uttered now.
            group = msgspec.structs.replace(group, status="occurred", start=start)
        if group.bare:
            after = next(
                (i for i in range(last, min(len(line), last + 3)) if line.is_a(i, "agent")), -1
            )
            opening = group.start == 0 or line.words[group.start - 1] in (",", ".", ":") or named
            if after < 0 and not (line.sentence.title and opening):
                return None
            score *= 0.8
            group = msgspec.structs.replace(group, passive=True)
        begin = min(start, group.start)
        if alone and trigger.type in DEMANDS and trigger.modes and start == head:
            # What follows the verb only tells the mode: it is the issue, not the trigger.
            last = head + 1
    else:
        group = nominal(line, start, last)
        begin = start
    if group.governed and group.status == "hypothetical":
        score *= 0.8
    return Hit(trigger, group, begin, last, round(score, 3))


def _without_content(line: Line, found: list[Hit]) -> list[Hit]:
    """Drop what is only the content of a demand, refusal, threat or promise before it."""
    out: list[Hit] = []
    for hit in found:
        lord = next(
            (h for h in reversed(out) if h.trigger.type in CONTENT and h.end <= hit.start), None
        )
        if lord is not None and hit.start - lord.end <= 12 and _is_content(line, lord, hit):
            continue
        out.append(hit)
    return out


def _wished(line: Line, i: int) -> bool:
    """Whether token i is a subjunctive: the verb of what is asked for."""
    return any(f.tense in SUBJUNCTIVE for f in line.forms(i))


def _is_content(line: Line, lord: Hit, hit: Hit) -> bool:
    between = range(lord.end, hit.start)
    if any(line.words[i] in (";", ":", ".", "—", "»", "”") for i in between):
        return False
    if any(line.finite(i) and not _wished(line, i) for i in between):
        return False
    if hit.trigger.verbal:
        denied = lord.trigger.type == "REJECT" and hit.group.status == "negated"
        return (
            hit.group.infinitive
            or hit.group.status == "hypothetical"
            or (hit.group.governed and not denied)
        )
    return lord.trigger.type in ("REQUEST", "THREATEN", "AGREE") and len(between) <= NOUN_REACH
