"""Roles: who acts and to whom it is done, by order, case markers, voice and coordination.

What comes in: a `Line`, its mentions and one `Hit`. What goes out: (mention number, role, score).
The rules are the same for the four languages; which words mark a case stands in grammar.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.encode.lexicon.line import Line
from dragoman.encode.lexicon.mentions import Chunk
from dragoman.encode.lexicon.triggers import Hit

REACH = 24
FAR = 10
# Types whose object, where it is a thing, often names the other side in a genitive.
TOWARDS = frozenset(
    {"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "SANCTION", "CONCEDE", "THREATEN", "AID", "MOBILIZE"}
)
# Types whose other side may be named by where it is ("su embajador en Camboya").
PLACED = frozenset({"AID", "SANCTION", "MOBILIZE"})
# Mentions that are the name of a state or body.
NAMED = frozenset({"state", "body", "place"})
ADDRESSED = TOWARDS | {"AGREE"}
FURTHER = frozenset({"", "of", "to", "against", "partner"})
# How likely the subject is one with no, one or more personal verbs between it and its own.
BY_VERBS = (0.8, 0.5, 0.35)
CLAUSE = frozenset(";:?!—")
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
Role = tuple[int, str, float]


class Cast:
    """The mentions of a line, and how each of them is marked."""

    def __init__(self, line: Line, chunks: Sequence[Chunk]) -> None:
        self.line = line
        self.chunks = chunks
        self.markers = [self._marker(c) for c in chunks]
        self.rows = self._rows()

    def _marker(self, chunk: Chunk) -> str:
        """The class of the preposition before a mention: "" where there is none."""
        i = chunk.start - 1
        # "al", "del", "au" are preposition and article in one, and were taken into the mention.
        if (
            chunk.start < chunk.core
            and self.line.is_a(chunk.start, "preposition")
            and not self.line.article(chunk.start)
        ):
            i = chunk.start
        while i >= 0 and (self.line.article(i) or self.line.raw[i][0].isdigit()):
            i -= 1
        if i > 0 and self.line.is_a(i, "of") and self._quantity(i - 1):
            # "thousands of Egyptians", "un grupo de senadores": no genitive.
            i -= 2
            while i >= 0 and self.line.article(i):
                i -= 1
        if i < 0 or self._partitive(i):
            return ""
        for name in ("to", "partner", "against", "of", "agent", "place", "preposition"):
            if self.line.is_a(i, name):
                return name
        return ""

    def _quantity(self, i: int) -> bool:
        return self.line.is_a(i, "quantity") or self.line.is_a(i, "determiner")

    def _partitive(self, i: int) -> bool:
        """French: "des" is a plain article where a clause opens or a verb precedes."""
        line = self.line
        if not (line.is_a(i, "of") and line.is_a(i, "determiner")):
            return False
        return i == 0 or line.words[i - 1] in (*CLAUSE, ",") or bool(line.forms(i - 1))

    def _rows(self) -> list[list[int]]:
        """Mentions in a row, as in "A, B and C": commas alone make none, "and" must close it."""
        rows: list[list[int]] = []
        pending: list[int] = []
        for n in range(len(self.chunks)):
            link = self._link(n - 1, n) if n else ""
            if link and not self._fits(n, (pending or rows[-1])[0], link):
                link = ""
            if link == "and":
                rows.append([*pending, n] if pending else [*rows.pop(), n])
                pending = []
            elif link == ",":
                pending = [*pending, n] if pending else [*rows.pop(), n]
            else:
                rows += [[m] for m in pending]
                pending = []
                rows.append([n])
        return rows + [[m] for m in pending]

    def _fits(self, n: int, first: int, link: str) -> bool:
        """Whether mention n can stand in the row that `first` opens."""
        end = self.chunks[n].end
        if self.markers[first] and end < len(self.line) and self.line.finite(end):
            # "broke with A and B sent …": B is the subject of what follows; but not in "the talks
            # between A and B began", where no verb stands before.
            return not self.verbs_between(0, self.chunks[first].start)
        if self.markers[n] == "of" and link == "and":
            # "the ministers of A and of B"
            return self.chunks[n - 1].kind in ("office", "group")
        if self.markers[first] and not self.markers[n]:
            # "of the UN, the president and B": a body and persons make no row.
            return (self.chunks[n].kind in NAMED) == (self.chunks[first].kind in NAMED)
        return self.markers[n] in ("", self.markers[first])

    def _link(self, before: int, n: int) -> str:
        """What joins a mention to the one before it: "and", a comma, or nothing."""
        gap = range(self.chunks[before].end, self.chunks[n].start)
        line = self.line
        if not 1 <= len(gap) <= 3 or not all(
            line.words[i] == ","
            or any(line.is_a(i, c) for c in ("conjunction", "to", "partner", "of"))
            for i in gap
        ):
            return ""
        if any(line.is_a(i, "conjunction") for i in gap):
            return "and"
        return "," if line.words[gap[0]] == "," else ""

    def case(self, n: int, type_: str) -> str:
        """The marker of mention n beside a trigger: "à Paris" is a place unless it is spoken to."""
        marker = self.marker(n)
        if marker == "to" and self.chunks[n].kind == "state" and type_ not in ADDRESSED:
            i = self.chunks[n].start - 1
            if self.line.is_a(max(i, 0), "place") or self.line.is_a(self.chunks[n].start, "place"):
                return "place"
        return marker

    def row(self, n: int) -> list[int]:
        """Mention n and those it is coordinated with."""
        return next(r for r in self.rows if n in r)

    def marker(self, n: int) -> str:
        """The marker of mention n; in a row the first mention's marker holds for all."""
        return self.markers[n] or self.markers[self.row(n)[0]]

    def verbs_between(self, start: int, end: int) -> int:
        """Personal verb forms among tokens start:end."""
        return sum(self.line.finite(i) for i in range(start, end))

    def ended(self, start: int, end: int) -> bool:
        """Whether a mark that ends a clause stands among tokens start:end."""
        return any(w in CLAUSE for w in self.line.words[start:end])

    def barred(self, start: int, end: int) -> bool:
        """Whether a clause mark, or a bracket without its other half, stands among start:end."""
        words = self.line.words[start:end]
        return self.ended(start, end) or words.count("(") != words.count(")")

    def subject(self, start: int) -> tuple[int, float] | None:
        """The subject of a verb group that begins at token `start`, to its left."""
        relative = self._antecedent(start)
        if relative is not None:
            return relative, 0.7
        best: tuple[int, float] | None = None
        for n in range(len(self.chunks) - 1, -1, -1):
            chunk = self.chunks[n]
            if chunk.end > start or chunk.kind == "place":
                continue
            if start - chunk.end > 2 * REACH or self.ended(chunk.end, start):
                break
            if self.barred(chunk.end, start):
                continue  # it stands in brackets
            if self.marker(n):
                continue
            score = BY_VERBS[min(len(BY_VERBS) - 1, self.verbs_between(chunk.end, start))]
            if self._object(n):
                score /= 2
            if best is None or score > best[1]:
                best = n, score
        return best

    def topic(self, start: int) -> int | None:
        """The subject of the main clause that follows a fronted phrase at token `start`:
        "after talks with A, B said"."""
        if self.verbs_between(0, start):
            return None
        for n, chunk in enumerate(self.chunks):
            if chunk.start <= start or chunk.kind == "place" or self.marker(n):
                continue
            opens = self.line.words[chunk.start - 1] == ","
            if opens and not self.verbs_between(start, chunk.start):
                return n
        return None

    def _antecedent(self, start: int) -> int | None:
        """Who a relative pronoun right before the group stands for."""
        line = self.line
        i = start - 1
        while i > 0 and (
            line.is_a(i, "clitic") or line.is_a(i, "negation") or line.is_a(i, "between")
        ):
            i -= 1
        if i <= 0 or not line.is_a(i, "relative") or line.is_a(i, "where"):
            return None
        at = i - 1 if line.words[i - 1] == "," else i
        for n, chunk in enumerate(self.chunks):
            if chunk.end == at and chunk.kind != "place":
                return n
        return None

    def _object(self, n: int) -> bool:
        """Whether mention n rather is the object of the verb right before it."""
        i = self.chunks[n].start - 1
        return i >= 0 and (self.line.finite(i) or bool(self.line.forms(i)))

    def after(self, start: int) -> list[int]:
        """Mentions to the right of token `start`, up to the end of the clause."""
        out = []
        for n, chunk in enumerate(self.chunks):
            if chunk.start < start:
                continue
            if chunk.start - start > REACH or self.barred(start, chunk.start):
                break
            if self.verbs_between(start, chunk.start):
                break
            out.append(n)
        return out


