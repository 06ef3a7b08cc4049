"""Roles: who acts and to whom it is done, by order, case markers, voice and coordination.

What comes in: the `Cast` of a sentence and one `Hit`. What goes out: (mention number, role, score).
The rules are the same for the four languages.
"""

from __future__ import annotations

from dragoman.encode.lexicon.cast import Cast
from dragoman.encode.lexicon.triggers import Hit

FAR = 10
# Types whose object, where it is a thing, often names the other side in a genitive.
TOWARDS = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "SANCTION", "CONCEDE", "THREATEN", "AID", "MOBILIZE"}
)
# Types whose other side may be named by where it is ("their ambassador in Cambodia").
PLACED = frozenset({"AID", "SANCTION", "MOBILIZE"})
# Types that people suffer at the hands of their own state.
BODILY = frozenset({"ASSAULT", "COERCE"})
FURTHER = frozenset({"", "of", "to", "against", "partner"})
Role = tuple[int, str, float]


class _Given:
    """The roles given out so far, a whole row of mentions at a time and each mention once."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.roles: list[Role] = []
        self.used: set[int] = set()

    def give(self, n: int, role: str, score: float) -> None:
        """Give a role to mention n and to those in a row with it; places act nowhere."""
        for m in self.cast.row(n):
            if m not in self.used and self.cast.chunks[m].kind != "place":
                self.used.add(m)
                self.roles.append((m, role, score))

    def has(self, role: str) -> bool:
        """Whether anybody has this role."""
        return any(r == role for _, r, _ in self.roles)


def verb_roles(cast: Cast, hit: Hit) -> list[Role]:
    """Roles around a verb."""
    group, trigger = hit.group, hit.trigger
    mutual = cast.line.kit.ontology.types[trigger.type].mutual
    left = cast.subject(group.start)
    right = cast.after(group.head + 1, hit.end)
    actor_role, recipient_role = ("recipient", "actor") if trigger.swap else ("actor", "recipient")
    if group.passive:
        actor_role, recipient_role = recipient_role, actor_role
    given = _Given(cast)
    if left is None and not cast.verbs_between(group.start, group.head + 1):
        # "rejecting the offer, A said"
        topic = cast.topic(hit.end)
        left = None if topic is None else (topic, 0.6)
    if left is not None:
        given.give(left[0], actor_role, left[1])
    for n in right:
        if n in given.used or cast.modifies(n):
            continue
        marker = cast.case(n, trigger.type)
        adjacent = cast.chunks[n].start - hit.end <= 3
        if group.passive:
            if marker == "agent":
                given.give(n, recipient_role, 0.8)
            continue
        if marker == "" and left is None and adjacent and not given.used:
            given.give(n, actor_role, 0.6)
        elif marker in ("to", "against") or (marker == "partner" and mutual):
            if not given.has(recipient_role):
                given.give(n, recipient_role, 0.75)
        elif marker == "" and left is not None and adjacent and not given.has(recipient_role):
            # Whoever withdraws or sends "its troops" does it to somebody else.
            if trigger.type in BODILY or not cast.own(n):
                given.give(n, recipient_role, 0.6)
        elif marker == "of" and adjacent and not given.has(recipient_role):
            given.give(n, recipient_role, 0.4)
    if trigger.type in TOWARDS and not given.has(recipient_role):
        # "praised the neutrality of A", "lifted the ban on A": whom the object speaks of.
        for n in right:
            further = (
                cast.markers[n] in FURTHER
                or (cast.markers[n] == "agent" and cast.line.kit.grammar.adjective == "before")
                or (trigger.type in PLACED and cast.markers[n] == "place")
            )
            if cast.chunks[n].start - hit.end > FAR:
                break
            if n not in given.used and cast.chunks[n].political and further and not cast.own(n):
                given.give(n, recipient_role, 0.35)
                break
    return given.roles


def noun_roles(cast: Cast, hit: Hit) -> list[Role]:
    """Roles around a noun: genitives, partners and targets after it, else the clause's subject."""
    trigger = hit.trigger
    own, other = ("recipient", "actor") if trigger.patient else ("actor", "recipient")
    given = _Given(cast)
    at = hit.end
    for n in cast.after(hit.start + 1, hit.end):
        if n in given.used or cast.chunks[n].start - at > 8 or cast.chunks[n].end <= hit.end:
            continue
        marker, near = cast.case(n, trigger.type), cast.chunks[n].start - at <= 2
        between = cast.line.words[cast.chunks[n].start - 1]
        if marker == "of" and near:
            given.give(n, own, 0.7)
        elif marker == "partner":
            # "entre A y B": both act; "de A con B": B is the other side.
            both = len(cast.row(n)) > 1 and not given.used
            given.give(
                n, "actor" if both and between not in cast.line.kit.grammar.words.to else other, 0.7
            )
        elif marker in ("to", "against"):
            given.give(n, "recipient", 0.7)
        elif marker == "agent":
            given.give(n, "actor", 0.7)
        if n in given.used:
            at = max(at, max(cast.chunks[m].end for m in cast.row(n)))
    before = [n for n, c in enumerate(cast.chunks) if c.end <= hit.start]
    if before and not given.used and cast.line.kit.grammar.adjective == "before":
        last = before[-1]
        if not cast.marker(last) and hit.start - cast.chunks[last].end <= 2:
            given.give(last, "actor", 0.6)
    if "visit" in trigger.modes and not given.has("recipient"):
        # "flew to A for an official visit"
        for n in reversed(before):
            if cast.chunks[n].kind == "state" and cast.marker(n) == "to" and n not in given.used:
                given.give(n, "recipient", 0.5)
                break
    topic = cast.topic(hit.end)
    if topic is not None and topic not in given.used and not given.has("actor"):
        given.give(topic, "actor", 0.6)
    if not given.has("actor"):
        left = cast.subject(hit.start)
        if left is not None and left[0] not in given.used:
            given.give(left[0], "actor", left[1] * 0.7)
    return given.roles
