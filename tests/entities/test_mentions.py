"""Mentions: who is named, tests/cases/mentions.csv, found by encode and entities, known by ground.

A row asks for a mention that touches the words `mention` (`words#2`: where they stand for the
second time). `-` asks nothing of a field. Id: the reference's, several (both sides) joined with
`+`; `null` in id: nothing that touches the words has an id. Kind: `place`, or `actor` for anything
else. Person: part of the name, accents and case aside. STRONG rows must pass; WEAK ones are known
to fail and count only in the share.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.clean import clean
from dragoman.divide import divide
from dragoman.encode import encode
from dragoman.entities import mark
from dragoman.frames import frame
from dragoman.ground.actors import Reference, references
from dragoman.know.words import fold
from dragoman.pipeline import load_kit
from dragoman.records import Framed, Mention, Page

CASES = Path(__file__).parents[1] / "cases" / "mentions.csv"
PUBLISHED = "2024-05-15"
# The share of rows that pass; raise it when the reader has learnt.
FLOOR = 0.89
ANY, NULL = "-", "null"
Row = dict[str, str]
Known = tuple[Mention, Reference]


def rows() -> list[Row]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def where(row: Row) -> tuple[int, int]:
    """The words of the row as offsets of its text; -1 where they do not stand there."""
    words, _, number = row["mention"].partition("#")
    start = -1
    for _ in range(int(number or 1)):
        start = row["text"].find(words, start + 1)
    return start, start + len(words)


def ids(reference: Reference) -> set[str | None]:
    """The id of a reference, or those of its members."""
    return {r.id for r in reference.members} or {reference.id}


def fits(row: Row, mention: Mention, known: Reference) -> bool:
    place = mention.kind == "place"
    return (
        row["kind"] in (ANY, "place" if place else "actor")
        and (row["id"] == ANY or set(row["id"].split("+")) == ids(known))
        and row["country"] in (ANY, known.country)
        and (row["person"] == ANY or fold(row["person"]) in fold(known.person or ""))
    )


def passes(row: Row, found: list[Known]) -> bool:
    start, end = where(row)
    near = [(m, r) for m, r in found if m.start < end and start < m.end]
    if row["id"] == NULL:
        return all(ids(r) == {None} for _, r in near)
    return any(fits(row, m, r) for m, r in near)


def line(row: Row, found: list[Known]) -> str:
    """A failure: the text, what was wanted, what was found."""
    got = "; ".join(
        f"[{row['text'][m.start : m.end]}] {m.kind} {'+'.join(sorted(map(str, ids(r))))} "
        f"{r.country} {r.person} by {r.by}"
        for m, r in found
    )
    wanted = " ".join(row[c] for c in ("kind", "id", "country", "person"))
    return f"{row['language']} {row['text']}\n   want [{row['mention']}] {wanted}\n   found {got}"


@pytest.fixture(scope="module")
def known() -> list[tuple[Row, list[Known]]]:
    """Every row with the mentions of its text and who they are, read in one batch."""
    kit = load_kit()
    table = rows()
    pages = [
        Page(path=f"row-{n}", body=r["text"], language=r["language"], published=PUBLISHED)
        for n, r in enumerate(table)
    ]
    framed = frame(mark(encode(divide(clean(pages, kit), kit), kit), kit), kit)
    return [
        (row, _known(item, row, references(item, kit)))
        for row, item in zip(table, framed, strict=True)
    ]


def _known(item: Framed, row: Row, found: tuple[Reference, ...]) -> list[Known]:
    assert item.article.text == row["text"]
    return list(zip(item.mentions, found, strict=True))


def test_every_row_names_words_of_its_text() -> None:
    assert [row for row in rows() if where(row)[0] < 0] == []
    assert {row["strength"] for row in rows()} <= {"STRONG", "WEAK"}


def test_strong_rows_pass(known: list[tuple[Row, list[Known]]]) -> None:
    failed = [
        line(row, found)
        for row, found in known
        if row["strength"] == "STRONG" and not passes(row, found)
    ]
    assert not failed, "\n".join(("", *failed))


def test_share_of_all_rows(known: list[tuple[Row, list[Known]]]) -> None:
    share = sum(passes(row, found) for row, found in known) / len(known)
    assert share >= FLOOR, f"{share:.3f} of {len(known)} rows pass, wanted {FLOOR}"
