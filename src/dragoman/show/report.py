"""The terminal report: records come in; lines for a person to read go out, article by article.

An article is a header, then its sentences with the evidence marked, each followed by two lines an
event: what kind and how certain, who and whom; then what was said besides; at the end the counts
and every reject with its fix. With colour the evidence is coloured, without it stands in brackets
(https://no-color.org). Article text is hostile: nothing in it reaches the terminal as a command.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from dragoman.errors import MEANING, Code
from dragoman.records import Article, Contact, Event, Quote, Record, Reject, When
from dragoman.show.evidence import coded, heading, kind_of, marks, named, safe, where

STYLES = {
    "trigger": "bold yellow",
    "actor": "cyan",
    "recipient": "magenta",
    "date": "underline",
    "place": "underline",
    "occurred": "",
    "planned": "blue",
    "hypothetical": "yellow",
    "negated": "red",
}
BRACKETS = {
    "trigger": ("*", "*"),
    "actor": ("[", "]"),
    "recipient": ("<", ">"),
    "date": ("{", "}"),
    "place": ("{", "}"),
}
# What has not happened must not be read as if it had, in black and white too.
SIGNS = {"planned": "» ", "hypothetical": "? ", "negated": "✗ "}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NARROW = 64
SAID, SAID_LENGTH, LISTED = 8, 160, 20
LONG = 1600


class _Quiet(Console):
    """A console that leaves a closed pipe to whoever called."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(out: TextIO, width: int | None = None) -> Console:
    """A console on `out`: coloured on a terminal that wants colour, else plain without escapes."""
    wanted = out.isatty() or bool(os.environ.get("FORCE_COLOR"))
    plain = not wanted or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return _Quiet(
        file=out,
        width=width,
        force_terminal=not plain,
        color_system=None if plain else "auto",
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )


def report(records: Iterable[Record], console: Console) -> None:
    """Prints every record as it comes, then the counts and the rejects."""
    plain = console.color_system is None
    if plain:
        legend = Text("Evidence: [actor] *trigger* <recipient> {date, place}")
        for line in _wrapped(legend, console):
            _print(console, line)
    articles = quotes = 0
    kinds: Counter[tuple[str, str]] = Counter()
    rejects: list[Reject] = []
    for record in records:
        for line in article_lines(record, console, plain):
            _print(console, line)
        articles += bool(record.article.text)
        quotes += len(record.quotes)
        kinds.update((event.type, event.status) for event in record.events)
        rejects += record.rejects
    for line in _sum(articles, quotes, kinds, rejects, console):
        _print(console, line)


def _print(console: Console, line: Text) -> None:
    console.print(line, soft_wrap=True)


def article_lines(record: Record, console: Console, plain: bool) -> Iterator[Text]:
    """The lines of one article, wrapped to the console's width."""
    article = record.article
    yield Text()
    yield from _wrapped(Text(_short(safe(heading(article)), 300), "bold"), console)
    yield from _wrapped(Text(" · ".join(_facts(record)), "dim"), console)
    sentences: dict[tuple[int, int], list[Event]] = {}
    for event in record.events:
        sentences.setdefault((event.sentence.start, event.sentence.end), []).append(event)
    labels = [len(label) for e in record.events for label in (kind_of(e) + "¹", _status(e))]
    column = max(labels, default=0) + 2
    for (start, _), events in sentences.items():
        yield Text()
        yield from _wrapped(_sentence(events, start, plain), console, 2)
        for number, event in enumerate(events, 1):
            label = Text(str(number).translate(RAISED) if len(events) > 1 else "", "bold")
            label.append(kind_of(event))
            yield from _block(label, event, column, console)
    yield from _said(record, console)


def _facts(record: Record) -> Iterator[str]:
    """What is known of an article, in few words."""
    article = record.article
    if article.publisher:
        yield safe(article.publisher)
    if article.text:
        yield _published(article)
        yield article.language or "language unknown"
        yield _count(len(record.events), "event")
        yield _count(len(record.quotes), "quote")
        yield safe(where(article))
    for code in dict.fromkeys(reject.code for reject in record.rejects):
        yield code if article.text else f"not read: {code}"


def _published(article: Article) -> str:
    if article.published is None:
        return "no date (give one with --published)"
    return f"{article.published} (from {article.published_from or 'an unknown source'})"


