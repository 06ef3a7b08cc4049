"""Names of languages become codes.

What comes in: a language as rows, tags and options say it ("es-MX", "spa", "Spanish"). What goes
out: the ISO 639-1 code where there is one, in lower case; CLDR (babel) knows codes and names.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.know.words import fold
from dragoman.records import LANGUAGES

UNKNOWN = frozenset(("und", "mul", "zxx", "mis", "nan", "na"))


def code_of(value: str) -> str | None:
    """The code of a language: "es-MX" → "es", "spa" → "es", "Spanish" → "es"; None if unknown."""
    return _code(value.strip()[:60].lower().replace("_", "-"))


@lru_cache(maxsize=1024)
def _code(text: str) -> str | None:
    first = text.split("-")[0]
    if not first.isalpha() or first in UNKNOWN:
        return None
    if len(first) == 2 and first.isascii():
        return first
    if len(first) == 3 and first.isascii():
        from babel.core import get_global

        aliases = get_global("language_aliases")
        return str(aliases.get(first, first))
    return _names().get(fold(text))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Names of languages, folded, in each of the languages served and in themselves."""
    from babel import Locale

    names: dict[str, str] = {}
    for code in LANGUAGES:
        for other, name in Locale(code).languages.items():
            if len(other) <= 3:
                names.setdefault(fold(name), other)
    return names
