"""Annotated passages: the inline format of corpus/FORMAT.md, read into structs.

What comes in: the text of a corpus file. What goes out: `Passage`s, and a `Fault` for every line
that cannot be read; a passage with such a line is left out. What the words mean is not looked at
here: see checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.errors import UsageError
from dragoman.records import LANGUAGES, Struct

REGISTERS = (
    "agency", "headline", "background", "liveblog", "communique", "oped", "translated", "speech",
    "social", "negative",
)  # fmt: skip
STATUSES = ("occurred", "planned", "hypothetical", "negated")
KINDS = ("direct", "indirect", "mixed")
SOURCINGS = ("on_record", "anonymous", "document", "media")
STEPS = ("announced", "confirmed", "held", "postponed", "cancelled", "denied")
MEDIUMS = ("in_person", "phone", "video", "letter", "unspecified")
LEVELS = ("leaders", "ministers", "envoys", "officials", "mixed", "unspecified")
EVENT_ROLES = ("actors", "recipients", "date", "place", "issue", "by", "retold")
CONTACT_ROLES = ("requested_by", "host", "mediator", "topics", "margins_of", "outcome")
QUOTE_ROLES = ("speaker", "cue", "addressee")
CONTACT_VALUES = {"step": STEPS, "medium": MEDIUMS, "level": LEVELS, "secret": ("yes",)}

Ids = tuple[str, ...]
OPENING = re.compile(r"\{([A-Za-z]\w*):")
PAIR = re.compile(r"\s+(?=[A-Za-z]\w*=)")
# A line of annotation in an article, where a paragraph too may begin with one of these letters.
ANNOTATION = re.compile(
    rf"A [A-Za-z]\w*=|E \w+ [A-Z]{{3,}}\S* (?:{'|'.join(STATUSES)})\b"
    rf"|Q \w+ (?:{'|'.join(KINDS)})\b|[ECQ] \w+ (?:.* )?\w+=\w"
)


class Fault(Struct, frozen=True):
    """A mistake in a corpus file: where it stands, and what is wrong and how to mend it."""

    path: str
    line: int
    detail: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.detail}"


class Event(Struct, frozen=True, kw_only=True):
    """An E line. Ids name spans of the passage; `by` is who says it."""

    line: int
    trigger: str
    type: str
    modes: tuple[str, ...]
    status: str
    historical: bool
    actors: Ids = ()
    recipients: Ids = ()
    date: Ids = ()
    place: Ids = ()
    issue: Ids = ()
    by: Ids = ()
    retold: Ids = ()


class Contact(Struct, frozen=True, kw_only=True):
    """A C line: what the CONSULT of this trigger carries (codebook §6)."""

    line: int
    trigger: str
    step: str | None = None
    medium: str | None = None
    level: str | None = None
    secret: str | None = None
    requested_by: Ids = ()
    host: Ids = ()
    mediator: Ids = ()
    topics: Ids = ()
    margins_of: Ids = ()
    outcome: Ids = ()


class Actor(Struct, frozen=True, kw_only=True):
    """One part of an A line: the code of a state or body, a sector, a person's full name."""

    line: int
    code: str | None
    sector: str | None
    person: str | None


class Quote(Struct, frozen=True, kw_only=True):
    """A Q line. `sourcing` is None where the speaker's own words tell it."""

    line: int
    span: str
    kind: str
    speaker: Ids = ()
    cue: Ids = ()
    addressee: Ids = ()
    sourcing: str | None = None


