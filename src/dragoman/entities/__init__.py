"""entities: labelled spans → mentions with their parts.

What comes in: `Scored` articles. What goes out: `Marked` ones: every mention with the words that
name it, its office and the state or body it belongs to. Who it is, is ground's affair.
"""

from __future__ import annotations

from dragoman.entities.parts import parts
from dragoman.know.kit import Kit
from dragoman.records import LANGUAGES, Marked, Mention, Scored, grow


def mark(items: list[Scored], kit: Kit) -> list[Marked]:
    """One `Marked` an article, in order; mentions stand in text order."""
    return [_mark(item, kit) for item in items]


def _mark(item: Scored, kit: Kit) -> Marked:
    language = item.article.language
    if language not in LANGUAGES:
        return grow(Marked, item)
    mentions: list[Mention] = []
    index: list[tuple[int, ...]] = []
    for number, scores in enumerate(item.scores):
        row = []
        for label in scores.labels:
            if label.kind != "mention":
                row.append(-1)
                continue
            row.append(len(mentions))
            pieces = parts(item.article.text, label.start, label.end, label.label, kit[language])
            mentions.append(
                Mention(
                    start=label.start,
                    end=label.end,
                    kind=label.label,
                    sentence=number,
                    score=label.score,
                    head=pieces.head,
                    office=pieces.office,
                    of=pieces.of,
                )
            )
        index.append(tuple(row))
    return grow(Marked, item, mentions=tuple(mentions), index=tuple(index))
