"""Readings: what a sentence must give, tests/cases/readings.csv, read by the whole pipeline.

A row names one event that its text must give. `-` asks nothing of a field; the type `-` asks that
no event stands on the trigger words, or, without any, that the text gives no event at all. Modes:
the whole set, `none` for no mode. Actors and recipients: the whole set of codes (docs/codebook.md
§7), `*` for somebody without a code, `none` for nobody; recipients `~`: the actors named may stand
on either side. STRONG rows must pass; WEAK ones are known to fail and count only in the share.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from dragoman.pipeline import load_kit, read
from dragoman.records import ActorRef, Event, Page, Record

CASES = Path(__file__).parents[1] / "cases" / "readings.csv"
PUBLISHED = "2024-05-15"
# The share of rows that pass; raise it when the reader has learnt.
FLOOR = 0.70
ANY, NONE, NOBODY_KNOWN, EITHER = "-", "none", "*", "~"
Row = dict[str, str]


def rows() -> list[Row]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def same(expected: str, found: Iterable[ActorRef]) -> bool:
    """Whether the actors found are the codes expected, all of them and no other."""
    if expected == ANY:
        return True
    refs = list(found)
    codes = [] if expected == NONE else expected.split("+")
    return all(any(is_code(c, r) for r in refs) for c in codes) and all(
        any(is_code(c, r) for c in codes) for r in refs
    )


def is_code(code: str, ref: ActorRef) -> bool:
    return ref.id is None if code == NOBODY_KNOWN else code in (ref.id, ref.country)


def overlaps(row: Row, event: Event, text: str) -> bool:
    if row["trigger"] == ANY:
        return True
    start = text.index(row["trigger"])
    return event.trigger.start < start + len(row["trigger"]) and start < event.trigger.end


def fits(row: Row, event: Event) -> bool:
    """Whether an event is what the row asks for, its trigger aside."""
    modes = () if row["modes"] == NONE else row["modes"].split("+")
    if row["recipients"] == EITHER:
        sides = same(row["actors"], (*event.actors, *event.recipients))
    else:
        sides = same(row["actors"], event.actors) and same(row["recipients"], event.recipients)
    return (
        event.type == row["type"]
        and row["status"] in (ANY, event.status)
        and (row["modes"] == ANY or set(modes) == set(event.modes))
        and sides
    )


def passes(row: Row, record: Record) -> bool:
    near = [e for e in record.events if overlaps(row, e, record.article.text)]
    return not near if row["type"] == ANY else any(fits(row, e) for e in near)


def told(event: Event) -> str:
    """An event in one line, as the columns have it."""
    actors, recipients = (
        "+".join(sorted(r.id or NOBODY_KNOWN for r in refs)) or NONE
        for refs in (event.actors, event.recipients)
    )
    kind = "/".join((event.type, *event.modes))
    return f"[{event.trigger.text}] {kind} {event.status} {actors} > {recipients}"


def line(row: Row, record: Record) -> str:
    """A failure: the text, what was wanted, what was read."""
    wanted = " ".join(row[c] for c in ("type", "modes", "status", "actors", "recipients"))
    found = "; ".join(told(e) for e in record.events) or "nothing"
    return f"{row['language']} {row['text']}\n   want [{row['trigger']}] {wanted}\n   read {found}"


@pytest.fixture(scope="module")
def readings() -> list[tuple[Row, Record]]:
    """Every row and the record of its text, each text read once, in one batch."""
    table = rows()
    pages = {
        (row["language"], row["text"]): Page(
            path=f"row-{n}", body=row["text"], language=row["language"], published=PUBLISHED
        )
        for n, row in enumerate(table)
    }
    records = dict(zip(pages, read(list(pages.values()), load_kit()), strict=True))
    return [(row, records[row["language"], row["text"]]) for row in table]


def test_every_row_names_words_of_its_text() -> None:
    unclear = [
        row for row in rows() if row["trigger"] != ANY and row["text"].count(row["trigger"]) != 1
    ]
    assert not unclear
    assert {row["strength"] for row in rows()} <= {"STRONG", "WEAK"}


def test_texts_are_read_as_they_stand(readings: list[tuple[Row, Record]]) -> None:
    assert [row["text"] for row, record in readings if record.article.text != row["text"]] == []


def test_strong_rows_pass(readings: list[tuple[Row, Record]]) -> None:
    failed = [
        line(row, record)
        for row, record in readings
        if row["strength"] == "STRONG" and not passes(row, record)
    ]
    assert not failed, "\n".join(("", *failed))


def test_share_of_all_rows(readings: list[tuple[Row, Record]]) -> None:
    share = sum(passes(row, record) for row, record in readings) / len(readings)
    assert share >= FLOOR, f"{share:.3f} of {len(readings)} rows pass, wanted {FLOOR}"
