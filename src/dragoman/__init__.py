"""dragoman reads diplomatic news and keeps the record, every field pinned to its words.

`read` takes paths or the text of an article and gives `Records`; `find_dates` finds the time
expressions of a text. Both load what they need when they are first called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Iterable

    from dragoman.ground.dates import find_dates
    from dragoman.show.records import Records

__version__ = "0.1.0"
__all__ = ["Records", "__version__", "find_dates", "read"]


def read(
    paths_or_text: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    published: str | datetime.date | None = None,
    language: str | None = None,
    workers: int = 1,
    know: str | os.PathLike[str] | None = None,
) -> Records:
    """Reads articles: from files or folders (a path or a list of them), or from one text.

    `published` is the day relative dates count from (2024-03-12), `language` one of es, en, pt, fr
    (found out if None), `workers` the number of processes (0: as many as pays), `know` a folder of
    knowledge tables of your own. A str that names
    nothing and has white space in it is a text. What cannot be read is in `.rejects`.
    Raises UsageError for a call that cannot be meant.
    """
    from functools import partial
    from pathlib import Path

    from dragoman.run.local import load_pipeline, read_pages
    from dragoman.run.source import pages_of
    from dragoman.show.records import Records

    pages = pages_of(paths_or_text, published=published, language=language)
    load = partial(load_pipeline, Path(know) if know is not None else None)
    return Records(read_pages(pages, workers=workers, load=load))


def __getattr__(name: str) -> Any:
    if name == "find_dates":
        from dragoman.ground.dates import find_dates

        return find_dates
    if name == "Records":
        from dragoman.show.records import Records

        return Records
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
