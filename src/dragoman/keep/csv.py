"""CSV: one row an event, the flat columns of `columns.COLUMNS` (RFC 4180, UTF-8, header row).

Records come in, bytes go out. Lists are joined with "; ". Article text is hostile: a cell of words
that a spreadsheet would take for a formula gets a leading apostrophe (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.keep.columns import COLUMNS
from dragoman.records import Record

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(records: Iterable[Record], out: BinaryIO) -> None:
    """Writes the header, then one row an event to `out`, as the records come."""
    columns = [column for column in COLUMNS if not column.nested]
    line = io.StringIO(newline="")
    rows = csv.writer(line)
    rows.writerow([column.name for column in columns])
    for record in records:
        rows.writerows(
            [cell(column.of(record, event)) for column in columns] for event in record.events
        )
        out.write(line.getvalue().encode())
        line.seek(0)
        line.truncate()
    out.write(line.getvalue().encode())


def cell(value: Any) -> str:
    """`value` as a cell: null is empty, a list is joined, words cannot become a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        value = "; ".join("" if item is None else str(item) for item in value)
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA) else value
    return str(value)
