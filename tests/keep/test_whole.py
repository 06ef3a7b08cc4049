"""A file is there whole or not at all."""

import os
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.keep.whole import whole


def test_the_file_appears_at_the_end(tmp_path):
    path = tmp_path / "out"
    with whole(path) as out:
        out.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert [found.name for found in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt])
def test_what_was_there_stays_when_writing_stops(tmp_path, fault):
    path = tmp_path / "out"
    path.write_bytes(b"old")

    def stopped():
        with whole(path) as out:
            out.write(b"half")
            raise fault

    with pytest.raises(fault):
        stopped()
    assert path.read_bytes() == b"old"
    assert [found.name for found in tmp_path.iterdir()] == ["out"]


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with whole(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_to_as_it_is():
    with whole(Path(os.devnull)) as out:
        out.write(b"x")


@pytest.mark.parametrize(("name", "says"), [("", "is a folder"), ("no/out", "there is no folder")])
def test_a_place_that_cannot_be_written_is_named(tmp_path, name, says):
    with pytest.raises(UsageError, match=says), whole(tmp_path / name):
        pass
