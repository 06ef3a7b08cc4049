"""clean: title, lines, boilerplate, HTML and language, and laws that hold for any page."""

import hashlib
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean import clean
from dragoman.know.boilerplate import load_boilerplate
from dragoman.records import Page, Reject, Text

KIT = SimpleNamespace(boilerplate=load_boilerplate())
LEAD = (
    "El canciller de Noruega viajó el lunes a Lima para hablar de pesca y de comercio con su "
    "homóloga peruana, informó el ministerio en un comunicado breve que leyó la portavoz."
)
MORE = (
    "Los dos ministros firmaron un acuerdo que debe entrar en vigor en marzo, cuando lo aprueben "
    "los dos parlamentos, y acordaron verse otra vez antes de que acabe el año."
)


def one(body: str, **fields: Any) -> Text:
    return clean([Page(path="a.txt", body=body, **fields)], KIT)[0]


def dropped(text: Text) -> list[tuple[str, str]]:
    return [(d.reason, d.text) for d in text.article.dropped]


def test_lines_are_tidied_and_words_left_alone() -> None:
    raw = f'\ufeff  {LEAD}  \r\n\r\n\r\n\r\n\x00«Sí»,  dijo\tél: "no".\u2028Fin\ud800.\n\n'
    assert one(raw).article.text == f'{LEAD}\n\n«Sí»,  dijo\tél: "no".\nFin\ufffd.'


def test_boilerplate_leaves_and_stays_in_dropped() -> None:
    body = f"{LEAD}\nREAD Otra nota\n{MORE}\nDeja una respuesta\nHola, muy buen texto.\nPepe"
    made = one(body)
    assert made.article.text == f"{LEAD}\n{MORE}"
    assert dropped(made) == [
        ("related", "READ Otra nota"),
        ("comments", "Deja una respuesta"),
        ("comments", "Hola, muy buen texto."),
        ("comments", "Pepe"),
    ]


def test_a_list_of_stories_ends_at_the_next_prose() -> None:
    body = f"{LEAD}\nNotas relacionadas\nUna cumbre en Quito\nOtra en Lima\n{MORE}\n{MORE}"
    made = one(body)
    assert made.article.text == f"{LEAD}\n{MORE}\n{MORE}"
    assert len(made.article.dropped) == 3


def test_a_comment_form_above_the_article_takes_nothing_with_it() -> None:
    made = one(f"Comentarios\n{LEAD}\n{MORE}")
    assert made.article.text == f"{LEAD}\n{MORE}"


@pytest.mark.parametrize("credit", ["EFE", "Con información de AFP"])
def test_a_wire_credit_stays(credit: str) -> None:
    assert one(f"{LEAD}\n{credit}").article.text.endswith(credit)


@pytest.mark.parametrize(
    ("title", "body", "text"),
    [
        ("Noruega y Perú", LEAD, f"Noruega y Perú\n\n{LEAD}"),
        ("Noruega &amp; Perú \\\"firman\\\" ", LEAD, f"Noruega & Perú \"firman\"\n\n{LEAD}"),
        ('"Noruega" y Peru', f"Noruega y «Perú»\n\n{LEAD}", f"Noruega y «Perú»\n\n{LEAD}"),
        ("Noruega y Perú", f"# Noruega y Perú\n{LEAD}", f"Noruega y Perú\n{LEAD}"),
        ("Noruega y Perú", f"MUNDO\n\nNoruega y Perú\n{LEAD}", f"Noruega y Perú\n{LEAD}"),
        ("Oslo y Lima firman", f"Oslo y Lima firman. {LEAD}", f"Oslo y Lima firman.\n\n{LEAD}"),
        ("Noruega y Perú | El Faro", LEAD, f"Noruega y Perú\n\n{LEAD}"),
        ("El canciller de Noruega viajó", LEAD, f"El canciller de Noruega viajó\n\n{LEAD}"),
        ("Compartir en Facebook", LEAD, f"Compartir en Facebook\n\n{LEAD}"),
    ],
)  # fmt: skip
def test_the_title_is_the_first_line_once(title: str, body: str, text: str) -> None:
    article = one(body, title=title, publisher="El Faro").article
    assert article.text == text
    assert article.title == text.split("\n")[0]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (f"Noruega y Perú firman\n\n{LEAD}", "Noruega y Perú firman"),
        (f"Noruega y Perú firman\n{LEAD}", "Noruega y Perú firman"),
        (f"Compartir\nNoruega y Perú firman\n{LEAD}", "Noruega y Perú firman"),
        (f"Noruega y Perú firman.\n\n{LEAD}", None),
        (f"OSLO, 3 feb (EFE)\n\n{LEAD}", None),
        (LEAD, None),
    ],
)
def test_a_headline_in_plain_text(body: str, title: str | None) -> None:
    assert one(body).article.title == title


