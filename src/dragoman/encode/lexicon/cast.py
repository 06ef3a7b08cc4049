"""The cast of a sentence: its mentions, how each is marked, and which stand in a row.

What comes in: a `Line` and its mentions. What goes out: a `Cast`, which answers who is the subject
of a verb and who follows it. Which words mark a case stands in grammar.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.encode.lexicon.atoms import describes, qualifies
from dragoman.encode.lexicon.line import Line
from dragoman.encode.lexicon.mentions import Chunk

REACH = 24
# How likely the subject is one with no, one or more personal verbs between it and its own.
BY_VERBS = (0.8, 0.5, 0.35)
CLAUSE = frozenset(";:?!—")
# Mentions that are the name of a state or body.
NAMED = frozenset({"state", "body", "place"})
# Word classes after which a verb may have a subject of its own.
ROOM = (
    "conjunction", "relative", "that", "condition", "clitic", "pronoun", "determiner",
    "possessive",
)  # fmt: skip
# Types that speak to somebody: after them a place may be whom they address.
ADDRESSED = frozenset(
    {
        "ACCUSE", "SUPPORT", "REJECT", "REQUEST", "SANCTION", "CONCEDE", "THREATEN", "AID",
        "MOBILIZE", "AGREE",
    }
)  # fmt: skip


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

    def modifies(self, n: int) -> bool:
        """Whether mention n only describes the noun after it ("a military assault")."""
        chunk, line = self.chunks[n], self.line
        return (
            line.kit.grammar.adjective == "before"
            and chunk.kind == "group"
            and chunk.end - chunk.core == 1
            and chunk.end < len(line)
            and qualifies(line, chunk.core)
            and describes(line, chunk.end)
        )

    def own(self, n: int) -> bool:
        """Whether mention n is somebody's own people ("its troops", "its embassy")."""
        line, chunk = self.line, self.chunks[n]
        if not line.is_a(chunk.start, "possessive"):
            return False
        actors = line.kit.grammar.actors.at(line.words, chunk.core, (), line.is_form)
        return any(actor.kind in ("organ", "group") for _, actor in actors)

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

    def after(self, start: int, end: int = 0) -> list[int]:
        """Mentions from token `start` on, up to the end of the clause; words before `end`, the
        trigger's own, count as no verb ("held talks with")."""
        out = []
        for n, chunk in enumerate(self.chunks):
            if chunk.start < start:
                continue
            if chunk.start - start > REACH or self.barred(start, chunk.start):
                break
            if self._clause_between(start, max(start, end), chunk.start):
                break
            out.append(n)
        return out

    def _clause_between(self, start: int, trigger_end: int, end: int) -> bool:
        """Whether a new clause begins among tokens trigger_end:end: a verb with room for a subject
        between `start` and it. In "lifted sanctions imposed on A" there is none."""
        verbs = [i for i in range(trigger_end, end) if self.line.finite(i)]
        return bool(verbs) and any(self._gives_room(i) for i in range(start, verbs[-1]))

    def _gives_room(self, i: int) -> bool:
        """Whether a verb after token i may have a subject of its own."""
        line = self.line
        return (
            not line.raw[i][0].isalnum()
            or any(line.is_a(i, name) for name in ROOM)
            or any(c.start == i for c in self.chunks)
        )
