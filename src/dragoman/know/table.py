"""Knowledge tables: TOML files checked against a struct when they are loaded.

What comes in: the path of a TOML file and the struct it must fit. What goes out: the struct. A
mistake raises UsageError with file, line and fix (TOML 1.0; msgspec's type checks).
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import TypeVar

import msgspec
import rtoml

from dragoman.errors import UsageError

T = TypeVar("T")
HOME = Path(str(resources.files("dragoman.know")))


def load(path: Path, shape: type[T]) -> T:
    """The table at `path` as a `shape`. Raises UsageError naming file, line and fix."""
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as why:
        raise UsageError(f"{path}: cannot be read as UTF-8 text: {why}") from why
    try:
        data = rtoml.loads(source)
    except rtoml.TomlParsingError as why:
        line = re.search(r"line (\d+)", str(why))
        raise UsageError(f"{path}:{line[1] if line else 1}: not valid TOML: {why}") from why
    try:
        return msgspec.convert(data, shape)
    except msgspec.ValidationError as why:
        raise UsageError(f"{path}:{_line_of(source, str(why))}: {why}") from why


def tables(place: str, shape: type[T], more: Path | None) -> list[T]:
    """The table at `place` below know/, then the user's own at the same place below `more`."""
    found = [load(HOME / place, shape)]
    if more is not None and (more / place).exists():
        found.append(load(more / place, shape))
    return found


def _line_of(source: str, message: str) -> int:
    """The line that a msgspec message speaks of ("… - at `$.FRA.names[0]`"), else 1."""
    where = re.search(r"at `\$?\.?(.*)`", message)
    if not where:
        return 1
    keys = [k for k in re.split(r"[.\[\]`]+", where[1]) if k and k != "..." and not k.isdigit()]
    lines = source.splitlines()
    at = 0
    for key in keys:
        pattern = re.compile(rf"(^|[\[.\s\"'])({re.escape(key)})([\]\".\s'=]|$)")
        at = next((n for n in range(at, len(lines)) if pattern.search(lines[n])), at)
    return at + 1
