"""JSON files of one or many articles, and JSON lines.

What comes in: a `Stream`. What goes out: pages, one an object, in order. JSON as in RFC 8259, with
NaN let pass; a bad line costs itself only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec

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
from dragoman.acquire.streams import Stream, lines
from dragoman.errors import Code
from dragoman.records import Page

JSON_LIMIT = 64_000_000
SPACE = b" \t\r\n\v\f"
NOT_AN_OBJECT = "is not a JSON object; write one {…} a line"


def parse(data: bytes | str) -> Any:
    """The JSON value; ValueError says what is wrong. Strict first, then Python's lenient reader."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    text = data if isinstance(data, str) else decode(data)[0]
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None


def json_lines(stream: Stream, path: str, said: Said) -> Iterator[Page]:
    """One page a line; a bad line is a page of its own, and the next lines are read."""
    empty = True
    for number, data, ended in lines(stream):
        if data is None:
            empty = False
            yield failure(path, number, Code.TOO_LARGE, LONG_LINE)
            continue
        data = data.strip(SPACE)
        if not data:
            continue
        empty = False
        complaint = None
        try:
            row = msgspec.json.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            text, complaint = decode(data)
            try:
                row = parse(text)
            except ValueError as why:
                # The last line of a stream that is cut short is told of below.
                if stream.broken and not ended:
                    continue
                detail = f"{str(why)[:200]}; correct or delete the line"
                yield failure(path, number, Code.BAD_JSON, detail)
                continue
        if not isinstance(row, dict):
            yield failure(path, number, Code.BAD_JSON, NOT_AN_OBJECT)
            continue
        yield page(complained(rows.article(row), complaint), said, path, number)
    if stream.broken:
        yield broken(stream.broken, path)
    elif empty:
        yield failure(path, None, Code.EMPTY, NOTHING)


def json_file(stream: Stream, path: str, said: Said) -> Iterator[Page]:
    """One object, a list of them, or an object that wraps a list; also JSON lines named .json."""
    if looks_like_lines(stream.head()):
        yield from json_lines(stream, path, said)
        return
    data = stream.read(JSON_LIMIT + 1)
    if len(data) > JSON_LIMIT:
        detail = f"more than {JSON_LIMIT} bytes of JSON; write one object a line (.jsonl)"
        yield failure(path, None, Code.TOO_LARGE, detail)
        return
    if stream.broken:
        yield broken(stream.broken, path)
        return
    text, complaint = decode(data)
    if not text.strip():
        yield failure(path, None, Code.EMPTY, NOTHING)
        return
    try:
        value = parse(text)
    except json.JSONDecodeError as why:
        detail = f"{why.msg} (line {why.lineno}, column {why.colno}); correct the file"
        yield failure(path, why.lineno, Code.BAD_JSON, detail)
        return
    except ValueError as why:
        yield failure(path, None, Code.BAD_JSON, f"{str(why)[:200]}; correct the file")
        return
    if isinstance(value, dict):
        many = None if rows.has_text(value) else rows.listed(value)
        if many is None:
            yield page(complained(rows.article(value), complaint), said, path)
            return
        value = many
    if not isinstance(value, list):
        yield failure(path, None, Code.BAD_JSON, "is neither an object nor a list of objects")
        return
    if not value:
        yield failure(path, None, Code.NO_ARTICLES, NO_ROWS)
    for number, row in enumerate(value, 1):
        if isinstance(row, dict):
            yield page(complained(rows.article(row), complaint), said, path, number)
        else:
            yield failure(path, number, Code.BAD_JSON, "is not an object; write a list of {…}")


def looks_like_lines(head: bytes) -> bool:
    """Whether a file begins with a line that is a whole JSON object, and goes on after it."""
    first, _, rest = decode(head, cut=True)[0].lstrip().partition("\n")
    if not rest.strip() or not first.startswith("{"):
        return False
    try:
        return isinstance(parse(first), dict)
    except ValueError:
        return False