class Passage(Struct, frozen=True, kw_only=True):
    """A passage: its text without marks, and its spans as half-open code points of that text.

    `article` is true of a passage of several lines: a headline, then a paragraph a line.
    """

    path: str
    line: int
    language: str
    register: str
    article: bool
    text: str
    spans: dict[str, tuple[int, int]]
    events: tuple[Event, ...] = ()
    contacts: tuple[Contact, ...] = ()
    actors: dict[str, Actor] = msgspec.field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()

    def words(self, span: str) -> str:
        """The text of a span."""
        start, end = self.spans[span]
        return self.text[start:end]


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without marks, and its spans by id. Raises UsageError for marks that do not fit."""
    out: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    open_: list[tuple[str, int]] = []
    at = length = 0
    while at < len(marked):
        opened = OPENING.match(marked, at)
        if opened:
            open_.append((opened[1], length))
            at = opened.end()
            continue
        if marked[at] == "{":
            near = marked[at : at + 12]
            raise UsageError(f"{near!r}: a mark needs an id of letters and digits: {{id:words}}")
        if marked[at] == "}":
            if not open_:
                raise UsageError(f"{marked[max(0, at - 20) : at + 1]!r} closes no mark; remove it")
            name, start = open_.pop()
            if name in spans:
                raise UsageError(f"id {name} is used twice; give the second span another")
            spans[name] = (start, length)
        else:
            out.append(marked[at])
            length += 1
        at += 1
    if open_:
        raise UsageError(f"the mark {{{open_[-1][0]}: is never closed; add }} after its last word")
    return "".join(out), spans


def parse(source: str, path: str) -> tuple[list[Passage], list[Fault]]:
    """The passages of a file, and the lines that cannot be read."""
    passages: list[Passage] = []
    faults: list[Fault] = []
    for lines in _blocks(source):
        block = _Block(path, lines)
        passage = block.read()
        faults += block.faults
        if passage is not None and not block.faults:
            passages.append(passage)
    return passages, faults


def _blocks(source: str) -> Iterator[list[tuple[int, str]]]:
    """Runs of lines that are not empty, each line with its number."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*source.split("\n"), ""], 1):
        if line.strip():
            block.append((number, line.rstrip()))
        elif block:
            yield block
            block = []


class _HeadError(Exception):
    """(line, detail): a passage of which nothing more can be read."""


