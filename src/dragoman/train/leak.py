"""Copies of the evaluation sets: found by their hashes, without the sets themselves.

What comes in: files of the corpus and of the examples, and corpus/leak.bin. What goes out: every
stretch of eight words that also stands in an evaluation set, unless corpus/leak.txt allows it.
leak.bin is a line of ASCII that says how it was made, then sorted hashes of fixed width (BLAKE2b
with a salt, cut to five bytes: of 200,000 sequences one in 30 runs is found by mere chance).
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.know.words import fold
from dragoman.records import LANGUAGES, Struct
from dragoman.train.passages import Fault

HASHES = "leak.bin"
ALLOWED = "leak.txt"
LENGTH = 8
WIDTH = 5
SALT = "dragoman corpus"
# Hashed into the head, so that hashes made with another folding are not mistaken for these.
PROBE = "ñ Ç é one two three four five"

WORD = re.compile(r"[^\W_]+")
MARKS = re.compile(r"\{[A-Za-z]\w*:|\}")
TAGS = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>")
# Where the texts stand in the evaluation sets.
SETS = (
    "evals/es_news_dev.articles.jsonl",
    "evals/off_topic_dev.articles.jsonl",
    "evals/plv_dev.tsv",
    "evals/dates/*.jsonl",
    "articles/es_news.jsonl",
)
KEYS = ("title", "text", "input", "sentence")


class Hashes(Struct, frozen=True):
    """The hashes of leak.bin, and the folded sequences that leak.txt allows."""

    known: frozenset[bytes]
    allowed: frozenset[str]


def sequences(text: str) -> Iterator[str]:
    """All runs of eight folded words, in order, each joined by spaces."""
    folded = [fold(word) for word in WORD.findall(text)]
    for at in range(len(folded) - LENGTH + 1):
        yield " ".join(folded[at : at + LENGTH])


def digest(sequence: str) -> bytes:
    """The hash of one sequence."""
    return blake2b(sequence.encode(), digest_size=WIDTH, key=SALT.encode()).digest()


def _head(count: int) -> str:
    probe = digest(next(sequences(PROBE))).hex()
    return (
        f"dragoman-leak 1 blake2b salt={SALT.replace(' ', '_')} words={LENGTH} bytes={WIDTH} "
        f"probe={probe} count={count}"
    )


def make(source: Path, target: Path) -> int:
    """Hash the evaluation sets under `source` into `target`. Returns the number of hashes.

    Raises UsageError for a set that is not there.
    """
    found: set[bytes] = set()
    for pattern in SETS:
        paths = sorted(source.glob(pattern))
        if not paths:
            raise UsageError(f"{source / pattern}: no such file; name the folder of the sets")
        for path in paths:
            for row in _rows(path):
                text = "\n".join(str(row[key]) for key in KEYS if row.get(key))
                found.update(map(digest, sequences(text)))
    target.write_bytes(f"{_head(len(found))}\n".encode() + b"".join(sorted(found)))
    return len(found)


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8", newline="") as lines:
        if path.suffix == ".tsv":
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            return
        for line in lines:
            if line.strip():
                yield msgspec.json.decode(line.lstrip("\ufeff"), type=dict[str, object])


def load(home: Path) -> Hashes:
    """The hashes in `home`. Raises UsageError where they are missing or made otherwise."""
    path = home / HASHES
    try:
        head, _, blob = path.read_bytes().partition(b"\n")
    except OSError as why:
        raise UsageError(f"{path}: cannot be read; make it with: leak --make DIR") from why
    if head.decode("ascii", "replace") != _head(len(blob) // WIDTH) or len(blob) % WIDTH:
        raise UsageError(f"{path}: made by another version, or cut; make it anew: leak --make DIR")
    known = frozenset(blob[n : n + WIDTH] for n in range(0, len(blob), WIDTH))
    allowed = home / ALLOWED
    lines = allowed.read_text("utf-8").splitlines() if allowed.is_file() else []
    formulae = (s for line in lines if not line.startswith("#") for s in sequences(line))
    return Hashes(known, frozenset(formulae))


def find(paths: Iterable[Path], home: Path) -> list[Fault]:
    """The copied stretches of the files under `paths`; overlapping ones are joined."""
    hashes = load(home)
    found: list[Fault] = []
    for path in _files(paths):
        for line, text in _texts(path):
            found += (Fault(str(path), line, detail) for detail in _copies(text, hashes))
    return found


def _copies(text: str, hashes: Hashes) -> Iterator[str]:
    stretch: list[str] = []
    for sequence in (*sequences(text), ""):
        hit = bool(sequence) and sequence not in hashes.allowed and digest(sequence) in hashes.known
        if hit:
            stretch += [sequence] if not stretch else [sequence.rsplit(" ", 1)[1]]
        elif stretch:
            yield f"{' '.join(stretch)!r} stands in an evaluation set; write it in other words"
            stretch = []


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
        elif path.is_dir():
            # Of the corpus the passages, not the pages about it.
            homes = [path / code for code in LANGUAGES if (path / code).is_dir()] or [path]
            yield from (f for home in homes for f in sorted(home.rglob("*.*")) if f.is_file())
        else:
            raise UsageError(
                f"{path}: no such file or folder; run it where corpus/ is, or name one"
            )


def _texts(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a file, each with the number of its first line."""
    source = path.read_text("utf-8", errors="replace")
    if path.suffix == ".jsonl":
        for number, line in enumerate(source.splitlines(), 1):
            row = msgspec.json.decode(line) if line.strip() else {}
            yield number, "\n".join(_strings(row))
        return
    if path.suffix in {".html", ".htm"}:
        yield 1, html.unescape(TAGS.sub(" ", source))
        return
    at = 1
    for block in re.split(r"(\n[^\S\n]*\n)", source):
        yield at, MARKS.sub("", block)
        at += block.count("\n")


def _strings(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in inner for text in _strings(part)]
