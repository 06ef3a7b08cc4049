"""One text, one article: plain text, Markdown and HTML.

What comes in: decoded text. What goes out: `Found`. Bodies are cut at BODY_LIMIT characters, line
ends become "\\n" and what no record may hold (NUL, lone surrogates) becomes U+FFFD. HTML that
nests too deep for a parser becomes plain text.
"""

from __future__ import annotations

import re

from dragoman.acquire import markup
from dragoman.acquire.found import Found
from dragoman.acquire.languages import code_of
from dragoman.errors import Code
from dragoman.records import Struct

BODY_LIMIT = 2_000_000
LEAD = 480
FORBIDDEN = re.compile("[\0\ud800-\udfff]")
FRONT = re.compile(r"\ufeff?---[ \t]*\n((?:[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
PAIR = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]+(.+)")
HEADING = re.compile(r"\s*#[ \t]+([^\n]+?)[ \t#]*(?:\n|$)")
# Keys of a Markdown front matter (Jekyll, Hugo, Pandoc), best first.
FRONT_KEYS = {
    "id": ("id",),
    "title": ("title", "headline"),
    "date": ("date", "published", "publishdate", "pubdate", "published_at"),
    "url": ("url", "link", "canonical", "canonical_url"),
    "publisher": ("source", "publisher", "publication", "outlet"),
    "language": ("language", "lang"),
    "author": ("author", "authors", "byline"),
}


class Cut(Struct, frozen=True):
    """A body within its limit, and the fault of one that was not."""

    text: str
    faults: tuple[tuple[Code, str], ...] = ()


def clipped(text: str) -> Cut:
    """`text` fit for a record: cut at a line end if it is too long."""
    faults: tuple[tuple[Code, str], ...] = ()
    if len(text) > BODY_LIMIT:
        end = max(text.rfind("\n", BODY_LIMIT // 2, BODY_LIMIT), 0) or BODY_LIMIT
        detail = (
            f"more than {BODY_LIMIT} characters: only the first {end} are read; "
            "split it into one article a file"
        )
        faults = ((Code.TOO_LARGE, detail),)
        text = text[:end]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub("\ufffd", text)
    return Cut(text, faults)


def from_text(text: str) -> Found:
    """Plain text, as it is: no title is guessed."""
    cut = clipped(text)
    return Found(body=cut.text, lead=cut.text[:LEAD], faults=_empty(cut.text) + cut.faults)


def from_markdown(text: str) -> Found:
    """Markdown, read as text; front matter and a leading "# title" leave the body."""
    cut = clipped(text)
    body = cut.text
    pairs: dict[str, str] = {}
    if front := FRONT.match(body):
        body = body[front.end() :]
        for line in front[1].splitlines():
            if pair := PAIR.fullmatch(line.rstrip()):
                pairs.setdefault(pair[1].strip().lower(), pair[2].strip().strip("\"'").strip())
    told = {
        field: next((pairs[k] for k in keys if pairs.get(k)), None)
        for field, keys in FRONT_KEYS.items()
    }
    title = told["title"]
    if heading := HEADING.match(body):
        title = title or heading[1]
        rest = body[heading.end() :]
        body = rest if rest.strip() else heading[1]
    return Found(
        body=body,
        id=told["id"],
        url=told["url"],
        title=title,
        publisher=told["publisher"],
        authors=(told["author"].strip("[]"),) if told["author"] else (),
        language=code_of(told["language"]) if told["language"] else None,
        dates=(("row", told["date"]),) if told["date"] else (),
        lead=body[:LEAD],
        faults=_empty(body) + cut.faults,
    )


def from_html(text: str, address: str | None = None) -> Found:
    """An HTML page and what it says of itself; `address` is where it was found, if known."""
    from dragoman.acquire import metadata

    cut = clipped(text)
    body = cut.text
    faults = _empty(body) + cut.faults
    deep = markup.too_deep(body)
    told = metadata.read(body if deep is None else body[:deep], address)
    if deep is not None:
        detail = (
            f"more than {markup.DEPTH_LIMIT} elements inside each other: read as plain text, "
            "boilerplate included; check how the page was saved"
        )
        faults += ((Code.TOO_DEEP, detail),)
        body = markup.bare_text(body)
    return Found(
        body=body,
        media="html" if deep is None else "text",
        url=told.url,
        title=told.title,
        publisher=told.publisher,
        authors=told.authors,
        language=told.language,
        dates=told.dates,
        lead=told.lead if deep is None else body[:LEAD],
        faults=faults,
    )


def _empty(body: str) -> tuple[tuple[Code, str], ...]:
    if body.strip():
        return ()
    return ((Code.EMPTY, "nothing but white space; leave it out or give it its text"),)
