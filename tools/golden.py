"""Golden records: what is read from each example, in a form that a person can compare.

What comes in: the articles of examples/ and docs/walk.txt. What goes out: tests/golden/*.txt, an
event a paragraph with every field that is not null, and tests/golden/format.jsonl, one record to
the letter. Run: python tools/golden.py; read the difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.acquire import pages
from dragoman.pipeline import load_kit, read
from dragoman.records import ActorRef, Engine, Event, Quote, Record

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"
# Not part of what was read: it changes with every edit of a table.
ENGINE = Engine(version="golden", model="lexicon", knowledge="golden")


def who(ref: ActorRef | None) -> str:
    """An actor in one line."""
    if ref is None:
        return "nobody"
    known = [ref.id, ref.person, "/".join(ref.sectors), ref.by]
    return f"{ref.text} ({', '.join(k for k in known if k)})"


def event_lines(event: Event) -> Iterator[str]:
    """An event, a line a field."""
    modes = "".join(f".{mode}" for mode in event.modes)
    past = " historical" if event.historical else ""
    yield f"{event.type}{modes} {event.status}{past}: {event.trigger.text}"
    for name, refs in (("actor", event.actors), ("recipient", event.recipients)):
        for ref in refs:
            yield f"  {name}: {who(ref)}"
    if event.date is not None:
        yield f"  date: {event.date.text!r} {event.date.edtf} {event.date.basis}"
    if event.place is not None:
        yield f"  place: {event.place.text} ({event.place.country})"
    if event.contact is not None:
        contact = event.contact
        yield f"  contact: {contact.step} {contact.medium} {contact.level}" + (
            " secret" if contact.secret else ""
        )
        for name in ("requested_by", "host", "mediator"):
            ref = getattr(contact, name)
            if ref is not None:
                yield f"  {name}: {who(ref)}"
    if event.attribution is not None:
        yield f"  said by: {who(event.attribution.speaker)} {event.attribution.sourcing}"


def quote_line(quote: Quote) -> str:
    """A quote in one line."""
    return f"{quote.kind} {quote.sourcing}: {who(quote.speaker)}: {quote.text[:80]}"


def summary(record: Record) -> str:
    """A record as a text."""
    article = record.article
    lines = [
        f"# {article.id} · {article.language} · {article.published} {article.published_from}",
        f"# title: {article.title}",
        *(f"# dropped, {d.reason}: {d.text}" for d in article.dropped),
        *(f"# reject: {r.code} {r.detail}" for r in record.rejects),
    ]
    for event in record.events:
        lines += ["", *event_lines(event)]
    lines += ["", *map(quote_line, record.quotes)]
    return "\n".join(line.rstrip() for line in lines).strip() + "\n"


def golden() -> dict[str, str]:
    """File name → content of every golden file, as it is read now."""
    os.chdir(ROOT)
    kit = load_kit()
    files: dict[str, list[str]] = {}
    for record in read(list(pages(["examples"])), kit):
        name = f"{Path(record.article.path).name}.txt"
        files.setdefault(name, []).append(summary(record))
    walk = msgspec.structs.replace(read(list(pages(["docs/walk.txt"])), kit)[0], engine=ENGINE)
    out = {name: "\n".join(parts) for name, parts in files.items()}
    return out | {"format.jsonl": msgspec.json.encode(walk).decode() + "\n"}


def main() -> None:
    """Write the golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    files = golden()
    for old in GOLDEN.iterdir():
        if old.name not in files:
            old.unlink()
    for name, content in files.items():
        (GOLDEN / name).write_text(content, "utf-8")
    print(f"{len(files)} golden files written; read the difference before you commit")


if __name__ == "__main__":
    main()
