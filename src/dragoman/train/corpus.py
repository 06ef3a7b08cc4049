"""The corpus: read from its folders, checked, counted, printed, and searched for copies.

What comes in: files in the format of corpus/FORMAT.md. What goes out: passages for training, and
the tool that its writers use:

    python -m dragoman.train.corpus check [PATH…]    every fault with file, line and fix
    python -m dragoman.train.corpus stats [PATH…]    counts against the targets
    python -m dragoman.train.corpus jsonl [PATH…]    a passage a line, with offsets
    python -m dragoman.train.corpus leak [PATH…]     stretches that stand in an evaluation set
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from dragoman.errors import UsageError
from dragoman.know.names import load_world
from dragoman.know.ontology import load_ontology
from dragoman.records import LANGUAGES
from dragoman.train.checks import check
from dragoman.train.passages import Fault, Passage, parse

CORPUS = Path("corpus")
SHOWN = 200


def files(paths: Sequence[Path]) -> list[Path]:
    """The corpus files among `paths`: files as they are, and the .txt files of folders.

    Of a folder that has folders named by language only those are read. Raises UsageError for a
    path that is not there.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_file():
            found.append(path)
        elif path.is_dir():
            homes = [path / code for code in LANGUAGES if (path / code).is_dir()] or [path]
            found += [f for home in homes for f in sorted(home.rglob("*.txt"))]
        else:
            raise UsageError(
                f"{path}: no such file or folder; run it where corpus/ is, or name one"
            )
    return found


def load(paths: Sequence[Path]) -> tuple[list[Passage], list[Fault]]:
    """The passages under `paths` that can be read, and all faults in the order of the files."""
    passages: list[Passage] = []
    faults: list[Fault] = []
    for path in files(paths):
        try:
            source = path.read_text("utf-8")
        except UnicodeDecodeError as why:
            raise UsageError(f"{path}: not UTF-8 ({why}); save it as UTF-8") from why
        read, wrong = parse(source, str(path))
        passages += read
        faults += wrong
    faults += check(passages, load_world(), load_ontology())
    return passages, sorted(faults, key=lambda f: (f.path, f.line))


def main(argv: Sequence[str] | None = None) -> int:
    """The tool. Returns 1 where something is wrong, else 0."""
    parser = argparse.ArgumentParser(
        prog="python -m dragoman.train.corpus",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=["check", "stats", "jsonl", "leak"])
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument(
        "--make", type=Path, metavar="DIR", help="leak: hash the evaluation sets in DIR"
    )
    parser.add_argument(
        "--home", type=Path, default=CORPUS, metavar="CORPUS", help="leak: folder of leak.bin"
    )
    given = parser.parse_args(argv)
    try:
        if given.task == "leak":
            return _leak(given.paths, given.make, given.home)
        return _passages(given.task, given.paths or [CORPUS])
    except UsageError as wrong:
        print(wrong, file=sys.stderr)
        return 1


def _passages(task: str, paths: Sequence[Path]) -> int:
    passages, faults = load(paths)
    for fault in faults[:SHOWN]:
        print(fault, file=sys.stderr)
    if len(faults) > SHOWN:
        print(f"… and {len(faults) - SHOWN} more", file=sys.stderr)
    if task == "stats":
        from dragoman.train.corpus_stats import count, table

        print(table(count(passages)))
    elif task == "jsonl":
        for passage in passages:
            print(msgspec.json.encode(passage).decode())
    else:
        print(f"{len(passages)} passages, {len(faults)} faults")
    return 1 if faults else 0


def _leak(paths: Sequence[Path], make: Path | None, home: Path) -> int:
    from dragoman.train import leak

    if make is not None:
        print(f"{leak.make(make, home / leak.HASHES)} sequences in {home / leak.HASHES}")
        return 0
    copies = leak.find(paths or [home, Path("examples")], home)
    for copy in copies:
        print(copy, file=sys.stderr)
    print(f"{len(copies)} copied stretches")
    return 1 if copies else 0


if __name__ == "__main__":
    sys.exit(main())
