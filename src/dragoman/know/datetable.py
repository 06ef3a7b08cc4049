"""Date templates: the TOML table of one language, compiled to regexes over word classes.

What comes in: `lang/<code>/dates.toml`. What goes out: a `DateGrammar`: a vocabulary in which every
word of the table is one character, and passes of rules, each a regex over such characters. A text
cut into tokens becomes a string with a character a token, so a rule reads words, not letters.
know.datetemplate tells how a template is written.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import UsageError
from dragoman.know.datetemplate import Parser, Part, charset
from dragoman.know.table import load
from dragoman.know.words import fold

TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*"
    r"|\n(?![ \t]*[a-zß-ÿ])|[^\s\u0300-\u036f]"
)

# Characters for tokens that the vocabulary does not hold; vocabulary starts far above them.
DAY, TWO, YEAR, NUMBER, DECIMAL, DOTTED, ROMAN = "d", "t", "y", "n", "o", "D", "R"
PLAIN, CAPITAL, PLURAL, BREAK = "x", "X", "p", "b"
SHAPES = {
    "monthday": DAY, "two": DAY + TWO, "year": YEAR, "decimal": DECIMAL,
    "dotted": DOTTED, "roman": ROMAN, "digits": DAY + TWO + YEAR + NUMBER + DECIMAL,
    "capital": CAPITAL, "plural": PLURAL,
}  # fmt: skip
FIRST = 0x4E00
LONGEST_NUMBER = 15

# What each rule finds (the kind that stands for it in later passes; "of" keeps that of its first
# part), and the names it can read. A name with "*" must stand in each template; one of those with
# "+" must.
RULES = {
    "date": "DAY day+ monthday+ month+ mon+ year weekday step",
    "monthday": "DAY monthday* weekday step",
    "numeric": "DAY a* b* year short",
    "iso": "DAY year* m* d* hour minute s",
    "dotted": "DAY dotted*",
    "named": "DAY named*",
    "holiday": "DAY holiday* year step",
    "weekday": "DAY weekday* step that",
    "deictic": "DAY offset+ night+ weekday",
    "month": "MONTH month* year step",
    "year": "YEAR year*",
    "step": "PERIOD unit* step",
    "ago": "PERIOD number+ half+ some+ fixed+ unit about plus ahead",
    "later": "PERIOD number half some fixed unit order+ eve+",
    "same": "PERIOD unit+ then+ that",
    "part_of_year": "PERIOD n* piece year",
    "season": "PERIOD season* year step",
    "decade": "PERIOD decade+ digits+",
    "century": "PERIOD roman+ n+",
    "edge": "PERIOD edge+ half+ DATE+ stretch+",
    "rolling": "LENGTH unit* number some step+ single+",
    "duration": "LENGTH number+ half+ some+ fixed+ bare+ unit plus",
    "set": "SET weekday+ weekdays+ unit+ per+ every+ number to",
    "vague": "VAGUE vague+ plural_step+ unit",
    "time": "TIME hour+ number+ clock+ noon+ minute half quarter half_day part zone h2 m2 zone2",
    "dayparts": "DAYPART part*",
    "moment": "DAY DAY* TIME DAYPART",
    "range": "RANGE from start x x2 last month year short to",
    "none": "NONE",
    "of": "PERIOD a+ day+ n+ b* unit",
}
KIND = {name: spec.split()[0] for name, spec in RULES.items() if name != "of"}
KINDS = {
    name: chr(0x2460 + n)
    for n, name in enumerate(
        ("DAY", "MONTH", "YEAR", "PERIOD", "LENGTH", "SET", "VAGUE", "TIME", "DAYPART", "RANGE",
         "NONE")
    )
}  # fmt: skip
LONG = ("MONTH", "YEAR", "PERIOD")
UNIONS = {"LONG": LONG, "DATE": ("DAY", *LONG)}


class Forms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verb forms of one time: whole words (or pairs, with "_"), and endings."""

    words: str = ""
    endings: str = ""