def verb_roles(cast: Cast, hit: Hit) -> list[Role]:
    """Roles around a verb."""
    group, trigger = hit.group, hit.trigger
    left = cast.subject(group.start)
    right = cast.after(group.head + 1)
    actor_role, recipient_role = ("recipient", "actor") if trigger.swap else ("actor", "recipient")
    if group.passive:
        actor_role, recipient_role = recipient_role, actor_role
    roles: list[Role] = []
    used: set[int] = set()

    def give(n: int, role: str, score: float) -> None:
        for m in cast.row(n):
            if m not in used and cast.chunks[m].kind != "place":
                used.add(m)
                roles.append((m, role, score))

    if left is None and group.infinitive:
        topic = cast.topic(hit.end)
        left = None if topic is None else (topic, 0.6)
    if left is not None:
        give(left[0], actor_role, left[1])
    for n in right:
        if n in used:
            continue
        marker = cast.case(n, trigger.type)
        adjacent = cast.chunks[n].start - hit.end <= 3
        if group.passive:
            if marker == "agent":
                give(n, recipient_role, 0.8)
            continue
        if marker == "" and left is None and adjacent and not used:
            give(n, actor_role, 0.6)
        elif marker in ("to", "against") or (marker == "partner" and trigger.type in MUTUAL):
            if not any(r == recipient_role for _, r, _ in roles):
                give(n, recipient_role, 0.75)
        elif marker == "" and left is not None and adjacent:
            give(n, recipient_role, 0.6)
        elif marker == "of" and adjacent and not any(r == recipient_role for _, r, _ in roles):
            give(n, recipient_role, 0.4)
    if trigger.type in TOWARDS and not any(r == recipient_role for _, r, _ in roles):
        # "praised the neutrality of A", "lifted the ban on A": whom the object speaks of.
        for n in right:
            further = (
                cast.markers[n] in FURTHER
                or (cast.markers[n] == "agent" and cast.line.kit.grammar.adjective == "before")
                or (trigger.type in PLACED and cast.markers[n] == "place")
            )
            if cast.chunks[n].start - hit.end > FAR:
                break
            if n not in used and cast.chunks[n].political and further:
                give(n, recipient_role, 0.35)
                break
    return roles


