"""The notebook view: records come in; one self-contained piece of HTML goes out.

The text of each article with its evidence marked (`<mark>`, a `title` saying what it is evidence
for), then a table of its events. Article text is hostile: everything is escaped, nothing is
loaded. Colours are tints over the page's own, so it reads in light and dark; roles differ in
underline and weight too, not in colour alone (WCAG 2.2, 1.4.1 and 1.4.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dragoman.records import Event, Record
from dragoman.show.evidence import heading, kind_of, marks, parties, safe, where

ARTICLES = 10
LENGTH = 20_000
STYLE = """<style>
.dragoman{max-width:60em;line-height:1.5}
.dragoman article{margin:0 0 2em}
.dragoman h3{margin:0 0 .2em}
.dragoman .meta{opacity:.8;margin:0 0 .8em}
.dragoman .text{white-space:pre-wrap;overflow-wrap:anywhere}
.dragoman mark{color:inherit;background:none;border-radius:.2em;text-underline-offset:.15em}
.dragoman .trigger{background:rgba(230,160,0,.25);font-weight:bold}
.dragoman .actor{background:rgba(0,150,200,.18);text-decoration:underline}
.dragoman .recipient{background:rgba(190,60,190,.18);text-decoration:underline double}
.dragoman .date,.dragoman .place{text-decoration:underline dotted}
.dragoman table{border-collapse:collapse;margin-top:.8em}
.dragoman td,.dragoman th{text-align:left;vertical-align:top;padding:.15em .8em .15em 0}
.dragoman .planned,.dragoman .hypothetical{font-style:italic}
.dragoman .negated{text-decoration:line-through}
</style>"""


def page(records: Sequence[Record]) -> str:
    """The first `ARTICLES` records as HTML; the rest is counted."""
    parts = [STYLE, '<div class="dragoman">', *map(_article, records[:ARTICLES])]
    if len(records) > ARTICLES:
        parts.append(f"<p>… and {len(records) - ARTICLES:,} more</p>")
    return "".join([*parts, "</div>"])


def _e(text: str) -> str:
    """Escaped for HTML text and attributes; no control characters."""
    return escape(safe(text), quote=True)


def _lines(text: str) -> str:
    """As `_e`, with the line breaks kept."""
    return "\n".join(map(_e, text.split("\n")))


def _article(record: Record) -> str:
    article = record.article
    lang = f' lang="{_e(article.language)}"' if article.language else ""
    facts = (article.publisher, article.published, article.language, where(article))
    meta = " · ".join(_e(fact) for fact in facts if fact)
    rejects = "".join(
        f"<p><strong>{_e(reject.code)}</strong> {_e(reject.detail)}</p>"
        for reject in record.rejects
    )
    body = f"<div class='text'{lang}>{_marked(record)}</div>{_table(record.events)}"
    if not article.text:
        body = ""
    return (
        f"<article><h3{lang}>{_e(heading(article))}</h3><p class='meta'>{meta}</p>"
        f"{body}{rejects}</article>"
    )


def _marked(record: Record) -> str:
    """The text, escaped, with a <mark> for each piece of evidence."""
    text = record.article.text
    parts: list[str] = []
    at, stop = 0, min(len(text), LENGTH)
    for mark in marks(record.events, 0, stop):
        events = (record.events[n] for n in mark.events)
        note = "; ".join(f"{mark.role} of {kind_of(e)}, {e.status}: {parties(e)}" for e in events)
        parts += (
            _lines(text[at : mark.start]),
            f"<mark class='{mark.role}' title=\"{_e(note)}\">",
            _lines(text[mark.start : mark.end]),
            "</mark>",
        )
        at = mark.end
    parts.append(_lines(text[at:stop]))
    if stop < len(text):
        parts.append(f"… ({len(text) - stop:,} more characters)")
    return "".join(parts)


def _table(events: Sequence[Event]) -> str:
    if not events:
        return "<p>no events</p>"
    head = "".join(
        f"<th scope='col'>{name}</th>" for name in ("type", "status", "who", "date", "trigger")
    )
    rows = "".join(
        f"<tr><td>{_e(kind_of(event))}</td><td class='{_e(event.status)}'>{_e(event.status)}</td>"
        f"<td>{_e(parties(event))}</td><td>{_e(_day(event))}</td>"
        f"<td>{_e(event.trigger.text)}</td></tr>"
        for event in events
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _day(event: Event) -> str:
    date = event.date
    return "" if date is None else date.edtf or date.earliest or date.text
