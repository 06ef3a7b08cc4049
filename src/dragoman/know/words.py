"""Words and how they are compared: the one place that cuts text into tokens and folds them.

What comes in: text. What goes out: token bounds, and folded forms for look-up. Sentences (divide)
and gazetteer entries (know) are cut by the same rule, so that they meet. The text itself is never
changed: folding is for comparison only.

A token is a run of letters, digits and combining marks; a number keeps its separators ("10.000",
"2,5"); a word keeps an apostrophe at its end where it stands for a lost vowel ("l'", "d'", "qu'");
every other mark that is not white space, a hyphen too, is a token of its own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = "\u0300-\u036f\u00ad\u200b-\u200f\u2060"
WORD = rf"[^\W_][^\W_{MARKS}]*(?:[{MARKS}]+[^\W_]*)*"
# What follows an apostrophe: two letters, or one that is a word of its own ("n'a", "l'y").
NEXT = r"[^\W\d_]{2}|[aàyAÀY](?!\w)"
TOKEN = re.compile(rf"\d+(?:[.,]\d+)*(?!\w)|{WORD}['’](?={NEXT})|{WORD}|[^\s{MARKS}]")
# Zero-width and direction marks carry no letter: they neither split nor change a word.
INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'"})


def bounds(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Half-open bounds of the tokens of text[start:end], as offsets of `text`."""
    stop = len(text) if end is None else end
    return [m.span() for m in TOKEN.finditer(text, start, stop)]


@lru_cache(maxsize=65536)
def lower(word: str) -> str:
    """Lower case with accents kept, composed (NFC), invisible marks out."""
    if word.isascii():
        return word.lower().replace("`", "'")
    return unicodedata.normalize("NFC", word.translate(INVISIBLE).translate(APOSTROPHES)).lower()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Lower case without accents, cedillas and invisible marks: "Çavuşoğlu" → "cavusoglu"."""
    if word.isascii():
        return lower(word)
    base = unicodedata.normalize("NFKD", lower(word)).replace("ı", "i").replace("ø", "o")
    base = base.replace("ł", "l").replace("đ", "d").replace("ß", "ss").replace("æ", "ae")
    return "".join(c for c in base if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded tokens of `text`, in order."""
    return [fold(text[a:b]) for a, b in bounds(text)]
