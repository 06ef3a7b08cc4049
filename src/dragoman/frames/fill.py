"""Fillers: what plays a role, taken from a sentence's links.

What comes in: a `Marked` article, a sentence and a label of it. What goes out: its `Filler`s.
"""

from __future__ import annotations

from dragoman.records import Filler, Marked


def fillers(item: Marked, sentence: int, source: int) -> tuple[Filler, ...]:
    """What the links of label `source` point at, in the order of the links."""
    scores = item.scores[sentence]
    out = []
    for link in scores.links:
        if link.source != source:
            continue
        target = scores.labels[link.target]
        out.append(
            Filler(
                role=link.role,
                start=target.start,
                end=target.end,
                score=link.score,
                mention=item.index[sentence][link.target],
            )
        )
    return tuple(out)
