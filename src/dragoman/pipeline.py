"""The spine: a batch of pages through every room, to one record a page.

What comes in: `Page`s and a kit. What goes out: `Record`s, one a page, in order. Pure: the same
batch gives the same records, and read(a + b) = read(a) + read(b).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman import __version__
from dragoman.clean import clean
from dragoman.divide import divide
from dragoman.encode import encode
from dragoman.encode.lexicon import LexiconReader
from dragoman.entities import mark
from dragoman.errors import UsageError
from dragoman.frames import frame
from dragoman.ground import ground
from dragoman.know.kit import Kit
from dragoman.records import Engine, Page, Record


def load_kit(know: Path | None = None) -> Kit:
    """Knowledge and reader, loaded as they are needed; `know` is a folder of the user's own tables,
    which add to ours and override them. Raises UsageError where a table is wrong."""
    if know is not None and not know.is_dir():
        raise UsageError(f"{know}: no such folder; name one with tables in the shape of know/")
    kit = Kit(know)
    kit.use(LexiconReader(kit))
    return kit


def read(batch: Sequence[Page], kit: Kit) -> list[Record]:
    """One record a page, in order."""
    texts = clean(list(batch), kit)
    framed = frame(mark(encode(divide(texts, kit), kit), kit), kit)
    engine = Engine(version=__version__, model=kit.reader.name, knowledge=kit.version)
    return ground(framed, kit, engine)
