"""The title as the first line of the text.

What comes in: the title that the source gives, and the lines of the article. What goes out: the
lines with the title first, once. Where the text brings its own, those words stay.
"""

from __future__ import annotations

import html
import re

from dragoman.clean.lines import characters
from dragoman.know.boilerplate import Reason
from dragoman.know.words import fold

ESCAPED = re.compile(r"\\(?=[\"'\\/«»“”])")
SEPARATED = re.compile(r"\s+(?:[|\-–—·]|::|»)\s+")
HEADING = re.compile(r"#{1,6}\s+")  # Markdown
WORD = re.compile(r"[^\W_]+")
AFTER = re.compile(r"[\"'”’»)\]]*[.:!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(¿¡—–-]*[^\W\d_])")
UNLIKE = re.compile(r"[.,;:!?…)][\"'”’»\]]*$")
NEAR = 4  # lines from the top in which the text may bring its own title
KICKER = 8  # words of a line above the title
FEWEST, MOST = 3, 20  # words of a headline
SAME = 4  # words from which the beginning of a line is the title and not chance
BODY = 20  # words of a line that follows a headline without an empty line between


def tidy_title(title: str | None, publisher: str | None) -> str | None:
    """The title on one line, without entities, escapes and the publisher's name; None if empty."""
    if not title:
        return None
    tidied = " ".join(ESCAPED.sub("", characters(html.unescape(title))).split())
    parts = [*SEPARATED.finditer(tidied)]
    if parts and publisher and _words(tidied[parts[-1].end() :]) == _words(publisher):
        tidied = tidied[: parts[-1].start()]
    return tidied or None


def place_title(title: str, lines: list[str]) -> tuple[list[str], list[tuple[str, Reason]]]:
    """The lines with the title first, and the short lines that stood above it. None stay none."""
    if not lines:
        return [], []
    wanted = _words(title)
    above: list[tuple[str, Reason]] = []
    for number, line in enumerate(lines[: 2 * NEAR]):
        begin = HEADING.match(line)
        own = line[begin.end() :] if begin else line
        at = _same(title, wanted, own)
        if at and at == len(own):
            return [own, *lines[number + 1 :]], above
        if at:
            return [own[:at].rstrip(), "", own[at:].lstrip(), *lines[number + 1 :]], above
        if len(line.split()) > KICKER or len(above) == NEAR:
            break
        if line:
            above.append((line, "navigation"))
    return [title, "", *lines], []


def is_headline(lines: list[str]) -> bool:
    """Whether the first line, of a text without a title, is clearly one."""
    if len(lines) < 2:
        return False
    first, second = lines[0], lines[1]
    count = len(first.split())
    after = len(second.split())
    return (
        FEWEST <= count <= MOST
        and not first[0].islower()
        and UNLIKE.search(first) is None
        and (not second or after >= max(BODY, 2 * count))
    )


def _words(text: str) -> list[str]:
    return [fold(word) for word in WORD.findall(text)]


def _same(title: str, wanted: list[str], line: str) -> int:
    """How much of `line` says the title: all of it, its first sentence, or 0."""
    if not wanted:
        return 0
    head = line[: 2 * len(title) + 40]
    found = [*WORD.finditer(head)]
    if [fold(m[0]) for m in found[: len(wanted)]] != wanted:
        # The title may carry the name of the site behind a mark.
        own = _words(head) if len(head) == len(line) else []
        cut = SEPARATED.search(title)
        same = cut is not None and len(own) >= SAME and own == _words(title[: cut.start()])
        return len(line) if same else 0
    if len(found) == len(wanted) and len(head) == len(line):
        return len(line)
    end = found[len(wanted) - 1].end()
    after = AFTER.match(line, end)
    return after.end() if after and len(wanted) >= SAME else 0
