"""HTML: what a page says of itself, and pages that no parser should see."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.acquire import markup, page_of
from dragoman.acquire.metadata import read


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "El ministro viaj&oacute;",
    "datePublished": "2014-02-03T23:00:00-06:00",
    "author": [{"@type": "Person", "name": "Ana Gil"}, "Luis Paz"],
    "publisher": {"name": "EFE"},
    "inLanguage": "es-ES",
    "mainEntityOfPage": {"@id": "https://e.org/viaje"},
}


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@graph": [{"@type": "WebPage", "datePublished": "2000-01-01"}, ARTICLE]},
        {**ARTICLE, "@type": ["Thing", "ReportageNewsArticle"]},
    ],
)
def test_json_ld(value: object) -> None:
    told = read(f"<title>otro</title><meta property='og:title' content='otro'>{linked(value)}<p>x")
    assert told.title == "El ministro viajó"
    assert told.dates[0] == ("json-ld", "2014-02-03T23:00:00-06:00")
    assert (told.publisher, told.authors) == ("EFE", ("Ana Gil", "Luis Paz"))
    assert (told.language, told.url) == ("es", "https://e.org/viaje")


def test_meta_tags() -> None:
    told = read(
        "<html lang='en-GB'><head><meta property='og:title' content='Talks'>"
        "<meta property='og:site_name' content='The Post'><meta name='author' content='Ann Lee'>"
        "<meta name='DC.date.issued' content='2014-02-03'>"
        "<meta property='og:url' content='https://e.org/talks'></head><body><p>x</p>"
    )
    assert (told.title, told.publisher, told.authors) == ("Talks", "The Post", ("Ann Lee",))
    assert (told.language, told.url) == ("en", "https://e.org/talks")
    assert told.dates == (("meta", "2014-02-03"),)


def test_the_time_of_publication_goes_before_other_times() -> None:
    told = read(
        "<time datetime='2020-01-01'>now</time>"
        "<time itemprop='datePublished' datetime='2014-02-03'>"
    )
    assert told.dates[0] == ("time", "2014-02-03")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Visita - El Diario</title><meta property='og:site_name' content='El Diario'>",
         "Visita"),
        ("<title>Visita | EL DIARIO</title><meta property='og:site_name' content='El Diario'>",
         "Visita"),
        ("<title>Visita - El Diario</title>", "Visita - El Diario"),
        ("<title>\n Visita\n larga </title>", "Visita larga"),
        ("", None),
    ],
)  # fmt: skip
def test_titles(head: str, title: str | None) -> None:
    assert read(f"<head>{head}</head><p>x</p>").title == title


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://e.org/b", "https://e.org/b"),
        ("/b", "https://e.org/b"),
        ("https://e.org/", "https://e.org/a"),
        ("javascript:void(0)", "https://e.org/a"),
        ("http://[", "https://e.org/a"),
    ],
)
def test_canonical_address(link: str, url: str) -> None:
    assert read(f"<link rel='canonical' href='{link}'><p>x", "https://e.org/a").url == url


def test_id_is_the_canonical_address() -> None:
    page = page_of("<!doctype html><link rel='canonical' href='https://e.org/b'><p>Hola.</p>")
    assert (page.id, page.url, page.path) == ("https://e.org/b", "https://e.org/b", "-")


def test_an_entity_is_not_fetched() -> None:
    page = page_of(
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<html><title>&x;</title><p>Hola.</p></html>"
    )
    assert page.title in (None, "&x;", "]>")
    assert page.rejects == ()


NESTED = "<html><body>{}<p>Hola &amp; adi\u00f3s.</p>{}</body></html>"


@pytest.mark.parametrize("count", [20_000, 300])
def test_deep_nesting_is_plain_text(count: int) -> None:
    start = time.perf_counter()
    page = page_of("<title>T</title>" + NESTED.format("<div>" * count, "</div>" * count))
    assert time.perf_counter() - start < 2
    assert page.media == "text"
    assert "Hola & adiós." in page.body
    assert "<" not in page.body
    assert [r.code for r in page.rejects] == ["too_deep"]


def test_what_is_not_too_deep_is_parsed_to_the_end() -> None:
    from lxml import etree

    text = NESTED.format("<div>" * (markup.DEPTH_LIMIT - 5), "")
    assert markup.too_deep(text) is None
    root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8"))
    assert "adiós" in "".join(root.itertext())


@pytest.mark.parametrize(
    "text",
    [
        "<p>uno" * 5000,
        "<ul>" + "<li>uno" * 5000,
        "<table>" + "<tr><td>uno" * 5000,
        "<br>" * 5000,
        "<script>" + "'<div>'" * 5000 + "</script>",
        "<!--" + "<div>" * 5000 + "-->",
        "</div>" * 5000,
    ],
)
def test_flat_pages_are_not_deep(text: str) -> None:
    assert markup.too_deep(text) is None


@pytest.mark.parametrize(
    "part", ["<", "<a", "<div", "<!--", "<script", "<script>", "</", "&#", "<p><h1>"]
)
def test_any_repetition_takes_linear_time(part: str) -> None:
    start = time.perf_counter()
    page_of("<html><body>" + part * (400_000 // len(part)))
    assert time.perf_counter() - start < 4


@given(st.text(alphabet="<>/!-ab \"'=&;divscrpt\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_markup_is_read(text: str) -> None:
    page = page_of("<html>" + text)
    assert page.path == "-"
    markup.bare_text(text)
