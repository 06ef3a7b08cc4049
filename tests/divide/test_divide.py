"""divide: the cases of tests/cases/sentences.csv, and laws that hold for any text."""

import csv
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.divide import divide
from dragoman.divide.divide import LONGEST
from dragoman.know.sentences import load_sentences
from dragoman.records import LANGUAGES, Article, Divided, Text

CASES = Path(__file__).parents[1] / "cases" / "sentences.csv"
KIT = SimpleNamespace(sentences=load_sentences())
# Marks, openers, closers, breaks and short words make more boundaries than random letters do.
PARTS = st.sampled_from(
    [*'.!?…"“”«»()[]—-¿¡\n \t', "...", "Sr.", "EE. UU.", "El", "el", "J.", "5", "\u00a0", "\u200b"]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=40).map("".join))


def article(text: str, language: str | None = "es", title: str | None = None) -> Text:
    return Text(
        article=Article(
            id="a", hash="", path="a.txt", line=None, url=None, title=title, publisher=None,
            authors=(), language=language, published=None, published_from=None, text=text,
            dropped=(),
        )
    )  # fmt: skip


def sentences(text: str, language: str = "es", title: str | None = None) -> list[str]:
    made = divide([article(text, language, title)], KIT)[0]
    return [text[s.start : s.end] for s in made.sentences]


def rows() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return [(r["language"], r["text"], r["expected"]) for r in csv.DictReader(file)]


@pytest.mark.parametrize(("language", "text", "expected"), rows())
def test_case(language: str, text: str, expected: str) -> None:
    text, wanted = (cell.replace("\\n", "\n") for cell in (text, expected))
    assert sentences(text, language) == wanted.split(" ¶ ")


def test_forty_cases_a_language() -> None:
    languages = [row[0] for row in rows()]
    assert all(languages.count(code) >= 40 for code in LANGUAGES)


def check(made: Divided) -> None:
    text = made.article.text
    held: set[int] = set()
    last = 0
    for s in made.sentences:
        assert last <= s.start < s.end <= len(text)
        assert not text[s.start].isspace()
        assert not text[s.end - 1].isspace()
        assert s.end - s.start <= LONGEST
        assert all(s.start <= a < b <= s.end for a, b in s.tokens)
        assert list(s.tokens) == sorted(s.tokens)
        held.update(range(s.start, s.end))
        last = s.end
    assert all(n in held or c.isspace() for n, c in enumerate(text))


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_any_text_is_covered_in_order(text: str, language: str) -> None:
    check(divide([article(text, language)], KIT)[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=3))
def test_each_article_by_itself(one: list[str], two: list[str]) -> None:
    a, b = [article(t) for t in one], [article(t) for t in two]
    assert divide(a + b, KIT) == divide(a, KIT) + divide(b, KIT) == divide(a + b, KIT)


@settings(max_examples=60, deadline=None)
@given(TEXTS.map(lambda t: " ".join(t.split())).filter(bool), TEXTS)
def test_the_title_is_one_sentence(title: str, body: str) -> None:
    made = divide([article(f"{title}\n\n{body}", title=title)], KIT)[0]
    check(made)
    assert [(s.start, s.end) for s in made.sentences if s.title] == [(0, len(title))]


def test_a_language_not_served_has_no_sentences() -> None:
    assert [d.sentences for d in divide([article("Ja.", "de"), article("5", None)], KIT)] == [
        ()
    ] * 2


def test_a_block_wrapped_by_hand_is_one_paragraph() -> None:
    text = (
        "El canciller de Noruega recibió a su homóloga de los\n"
        "Países Bajos en Oslo. La visita, la primera desde\n"
        "Navidad, duró dos horas."
    )
    assert len(sentences(text)) == 2


def test_sentences_end_before_they_explode() -> None:
    cut = sentences("aa a; " * 3000)
    assert all(s.endswith(";") and len(s) <= LONGEST for s in cut)
    assert max(len(s) for s in sentences("x" * 5000)) == LONGEST


@pytest.mark.parametrize(
    "unit", ["x", " ", ".", "\n", ". ", "\"'", "a.", "(", "A. ", "- ", ".\n— "]
)
def test_time_grows_with_the_text_only(unit: str) -> None:
    start = time.process_time()
    check(divide([article(unit * (400_000 // len(unit)))], KIT)[0])
    assert time.process_time() - start < 8
