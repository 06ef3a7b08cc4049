"""Mentions: who and what is named in a sentence, as stretches of words with a kind.

What comes in: a `Line`. What goes out: `Chunk`s in order, apart from each other. A chunk is built
from atoms (gazetteer names, words for offices, organs and groups, runs of capitals) that grammar
joins: "el canciller" + "ruso" + "," + "Serguéi Lavrov" is one mention. Who they are is not asked
here.
"""

from __future__ import annotations

import msgspec

from dragoman.encode.lexicon.line import MARKS, Line
from dragoman.know.patterns import STOPS

# Tokens of the longest genitive between an organ and its state.
LONG = 7
DASHES = frozenset({"-", "–", "—"})
# Kinds of atom that name a state or a body by themselves.
# Kinds of atom after which a name is their holder's.
TITLED = frozenset({"office", "counterpart"})
# Kinds of actor word that stand for somebody named before.
ALONE = frozenset({"counterpart", "both"})
POLITY = frozenset({"state", "capital", "seat", "body"})


class Atom(msgspec.Struct, frozen=True, gc=False):
    """Tokens start:end and what they are: a gazetteer kind, a kind of actor word, or `name`."""

    start: int
    end: int
    kind: str
    known: bool = False


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """A mention: tokens start:end, its kind (`records.LABELS["mention"]`), the token `core` where
    its own words begin (after determiner), and whether it names a polity on its own."""

    start: int
    end: int
    kind: str
    core: int
    political: bool
    plural: bool = False


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


def _adjective(line: Line, i: int) -> bool:
    """Whether a word for actors only describes the noun before it ("roces diplomáticos")."""
    before = i - 1
    return (
        before >= 0
        and line.words[i] in line.kit.grammar.adjectives
        and line.raw[i].islower()
        and line.raw[before].islower()
        and line.raw[before].isalpha()
        and not _closed_class(line, before)
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
    if line.is_a(start, "name_stop") or (start and _qualifies(line, start)):
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
    if first.kind == "name":
        return _person(line, found, n)
    if first.kind == "both":
        return Chunk(_left(line, start), first.end, "pronoun", start, False, True), n + 1
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
    if end - start == 1 and _describes(line, start):
        return "adjective"
    if (
        line.kit.grammar.adjective == "after"
        and end - start <= 3
        and line.is_a(start + 1, "of")
        and _describes(line, start)
    ):
        return "of"
    if (
        end - start <= LONG
        and line.is_a(start, "of")
        and (line.is_a(end - 1, "of") or line.is_a(end - 2, "of"))
    ):
        # "el organismo de control de drogas de la ONU"
        inner = range(start + 1, end - 1)
        if all(_describes(line, i) or line.is_a(i, "of") for i in inner):
            return "of"
    return None


def _describes(line: Line, i: int) -> bool:
    """Whether token i may be an adjective: a lower-case word, no verb and of no closed class."""
    word = line.raw[i]
    return word.islower() and word.isalpha() and not line.forms(i) and not _closed_class(line, i)


def _qualifies(line: Line, i: int) -> bool:
    """Whether token i qualifies an office ("interino", "general")."""
    return bool(line.kit.grammar.qualifiers.at(line.words, i, (), line.is_form))


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
        if i >= 0 and line.raw[i].islower() and not _closed_class(line, i) and not line.finite(i):
            return Chunk(_left(line, i), name.end, "person", i, True), n + 2
    if i >= 0 and line.raw[i][0].isalpha() and not _closed_class(line, i):
        if line.finite(i) and not line.raw[i].endswith("s"):
            return Chunk(atom.start, atom.end, "group", atom.start, True), n + 1
        return Chunk(_left(line, i), atom.end, "group", i, True), n + 1
    if line.is_a(i, "determiner"):
        return Chunk(i, atom.end, "group", atom.start, True), n + 1
    return None, n + 1


def _closed_class(line: Line, i: int) -> bool:
    return any(
        line.is_a(i, name)
        for name in ("determiner", "possessive", "preposition", "conjunction", "relative", "clitic")
    )


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
        and not _closed_class(line, i)
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
