"""Finding time expressions: where they stand, and what their words mean one by one.

What comes in: running text. What goes out: `DateMatch`es, in order and apart, longest first from
the left. Nothing is resolved here: that needs an anchor (ground.dates). The templates stand in
`lang/<code>/dates.toml`; know.datetable tells how they are written.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import msgspec

from dragoman.errors import UsageError
from dragoman.know.datetable import (
    BREAK,
    CAPITAL,
    KIND,
    KINDS,
    PLAIN,
    PLURAL,
    ROMAN,
    SHAPES,
    TOKEN,
    UNIONS,
    DateGrammar,
    Pass,
    Rule,
    cut,
    shape,
)
from dragoman.know.table import HOME
from dragoman.know.words import fold
from dragoman.records import LANGUAGES

ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
MEMO = 50_000
# As many articles as go through the rooms together, and some more.
ARTICLES = 128
Found = tuple[Rule, re.Match[str]]
# A part of the day alone is no date, and what `none` finds is none either.
SILENT = ("none", "dayparts")


class DateMatch(msgspec.Struct, frozen=True, gc=False):
    """A time expression: half-open offsets, the rule that found it, and its parts.

    A part is the meaning of a word (1 for January), a number, or a match of an earlier pass.
    """

    start: int
    end: int
    rule: str
    parts: dict[str, int | float | str | DateMatch]


class _Item(msgspec.Struct, frozen=True, gc=False):
    """A token, or the match that took its place: its character, its bounds."""

    char: str
    start: int
    end: int
    match: DateMatch | None = None


class Dates:
    """The compiled grammar of one language."""

    def __init__(self, grammar: DateGrammar) -> None:
        self.grammar = grammar
        self.table = grammar.table
        self._memo: dict[str, str] = {}
        self._articles: dict[str, tuple[DateMatch, ...]] = {}
        self._capital = grammar.table.case == "title"

    def of(self, text: str) -> tuple[DateMatch, ...]:
        """The time expressions of an article, which several rooms ask for: kept for a while."""
        known = self._articles.get(text)
        if known is None:
            if len(self._articles) >= ARTICLES:
                self._articles.clear()
            known = self._articles[text] = tuple(self.find(text))
        return known

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[DateMatch]:
        """The time expressions of text[start:end]; linear in its length."""
        stop = len(text) if end is None else end
        chars, bounds = self._encode(text, start, stop)
        first, *later = self.grammar.passes
        found = _apply(first, chars, bounds, text)
        if not found:
            return []
        items = [_Item(c, a, b) for c, (a, b) in zip(chars, bounds, strict=True)]
        items = self._reduce(text, items, found)
        for level in later:
            chars = "".join(item.char for item in items)
            found = _apply(level, chars, [(item.start, item.end) for item in items], text)
            items = self._reduce(text, items, found)
        return [item.match for item in items if item.match and item.match.rule not in SILENT]

    def _encode(self, text: str, start: int, stop: int) -> tuple[str, list[tuple[int, int]]]:
        """A character for each token (a line break at either end), and the tokens' bounds."""
        chars, bounds = [BREAK], [(start, start)]
        memo = self._memo
        last = start
        for m in TOKEN.finditer(text, start, stop):
            a, b = m.span()
            word = m.group()
            char = memo.get(word) or self._char(word)
            if a == last and a > start and (word[0].isalnum()):
                char = self._glued(text, a, word, char)
            chars.append(char)
            bounds.append((a, b))
            last = b
        chars.append(BREAK)
        bounds.append((stop, stop))
        return "".join(chars), bounds

    def _char(self, word: str) -> str:
        grammar = self.grammar
        char = grammar.vocabulary.get(fold(word))
        if word == "\n":
            char = BREAK
        elif char is None and word[0].isdigit():
            char = shape(word)
        elif char is None:
            char = _looks(word)
        elif char in grammar.other_case and word[0].isupper() != self._capital:
            char = grammar.other_case[char]
        if len(self._memo) > MEMO:
            self._memo.clear()
        self._memo[word] = char
        return char

    def _glued(self, text: str, at: int, word: str, char: str) -> str:
        """A word glued to a number has a meaning of its own ("10h"); "A380" is no number."""
        before = text[at - 1]
        if before.isdigit() and word[0].isalpha():
            return self.grammar.vocabulary.get("+" + fold(word), PLAIN)
        if before.isalpha() and word[0].isdigit():
            clock = at > 1 and text[at - 2].isdigit()
            if clock and "+" + fold(before) in self.grammar.vocabulary:
                return char
            return self.grammar.vocabulary.get("~" + word, PLAIN)
        return char

    def _reduce(self, text: str, items: list[_Item], found: list[Found]) -> list[_Item]:
        """`items` with a match in place of the tokens that it holds."""
        out: list[_Item] = []
        done = 0
        for rule, hit in found:
            match, char = self._match(text, items, rule, hit)
            out += items[done : hit.start()]
            out.append(_Item(char, match.start, match.end, match))
            done = hit.end()
        return out + items[done:]

    def _match(
        self, text: str, items: list[_Item], rule: Rule, hit: re.Match[str]
    ) -> tuple[DateMatch, str]:
        parts: dict[str, int | float | str | DateMatch] = {}
        kind = KIND.get(rule.name, "")
        for group, reference in rule.refs.items():
            a, b = hit.span(group)
            if a < 0:
                continue
            name = group.partition("__")[0]
            inner = items[a].match
            if inner and (reference in KINDS or reference in UNIONS):
                parts[name] = inner
                kind = kind or KIND.get(inner.rule, "PERIOD")
            else:
                words = text[items[a].start : items[b - 1].end]
                parts[name] = self._meaning(reference, words)
        start, end = items[hit.start()].start, items[hit.end() - 1].end
        return DateMatch(start, end, rule.name, parts), KINDS[kind or "PERIOD"]

    def _meaning(self, reference: str, words: str) -> int | float | str:
        if reference in ("number", "day"):
            return self._number(words)
        if reference == "roman":
            return _roman(words)
        if reference in SHAPES:
            return int(words) if words.isdecimal() else words
        return self.grammar.meanings[reference][" ".join(cut(words))]

    def _number(self, words: str) -> int | float:
        """Digits ("10.000" is ten thousand, "2,5" two and a half), or words that add up."""
        if digits := re.match(r"[0-9.,]+", words):
            number = digits[0].rstrip(".,")
            if re.fullmatch(r"\d{1,3}([.,]\d{3})+", number):
                return int(re.sub(r"\D", "", number))
            return float(number.replace(",", ".")) if re.search(r"[.,]", number) else int(number)
        total = 0
        folded = cut(words)
        meanings = self.grammar.meanings
        for table in ("tens", "ones"):
            for size in range(len(folded), 0, -1):
                key = " ".join(folded[:size])
                if key in meanings[table]:
                    total += int(meanings[table][key])
                    folded = [w for w in folded[size:] if w not in self.table.joiner.split()]
                    break
        return total


