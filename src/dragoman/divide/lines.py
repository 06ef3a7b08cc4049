"""Line breaks that end nothing.

What comes in: a text. What goes out: the offsets of the line breaks inside a sentence: those of a
block wrapped by hand (each line is full: the next word would not have fitted), and those where a
line ends without a closing mark and the next goes on in lower case.
"""

from __future__ import annotations

from itertools import pairwise

NARROW, WIDE = 40, 100  # code points in the longest line of a block wrapped by hand
FINAL = ".!?…"
CLOSERS = "\"'”’»)] \t"


def joined(text: str) -> frozenset[int]:
    """The offsets of the line breaks of `text` that stand for a space."""
    if "\n" not in text:
        return frozenset()
    found: set[int] = set()
    block: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            block.append((at, line))
        elif block:
            found.update(_of(block))
            block = []
        at += len(line) + 1
    found.update(_of(block))
    return frozenset(found)


def _of(block: list[tuple[int, str]]) -> list[int]:
    if len(block) < 2:
        return []
    pairs = list(pairwise(block))
    width = max(len(line) for _, line in block)
    wrapped = (
        len(block) > 2
        and NARROW <= width <= WIDE
        and all(len(one) + 1 + len(two.split(None, 1)[0]) > width for (_, one), (_, two) in pairs)
    )
    return [at + len(one) for (at, one), (_, two) in pairs if wrapped or _runs_on(one, two)]


def _runs_on(line: str, after: str) -> bool:
    return after.lstrip()[:1].islower() and line.rstrip(CLOSERS)[-1:] not in FINAL
