"""The template language of `dates.toml`: one line of words, turned into a regex.

What comes in: a template and the grammar that knows the words. What goes out: a `Part`: a regex
over one-character words, and the characters it may begin with.

A template is a line of words with

    <month>        a class of `words`, or a kind that an earlier pass found (DAY, TIME, …)
    <from:day>     the same, captured under a name of its own
    <month!>       only as the language writes it (case = "lower" or "title")
    ( a | b ) ?    choice, and what may be missing; a backslash makes a bracket a word
    +h             a word glued to the number before it
    {a b} {!a b}   what must (not) stand before or after; not part of the span. ^ is a line's start
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dragoman.know.datetable import DateGrammar

LEXER = re.compile(r"\s*(\{!?[^{}]*\}|<[^<>]+>|\\[()]|[()|?]|[^\s(){}<>|?\\]+)")


class Part(NamedTuple):
    """A compiled piece: its regex, the characters it may begin with, whether it may be empty."""

    regex: str
    firsts: frozenset[str]
    empty: bool


def charset(characters: str) -> Part:
    return Part(f"[{characters}]", frozenset(characters), False)


class Parser:
    """One template → its regex. `refs` says what each captured group refers to."""

    def __init__(self, grammar: DateGrammar, rule: str, template: str) -> None:
        self.grammar, self.rule, self.template = grammar, rule, template
        self.items = LEXER.findall(template)
        self.at = 0
        self.refs: dict[str, str] = {}

    def fail(self, why: str) -> None:
        self.grammar.fail(self.rule, self.template, why)

    def whole(self) -> Part:
        if re.sub(r"\s", "", "".join(self.items)) != re.sub(r"\s", "", self.template):
            self.fail("a bracket is not closed")
        part = self.choice()
        if self.at < len(self.items):
            self.fail("a bracket too many")
        if part.empty:
            self.fail("may match nothing")
        return part

    def choice(self) -> Part:
        parts = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            parts.append(self.sequence())
        if len(parts) == 1:
            return parts[0]
        return Part(
            f"(?:{'|'.join(p.regex for p in parts)})",
            frozenset().union(*(p.firsts for p in parts)),
            any(p.empty for p in parts),
        )

    def sequence(self) -> Part:
        regex, firsts, empty = "", frozenset[str](), True
        while (item := self.peek()) not in ("", "|", ")"):
            self.at += 1
            part = self.item(item, first=not regex)
            if self.peek() == "?":
                self.at += 1
                part = Part(f"(?:{part.regex})?", part.firsts, True)
            regex += part.regex
            firsts |= part.firsts if empty else frozenset()
            empty = empty and part.empty
        return Part(regex, firsts, empty)

    def item(self, item: str, first: bool) -> Part:
        if item == "(":
            part = self.choice()
            if self.peek() != ")":
                self.fail("a bracket is not closed")
            self.at += 1
            return Part(f"(?:{part.regex})", part.firsts, part.empty)
        if item.startswith("<"):
            return self.capture(item[1:-1])
        if item.startswith("{"):
            return self.context(item[1:-1], first)
        sets = self.grammar.characters(item.removeprefix("\\"))
        regex = "".join(f"[{s}]" for s in sets)
        return Part(f"(?:{regex})", frozenset(sets[0]), False)

    def capture(self, reference: str) -> Part:
        group, _, name = reference.rpartition(":")
        part = self.refer(name)
        group = group or name.rstrip("!")
        # A name may stand in several branches of a choice; regex groups may not.
        group = f"{group}__{len(self.refs)}"
        self.refs[group] = name.rstrip("!")
        return Part(f"(?P<{group}>{part.regex})", part.firsts, False)

    def refer(self, name: str) -> Part:
        part = self.grammar.reference(name)
        if part is None:
            self.fail(f"<{name}> is no class of [words] and no kind")
        assert part
        return part

    def context(self, words: str, first: bool) -> Part:
        negative = words.startswith("!")
        characters = ""
        for word in words.lstrip("!").split():
            if word.startswith("<"):
                part = self.refer(word[1:-1])
                characters += "".join(sorted(part.firsts))
            else:
                sets = self.grammar.characters(word.removeprefix("\\"))
                if len(sets) != 1:
                    self.fail(f"{word!r} is more than one token; a condition looks at one")
                characters += sets[0]
        look = {
            (True, False): "?<=",
            (True, True): "?<!",
            (False, False): "?=",
            (False, True): "?!",
        }
        return Part(f"({look[first, negative]}[{characters}])", frozenset(), True)

    def peek(self) -> str:
        return self.items[self.at] if self.at < len(self.items) else ""
