"""Past or future: a cheap look at the verbs near a date, in its own sentence.

What comes in: text, the bounds of a time expression, the tense table of the language. What goes
out: "past", "future" or None. Verbs are known by their endings and auxiliaries, nothing more; a
better reader may be passed to `ground.dates.resolve` in its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from dragoman.know.datetable import Tense
from dragoman.know.words import bounds, lower

Time = Literal["past", "future"]
PAST: Time = "past"
FUTURE: Time = "future"
Look = Callable[[str, int, int], Time | None]

REACH = 140
STOP = re.compile(r"[.!?…;](?=\s|$)|\n")
CLAUSE_COST = 4
SHORTEST = 2
LONGEST = 40
LONGEST_PHRASE = 3


def by_endings(table: Tense) -> Look:
    """A `Look` that asks the nearest verb form; a clause between counts as some words more."""
    words: dict[str, Time] = {}
    endings: dict[str, Time] = {}
    right_before: dict[str, Time] = {}
    sides = ((PAST, table.past, table.before.past), (FUTURE, table.future, table.before.future))
    for time, forms, before in sides:
        words |= {word.replace("_", " "): time for word in forms.words.split()}
        endings |= dict.fromkeys(forms.endings.split(), time)
        right_before |= {phrase.replace("_", " "): time for phrase in before.split()}
    breaks = frozenset(table.clause.split())
    nouns = frozenset(table.not_verbs.split())
    longest = max(map(len, endings), default=0)

    @lru_cache(maxsize=65536)
    def tense_of(word: str) -> Time | None:
        if word in nouns:
            return None
        if word in words:
            return words[word]
        for size in range(min(longest, len(word) - SHORTEST), 0, -1):
            if word[-size:] in endings:
                return endings[word[-size:]]
        return None

    def nearest(tokens: list[str], pairs: list[str]) -> tuple[float, Time | None]:
        """The first verb form of `tokens` (nearest first) and how far it is."""
        cost = 0.0
        for token, pair in zip(tokens, pairs, strict=True):
            cost += CLAUSE_COST if token in breaks else 1
            found = words.get(pair) or (tense_of(token) if len(token) < LONGEST else None)
            if found:
                # "to be held": the auxiliary before a participle tells its time.
                return cost, words.get(pair.partition(" ")[0], found)
        return float("inf"), None

    def look(text: str, start: int, end: int) -> Time | None:
        before = text[max(0, start - REACH) : start]
        stops = [m.end() for m in STOP.finditer(before)]
        before = before[stops[-1] :].lstrip() if stops else before.lstrip()
        after = text[end : end + REACH]
        stop = STOP.search(after)
        after = after[: stop.start()] if stop else after
        left = [_word(before[a:b], at=a) for a, b in bounds(before)]
        right = [_word(after[a:b], at=1) for a, b in bounds(after)]
        for size in range(1, min(LONGEST_PHRASE, len(left)) + 1):
            if time := right_before.get(" ".join(left[-size:])):
                return time
        left_pairs = [" ".join(pair) for pair in pairwise(["", *left])]
        right_pairs = [" ".join(pair) for pair in pairwise([*right, ""])]
        left_cost, left_time = nearest(left[::-1], left_pairs[::-1])
        right_cost, right_time = nearest(right, right_pairs)
        return left_time if left_cost <= right_cost else right_time

    return look


def _word(token: str, at: int) -> str:
    """Names are no verbs: a capital within the sentence leaves a word out."""
    return "" if at and token[:1].isupper() else lower(token)
