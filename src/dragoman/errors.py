"""The closed list of expected failures, and the one exception a user may see.

What comes in: a failure that bad input can cause. What goes out: its code, with what it
means and what to do, so that code, report and docs read the same table. Expected failures are
data (`records.Reject`); `UsageError` is for a wrong call or a wrong configuration.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Why an article, or a part of one, was not read. The value is what the record shows."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    BAD_GZIP = "bad_gzip"
    BAD_JSON = "bad_json"
    BAD_CSV = "bad_csv"
    BAD_PARQUET = "bad_parquet"
    BAD_HTML = "bad_html"
    NO_TEXT_COLUMN = "no_text_column"
    NO_TEXT = "no_text"
    BAD_DATE = "bad_date"
    NO_ARTICLES = "no_articles"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    SYMLINK_LOOP = "symlink_loop"
    LANGUAGE = "language"
    INTERNAL = "internal"


MEANING: dict[Code, str] = {
    Code.EMPTY: "the file or row holds nothing",
    Code.BINARY: "the file is not text (a picture, an archive, a program)",
    Code.ENCODING: "the bytes fit no encoding that is recognised; some characters are replaced",
    Code.TOO_LARGE: "more than the limit; only the first part is read, or the line is skipped",
    Code.TOO_DEEP: "HTML nested too deep for a real page; read as plain text",
    Code.BAD_GZIP: "the gzip stream is broken or cut short; what came before is read",
    Code.BAD_JSON: "not valid JSON; the line is skipped",
    Code.BAD_CSV: "not valid CSV; the row is skipped",
    Code.BAD_PARQUET: "not a readable Parquet file",
    Code.BAD_HTML: "HTML without any main text",
    Code.NO_TEXT_COLUMN: "no column or key holds the text",
    Code.NO_TEXT: "the row has no text",
    Code.BAD_DATE: "a date that does not exist or cannot be read; read without it",
    Code.NO_ARTICLES: "the folder or file holds no article",
    Code.MISSING: "the path does not exist, or vanished while reading",
    Code.UNREADABLE: "the system refuses to read it (permissions, device)",
    Code.SYMLINK_LOOP: "a link leads back to a folder that contains it",
    Code.LANGUAGE: "the language is not served (es, en, pt, fr are)",
    Code.INTERNAL: "a fault of dragoman; please report it with the article",
}


class UsageError(Exception):
    """A wrong call or configuration. The message names what is wrong, where, and the fix."""
