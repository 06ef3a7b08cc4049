"""The main text of an HTML page.

What comes in: HTML. What goes out: its article as plain text, a paragraph a line, or "". Found by
trafilatura; where that finds nothing, the paragraphs of the page. The page may be hostile: size
and depth are limited before this room, and a parser that gives up yields "".
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any


@cache
def _trafilatura() -> Any:
    """The extractor, imported when the first page needs it; its own complaints are ours to tell."""
    import trafilatura

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def main_text(html: str) -> str:
    """The article in `html`, or "" if it holds none."""
    try:
        found = _trafilatura().extract(
            html, fast=True, include_comments=False, include_tables=False, with_metadata=False
        )
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError):
        # Libraries of parsers fail in many ways on pages made to break them.
        found = None
    return str(found) if found else _paragraphs(html)


def _paragraphs(html: str) -> str:
    from lxml import etree
    from lxml.html import HtmlElement, document_fromstring

    try:
        page: HtmlElement = document_fromstring(html.encode("utf-8", "replace"), parser=_parser())
    except (etree.LxmlError, ValueError, RecursionError):
        return ""
    lines = ("".join(p.itertext()) for p in page.iter("p"))
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _parser() -> Any:
    from lxml.html import HTMLParser

    return HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
