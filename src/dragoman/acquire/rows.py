"""A row of a table, or an object of a JSON file, becomes an article.

What comes in: a mapping of column names to values. What goes out: `Found`. Which names are read is
data: `KEYS`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

import msgspec

from dragoman.acquire import documents, markup
from dragoman.acquire.found import Found
from dragoman.acquire.languages import code_of
from dragoman.errors import Code
from dragoman.know.words import fold

# Names of keys and columns by what they hold, best first: the first that is not empty counts.
# Compared without case, accents and marks: "pub_date", "pubDate" and "Pub Date" are one.
# NGEC: event_text, story, pub_date, id … CC-News and news-please: maintext, date_publish,
# source_domain … fundus: plaintext, body, publishing_date, lang …; also NewsAPI and GDELT.
KEYS: dict[str, tuple[str, ...]] = {
    "text": (
        "event_text", "maintext", "main_text", "plaintext", "plain_text", "article_text",
        "full_text", "clean_text", "cleaned_text", "text", "body_text", "article_body", "body",
        "content_text", "content", "story_text", "story", "article_content", "article", "news",
        "raw_text", "document", "doc", "paragraphs", "passage", "sentence", "texto", "cuerpo",
        "contenido", "conteudo", "texte", "contenu",
    ),
    "html": ("html", "raw_html", "page_html", "html_content", "content_html", "article_html"),
    "id": (
        "id", "_id", "article_id", "doc_id", "document_id", "story_id", "news_id", "guid", "uuid",
        "uid", "event_id", "accession_number", "an",
    ),
    "title": (
        "title", "headline", "article_title", "title_page", "title_rss", "titulo", "titular",
        "titre",
    ),
    "date": (
        "publication_date", "publishing_date", "date_publish", "date_published", "published_date",
        "publish_date", "pub_date", "published_at", "published", "published_on",
        "publication_datetime", "publish_time", "story_date", "article_date", "date", "datetime",
        "date_time", "timestamp", "seendate", "fecha", "data",
    ),
    "url": (
        "url", "link", "article_url", "canonical_url", "requested_url", "responded_url", "web_url",
        "source_url", "permalink", "href",
    ),
    "source": (
        "publisher", "source", "source_name", "publication", "publication_name", "outlet",
        "media", "media_name", "newspaper", "site_name", "site", "source_domain", "domain",
        "provider", "fuente", "medio", "fonte",
    ),
    "language": ("language", "lang", "language_code", "lang_code", "source_language", "idioma"),
    "authors": ("authors", "author", "byline", "creator", "autores", "autor", "auteur"),
}  # fmt: skip
# Keys of an object that hold the list of its articles, best first.
LISTS = (
    "articles", "data", "items", "results", "documents", "docs", "records", "rows", "stories",
    "news", "entries", "response", "hits",
)  # fmt: skip
# Keys inside a text that is an object (fundus' body, and what others nest), in reading order.
PARTS = ("summary", "headline", "title", "text", "paragraphs", "sections", "content", "value")
DEEPEST = 8
BLANK = re.compile(r"[ \t]*[\r\n\t]+\s*")


def normal(key: object) -> str:
    """A key as it is compared: letters and digits only, lower case, no accents."""
    return "".join(c for c in fold(str(key)) if c.isalnum())


ORDER: dict[str, tuple[str, ...]] = {
    field: tuple(dict.fromkeys(normal(k) for k in keys)) for field, keys in KEYS.items()
}


@lru_cache(maxsize=256)
def plan(keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each field, which of `keys` hold it, best first."""
    there: dict[str, str] = {}
    for key in keys:
        there.setdefault(normal(key), key)
    return {f: tuple(there[k] for k in names if k in there) for f, names in ORDER.items()}


def holds_text(keys: Iterable[str]) -> bool:
    """Whether a column with one of these names holds texts."""
    fields = plan(tuple(keys))
    return bool(fields["text"] or fields["html"])


def no_column(keys: Iterable[str]) -> str:
    """The detail of a table without a text column."""
    return (
        f"no column holds the text; columns: {_listed(keys)}; "
        f"name one of them as one of: {', '.join(KEYS['text'] + KEYS['html'])}"
    )


