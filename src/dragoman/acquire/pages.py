"""The door of the house: paths or a bare string become pages.

What comes in: paths as the user gave them. What goes out: one `records.Page` an article, in the
order given, folders sorted by name; one page at least for each path. Nothing that a file holds
raises: its failure is a page with an empty body and a Reject (`errors.Code`).
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dragoman.acquire import documents, jsons, markup, tables
from dragoman.acquire.encodings import binary_kind, decode
from dragoman.acquire.found import (
    NOTHING,
    Said,
    complained,
    failure,
    faulted,
    gzip_detail,
    page,
)
from dragoman.acquire.languages import code_of
from dragoman.acquire.published import BadDate, day_of
from dragoman.acquire.streams import Stream
from dragoman.acquire.walk import Entry, Kind, entries, fault_of
from dragoman.errors import Code, UsageError
from dragoman.records import Page

# Bytes of one document that are read at all: its body's limit, in four-byte characters.
DOCUMENT_LIMIT = 4 * documents.BODY_LIMIT + 4
PARQUET = b"PAR1"
JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\{|\]\s*$))')


def pages(
    paths: Sequence[str | Path],
    *,
    published: str | None = None,
    language: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Page]:
    """The articles of files, folders and standard input ("-"), one page each, read as they come.

    `published` (a day) and `language` go before what the articles say. Raises UsageError at once
    if either cannot be read.
    """
    said = _said(published, language)
    return _pages([paths] if isinstance(paths, str | Path) else paths, said, stdin)


def page_of(text: str, published: str | None = None, language: str | None = None) -> Page:
    """The page of a bare string, plain text or HTML; its path is "-"."""
    said = _said(published, language)
    found = documents.from_html(text) if _is_html(text) else documents.from_text(text)
    return page(found, said, "-")


def _said(published: str | None, language: str | None) -> Said:
    day = code = None
    if published is not None:
        try:
            day = day_of(published)
        except BadDate as why:
            raise UsageError(f"published: {why}") from why
        if day is None:
            raise UsageError("published: no day is given; write YYYY-MM-DD")
    if language is not None and (code := code_of(language)) is None:
        raise UsageError(
            f"language: {language!r} is not known; write a code such as es, en, pt, fr"
        )
    return Said(published=day, language=code)


def _pages(paths: Sequence[str | Path], said: Said, stdin: BinaryIO | None) -> Iterator[Page]:
    for given in paths:
        if str(given) == "-":
            entry = Entry(path="-", place=Path("-"))
            yield from _guarded(_read(stdin or sys.stdin.buffer, entry, said), entry)
            continue
        for entry in entries(given):
            if entry.fault:
                yield failure(entry.path, None, *entry.fault)
            else:
                yield from _guarded(_file(entry, said), entry)


def _guarded(found: Iterator[Page], entry: Entry) -> Iterator[Page]:
    """`found`, its errors as pages: a file may vanish or fail at any read."""
    try:
        yield from found
    except OSError as why:
        yield failure(entry.path, None, *fault_of(why))
    except Exception as why:
        detail = f"{type(why).__name__}: {str(why)[:200]}; please report it with the file"
        yield failure(entry.path, None, Code.INTERNAL, detail)


def _file(entry: Entry, said: Said) -> Iterator[Page]:
    with entry.place.open("rb", buffering=0) as raw:
        yield from _read(raw, entry, said)


def _read(raw: BinaryIO, entry: Entry, said: Said) -> Iterator[Page]:
    stream = Stream(raw)
    head = stream.head()
    path = entry.path
    kind = entry.kind or _guess(head)
    if not head:
        fault = (Code.EMPTY, NOTHING)
        if stream.broken:
            fault = (Code.BAD_GZIP, gzip_detail(stream.broken))
        yield failure(path, None, *fault)
    elif kind == "parquet":
        yield from tables.parquet(stream, path, said, None if stream.gzipped else _sought(raw))
    elif what := binary_kind(head):
        code, detail = Code.BINARY, f"this is {what}; give its text"
        if entry.place.suffix.lower() == ".gz" and not stream.gzipped:
            code, detail = Code.BAD_GZIP, "no gzip stream, in spite of its name; fetch it again"
        yield failure(path, None, code, detail)
    elif kind == "jsonl":
        yield from jsons.json_lines(stream, path, said)
    elif kind == "json":
        yield from jsons.json_file(stream, path, said)
    elif kind in ("csv", "tsv"):
        yield from tables.table(stream, path, said, "\t" if kind == "tsv" else None)
    else:
        yield _document(stream, path, said, kind)


def _document(stream: Stream, path: str, said: Said, kind: Kind) -> Page:
    data = stream.read(DOCUMENT_LIMIT)
    text, complaint = decode(data, html=kind == "html", cut=len(data) == DOCUMENT_LIMIT)
    if kind == "html" or markup.is_page(text):
        found = documents.from_html(text)
    elif kind == "markdown":
        found = documents.from_markdown(text)
    else:
        found = documents.from_text(text)
    found = complained(found, complaint)
    if stream.broken:
        found = faulted(found, Code.BAD_GZIP, gzip_detail(stream.broken))
    return page(found, said, path)


def _guess(head: bytes) -> Kind:
    """What a stream without a telling name holds."""
    if head.startswith(PARQUET):
        return "parquet"
    text = decode(head, html=True, cut=True)[0]
    if jsons.looks_like_lines(head):
        return "jsonl"
    if JSON_START.match(text):
        return "json"
    return "html" if _is_html(text) else "text"


def _is_html(text: str) -> bool:
    return markup.is_page(text) or markup.is_markup(text)


def _sought(raw: BinaryIO) -> BinaryIO | None:
    """`raw` if it is a regular file, which can be read from any place."""
    try:
        return raw if stat.S_ISREG(os.fstat(raw.fileno()).st_mode) else None
    except (OSError, ValueError, AttributeError):
        return None
