"""Bytes become characters: which encoding a text is in.

What comes in: bytes. What goes out: text, and a complaint where characters had to be replaced.
Order: byte order mark, UTF-16 by its zero bytes, UTF-8, the charset that an HTML page declares
(WHATWG: latin-1 means windows-1252), windows-1252 where that reads like a western text, and
charset-normalizer's guess.
"""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files that are no text, and what to call them.
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file (name it .parquet)"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
)
CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# What windows-1252 text of the languages served may hold beyond ASCII.
WESTERN = frozenset(
    "áéíóúüñçãõâêôàèìòùëïîûœæøåäößýÿðþšžÁÉÍÓÚÜÑÇÃÕÂÊÔÀÈÌÒÙËÏÎÛŒÆØÅÄÖÝŸÐÞŠŽ"
    "¿¡«»‹›“”„‘’‚–—…•·ºª°€£§©®™½¼¾²³´¨×±†\xa0\xad"
)
# Marks that stand around words: inside one they betray another encoding.
OUTSIDE = re.compile(r"(?<=[^\W\d_])[¿¡«»“„‚†·§£¨°\xa0ŽŠŒ](?=[a-zà-ÿ])")
TAIL = re.compile(rb"[\xc0-\xff][\x80-\xbf]{0,3}\Z")
SAMPLE = 1 << 15


def wide_encoding(head: bytes) -> str | None:
    """utf-16 or utf-32 (with the byte order if no mark tells it) if `head` is that, else None."""
    for mark, name in MARKS[1:]:
        if head.startswith(mark):
            return name
    sample = head[:4096]
    half = len(sample) // 2
    if half < 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def binary_kind(head: bytes) -> str | None:
    """What the file is, if `head` shows that it is no text."""
    for magic, name in MAGIC:
        if head.startswith(magic):
            return name
    if wide_encoding(head):
        return None
    sample = head[:8192]
    if sample.count(0) * 100 > len(sample):
        return "binary data (zero bytes)"
    if (len(sample) - len(sample.translate(None, CONTROL))) * 20 > len(sample):
        return "binary data (control bytes)"
    return None


def decode(data: bytes, *, html: bool = False, cut: bool = False) -> tuple[str, str | None]:
    """The text of `data`, and a complaint if some bytes had to be replaced.

    `html`: look for a declared charset. `cut`: the data may end within a character.
    """
    wide = wide_encoding(data[:4096])
    if wide:
        return _replacing(data, wide, cut)
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    if cut and (tail := TAIL.search(data[-4:])):
        whole = data[: len(data) - len(tail[0])]
        try:
            return whole.decode("utf-8"), None
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    if html and (text := _declared(data)) is not None:
        return text, None
    text = data.decode("utf-8", "replace")
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    lost = text.count("\ufffd")
    if beyond >= 2 * lost:
        return text, _complaint(text, "utf-8")
    if (western := _western(data)) is not None:
        return western, _complaint(western, "windows-1252")
    return _replacing(data, _guess(data), False)


def _declared(data: bytes) -> str | None:
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii", "ignore")).name
        if name in ("iso8859-1", "ascii"):
            name = "cp1252"
        text = data.decode(name)
    except (LookupError, ValueError, AttributeError):
        return None
    return text if isinstance(text, str) else None


def _western(data: bytes) -> str | None:
    """`data` as windows-1252, if the outcome looks like a text in a western language."""
    text = data.decode("cp1252", "replace")
    beyond = [c for c in text if c > "\x7f"]
    letters = sum(c.isalpha() for c in text)
    accented = sum(c.isalpha() for c in beyond)
    strange = sum(c not in WESTERN for c in beyond) + len(OUTSIDE.findall(text))
    if strange * 10 > len(beyond) or accented * 3 > letters:
        return None
    return text


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    return best.encoding if best else "utf-8"


def _replacing(data: bytes, encoding: str, cut: bool) -> tuple[str, str | None]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    text = decoder.decode(data, not cut)
    return text.removeprefix("\ufeff"), _complaint(text, encoding)


def _complaint(text: str, encoding: str) -> str | None:
    lost = text.count("\ufffd")
    if not lost:
        return None
    return f"{lost} characters do not fit {encoding} and are replaced; save the file as UTF-8"
