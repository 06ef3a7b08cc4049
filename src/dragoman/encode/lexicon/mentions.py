"""Mentions: who and what is named in a sentence, as stretches of words with a kind.

What comes in: a `Line`. What goes out: `Chunk`s in order, apart from each other. A chunk is built
from atoms that grammar joins: an office, a demonym, a comma and a name are one mention. Who they
are is not asked here.
"""

from __future__ import annotations

import msgspec

from dragoman.encode.lexicon.atoms import Atom, atoms, closed_class, describes
from dragoman.encode.lexicon.line import Line
from dragoman.know.patterns import STOPS

# Tokens of the longest genitive between an organ and its state.
LONG = 7
# Kinds of atom after which a name is their holder's.
TITLED = frozenset({"office", "counterpart"})
# Kinds of atom that name a state or a body by themselves.
POLITY = frozenset({"state", "capital", "seat", "body"})


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """A mention: tokens start:end, its kind (`records.LABELS["mention"]`), the token `core` where
    its own words begin (after determiner), and whether it names a polity on its own."""

    start: int
    end: int
    kind: str
    core: int
    political: bool


def chunks(line: Line, seen: frozenset[str]) -> list[Chunk]:
    """The mentions of a line, in order."""
    found = atoms(line, seen)
    out: list[Chunk] = []
    n = 0
    while n < len(found):
        chunk, n = _chunk(line, found, n)
        if chunk is not None:
            out.append(chunk)
    return _dateline(line, out)


def _chunk(line: Line, found: list[Atom], n: int) -> tuple[Chunk | None, int]:
    """The mention that begins with atom n, and the number of the atom after it."""
    before = line.kit.grammar.adjective == "before"
    first = found[n]
    start = first.start
    if first.kind == "demonym":
        return _premodified(line, found, n, first.end) if before else _demonym(line, found, n)
    if first.kind == "city":
        alone = n + 1 >= len(found) or found[n + 1].start > first.end
        opens = first.end < len(line) and line.words[first.end] in ",(.—–"
        if alone and (start or opens):
            return Chunk(start, first.end, "place", start, False), n + 1
        return _person(line, found, n)
    if first.kind == "name":
        return _person(line, found, n)
    if first.kind == "both":
        return Chunk(_left(line, start), first.end, "pronoun", start, False), n + 1
    if _first_name(line, found, n):
        return Chunk(start, found[n + 1].end, "person", start, False), n + 2
    if first.kind in POLITY:
        at = _possessive_end(line, first.end)
        if before and (at > first.end or (n + 1 < len(found) and found[n + 1].start == at)):
            chunk, after = _premodified(line, found, n, at)
            if chunk.end > at:
                return chunk, after
        kind = "body" if first.kind == "body" else "state"
        return Chunk(_left(line, start), first.end, kind, start, True), n + 1
    return _office(line, found, n, start)


def _first_name(line: Line, found: list[Atom], n: int) -> bool:
    """Whether a state or capital is somebody's first name: another name follows at once."""
    if found[n].kind not in ("state", "capital") or found[n].end - found[n].start > 1:
        return False
    follows = n + 1 < len(found) and found[n + 1].start == found[n].end
    return follows and found[n + 1].kind == "name" and not line.sentence.title


def _possessive_end(line: Line, i: int) -> int:
    """Past an apostrophe and its genitive that begin at token i."""
    if i + 1 < len(line) and line.words[i] in "'’" and line.is_a(i + 1, "genitive"):
        return i + 2
    return i


def _left(line: Line, start: int) -> int:
    """Start with the determiner or possessive before it, if there is one."""
    i = start - 1
    if i < 0:
        return start
    fused = line.is_a(i, "determiner") and not line.is_a(i, "clitic")
    return i if fused or line.article(i) or line.is_a(i, "possessive") else start


