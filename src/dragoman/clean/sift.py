"""Boilerplate out of the text.

What comes in: the lines of an article. What goes out: the lines that are the article's own, and
those that are not with the reason. In doubt a line stays: a sentence lost is lost for good.
"""

from __future__ import annotations

from dragoman.know.boilerplate import FINAL, Boilerplate, Reason
from dragoman.know.words import bounds, fold

PROSE = 8  # words of a line that ends like a sentence, from which it is prose
LONG = 40  # words from which any line is prose
SHARED = 2  # names and long words, one a name, by which a headline tells the article's own story
LONG_WORD = 5
LIST = 12  # lines that a list of related stories may have
BODY = 40  # words of prose that come before what ends an article
# Of the words of a page: what begins after this part of them goes to the end.
PART = {"list": 0.8, "end": 0.4}


def sift(
    lines: list[str], rules: Boilerplate, title: bool
) -> tuple[list[str], list[tuple[str, Reason]]]:
    """The lines that stay, and those that go with their reasons. A title, line 0, always stays."""
    kept: list[str] = lines[:1] if title else []
    dropped: list[tuple[str, Reason]] = []
    counts = [len(line.split()) for line in lines]
    total = sum(counts)
    seen = body = 0
    block: Reason | None = None
    left = 0  # lines that the open list may still take; below zero: all
    for number, (line, count) in enumerate(zip(lines, counts, strict=True)):
        seen += count
        if title and number == 0:
            continue
        if not line:
            if kept and kept[-1]:
                kept.append(line)
            continue
        rule = rules.rule(line)
        prose = rule is None and _is_prose(line, count)
        if rule is None and block == "related" and _retells(line, kept):
            kept.append(line)
            continue
        if rule is None and (block is None or left == 0 or (left > 0 and prose)):
            block = None
            kept.append(line)
            body += count if prose else 0
            continue
        dropped.append((line, rule.reason if rule else block or "related"))
        left -= 1 if block else 0
        if rule and rule.opens and left >= 0 and (body >= BODY or rule.opens == "list"):
            end = body >= BODY and seen > PART[rule.opens] * total
            block, left = rule.reason, -1 if end else LIST
    if kept and not kept[-1]:
        kept.pop()
    return kept, dropped


def _is_prose(line: str, count: int) -> bool:
    return count >= LONG or (count >= PROSE and FINAL.search(line) is not None)


def _retells(line: str, kept: list[str]) -> bool:
    """Whether a headline in a list of related stories tells what the article tells: then it is
    evidence, not an advertisement, and stays."""
    telling = _telling(line)
    if not telling:
        return False
    told = set().union(*(_telling(k) for k in kept)) if kept else set()
    shared = telling & told
    return len(shared) >= SHARED and any(name for _, name in shared)


def _telling(line: str) -> set[tuple[str, bool]]:
    """The names and long words of a line, folded, each with whether it is a name."""
    words = [line[a:b] for a, b in bounds(line)]
    return {
        (fold(w), w[0].isupper())
        for n, w in enumerate(words)
        if len(w) >= LONG_WORD or (n and len(w) > 2 and w[0].isupper())
    }
