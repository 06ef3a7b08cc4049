"""The local pool: pages in, one record a page out, in order, whatever the number of workers.

One worker reads in this process. More are spawned processes that take batches of pages and give
back batches of records, both as MessagePack bytes; only a few batches are on their way at a time,
so memory does not grow with the input. Nothing is lost: a batch that fails is read page by page,
and a page that still fails gives a record with an `internal` reject. The answer does not depend on
the number of workers.
"""

from __future__ import annotations

import hashlib
import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import Code, UsageError
from dragoman.records import Article, Engine, Page, Record, Reject

BATCH = 48
FEW = 64
AHEAD = 2

Read = Callable[[list[Page]], list[Record]]
Load = Callable[[], Read]


def load_pipeline(know: Path | None = None) -> Read:
    """The pipeline with its kit: what a worker does, loaded once a process. `know` is a folder of
    tables of the user's own."""
    from dragoman import pipeline

    kit = pipeline.load_kit(know)
    return lambda batch: pipeline.read(batch, kit)


def read_pages(
    pages: Iterable[Page], *, workers: int = 1, load: Load = load_pipeline
) -> Iterator[Record]:
    """One record a page, in order. `workers` 0 chooses: one for a few pages, else one a core.

    `load` makes the function that reads a batch; with more than one worker it must be importable.
    Raises UsageError if worker processes cannot start here.
    """
    if workers < 0:
        raise UsageError(f"workers must be 0 (choose for me) or more, not {workers}")
    source = map(_sound, pages)
    if workers == 0:
        first = list(itertools.islice(source, FEW))
        workers = 1 if len(first) < FEW else _cores()
        whole: Iterator[Page] = itertools.chain(first, source)
    else:
        whole = source
    return _alone(whole, load) if workers == 1 else _pooled(whole, workers, load)


def _cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sound(page: Page) -> Page:
    """The page as UTF-8 can carry it: half a surrogate pair (from a file name, say) becomes "?"."""
    try:
        msgspec.msgpack.encode(page)
    except UnicodeEncodeError:
        return msgspec.convert(_carried(msgspec.to_builtins(page)), Page)
    return page


def _carried(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _carried(item) for key, item in value.items()}
    return [_carried(item) for item in value] if isinstance(value, (list, tuple)) else value


def _batches(pages: Iterator[Page]) -> Iterator[list[Page]]:
    while batch := list(itertools.islice(pages, BATCH)):
        yield batch


def _alone(pages: Iterator[Page], load: Load) -> Iterator[Record]:
    read = load()
    for batch in _batches(pages):
        yield from _careful(read, batch)


def _careful(read: Read, batch: list[Page]) -> list[Record]:
    """The batch read; if that fails, each page alone, and what still fails as a reject."""
    try:
        return read(batch)
    except UsageError:  # a wrong configuration is no fault of the page
        raise
    except Exception as why:
        if len(batch) == 1:
            return [_failed(batch[0], f"{type(why).__name__}: {why}")]
        return [record for page in batch for record in _careful(read, [page])]


def _failed(page: Page, why: str) -> Record:
    """The record of a page on which the pipeline failed: no text, and the reason."""
    name = page.id or page.url or page.path
    reject = Reject(
        article=name,
        path=page.path,
        line=page.line,
        stage="run",
        code=Code.INTERNAL.value,
        detail=f"{why}; please report it with the article",
    )
    article = Article(
        id=name,
        hash=hashlib.sha256(page.body.encode("utf-8", "replace")).hexdigest()[:32],
        path=page.path,
        line=page.line,
        url=page.url,
        title=page.title,
        publisher=page.publisher,
        authors=page.authors,
        language=page.language,
        published=page.published,
        published_from=page.published_from,
        text="",
        dropped=(),
    )
    engine = Engine(version=version("dragoman"), model="none", knowledge="none")
    return Record(article=article, rejects=(*page.rejects, reject), engine=engine)


# --- Worker processes ---------------------------------------------------------------------------

_load: Load | None = None
_read: Read | None = None


def _begin(load: Load) -> None:
    """Starts a worker: it leaves Ctrl-C to its parent and loads nothing before it must."""
    global _load
    _load = load
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(batch: bytes) -> bytes:
    """Pages to records, in a worker, both as MessagePack."""
    global _read
    if _read is None:
        assert _load is not None
        _read = _load()
    pages = msgspec.msgpack.decode(batch, type=list[Page])
    return msgspec.msgpack.encode(_careful(_read, pages))


class _Pool:
    """Spawned workers that can be renewed after one of them has died."""

    def __init__(self, workers: int, load: Load) -> None:
        self.workers, self.load = workers, load
        self._open()

    def _open(self) -> None:
        self.executor = ProcessPoolExecutor(
            self.workers, multiprocessing.get_context("spawn"), _begin, (self.load,)
        )

    def submit(self, batch: bytes) -> Future[bytes]:
        with _deaf():
            try:
                return self.executor.submit(_work, batch)
            except BrokenProcessPool as why:
                lost: Future[bytes] = Future()
                lost.set_exception(why)
                return lost

    def renew(self) -> None:
        self.close()
        self._open()

    def close(self) -> None:
        """Ends the workers at once; what they were reading is of no more use."""
        for process in list((getattr(self.executor, "_processes", None) or {}).values()):
            process.terminate()
        self.executor.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """While a worker is being spawned Ctrl-C waits; the worker inherits that it waits for ever."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _pooled(pages: Iterator[Page], workers: int, load: Load) -> Iterator[Record]:
    pool = _Pool(workers, load)
    sent: deque[tuple[list[Page], Future[bytes]]] = deque()
    batches = _batches(pages)
    try:
        _greet(pool)
        while True:
            for batch in itertools.islice(batches, workers * AHEAD - len(sent)):
                sent.append((batch, pool.submit(msgspec.msgpack.encode(batch))))
            if not sent:
                return
            try:
                done = sent[0][1].result()
            except BrokenProcessPool:
                # Nobody knows which batch killed the worker: each of them is read with care.
                pool.renew()
                for batch, _ in sent:
                    yield from _nursed(pool, batch)
                sent.clear()
                continue
            sent.popleft()
            yield from msgspec.msgpack.decode(done, type=list[Record])
    finally:
        pool.close()


def _greet(pool: _Pool) -> None:
    """Sees a worker start, so that a pool that cannot start is told from a page that kills."""
    try:
        pool.submit(msgspec.msgpack.encode([])).result()
    except BrokenProcessPool as why:
        raise UsageError(
            "the worker processes could not start: in a script put the call under "
            "`if __name__ == '__main__':`, or use workers=1"
        ) from why


def _nursed(pool: _Pool, batch: list[Page]) -> Iterator[Record]:
    """The batch page by page; a page whose worker dies becomes a reject."""
    for page in batch:
        try:
            done = pool.submit(msgspec.msgpack.encode([page])).result()
        except BrokenProcessPool:
            pool.renew()
            yield _failed(page, "the worker process died, perhaps for want of memory")
        else:
            yield from msgspec.msgpack.decode(done, type=list[Record])
