"""From a page to an article.

What comes in: `Page`, plain text or HTML. What goes out: `Text`: the article's own text, its title
as the first line, what was taken out in `dropped`, and its language. Offsets begin here, so all
that changes characters is done here; the words themselves are never normalised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

from dragoman.clean.html import main_text
from dragoman.clean.language import language_of
from dragoman.clean.lines import tidy
from dragoman.clean.sift import sift
from dragoman.clean.title import is_headline, place_title, tidy_title
from dragoman.errors import Code
from dragoman.know.boilerplate import Boilerplate
from dragoman.records import LANGUAGES, Article, Dropped, Page, Reject, Text


class Kit(Protocol):
    """What this room needs of the kit."""

    @property
    def boilerplate(self) -> Boilerplate:
        """The rules of all languages."""
        ...


def clean(pages: Sequence[Page], kit: Kit) -> list[Text]:
    """The article of each page, in order; one result a page."""
    return [_one(page, kit.boilerplate) for page in pages]


def _one(page: Page, rules: Boilerplate) -> Text:
    rejects = list(page.rejects)
    name = page.id or page.url or page.path

    def reject(code: Code, detail: str) -> None:
        rejects.append(
            Reject(
                article=name,
                path=page.path,
                line=page.line,
                stage="clean",
                code=code.value,
                detail=detail,
            )
        )

    body = page.body
    if page.media == "html" and body.strip():
        body = main_text(body)
        if not body.strip():
            reject(Code.BAD_HTML, "no main text was found in the HTML; save the article as text")
    lines = tidy(body)
    given = tidy_title(page.title, page.publisher)
    if given:
        lines, before = place_title(given, lines)
        lines, after = sift(lines, rules, bool(lines))
        title = lines[0] if lines else None
    else:
        before = []
        lines, after = sift(lines, rules, False)
        title = lines[0] if is_headline(lines) else None
    dropped = tuple(Dropped(text=line, reason=reason) for line, reason in before + after)
    text = "\n".join(lines)
    if len(lines) <= (title is not None):
        # A title alone is not an article.
        text, title = "", None
        if not rejects:
            reject(Code.EMPTY, "no text is left; check that the file holds an article")
    language = language_of(text[len(title or "") :], page.language) if text else None
    if text and language not in LANGUAGES:
        found = f"the text is in '{language}'" if language else "no words to tell the language by"
        reject(Code.LANGUAGE, f"{found}; state --language if it is one of {', '.join(LANGUAGES)}")
    return Text(
        article=Article(
            id=name,
            hash=hashlib.blake2b(text.encode("utf-8"), digest_size=16).hexdigest(),
            path=page.path,
            line=page.line,
            url=page.url,
            title=title,
            publisher=page.publisher,
            authors=page.authors,
            language=language,
            published=page.published,
            published_from=page.published_from,
            text=text,
            dropped=dropped,
        ),
        rejects=tuple(rejects),
    )
