"""Where one sentence ends and the next begins.

What comes in: a text, where to start, and the rules of its language. What goes out: the places to
cut at. The text is walked once: every run of closing marks and every line break is a candidate,
and what stands before and after it decides. Closing quotation marks belong to the sentence before.
"""

from __future__ import annotations

import re

from dragoman.divide.lines import joined
from dragoman.know.sentences import Rules
from dragoman.know.words import fold

# Closers may follow the full stop, and more marks may follow them; French puts a space before ».
CLOSE = r"\"'”’»)\]*"
CANDIDATE = re.compile(
    rf"\n\s*+|(?P<mark>[.!?…]++)(?P<close>(?:[{CLOSE}]++|[ \u00a0\u202f]?[»”])?+[.!?…]*+)"
)
OPENERS = re.compile(r"\s*+(?P<open>(?:[\"'“‘«‹„(\[¿¡—–―\-*_•·]\s*+)*+)")
WORD = re.compile(r"[^\W\d_]++")
INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\- ]?)+[^\W\d_]{1,2}")
ROMAN = re.compile(r"[IVXLCDM]++\b")
GLUED = re.compile(r"[^\W\d_]*[a-zà-öø-ÿ]{3}")
ADDRESS = re.compile(r"[@/\\_=]|www", re.IGNORECASE)
DASHES = ("-", "–", "—")
DATELINE = 120  # characters in the longest dateline
PLACE = 40  # characters in the longest one without a source in brackets
LOOK_BACK = 32  # characters; no abbreviation is longer
NUMBERED = re.compile(r"[(\[]?(?:\d{1,3}|[^\W\d_]|[IVX]{1,5})(?:\.\d{1,2})*[)\]]?")


def breaks(text: str, start: int, rules: Rules) -> list[int]:
    """The cuts of text[start:], first and last place included, in order."""
    found = [start]
    soft = joined(text)
    paragraph = start
    for candidate in CANDIDATE.finditer(text, start):
        at, end = candidate.span()
        if candidate["mark"] is None:
            if at not in soft:
                found.append(at)
                paragraph = end
        elif _ends(text, candidate, paragraph, found[-1], rules):
            found.append(end)
    found.append(len(text))
    return found


def _ends(text: str, candidate: re.Match[str], paragraph: int, cut: int, rules: Rules) -> bool:
    """Whether the sentence that began at `cut` ends with the closing marks of `candidate`."""
    at, end = candidate.span()
    if end == len(text):
        return True
    dot = candidate["mark"] == "."
    before = text[max(cut, at - LOOK_BACK) : at]
    if not text[end].isspace():
        if text[end] in DASHES and text[end + 1 : end + 2].isspace():
            return not _dateline(text, paragraph, at)
        return _glued(text, candidate, before, rules)
    opened = OPENERS.match(text, end)
    nxt = opened.end() if opened else end
    first = text[nxt : nxt + 1]
    if not first:
        return True
    marks = opened["open"] if opened else ""
    if first.islower() or (first in ",;:.)]»”%" and not marks):
        return False
    if not dot:
        return _ellipsis_ends(text, candidate, before, nxt, rules)
    if marks[:1] in DASHES and marks[1:2].isspace() and _dateline(text, paragraph, at):
        return False
    if cut + len(before) == at and NUMBERED.fullmatch(before.strip()):
        return False
    return not _abbreviation(text, before, nxt, rules)


def _dateline(text: str, paragraph: int, at: int) -> bool:
    """Whether the full stop at `at`, with a dash after it, closes a dateline: "(EFE).- "."""
    line = text[paragraph : at + 1] if at - paragraph < DATELINE else ""
    return line[:1].isupper() and (line[-2:-1] == ")" or len(line) <= PLACE)


def _ellipsis_ends(
    text: str, candidate: re.Match[str], before: str, nxt: int, rules: Rules
) -> bool:
    """Of !, ? and …: marks in brackets or after a space only leave something out."""
    mark = candidate["mark"]
    if "!" in mark or "?" in mark:
        return True
    if before[-1:] in ("(", "[") and candidate["close"] in (")", "]"):
        return False
    if not before or before[-1].isspace():
        return _starts(text, nxt, rules)
    return True


def _glued(text: str, candidate: re.Match[str], before: str, rules: Rules) -> bool:
    """Whether a sentence ends where the white space after it is missing ("dijo.El ministro")."""
    end = candidate.end()
    first = text[end]
    if first in "“«¿¡‘":
        return not before[-1:].isspace() and bool(before)
    if not first.isupper() or not (text[end + 1 : end + 2].islower() or _starts(text, end, rules)):
        return False
    last = before.split()[-1:] if before and not before[-1].isspace() else []
    return bool(
        last
        and candidate["mark"] in (".", "…", "...", "?", "!")
        and GLUED.fullmatch(last[0].lstrip("\"'“‘«‹(¿¡—–-"))
        and not ADDRESS.search(last[0])
        and rules.kind(last[0]) is None
    )


def _abbreviation(text: str, before: str, nxt: int, rules: Rules) -> bool:
    """Whether the full stop after `before` only shortens a word: no sentence ends there."""
    if not before or before[-1].isspace():
        return False
    parts = [part.lstrip("\"'“‘«‹(¿¡[—–-/") for part in before.rsplit(None, 3)[-3:]]
    last = parts[-1]
    last = last[max(last.rfind("'"), last.rfind("’")) + 1 :]
    kind = None
    if len(parts) > 1 and parts[-2].endswith("."):
        if len(parts) > 2 and parts[-3].endswith("."):
            kind = rules.kind(f"{parts[-3]} {parts[-2]} {last}")
        kind = kind or rules.kind(f"{parts[-2]} {last}")
    kind = kind or rules.kind(last)
    if kind == "name":
        return True
    if kind == "number" and (text[nxt].isdigit() or ROMAN.match(text, nxt)):
        return True
    if kind == "either" or INITIALS.fullmatch(last):
        return not _starts(text, nxt, rules)
    if len(last) == 1 and last.isalpha():
        if last.isupper():
            return not _starts(text, nxt, rules)
        return text[nxt + 1 : nxt + 2] == "."
    return False


def _starts(text: str, at: int, rules: Rules) -> bool:
    """Whether the word at `at` is one that opens sentences (not the first half of "El-Erian")."""
    word = WORD.match(text, at, at + 32)
    return (
        word is not None
        and fold(word[0]) in rules.starters
        and text[word.end() : word.end() + 1] not in ("-", ".")
    )
