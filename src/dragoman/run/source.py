"""What a caller means by `paths or text`, as pages. Paths or text come in; pages go out.

A Path, a str that names something that exists, or a list of them are paths; any other str that
has white space in it is the text of one article.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.records import LANGUAGES, Page

What = str | os.PathLike[str]


def pages_of(
    what: What | Iterable[What],
    *,
    published: str | datetime.date | None = None,
    language: str | None = None,
) -> Iterator[Page]:
    """The pages of paths, or of one text. Raises UsageError where it can be neither."""
    from dragoman import acquire

    day = published.isoformat()[:10] if isinstance(published, datetime.date) else published
    language = served(language)
    if isinstance(what, str) and not _exists(what):
        if what and not any(map(str.isspace, what)):
            raise UsageError(
                f"{what!r} is neither a path that exists nor a text: give the path of a file or "
                "folder, or the text of an article (more than one word)"
            )
        return iter([acquire.page_of(what, published=day, language=language)])
    paths = [what] if isinstance(what, (str, os.PathLike)) else list(what)
    for path in paths:
        if isinstance(path, str) and "\n" in path:
            raise UsageError("a list holds paths, but one of them is a text: read texts one by one")
        if not isinstance(path, (str, os.PathLike)):
            raise UsageError(f"{path!r} is not a path: give str or Path, or a list of them")
    return acquire.pages([os.fspath(p) for p in paths], published=day, language=language)


def served(language: str | None) -> str | None:
    """The code of a language that is served. Raises UsageError for any other."""
    from dragoman.acquire.languages import code_of

    code = None if language is None else code_of(language)
    if language is not None and code not in LANGUAGES:
        raise UsageError(f"language {language!r} is not served: choose {', '.join(LANGUAGES)}")
    return code


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):  # longer than a name can be, or a NUL in it
        return False
