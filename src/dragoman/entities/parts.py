"""The parts of a mention: its name, its office, and the state or body it belongs to.

What comes in: the stretch of a mention. What goes out: `Parts`, as offsets of the article. The
gazetteer finds states and bodies, the actor words offices; what capitals remain are the name.
"""

from __future__ import annotations

import msgspec

from dragoman.know.kit import LanguageKit
from dragoman.know.words import bounds, fold

Span = tuple[int, int]


class Parts(msgspec.Struct, frozen=True, gc=False):
    """Offsets of the parts; None where there is none."""

    head: Span | None
    office: Span | None
    of: Span | None


def never(_: int, __: str) -> bool:
    """No token is a verb here."""
    return False


def parts(text: str, start: int, end: int, kind: str, kit: LanguageKit) -> Parts:
    """The parts of the mention text[start:end]."""
    tokens = bounds(text, start, end)
    raw = [text[a:b] for a, b in tokens]
    words = [fold(w) for w in raw]
    names = kit.names.find(words, raw) or kit.names.find(words, raw, text[start:end].isupper())
    office: tuple[int, int] | None = None
    held = {i for n in names for i in range(n.start, n.end)}
    for i in range(len(words)):
        if i in held:
            continue
        for stop, _ in kit.grammar.actors.at(words, i, (), never):
            if office is None or (i == office[0] and stop > office[1]):
                office = i, stop
    belongs = [n for n in names if office is None or not (office[0] <= n.start < office[1])]
    of = belongs[0] if belongs else None
    head: tuple[int, int] | None = None
    if kind == "place" and not names:
        head = (0, len(raw))
    elif kind in ("state", "body", "place") and names:
        head, of = (names[0].start, names[0].end), names[0]
    else:
        held |= {i for i, w in enumerate(words) if w in kit.grammar.words.determiner}
        if office is not None:
            held |= set(range(*office))
        runs = _names(raw, held)
        # The name stands after the office ("minister of Trade, Ann Lee"), or first of all.
        head = (runs[-1] if office and office[0] < runs[0][0] else runs[0]) if runs else None

    def span(piece: tuple[int, int] | None) -> Span | None:
        return None if piece is None else (tokens[piece[0]][0], tokens[piece[1] - 1][1])

    return Parts(span(head), span(office), span((of.start, of.end)) if of else None)


def _names(raw: list[str], held: set[int]) -> list[tuple[int, int]]:
    """The runs from capital to capital outside of what is already named."""
    runs = []
    i = 0
    while i < len(raw):
        if i in held or not raw[i][0].isupper():
            i += 1
            continue
        end = j = i + 1
        while j < len(raw) and j not in held and raw[j] not in ",()":
            j += 1
            if raw[j - 1][0].isupper():
                end = j
        runs.append((i, end))
        i = end
    return runs
