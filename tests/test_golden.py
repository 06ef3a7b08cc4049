"""Golden records: the examples read as they did when a person last looked at them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from golden import GOLDEN, golden  # noqa: E402

FILES = golden()


def test_every_example_has_a_golden_record() -> None:
    assert {p.name for p in GOLDEN.iterdir()} == set(FILES)


@pytest.mark.parametrize("name", sorted(FILES))
def test_reads_as_before(name: str) -> None:
    """After a change that is meant: `poe golden`, and read the difference."""
    assert FILES[name] == (GOLDEN / name).read_text("utf-8")