def noun_roles(cast: Cast, hit: Hit) -> list[Role]:
    """Roles around a noun: genitives, partners and targets after it, else the clause's subject."""
    trigger = hit.trigger
    own, other = ("recipient", "actor") if trigger.patient else ("actor", "recipient")
    roles: list[Role] = []
    used: set[int] = set()

    def give(n: int, role: str, score: float) -> None:
        for m in cast.row(n):
            if m not in used and cast.chunks[m].kind != "place":
                used.add(m)
                roles.append((m, role, score))

    at = hit.end
    for n in cast.after(hit.start + 1):
        if n in used or cast.chunks[n].start - at > 8 or cast.chunks[n].end <= hit.end:
            continue
        marker, near = cast.case(n, trigger.type), cast.chunks[n].start - at <= 2
        between = cast.line.words[cast.chunks[n].start - 1]
        if marker == "of" and near:
            give(n, own, 0.7)
        elif marker == "partner":
            # "entre A y B": both act; "de A con B": B is the other side.
            both = len(cast.row(n)) > 1 and not used
            give(
                n, "actor" if both and between not in cast.line.kit.grammar.words.to else other, 0.7
            )
        elif marker in ("to", "against"):
            give(n, "recipient", 0.7)
        elif marker == "agent":
            give(n, "actor", 0.7)
        if n in used:
            at = max(at, max(cast.chunks[m].end for m in cast.row(n)))
    before = [n for n, c in enumerate(cast.chunks) if c.end <= hit.start]
    if before and not used and cast.line.kit.grammar.adjective == "before":
        last = before[-1]
        if not cast.marker(last) and hit.start - cast.chunks[last].end <= 2:
            give(last, "actor", 0.6)
    if "visit" in trigger.modes and not any(r == "recipient" for _, r, _ in roles):
        # "flew to A for an official visit"
        for n in reversed(before):
            if cast.chunks[n].kind == "state" and cast.marker(n) == "to" and n not in used:
                give(n, "recipient", 0.5)
                break
    topic = cast.topic(hit.end)
    if topic is not None and topic not in used and not any(r == "actor" for _, r, _ in roles):
        give(topic, "actor", 0.6)
    if not any(r == "actor" for _, r, _ in roles):
        left = cast.subject(hit.start)
        if left is not None and left[0] not in used:
            give(left[0], "actor", left[1] * 0.7)
    return roles
