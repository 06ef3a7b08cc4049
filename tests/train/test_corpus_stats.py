"""Counts of the corpus and the table of what is missing."""

from dragoman.train.corpus_stats import count, sentences, sourcing, table
from dragoman.train.passages import Passage, parse

SOURCE = """\
T es agency
{q:{a:Chile} y {b:Perú} {t:hablaron por teléfono}}, {c:dijeron} {s:fuentes oficiales}. Nada más.
E t CONSULT.phone negated historical actors=a+b by=s
C t step=denied medium=phone secret=yes requested_by=a
A a=CHL/GOV b=PER/GOV s=/GOV
Q q indirect speaker=s cue=c

T en negative
The match ended without a goal.

T en agency article
A quiet week
One. Two. Three. Four. Five. Six. Seven. Eight.
"""


def passages() -> list[Passage]:
    found, faults = parse(SOURCE, "x.txt")
    assert not faults
    return found


def test_counts() -> None:
    counts = count(passages())
    assert counts["passages"]["with events es"] == 1
    assert counts["passages"]["without events"] == 2
    assert counts["passages"]["whole articles"] == 1
    assert counts["languages"] == {"es": 1, "en": 2, "pt": 0, "fr": 0}
    assert counts["types"]["CONSULT"] == counts["modes"]["CONSULT.phone"] == 1
    assert (counts["statuses"]["negated"], counts["statuses"]["historical"]) == (1, 1)
    contacts = counts["contacts"]
    assert (contacts["attributes"], contacts["phone"], contacts["secret"]) == (3, 1, 1)
    assert (contacts["denied"], contacts["mediator"]) == (1, 0)
    assert (counts["quotes"]["indirect"], counts["quotes"]["anonymous"]) == (1, 1)


def test_the_headline_is_a_sentence() -> None:
    assert len(sentences(passages()[2])) == 9


def test_the_line_decides_the_sourcing() -> None:
    (told, *_) = passages()
    (quote,) = told.quotes
    assert sourcing(told, quote) == "anonymous"
    (said, *_), _ = parse(SOURCE.replace("cue=c", "cue=c sourcing=document"), "x.txt")
    assert sourcing(said, said.quotes[0]) == "document"


def test_the_table_marks_what_is_missing() -> None:
    lines = table(count(passages())).splitlines()
    row = next(line for line in lines if line.split()[:1] == ["CONSULT"])
    assert row.split() == ["CONSULT", "1", "250", "missing", "249"]
    assert next(line for line in lines if line.split()[:1] == ["agency"]).split() == ["agency", "2"]
    assert lines[-1].endswith("targets missed")
