"""Speech: what is said, by whom, and the word that says so.

What comes in: an article and its `Line`s with their mentions. What goes out: `Said`s: a stretch of
the text (direct between quotation marks, indirect after a reporting verb or beside "according to"),
its cue and its speaker, all within one sentence (docs/codebook.md §7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from dragoman.encode.lexicon.cast import Cast
from dragoman.encode.lexicon.line import Line

# Pairs of quotation marks; a straight one closes in its own paragraph.
QUOTED = re.compile(
    r"“([^“”]{2,3000})”|«([^«»]{2,3000})»|\"([^\"\n]{2,2000})\"|‘([^‘’\n]{12,1500})’(?!\w)"
)
TRIM = " \t\n,.;:"
MIN_WORDS = 1
FAR = 30


class Said(msgspec.Struct, frozen=True, gc=False):
    """A statement found in sentence `line`: offsets, kind, cue tokens, speaker mention number."""

    line: int
    kind: str
    start: int
    end: int
    cue: tuple[int, int] | None
    speaker: int | None
    score: float


def said(text: str, lines: Sequence[Line], casts: Sequence[Cast]) -> list[Said]:
    """The statements of an article, in order."""
    cues = [_cues(line) for line in lines]
    out = _direct(text, lines, casts, cues)
    quoted = [(s.start, s.end) for s in out]
    for n, line in enumerate(lines):
        out += _indirect(n, line, casts[n], cues[n], quoted)
    out.sort(key=lambda s: (s.start, s.end))
    return out


def _cues(line: Line) -> list[tuple[int, int]]:
    """Reporting verbs outside quotation marks, as tokens start:end."""
    table = line.kit.grammar.speech
    out = []
    for i in range(len(line)):
        if _speaks(line, i):
            ends = [end for end, _ in table.at(line.words, i, line.lemmas(i), line.is_form)]
            if ends:
                out.append((i, max(ends)))
    return out


def _speaks(line: Line, i: int) -> bool:
    """Whether token i is a verb that can report: not quoted, and no participle that describes."""
    if not line.forms(i) or line.quoted(i):
        return False
    if any(f.tense != "participle" for f in line.forms(i)):
        return True
    perfect = line.kit.grammar.auxiliary.perfect
    return any(set(line.lemmas(j)) & perfect for j in range(max(0, i - 3), i))


def _direct(
    text: str, lines: Sequence[Line], casts: Sequence[Cast], cues: Sequence[list[tuple[int, int]]]
) -> list[Said]:
    out: list[Said] = []
    for found in QUOTED.finditer(text):
        group = next(g for g in range(1, 5) if found.group(g) is not None)
        start, end = found.span(group)
        while start < end and text[start] in TRIM:
            start += 1
        while end > start and text[end - 1] in TRIM[:5]:
            end -= 1
        inside = [
            n
            for n, li in enumerate(lines)
            if li.bounds and li.bounds[-1][1] > start and li.bounds[0][0] < end
        ]
        if not inside or end - start < 2 or text[start:end].count(" ") + 1 < MIN_WORDS:
            continue
        best: tuple[float, int, tuple[int, int] | None, int | None] | None = None
        for n in dict.fromkeys((inside[-1], inside[0])):
            choice = _speaker_of(n, lines[n], casts[n], cues[n], start, end)
            if choice is not None and (best is None or choice[0] < best[0]):
                best = choice
        if best is None:
            out.append(Said(inside[0], "direct", start, end, None, None, 0.7))
        else:
            out.append(Said(best[1], "direct", start, end, best[2], best[3], 0.9))
    return out


def _speaker_of(
    n: int, line: Line, cast: Cast, cues: Sequence[tuple[int, int]], start: int, end: int
) -> tuple[float, int, tuple[int, int] | None, int | None] | None:
    """The nearest cue to a quotation in one sentence: (distance, sentence, cue, speaker)."""
    best: tuple[float, int, tuple[int, int] | None, int | None] | None = None
    for cue in cues:
        a, b = line.span(*cue)
        if a >= start and b <= end:
            continue
        distance = float(a - end if a >= end else start - b)
        inverted = a >= end and not _named_between(line, cast, end, a)
        speaker = _speaker(line, cast, cue, inverted)
        if speaker is None:
            distance += 60
        if best is None or distance < best[0]:
            best = distance, n, cue, speaker
    source = _source(line, cast)
    if source is not None and (best is None or best[0] > 60):
        return 50.0, n, source[0], source[1]
    return best


def _speaker(line: Line, cast: Cast, cue: tuple[int, int], inverted: bool) -> int | None:
    """The mention that speaks: after an inverted cue to its right, else the subject to its left."""

    def right() -> int | None:
        for m in cast.after(cue[1]):
            if cast.chunks[m].start - cue[1] <= 4 and cast.markers[m] in ("",):
                return m
        return None

    def left() -> int | None:
        found = cast.subject(_group_start(line, cue[0]))
        return found[0] if found else None

    first, second = (right, left) if inverted else (left, right)
    speaker = first()
    return second() if speaker is None else speaker


def _named_between(line: Line, cast: Cast, start: int, end: int) -> bool:
    """Whether a mention stands between offsets start:end (`"…," the minister told reporters`)."""
    return any(
        line.bounds[c.start][0] >= start and line.bounds[c.end - 1][1] <= end for c in cast.chunks
    )


def _group_start(line: Line, i: int) -> int:
    """The first token of the verb group that ends at i: auxiliaries and pronouns before it."""
    while i > 0 and (
        line.is_a(i - 1, "clitic")
        or line.is_a(i - 1, "negation")
        or bool(set(line.lemmas(i - 1)) & line.kit.grammar.auxiliary.perfect)
    ):
        i -= 1
    return i


def _source(line: Line, cast: Cast) -> tuple[tuple[int, int], int] | None:
    """ "According to X" in a sentence: its words and the mention X."""
    table = line.kit.grammar.according
    for i in range(len(line)):
        for end, _ in table.at(line.words, i, line.lemmas(i), line.is_form):
            for m, chunk in enumerate(cast.chunks):
                if 0 <= chunk.core - end <= 3 and not cast.barred(end, chunk.core):
                    return (i, end), m
    return None


def _indirect(
    n: int, line: Line, cast: Cast, cues: Sequence[tuple[int, int]], quoted: list[tuple[int, int]]
) -> list[Said]:
    if line.sentence.title:
        return _headline(n, line, cast)
    out: list[Said] = []
    for cue in cues:
        that = next(
            (i for i in range(cue[1], min(len(line), cue[1] + 8)) if line.is_a(i, "that")), None
        )
        if that is not None and not any(line.words[i] in ',;:.«»“”"' for i in range(cue[1], that)):
            if not cast.verbs_between(cue[1], that):
                span = _trimmed(line, that + 1, _content_end(line, that + 1))
                if span is not None and not _held(span, quoted):
                    speaker = _speaker(line, cast, cue, inverted=False)
                    out.append(Said(n, "indirect", *span, cue, speaker, 0.7))
                    break
        elif (after := _plain_content(line, cast, cue)) is not None:
            # English leaves "that" out: "Kyiv said the soldiers were freed".
            span = _trimmed(line, after, _content_end(line, after))
            if span is not None and not _held(span, quoted):
                speaker = _speaker(line, cast, cue, inverted=False)
                out.append(Said(n, "indirect", *span, cue, speaker, 0.65))
                break
        elif cue[0] > 3 and (comma := _comma_before(line, cast, cue)) is not None:
            span = _trimmed(line, 0, comma)
            if span is not None and not _held(span, quoted) and cast.verbs_between(0, comma):
                edge = line.bounds[comma][1]
                inverted = not _named_between(line, cast, edge, line.bounds[cue[0]][0])
                speaker = _speaker(line, cast, cue, inverted)
                if speaker is not None or cue[1] >= len(line) - 1:
                    out.append(Said(n, "indirect", *span, cue, speaker, 0.65))
                    break
    if not out:
        source = _source(line, cast)
        if source is not None:
            (a, b), m = source
            end = len(line)
            if a > 4:
                span = _trimmed(line, 0, a - 1 if line.words[a - 1] == "," else a)
            else:
                comma = next(
                    (i for i in range(cast.chunks[m].end, end) if line.words[i] == ","), end
                )
                span = _trimmed(line, min(comma + 1, end), end)
            if span is not None and not _held(span, quoted):
                out.append(Said(n, "indirect", *span, (a, b), m, 0.6))
    return out


def _comma_before(line: Line, cast: Cast, cue: tuple[int, int]) -> int | None:
    """The comma between what is said and its cue: "…, said A" or, in English, "…, A said"."""
    begin = _group_start(line, cue[0])
    if line.kit.grammar.adjective == "after":
        return begin - 1 if line.words[begin - 1] == "," else None
    if line.words[begin - 1] == ",":
        # "…, saying that" looks forward; "A, who vetoed it, called for a vote" says nothing.
        looks_on = any(f.tense == "gerund" for f in line.forms(cue[0])) or any(
            end > cue[1]
            for end, _ in line.kit.lexicon.patterns.at(
                line.words, cue[0], line.lemmas(cue[0]), line.is_form
            )
        )
        return None if looks_on else begin - 1
    for chunk in cast.chunks:
        if 0 <= begin - chunk.end <= 1 and chunk.start > 3 and line.words[chunk.start - 1] == ",":
            end = next((i for i in range(cue[1], len(line)) if line.words[i] in ",;."), len(line))
            return None if cast.verbs_between(cue[1], end) else chunk.start - 1
    return None


def _plain_content(line: Line, cast: Cast, cue: tuple[int, int]) -> int | None:
    """Where content without "that" begins: a mention, pronoun or article after an English cue that
    a personal verb follows; "said on Friday" is passed over."""
    if line.kit.grammar.adjective == "after" or line.words[cue[0] - 1 : cue[0]] == [","]:
        return None
    triggers = line.kit.lexicon.patterns
    if triggers.at(line.words, cue[0], line.lemmas(cue[0]), line.is_form):
        return None  # "condemned the attack": an act of its own, with an object
    ends = {c.start: c.end for c in cast.chunks}
    for i in range(cue[1], min(len(line), cue[1] + 5)):
        if line.words[i] in ',;:.«»“”"':
            return None
        opens = i in ends or any(line.is_a(i, c) for c in ("pronoun", "determiner", "possessive"))
        if opens and not line.is_a(i - 1, "preposition"):
            stop = next((j for j in range(i, len(line)) if line.words[j] in ",;."), len(line))
            return i if stop - ends.get(i, i + 1) >= 3 else None
    return None


def _headline(n: int, line: Line, cast: Cast) -> list[Said]:
    """ "…: speaker" at the end of a headline."""
    colon = next((i for i in range(len(line) - 1, 3, -1) if line.words[i] == ":"), None)
    if colon is None or len(line) - colon > 8:
        return []
    speaker = next((m for m, c in enumerate(cast.chunks) if c.start == colon + 1), None)
    span = _trimmed(line, 0, colon)
    if speaker is None or span is None:
        return []
    return [Said(n, "indirect", *span, (colon, colon + 1), speaker, 0.6)]


def _content_end(line: Line, start: int) -> int:
    """Where what is said ends: at a semicolon or at the end of the sentence."""
    return next((i for i in range(start, len(line)) if line.words[i] == ";"), len(line))


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of tokens start:end without marks at either side; None for fewer than three words."""
    while start < end and not line.raw[start][0].isalnum() and line.raw[start] not in '«“"¿¡(':
        start += 1
    while end > start and not line.raw[end - 1][-1].isalnum() and line.raw[end - 1] not in '»”"?!)':
        end -= 1
    return line.span(start, end) if end - start >= 3 else None


def _held(span: tuple[int, int], quoted: list[tuple[int, int]]) -> bool:
    """Whether most of a stretch lies inside a direct quotation already found."""
    return any(min(span[1], b) - max(span[0], a) > 0.7 * (span[1] - span[0]) for a, b in quoted)
