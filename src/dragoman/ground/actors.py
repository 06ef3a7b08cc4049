"""Actors: which state or body a mention stands for, within one article.

What comes in: a `Framed` article. What goes out: a `Reference` for every mention, in order, and the
list of the article's actors. A name carries its state on to later mentions of it ("Putin"); an
office alone stands for the last holder of that office; an organ alone belongs to the state spoken
of. `by` says which of these decided (docs/codebook.md §8).
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from dragoman.know.grammar import Kind
from dragoman.know.kit import Kit, LanguageKit
from dragoman.know.names import Entry
from dragoman.know.places import City
from dragoman.know.words import bounds, fold
from dragoman.records import Actor, ActorRef, Framed, Mention, Span

# How sure each way of knowing is.
SCORES = {
    "name": 0.95, "demonym": 0.9, "seat": 0.9, "body": 0.9, "city": 0.9, "holder": 0.85,
    "capital": 0.8,
    "chain": 0.7, "both": 0.6, "office": 0.5, "context": 0.4, "implicit": 0.3, "none": 0.0,
}  # fmt: skip


class Reference(msgspec.Struct, frozen=True, gc=False):
    """Who a mention is, as far as it is known. `key` groups the mentions of one actor."""

    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    person: str | None = None
    role: str | None = None
    rank: str = ""
    by: str = "none"
    key: str = ""
    members: tuple[Reference, ...] = ()
    city: City | None = None


class Memory:
    """What the article has said so far of its names and offices."""

    def __init__(self, kit: Kit, day: date | None) -> None:
        self.known = kit.people
        self.places = kit.places
        self.world = kit.world
        self.day = day
        self.people: dict[str, Reference] = {}
        self.offices: dict[str, dict[str, Reference]] = {}
        self.counts: Counter[str] = Counter()
        self.organs: dict[str, Reference] = {}
        self.home: Reference | None = None
        # The capital where the sentence says it happens, and the number of that sentence.
        self.scene: tuple[int, Reference] | None = None
        self.tally: Counter[str] = Counter()
        self.last: Reference | None = None
        self.body: Reference | None = None
        self.recent: dict[str, Reference] = {}

    def forget(self) -> None:
        """Begin the text again, with the people known."""
        self.offices, self.organs, self.home, self.scene = {}, {}, None, None
        self.last = self.body = None
        self.recent = {}
        self.counts.clear()

    def main(self) -> Reference | None:
        """The state where the article was written, if the article speaks mostly of that one."""
        home = self.home
        if home is None or 2 * self.tally[home.country or ""] < self.tally.total():
            return None
        return home

    def context(self) -> Reference | None:
        """The state that an organ or office without one belongs to: where the article was written,
        if the article speaks of that state at all, else the state last spoken of."""
        if self.home is not None and self.tally[self.home.country or ""]:
            return self.home
        return self.last


def never(_: int, __: str) -> bool:
    """No token of a mention is a verb."""
    return False


def references(item: Framed, kit: Kit) -> tuple[Reference, ...]:
    """A `Reference` for every mention of the article, in order."""
    language = kit[item.article.language or ""]
    text = item.article.text
    published = item.article.published
    memory = Memory(kit, date.fromisoformat(published) if published else None)
    known = [(m, _kind(text, m, language), _entry(text, m.of, language)) for m in item.mentions]
    # Two passes: a headline names people by surname before the text says who they are.
    for row in known:
        _resolve(text, *row, language, memory)
    memory.forget()
    return tuple(_resolve(text, *row, language, memory) for row in known)


def _words(text: str, span: tuple[int, int] | None) -> str:
    return "" if span is None else text[span[0] : span[1]]


def _entry(text: str, span: tuple[int, int] | None, kit: LanguageKit) -> Entry | None:
    """The gazetteer entry of a stretch, the likeliest of several."""
    if span is None:
        return None
    tokens = bounds(text, *span)
    raw = [text[a:b] for a, b in tokens]
    words = [fold(w) for w in raw]
    found = kit.names.find(words, raw) or kit.names.find(words, raw, text[slice(*span)].isupper())
    return found[0].entries[0] if found else None


def _kind(text: str, mention: Mention, kit: LanguageKit) -> Kind | None:
    """The office, organ or group word of a mention; of several at one place the longest."""
    if mention.office is None:
        return None
    words = [fold(text[a:b]) for a, b in bounds(text, *mention.office)]
    found = kit.grammar.actors.at(words, 0, (), never) if words else []
    return max(found, key=lambda hit: hit[0])[1] if found else None


def _resolve(
    text: str,
    mention: Mention,
    kind: Kind | None,
    entry: Entry | None,
    kit: LanguageKit,
    memory: Memory,
) -> Reference:
    head = _words(text, mention.head)
    role = _words(text, mention.office) or None
    sectors = (kind.sector,) if kind and kind.sector else ()
    rank = kind.rank if kind else ""
    if mention.kind == "place" and entry is None:
        made = _city(head, memory)
    elif mention.kind in ("state", "body", "place"):
        made = _polity(entry)
    elif entry is not None:
        made = Reference(
            id=entry.id,
            name=entry.name,
            country=entry.country,
            sectors=sectors or entry.sectors,
            role=role,
            rank=rank,
            by="demonym" if entry.kind == "demonym" else "name",
        )
    else:
        made = Reference(sectors=sectors, role=role, rank=rank)
    if mention.kind == "pronoun":
        return Reference(members=_both(memory))
    if mention.kind == "person" and head:
        made = _person(head, made, kind, memory)
    elif mention.kind in ("office", "group") and entry is None and kind is not None:
        several = kind.kind != "polity" and (role or "").split()[0].endswith(kit.grammar.plural)
        its = fold(text[mention.start : mention.end].split()[0]) in kit.grammar.words.possessive
        made = made if several else _nameless(kind, made, memory, its, mention.sentence)
    if made.by == "capital" and _located(text, mention.start, kit):
        memory.scene = mention.sentence, made
    _remember(mention, kind, made, memory)
    return made


def _located(text: str, start: int, kit: LanguageKit) -> bool:
    """Whether a word of place stands before a mention ("in Lima")."""
    before = text[max(0, start - 20) : start].split()[-1:]
    return bool(before) and fold(before[0]) in kit.grammar.words.place


def _remember(mention: Mention, kind: Kind | None, made: Reference, memory: Memory) -> None:
    """What later mentions without a name or a state may refer to."""
    if made.country is None or made.by == "context":
        return
    if mention.kind == "place":
        if mention.sentence <= 1 and memory.home is None:
            memory.home = made
        return
    if made.country in memory.world.states:
        memory.last = made
        memory.recent.pop(made.country, None)
        memory.recent[made.country] = made
    else:
        memory.body = made
    memory.tally[made.country] += 1
    if made.rank and (made.person or kind is not None):
        key = made.key or made.id or ""
        memory.counts[key] += 1
        memory.offices.setdefault(made.rank, {}).pop(key, None)
        memory.offices[made.rank][key] = made
    elif made.role:
        memory.organs[fold(made.role)] = made


def _both(memory: Memory) -> tuple[Reference, ...]:
    """The two states last spoken of, for "both sides"; nobody where there are not two."""
    two = list(memory.recent.values())[-2:]
    if len(two) < 2:
        return ()
    return tuple(
        Reference(
            id=r.country, name=memory.world.states[r.country].name, country=r.country, by="both"
        )
        for r in two
        if r.country is not None
    )


def _of(made: Reference, owner: Reference | None) -> Reference:
    """`made` as belonging to the state of `owner`, by context."""
    if owner is None:
        return made
    return msgspec.structs.replace(
        made, id=owner.id, name=owner.name, country=owner.country, by="context"
    )


def _polity(entry: Entry | None) -> Reference:
    if entry is None:
        return Reference()
    by = {"state": "name", "body": "body"}.get(entry.kind, entry.kind)
    sectors = entry.sectors or (("GOV",) if entry.kind != "body" else ())
    return Reference(
        id=entry.id, name=entry.name, country=entry.country, sectors=sectors, by=by, key=entry.id
    )


def _city(name: str, memory: Memory) -> Reference:
    """A city, as the state it lies in."""
    city = memory.places.called([name[a:b] for a, b in bounds(name)], memory.tally)
    if city is None:
        return Reference()
    return Reference(id=city.country, name=city.name, country=city.country, city=city, by="city")


def _person(head: str, made: Reference, kind: Kind | None, memory: Memory) -> Reference:
    """A person: known from this mention, from an earlier one by surname, or from public life."""
    words = [fold(w) for w in head.split()]
    surname = next((w for w in reversed(words) if w in memory.people), words[-1])
    known = memory.people.get(surname)
    if known is None or (known.country is None and len(words) > 1):
        found = _public(head, memory)
        if found is not None and (made.country in (None, found.country)):
            made = msgspec.structs.replace(
                found,
                role=made.role or found.role,
                rank=made.rank or found.rank,
                sectors=made.sectors or found.sectors,
                key=f"person:{surname}",
            )
            memory.people[surname] = made
            return made
    if known is not None and (
        len(words) == 1 or known.person is None or _agree(head, known.person)
    ):
        person = known.person if known.person and len(known.person) >= len(head) else head
        if made.country is None:
            made = msgspec.structs.replace(
                known, person=person, role=made.role or known.role, by="chain"
            )
        else:
            made = msgspec.structs.replace(made, person=person, role=made.role or known.role)
    else:
        made = msgspec.structs.replace(made, person=head)
    if made.country is None and kind is not None and kind.kind == "office":
        made = _of(made, memory.main())
    made = msgspec.structs.replace(made, key=f"person:{surname}")
    # The office held when the person was presented stays with the name.
    if known is None or made.country is not None:
        # "Arguedas" for Esteban Arguedas Mora: with three words and more the last but one too.
        for word in (surname, *words[-2:-1] * (len(words) > 2)):
            memory.people[word] = made
    return made


def _public(head: str, memory: Memory) -> Reference | None:
    """Somebody of know/world/people by this name, in office about the day of the article."""
    raw = [head[a:b] for a, b in bounds(head)]
    entry = memory.known.called(raw, memory.day)
    if entry is None:
        return None
    state = memory.world.states.get(entry.country)
    return Reference(
        id=entry.country if state else entry.id,
        name=state.name if state else entry.name,
        country=entry.country,
        sectors=entry.sectors,
        person=entry.name,
        rank=memory.known.rank(entry.id, memory.day),
        by="holder",
    )


def _agree(one: str, other: str) -> bool:
    """Whether two names can be one person's: the shorter within the longer, or one surname."""
    a, b = sorted((set(fold(one).split()), set(fold(other).split())), key=len)
    return a <= b or fold(other).split()[-1] in a


