"""The lexicon reader: an article's sentences to labelled spans and relations, by rule.

What comes in: a `Divided` article. What goes out: one `records.Scores` a sentence, as a trained
reader would give. It is the baseline that such a reader must beat.
"""

from __future__ import annotations

from collections import Counter

from dragoman.encode.lexicon.cast import Cast
from dragoman.encode.lexicon.contacts import contact
from dragoman.encode.lexicon.issues import issue, topic
from dragoman.encode.lexicon.line import Line
from dragoman.encode.lexicon.mentions import Chunk, chunks
from dragoman.encode.lexicon.roles import noun_roles, verb_roles
from dragoman.encode.lexicon.speech import Said, said
from dragoman.encode.lexicon.triggers import Hit, hits
from dragoman.know.kit import Kit
from dragoman.records import Divided, Label, Link, Scores

# An article with this many off-topic words a political mention is of another domain.
OFF_TOPIC = 1.0
PLACE_REACH = 14
DATELINE = 16
DATELINE_ENDS = frozenset({")", "—", "–", "-", ":"})
DATE_REACH = 140


class LexiconReader:
    """`records.Reader` by patterns; a pure function of the article."""

    name = "lexicon"

    def __init__(self, kit: Kit) -> None:
        self.kit = kit

    def read(self, article: Divided) -> tuple[Scores, ...]:
        """One `Scores` a sentence, in order."""
        kit = self.kit[article.article.language or ""]
        text = article.article.text
        lines = [Line(text, sentence, kit) for sentence in article.sentences]
        seen = _inner_capitals(lines)
        casts = [Cast(line, chunks(line, seen)) for line in lines]
        statements: dict[int, list[Said]] = {}
        for statement in said(text, lines, casts):
            statements.setdefault(statement.line, []).append(statement)
        foreign = _off_topic(lines, casts)
        return tuple(_scores(cast, statements.get(n, []), foreign) for n, cast in enumerate(casts))


def _inner_capitals(lines: list[Line]) -> frozenset[str]:
    """Folded words that stand with a capital inside a sentence: they are names at its start too."""
    return frozenset(
        line.words[i]
        for line in lines
        if not line.shouting and not line.sentence.title
        for i in range(1, len(line))
        if line.raw[i][0].isupper() and line.raw[i - 1][-1].isalnum()
    )


def _off_topic(lines: list[Line], casts: list[Cast]) -> bool:
    """Whether the article speaks of sport, shows or science rather than of politics."""
    table = lines[0].kit.lexicon.off_topic if lines else None
    if table is None:
        return False
    words: Counter[str] = Counter()
    political = 0
    for line, cast in zip(lines, casts, strict=True):
        for i in range(len(line)):
            if table.at(line.words, i, (), line.is_form):
                words[line.words[i]] += 1
        political += sum(c.political for c in cast.chunks)
    # A word repeated all over says little more than one said thrice.
    return sum(min(3, n) for n in words.values()) > OFF_TOPIC * max(3, political)


