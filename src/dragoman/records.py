"""The records that pass between the rooms, and the public record that comes out at the end.

What comes in: nothing; this is the vocabulary. What goes out: frozen structs. Offsets are half-open
code points of `Article.text`, and `text[start:end] == span.text` holds for every span. Missing is
None, never a guess. Event types, modes, statuses and codes: docs/codebook.md.

Each room takes the struct that the room before it made and returns one with a layer more:

    Page → Text → Divided → Scored → Marked → Framed → Record
    acquire clean  divide    encode   entities frames   ground
"""

from __future__ import annotations

from typing import Any, Literal, Protocol, TypeVar

import msgspec

SCHEMA = 1

Language = Literal["es", "en", "pt", "fr"]
LANGUAGES: tuple[Language, ...] = ("es", "en", "pt", "fr")
Status = Literal["occurred", "planned", "hypothetical", "negated"]


class Struct(msgspec.Struct, frozen=True, gc=False):
    """Base of every record: frozen, its parent's fields first, and without cycles, so that the
    garbage collector need not look at it."""


# --- The public record ------------------------------------------------------------------------


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the article's text: half-open code points, and the words themselves."""

    text: str
    start: int
    end: int


class ActorRef(Span, frozen=True, kw_only=True):
    """Somebody who takes part, as named here. `by` says which rule or model decided on `id`."""

    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    person: str | None = None
    role: str | None = None
    score: float = 0.0
    by: str = "none"


class Issue(Span, frozen=True, kw_only=True):
    """What is demanded, refused, promised or discussed."""

    id: str | None = None
    name: str | None = None


class When(Span, frozen=True, kw_only=True):
    """A time expression and what it says, never more precise than the words.

    `type` and `value` as in TIMEX3 (DATE, TIME, DURATION, SET); `earliest` and `latest` ISO days,
    inclusive; `edtf` ISO 8601-2; `anchor` the ISO date it was counted from, if any; `basis` is
    stated (the event's own words), inferred (from the context) or publication (nothing else known).
    """

    type: str
    value: str
    earliest: str | None = None
    latest: str | None = None
    edtf: str | None = None
    anchor: str | None = None
    basis: str = "stated"


class Place(Span, frozen=True, kw_only=True):
    id: str | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Contact(Struct, frozen=True, kw_only=True):
    """What every CONSULT carries (codebook §6)."""

    step: str
    medium: str = "unspecified"
    level: str = "unspecified"
    requested_by: ActorRef | None = None
    host: ActorRef | None = None
    mediator: ActorRef | None = None
    secret: bool = False
    topics: tuple[Span, ...] = ()
    margins_of: Span | None = None
    outcome: Span | None = None


class Attribution(Struct, frozen=True, kw_only=True):
    """Who says so: the id of the quote the event is told in, its speaker, the kind of source."""

    quote: str | None
    speaker: ActorRef | None
    sourcing: str


class Codes(Struct, frozen=True, kw_only=True):
    """The event in the words of other ontologies; None where they have no code for it."""

    plover: str | None
    cameo: str | None


class Event(Struct, frozen=True, kw_only=True):
    """Who did what to whom: one trigger, its roles, and the words that say each of them."""

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: str
    intensity: float
    status: Status
    historical: bool
    trigger: Span
    sentence: Span
    retold: tuple[Span, ...]
    actors: tuple[ActorRef, ...]
    recipients: tuple[ActorRef, ...]
    issue: Issue | None
    date: When | None
    place: Place | None
    contact: Contact | None
    attribution: Attribution | None
    confidence: float
    codes: Codes


class Quote(Span, frozen=True, kw_only=True):
    """What somebody said: `kind` is direct, indirect or mixed (codebook §7)."""

    id: str
    kind: str
    speaker: ActorRef | None
    cue: Span | None
    addressee: ActorRef | None
    sourcing: str


class Actor(Struct, frozen=True, kw_only=True):
    """One actor of the article with all its mentions; `text` is the fullest of them."""

    id: str | None
    name: str | None
    country: str | None
    person: str | None
    role: str | None
    mentions: tuple[Span, ...]
    text: str


class Dropped(Struct, frozen=True, kw_only=True):
    """A stretch that was taken out of the text, and why (a reason of clean's closed list)."""

    text: str
    reason: str


class Reject(Struct, frozen=True, kw_only=True):
    """An expected failure: what, where, at which stage, and what to do (`errors.Code`)."""

    article: str | None
    path: str
    line: int | None
    stage: str
    code: str
    detail: str


class Article(Struct, frozen=True, kw_only=True):
    """The article as the record shows it. The title is the first line of `text`."""

    id: str
    hash: str
    path: str
    line: int | None
    url: str | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    language: str | None
    published: str | None
    published_from: str | None
    text: str
    dropped: tuple[Dropped, ...]


class Engine(Struct, frozen=True, kw_only=True):
    """What read the article: versions of the program, of the reader model and of the knowledge."""

    version: str
    model: str
    knowledge: str


class Record(Struct, frozen=True, kw_only=True):
    """Everything read from one article: one line of `--format jsonl`."""

    schema: int = SCHEMA
    article: Article
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    actors: tuple[Actor, ...] = ()
    rejects: tuple[Reject, ...] = ()
    engine: Engine


