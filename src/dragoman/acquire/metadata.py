"""What an HTML page says about itself: title, dates, address, publisher, authors, language.

What comes in: HTML that does not nest too deep. What goes out: `Metadata`. Sources in order:
JSON-LD (schema.org Article), meta tags (Open Graph, Dublin Core, Highwire, Parse.ly …), <time>,
<title>. Nothing is fetched and no entity is resolved: lxml's HTML parser does neither.
"""

from __future__ import annotations

import html
import json
import re
from collections import deque
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from dragoman.acquire.languages import code_of
from dragoman.records import Struct

# Names of meta tags (name, property or itemprop, lower case), best first.
DATE_TAGS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_online_date",
    "citation_date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created",
    "dc.date", "dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date",
    "publication_date", "publication-date", "published_date", "date_published", "publisheddate",
    "article.published", "rnews:datepublished", "originalpublicationdate",
    "article_date_original", "cxenseparse:recs:publishtime", "bt:pubdate", "ptime", "pdate",
    "date", "datecreated",
)  # fmt: skip
TITLE_TAGS = (
    "og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
    "twitter:title",
)  # fmt: skip
SITE_TAGS = ("og:site_name", "citation_journal_title", "dc.publisher", "application-name")
AUTHOR_TAGS = (
    "author", "article:author", "parsely-author", "citation_author", "dc.creator", "byl",
    "sailthru.author", "dcterms.creator",
)  # fmt: skip
LANGUAGE_TAGS = ("content-language", "dc.language", "dcterms.language", "og:locale", "language")
LEAD_PARAGRAPHS = 6
LEAD_LENGTH = 200
NODES = 2000
ARTICLE_TYPES = ("Article", "Posting", "Report")


class Metadata(Struct, frozen=True, kw_only=True):
    """`dates` are (source, value) as found, in order; `lead` the text of the first paragraphs."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    lead: str = ""


def read(page: str, address: str | None = None) -> Metadata:
    """What `page` says of itself; `address` is where it was found, if known."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        return Metadata()
    if root is None:
        return Metadata()
    tags: dict[str, list[str]] = {}
    linked: list[Any] = []
    times: list[str] = []
    marked: list[str] = []
    paragraphs: list[str] = []
    canonical = heading = None
    spoken = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for node in root.iter("meta", "link", "script", "title", "time", "p", "h1"):
        if node.tag == "meta":
            for key in ("property", "name", "itemprop", "http-equiv"):
                if (name := node.get(key)) and (content := (node.get("content") or "").strip()):
                    tags.setdefault(name.strip().lower(), []).append(content)
        elif node.tag == "link":
            if "canonical" in (node.get("rel") or "").lower().split() and canonical is None:
                canonical = node.get("href")
        elif node.tag == "script":
            if (node.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
                linked.append(_json(_inside(node, 1_000_000)))
        elif node.tag == "title":
            heading = heading or _inside(node)
        elif node.tag == "time":
            if value := (node.get("datetime") or "").strip():
                # The time of publication goes before the clock of the page and later changes.
                said = node.get("itemprop") == "datePublished" or node.get("pubdate") is not None
                (marked if said else times).append(value)
        elif len(paragraphs) < LEAD_PARAGRAPHS and (text := _inside(node)):
            paragraphs.append(text[:LEAD_LENGTH])
    article = _article(linked)
    site = _first(tags, SITE_TAGS)
    url = _address((canonical, *tags.get("og:url", ()), address, *_links(article)), address)
    return Metadata(
        title=_text(article.get("headline")) or _first(tags, TITLE_TAGS) or _cut(heading, site),
        url=url,
        publisher=(names(article.get("publisher")) or (site,))[0],
        authors=names(article.get("author"))
        or tuple(a for t in AUTHOR_TAGS for a in tags.get(t, ()) if "://" not in a)[:20],
        language=_language(article, spoken, tags),
        dates=tuple(
            [("json-ld", d) for d in (_text(article.get("datePublished")),) if d]
            + [("meta", value) for t in DATE_TAGS for value in tags.get(t, ())][:10]
            + [("time", value) for value in (marked + times)[:3]]
        ),
        lead="\n".join(paragraphs),
    )


def _json(source: str) -> Any:
    """The value of a JSON-LD script, None if it is not JSON; line breaks in strings may stand."""
    text = source.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _article(values: list[Any]) -> dict[str, Any]:
    """The node of the page's article, else of the page, else an empty one."""
    queue = deque(values)
    page: dict[str, Any] = {}
    for _ in range(NODES):
        if not queue:
            break
        node = queue.popleft()
        if isinstance(node, list):
            queue.extend(node)
        elif isinstance(node, dict):
            kinds = node.get("@type")
            types = [str(k) for k in (kinds if isinstance(kinds, list) else [kinds])]
            known = any(node.get(key) for key in ("headline", "datePublished"))
            if known and any(t.endswith(ARTICLE_TYPES) for t in types):
                return node
            if known and not page and any(t.endswith("WebPage") for t in types):
                page = node
            queue.extend(
                node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if node.get(key)
            )
    return page


def names(value: object, depth: int = 0) -> tuple[str, ...]:
    """The names in a value: a string, an object with a name, a list of either."""
    if isinstance(value, str):
        text = _line(html.unescape(value))
        return (text,) if text and "://" not in text else ()
    if isinstance(value, dict):
        inner = value.get("name") or value.get("title")
        return names(inner, depth + 1) if depth < 4 else ()
    if isinstance(value, list | tuple) and depth < 4:
        return tuple(dict.fromkeys(n for v in value[:50] for n in names(v, depth + 1)))
    return ()


def _links(article: dict[str, Any]) -> list[str]:
    found = []
    for key in ("mainEntityOfPage", "url", "@id"):
        value = article.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and key != "@id":
            found.append(value)
    return found


def _address(candidates: tuple[str | None, ...], base: str | None) -> str | None:
    """The first candidate that is the http address of a page, not of a whole site."""
    for found in candidates:
        if not found or not found.strip():
            continue
        try:
            url = urljoin(base or "", found.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query):
            return _line(url)
    return None


def _first(tags: dict[str, list[str]], keys: tuple[str, ...]) -> str | None:
    return next((t for key in keys for v in tags.get(key, ()) if (t := _text(v))), None)


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return (_line(html.unescape(value)) or None) if isinstance(value, str) else None


def _inside(node: Any, limit: int = 2000) -> str:
    """The text inside an element, as one line; a script's as it is."""
    text = "".join(str(part) for part in node.itertext())[:limit]
    return text if node.tag == "script" else _line(text)


def _line(text: str) -> str:
    """One line: a title or name never holds a line break."""
    return re.sub(r"[ \t]*[\r\n\t\0]+\s*", " ", text).strip()


def _cut(heading: str | None, site: str | None) -> str | None:
    """A page's <title> without the name of its site at the end."""
    if heading and site:
        for mark in ("|", "-", "–", "—", "·", "::"):
            ending = f" {mark} {site}"
            if heading.lower().endswith(ending.lower()) and len(heading) > len(ending):
                return heading[: -len(ending)].rstrip()
    return heading


def _language(
    article: dict[str, Any], spoken: str | None, tags: dict[str, list[str]]
) -> str | None:
    told = article.get("inLanguage")
    if isinstance(told, dict):
        told = told.get("alternateName") or told.get("name")
    others = [v for key in LANGUAGE_TAGS for v in tags.get(key, ())]
    for value in (told, spoken, *others):
        if isinstance(value, str) and (code := code_of(value)):
            return code
    return None