class _Sheet:
    """Labels and links of one sentence, as they are written down."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.labels: list[Label] = []
        self.links: list[Link] = []

    def label(
        self,
        kind: str,
        label: str,
        span: tuple[int, int],
        score: float,
        attributes: tuple[tuple[str, str, float], ...] = (),
    ) -> int:
        self.labels.append(
            Label(
                kind=kind,
                label=label,
                start=span[0],
                end=span[1],
                score=score,
                attributes=attributes,
            )
        )
        return len(self.labels) - 1

    def link(self, source: int, target: int, role: str, score: float) -> None:
        self.links.append(Link(source=source, target=target, role=role, score=round(score, 3)))


def _scores(cast: Cast, statements: list[Said], foreign: bool) -> Scores:
    line = cast.line
    sheet = _Sheet(line)
    mentions = [
        sheet.label("mention", _kind(cast, n, c), line.span(c.start, c.end), 0.8)
        for n, c in enumerate(cast.chunks)
    ]
    begin = _after_dateline(cast)
    dates = [
        (sheet.label("date", "date", (d.start, d.end), 0.8), d)
        for d in line.kit.dates.of(line.text)
        if d.start >= begin and d.end <= line.sentence.end
    ]
    for hit in hits(line, cast.chunks):
        roles = (verb_roles if hit.trigger.verbal else noun_roles)(cast, hit)
        if foreign and not _strong(cast, hit, roles):
            continue
        spoken = hit.group.person.startswith("1") and line.quoted(hit.start)
        if hit.trigger.weak and not spoken and not _political(cast, roles):
            continue
        _event(sheet, cast, hit, roles, mentions, [(n, d.start, d.end) for n, d in dates])
    for statement in statements:
        quote = sheet.label(
            "quote", statement.kind, (statement.start, statement.end), statement.score
        )
        if statement.cue is not None:
            cue = sheet.label("cue", "cue", line.span(*statement.cue), statement.score)
            sheet.link(quote, cue, "cue", statement.score)
        if statement.speaker is not None:
            sheet.link(quote, mentions[statement.speaker], "speaker", statement.score)
    return Scores(labels=tuple(sheet.labels), links=tuple(sheet.links))


def _after_dateline(cast: Cast) -> int:
    """Where the sentence begins after its dateline, as an offset of the article: the day in a
    dateline is the report's, not the event's."""
    line = cast.line
    if cast.chunks and cast.chunks[0].start == 0 and cast.chunks[0].kind == "place":
        for i in range(cast.chunks[0].end, min(len(line), DATELINE)):
            if line.words[i] in DATELINE_ENDS:
                return line.bounds[i][1]
    return line.sentence.start


def _kind(cast: Cast, n: int, chunk: Chunk) -> str:
    """A state or an unknown name after a preposition of place is a place."""
    named = chunk.kind == "state" or (chunk.kind == "person" and not chunk.political)
    if named and cast.marker(n) == "place":
        return "place"
    return chunk.kind


def _political(cast: Cast, roles: list[tuple[int, str, float]]) -> bool:
    """Whether a polity, an office or an organ takes part, or at least stands in the sentence."""
    if any(cast.chunks[n].political for n, _, _ in roles):
        return True
    return sum(c.political for c in cast.chunks) >= 2


def _strong(cast: Cast, hit: Hit, roles: list[tuple[int, str, float]]) -> bool:
    """What counts even in an article of another domain: two polities and a sure trigger."""
    return hit.score >= 0.7 and sum(cast.chunks[n].political for n, _, _ in roles) >= 2


def _event(
    sheet: _Sheet,
    cast: Cast,
    hit: Hit,
    roles: list[tuple[int, str, float]],
    mentions: list[int],
    dates: list[tuple[int, int, int]],
) -> None:
    line = sheet.line
    kind, modes, status = hit.trigger.type, hit.trigger.modes, hit.group.status
    if status == "occurred" and hit.trigger.status:
        status = hit.trigger.status
    refused = line.kit.ontology.types[kind].refused
    if hit.group.refused and refused is not None:
        # An announced refusal ("no enviará tropas") is uttered now (codebook §4).
        kind, modes, status = "REJECT", (refused,) if refused else (), "occurred"
    elif hit.trigger.official and any(
        role == "actor" and cast.chunks[n].political for n, role, _ in roles
    ):
        kind, *named = hit.trigger.official
        modes = tuple(named)
    attributes = [("mode", mode, hit.score) for mode in modes]
    attributes.append(("status", status, 0.8))
    voice = "passive" if hit.group.passive else "active" if hit.trigger.verbal else "noun"
    attributes += [("voice", voice, 1.0), ("person", hit.group.person, 1.0)]
    if hit.group.past:
        attributes.append(("tense", "past", 1.0))
    pointed: list[tuple[int, str]] = []
    if kind == "CONSULT":
        values, pointed = contact(line, cast, hit)
        attributes += [(name, value, 0.7) for name, value in sorted(values.items())]
    given = {n for n, _ in pointed}
    span = line.span(hit.start, hit.end)
    trigger = sheet.label("trigger", kind, span, hit.score, tuple(attributes))
    for n, role, score in roles:
        if n not in given:
            sheet.link(trigger, mentions[n], role, score)
    for n, role in pointed:
        sheet.link(trigger, mentions[n], role, 0.7)
    told = [n for n, role, _ in roles if role == "recipient"]
    days = [(a, b) for _, a, b in dates]
    content = issue(line, cast, hit, told, days)
    if content is not None:
        sheet.link(trigger, sheet.label("issue", "issue", line.span(*content), 0.5), "issue", 0.5)
    agenda = topic(line, hit, days) if kind == "CONSULT" else None
    if agenda is not None:
        sheet.link(trigger, sheet.label("issue", "issue", line.span(*agenda), 0.5), "topic", 0.5)
    # The nearest may be a duration, which dates nothing: the next ones follow.
    for number, score in zip(_nearest(line, hit, dates), (0.7, 0.6, 0.5), strict=False):
        sheet.link(trigger, number, "date", score)
    place = _place(cast, hit, roles)
    if place is not None:
        sheet.link(trigger, mentions[place], "place", 0.6)


def _nearest(line: Line, hit: Hit, dates: list[tuple[int, int, int]]) -> list[int]:
    """The dates within reach of the trigger, the nearest first, those of its own clause before."""
    a, b = line.span(hit.start, hit.end)
    near: list[tuple[int, int]] = []
    for number, start, end in dates:
        gap = line.text[b:start] if start >= b else line.text[end:a]
        crossed = sum(gap.count(mark) for mark in ",;:()")
        distance = len(gap) + 25 * crossed + 40 * _verbs(line, hit, start, end)
        if distance < DATE_REACH:
            near.append((distance, number))
    return [number for _, number in sorted(near)]


def _verbs(line: Line, hit: Hit, start: int, end: int) -> int:
    """Personal verbs between the trigger and a date at offsets start:end."""
    if start >= line.bounds[hit.end - 1][1]:
        between = range(hit.end, len(line))
        return sum(line.finite(i) for i in between if line.bounds[i][1] <= start)
    return sum(line.finite(i) for i in range(hit.start) if line.bounds[i][0] >= end)


def _place(cast: Cast, hit: Hit, roles: list[tuple[int, str, float]]) -> int | None:
    """The place that follows the trigger in its clause; of a visit, where it leads."""
    visit = "visit" in hit.trigger.modes
    for n in cast.after(hit.end):
        chunk = cast.chunks[n]
        if chunk.start - hit.end > PLACE_REACH:
            break
        case = cast.case(n, hit.trigger.type)
        leads = visit and case == "to" and chunk.kind == "place"
        if leads or (case == "place" and chunk.kind in ("state", "place", "person")):
            return n
    if visit:
        return next(
            (n for n, r, _ in roles if r != "actor" and cast.chunks[n].kind == "state"), None
        )
    return None