def _office(line: Line, found: list[Atom], n: int, start: int) -> tuple[Chunk, int]:
    """A mention that begins with a word for an office, organ or group."""
    first = found[n]
    end, kind, person = first.end, first.kind, False
    political = found[n].start != start or kind in ("office", "organ", "polity")
    before = line.kit.grammar.adjective == "before"
    n += 1
    while n < len(found):
        atom = found[n]
        small = _small(line, end, atom.start)
        if atom.kind == "demonym" and small in ("", "adjective"):
            political = True
        elif atom.kind == "name" and kind in TITLED and _named(line, end, atom, small):
            person, political = True, True
        elif (
            small == "" and before and kind == "group" and atom.kind in ("group", "organ", "office")
        ):
            pass  # "Hamas militants"
        elif atom.kind == "name" and small == "" and line.kit.grammar.adjective == "before":
            # "opposition candidate Ana Ruiz" is a person, "the Supreme Court Bar" is not
            person = kind == "group"
        elif small == "of" and atom.kind in (*POLITY, "organ", "group", "office", "polity"):
            political = True
        elif kind in TITLED and _posted(line, end, found, n):
            # "el embajador de Rusia en Siria, Alexander Yefimov"
            end, n, person, political = found[n + 1].end, n + 2, True, True
            break
        elif small == "of" and atom.kind == "name":
            political = political or atom.known
        else:
            break
        end = atom.end
        n += 1
        if person:
            break
    label = "person" if person else ("office" if kind in TITLED else "group")
    return Chunk(_left(line, start), end, label, first.start, political), n


def _posted(line: Line, end: int, found: list[Atom], n: int) -> bool:
    """Whether atom n is where an envoy is posted, and the atom after it his or her name."""
    if n + 1 >= len(found) or found[n].kind not in POLITY or found[n + 1].kind != "name":
        return False
    gap = range(end, found[n].start)
    if not 1 <= len(gap) <= 2 or not (line.is_a(end, "place") or line.is_a(end, "to")):
        return False
    return _named(line, found[n].end, found[n + 1], _small(line, found[n].end, found[n + 1].start))


def _named(line: Line, end: int, atom: Atom, small: str | None) -> bool:
    """Whether a name belongs to the office that ends at token `end`: right after it, or after an
    adjective or a comma."""
    if small in ("", "adjective"):
        return True
    if line.words[atom.start - 1] != "," or not _closed(line, atom.end):
        return False
    return atom.start - end == 1 or _small(line, end, atom.start - 1) == "adjective"


def _small(line: Line, start: int, end: int) -> str | None:
    """What stands between two atoms: "" nothing, "of" a genitive, "adjective" a qualifier."""
    if start == end:
        return ""
    words = range(start, end)
    if line.is_a(start, "of") and all(
        line.is_a(i, "of") or line.is_a(i, "determiner") for i in words
    ):
        return "of" if end - start <= 2 else None
    if end - start == 1 and describes(line, start):
        return "adjective"
    if (
        line.kit.grammar.adjective == "after"
        and end - start <= 3
        and line.is_a(start + 1, "of")
        and describes(line, start)
    ):
        return "of"
    if (
        end - start <= LONG
        and line.is_a(start, "of")
        and (line.is_a(end - 1, "of") or line.is_a(end - 2, "of"))
    ):
        # "el organismo de control de drogas de la ONU"
        inner = range(start + 1, end - 1)
        if all(describes(line, i) or line.is_a(i, "of") for i in inner):
            return "of"
    return None


def _closed(line: Line, end: int) -> bool:
    """Whether an apposition after a comma ends here: at a mark or at the end of the sentence."""
    return (
        end >= len(line)
        or line.words[end] in STOPS
        or line.words[end] in (",", "-", "–")
        or (line.finite(end) or line.is_a(end, "clitic") or line.is_a(end, "conjunction"))
    )


