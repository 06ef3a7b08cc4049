"""A sentence as the lexicon reader sees it: words, verb forms, names and clause marks.

What comes in: an article and one of its sentences. What goes out: a `Line`, which answers questions
by token number. Offsets are the article's.
"""

from __future__ import annotations

from functools import cached_property

from dragoman.know.kit import LanguageKit
from dragoman.know.names import Found
from dragoman.know.patterns import REFLEXIVE, STOPS, plain
from dragoman.know.verbs import Form
from dragoman.know.words import fold, lower
from dragoman.records import Sentence

OPEN, CLOSE = "«“", "»”"
MARKS = "«»“”\"'‘’"
CLOSED = (
    "preposition",
    "conjunction",
    "relative",
    "that",
    "condition",
    "between",
    "clitic",
    "negation",
    "name_stop",
)
NONFINITE = frozenset({"infinitive", "gerund", "participle"})
# First and second persons of these are far more often nouns ("acuerdo", "ataque", "pacto").
SPOKEN = frozenset({"1s", "2s", "2p"})
QUOTABLE = "1s"


class Line:
    """One sentence, seen token by token."""

    def __init__(self, text: str, sentence: Sentence, kit: LanguageKit) -> None:
        self.text = text
        self.sentence = sentence
        self.kit = kit
        self.bounds = sentence.tokens
        self.raw = [text[a:b] for a, b in sentence.tokens]
        self.words = [fold(w) for w in self.raw]
        together = "".join(self.raw)
        letters, capitals = sum(map(str.isalpha, together)), sum(map(str.isupper, together))
        self.shouting = letters > 12 and capitals > 0.8 * letters
        self._forms: dict[int, tuple[Form, ...]] = {}
        self._lemmas: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self.bounds)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Article offsets of tokens start:end (end exclusive)."""
        return self.bounds[start][0], self.bounds[end - 1][1]

    def is_a(self, i: int, name: str) -> bool:
        """Whether token i is of a closed class of grammar.toml ([words])."""
        return 0 <= i < len(self.raw) and name in self._classes[i]

    def article(self, i: int) -> bool:
        """Whether token i is an article. "al" and "du" are not; Portuguese "a", a pronoun too, is
        one but where it follows a noun, a name or an adjective ("a visita de Lula a Lima")."""
        if not self.is_a(i, "determiner") or (i and self.raw[i][0].isupper()):
            return False
        if not self.is_a(i, "preposition"):
            return True
        if not self.is_a(i, "clitic") or lower(self.raw[i]) != self.words[i]:
            return False
        return (
            i == 0
            or not self.raw[i - 1][0].isalnum()
            or bool(self.forms(i - 1))
            or any(self.is_a(i - 1, name) for name in CLOSED)
        )

    def forms(self, i: int) -> tuple[Form, ...]:
        """Readings of token i as a verb; none where it rather stands as a noun."""
        known = self._forms.get(i)
        if known is None:
            known = self._forms[i] = self._analyse(i)
        return known

    def _analyse(self, i: int) -> tuple[Form, ...]:
        if len(self.raw[i]) > 2 and self.is_a(i, "preposition"):
            return ()
        forms = self._parted(i) or self.kit.verb_forms(lower(self.raw[i]))
        if not forms:
            return ()
        if i and self.raw[i][0].isupper() and not self.shouting and not self.sentence.title:
            previous = self.words[i - 1]
            if previous not in STOPS and previous not in MARKS and previous != "-":
                return ()
        if self.kit.grammar.adjective == "before" and any(
            f.tense in ("infinitive", "present") for f in forms
        ):
            forms = self._base_form(i, forms)
        noun = self._after_article(i)
        return tuple(
            f
            for f in forms
            if (f.tense in NONFINITE and not (noun and self._nominal(f.tense, i)))
            or (not noun and (f.person not in SPOKEN or (f.person == QUOTABLE and self.quoted(i))))
        )

    def _parted(self, i: int) -> tuple[Form, ...]:
        """Readings of a verb that a pronoun parts: "reunir-se-á" is "reunirá"."""
        words = self.words
        if i + 4 >= len(self) or words[i + 1] != "-" or words[i + 3] != "-":
            return ()
        if words[i + 2] not in self.kit.grammar.words.clitic:
            return ()
        return tuple(self.kit.verb_forms(lower(self.raw[i] + self.raw[i + 4])))

    def _base_form(self, i: int, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        """English "help": after "to" or a modal an infinitive, after other prepositions and after
        another verb ("provide help") a noun."""
        j = i - 1
        while j > 0 and (
            self.is_a(j, "between") or self.is_a(j, "negation") or self.words[j] == "'"
        ):
            j -= 1
        if self.is_a(j, "to") or self.is_a(j, "modal"):
            return tuple(f for f in forms if f.tense == "infinitive")
        governed = i > 0 and self._is_full_verb(i - 1)
        if governed or self.is_a(i - 1, "preposition"):
            return tuple(f for f in forms if f.tense in ("past", "participle"))
        return forms

    def _is_full_verb(self, i: int) -> bool:
        """Whether token i is a verb and no auxiliary."""
        aux = self.kit.grammar.auxiliary
        return any(
            f.infinitive not in aux.passive and f.infinitive not in aux.progressive
            for f in self.forms(i)
        )

    def _after_article(self, i: int) -> bool:
        """Whether a determiner or preposition stands before token i: then it is a noun."""
        words = self.kit.grammar.words
        if i == 0:
            return False
        if self.kit.grammar.adjective == "before" and self.raw[i - 1][0].isdigit():
            return True
        before = self.words[i - 1]
        if self.is_a(i - 1, "to") and self._infinitive(i):
            return False
        if before in words.clitic:
            # "la visita" or "la visitó": a pronoun stands after a mark, a conjunction, a noun.
            return before in words.determiner and not self._reads_as_pronoun(i)
        return (
            before in words.determiner
            or before in words.possessive
            or (before in words.preposition and not self._infinitive(i))
        )

    def _nominal(self, tense: str, i: int) -> bool:
        """Whether this form is a noun after an article ("un manifestant", not "en marchant")."""
        words = self.kit.grammar.words
        before = self.words[i - 1]
        article = (words.determiner | words.possessive | words.of) - words.clitic
        return tense == "infinitive" or (
            tense == "gerund" and before in article and self.kit.grammar.adjective == "after"
        )

    def _reads_as_pronoun(self, i: int) -> bool:
        """ "la visitó": only a past, future or compound form makes the article a pronoun."""
        forms = self.kit.verb_forms(lower(self.raw[i]))
        if any(f.infinitive in self.kit.grammar.auxiliary.perfect for f in forms):
            return True
        tenses = {f.tense for f in forms}
        return bool(tenses & {"past", "future", "imperfect", "conditional"})

    def _infinitive(self, i: int) -> bool:
        return any(f.tense == "infinitive" for f in self.kit.verb_forms(lower(self.raw[i])))

    def finite(self, i: int) -> bool:
        """Whether token i is a verb in a personal form."""
        forms = self.forms(i)
        return bool(forms) and any(f.tense not in NONFINITE for f in forms)

    def is_form(self, i: int, verb: str) -> bool:
        """Whether token i is a form of `verb` (know.patterns; "+se" asks for the pronoun)."""
        base = plain(verb)
        if not any(f.infinitive == base for f in self.forms(i)):
            return False
        return not verb.endswith(REFLEXIVE) or self.reflexive(i)

    def reflexive(self, i: int) -> bool:
        """Whether a reflexive pronoun stands before the verb's group, after it, or is fused."""
        words = self.kit.grammar.words
        for j in range(i - 1, max(-1, i - 6), -1):
            if self.words[j].rstrip("'") in words.reflexive or self.words[j] in words.reflexive:
                return True
            if not (
                self.words[j] in words.clitic
                or self.words[j] in words.between
                or self.forms(j)
                or self.words[j] in words.negation
            ):
                break
        if i + 2 < len(self) and self.words[i + 1] == "-" and self.words[i + 2] in words.reflexive:
            return True
        return any(self.words[i].endswith(r) for r in words.reflexive if len(r) > 1) and any(
            f.tense in ("infinitive", "gerund") for f in self.forms(i)
        )

    def lemmas(self, i: int) -> tuple[str, ...]:
        """The infinitives of token i, each once."""
        known = self._lemmas.get(i)
        if known is None:
            forms = self.forms(i)
            known = tuple(dict.fromkeys([f.infinitive for f in forms])) if forms else ()
            self._lemmas[i] = known
        return known

    @cached_property
    def _classes(self) -> list[frozenset[str]]:
        classes = self.kit.grammar.classes
        return [classes(word, w) for word, w in zip(self.words, self.raw, strict=True)]

    @cached_property
    def names(self) -> list[Found]:
        """Gazetteer entries, longest first, without overlap."""
        return self.kit.names.find(self.words, self.raw, self.shouting)

    @cached_property
    def _quotation(self) -> list[bool]:
        """For every token, whether it stands between quotation marks of this sentence."""
        inside, plain_mark, out = False, False, []
        for w in self.raw:
            if w in OPEN:
                inside = True
            elif w in CLOSE:
                inside = False
            elif w == '"':
                plain_mark = not plain_mark
            out.append(inside or plain_mark)
        return out

    def quoted(self, i: int) -> bool:
        """Whether token i stands between quotation marks."""
        return self._quotation[i]