def test_html_gives_its_main_text() -> None:
    page = (
        "<html><head><title>x</title></head><body><nav><a href='/'>Inicio</a></nav><article>"
        f"<h1>Noruega y Perú</h1><p>{LEAD}</p><p>Lea también: Otra nota</p><p>{MORE}</p>"
        "</article><footer>© 2024</footer></body></html>"
    )
    made = one(page, media="html", title="Noruega y Perú")
    assert made.article.text.split("\n") == [
        "Noruega y Perú",
        *([""] if "\n\n" in made.article.text else []),
        LEAD,
        MORE,
    ]
    assert ("related", "Lea también: Otra nota") in dropped(made)
    assert made.rejects == ()


@pytest.mark.parametrize("page", ["<html></html>", "<p></p>", "<" * 500, "<div>" * 3000, "\x00"])
def test_html_without_text_is_a_reject(page: str) -> None:
    made = one(page, media="html")
    assert made.article.text == ""
    assert [r.code for r in made.rejects] == ["bad_html"]


def test_html_of_bare_paragraphs_is_read() -> None:
    assert one("<p>Hola, mundo.</p>", media="html").article.text == "Hola, mundo."


def test_an_empty_page_says_so_once() -> None:
    assert [r.code for r in one(" \n").rejects] == ["empty"]
    known = Reject(article=None, path="a.txt", line=None, stage="acquire", code="binary", detail="")
    assert one("", rejects=(known,)).rejects == (known,)
    assert one("", title="Noruega y Perú").article.title is None


ENGLISH = (
    "The foreign minister of Norway flew to Lima on Monday for talks on fishing and trade. " * 4
)
GALICIAN = (
    "O ministro de Asuntos Exteriores de Noruega viaxou o luns á cidade de Lima para falar coa súa "
    "homóloga peruana sobre a pesca e o comercio, segundo informou o goberno nunha nota. Os dous "
    "países asinaron un acordo que entrará en vigor no mes de xaneiro, cando o aproben as cámaras."
)


@pytest.mark.parametrize(
    ("body", "stated", "language", "rejected"),
    [
        (LEAD, None, "es", False),
        (LEAD, "es-MX", "es", False),
        (LEAD, "spa", "es", False),
        (ENGLISH, None, "en", False),
        (ENGLISH, "es", "en", False),
        ("Talks in Oslo.", "es", "es", False),
        (GALICIAN, None, "gl", True),
        (LEAD, "ar", "ar", True),
        ("Fin de la cita.", None, "es", False),
        ("2 + 2 = 4", None, None, True),
        ("2 + 2 = 4", "fr", "fr", False),
    ],
)  # fmt: skip
def test_language(body: str, stated: str | None, language: str | None, rejected: bool) -> None:
    made = one(body, language=stated)
    assert made.article.language == language
    assert [r.code for r in made.rejects] == ["language"] * rejected
    assert made.article.text


def test_the_page_is_kept_in_the_article() -> None:
    fields = {"id": "n1", "line": 7, "url": "https://e.org/1", "authors": ("Ana",)}
    article = one(LEAD, **fields, published="2024-01-02", published_from="row").article
    assert {name: getattr(article, name) for name in fields} == fields
    assert article.hash == hashlib.blake2b(LEAD.encode(), digest_size=16).hexdigest()
    assert one(LEAD).article.id == "a.txt"


PARTS = st.sampled_from(
    ["\n", "\r\n", "Publicidad", "Comentarios", "<p>", LEAD, '\\"', "&amp;", "\x85"]
)
BODIES = st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=12).map("".join))
PAGES = st.builds(
    Page, path=st.just("a.txt"), body=BODIES, media=st.sampled_from(["text", "html"]),
    title=st.none() | st.text(max_size=20) | PARTS,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(PAGES, max_size=2), st.lists(PAGES, max_size=2))
def test_any_page_becomes_an_article(one: list[Page], two: list[Page]) -> None:
    made = clean(one + two, KIT)
    assert made == clean(one, KIT) + clean(two, KIT) == clean(one + two, KIT)
    for text in made:
        article = text.article
        article.text.encode("utf-8")
        assert article.title is None or article.text.split("\n")[0] == article.title
        assert article.text == article.text.strip("\n")
        assert article.text or text.rejects