def _person(line: Line, found: list[Atom], n: int) -> tuple[Chunk, int]:
    """A name, with an office after a comma where there is one ("Putin, presidente de Rusia,")."""
    first = found[n]
    if n + 1 < len(found):
        nxt = found[n + 1]
        gap = range(first.end, nxt.start)
        comma = len(gap) in (1, 2) and line.words[first.end] == ","
        if (
            comma
            and nxt.kind == "office"
            and (len(gap) == 1 or line.is_a(first.end + 1, "determiner"))
        ):
            chunk, after = _office(line, found, n + 1, nxt.start)
            if chunk.kind == "office":
                return Chunk(first.start, chunk.end, "person", first.start, True), after
    # "la Resolución 1874", "el Foro": what has an article is rather a thing or a body.
    thing = not first.known and line.is_a(first.start - 1, "determiner")
    kind = "group" if thing else "person"
    return Chunk(first.start, first.end, kind, first.start, first.known), n + 1


def _demonym(line: Line, found: list[Atom], n: int) -> tuple[Chunk | None, int]:
    """A demonym where adjectives follow: "tropas rusas", "los rusos"."""
    atom = found[n]
    i = atom.start - 1
    if n + 1 < len(found) and found[n + 1].kind == "name" and found[n + 1].start == atom.end:
        name = found[n + 1]
        if i >= 0 and line.raw[i].islower() and not closed_class(line, i) and not line.finite(i):
            return Chunk(_left(line, i), name.end, "person", i, True), n + 2
    if i >= 0 and line.raw[i][0].isalpha() and not closed_class(line, i):
        if line.finite(i) and not line.raw[i].endswith("s"):
            return Chunk(atom.start, atom.end, "group", atom.start, True), n + 1
        return Chunk(_left(line, i), atom.end, "group", i, True), n + 1
    if line.is_a(i, "determiner"):
        return Chunk(i, atom.end, "group", atom.start, True), n + 1
    return None, n + 1


def _premodified(line: Line, found: list[Atom], n: int, at: int) -> tuple[Chunk, int]:
    """What follows a state or demonym that stands first: "Russian troops", "the Turkish foreign
    minister", "Brazil's top court", "Venezuelan opposition candidate Ana Ruiz"."""
    start, i, k = found[n].start, at, n + 1
    while i < len(line) and i - at < LONG:
        atom = found[k] if k < len(found) and found[k].start == i else None
        if atom is None:
            if not _noun(line, i):
                break
            i += 1
        elif atom.kind in ("office", "organ", "group", "counterpart", "polity"):
            return _office(line, found, k, start)
        elif atom.kind == "name":
            i, k = atom.end, k + 1
            if k == len(found) or found[k].start != i:
                return Chunk(_left(line, start), i, "person", start, True), k
        else:
            break
    return Chunk(_left(line, start), i, "group", start, True), k


def _noun(line: Line, i: int) -> bool:
    """Whether token i may be a noun after a demonym: a lower-case word of no closed class."""
    return (
        line.raw[i].isalpha()
        and line.raw[i].islower()
        and not closed_class(line, i)
        and not line.is_a(i, "negation")
        and not line.is_a(i, "between")
        and not line.forms(i)
    )


def _dateline(line: Line, found: list[Chunk]) -> list[Chunk]:
    """A place that opens the sentence before a comma, bracket or dash is where it was written."""
    if not found or line.sentence.title or found[0].core != 0 or found[0].kind != "state":
        return found
    end = found[0].end
    if end >= len(line) - 1:
        return [msgspec.structs.replace(found[0], kind="place"), *found[1:]]
    if end < len(line) and line.words[end] in (",", "(", ".", "—", "–", "-", "/"):
        window = range(end, min(len(line), end + 14))
        # "Madrid, 3 feb (EFE)": after a comma a day, else it is the first of a row.
        dated = line.words[end] != "," or any(line.raw[i][0].isdigit() for i in window[1:4])
        if dated and any(line.words[i] in (".", "—", "–", "-", ")", ":") for i in window):
            return [msgspec.structs.replace(found[0], kind="place"), *found[1:]]
    return found
