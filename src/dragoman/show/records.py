"""`Records`: what `dragoman.read` gives back. Records come in; views of them go out.

A sequence of `Record`, with all events, quotes and so on as flat tuples, as an Arrow or pandas
table (one row an event, the columns of `keep.columns`), as JSON Lines, and as a notebook view.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from dragoman.errors import UsageError
from dragoman.records import Actor, Article, Event, Quote, Record, Reject

if TYPE_CHECKING:
    import pandas
    import pyarrow


class Records(Sequence[Record]):
    """The records of a reading, one an article, in the order of the input."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = tuple(records)

    @overload
    def __getitem__(self, at: int) -> Record: ...
    @overload
    def __getitem__(self, at: slice) -> Records: ...
    def __getitem__(self, at: int | slice) -> Record | Records:
        return Records(self._records[at]) if isinstance(at, slice) else self._records[at]

    def __len__(self) -> int:
        return len(self._records)

    @property
    def articles(self) -> tuple[Article, ...]:
        """One article a record."""
        return tuple(record.article for record in self)

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of all articles; `to_arrow` tells which article each comes from."""
        return tuple(event for record in self for event in record.events)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of all articles."""
        return tuple(quote for record in self for quote in record.quotes)

    @property
    def actors(self) -> tuple[Actor, ...]:
        """The actors of all articles, once for each article that names them."""
        return tuple(actor for record in self for actor in record.actors)

    @property
    def rejects(self) -> tuple[Reject, ...]:
        """What could not be read, and why."""
        return tuple(reject for record in self for reject in record.rejects)

    def to_arrow(self) -> pyarrow.Table:
        """One row an event, with the columns of its article."""
        from dragoman.keep.parquet import table

        return table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As `to_arrow`, with days as datetime64. Raises UsageError where pandas is missing."""
        try:
            import pandas  # noqa: F401
        except ImportError as why:
            raise UsageError(
                "pandas is not installed: pip install 'dragoman[pandas]', or use to_arrow()"
            ) from why
        frame: pandas.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame

    def to_jsonl(self, path: str | os.PathLike[str]) -> None:
        """Writes one record a line; the file appears only when it is complete."""
        from dragoman.keep.jsonl import write
        from dragoman.keep.whole import whole

        with whole(Path(path)) as out:
            write(self, out)

    def __repr__(self) -> str:
        return (
            f"<Records: {len(self)} articles, {len(self.events)} events, "
            f"{len(self.quotes)} quotes, {len(self.rejects)} rejects>"
        )

    def _repr_html_(self) -> str:
        from dragoman.show.html import page

        return page(self)
