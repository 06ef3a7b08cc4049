"""Tables of articles: CSV and Parquet, read row by row.

What comes in: a `Stream`. What goes out: pages, one a row, in order, each with its line. CSV as in
RFC 4180 with a header, its columns separated by the mark that fits the header best.
"""

from __future__ import annotations

import csv
import tempfile
from collections import deque
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from dragoman.acquire import rows
from dragoman.acquire.encodings import decode
from dragoman.acquire.found import (
    LONG_LINE,
    NO_ROWS,
    NOTHING,
    Said,
    broken,
    complained,
    failure,
    page,
)
from dragoman.acquire.streams import LINE_LIMIT, Stream, lines
from dragoman.errors import Code
from dragoman.records import Page

RECORD_LINES = 2_000
BATCH = 256
OPEN_QUOTE = "a quotation mark is never closed; close it, or write it twice inside a field"


class Record(NamedTuple):
    """A record and its first line; `fields` None: `fault` says why it cannot be read."""

    line: int
    fields: list[str] | None
    fault: tuple[Code, str] = (Code.BAD_CSV, OPEN_QUOTE)
    complaint: str | None = None


class Text(NamedTuple):
    """A decoded line; `text` None: it is too long."""

    number: int
    text: str | None
    complaint: str | None = None


def table(stream: Stream, path: str, said: Said, mark: str | None) -> Iterator[Page]:
    """CSV with a header. `mark` separates the columns; None: the one that fits the header."""
    csv.field_size_limit(LINE_LIMIT)
    header: list[str] | None = None
    any_row = False
    for number, fields, fault, complaint in _records(stream, mark):
        if header is None:
            if fields is None:
                yield failure(path, number, *fault)
                return
            if not rows.holds_text(fields):
                yield failure(path, number, Code.NO_TEXT_COLUMN, rows.no_column(fields))
                return
            header = fields
            continue
        any_row = True
        if fields is None:
            yield failure(path, number, *fault)
        elif len(fields) > len(header) and any(f.strip() for f in fields[len(header) :]):
            detail = (
                f"{len(fields)} fields under {len(header)} columns; put a field that holds the "
                "separator between quotation marks"
            )
            yield failure(path, number, Code.BAD_CSV, detail)
        else:
            row = dict(zip(header, fields, strict=False))
            yield page(complained(rows.article(row), complaint), said, path, number)
    if stream.broken:
        yield broken(stream.broken, path)
    elif header is None:
        yield failure(path, None, Code.EMPTY, NOTHING)
    elif not any_row:
        yield failure(path, None, Code.NO_ARTICLES, NO_ROWS)


def _texts(stream: Stream) -> Iterator[Text]:
    for number, data, _ in lines(stream):
        if data is None:
            yield Text(number, None)
        else:
            text, complaint = decode(data)
            yield Text(number, text.removesuffix("\r"), complaint)


def _records(stream: Stream, mark: str | None) -> Iterator[Record]:
    """The records in order.

    A record goes on over lines while a quotation mark is open. One that never closes, or closes
    into something that is no record, costs its first line only: the lines after it are read again.
    """
    width = 0
    again: deque[Text] = deque()
    source = _texts(stream)

    def pull() -> Text | None:
        return again.popleft() if again else next(source, None)

    while (start := pull()) is not None:
        if start.text is None:
            yield Record(start.number, None, (Code.TOO_LARGE, LONG_LINE))
            continue
        if not start.text.strip():
            continue
        mark = mark or _separator(start.text)
        try:
            fields = _fields(start.text, mark)
        except csv.Error as why:
            yield Record(start.number, None, (Code.BAD_CSV, f"{why}; correct the row"))
            continue
        taken = [start]
        size = len(start.text)
        # A field is opened by an odd number of marks and closed by the next line with an odd one.
        closed = fields is not None or not _odd(start.text)
        while not closed and len(taken) < RECORD_LINES and size < LINE_LIMIT:
            following = pull()
            if following is None:
                break
            taken.append(following)
            closed = following.text is None or _odd(following.text)
            size += len(following.text or "")
        if len(taken) > 1 and closed:
            fields = _joined(taken, mark)
            if fields and width and len(fields) > width:
                # Closed by the mark that opens a field of another row: not one record.
                fields = None
        if fields is None:
            again.extendleft(reversed(taken[1:]))
            if not stream.broken or again:
                yield Record(start.number, None)
            continue
        width = width or len(fields)
        complaint = next((t.complaint for t in taken if t.complaint), None)
        yield Record(start.number, fields, complaint=complaint)


def _odd(text: str) -> bool:
    return text.count('"') % 2 == 1


def _joined(parts: list[Text], mark: str) -> list[str] | None:
    """The fields of a record over several lines; None if they are not one."""
    if parts[-1].text is None:
        return None
    try:
        return _fields("\n".join(part.text or "" for part in parts), mark, strict=True)
    except csv.Error:
        return None


def _fields(text: str, mark: str, strict: bool = False) -> list[str] | None:
    """The fields of a record; None if a quotation mark is still open.

    `strict`: raises csv.Error too where characters follow a closing quotation mark.
    """
    parts = [part + "\n" for part in text.split("\n")]
    try:
        return next(csv.reader(parts, delimiter=mark, strict=True), [])
    except csv.Error as why:
        if "unexpected end" in str(why):
            return None
        if strict:
            raise
    return next(csv.reader(parts, delimiter=mark), [])


def _separator(header: str) -> str:
    """The mark under which the header has most known names, then most columns."""

    def fit(mark: str) -> tuple[int, int]:
        try:
            names = _fields(header, mark) or []
        except csv.Error:
            return 0, 0
        return sum(map(len, rows.plan(tuple(names)).values())), len(names)

    return max((",", ";", "\t", "|"), key=fit)


def parquet(stream: Stream, path: str, said: Said, raw: IO[bytes] | None) -> Iterator[Page]:
    """Parquet by batches; `raw` is the file if it can be sought, else a copy is made on disk."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with tempfile.TemporaryFile() as copy:
        if raw is None:
            for chunk in stream.chunks():
                copy.write(chunk)
        place = raw or copy
        place.seek(0)
        number = 0
        try:
            file = pq.ParquetFile(place)
            names = [field.name for field in file.schema_arrow]
            if not rows.holds_text(names):
                yield failure(path, None, Code.NO_TEXT_COLUMN, rows.no_column(names))
                return
            wanted = sorted({k for keys in rows.plan(tuple(names)).values() for k in keys})
            for batch in file.iter_batches(batch_size=BATCH, columns=wanted):
                for row in _plain(batch).to_pylist():
                    number += 1
                    yield page(rows.article(row), said, path, number)
        except (pa.ArrowException, OSError, ValueError, UnicodeDecodeError) as why:
            reason = str(why).split("\n")[0][:200]
            yield failure(path, None, Code.BAD_PARQUET, f"{reason}; write the file again")
            return
        if not number:
            yield failure(path, None, Code.NO_ARTICLES, NO_ROWS)


def _plain(batch: Any) -> Any:
    """`batch` with times in microseconds: Python's have no nanoseconds."""
    import pyarrow as pa

    for at, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            column = batch.column(at).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(at, field.name, column)
    return batch
