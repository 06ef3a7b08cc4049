"""Rows: which keys are read, and the shapes a text may have."""

import json
from pathlib import Path

import pytest

from dragoman.acquire import pages
from dragoman.acquire.rows import KEYS, article, normal
from dragoman.records import Page


def read(tmp_path: Path, *rows: object) -> list[Page]:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return list(pages([path]))


NGEC = {
    "id": 20190801123,
    "event_text": "El ministro viajó.",
    "headline": "Viaje ",
    "pub_date": "2019-08-01",
    "publication": "EFE",
    "lang": "spa",
}
CC_NEWS = {
    "maintext": "El ministro viajó.",
    "title": "Viaje",
    "date_publish": "2019-08-01 10:00:00",
    "date_download": "2020-01-01 10:00:00",
    "date_modify": "None",
    "source_domain": "e.org",
    "url": "https://e.org/viaje",
    "authors": ["Ana Gil", "Luis Paz"],
    "language": "es",
    "description": "Otra cosa",
    "text": None,
}
CC_NEWS_HUB = {
    "title": "Viaje",
    "text": "El ministro viajó.",
    "domain": "e.org",
    "date": "2019-08-01 10:00:00",
    "description": "Otra cosa",
    "url": "https://e.org/viaje",
    "image_url": "https://e.org/x.jpg",
}
FUNDUS = {
    "title": "Viaje",
    "body": {
        "summary": ["Resumen."],
        "sections": [{"headline": ["Parte"], "paragraphs": ["El ministro viajó.", "Volvió."]}],
    },
    "publishing_date": "2019-08-01 23:30:00-05:00",
    "authors": ["Ana Gil"],
    "publisher": "El Mundo",
    "lang": "es",
    "html": {"requested_url": "https://e.org/viaje", "content": "<p>markup</p>"},
}
NEWSAPI = {
    "source": {"id": None, "name": "EFE"},
    "author": "Ana Gil; Luis Paz",
    "publishedAt": "2019-08-01T10:00:00Z",
    "content": "El ministro viajó.",
}


@pytest.mark.parametrize("row", [NGEC, CC_NEWS, CC_NEWS_HUB, FUNDUS, NEWSAPI])
def test_rows_of_other_programs(tmp_path: Path, row: dict[str, object]) -> None:
    (page,) = read(tmp_path, row)
    assert "El ministro viajó." in page.body
    assert page.media == "text"
    assert (page.published, page.published_from) == ("2019-08-01", "row")
    assert page.rejects == ()


def test_each_field_comes_from_its_key(tmp_path: Path) -> None:
    ngec, cc, hub, fundus, api = read(tmp_path, NGEC, CC_NEWS, CC_NEWS_HUB, FUNDUS, NEWSAPI)
    assert (ngec.id, ngec.title, ngec.publisher) == ("20190801123", "Viaje", "EFE")
    assert ngec.language == "es"
    assert (cc.id, cc.url, cc.publisher) == ("https://e.org/viaje", "https://e.org/viaje", "e.org")
    assert cc.authors == ("Ana Gil", "Luis Paz")
    assert (hub.publisher, hub.line) == ("e.org", 3)
    assert fundus.body == "Resumen.\n\nParte\n\nEl ministro viajó.\n\nVolvió."
    assert (fundus.publisher, fundus.url) == ("El Mundo", "https://e.org/viaje")
    assert (api.publisher, api.authors) == ("EFE", ("Ana Gil", "Luis Paz"))
    assert api.id is not None
    assert api.id.endswith("rows.jsonl#5")


@pytest.mark.parametrize("name", KEYS["text"])
def test_every_text_key(name: str) -> None:
    for key in (name, name.upper(), name.replace("_", " ").title(), name.replace("_", "-")):
        assert article({key: "Hola."}).body == "Hola."


def test_no_key_means_two_things() -> None:
    seen: dict[str, str] = {}
    for field, names in KEYS.items():
        for name in names:
            assert seen.setdefault(normal(name), field) == field


def test_the_first_that_is_not_empty_counts() -> None:
    assert article({"text": "dos", "maintext": " ", "body": "tres"}).body == "dos"
    assert article({"text": "dos", "maintext": "uno"}).body == "uno"


@pytest.mark.parametrize(
    ("value", "body"),
    [
        ("uno", "uno"),
        (["uno", "dos"], "uno\n\ndos"),
        ([{"text": "uno"}, {"text": "dos"}], "uno\n\ndos"),
        ({"content": "uno"}, "uno"),
        ("a\r\nb\rc\0", "a\nb\nc\ufffd"),
        (None, ""),
        (7, ""),
        (True, ""),
        (float("nan"), ""),
        ([], ""),
        ("  \n ", ""),
        ({"other": "uno"}, ""),
    ],
)
def test_shapes_of_a_text(value: object, body: str) -> None:
    found = article({"text": value, "title": "T"})
    assert found.body == body
    assert [code.value for code, _ in found.faults] == ([] if body else ["no_text"])
    assert found.title == "T"


def test_a_row_without_text_names_file_line_and_keys(tmp_path: Path) -> None:
    good, bad = read(tmp_path, {"text": "Hola."}, {"titular": "T", "url": "https://e.org/a"})
    assert good.rejects == ()
    (reject,) = bad.rejects
    assert (reject.code, reject.line, reject.stage) == ("no_text", 2, "acquire")
    assert reject.path.endswith("rows.jsonl")
    assert "titular, url" in reject.detail
    assert "maintext" in reject.detail
    assert (bad.body, bad.id, reject.article) == ("", "https://e.org/a", "https://e.org/a")


def test_markup_in_a_text_is_html(tmp_path: Path) -> None:
    feed, prose, page = read(
        tmp_path,
        {"content": "<p>El ministro viajó.</p>"},
        {"content": "<b> es una etiqueta"},
        {"html": "<html lang='es-MX'><title>T</title><p>x</p>"},
    )
    assert [p.media for p in (feed, prose, page)] == ["html", "text", "html"]
    assert (page.language, page.title) == ("es", "T")


def test_a_page_beside_the_text_tells_the_day(tmp_path: Path) -> None:
    page = '<meta property="article:published_time" content="2014-02-03"><p>otra</p>'
    (found,) = read(tmp_path, {"text": "uno", "html": page})
    assert (found.body, found.media, found.published_from) == ("uno", "text", "meta")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("es-MX", "es"), ("ES_es", "es"), ("spa", "es"), ("Spanish", "es"), ("español", "es"),
        ("fre", "fr"), ("Português", "pt"), ("de", "de"), ("und", None), ("", None), ("?", None),
    ],
)  # fmt: skip
def test_languages(told: str, code: str | None) -> None:
    assert article({"text": "x", "language": told}).language == code


def test_the_option_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"text": "x", "lang": "es"}')
    assert [p.language for p in pages([path], language="fr-CA")] == ["fr"]