class _Block:
    """One passage while it is read."""

    def __init__(self, path: str, lines: list[tuple[int, str]]) -> None:
        self.path = path
        self.lines = lines
        self.faults: list[Fault] = []
        self.spans: dict[str, tuple[int, int]] = {}
        self.events: list[Event] = []
        self.contacts: list[Contact] = []
        self.actors: dict[str, Actor] = {}
        self.quotes: list[Quote] = []

    def read(self) -> Passage | None:
        """The passage, or None where its head or its marks are wrong; faults are kept beside it."""
        try:
            return self._read()
        except _HeadError as wrong:
            self._fault(*wrong.args)
            return None

    def _read(self) -> Passage:
        (first, head), *rest = self.lines
        words = head.split()
        if words[0] != "T" or len(words) not in {3, 4}:
            raise _HeadError(first, "a passage begins with: T language register")
        _, language, register, *more = words
        if language not in LANGUAGES:
            raise _HeadError(first, f"language {language!r}: use one of {', '.join(LANGUAGES)}")
        if register not in REGISTERS:
            raise _HeadError(first, f"register {register!r}: use one of {', '.join(REGISTERS)}")
        if more not in ([], ["article"]):
            raise _HeadError(first, f"{more[0]!r}: only the word article may follow the register")
        count = len(rest) if more else min(1, len(rest))
        for n, (_, line) in enumerate(rest):
            if ANNOTATION.match(line):
                count = min(n, count)
                break
        if not count:
            raise _HeadError(first, "the passage has no text; write it in the line below T")
        try:
            text, self.spans = unmark("\n".join(line for _, line in rest[:count]))
        except UsageError as wrong:
            raise _HeadError(rest[0][0], str(wrong)) from wrong
        for number, line in rest[count:]:
            try:
                self._annotate(number, line)
            except UsageError as wrong:
                self._fault(number, str(wrong))
        return Passage(
            path=self.path, line=first, language=language, register=register, article=bool(more),
            text=text, spans=self.spans, events=tuple(self.events), actors=self.actors,
            contacts=tuple(self.contacts), quotes=tuple(self.quotes),
        )  # fmt: skip

    def _fault(self, line: int, detail: str) -> None:
        self.faults.append(Fault(self.path, line, detail))

    def _annotate(self, number: int, line: str) -> None:
        kind, _, rest = line.partition(" ")
        words = rest.split()
        if kind not in {"E", "C", "A", "Q"} or not words:
            # Without it the marks of this line are unknown, and every line after it seems wrong.
            raise _HeadError(
                number,
                "not an E, C, A or Q line; a passage of several lines has the word article "
                "after its register",
            )
        if kind == "A":
            for part in PAIR.split(rest.strip()):
                self._actor(number, part)
            return
        trigger = self._ids(words[0])[0]
        flags = [w for w in words[1:] if "=" not in w]
        values: dict[str, str] = {}
        for word in words[1:]:
            key, given, value = word.partition("=")
            if given and key in values:
                raise UsageError(f"{key}= stands twice; join its ids with +")
            if given:
                values[key] = value
        if kind == "E":
            self._event(number, trigger, flags, values)
        elif kind == "C":
            self._contact(number, trigger, flags, values)
        else:
            self._quote(number, trigger, flags, values)

    def _ids(self, joined: str) -> Ids:
        ids = tuple(joined.split("+"))
        for name in ids:
            if name not in self.spans:
                raise UsageError(
                    f"no span {name!r} in the text; mark it {{{name}:…}} or correct it"
                )
        return ids

    def _roles(self, values: dict[str, str], keys: tuple[str, ...]) -> dict[str, Ids]:
        for key in values:
            if key not in keys:
                raise UsageError(f"unknown key {key}=; use one of {', '.join(keys)}")
        return {key: self._ids(value) for key, value in values.items()}

    def _event(self, line: int, trigger: str, flags: list[str], values: dict[str, str]) -> None:
        if len(flags) < 2 or flags[1] not in STATUSES or flags[2:] not in ([], ["historical"]):
            raise UsageError(
                f"an event is: E trigger TYPE.mode status [historical] key=ids, with a status "
                f"of {', '.join(STATUSES)}"
            )
        type_, dot, modes = flags[0].partition(".")
        event = Event(
            line=line, trigger=trigger, type=type_, modes=tuple(modes.split("+")) if dot else (),
            status=flags[1], historical=len(flags) == 3, **self._roles(values, EVENT_ROLES),
        )  # fmt: skip
        self.events.append(event)

    def _contact(self, line: int, trigger: str, flags: list[str], values: dict[str, str]) -> None:
        if flags:
            raise UsageError(f"{flags[0]!r}: a C line holds only key=value after its trigger")
        closed = {key: values.pop(key) for key in CONTACT_VALUES if key in values}
        for key, value in closed.items():
            if value not in CONTACT_VALUES[key]:
                raise UsageError(f"{key}={value}: use one of {', '.join(CONTACT_VALUES[key])}")
        for key in values:
            if key not in CONTACT_ROLES:
                known = ", ".join((*CONTACT_VALUES, *CONTACT_ROLES))
                raise UsageError(f"unknown key {key}=; use one of {known}")
        roles = self._roles(values, CONTACT_ROLES)
        self.contacts.append(
            Contact(
                line=line, trigger=trigger, step=closed.get("step"), medium=closed.get("medium"),
                level=closed.get("level"), secret=closed.get("secret"), **roles,
            )
        )  # fmt: skip

    def _quote(self, line: int, span: str, flags: list[str], values: dict[str, str]) -> None:
        if len(flags) != 1 or flags[0] not in KINDS:
            raise UsageError(f"a quote is: Q span kind key=ids, with a kind of {', '.join(KINDS)}")
        sourcing = values.pop("sourcing", None)
        if sourcing is not None and sourcing not in SOURCINGS:
            raise UsageError(f"sourcing={sourcing}: use one of {', '.join(SOURCINGS)}")
        roles = self._roles(values, QUOTE_ROLES)
        self.quotes.append(Quote(line=line, span=span, kind=flags[0], sourcing=sourcing, **roles))

    def _actor(self, line: int, part: str) -> None:
        name, given, value = part.partition("=")
        if not given or value.count("/") > 2:
            raise UsageError(f"{part!r}: an actor is id=CODE/SECTOR/Full name (each may be empty)")
        self._ids(name)
        if name in self.actors:
            raise UsageError(f"actor {name} stands twice on A lines; keep one")
        code, sector, person = (x.strip() or None for x in (value + "//").split("/", 2))
        self.actors[name] = Actor(
            line=line, code=code, sector=sector,
            person=person.rstrip("/").strip() or None if person else None,
        )  # fmt: skip
