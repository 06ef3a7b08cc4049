"""What a caller means: paths, or the text of one article."""

import datetime

import pytest

from dragoman import acquire
from dragoman.errors import UsageError
from dragoman.run.source import pages_of


@pytest.fixture(autouse=True)
def fakes(monkeypatch):
    monkeypatch.setattr(acquire, "pages", lambda paths, **options: ("paths", paths, options))
    monkeypatch.setattr(acquire, "page_of", lambda text, **options: ("text", text, options))


def test_an_existing_name_is_a_path(tmp_path):
    file = tmp_path / "two words.txt"
    file.write_text("a")
    assert pages_of(str(file))[:2] == ("paths", [str(file)])
    assert pages_of(file)[:2] == ("paths", [str(file)])
    assert pages_of([file, "gone.txt"])[:2] == ("paths", [str(file), "gone.txt"])


def test_words_are_a_text():
    (page,) = pages_of("Two words", published=datetime.date(2024, 3, 9), language="es")
    assert page == ("text", "Two words", {"published": "2024-03-09", "language": "es"})


@pytest.mark.parametrize("text", ["word " * 10_000, "a\0 b", "", "\n"])
def test_what_can_be_no_path_is_a_text(text):
    (page,) = pages_of(text)
    assert page[:2] == ("text", text)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        ({"what": "nowhere.txt"}, "neither a path that exists nor a text"),
        ({"what": ["a text\nof an article"]}, "a list holds paths"),
        ({"what": [3]}, "not a path"),
        ({"what": "two words", "language": "de"}, "es, en, pt, fr"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(call, says):
    with pytest.raises(UsageError, match=says):
        pages_of(**call)
