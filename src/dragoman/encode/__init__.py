"""encode: sentences → labelled spans with scores and a sparse list of relations.

What comes in: `Divided` articles. What goes out: `Scored` ones, one `Scores` a sentence. Which
reader does it, lexicon or model, is the kit's affair.
"""

from __future__ import annotations

from dragoman.know.kit import Kit
from dragoman.records import LANGUAGES, Divided, Scored, grow


def encode(items: list[Divided], kit: Kit) -> list[Scored]:
    """One `Scored` an article, in order; an article in a language not served has no scores."""
    return [
        grow(
            Scored,
            item,
            scores=kit.reader.read(item) if item.article.language in LANGUAGES else (),
        )
        for item in items
    ]
