"""The kit: all knowledge a reading needs, loaded once and handed to every room.

What comes in: the tables of know/. What goes out: one `Kit`. A language's tables are loaded when
the first article in it comes; a kit never changes what it answers (caches only).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path

from dragoman.know.boilerplate import Boilerplate, load_boilerplate
from dragoman.know.dates import Dates, load_dates
from dragoman.know.grammar import Grammar
from dragoman.know.names import Gazetteer, World, load_names, load_world
from dragoman.know.ontology import Ontology, load_ontology
from dragoman.know.people import People, load_people
from dragoman.know.places import Places, load_places
from dragoman.know.sentences import Sentences, load_sentences
from dragoman.know.table import HOME
from dragoman.know.triggers import Lexicon
from dragoman.know.verbs import Form, load_verbs
from dragoman.records import LANGUAGES, Reader

# Words whose readings are remembered.
WORDS = 65536


class LanguageKit:
    """The tables of one language, each loaded at its first use."""

    def __init__(self, language: str, kit: Kit) -> None:
        self.language = language
        self._kit = kit

    @property
    def people(self) -> People:
        """Everybody in public life; the same for every language."""
        return self._kit.people

    @property
    def places(self) -> Places:
        """Cities; the same for every language."""
        return self._kit.places

    @property
    def ontology(self) -> Ontology:
        """Event types; the same for every language."""
        return self._kit.ontology

    @cached_property
    def grammar(self) -> Grammar:
        return Grammar(self.language, self._kit.more)

    @cached_property
    def lexicon(self) -> Lexicon:
        return Lexicon(self.language, self._kit.ontology, self.grammar, self._kit.more)

    @cached_property
    def names(self) -> Gazetteer:
        return load_names(self.language, self._kit.world, self._kit.more)

    @cached_property
    def dates(self) -> Dates:
        return load_dates(self.language)

    @cached_property
    def verb_forms(self) -> Callable[[str], tuple[Form, ...]]:
        """The readings of a word as a form of any verb that lexicon and grammar speak of."""
        wanted = self.grammar.infinitives() | self.lexicon.infinitives()
        index = load_verbs(self.language).index(sorted(wanted))
        return lru_cache(maxsize=WORDS)(index.analyse)


class Kit:
    """Knowledge and reader. `kit[language]` is one language's tables."""

    def __init__(self, more: Path | None = None) -> None:
        """`more`: a folder of the user's own tables, in the shape of know/."""
        self.more = more
        self._reader: Reader | None = None
        self._languages: dict[str, LanguageKit] = {c: LanguageKit(c, self) for c in LANGUAGES}

    def __getitem__(self, language: str) -> LanguageKit:
        return self._languages[language]

    def use(self, reader: Reader) -> None:
        """Set the reader; it is made with the kit, so it comes after it."""
        self._reader = reader

    @property
    def reader(self) -> Reader:
        """The reader behind `encode`."""
        if self._reader is None:
            raise RuntimeError("this kit was made without a reader; pipeline.load_kit makes one")
        return self._reader

    @cached_property
    def boilerplate(self) -> Boilerplate:
        return load_boilerplate()

    @cached_property
    def sentences(self) -> Sentences:
        return load_sentences()

    @cached_property
    def world(self) -> World:
        return load_world(self.more)

    @cached_property
    def people(self) -> People:
        return load_people(self.more)

    @cached_property
    def places(self) -> Places:
        return load_places()

    @cached_property
    def ontology(self) -> Ontology:
        return load_ontology()

    @cached_property
    def version(self) -> str:
        """A short hash over every knowledge table: what `engine.knowledge` shows."""
        digest = hashlib.blake2b(digest_size=6)
        for home in (HOME, *([self.more] if self.more else [])):
            for path in sorted(home.rglob("*.toml")):
                digest.update(path.relative_to(home).as_posix().encode() + b"\0")
                digest.update(path.read_bytes())
        return digest.hexdigest()
