"""`dragoman.read`: the front door of the library."""

import inspect

import cli_fakes
import pytest

import dragoman
from dragoman.errors import UsageError
from dragoman.run import local


@pytest.fixture(autouse=True)
def fakes(monkeypatch):
    monkeypatch.setattr(local, "read_pages", cli_fakes.read_pages)


def test_paths_and_texts_are_read(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("Un texto.")
    for given in (str(file), file, [file, str(file)], "Un texto.\nMás texto."):
        records = dragoman.read(given, published="2024-03-09", language="es")
        assert isinstance(records, dragoman.Records)
        assert {article.published for article in records.articles} == {"2024-03-09"}
        assert len(records) == (2 if isinstance(given, list) else 1)


def test_a_wrong_call_is_a_usage_error():
    with pytest.raises(UsageError, match="neither"):
        dragoman.read("nowhere.txt")
    with pytest.raises(UsageError, match="published"):
        dragoman.read("Un texto.", published="2024-02-30")
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = dragoman.write


def test_the_names_are_a_contract():
    assert list(inspect.signature(dragoman.read).parameters) == [
        "paths_or_text",
        "published",
        "language",
        "workers",
        "know",
    ]
