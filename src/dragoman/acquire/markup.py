"""HTML before any parser sees it: how deep it nests, and its bare text if it nests too deep.

What comes in: HTML of any shape. What goes out: the place where it gets too deep, or its text. One
pass over the characters each, whatever they are. End tags that HTML lets an author leave out (LI,
P, TD …; HTML Standard 13.1.2.4) do not count as nesting.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

# libxml2 stops reading a page at 256 open elements (xmlParserMaxDepth), and all text below is
# lost without a word: what comes near it is read as plain text instead.
DEPTH_LIMIT = 240
TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>?|[!?][^<>]*>?)")
VOID = frozenset((
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
))  # fmt: skip
RAW = ("script", "style")
# The start of the first closes any of the others that is open right around it.
CLOSES = {
    "li": {"li", "p"},
    "p": {"p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tr": {"td", "th", "tr", "p"},
    "option": {"option"},
    "div": {"p"},
    "ul": {"p"},
    "ol": {"p"},
    "table": {"p"},
    "h2": {"p"},
    "h3": {"p"},
}
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul",
))  # fmt: skip
SPACES = re.compile(r"[ \t]+")
BLANKS = re.compile(r"\s*\n\s*")
STARTS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I
)
BODY_STARTS = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|article|section|main|header|div|p|h[1-6]|span|figure"
    r"|img|ul|ol|table|br|strong|b|em|i|a|blockquote)\b[^<>]*>",
    re.I,
)
BODY_ENDS = re.compile(
    r"</(?:p|div|article|section|h[1-6]|body|html|figure|ul|ol|table)>|<br\b", re.I
)


def is_page(text: str) -> bool:
    """Whether a file's text is an HTML page, whatever the file is called."""
    return STARTS.match(text) is not None


def is_markup(text: str) -> bool:
    """Whether a row's text is HTML (as feeds and content systems export it)."""
    if "<" not in text[:200] or not BODY_STARTS.match(text):
        return False
    return BODY_ENDS.search(text) is not None


def _tags(text: str) -> Iterator[tuple[int, int, bool, str]]:
    """(start, end, closing, name) of each tag; comments and scripts are one, without a name."""
    at = 0
    lower: str | None = None
    while m := TAG.search(text, at):
        start, at = m.span()
        name = (m[3] or "").lower()
        if m[1]:
            found = text.find("-->", at)
            at = len(text) if found < 0 else found + 3
        elif name in RAW and not m[2]:
            lower = lower or _lower(text)
            found = lower.find(f"</{name}", at)
            end = text.find(">", found) if found >= 0 else -1
            at = len(text) if end < 0 else end + 1
            name = ""
        elif m[0].endswith("/>"):
            name = "br" if name in BLOCKS else ""
        yield start, at, bool(m[2]), name


def _lower(text: str) -> str:
    """Lower case of the ASCII letters only, so that offsets stay."""
    return text.translate({c: c + 32 for c in range(65, 91)})


def too_deep(text: str, limit: int = DEPTH_LIMIT) -> int | None:
    """Where the elements nest deeper than `limit`, or None."""
    stack: list[str] = []
    opened: dict[str, int] = {}
    for start, _, closing, name in _tags(text):
        if not name or name in VOID:
            continue
        if closing:
            if opened.get(name):
                while True:
                    top = stack.pop()
                    opened[top] -= 1
                    if top == name:
                        break
            continue
        around = CLOSES.get(name)
        while around and stack and stack[-1] in around:
            opened[stack.pop()] -= 1
        stack.append(name)
        opened[name] = opened.get(name, 0) + 1
        if len(stack) > limit:
            return start
    return None


def bare_text(text: str) -> str:
    """The text between the tags, a line a block."""
    parts: list[str] = []
    at = 0
    for start, end, _, name in _tags(text):
        if start > at:
            parts.append(text[at:start].replace("\n", " "))
        if name in BLOCKS:
            parts.append("\n")
        at = end
    parts.append(text[at:].replace("\n", " "))
    plain = SPACES.sub(" ", html.unescape("".join(parts)))
    return BLANKS.sub("\n", plain).strip()
