"""Statements: quote labels with their speakers and cues.

What comes in: a `Marked` article. What goes out: `Statement`s in text order. A
statement that names nobody goes on with the speaker of the one before it, if that is near.
"""

from __future__ import annotations

import msgspec

from dragoman.frames.fill import fillers
from dragoman.know.kit import LanguageKit
from dragoman.know.words import bounds, fold
from dragoman.records import Filler, Marked, Statement

CARRIED = 0.4
CARRY_REACH = 2


def statements(item: Marked, kit: LanguageKit) -> tuple[Statement, ...]:
    """The statements of one article."""
    found: list[Statement] = []
    for number, scores in enumerate(item.scores):
        for n, label in enumerate(scores.labels):
            if label.kind == "quote":
                parts = fillers(item, number, n)
                found.append(
                    Statement(
                        kind=label.label,
                        start=label.start,
                        end=label.end,
                        sentence=number,
                        fillers=parts,
                        sourcing=_sourcing(item, parts, kit),
                    )
                )
    found.sort(key=lambda s: (s.start, s.end))
    return tuple(_carried(found))


def _carried(found: list[Statement]) -> list[Statement]:
    """Speakers carried on to quotations that name none."""
    out: list[Statement] = []
    for statement in found:
        silent = not any(f.role == "speaker" for f in statement.fillers)
        if silent and out:
            last = out[-1]
            if statement.sentence - last.sentence <= CARRY_REACH:
                added = tuple(
                    msgspec.structs.replace(f, score=CARRIED)
                    for f in last.fillers
                    if f.role == "speaker"
                )
                statement = msgspec.structs.replace(
                    statement,
                    fillers=(*statement.fillers, *added),
                    sourcing=last.sourcing if added else statement.sourcing,
                )
        out.append(statement)
    return out


def _sourcing(item: Marked, parts: tuple[Filler, ...], kit: LanguageKit) -> str:
    """on_record, unless the speaker's words say anonymous, document or media."""
    speaker = next((f for f in parts if f.role == "speaker"), None)
    if speaker is None:
        return "anonymous"
    text = item.article.text
    words = [fold(text[a:b]) for a, b in bounds(text, speaker.start, speaker.end)]
    for i in range(len(words)):
        for _, sourcing in kit.grammar.sourcing.at(words, i, (), lambda _, __: False):
            return sourcing
    return "on_record"
