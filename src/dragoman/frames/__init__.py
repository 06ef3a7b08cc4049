"""frames: mentions and relations → events and statements, before anybody is resolved.

What comes in: `Marked` articles. What goes out: `Framed` ones.
"""

from __future__ import annotations

from dragoman.frames.events import frames
from dragoman.frames.speech import statements
from dragoman.know.kit import Kit
from dragoman.records import LANGUAGES, Framed, Marked, grow


def frame(items: list[Marked], kit: Kit) -> list[Framed]:
    """One `Framed` an article, in order; frames and statements stand in text order."""
    out = []
    for item in items:
        language = item.article.language
        if language not in LANGUAGES:
            out.append(grow(Framed, item))
            continue
        told = statements(item, kit[language])
        out.append(grow(Framed, item, statements=told, frames=frames(item, told)))
    return out
