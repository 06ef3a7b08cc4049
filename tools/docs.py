"""Documents that are executed: the ```python blocks of a Markdown file, and what they print.

What comes in: Markdown files. A ```python block is run, all of one file in one namespace; the
```text block right after it is what it prints. What goes out: `--write` puts in what is printed
now; without it the exit code is 1 where the file says something else. Run: python tools/docs.py
[--write] FILE...
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from pathlib import Path

WROTE = "written anew"
STALE = "prints something else now; run with --write"
BLOCK = re.compile(r"(```python\n(.*?)```\n)(\s*```text\n(.*?)```\n)?", re.DOTALL)


def run(path: Path) -> str:
    """The file's text with every output as it is printed now."""
    names: dict[str, object] = {"__name__": "__docs__"}

    def executed(found: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(found[2], str(path), "exec"), names)
        out = "\n".join(line.rstrip() for line in printed.getvalue().splitlines())
        return found[1] + (f"\n```text\n{out}\n```\n" if out else "")

    return BLOCK.sub(executed, path.read_text("utf-8"))


def main() -> int:
    """Check or rewrite the files named on the command line."""
    write = "--write" in sys.argv
    os.chdir(Path(__file__).resolve().parent.parent)
    stale = 0
    for name in (a for a in sys.argv[1:] if not a.startswith("--")):
        path = Path(name)
        now = run(path)
        if now != path.read_text("utf-8"):
            stale += 1
            print(f"{path}: {WROTE if write else STALE}")
            if write:
                path.write_text(now, "utf-8")
    return int(bool(stale) and not write)


if __name__ == "__main__":
    sys.exit(main())
