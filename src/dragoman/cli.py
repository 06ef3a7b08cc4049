"""The command line: paths and options in; a report, or a flat format, out.

Names of commands and options are a contract: add, do not rename. Exit codes: 0 done, 1 some
articles (or parts of one) were rejected, 2 wrong usage; as usual 130 after Ctrl-C and 141 after a
closed pipe. Everything heavy is imported when it is needed.
"""

from __future__ import annotations

import functools
import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.records import Record, Reject

REJECTED, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141
SHOWN = 20
FILE_WIDTH = 100

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


know = typer.Typer(no_args_is_help=True, rich_markup_mode="rich", help="The knowledge tables.")
app.add_typer(know, name="know")


class Format(StrEnum):
    """What is written."""

    REPORT = "report"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def _version(asked: bool) -> None:
    if asked:
        from dragoman import __version__

        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read diplomatic news and keep the record: who did what to whom, pinned to the words.

    [bold]Examples[/]

    dragoman read examples/                   a report of all in a folder

    dragoman read news.jsonl -o events.csv    a row an event

    dragoman read --help                      all options

    dragoman know check                       the knowledge tables, and your own
    """


@app.command()
def read(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            show_default=False,
            help="Files or folders: txt, md, html, jsonl, json, csv, parquet, any of them gzipped. "
            "- is standard input.",
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            show_default=False,
            help="report, jsonl, csv or parquet. Default: as the name after -o ends, else report.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            show_default=False,
            help="Write to FILE, which appears only when it is complete.",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            show_default=False,
            help="Day of publication of all articles, as 2024-03-12. Default: what each one says.",
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            show_default=False,
            help="Language of all articles: es, en, pt or fr. Default: found out for each one.",
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Processes. 0: one a core if there is much to read."),
    ] = 0,
    know: Annotated[
        Path | None,
        typer.Option(
            "--know",
            metavar="DIR",
            show_default=False,
            help="A folder of knowledge tables of your own: they add to ours and override them.",
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="X", help="Leave out events of less confidence (0–1)."),
    ] = 0.0,
) -> None:
    """Read articles and tell who met, called, asked, refused, threatened, helped or attacked whom.

    Nothing is lost: what cannot be read is listed with its file, line and fix.
    Exit code: 0 done, 1 something was rejected, 2 wrong usage.

    [bold]Examples[/]

    dragoman read examples/

    dragoman read article.html --published 2024-03-12

    dragoman read news.jsonl.gz -o events.parquet --workers 4

    cat article.txt | dragoman read --format jsonl
    """
    try:
        rejects = _read(
            paths or [], form, output, published, language, workers, min_confidence, know
        )
    except UsageError as why:
        _fail(f"dragoman: {why}", USAGE)
    except KeyboardInterrupt:
        kept = f"; {output} was not written" if output else ""
        _fail(f"dragoman: interrupted{kept}", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read has had enough. Python must not complain again when it flushes at the end.
        with suppress(OSError, io.UnsupportedOperation):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as why:
        _fail(f"dragoman: cannot write {output or 'the output'}: {why.strerror or why}", USAGE)
    if rejects:
        raise typer.Exit(REJECTED)


def _fail(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code) from None


def _read(
    paths: list[str],
    form: Format | None,
    output: str | None,
    published: str | None,
    language: str | None,
    workers: int,
    least: float,
    tables: Path | None,
) -> list[Reject]:
    """Does the command; gives back every reject. Raises UsageError before anything is read."""
    form = _form(form, output)
    paths = _paths(paths, output)

    from dragoman import acquire
    from dragoman.run.local import load_pipeline, read_pages
    from dragoman.run.source import served

    language = served(language)
    stdin = sys.stdin.buffer if "-" in paths else None
    pages = acquire.pages(paths, published=published, language=language, stdin=stdin)
    load = functools.partial(load_pipeline, tables)
    rejects: list[Reject] = []
    records = _noting(_confident(read_pages(pages, workers=workers, load=load), least), rejects)
    # The report tells how far it is by itself, where it goes to the same terminal.
    if form is not Format.REPORT or output or not sys.stdout.isatty():
        from dragoman.run.count import count
        from dragoman.show.progress import watched

        records = watched(records, count(paths) if sys.stderr.isatty() else None)
    _write(records, form, output)
    if form is not Format.REPORT:
        _tell(rejects)
    return rejects


def _form(form: Format | None, output: str | None) -> Format:
    """The format asked for, else the one the output's name ends in."""
    to_file = output not in (None, "-")
    if form is None:
        ending = Path(output or "").suffix.lower() if to_file else ""
        if ending in ("", ".txt"):
            return Format.REPORT
        if ending[1:] not in set(Format):
            raise UsageError(
                f"{output}: no format ends in {ending}: name it .jsonl, .csv or .parquet, "
                "or say which with --format"
            )
        form = Format(ending[1:])
    if form is Format.PARQUET and not to_file:
        raise UsageError("parquet cannot go to standard output: add -o events.parquet")
    return form


