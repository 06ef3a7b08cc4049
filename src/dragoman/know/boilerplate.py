"""Boilerplate rules: lines that pages carry around an article and that are not the article.

What comes in: lang/<code>/boilerplate.toml. What goes out: `Boilerplate`, which says of one line
which rule it falls under, if any. The rules of all languages are one, since the language of an
article is known only after cleaning.

A pattern describes a whole line; accents, white space and the marks around the line are ignored.
A pattern in lower case ignores case, one with a capital in it keeps it.

    word :        these, in this order        *             any words, or none
    (a|b)         one of these                [a b]         these, or nothing
    word[s]       with or without its end     #             a number
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import UsageError
from dragoman.know import words
from dragoman.know.table import HOME, load
from dragoman.records import LANGUAGES

Reason = Literal[
    "related", "comments", "share", "cookies", "subscribe", "credit", "advert", "navigation",
    "copyright", "tags",
]  # fmt: skip
LONGEST = 400  # characters; a longer line is prose whatever it says
SHORT = 40  # characters in which the first word of a line stands
SILENT = re.compile(f"[{words.MARKS}\ufeff]")
FINAL = re.compile(r"[.!?…][\"'”’»)\]]*$")
FIRST = re.compile(r"(?:[^\w©]|_)*+(\d|[^\W\d_]+|©)")
MARKS = {" ": r"\s*", "*": ".*", ":": r"\s*:\s*", "#": r"[\d.,]+"}
PIECE = re.compile(r"([*#()|\[\]:])|\s+|([^\s*#()|\[\]:]+)(?=([(\[])?)")


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lines with one reason.

    A line of more than `words` words is left alone, and so, unless `prose`, is one of more than
    ten words that ends like a sentence. `opens` a block: "list", a list of short lines, or "end",
    everything down to the end of the page.
    """

    reason: Reason
    lines: tuple[str, ...]
    words: int = 30
    prose: bool = False
    opens: Literal["list", "end"] | None = None


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file: its rules, the more particular ones first."""

    rule: tuple[Rule, ...]


class Boilerplate:
    """The rules, looked up by the first word of a line.

    The patterns that share a first word are compiled, when it is first met, to one regular
    expression whose group n is rule n: articles meet few of them.
    """

    def __init__(self, rules: tuple[Rule, ...], patterns: dict[str, list[tuple[int, str]]]) -> None:
        self.rules = rules
        self._patterns = patterns
        self._compiled: dict[str, re.Pattern[str]] = {}

    def rule(self, line: str) -> Rule | None:
        """The rule that `line` falls under, or None."""
        if len(line) > LONGEST:
            return None
        first = FIRST.match(_plain(line[:SHORT]))
        if first is None or (key := _key(first[1])) not in self._patterns:
            return None
        plain = _plain(line)
        found = self._regex(key).match(plain, first.start(1))
        if found is None or found.lastgroup is None:
            return None
        rule = self.rules[int(found.lastgroup[1:].partition("_")[0])]
        count = len(line.split())
        if count > rule.words or (count > 10 and not rule.prose and FINAL.search(line)):
            return None
        return rule

    def _regex(self, first: str) -> re.Pattern[str]:
        if first not in self._compiled:
            choices = (rf"(?P<r{n}_{k}>{p})" for k, (n, p) in enumerate(self._patterns[first]))
            self._compiled[first] = re.compile(rf"(?:{'|'.join(choices)})[\W_]*$")
        return self._compiled[first]


def load_boilerplate(home: Path = HOME) -> Boilerplate:
    """The boilerplate rules under `home`. Raises UsageError naming file, line and fix."""
    rules: list[Rule] = []
    patterns: dict[str, list[tuple[int, str]]] = {}
    for code in LANGUAGES:
        path = home / "lang" / code / "boilerplate.toml"
        for rule in load(path, Table).rule:
            for line in rule.lines:
                try:
                    made = _Pattern(line)
                except ValueError as why:
                    raise UsageError(f"{path}: pattern {line!r}: {why}") from why
                for first in sorted(made.firsts):
                    patterns.setdefault(first, []).append((len(rules), made.regex))
            rules.append(rule)
    return Boilerplate(tuple(rules), patterns)


def _plain(text: str) -> str:
    """`text` without accents and invisible marks; case and spaces stay."""
    if text.isascii():
        return text
    text = text.replace("’", "'").replace("´", "'")
    return SILENT.sub("", unicodedata.normalize("NFKD", text))


def _key(word: str) -> str:
    return "#" if word.isdecimal() else word.lower()


class _Pattern:
    """A pattern as a regular expression, and the words that a line under it may begin with."""

    def __init__(self, pattern: str) -> None:
        plain = _plain(pattern).strip()
        self._pieces = [(m[1] or m[2] or " ", m[3]) for m in PIECE.finditer(plain)]
        regex, self.firsts, empty = self._choice("")
        if empty or "*" in self.firsts:
            raise ValueError("must begin with a word or a number")
        self.regex = regex if pattern != pattern.lower() else f"(?i:{regex})"

    def _choice(self, close: str) -> tuple[str, set[str], bool]:
        """Up to `close`: the regular expression, its first words, and whether it may be empty."""
        made: list[str] = []
        firsts: set[str] = set()
        empty, some = True, False
        while self._pieces:
            piece, joined = self._pieces.pop(0)
            if piece in (")", "]", "|"):
                some = some or empty
                if piece == close:
                    return "".join(made), firsts, some
                if piece != "|" or not close:
                    raise ValueError(f"{piece!r} belongs to no bracket")
                empty = True
                made.append("|")
            elif piece in ("(", "["):
                inner, its, maybe = self._choice(")" if piece == "(" else "]")
                made.append(f"(?:{inner}){'?' if piece == '[' else ''}")
                firsts |= its if empty else set()
                empty = empty and (maybe or piece == "[")
            else:
                made.append(MARKS.get(piece) or _word(piece, joined))
                first = FIRST.match("0" if piece == "#" else piece)
                if empty and joined:
                    raise ValueError(f"spell out the first word, {piece!r}")
                if empty and (first or piece == "*"):
                    firsts.add(_key(first[1]) if first else "*")
                    empty = False
        if close:
            raise ValueError(f"{close!r} is missing")
        return "".join(made), firsts, empty


def _word(piece: str, joined: str | None) -> str:
    """A whole word, unless a bracket goes on with it ("comment[s]")."""
    return re.escape(piece) + (r"\b" if piece[-1].isalnum() and not joined else "")
