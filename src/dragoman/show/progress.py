"""A progress bar for long work: records come in and go out unchanged, counted on the way.

It is drawn on standard error, and only if that is a terminal and the work takes more than a second.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Iterator

from dragoman.records import Record

PATIENCE = 1.0


def watched(records: Iterable[Record], total: int | None) -> Iterator[Record]:
    """The records as they come, while a bar shows articles done, their rate and the time left.

    `total` is the number of articles, None if nobody knows.
    """
    if not sys.stderr.isatty():
        yield from records
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn
    from rich.progress import TimeRemainingColumn as Left
    from rich.text import Text

    class Done(ProgressColumn):
        """Articles done, of how many, and how many a second."""

        def render(self, task: Task) -> Text:
            of = "" if task.total is None else f" of {task.total:,.0f}"
            rate = task.finished_speed or task.speed
            return Text(f"{task.completed:,.0f}{of}" + (f"  {rate:,.1f}/s" if rate else ""))

    columns = [TextColumn("articles"), BarColumn(), Done()]
    if total is not None:
        columns.append(Left())
    # Standard output belongs to whoever writes the records.
    progress = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    task = progress.add_task("read", total=total)
    start = threading.Timer(PATIENCE, progress.start)
    start.daemon = True
    start.start()
    try:
        for record in records:
            progress.advance(task)
            yield record
    finally:
        start.cancel()
        start.join()
        progress.stop()
