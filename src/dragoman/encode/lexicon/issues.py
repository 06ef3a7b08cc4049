"""Issues: what is demanded, refused, promised, blamed or praised, and what talks are about.

What comes in: a `Line`, its mentions, a `Hit` and where dates stand. What goes out: tokens
start:end, the rest of the clause after the trigger and after whom it is addressed to
(docs/codebook.md §4, §6).
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.encode.lexicon.cast import CLAUSE, Cast
from dragoman.encode.lexicon.line import CLOSE, Line
from dragoman.encode.lexicon.triggers import Hit

WITH_ISSUE = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE", "SUPPORT", "ACCUSE"})
LONGEST = 30
# Small words between a trigger and its issue.
LEADING = ("that", "to", "of", "agent", "purpose", "against", "partner", "place", "preposition")


def issue(
    line: Line, cast: Cast, hit: Hit, addressed: Sequence[int], dates: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The issue of a demand, refusal, promise … as tokens; `addressed` are mention numbers and
    `dates` offsets of the article."""
    if hit.trigger.type not in WITH_ISSUE or not hit.trigger.verbal or hit.group.passive:
        return None
    start = hit.end
    heard = {cast.chunks[n].start: cast.chunks[n].end for n in addressed}
    days = {i: j for a, b in dates if (at := _tokens(line, a, b)) for i, j in [at]}
    while start < len(line):
        if start in heard:
            start = heard[start]
        elif start in days:
            start = days[start]
        elif any(line.is_a(start, name) for name in LEADING) and not line.article(start):
            start += 1
        else:
            break
    return _clause(line, start)


def topic(line: Line, hit: Hit, dates: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """What talks are about, as tokens: what follows "on", "to discuss" … after the trigger."""
    table = line.kit.grammar.contact
    days = {start for start, _ in dates}
    for i in range(hit.end, min(len(line), hit.end + LONGEST)):
        if line.words[i] in CLAUSE:
            break
        ends = [
            end
            for end, (name, _) in table.at(line.words, i, line.lemmas(i), line.is_form)
            if name == "topic" and (end >= len(line) or line.bounds[end][0] not in days)
        ]
        if ends:
            return _clause(line, max(ends))
    return None


def _clause(line: Line, start: int) -> tuple[int, int] | None:
    """Tokens from `start` to the end of its clause; None where nothing but a mark follows."""
    end = start
    while end < len(line) and end - start < LONGEST:
        if line.words[end] in (*CLAUSE, ",", ")") or line.raw[end] in CLOSE or line.raw[end] == '"':
            break
        end += 1
    while end > start and not line.raw[end - 1][-1].isalnum():
        end -= 1
    return (start, end) if end > start else None


def _tokens(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a stretch of the article, as far as this sentence holds it."""
    held = [i for i, (a, b) in enumerate(line.bounds) if a >= start and b <= end]
    return (held[0], held[-1] + 1) if held else None
