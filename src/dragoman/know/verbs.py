"""Verbs: from an infinitive to all its single-word forms, and from a word back to the verb.

What comes in: the paradigms of a language (`lang/<code>/verbs.toml`), infinitives, words in lower
case with their accents. What goes out: forms with tense and person; readings of a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from dragoman.know.paradigms import Conjugation, Paradigms, Plan, Readings
from dragoman.know.table import HOME, load
from dragoman.know.words import fold

# A shorter word without accents is rather a word of its own (es "de", fr "du") than a lost accent.
SHORTEST_BARE = 4
# Where more verbs than this share a head (often the empty one), their forms are put in one table.
CROWD = 3


class Form(msgspec.Struct, frozen=True, gc=False):
    """One reading of a word: its verb, a tense of `paradigms.TENSES`, a person or ""."""

    infinitive: str
    tense: str
    person: str = ""


class Verbs:
    """The verbs of one language."""

    def __init__(self, source: Paradigms) -> None:
        self.conjugation = Conjugation(source)

    def forms(self, infinitive: str) -> dict[str, tuple[Form, ...]]:
        """Every form, lower case with accents → its readings, in the order of `TENSES`.

        Raises UsageError where no class of the language ends so."""
        head, plan = self.conjugation.plan(infinitive)
        return {
            head + tail: tuple(Form(infinitive, *reading) for reading in readings)
            for tail, readings in self.conjugation.paradigm(plan).items()
        }

    def index(self, infinitives: Iterable[str]) -> VerbIndex:
        """A look-up from words to these verbs. Raises UsageError as `forms` does."""
        return VerbIndex(self.conjugation, infinitives)


class VerbIndex:
    """A look-up from words to the verbs of a list."""

    def __init__(self, conjugation: Conjugation, infinitives: Iterable[str]) -> None:
        self._conjugation = conjugation
        self._written = _Heads(conjugation.paradigm)
        self._bare = _Heads(self._bare_paradigm)
        self._bare_paradigms: dict[Plan, dict[str, Readings]] = {}
        for infinitive in dict.fromkeys(infinitives):
            head, plan = conjugation.plan(infinitive)
            self._written.add(head, infinitive, plan)
            self._bare.add(fold(head), infinitive, plan)
        self._ordinary = frozenset(conjugation.source.ordinary.split())
        self._clitics: dict[str, list[tuple[str, list[tuple[str, re.Pattern[str]]]]]] = {}
        for clitic in conjugation.source.clitics:
            hosts = [(tense, re.compile(shape)) for tense, shape in clitic.hosts.items()]
            for cut in clitic.cut.split():
                self._clitics.setdefault(cut, []).append((clitic.add, hosts))
        self._sizes = sorted({len(cut) for cut in self._clitics}, reverse=True)

    def analyse(self, word: str) -> tuple[Form, ...]:
        """The readings of `word` (lower case, with accents); () where it is no form of these verbs.

        Pronouns written onto the verb are cut off. A word without accents that is nothing else
        is also looked up without them, as headlines in capitals drop them."""
        found = self._written.find(word) or self._enclitic(word, self._written)
        if found or len(word) < SHORTEST_BARE or word in self._ordinary or not word.isascii():
            return found
        return self._bare.find(word) or self._enclitic(word, self._bare)

    def _bare_paradigm(self, plan: Plan) -> dict[str, Readings]:
        """The paradigm with its tails folded."""
        if plan not in self._bare_paradigms:
            bare: dict[str, Readings] = {}
            for tail, readings in self._conjugation.paradigm(plan).items():
                key = fold(tail)
                bare[key] = tuple(dict.fromkeys(bare.get(key, ()) + readings))
            self._bare_paradigms[plan] = bare
        return self._bare_paradigms[plan]

    def _enclitic(self, word: str, heads: _Heads) -> tuple[Form, ...]:
        for size in self._sizes:
            for add, hosts in self._clitics.get(word[-size:], ()):
                host = word[:-size]
                if heads is self._bare and len(host) < SHORTEST_BARE:
                    continue
                tenses = {tense for tense, shape in hosts if shape.search(host)}
                for form in dict.fromkeys((host + add, _unstressed(host) + add)) if tenses else ():
                    found = tuple(r for r in heads.find(form) if r.tense in tenses)
                    if found:
                        return found
        return ()


class _Heads:
    """Verbs by their heads; `paradigm` gives the tails of a plan."""

    def __init__(self, paradigm: Callable[[Plan], dict[str, Readings]]) -> None:
        self._paradigm = paradigm
        self._verbs: dict[str, list[tuple[str, Plan]]] = {}
        self._crowds: dict[str, dict[str, list[tuple[str, Readings]]]] = {}
        self._longest = 0

    def add(self, head: str, infinitive: str, plan: Plan) -> None:
        self._verbs.setdefault(head, []).append((infinitive, plan))
        self._longest = max(self._longest, len(head))

    def find(self, word: str) -> tuple[Form, ...]:
        found: list[Form] = []
        for cut in range(min(len(word), self._longest) + 1):
            head = word[:cut]
            verbs = self._verbs.get(head)
            if verbs is None:
                continue
            tail = word[cut:]
            if len(verbs) > CROWD:
                for infinitive, readings in self._crowd(head).get(tail, ()):
                    found += [Form(infinitive, *reading) for reading in readings]
                continue
            for infinitive, plan in verbs:
                readings = self._paradigm(plan).get(tail, ())
                found += [Form(infinitive, *reading) for reading in readings]
        return tuple(found)

    def _crowd(self, head: str) -> dict[str, list[tuple[str, Readings]]]:
        if head not in self._crowds:
            crowd: dict[str, list[tuple[str, Readings]]] = {}
            for infinitive, plan in self._verbs[head]:
                for tail, readings in self._paradigm(plan).items():
                    crowd.setdefault(tail, []).append((infinitive, readings))
            self._crowds[head] = crowd
        return self._crowds[head]


def _unstressed(word: str) -> str:
    """Without acute accents: pronouns move the stress mark onto the verb."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace("\u0301", ""))


@lru_cache(maxsize=8)
def load_verbs(language: str) -> Verbs:
    """The verbs of `language` (ISO 639-1). Raises UsageError naming file and line."""
    return Verbs(load(HOME / "lang" / language / "verbs.toml", Paradigms))