def _sentence(events: list[Event], start: int, plain: bool) -> Text:
    """The sentence the events share, its evidence marked; triggers numbered if there are more."""
    words = safe(events[0].sentence.text)
    at, stop = 0, len(words)
    if stop > LONG:
        at = max(min(event.trigger.start for event in events) - start - LONG // 4, 0)
        stop = min(at + LONG, stop)
    shown = Text("… " if at else "")
    for mark in marks(events, start + at, start + stop):
        left, right = BRACKETS[mark.role] if plain else ("", "")
        shown.append(words[at : mark.start - start])
        at = mark.end - start
        shown.append(left + words[mark.start - start : at] + right, STYLES[mark.role])
        if mark.role == "trigger" and len(events) > 1:
            shown.append("".join(str(n + 1) for n in mark.events).translate(RAISED), "dim")
    shown.append(words[at:stop])
    return shown.append(" …") if stop < len(words) else shown


def _parties(event: Event) -> Text:
    shown = Text() if event.actors else Text.assemble(("nobody named", "dim"))
    for side in (event.actors, event.recipients):
        if side and side is event.recipients:
            shown.append(" → ", "dim")
        for number, actor in enumerate(side):
            shown.append((", " if number else "") + safe(named(actor)))
            if actor.country:
                shown.append(f" ({safe(actor.country)})", "dim")
    return shown


def _status(event: Event) -> Text:
    sign = SIGNS.get(event.status, "")
    shown = Text(sign + event.status, STYLES[event.status])
    return shown.append(", past", "dim") if event.historical else shown


def _details(event: Event) -> Text:
    """Date, place, contact, issue, source and confidence: what is known, and nothing else."""
    parts = []
    if event.date:
        parts.append(_when(event.date))
    if event.place:
        country = f" ({event.place.country})" if event.place.country else ""
        parts.append(f"{event.place.name or event.place.text}{country}")
    if event.contact:
        parts += _contact(
            event.contact, {(a.start, a.end) for a in event.actors + event.recipients}
        )
    if event.issue:
        parts.append(f"issue “{_short(event.issue.text, 80)}”")
    if event.attribution:
        said = event.attribution
        kind = "" if said.sourcing == "on_record" else f" ({said.sourcing})"
        parts.append(f"says {coded(said.speaker) if said.speaker else 'a source'}{kind}")
    if event.retold:
        parts.append(f"told {len(event.retold) + 1} times")
    shown = Text(" · ".join(map(safe, parts)))
    return shown.append(f"{' · ' if parts else ''}{event.confidence:.2f}", "dim")


def _when(date: When) -> str:
    """The date as far as it is known: a day, a span of days, or the words."""
    known = date.earliest or date.latest
    if known is None:
        return f"{date.edtf or date.text} ({date.basis})"
    if date.basis == "publication":
        return f"by {date.latest or known} (publication)"
    if date.earliest and date.latest and date.earliest != date.latest:
        known = f"{date.earliest} to {date.latest}"
    return f"{known} ({date.basis})"


def _contact(contact: Contact, named_already: set[tuple[int, int]]) -> Iterator[str]:
    plain = (contact.step, contact.medium.replace("_", " "), contact.level)
    known = [word for word in plain if word != "unspecified"]
    if contact.secret:
        known.append("secret")
    if known:
        yield ", ".join(known)
    for word, actor in (
        ("at the request of", contact.requested_by),
        ("host", contact.host),
        ("mediator", contact.mediator),
    ):
        if actor and (word != "host" or (actor.start, actor.end) not in named_already):
            yield f"{word} {coded(actor)}"
    if contact.topics:
        yield "on " + ", ".join(f"“{_short(topic.text, 60)}”" for topic in contact.topics)
    if contact.margins_of:
        yield f"beside {contact.margins_of.text}"
    if contact.outcome:
        yield f"outcome “{_short(contact.outcome.text, 80)}”"


def _said(record: Record, console: Console) -> Iterator[Text]:
    """The quotes in which no event is told."""
    used = {event.attribution.quote for event in record.events if event.attribution}
    rest = [quote for quote in record.quotes if quote.id not in used]
    if not rest:
        return
    yield Text()
    yield Text("  Said besides" if used else "  Said", "bold")
    for quote in rest[:SAID]:
        yield from _wrapped(_quote(quote), console, 4, hang=2)
    if len(rest) > SAID:
        yield Text(f"    and {len(rest) - SAID} more", "dim")


def _quote(quote: Quote) -> Text:
    shown = Text(safe(named(quote.speaker)) if quote.speaker else "somebody", "cyan")
    if quote.speaker and quote.speaker.country:
        shown.append(f" ({safe(quote.speaker.country)})", "dim")
    words = _short(safe(quote.text), SAID_LENGTH)
    bare = quote.kind != "direct" or words.startswith(('"', "“", "«", "‘", "'", "—"))
    shown.append(f" — {words}" if bare else f" — “{words}”", "default")
    kind = quote.kind if quote.sourcing == "on_record" else f"{quote.kind}, {quote.sourcing}"
    return shown.append(f" ({kind})", "dim")


def _sum(
    articles: int,
    quotes: int,
    kinds: Counter[tuple[str, str]],
    rejects: list[Reject],
    console: Console,
) -> Iterator[Text]:
    """The counts, then the rejects by code: where, what is wrong, what to do."""
    yield Text()
    yield Text("─" * min(console.width, 80), "dim")
    counts = ((articles, "article"), (kinds.total(), "event"), (quotes, "quote"))
    total = " · ".join(_count(*c) for c in (*counts, (len(rejects), "reject")))
    yield from _wrapped(Text(total, "bold"), console)
    totals: Counter[str] = Counter()
    for (kind, _), number in kinds.items():
        totals[kind] += number
    for kind, times in sorted(totals.items(), key=lambda item: (-item[1], item[0])):
        parts = [f"{kinds[kind, status]} {status}" for status in STYLES if kinds[kind, status]]
        head, rest = Text(f"{kind:<10}{times:>6}"), Text(" · ".join(parts), "dim")
        yield from _beside(head, rest, 2, 19, console)
    for code, number in Counter(reject.code for reject in rejects).most_common():
        yield Text()
        meaning = MEANING[Code(code)] if code in set(Code) else ""
        head = Text(f"{code} × {number}", "red").append(f"  {meaning}", "default")
        yield from _wrapped(head, console)
        same = [reject for reject in rejects if reject.code == code]
        for reject in same[:LISTED]:
            yield from _wrapped(Text(reject_line(reject, code=False)), console, 2, hang=2)
        if number > LISTED:
            yield Text(f"  and {number - LISTED} more", "dim")


def reject_line(reject: Reject, code: bool = True) -> str:
    """A reject as one line: `path:line: code: detail`."""
    where = reject.path if reject.line is None else f"{reject.path}:{reject.line}"
    return safe(": ".join(filter(None, (where, reject.code if code else "", reject.detail))))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _short(text: str, length: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _block(label: Text, event: Event, column: int, console: Console) -> Iterator[Text]:
    """An event under its sentence: in two columns, or where it is narrow one above the other."""
    if console.width < NARROW:
        yield from _wrapped(label.append(" ").append(_status(event)), console, 4)
        yield from _wrapped(_parties(event), console, 6)
        yield from _wrapped(_details(event), console, 6)
        return
    yield from _beside(label, _parties(event), 4, column, console)
    yield from _beside(_status(event), _details(event), 4, column, console)


def _beside(left: Text, right: Text, indent: int, column: int, console: Console) -> Iterator[Text]:
    """`left`, and `right` wrapped in the rest of the width, from `column` on."""
    for number, line in enumerate(_wrapped(right, console, indent + column)):
        first = Text(" " * indent) + left + line[indent + left.cell_len :]
        yield line if number else first


def _wrapped(text: Text, console: Console, indent: int = 0, hang: int = 0) -> Iterator[Text]:
    """`text` in lines that fit the console, indented; `hang` more from the second line on."""
    room = max(console.width - indent - hang, 8)
    for number, line in enumerate(_collapsed(text).wrap(console, room, overflow="fold")):
        line.rstrip()
        yield Text(" " * (indent + (hang if number else 0))) + line


def _collapsed(text: Text) -> Text:
    """`text` with runs of spaces as one, and none at its ends."""
    runs = re.finditer(r"^ +| +$|(?<= ) +", text.plain)
    parts = text.divide([offset for run in runs for offset in run.span()])
    return Text().join(list(parts)[::2])
