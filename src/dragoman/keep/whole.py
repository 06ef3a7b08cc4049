"""A file that is there whole or not at all: temporary name, fsync, rename (POSIX rename(2)).

A path comes in; a binary stream goes out. Whatever interrupts the writing, the path holds what it
held before, and no temporary file stays behind.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file `path` when the block ends without an error.

    A device or a pipe (/dev/stdout) is written to as it is. Raises UsageError if the place
    cannot be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as out:
            yield out
        return
    # A link stays a link: what it points to is replaced.
    target = path.resolve()
    if target.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it")
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        out = part.open("xb")
    except FileNotFoundError as why:
        raise UsageError(f"{path}: there is no folder {target.parent}: make it first") from why
    except OSError as why:
        raise UsageError(f"{path} cannot be written: {why.strerror}") from why
    try:
        with out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
        _sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself durable, where the system can open a folder (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
