"""The columns of the flat table: one row an event. CSV, Parquet, `to_arrow` and docs read this.

What comes in: a record and one of its events. What goes out: the cells of a row. `kind` names the
type: text, whole, real, flag, day (ISO in the record, a date in Arrow), a list of texts, or a
nested list of spans or actors, which CSV leaves out. Offsets are half-open code points of the
article's text. Missing is null.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from dragoman.records import ActorRef, Contact, Event, Record, Span

NESTED = ("spans", "actors")


class Column(NamedTuple):
    """A column: its name, its kind, what it holds (for docs), and how it is had from an event."""

    name: str
    kind: str
    holds: str
    of: Callable[[Record, Event], Any]

    @property
    def nested(self) -> bool:
        return self.kind in NESTED


def _contact(get: Callable[[Contact], Any]) -> Callable[[Record, Event], Any]:
    return lambda _, event: None if event.contact is None else get(event.contact)


def _each(actors: Iterable[ActorRef], field: str) -> list[Any]:
    return [getattr(actor, field) for actor in actors]


def _texts(spans: Iterable[Span]) -> list[str]:
    return [span.text for span in spans]


def _plain(spans: Iterable[Span]) -> list[dict[str, Any]]:
    return [msgspec.structs.asdict(span) for span in spans]


def _part(whole: Any, *names: str) -> Any:
    """whole.a.b …, None as soon as one of them is None."""
    for name in names:
        whole = None if whole is None else getattr(whole, name)
    return whole


def day(iso: str | None) -> datetime.date | None:
    """An ISO day as a date; None for what a calendar date cannot hold (a year before 1)."""
    try:
        return None if iso is None else datetime.date.fromisoformat(iso[:10])
    except ValueError:
        return None


COLUMNS: tuple[Column, ...] = (
    Column("article_id", "text", "id of the article", lambda r, e: r.article.id),
    Column("published", "day", "day of publication", lambda r, e: day(r.article.published)),
    Column("publisher", "text", "who published the article", lambda r, e: r.article.publisher),
    Column("title", "text", "title of the article", lambda r, e: r.article.title),
    Column("language", "text", "language of the article", lambda r, e: r.article.language),
    Column("url", "text", "address of the article", lambda r, e: r.article.url),
    Column("path", "text", "file the article was read from", lambda r, e: r.article.path),
    Column("line", "whole", "line or row in that file", lambda r, e: r.article.line),
    Column("article_hash", "text", "hash of the content", lambda r, e: r.article.hash),
    Column("event_id", "text", "id of the event", lambda r, e: e.id),
    Column("type", "text", "one of the sixteen types", lambda r, e: e.type),
    Column("modes", "texts", "modes of the type", lambda r, e: e.modes),
    Column("contexts", "texts", "what it is about", lambda r, e: e.contexts),
    Column("status", "text", "occurred, planned, hypothetical, negated", lambda r, e: e.status),
    Column("historical", "flag", "background, over a year old", lambda r, e: e.historical),
    Column("quad", "text", "verbal or material, cooperation or conflict", lambda r, e: e.quad),
    Column("intensity", "real", "−10 (conflict) to +10 (cooperation)", lambda r, e: e.intensity),
    Column("confidence", "real", "0 to 1", lambda r, e: e.confidence),
    Column("trigger", "text", "the words that tell the event", lambda r, e: e.trigger.text),
    Column("trigger_start", "whole", "offset of the trigger", lambda r, e: e.trigger.start),
    Column("trigger_end", "whole", "end of the trigger", lambda r, e: e.trigger.end),
    Column("sentence", "text", "the sentence it stands in", lambda r, e: e.sentence.text),
    Column("sentence_start", "whole", "offset of the sentence", lambda r, e: e.sentence.start),
    Column("sentence_end", "whole", "end of the sentence", lambda r, e: e.sentence.end),
    Column("actors", "texts", "words that name the actors", lambda r, e: _texts(e.actors)),
    Column("actor_ids", "texts", "their ids", lambda r, e: _each(e.actors, "id")),
    Column("actor_names", "texts", "their names", lambda r, e: _each(e.actors, "name")),
    Column("actor_countries", "texts", "their countries", lambda r, e: _each(e.actors, "country")),
    Column("recipients", "texts", "words that name those it is done to, or with",
           lambda r, e: _texts(e.recipients)),
    Column("recipient_ids", "texts", "their ids", lambda r, e: _each(e.recipients, "id")),
    Column("recipient_names", "texts", "their names", lambda r, e: _each(e.recipients, "name")),
    Column("recipient_countries", "texts", "their countries",
           lambda r, e: _each(e.recipients, "country")),
    Column("issue", "text", "what is demanded, refused or promised",
           lambda r, e: _part(e.issue, "text")),
    Column("date", "text", "the words that date it", lambda r, e: _part(e.date, "text")),
    Column("date_earliest", "day", "first possible day",
           lambda r, e: day(_part(e.date, "earliest"))),
    Column("date_latest", "day", "last possible day", lambda r, e: day(_part(e.date, "latest"))),
    Column("date_edtf", "text", "the date as ISO 8601-2", lambda r, e: _part(e.date, "edtf")),
    Column("date_basis", "text", "stated, inferred or publication",
           lambda r, e: _part(e.date, "basis")),
    Column("place", "text", "the words that place it", lambda r, e: _part(e.place, "text")),
    Column("place_country", "text", "country of the place", lambda r, e: _part(e.place, "country")),
    Column("contact_step", "text", "announced, confirmed, held …", _contact(lambda c: c.step)),
    Column("contact_medium", "text", "in_person, phone, video, letter",
           _contact(lambda c: c.medium)),
    Column("contact_level", "text", "leaders, ministers, envoys …", _contact(lambda c: c.level)),
    Column("contact_requested_by", "text", "who asked for it or invited",
           _contact(lambda c: _part(c.requested_by, "text"))),
    Column("contact_host", "text", "who receives", _contact(lambda c: _part(c.host, "text"))),
    Column("contact_mediator", "text", "who mediates",
           _contact(lambda c: _part(c.mediator, "text"))),
    Column("contact_secret", "flag", "undisclosed or off the record", _contact(lambda c: c.secret)),
    Column("contact_topics", "texts", "the agenda", _contact(lambda c: _texts(c.topics))),
    Column("contact_margins_of", "text", "the larger meeting beside which it took place",
           _contact(lambda c: _part(c.margins_of, "text"))),
    Column("contact_outcome", "text", "the words that tell the result",
           _contact(lambda c: _part(c.outcome, "text"))),
    Column("speaker", "text", "who says so", lambda r, e: _part(e.attribution, "speaker", "text")),
    Column("speaker_country", "text", "country of the speaker",
           lambda r, e: _part(e.attribution, "speaker", "country")),
    Column("sourcing", "text", "on_record, anonymous, document, media",
           lambda r, e: _part(e.attribution, "sourcing")),
    Column("plover", "text", "PLOVER code", lambda r, e: e.codes.plover),
    Column("cameo", "text", "CAMEO code", lambda r, e: e.codes.cameo),
    Column("engine", "text", "versions: program, reader model, knowledge",
           lambda r, e: f"{r.engine.version} {r.engine.model} {r.engine.knowledge}"),
    Column("actor_spans", "actors", "the actors with all fields", lambda r, e: _plain(e.actors)),
    Column("recipient_spans", "actors", "the recipients with all fields",
           lambda r, e: _plain(e.recipients)),
    Column("retold_spans", "spans", "where the article tells it again",
           lambda r, e: _plain(e.retold)),
)  # fmt: skip
