"""keep: what was read, written to files. Records come in; JSON Lines, CSV or Parquet go out.

`writer(form)` gives `write(records, out)`, which takes an iterable of `Record` and a binary stream,
and streams: it never holds more than a few thousand rows. `whole.whole` makes such a stream of a
path, so that the file appears only when it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from dragoman.errors import UsageError
from dragoman.records import Record

Writer = Callable[[Iterable[Record], BinaryIO], None]
FORMATS = ("jsonl", "csv", "parquet")


def writer(form: str) -> Writer:
    """The writer of a flat format. Raises UsageError for a name that is none of `FORMATS`."""
    if form == "jsonl":
        from dragoman.keep.jsonl import write
    elif form == "csv":
        from dragoman.keep.csv import write
    elif form == "parquet":
        from dragoman.keep.parquet import write
    else:
        raise UsageError(f"no format {form!r}: choose one of {', '.join(FORMATS)}")
    return write
