"""What the lexicon reader needs to know of a language's grammar, and of its words for actors.

What comes in: lang/<code>/grammar.toml and actors.toml. What goes out: checked structs with sets of
folded words and compiled patterns (know.patterns says the pattern language).
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from dragoman.know.patterns import CACHE, Patterns
from dragoman.know.table import HOME, load, tables
from dragoman.know.words import fold, lower

Effect = Literal["occurred", "planned", "hypothetical", "negated", "same"]


class Words(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Closed word classes. Single words; accents do not matter. `genitive` is what follows the
    apostrophe of a possessor that stands first ("Russia's troops")."""

    determiner: frozenset[str]
    possessive: frozenset[str]
    negation: frozenset[str]
    reflexive: frozenset[str]
    clitic: frozenset[str]
    between: frozenset[str]
    conjunction: frozenset[str]
    relative: frozenset[str]
    that: frozenset[str]
    condition: frozenset[str]
    purpose: frozenset[str]
    of: frozenset[str]
    to: frozenset[str]
    partner: frozenset[str]
    against: frozenset[str]
    agent: frozenset[str]
    place: frozenset[str]
    preposition: frozenset[str]
    pronoun: frozenset[str]
    particle: frozenset[str]
    name_stop: frozenset[str]
    modal: frozenset[str] = frozenset()
    genitive: frozenset[str] = frozenset()
    quantity: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()


class Auxiliary(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Infinitives that build compound tenses."""

    perfect: frozenset[str]
    passive: frozenset[str]
    progressive: frozenset[str]
    # Verbs whose perfect is built with the passive auxiliary ("est arrivé").
    motion: frozenset[str] = frozenset()


class Governor(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Words that stand before a verb and decide its status; `same` leaves it to their tense."""

    status: Effect
    before: tuple[str, ...]


class Nominal(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Words near a noun trigger that decide its status, and verbs whose tense it takes."""

    planned: tuple[str, ...]
    hypothetical: tuple[str, ...]
    negated: tuple[str, ...]
    carriers: tuple[str, ...]


class Speech(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Reporting verbs and nouns; `according` introduces a source ("según")."""

    verbs: tuple[str, ...]
    according: tuple[str, ...]
    anonymous: tuple[str, ...]
    document: tuple[str, ...]
    media: tuple[str, ...]


class Rules(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """lang/<code>/grammar.toml as it stands."""

    adjective: Literal["after", "before"]
    plural: tuple[str, ...]
    words: Words
    auxiliary: Auxiliary
    governor: tuple[Governor, ...]
    nominal: Nominal
    speech: Speech
    contact: dict[str, dict[str, tuple[str, ...]]]


class Kind(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """Words for actors: an office, an organ of a state, a group, or a polity without its name
    ("the country"). `rank` sets a contact's level."""

    kind: Literal["office", "organ", "group", "polity"]
    sector: str
    words: tuple[str, ...]
    rank: str = ""


class ActorWords(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """lang/<code>/actors.toml. `same` are words such as "counterpart"; `both` stand for the two
    sides last named; `adjectives` are words for actors that after a noun only describe it."""

    actor: tuple[Kind, ...]
    qualifier: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    adjectives: frozenset[str] = frozenset()


def _compared(word: str, determiner: frozenset[str]) -> str:
    """How a closed-class word is compared: folded, but with its accent where it is all that tells
    it from an article (Portuguese "à" is not "a")."""
    plain = fold(word)
    return lower(word) if plain != lower(word) and plain in determiner else plain


class Grammar:
    """One language, compiled."""

    def __init__(self, language: str, more: Path | None = None) -> None:
        home = HOME / "lang" / language
        rules = load(home / "grammar.toml", Rules)
        self._classes: dict[str, frozenset[str]] = {}
        self.adjective = rules.adjective
        self.plural = rules.plural
        self.words = msgspec.structs.replace(
            rules.words,
            **{
                name: frozenset(
                    _compared(w, rules.words.determiner) for w in getattr(rules.words, name)
                )
                for name in Words.__struct_fields__
            },
        )
        self.auxiliary = rules.auxiliary
        self.governors: Patterns[Effect] = Patterns(
            [(words, g.status) for g in rules.governor for words in g.before]
        )
        nominal = rules.nominal
        self.nominal: Patterns[Effect] = Patterns(
            [(w, "planned") for w in nominal.planned]
            + [(w, "hypothetical") for w in nominal.hypothetical]
            + [(w, "negated") for w in nominal.negated]
        )
        self.carriers = Patterns([(f"{w}", "carrier") for w in nominal.carriers])
        self.speech = Patterns([(w, "verb") for w in rules.speech.verbs])
        self.according = Patterns([(w, "according") for w in rules.speech.according])
        self.sourcing = Patterns(
            [(w, "anonymous") for w in rules.speech.anonymous]
            + [(w, "document") for w in rules.speech.document]
            + [(w, "media") for w in rules.speech.media]
        )
        self.contact = Patterns(
            [
                (words, (name, value))
                for name, values in rules.contact.items()
                for value, patterns in values.items()
                for words in patterns
            ]
        )
        actors, *own = tables(f"lang/{language}/actors.toml", ActorWords, more)
        kinds = [kind for table in (actors, *own) for kind in table.actor]
        self.actors = Patterns([(w, k) for k in kinds for w in k.words])
        self.adjectives = frozenset(map(fold, actors.adjectives))
        self.qualifiers = Patterns([(w, "") for w in actors.qualifier])
        # Every word that may stand for an actor, with its kind.
        self.standing = Patterns(
            [(w, "counterpart") for w in actors.counterpart]
            + [(w, "both") for w in actors.both]
            + [(w, str(k.kind)) for k in kinds for w in k.words]
        )

    def classes(self, word: str, raw: str) -> frozenset[str]:
        """The closed classes of a word, folded and as it stands."""
        known = self._classes.get(raw)
        if known is None:
            if len(self._classes) > CACHE:
                self._classes.clear()
            accented = lower(raw)
            known = self._classes[raw] = frozenset(
                name
                for name in Words.__struct_fields__
                if word in getattr(self.words, name) or accented in getattr(self.words, name)
            )
        return known

    def infinitives(self) -> set[str]:
        """Every verb the grammar speaks of."""
        patterns = (self.governors, self.nominal, self.carriers, self.speech, self.contact)
        found: set[str] = set()
        for table in patterns:
            found |= table.infinitives()
        aux = self.auxiliary
        return found | aux.perfect | aux.passive | aux.progressive
