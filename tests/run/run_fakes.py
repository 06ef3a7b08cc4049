"""Fake readers, importable by spawned workers. They read the body as an order."""

import functools
import hashlib
import os
import time

from dragoman.errors import UsageError
from dragoman.records import Article, Engine, Page, Record

ENGINE = Engine(version="0", model="fake", knowledge="0")


def record_of(page: Page) -> Record:
    article = Article(
        id=page.id or page.path,
        hash=hashlib.sha256(page.body.encode()).hexdigest(),
        path=page.path,
        line=page.line,
        url=None,
        title=None,
        publisher=None,
        authors=(),
        language=page.language,
        published=None,
        published_from=None,
        text=page.body,
        dropped=(),
    )
    return Record(article=article, rejects=page.rejects, engine=ENGINE)


def _read(batch: list[Page], parent: int) -> list[Record]:
    for page in batch:
        if page.body == "fail":
            raise RuntimeError("no good")
        if page.body == "misconfigured":
            raise UsageError("line 3: mend it")
        if page.body == "die" and os.getpid() != parent:
            os._exit(9)
        if page.body == "sleep":
            time.sleep(60)
    return [record_of(page) for page in batch]


def load(parent: int = 0):
    """A reader that fails, dies (in a child of `parent`) or sleeps where the body says so."""
    return functools.partial(_read, parent=parent)


def no_start():
    os._exit(3)
