"""`Records`: flat views, tables, and a notebook view that no text can break out of."""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.keep.columns import COLUMNS
from dragoman.records import Record, Span
from dragoman.show import html
from dragoman.show.records import Records

MADE = (Path(__file__).parents[1] / "keep" / "records.jsonl").read_bytes()
MADE_RECORDS = [msgspec.json.decode(line, type=Record) for line in MADE.splitlines()]
RECORDS = Records(MADE_RECORDS)
ALLOWED = {
    *("style", "div", "article", "h3", "p", "strong", "mark"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


class Page(HTMLParser):
    """Collects the tags, the attributes and the words of a page."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.attributes, self.words = set(), [], ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.words += data


def telling(text):
    """The first record, its article made of `text` around a trigger."""
    record = MADE_RECORDS[0]
    event = msgspec.structs.replace(
        record.events[0],
        trigger=Span(text="hit", start=len(text) + 1, end=len(text) + 4),
        actors=(msgspec.structs.replace(record.events[0].actors[0], name=text, person=None),),
        modes=(text,),
        date=None,
    )
    article = msgspec.structs.replace(
        record.article, text=f"{text} hit {text}", title=text, publisher=text
    )
    return Record(article=article, events=(event,), engine=record.engine)


def test_it_is_a_sequence():
    assert len(RECORDS) == 2
    assert list(RECORDS) == MADE_RECORDS
    assert RECORDS[0] == MADE_RECORDS[0]
    assert isinstance(RECORDS[:1], Records)
    assert repr(RECORDS) == "<Records: 2 articles, 4 events, 2 quotes, 1 rejects>"


def test_flat_views():
    assert [event.id for event in RECORDS.events] == ["e1", "e2", "e3", "e4"]
    assert [quote.id for quote in RECORDS.quotes] == ["q1", "q2"]
    assert [article.line for article in RECORDS.articles] == [None, 700]
    assert [actor.id for actor in RECORDS.actors] == ["TUR"]
    assert [reject.code for reject in RECORDS.rejects] == ["bad_json"]


def test_tables_tell_the_article_of_each_event():
    table = RECORDS.to_arrow()
    assert table["article_id"].to_pylist() == ["https://example.org/fidan-lavrov"] * 4
    frame = RECORDS.to_pandas()
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert str(frame["date_earliest"].dtype).startswith("datetime64")
    assert frame.loc[frame.type == "CONSULT", "status"].tolist() == ["planned", "negated"]
    assert frame.actor_ids[0].tolist() == ["RUS"]


def test_no_pandas_is_a_helpful_error(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"dragoman\[pandas\]"):
        RECORDS.to_pandas()


def test_jsonl_is_what_the_command_writes(tmp_path):
    RECORDS.to_jsonl(tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == MADE


def test_html_marks_the_evidence_and_keeps_the_text():
    source = RECORDS._repr_html_()
    page = Page(source)
    assert page.tags <= ALLOWED
    assert RECORDS[0].article.text in page.words
    titles = [value for name, value in page.attributes if name == "title"]
    assert "trigger of REQUEST.yield, occurred: Turkey (TUR) → Russia (RUS)" in titles
    assert "mend the line" in page.words
    assert "http" not in source.replace(RECORDS[0].article.url, "")


def test_html_lets_no_tag_through():
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> </mark></style>&amp; \x1b[2J"
    source = Records([telling(bad)])._repr_html_()
    page = Page(source)
    assert page.tags <= ALLOWED
    assert {name for name, _ in page.attributes} <= {"class", "title", "lang", "scope"}
    assert not re.search("<script|<img|\x1b", source)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from("<>&\"' \n/"), st.characters()), max_size=40))
def test_html_is_escaped_whatever_the_text(text):
    page = Page(Records([telling(text)])._repr_html_())
    assert page.tags <= ALLOWED
    assert {name for name, _ in page.attributes} <= {"class", "title", "lang", "scope"}
    assert page.words.count("hit") >= 2


def test_html_shows_a_few_and_counts_the_rest(monkeypatch):
    monkeypatch.setattr(html, "ARTICLES", 1)
    monkeypatch.setattr(html, "LENGTH", 30)
    source = RECORDS._repr_html_()
    assert source.count("<article>") == 1
    assert "… and 1 more" in source
    assert "more characters)" in source
