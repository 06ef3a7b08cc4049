"""What was found of one article, before its day of publication is decided, and the page it makes.

What comes in: `Found` from a document or a row, and what the caller said. What goes out:
`records.Page`, its faults as Rejects of the stage "acquire".
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.acquire.published import Published, publication
from dragoman.acquire.streams import LINE_LIMIT
from dragoman.errors import Code
from dragoman.records import Page, Reject, Struct

STAGE = "acquire"
LONG_LINE = f"more than {LINE_LIMIT} bytes in one line: skipped; write one article a line"
NO_ROWS = "holds no row; give it at least one article"
NOTHING = "the file holds nothing; leave it out or give it its text"


class Said(Struct, frozen=True, kw_only=True):
    """What the caller said for all articles: an ISO day, a language code; each may be None."""

    published: str | None = None
    language: str | None = None


class Found(Struct, frozen=True, kw_only=True):
    """`dates` are (source, value) as found, in order; `lead` is searched for a dateline."""

    body: str = ""
    media: Literal["text", "html"] = "text"
    id: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    dates: tuple[tuple[str, object], ...] = ()
    lead: str = ""
    faults: tuple[tuple[Code, str], ...] = ()


def page(found: Found, said: Said, path: str, line: int | None = None) -> Page:
    """The page of one article found at `path` (and `line`, if the file holds several)."""
    told = Published(said.published, "option")
    if not said.published:
        told = publication(found.dates, found.url, found.lead)
    name = found.id or found.url or _place(path, line)
    faults = (*found.faults, *((Code.BAD_DATE, detail) for detail in told.faults))
    return Page(
        path=path,
        body=found.body,
        media=found.media,
        id=name,
        line=line,
        url=found.url,
        title=found.title,
        publisher=found.publisher,
        authors=found.authors,
        language=said.language or found.language,
        published=told.day,
        published_from=told.source,
        rejects=tuple(reject(name, path, line, code, detail) for code, detail in faults),
    )


def failure(path: str, line: int | None, code: Code, detail: str) -> Page:
    """The page of a file, or a line of it, that gives no article."""
    name = _place(path, line)
    return Page(path=path, id=name, line=line, rejects=(reject(name, path, line, code, detail),))


def broken(why: str, path: str) -> Page:
    """The page that tells of a gzip stream which ends too early."""
    return failure(path, None, Code.BAD_GZIP, gzip_detail(why))


def gzip_detail(why: str) -> str:
    return f"{why}: only what comes before is read; fetch the file again"


def complained(found: Found, complaint: str | None) -> Found:
    """`found` with the complaint of its encoding, if there is one."""
    return faulted(found, Code.ENCODING, complaint) if complaint else found


def faulted(found: Found, code: Code, detail: str) -> Found:
    """`found` with a fault more."""
    return msgspec.structs.replace(found, faults=(*found.faults, (code, detail)))


def reject(name: str, path: str, line: int | None, code: Code, detail: str) -> Reject:
    return Reject(article=name, path=path, line=line, stage=STAGE, code=code.value, detail=detail)


def _place(path: str, line: int | None) -> str:
    return path if line is None else f"{path}#{line}"
