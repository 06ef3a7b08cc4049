"""Arrow and Parquet: events as rows with proper types, nested lists of spans and actors.

Records come in; an Arrow table, or Parquet bytes (zstd) go out, with the columns of
`columns.COLUMNS`. The record's schema version is in the metadata under `dragoman.schema`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from dragoman.keep.columns import COLUMNS
from dragoman.records import SCHEMA, Record

ROWS = 4096
SPAN = [("text", pa.string()), ("start", pa.int32()), ("end", pa.int32())]
ACTOR = [
    *SPAN,
    *((name, pa.string()) for name in ("id", "name", "country")),
    ("sectors", pa.list_(pa.string())),
    *((name, pa.string()) for name in ("person", "role")),
    ("score", pa.float64()),
    ("by", pa.string()),
]
TYPES: dict[str, Any] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "whole": pa.int64(),
    "real": pa.float64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "spans": pa.list_(pa.struct(SPAN)),
    "actors": pa.list_(pa.struct(ACTOR)),
}


def schema() -> Any:
    """The Arrow schema of the flat table."""
    fields = [
        pa.field(column.name, TYPES[column.kind], metadata={"holds": column.holds})
        for column in COLUMNS
    ]
    return pa.schema(fields, metadata={"dragoman.schema": str(SCHEMA)})


def batches(records: Iterable[Record], rows: int = ROWS) -> Iterator[Any]:
    """Record batches of about `rows` events each, in the order of the records."""
    shape = schema()
    held: list[dict[str, Any]] = []
    for record in records:
        held += ({c.name: c.of(record, event) for c in COLUMNS} for event in record.events)
        if len(held) >= rows:
            yield pa.RecordBatch.from_pylist(held, schema=shape)
            held = []
    if held:
        yield pa.RecordBatch.from_pylist(held, schema=shape)


def table(records: Iterable[Record]) -> Any:
    """A `pyarrow.Table`, one row an event."""
    return pa.Table.from_batches(batches(records), schema=schema())


def write(records: Iterable[Record], out: BinaryIO) -> None:
    """Writes one Parquet file to `out`, a row group for every few thousand events."""
    with pq.ParquetWriter(out, schema(), compression="zstd") as file:
        for batch in batches(records):
            file.write_batch(batch)
