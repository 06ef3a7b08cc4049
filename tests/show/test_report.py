"""The report: golden text, every width, no escape codes from a hostile text."""

import io
import os
import re
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.records import Record, Reject, Span
from dragoman.show.evidence import kind_of, marks, parties, safe
from dragoman.show.report import console_for, reject_line, report

HERE = Path(__file__).parent
MADE = (HERE.parent / "keep" / "records.jsonl").read_bytes()
RECORDS = [msgspec.json.decode(line, type=Record) for line in MADE.splitlines()]
EVENTS = RECORDS[0].events


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def environment(monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def shown(records=RECORDS, width=80, out=None):
    out = out or io.StringIO()
    report(records, console_for(out, width))
    return out.getvalue()


def hostile(text):
    """The first record with `text` wherever the article puts words."""
    record = RECORDS[0]
    event = msgspec.structs.replace(
        EVENTS[0],
        sentence=msgspec.structs.replace(EVENTS[0].sentence, text=text),
        actors=(msgspec.structs.replace(EVENTS[0].actors[0], person=text),),
        place=msgspec.structs.replace(EVENTS[0].place, name=text),
    )
    quote = msgspec.structs.replace(record.quotes[1], text=text)
    article = msgspec.structs.replace(record.article, title=text, publisher=text, path=text)
    reject = Reject(article=None, path=text, line=1, stage="x", code="empty", detail=text)
    return Record(
        article=article, events=(event,), quotes=(quote,), rejects=(reject,), engine=record.engine
    )


def test_the_report_reads_like_this():
    golden = HERE / "report80.txt"
    if os.environ.get("DRAGOMAN_GOLDEN"):
        golden.write_text(shown(), "utf-8")
    assert shown() == golden.read_text("utf-8")


@pytest.mark.parametrize("width", [40, 60, 64, 80, 120])
def test_it_fits_every_width(width):
    lines = shown(width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_a_terminal_gets_colour_and_no_brackets():
    text = shown(out=Terminal())
    assert "\x1b[" in text
    bare = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "recibirá el martes en Ankara a su homólogo" in " ".join(bare.split())
    assert "Evidence:" not in bare


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_that_wants_no_colour_gets_plain_text(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert shown(out=Terminal()) == shown()


def test_nothing_in_a_text_steers_the_terminal():
    bad = "a\x1b]0;owned\x07\x1b[2J\x9b31m\u202eb\rc\u2028d[bold]e[/]"
    text = shown([hostile(bad)], width=200)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028]", text)
    assert "[bold]e[/]" in text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(10, 90))
def test_no_text_breaks_it(text, width):
    for out in (io.StringIO(), Terminal()):
        report([hostile(text)], console_for(out, width))
        assert not re.search("[\x00-\x09\x0b-\x1a\x1c-\x1f\x7f-\x9f]", out.getvalue())


@given(st.text(max_size=40))
def test_safe_keeps_every_offset(text):
    assert len(safe(text)) == len(text)
    safe(text).encode()


def test_events_of_one_sentence_share_it():
    assert shown().count("reabra el corredor de grano, pero") == 1
    assert "*pidió*¹" in shown()


def test_what_has_not_happened_says_so():
    assert "» planned" in shown()
    assert "✗ negated" in shown()


def test_marks_do_not_overlap_and_triggers_win():
    found = marks(EVENTS, 0, len(RECORDS[0].article.text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {mark.start for mark in found} >= {event.trigger.start for event in EVENTS}
    over = msgspec.structs.replace(EVENTS[2], actors=(EVENTS[2].sentence,))
    assert [mark.role for mark in marks([over], 0, 10_000)] == ["trigger"]


def test_one_line_forms():
    assert kind_of(EVENTS[1]) == "REQUEST.yield"
    assert parties(EVENTS[1]) == "Turkey (TUR) → Russia (RUS)"
    assert parties(EVENTS[3]) == "NATO (IGO)"
    assert reject_line(RECORDS[1].rejects[0]).startswith("news/bad.jsonl:700: bad_json: expected")


def test_an_event_without_anybody_says_so():
    for recipients, says in (((), "nobody named"), (EVENTS[1].recipients, "nobody named → Russia")):
        event = msgspec.structs.replace(EVENTS[1], actors=(), recipients=recipients)
        text = shown([msgspec.structs.replace(RECORDS[0], events=(event,))])
        assert says in text
        assert text.count("nobody named") == 1


def test_a_sentence_without_end_is_cut_around_its_event():
    article = "so on " * 50_000 + "Turkey hit back" + " so on" * 50_000
    start = article.index("hit")
    event = msgspec.structs.replace(
        EVENTS[1],
        sentence=Span(text=article, start=0, end=len(article)),
        trigger=Span(text="hit", start=start, end=start + 3),
    )
    text = shown([msgspec.structs.replace(RECORDS[0], events=(event,))])
    assert "\n  … " in text
    assert "Turkey *hit* back" in " ".join(text.split())
    assert len(text) < 6000


def test_an_empty_reading_still_counts():
    assert "0 articles · 0 events · 0 quotes · 0 rejects" in shown([])