def _nameless(kind: Kind, made: Reference, memory: Memory, its: bool, sentence: int) -> Reference:
    """An office or organ without a name and a state: who held it last, or the state spoken of.

    `its`: a possessive stands before it, so it belongs to the state last named.
    """
    if kind.kind == "office":
        held = memory.offices.get(kind.rank, {})
        if not held:
            return made
        # Whom the article speaks of most, of equals the last named.
        likeliest = max(reversed(held), key=lambda key: memory.counts[key])
        return msgspec.structs.replace(held[likeliest], role=made.role, by="office")
    if kind.kind == "polity" or (its and kind.kind == "organ"):
        return _of(made, memory.last)
    if kind.kind == "organ" and not kind.sector:
        return _of(made, memory.body)
    if kind.kind == "organ" and memory.scene is not None and memory.scene[0] == sentence:
        # "In Lima, protesters stormed the parliament"
        return _of(made, memory.scene[1])
    if kind.kind == "organ":
        return _of(made, memory.organs.get(fold(made.role or "")) or memory.context())
    return made


def actor_ref(
    text: str, start: int, end: int, reference: Reference | None, implicit: bool = False
) -> ActorRef:
    """The record's actor for a stretch of text and whom it stands for."""
    if reference is None:
        return ActorRef(text=text[start:end], start=start, end=end)
    by = "implicit" if implicit else reference.by
    return ActorRef(
        text=text[start:end],
        start=start,
        end=end,
        id=reference.id,
        name=reference.name,
        country=reference.country,
        sectors=reference.sectors,
        person=reference.person,
        role=reference.role,
        score=SCORES[by],
        by=by,
    )


def actors(item: Framed, found: tuple[Reference, ...]) -> tuple[Actor, ...]:
    """The article's actors in order of their first mention; those without key or state stay out."""
    groups: dict[str, list[int]] = {}
    for n, reference in enumerate(found):
        key = reference.key or reference.id or ""
        if (
            key
            and item.mentions[n].kind != "place"
            and (reference.person or reference.by != "context")
        ):
            groups.setdefault(key, []).append(n)
    text = item.article.text
    out = []
    for numbers in groups.values():
        best = max(
            numbers,
            key=lambda n: (
                found[n].by == "name" and found[n].role is None,
                item.mentions[n].end - item.mentions[n].start,
                -n,
            ),
        )
        whose = max(
            (found[n] for n in numbers), key=lambda r: (r.country is not None, r.role is not None)
        )
        spans = tuple(
            Span(text=text[m.start : m.end], start=m.start, end=m.end)
            for m in (item.mentions[n] for n in numbers)
        )
        out.append(
            Actor(
                id=whose.id,
                name=whose.name,
                country=whose.country,
                person=whose.person,
                role=whose.role,
                mentions=spans,
                text=text[item.mentions[best].start : item.mentions[best].end],
            )
        )
    return tuple(out)