def _paths(paths: list[str], output: str | None) -> list[str]:
    """The paths to read; standard input if there are none and it is no terminal."""
    if not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("nothing to read: name a file or folder, as in: dragoman read news/")
        return ["-"]
    if output:
        target = Path(output)
        for path in paths:
            if target.is_file() and Path(path).is_file() and target.samefile(path):
                raise UsageError(f"{output} is to be read too: write to another file")
    return paths


def _confident(records: Iterable[Record], least: float) -> Iterator[Record]:
    """The records without the events of less confidence; all else is kept."""
    import msgspec

    for record in records:
        events = tuple(event for event in record.events if event.confidence >= least)
        kept = len(events) == len(record.events)
        yield record if kept else msgspec.structs.replace(record, events=events)


def _noting(records: Iterable[Record], rejects: list[Reject]) -> Iterator[Record]:
    for record in records:
        rejects += record.rejects
        yield record


def _write(records: Iterable[Record], form: Format, output: str | None) -> None:
    """Writes the records to the file, which appears whole, or to standard output."""
    from dragoman.keep.whole import whole

    if output in (None, "-"):
        if form is Format.REPORT:
            from dragoman.show.report import console_for, report

            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(errors="replace")
            report(records, console_for(sys.stdout))
        else:
            from dragoman.keep import writer

            writer(form)(records, sys.stdout.buffer)
        sys.stdout.flush()
        return
    with whole(Path(output or "")) as out:
        if form is Format.REPORT:
            from dragoman.show.report import console_for, report

            words = io.TextIOWrapper(out, "utf-8", newline="\n", write_through=True)
            report(records, console_for(words, FILE_WIDTH))
            words.detach()
        else:
            from dragoman.keep import writer

            writer(form)(records, out)


def _tell(rejects: list[Reject]) -> None:
    """A line a reject on standard error, the first few; the record has them all."""
    if not rejects:
        return
    from dragoman.show.report import reject_line

    for reject in rejects[:SHOWN]:
        typer.echo(reject_line(reject), err=True)
    if len(rejects) > SHOWN:
        typer.echo(f"and {len(rejects) - SHOWN} more (all are in the records)", err=True)


@know.command("check")
def know_check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", show_default=False, help="A folder of tables of your own."),
    ] = None,
) -> None:
    """Check the knowledge tables: codes, dates, overlapping holdings, forms claimed twice.

    [bold]Examples[/]

    dragoman know check              the tables that dragoman brings

    dragoman know check my-tables/   your own, in the same shape (world/, lang/<code>/)
    """
    from dragoman.know.check import check

    try:
        report = check(folder)
    except UsageError as why:
        _fail(str(why), USAGE)
    for fault in report.faults:
        typer.echo(str(fault))
    counts = " · ".join(f"{number:,} {name}" for name, number in report.counts.items())
    typer.echo(f"{counts} · {len(report.faults)} faults")
    if report.faults:
        raise typer.Exit(REJECTED)


def main() -> None:
    """The entry point."""
    app()


if __name__ == "__main__":
    main()
