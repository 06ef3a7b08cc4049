"""JSON Lines: one record a line, every key, in the order of the record (docs/codebook.md).

Records come in; UTF-8 bytes go out (RFC 8259, one value a line, ended by a line feed).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from dragoman.records import Record


def write(records: Iterable[Record], out: BinaryIO) -> None:
    """Writes one line a record to `out`, as the records come."""
    encode = msgspec.json.Encoder().encode
    for record in records:
        out.write(encode(record) + b"\n")
