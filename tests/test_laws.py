"""The laws of the rooms: one result an item, in order; f(a + b) = f(a) + f(b); the same answer
twice; every span is the words it points at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import page_of, pages
from dragoman.clean import clean
from dragoman.divide import divide
from dragoman.encode import encode
from dragoman.entities import mark
from dragoman.frames import frame
from dragoman.pipeline import load_kit, read
from dragoman.records import LABELS, LANGUAGES, ROLES, Page, Record, Span

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
KIT = load_kit()
PAGES = list(pages([EXAMPLES]))
ROOMS: list[tuple[str, Callable[..., list[Any]]]] = [
    ("clean", clean),
    ("divide", divide),
    ("encode", encode),
    ("entities", mark),
    ("frames", frame),
]


def spans(value: object) -> Iterator[Span]:
    """Every span within a record."""
    if isinstance(value, Span):
        yield value
    if isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def test_a_reader_speaks_only_of_what_is_listed() -> None:
    """The face of a reader: kinds, labels and roles are those of records.py."""
    for scored in encode(divide(clean(PAGES, KIT), KIT), KIT):
        for scores in scored.scores:
            for label in scores.labels:
                assert label.label in LABELS[label.kind]
            for link in scores.links:
                assert link.role in ROLES
                assert max(link.source, link.target) < len(scores.labels)


def check(record: Record) -> None:
    """What holds for every record."""
    text = record.article.text
    for span in spans((record.events, record.quotes, record.actors)):
        assert 0 <= span.start <= span.end <= len(text)
        assert text[span.start : span.end] == span.text
    ids = [e.id for e in record.events] + [q.id for q in record.quotes]
    assert len(ids) == len(set(ids))
    quotes = {q.id for q in record.quotes}
    for event in record.events:
        assert event.trigger.text
        assert event.sentence.start <= event.trigger.start <= event.trigger.end
        assert event.trigger.end <= event.sentence.end
        assert (event.contact is not None) == (event.type == "CONSULT")
        assert 0 < event.confidence <= 1
        if event.attribution is not None:
            assert event.attribution.quote in quotes
    starts = [e.trigger.start for e in record.events]
    assert starts == sorted(starts)


@pytest.mark.parametrize(("name", "room"), ROOMS)
def test_a_room_is_a_homomorphism(name: str, room: Callable[..., list[Any]]) -> None:
    items: Sequence[Any] = PAGES
    for before, f in ROOMS:
        if before == name:
            break
        items = f(list(items), KIT)
    whole = room(list(items), KIT)
    assert len(whole) == len(items)
    half = len(items) // 2
    assert whole == room(list(items[:half]), KIT) + room(list(items[half:]), KIT)
    assert room([], KIT) == []


def test_the_spine_is_one_record_a_page_in_order() -> None:
    records = read(PAGES, KIT)
    assert [r.article.path for r in records] == [p.path for p in PAGES]
    assert records == read(PAGES[:3], KIT) + read(PAGES[3:], KIT)
    for record in records:
        check(record)


def test_a_new_kit_gives_the_same_record() -> None:
    assert read(PAGES[:4], load_kit()) == read(PAGES[:4], KIT)


def test_records_survive_json() -> None:
    for record in read(PAGES, KIT):
        again = msgspec.json.decode(msgspec.json.encode(record), type=Record)
        assert again == record


def test_every_example_language_is_read() -> None:
    events = dict.fromkeys(LANGUAGES, 0)
    for record in read(PAGES, KIT):
        if record.article.language in events:
            events[record.article.language] += len(record.events)  # type: ignore[index]
    assert all(events.values()), events


def test_sport_yields_nothing() -> None:
    page = next(p for p in PAGES if "es-13" in p.path)
    assert read([page], KIT)[0].events == ()


def test_a_language_not_served_keeps_its_text_and_has_no_events() -> None:
    text = "Der Außenminister traf am Montag in Wien seine französische Kollegin zu Gesprächen."
    record = read([page_of(text * 3)], KIT)[0]
    assert record.article.text
    assert record.article.language == "de"
    assert [r.code for r in record.rejects] == ["language"]
    assert record.events == () == record.quotes


# Pieces that real and hostile articles are made of.
PIECES = st.sampled_from(
    [
        "El canciller ruso, Serguéi Lavrov,", "se reunió", "con su homólogo turco", "en Ankara",
        "«no habrá acuerdo»", "“", "”", "\"", "dijo", "que", "Estados Unidos", "EE. UU.", "no",
        "el martes", "\n\n", "\n", ".", ",", "—", "(", ")", "The Kremlin", "said", "will meet",
        "o presidente do Brasil", "rejeitou", "le président français", "n'a pas rencontré",
        "e\u0301", "\u200b", "\u202e", "😀", "<b>", "1.000,50", "S-400", "l'", "'s", "-", "ß",
    ]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=12), max_size=40),
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, "2024-02-29"]),
)
def test_any_text_is_read(pieces: list[str], language: str, published: str | None) -> None:
    page = Page(path="x", body=" ".join(pieces), language=language, published=published)
    record = read([page], KIT)[0]
    check(record)
    assert read([page], KIT)[0] == record


@settings(max_examples=15, deadline=None)
@given(st.sampled_from(PAGES), st.integers(0, 2000), st.integers(0, 2000))
def test_a_cut_article_is_read(page: Page, start: int, length: int) -> None:
    cut = msgspec.structs.replace(page, body=page.body[start : start + length])
    check(read([cut], KIT)[0])
