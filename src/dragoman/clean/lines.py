"""Plain text as lines.

What comes in: text as found. What goes out: its lines, without the control characters, the white
space at their ends and all but one empty line in a row. Nothing inside a line is changed.
"""

from __future__ import annotations

import re

# Every other mark that ends a line in some system (Unicode's mandatory breaks).
BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
LONE = re.compile("[\ud800-\udfff]")  # halves of a surrogate pair, which UTF-8 cannot hold


def characters(text: str) -> str:
    """`text` with its line breaks as \\n and every character one that can be stored."""
    return LONE.sub("\ufffd", CONTROLS.sub("", BREAKS.sub("\n", text)))


def tidy(text: str) -> list[str]:
    """The lines of `text`; the first and the last are not empty."""
    lines: list[str] = []
    for line in characters(text.lstrip("\ufeff")).split("\n"):
        line = line.strip()
        if line or (lines and lines[-1]):
            lines.append(line)
    if lines and not lines[-1]:
        lines.pop()
    return lines
