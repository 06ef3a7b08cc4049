"""Atoms: the pieces that mentions are built of.

What comes in: a `Line`. What goes out: `Atom`s in order, apart from each other: names of the
gazetteer, words for offices, organs and groups, people in public life, and runs of capitals.
"""

from __future__ import annotations

import msgspec

from dragoman.encode.lexicon.line import MARKS, Line
from dragoman.know.patterns import STOPS

DASHES = frozenset({"-", "–", "—"})
# Kinds of actor word that stand for somebody named before.
ALONE = frozenset({"counterpart", "both"})


class Atom(msgspec.Struct, frozen=True, gc=False):
    """Tokens start:end and what they are: a gazetteer kind, a kind of actor word, or `name`."""

    start: int
    end: int
    kind: str
    known: bool = False


def atoms(line: Line, seen: frozenset[str]) -> list[Atom]:
    """The atoms of a line. `seen` are capitalised words met inside sentences of the article."""
    grammar = line.kit.grammar
    taken: dict[int, Atom] = {f.start: Atom(f.start, f.end, f.entries[0].kind) for f in line.names}
    for i in range(len(line)):
        if line.raw[i][0].isalpha():
            for end, kind in grammar.standing.at(line.words, i, (), line.is_form):
                if kind in ALONE or not (_adjective(line, i) or _hyphened(line, end)):
                    _take(taken, Atom(i, end, kind))
    for f in line.kit.people.names.find(line.words, line.raw, line.shouting):
        end = max(f.end, _name(line, f.start, seen, taken))
        _take(taken, Atom(f.start, end, "name", known=True))
    for f in line.kit.places.names.find(line.words, line.raw, line.shouting):
        longer = line.is_a(f.end, "of") and f.end + 1 < len(line) and _capital(line, f.end + 1)
        if f.start not in taken and _placed(line, f.start) and not longer:
            _take(taken, Atom(f.start, f.end, "city"))
    out: list[Atom] = []
    i = 0
    while i < len(line):
        atom = taken.get(i)
        if atom is None:
            end = _name(line, i, seen, taken)
            atom = Atom(i, end, "name") if end > i else None
        if atom is None:
            i += 1
        else:
            out.append(atom)
            i = atom.end
    return out


def _placed(line: Line, i: int) -> bool:
    """Whether a city can stand at token i: after a preposition, or at the head of a dateline.
    Elsewhere its name is more often somebody's."""
    return i == 0 or line.is_a(i - 1, "preposition") or line.is_a(i - 1, "place")


def _adjective(line: Line, i: int) -> bool:
    """Whether a word for actors only describes the noun before it ("roces diplomáticos")."""
    before = i - 1
    return (
        before >= 0
        and line.words[i] in line.kit.grammar.adjectives
        and line.raw[i].islower()
        and line.raw[before].islower()
        and line.raw[before].isalpha()
        and not closed_class(line, before)
        and not line.is_a(before, "between")
        and not line.is_a(before, "negation")
        and not line.forms(before)
    )


def _hyphened(line: Line, end: int) -> bool:
    """English: "rebel-held", "government-backed": a word before a hyphen and a verb describes."""
    return (
        line.kit.grammar.adjective == "before"
        and end + 1 < len(line)
        and line.words[end] == "-"
        and line.bounds[end - 1][1] == line.bounds[end][0]
        and line.raw[end + 1].islower()
    )


def _take(taken: dict[int, Atom], atom: Atom) -> None:
    """Keep the longer of two atoms that begin at one token."""
    before = taken.get(atom.start)
    if before is None or atom.end > before.end:
        taken[atom.start] = atom


def _capital(line: Line, i: int) -> bool:
    word = line.raw[i]
    return word[0].isupper() and word[0].isalpha()


def _initial(line: Line, i: int) -> bool:
    """A single capital that no full stop and name follow: "S-400", "plan B"."""
    return len(line.raw[i]) == 1 and not (
        i + 2 < len(line) and line.words[i + 1] == "." and _capital(line, i + 2)
    )


def _name(line: Line, start: int, seen: frozenset[str], taken: dict[int, Atom]) -> int:
    """The end of the run of capitalised words at `start`, or `start` where there is none."""
    if not _capital(line, start) or _initial(line, start) or line.shouting:
        return start
    opens = start == 0 or line.words[start - 1] in STOPS or line.words[start - 1] in MARKS
    if line.is_a(start, "name_stop") or (start and qualifies(line, start)):
        return start
    end, i = start + 1, start + 1
    while i < len(line):
        if i in taken and not (taken[i].end == i + 1 and taken[i].kind == "demonym"):
            break
        if _capital(line, i):
            end = i = i + 1
        elif (
            i + 1 < len(line)
            and (line.is_a(i, "particle") or line.words[i] in DASHES or line.words[i] == "'")
            and (_capital(line, i + 1))
            and i + 1 not in taken
            and line.bounds[i + 1][0] - line.bounds[i][1] <= 1
            and not line.is_a(i, "conjunction")
        ):
            end = i = i + 2
        elif line.words[i] == "." and i == start + 1 and len(line.raw[start]) == 1:
            i += 1
        else:
            break
    if opens and end == start + 1 and (line.words[start] not in seen or line.forms(start)):
        return start
    return end


def describes(line: Line, i: int) -> bool:
    """Whether token i may be an adjective: a lower-case word, no verb and of no closed class."""
    word = line.raw[i]
    return word.islower() and word.isalpha() and not line.forms(i) and not closed_class(line, i)


def qualifies(line: Line, i: int) -> bool:
    """Whether token i qualifies an office ("interino", "general")."""
    return bool(line.kit.grammar.qualifiers.at(line.words, i, (), line.is_form))


def closed_class(line: Line, i: int) -> bool:
    return any(
        line.is_a(i, name)
        for name in ("determiner", "possessive", "preposition", "conjunction", "relative", "clitic")
    )
