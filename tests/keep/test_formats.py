"""The flat formats: what was read comes back, in the order and the shape that was promised."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.keep import FORMATS, writer
from dragoman.keep.columns import COLUMNS
from dragoman.keep.csv import FORMULA, cell
from dragoman.keep.parquet import batches, table
from dragoman.records import Record, Span

MADE = Path(__file__).with_name("records.jsonl").read_bytes()
RECORDS = [msgspec.json.decode(line, type=Record) for line in MADE.splitlines()]
EVENTS = [event for record in RECORDS for event in record.events]

# design of the record: these keys, in this order
RECORD = "schema article events quotes actors rejects engine"
ARTICLE = (
    "id hash path line url title publisher authors language published published_from text dropped"
)
EVENT = (
    "id type modes contexts quad intensity status historical trigger sentence retold actors "
    "recipients issue date place contact attribution confidence codes"
)
SPAN = "text start end"
ACTOR = f"{SPAN} id name country sectors person role score by"
CONTACT = "step medium level requested_by host mediator secret topics margins_of outcome"
REJECT = "article path line stage code detail"


def written(form, records=RECORDS):
    out = io.BytesIO()
    writer(form)(records, out)
    return out.getvalue()


def rows(records=RECORDS):
    return list(csv.DictReader(io.StringIO(written("csv", records).decode(), newline="")))


def spans(value):
    if isinstance(value, Span):
        yield value
    if isinstance(value, msgspec.Struct):
        value = [getattr(value, name) for name in value.__struct_fields__]
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from spans(item)


def test_the_made_record_is_sound():
    for record in RECORDS:
        for span in spans(record):
            assert record.article.text[span.start : span.end] == span.text


def test_jsonl_is_one_line_a_record_and_comes_back():
    assert written("jsonl") == MADE
    lines = written("jsonl").splitlines()
    assert [msgspec.json.decode(line, type=Record) for line in lines] == RECORDS


def test_jsonl_keys_stand_in_the_order_of_the_design():
    read, rejected = map(json.loads, written("jsonl").splitlines())
    event = read["events"][0]
    for shown, keys in (
        (read, RECORD),
        (rejected, RECORD),
        (read["article"], ARTICLE),
        (rejected["article"], ARTICLE),
        (event, EVENT),
        (event["trigger"], SPAN),
        (event["actors"][0], ACTOR),
        (event["date"], f"{SPAN} type value earliest latest edtf anchor basis"),
        (event["place"], f"{SPAN} id name country lat lon"),
        (event["contact"], CONTACT),
        (event["codes"], "plover cameo"),
        (read["events"][1]["issue"], f"{SPAN} id name"),
        (read["events"][3]["attribution"], "quote speaker sourcing"),
        (read["quotes"][0], f"{SPAN} id kind speaker cue addressee sourcing"),
        (read["actors"][0], "id name country person role mentions text"),
        (rejected["rejects"][0], REJECT),
        (read["engine"], "version model knowledge"),
    ):
        assert list(shown) == keys.split()


def test_csv_has_a_row_an_event():
    found = rows()
    assert [row["event_id"] for row in found] == [event.id for event in EVENTS]
    first = found[0]
    assert first["actors"] == "su homólogo ruso, Serguéi Lavrov"
    assert (first["actor_ids"], first["recipient_countries"]) == ("RUS", "TUR")
    assert (first["intensity"], found[1]["intensity"]) == ("4.0", "-1.0")
    assert (first["date_earliest"], first["contact_secret"]) == ("2024-03-12", "false")
    assert (first["speaker"], found[3]["speaker"]) == ("", "la portavoz rusa, María Zajárova")
    assert written("csv").count(b"\r\n") == len(EVENTS) + 1


@pytest.mark.parametrize("start", FORMULA)
def test_csv_words_cannot_become_a_formula(start):
    bad = msgspec.structs.replace(RECORDS[0].article, publisher=f'{start}cmd|"/c calc"!A1')
    row = rows([msgspec.structs.replace(RECORDS[0], article=bad)])[0]
    assert row["publisher"] == f"'{bad.publisher}"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_csv_cells_come_back(text):
    bad = msgspec.structs.replace(RECORDS[0].article, publisher=text)
    (row, *_) = rows([msgspec.structs.replace(RECORDS[0], article=bad)])
    assert row["publisher"] in (text, "'" + text)
    assert not row["publisher"].startswith(FORMULA)


def test_csv_lists_keep_the_place_of_what_is_missing():
    assert cell(["TUR", None, "RUS"]) == "TUR; ; RUS"


def test_parquet_comes_back(tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(written("parquet"))
    found = pq.read_table(path)
    assert found.equals(table(RECORDS))
    assert pq.ParquetFile(path).metadata.row_group(0).column(0).compression == "ZSTD"
    first, second, *_ = found.to_pylist()
    assert first["date_earliest"] == date(2024, 3, 12)
    assert first["published"] == date(2024, 3, 9)
    assert second["date_earliest"] is None
    assert first["actor_spans"][0]["person"] == "Serguéi Lavrov"
    assert first["retold_spans"] == [msgspec.to_builtins(span) for span in EVENTS[0].retold]
    assert first["modes"] == ["visit"]
    assert found.schema.field("actors").type == pa.list_(pa.string())
    assert found.schema.metadata[b"dragoman.schema"] == b"1"


def test_parquet_without_events_still_has_its_columns():
    found = pq.read_table(io.BytesIO(written("parquet", RECORDS[1:])))
    assert (found.num_rows, found.column_names) == (0, [column.name for column in COLUMNS])


def test_arrow_batches_are_cut_between_records():
    assert [batch.num_rows for batch in batches(RECORDS * 3, rows=5)] == [8, 4]


def test_every_column_says_what_it_holds():
    assert all(column.holds for column in COLUMNS)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def test_an_unknown_format_is_a_usage_error():
    with pytest.raises(UsageError, match="jsonl, csv, parquet"):
        writer("xml")
    assert all(map(writer, FORMATS))