class Before(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words right before a date that tell its time ("since", "by")."""

    past: str = ""
    future: str = ""


class Tense(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language shows past and future; `clause` holds the tokens that part two clauses."""

    past: Forms
    future: Forms
    before: Before
    clause: str
    not_verbs: str = ""


class DateTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`dates.toml`: in `words` a class maps a meaning to its words ("_" within one)."""

    case: Literal["lower", "title"]
    order: Literal["day", "month"]
    joiner: str
    small: str
    words: dict[str, dict[str, str]]
    passes: list[dict[str, list[str]]]
    tense: Tense


class Rule:
    """One template: its name, its regex, and what each captured group refers to."""

    def __init__(self, name: str, regex: str, refs: dict[str, str]) -> None:
        self.name, self.source, self.refs = name, regex, refs

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled when first needed: most rules wait for words that never come."""
        return re.compile(self.source)


class Pass:
    """Rules by the character they may begin with, and a regex of all those characters."""

    def __init__(self, rules: dict[str, list[Rule]]) -> None:
        self.rules = rules
        self.start = re.compile(f"[{''.join(sorted(rules)) or BREAK}]")
        self._quick: dict[str, re.Pattern[str]] = {}

    def quick(self, first: str) -> re.Pattern[str]:
        """A regex that matches where any rule that begins with `first` does."""
        found = self._quick.get(first)
        if not found:
            regexes = (re.sub(r"\?P<\w+>", "?:", rule.source) for rule in self.rules[first])
            found = self._quick[first] = re.compile("|".join(regexes))
        return found


class DateGrammar:
    """The compiled table: `vocabulary` (folded word → character), `meanings`, `passes`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.table = load(path, DateTable)
        self.vocabulary: dict[str, str] = {}
        self.other_case: dict[str, str] = {}
        self.meanings: dict[str, dict[str, int | str]] = {}
        # Numbers that stand in the table ("11-S") are words too: by shape, their characters.
        self._numbered: dict[str, str] = {}
        self._classes: dict[str, list[str]] = {}
        for name, senses in self.table.words.items():
            meaning = self.meanings.setdefault(name, {})
            for sense, forms in senses.items():
                for form in forms.split():
                    tokens = cut(form.replace("_", " "))
                    meaning[" ".join(tokens)] = int(sense) if is_integer(sense) else sense
                    self._classes.setdefault(name, []).append(self._string(tokens))
        for name in {"month", "weekday"} & set(self._classes):
            for string in self._classes[name]:
                if len(string) == 1:
                    self._twin(string)
        for word in self.table.small.split():
            self._string(cut(word))
        self.passes = [self._pass(rules) for rules in self.table.passes]

    def _string(self, tokens: list[str]) -> str:
        vocabulary = self.vocabulary
        for token in tokens:
            if token not in vocabulary:
                vocabulary[token] = character = chr(FIRST + 2 * len(vocabulary))
                if token[0].isdigit():
                    kind = shape(token)
                    self._numbered[kind] = self._numbered.get(kind, "") + character
        return "".join(vocabulary[token] for token in tokens)

    def _shapes(self, kinds: str) -> str:
        return kinds + "".join(self._numbered.get(kind, "") for kind in kinds)

    def _twin(self, character: str) -> None:
        self.other_case[character] = chr(ord(character) + 1)

    def _pass(self, rules: dict[str, list[str]]) -> Pass:
        by_first: dict[str, list[Rule]] = {}
        for name, templates in rules.items():
            if name not in RULES:
                self.fail(name, "", f"no such rule; the rules are {', '.join(RULES)}")
            for template in templates:
                parser = Parser(self, name, template)
                part = parser.whole()
                self._check(name, template, {g.partition("__")[0] for g in parser.refs})
                rule = Rule(name, part.regex, parser.refs)
                for first in part.firsts:
                    by_first.setdefault(first, []).append(rule)
        return Pass(by_first)

    def _check(self, rule: str, template: str, captured: set[str]) -> None:
        """That the rule can read what the template captures, and gets what it needs."""
        names = RULES[rule].split()[1:]
        known = {name.rstrip("*+") for name in names}
        if rule != "none" and captured - known:
            self.fail(
                rule, template, f"reads only {', '.join(sorted(known))}, each as <name:class>"
            )
        needed = {name.rstrip("*") for name in names if name.endswith("*")}
        choice = {name.rstrip("+") for name in names if name.endswith("+")}
        if needed - captured or (choice and not choice & captured):
            self.fail(rule, template, f"needs {', '.join(sorted(needed or choice))}")

    def fail(self, rule: str, template: str, why: str) -> None:
        """Raises UsageError naming file, rule, template and fix."""
        where = f"{self.path}: [[passes]] {rule}"
        raise UsageError(f"{where} {template!r}: {why}" if template else f"{where}: {why}")

    def characters(self, word: str) -> list[str]:
        """For each token of a template's word, its characters (both where case makes two)."""
        if word == "^":
            return [BREAK]
        glued = word.startswith("+") and len(word) > 1
        tokens = ["+" + t for t in cut(word[1:])] if glued else cut(word)
        return [c + self.other_case.get(c, "") for c in self._string(tokens)]

    def reference(self, name: str) -> Part | None:
        """What `<name>` stands for: a class, a kind, or a shape of number."""
        bare = name.rstrip("!")
        if bare in SHAPES:
            return charset(self._shapes(SHAPES[bare]))
        if bare in KINDS:
            return charset(KINDS[bare])
        if bare in UNIONS:
            return charset("".join(KINDS[k] for k in UNIONS[bare]))
        if bare in ("number", "day"):
            return self._numbers(DAY if bare == "day" else DAY + TWO + YEAR + NUMBER + DECIMAL)
        strings = self._classes.get(bare)
        if strings is None:
            return None
        both = [s + (self.other_case.get(s, "") if name == bare else "") for s in strings]
        singles = "".join(both[i] for i, s in enumerate(strings) if len(s) == 1)
        longer = sorted((s for s in strings if len(s) > 1), key=len, reverse=True)
        parts = [re.escape(s) for s in longer] + ([f"[{singles}]"] if singles else [])
        return Part(f"(?:{'|'.join(parts)})", frozenset(singles + "".join(s[0] for s in longer)),
                    False)  # fmt: skip

    def _numbers(self, shapes: str) -> Part:
        """Digits with an ordinal mark, or number words up to 99."""
        shapes = self._shapes(shapes)
        ones, tens = self.reference("ones"), self.reference("tens")
        marks = self.reference("mark")
        if not (ones and tens):
            self.fail("words", "", "needs the classes ones and tens")
        assert ones
        assert tens
        join = "".join(self._string([t]) for t in self.table.joiner.split())
        mark = f"{marks.regex}?" if marks else ""
        regex = f"(?:[{shapes}]{mark}|{tens.regex}(?:[{join}]?{ones.regex})?|{ones.regex})"
        return Part(regex, frozenset(shapes) | ones.firsts | tens.firsts, False)


def cut(words: str) -> list[str]:
    """The folded tokens of a word or phrase. A letter glued to a number is marked "+" ("10h" →
    10 +h), a number glued to a letter "~" ("Q1" → q ~1)."""
    if words.startswith("+") and len(words) > 1:
        return ["+" + fold(words[1:])]
    tokens: list[str] = []
    last, before = -1, ""
    for m in TOKEN.finditer(words):
        word = m.group()
        glued = m.start() == last
        if glued and before.isdigit() and word[0].isalpha():
            tokens.append("+" + fold(word))
        elif glued and before.isalpha() and word[0].isdigit():
            tokens.append("~" + word)
        else:
            tokens.append(fold(word))
        last, before = m.end(), word[-1]
    return tokens


def shape(word: str) -> str:
    """The character for a number that the vocabulary does not hold."""
    if len(word) > LONGEST_NUMBER:
        return PLAIN
    if re.fullmatch(r"[0-9]+", word):
        if len(word) <= 2:
            return DAY if int(word) <= 31 else TWO
        return YEAR if len(word) == 4 and "1000" <= word < "2200" else NUMBER
    if re.fullmatch(r"[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{4}|[0-9]{2})", word):
        return DOTTED
    if re.fullmatch(r"[0-9]{1,6}[.,][0-9]{1,2}", word):
        return DECIMAL
    return NUMBER if re.fullmatch(r"[0-9]{1,3}([.,][0-9]{3})+", word) else PLAIN


def is_integer(text: str) -> bool:
    return re.fullmatch(r"-?\d+", text) is not None