def article(row: Mapping[str, object]) -> Found:
    """The article in `row`. Without a text it has an empty body and the fault NO_TEXT."""
    fields = plan(_keys(row))
    url = _one(row, fields["url"])
    for inner in (row[k] for k in fields["html"]):
        if isinstance(inner, Mapping):
            # fundus keeps the address with the page.
            url = url or _one(inner, plan(_keys(inner))["url"])
    text = next((t for k in fields["text"] if (t := flat(row[k])) and not t.isspace()), "")
    page = next((t for k in fields["html"] if (t := flat(row[k])) and not t.isspace()), "")
    dates = tuple(("row", row[k]) for k in fields["date"] if not _nested(row[k]))
    if text and markup.is_markup(text):
        base = documents.from_html(text, url)
    elif text:
        base = documents.from_text(text)
        if page and not dates:
            # The page beside the text may tell the day, which nothing else does.
            told = documents.from_html(page, url)
            base = msgspec.structs.replace(
                told, body=base.body, media="text", lead=base.lead, faults=base.faults
            )
    elif page:
        base = documents.from_html(page, url)
    else:
        detail = (
            f"no text under the keys of this row: {_listed(row)}; "
            f"give it one of: {', '.join(KEYS['text'][:16])} …"
        )
        base = Found(faults=((Code.NO_TEXT, detail),))
    language = _one(row, fields["language"])
    return msgspec.structs.replace(
        base,
        id=_one(row, fields["id"]),
        url=base.url or url,
        title=_one(row, fields["title"]) or base.title,
        publisher=_one(row, fields["source"]) or base.publisher,
        authors=_names(row, fields["authors"]) or base.authors,
        language=(code_of(language) if language else None) or base.language,
        dates=dates + base.dates,
    )


def _keys(row: Mapping[str, object]) -> tuple[str, ...]:
    """The keys that may be known: what a plan is remembered by stays small."""
    return tuple(k for k in islice(row, 400) if len(k) <= 80)


def has_text(row: Mapping[str, object]) -> bool:
    """Whether an object is itself an article: a text of its own stands under a known key."""
    fields = plan(_keys(row))
    values = (row[k] for field in ("text", "html") for k in fields[field])
    return any(isinstance(v, str) and bool(v.strip()) for v in values)


def _nested(value: object) -> bool:
    """Whether a value is no date at all: missing, a list, or an object that is no MongoDB date."""
    return (
        value is None
        or isinstance(value, list | tuple)
        or (isinstance(value, Mapping) and "$date" not in value)
    )


def flat(value: object, depth: int = 0) -> str:
    """The text of a value: a string, paragraphs in a list, or fundus' body with its sections."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        from dragoman.acquire.encodings import decode

        return decode(value)[0]
    if depth > DEEPEST:
        return ""
    if isinstance(value, Mapping):
        parts = [flat(value[k], depth + 1) for k in PARTS if k in value]
    elif isinstance(value, list | tuple):
        parts = [flat(v, depth + 1) for v in value]
    else:
        return ""
    return "\n\n".join(p for p in parts if p.strip())


def listed(value: Mapping[str, object], depth: int = 0) -> list[object] | None:
    """The list of articles that an object wraps ({"articles": [...]}), or None if it wraps none."""
    there = {normal(k): k for k in value}
    for name in LISTS:
        inner = value.get(there.get(name, ""))
        if isinstance(inner, list) and (not inner or isinstance(inner[0], Mapping)):
            return inner
        if isinstance(inner, Mapping) and depth < 2:
            found = listed(inner, depth + 1)
            if found is not None:
                return found
    return None


def _one(row: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    """The first value that is not empty, as one line."""
    for key in keys:
        text = _scalar(row[key])
        if text:
            return text
    return None


def _scalar(value: object, depth: int = 0) -> str | None:
    if depth > DEEPEST:
        return None
    if isinstance(value, str):
        text = value.strip()
        if "\n" in text or "\r" in text or "\t" in text:
            text = BLANK.sub(" ", text)
        if documents.FORBIDDEN.search(text):
            text = documents.FORBIDDEN.sub("\ufffd", text)
        return None if text.lower() in ("", "none", "null", "nan") else text
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # A column of numbers with gaps turns 12 into 12.0.
        return None if math.isnan(value) else str(int(value)) if value.is_integer() else str(value)
    if isinstance(value, Mapping):
        for key in ("name", "$oid", "id", "title"):
            if key in value and (inner := _scalar(value[key], depth + 1)):
                return inner
        return None
    if isinstance(value, list | tuple):
        return _scalar(value[0], depth + 1) if value else None
    return None if isinstance(value, bytes) else str(value)


def _names(row: Mapping[str, object], keys: tuple[str, ...]) -> tuple[str, ...]:
    for key in keys:
        value = row[key]
        many = value if isinstance(value, list | tuple) else [value]
        if isinstance(value, str):
            many = value.split(";")
        found = tuple(dict.fromkeys(t for v in many[:50] if (t := _scalar(v))))
        if found:
            return found
    return ()


def _listed(keys: Iterable[object]) -> str:
    names = [str(k)[:40] for k in keys]
    return ", ".join(names[:30]) + (" …" if len(names) > 30 else "") if names else "none"