# --- Between the rooms ------------------------------------------------------------------------


class Page(Struct, frozen=True, kw_only=True):
    """acquire → clean. One article as found: `body` is plain text or HTML, as `media` says.

    A file that gives no article is a Page with an empty body and its Reject.
    `published` is an ISO date (YYYY-MM-DD), or None.
    """

    path: str
    body: str = ""
    media: Literal["text", "html"] = "text"
    id: str | None = None
    line: int | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    published_from: str | None = None
    rejects: tuple[Reject, ...] = ()


class Text(Struct, frozen=True, kw_only=True):
    """clean → divide. The cleaned article; later layers add to it and never change it."""

    article: Article
    rejects: tuple[Reject, ...] = ()


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence: offsets in the article, and the bounds of its tokens (article offsets too)."""

    start: int
    end: int
    tokens: tuple[tuple[int, int], ...]
    title: bool = False


class Divided(Text, frozen=True, kw_only=True):
    """divide → encode."""

    sentences: tuple[Sentence, ...] = ()


class Label(Struct, frozen=True, kw_only=True):
    """A stretch with a label and a score: what a reader found, before anybody asks who it is.

    `kind` says which head found it, `label` what it is (`LABELS`). `attributes` are (name, value,
    score) and belong to triggers: status, mode, historical, voice (active, passive, noun), person,
    tense (past), and the contact's step, medium, secret.
    """

    kind: str
    label: str
    start: int
    end: int
    score: float
    attributes: tuple[tuple[str, str, float], ...] = ()


class Link(Struct, frozen=True, kw_only=True):
    """`source` plays no role itself: `target` is its actor, date … Both index `Scores.labels`."""

    source: int
    target: int
    role: str
    score: float


class Scores(Struct, frozen=True, kw_only=True):
    """What the reader says of one sentence: labelled spans and a sparse list of relations."""

    labels: tuple[Label, ...] = ()
    links: tuple[Link, ...] = ()


LABELS: dict[str, tuple[str, ...]] = {
    "mention": ("person", "office", "state", "body", "group", "place", "pronoun"),
    "date": ("date",),
    "trigger": (
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
        "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    ),
    "quote": ("direct", "indirect", "mixed"),
    "cue": ("cue",),
    "issue": ("issue",),
    "outcome": ("outcome",),
    "event": ("margins",),
}  # fmt: skip
ROLES: tuple[str, ...] = (
    "actor", "recipient", "date", "place", "issue", "said_in", "said_by", "speaker", "cue",
    "addressee", "requested_by", "host", "mediator", "topic", "margins_of", "outcome", "retold",
)  # fmt: skip


class Scored(Divided, frozen=True, kw_only=True):
    """encode → entities. One `Scores` a sentence, in order."""

    scores: tuple[Scores, ...] = ()


class Mention(Struct, frozen=True, kw_only=True):
    """Somebody or something named: its span, its kind (`LABELS["mention"]`) and its sentence.

    `head` is the span that names it (the surname, the state, the acronym), `office` the words of
    an office, `of` the words of the state or body it belongs to; each None where there is none.
    `title` tells a mention that stands in the headline.
    """

    start: int
    end: int
    kind: str
    sentence: int
    score: float
    head: tuple[int, int] | None = None
    office: tuple[int, int] | None = None
    of: tuple[int, int] | None = None


class Marked(Scored, frozen=True, kw_only=True):
    """entities → frames. Mentions in text order; `index[s][k]` is the mention that label k of
    sentence s became, or -1."""

    mentions: tuple[Mention, ...] = ()
    index: tuple[tuple[int, ...], ...] = ()


class Filler(Struct, frozen=True, kw_only=True):
    """What fills a role: mention number `mention`, or (−1) just the words start:end."""

    role: str
    start: int
    end: int
    score: float
    mention: int = -1


class Frame(Struct, frozen=True, kw_only=True):
    """An event before its actors and dates are resolved. `past`: told in a past tense."""

    type: str
    modes: tuple[str, ...]
    status: Status
    historical: bool
    start: int
    end: int
    sentence: int
    fillers: tuple[Filler, ...]
    contact: tuple[tuple[str, str], ...]
    confidence: float
    retold: tuple[tuple[int, int], ...] = ()
    statement: int = -1
    past: bool = False


class Statement(Struct, frozen=True, kw_only=True):
    """A quotation before its speaker is resolved; fillers speaker, cue, addressee."""

    kind: str
    start: int
    end: int
    sentence: int
    fillers: tuple[Filler, ...]
    sourcing: str


class Framed(Marked, frozen=True, kw_only=True):
    """frames → ground. Frames in text order; `Frame.statement` indexes `statements` (or −1)."""

    frames: tuple[Frame, ...] = ()
    statements: tuple[Statement, ...] = ()


L = TypeVar("L", bound=Struct)


def grow(layer: type[L], base: Struct, **added: Any) -> L:
    """`base` with a layer more: its fields, and `added`, as a `layer`."""
    return layer(**{name: getattr(base, name) for name in base.__struct_fields__}, **added)


class Reader(Protocol):
    """The reader behind `encode`: the lexicon, or a model with the same face."""

    name: str

    def read(self, article: Divided) -> tuple[Scores, ...]:
        """One `Scores` a sentence, in order; a pure function of the article."""
