"""Paths become files: which files there are to read, in which order, and what each holds.

What comes in: a path as the user gave it. What goes out: `Entry` records, folders walked in order
of name, hidden files and unknown endings left out; what cannot be read is an entry with its fault.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Literal

from dragoman.errors import Code
from dragoman.records import Struct

Key = tuple[int, int]
Kind = Literal["text", "markdown", "html", "jsonl", "json", "csv", "tsv", "parquet"]
ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}


class Entry(Struct, frozen=True, kw_only=True):
    """A file or a fault. `path` is shown, `place` is opened; `kind` None has to be guessed."""

    path: str
    place: Path
    kind: Kind | None = None
    fault: tuple[Code, str] | None = None


def kind_of(name: str) -> Kind | None:
    """What the ending of a file's name promises, ".gz" set aside."""
    path = PurePath(name.lower())
    if path.suffix == ".gz":
        path = PurePath(path.stem)
    return ENDINGS.get(path.suffix)


def shown(place: PurePath) -> str:
    """The path as records show it: as given, with "/", always valid UTF-8."""
    return os.fsencode(place.as_posix()).decode("utf-8", "replace")


def fault_of(why: OSError | ValueError) -> tuple[Code, str]:
    """The code and advice for a path that the system does not open."""
    if isinstance(why, OSError):
        if why.errno == errno.ELOOP:
            return Code.SYMLINK_LOOP, "the link leads back to itself; remove it"
        if why.errno not in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
            reason = why.strerror or type(why).__name__
            return Code.UNREADABLE, f"{reason}; check the permissions"
    return Code.MISSING, "no such file, or it vanished; check the path"


def entries(given: str | Path) -> Iterator[Entry]:
    """The file at `given`, or all files of the folder there. At least one entry, always."""
    place = Path(given)
    try:
        mode = place.stat().st_mode
    except (OSError, ValueError) as why:
        yield Entry(path=shown(place), place=place, fault=fault_of(why))
        return
    if not stat.S_ISDIR(mode):
        yield Entry(path=shown(place), place=place, kind=kind_of(place.name))
        return
    articles = False
    for entry in _folder(place):
        articles = articles or entry.fault is None
        yield entry
    if not articles:
        known = " ".join(ENDINGS)
        detail = f"no file that can be read; these are: {known} (each also .gz)"
        yield Entry(path=shown(place), place=place, fault=(Code.NO_ARTICLES, detail))


def _folder(root: Path) -> Iterator[Entry]:
    """All files under `root`; each real folder once, however many links lead to it."""
    seen: set[Key] = set()
    # The folders that contain the place where the walk stands, each with what is left to visit.
    above: list[tuple[Key, Iterator[Path]]] = []
    enter: Path | None = root
    while enter or above:
        if enter:
            try:
                info = enter.stat()
                key = (info.st_dev, info.st_ino)
                if any(key == other for other, _ in above):
                    detail = "the link leads back to a folder that contains it; remove it"
                    yield Entry(path=shown(enter), place=enter, fault=(Code.SYMLINK_LOOP, detail))
                elif key not in seen:
                    seen.add(key)
                    names = (p for p in enter.iterdir() if not p.name.startswith("."))
                    above.append((key, iter(sorted(names))))
            except OSError as why:
                yield Entry(path=shown(enter), place=enter, fault=fault_of(why))
            enter = None
            continue
        child = next(above[-1][1], None)
        if child is None:
            above.pop()
            continue
        kind = kind_of(child.name)
        try:
            mode = child.stat().st_mode
        except OSError as why:
            if kind or why.errno == errno.ELOOP:
                yield Entry(path=shown(child), place=child, fault=fault_of(why))
            continue
        if stat.S_ISDIR(mode):
            enter = child
        elif kind and stat.S_ISREG(mode):
            yield Entry(path=shown(child), place=child, kind=kind)
