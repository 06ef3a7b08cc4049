"""The progress bar: only on a terminal, only for long work, and the records go through."""

import io
import sys
import time

import pytest

from dragoman.show import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def slow(number):
    for item in range(number):
        time.sleep(0.05)
        yield item


def watch(monkeypatch, stderr, number, total, patience):
    """What `stderr` shows while `number` records are watched."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", stderr)
    assert list(progress.watched(slow(number), total)) == list(range(number))
    return stderr.getvalue()


@pytest.mark.parametrize("total", [20, None])
def test_long_work_shows_how_far_it_is(monkeypatch, total):
    text = watch(monkeypatch, Terminal(), 20, total, 0.05)
    assert "articles" in text
    assert "/s" in text
    assert (" of 20" in text) == (total == 20)


def test_short_work_shows_nothing(monkeypatch):
    assert watch(monkeypatch, Terminal(), 2, 2, 1.0) == ""


def test_what_is_no_terminal_sees_nothing(monkeypatch):
    assert watch(monkeypatch, io.StringIO(), 4, 4, 0.01) == ""
