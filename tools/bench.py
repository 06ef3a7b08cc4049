"""The benchmark: how fast, how soon, how big. Run: python tools/bench.py [--articles N]

What comes in: the articles of examples/, from which N articles of about 400 words are put together.
What goes out: articles a second on two worker processes (whole process, with start-up), the time
from a cold start to the record of one article (median of five), the memory of all processes
together at its peak (resident pages, shared ones counted once for each process), and the size of
the wheel.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = 400
BUDGET = {"articles/s": 100.0, "cold start s": 2.0, "memory MB": 500.0, "wheel MB": 10.0}


def paragraphs() -> dict[str, list[str]]:
    """The paragraphs of the examples by language."""
    import dragoman

    out: dict[str, list[str]] = {}
    for record in dragoman.read(ROOT / "examples"):
        language = record.article.language or "es"
        out.setdefault(language, []).extend(
            p for p in record.article.text.split("\n") if len(p.split()) > 12
        )
    return out


def articles(count: int, path: Path) -> int:
    """Write `count` articles of about WORDS words to `path`; the number of words in all."""
    rng = random.Random(7)
    stock = paragraphs()
    languages = ["es"] * 5 + [code for code in sorted(stock) if code != "es"]
    words = 0
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            language = rng.choice(languages)
            chosen: list[str] = []
            while sum(len(p.split()) for p in chosen) < WORDS:
                chosen.append(rng.choice(stock[language]))
            words += sum(len(p.split()) for p in chosen)
            row = {"id": f"b{n}", "language": language, "date": "2024-05-15"}
            out.write(json.dumps(row | {"text": "\n\n".join(chosen)}, ensure_ascii=False) + "\n")
    return words


def resident(pid: int) -> int:
    """Resident bytes of a process and its descendants (Linux); 0 where that cannot be known."""
    total, stack = 0, [pid]
    while stack:
        here = stack.pop()
        try:
            status = Path(f"/proc/{here}/status").read_text()
            total += 1024 * int(status.split("VmRSS:")[1].split()[0])
            stack += map(int, Path(f"/proc/{here}/task/{here}/children").read_text().split())
        except (OSError, IndexError, ValueError):
            continue
    return total


def timed(*arguments: str) -> tuple[float, float]:
    """Seconds and peak megabytes of one `dragoman read` with these arguments."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "dragoman", "read", *arguments], stdout=subprocess.DEVNULL
    )
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    if process.wait() not in (0, 1):
        raise SystemExit(f"dragoman read {' '.join(arguments)} ended with {process.returncode}")
    seconds = time.perf_counter() - start
    watcher.join()
    return seconds, peak / 1e6


def wheel_size(folder: Path) -> float:
    """Megabytes of the wheel, built from the checkout."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    return next(folder.glob("*.whl")).stat().st_size / 1e6


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="how many (default 2000)")
    count = parser.parse_args().articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many, one = folder / "many.jsonl", folder / "one.jsonl"
        words = articles(count, many)
        one.write_text(many.open(encoding="utf-8").readline(), "utf-8")
        out = str(folder / "out.jsonl")
        cold = [timed(str(one), "-o", out)[0] for _ in range(5)]
        seconds, memory = timed(str(many), "--workers", "2", "-o", out)
        figures = {
            "articles/s": words / WORDS / seconds,
            "cold start s": statistics.median(cold),
            "memory MB": memory,
            "wheel MB": wheel_size(folder),
        }
    print(f"{count} articles of {words / count:.0f} words; two workers; start-up included")
    for figure, value in figures.items():
        floor = BUDGET[figure]
        good = value >= floor if figure == "articles/s" else value <= floor
        sign = "≥" if figure == "articles/s" else "≤"
        print(f"{figure:14} {value:8.2f}   budget {sign} {floor:g}   {'ok' if good else 'MISSED'}")


if __name__ == "__main__":
    main()