def _apply(level: Pass, chars: str, bounds: list[tuple[int, int]], text: str) -> list[Found]:
    """What the rules of a pass match: leftmost, then longest, apart, and whole words only."""
    found: list[Found] = []
    at = 0
    for m in level.start.finditer(chars):
        i = m.start()
        if i < at or not level.quick(chars[i]).match(chars, i):
            continue
        hits = [(r, hit) for r in level.rules[chars[i]] if (hit := r.regex.match(chars, i))]
        hits.sort(key=lambda pair: -pair[1].end())
        for rule, hit in hits:
            if _whole(text, bounds[i][0], bounds[hit.end() - 1][1]):
                found.append((rule, hit))
                at = hit.end()
                break
    return found


def _looks(word: str) -> str:
    if not word[0].isalpha():
        return PLAIN
    if re.fullmatch(r"[IVX]+e?", word):
        return ROMAN
    if word[0].isupper():
        return CAPITAL
    return PLURAL if word[-1] == "s" and len(word) > 3 else PLAIN


def _roman(word: str) -> int:
    values = [ROMAN_DIGITS[c] for c in word.rstrip("e")]
    return sum(-a if a < b else a for a, b in pairwise([*values, 0]))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] stands alone: no piece of a score, a price, a phone number."""
    before = text[max(0, start - 2) : start]
    if text[start].isdigit() and before:
        mark, prior = before[-1], before[:-1]
        if mark in "$€£¥#@_\\" or (mark in "-/–:" and prior.isalnum()):
            return False
        if mark in ".," and prior.isdigit():
            return False
    after = text[end : end + 2]
    if not after:
        return True
    if text[end - 1].isdigit() and (
        after[0] in "%$€£°_" or (after[0] in "-/–:" and after[1:].isalnum())
    ):
        return False
    return not (after[0].isalnum() and text[end - 1].isalnum())


@cache
def load_dates(language: str) -> Dates:
    """The date grammar of a language. Raises UsageError where it is not served, or is wrong."""
    if language not in LANGUAGES:
        raise UsageError(f"dates of {language!r} are not served; use one of {', '.join(LANGUAGES)}")
    return Dates(DateGrammar(HOME / "lang" / language / "dates.toml"))
