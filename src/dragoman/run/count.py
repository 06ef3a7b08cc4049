"""How many articles there will be, where that is cheap to know. Paths in; a number or None out.

It is for the progress bar only, so it may be wrong by what turns out unreadable.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

SINGLE = {".txt", ".md", ".html", ".htm"}
LINES = {".jsonl", ".ndjson"}
LARGE = 256 * 2**20
MANY = 20_000


def count(paths: Iterable[str]) -> int | None:
    """The number of articles at `paths`; None if only reading would tell."""
    total = 0
    budget = LARGE
    try:
        for path in _files(paths):
            if path is None:
                return None
            if path.suffix.lower() in SINGLE:
                total += 1
                continue
            budget -= path.stat().st_size
            if path.suffix.lower() not in LINES or budget < 0:
                return None
            with path.open("rb") as file:
                total += sum(1 for line in file if line.strip())
    except OSError:
        return None
    return total


def _files(paths: Iterable[str]) -> Iterable[Path | None]:
    """The files, those in folders too; None where there are too many or it is no file."""
    for number, name in enumerate(paths):
        path = Path(name)
        if path.is_dir():
            for inner, file in enumerate(path.rglob("*")):
                if number + inner > MANY:
                    yield None
                if file.is_file() and not file.name.startswith("."):
                    yield file
        else:
            yield path if path.is_file() else None
