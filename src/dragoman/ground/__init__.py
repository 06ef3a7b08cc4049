"""ground: frames → the record, with actors, dates and places resolved.

What comes in: `Framed` articles. What goes out: `Record`s. Nothing is guessed: what stays
unresolved keeps its words and has no id.
"""

from __future__ import annotations

from dragoman.ground.record import record
from dragoman.know.kit import Kit
from dragoman.records import Engine, Framed, Record


def ground(items: list[Framed], kit: Kit, engine: Engine) -> list[Record]:
    """One `Record` an article, in order."""
    return [record(item, kit, engine) for item in items]
