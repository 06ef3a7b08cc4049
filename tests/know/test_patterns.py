"""The pattern language of know/patterns.py: what each sign matches, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.know.patterns import GAP, STOPS, Patterns, match, parse, variants
from dragoman.know.words import words

# What the tests hold for verb forms, by infinitive; "themselves" before makes one reflexive.
FORMS = {"meet": {"meet", "meets", "met"}, "deny": {"deny", "denied"}, "call": {"call", "called"}}
REFLEXIVE = "themselves"


def end(pattern: str, text: str, start: int = 0, stops: frozenset[str] = STOPS) -> int | None:
    """Where a pattern that begins at token `start` ends, or None; each choice of words counts."""
    tokens = words(text)

    def is_form(i: int, verb: str) -> bool:
        plain = verb.removesuffix("+se")
        reflexive = plain == verb or tokens[i - 1 : i] == [REFLEXIVE]
        return tokens[i] in FORMS.get(plain, ()) and reflexive

    found = [match(parse(v), tokens, start, is_form, stops) for v in variants(pattern)]
    return max((e for e in found if e is not None), default=None)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        # words, accents and case aside
        ("cease fire", "cease fire now", 2),
        ("cease fire", "Cease FIRE", 2),
        ("rapprochement élevé", "rapprochement eleve", 2),
        ("eleve", "élevé", 1),
        ("cease fire", "cease the fire", None),
        ("cease fire", "cease", None),
        # one of several, and several words as one choice
        ("talks|meeting of", "meeting of ministers", 2),
        ("talks|meeting of", "summit of ministers", None),
        ("a|round_of talks", "a talks", 2),
        ("a|round_of talks", "round of talks", 3),
        ("a|round_of talks", "round talks", None),
        ("round_of|series_of talks", "series of talks", 3),
        ("hold a|round_of talk*|meeting", "hold round of talking", 4),
        # beginnings
        ("sanction*", "sanctioned", 1),
        ("sanction*", "sanction", 1),
        ("sanction*", "sanctity", None),
        ("phon*|video call", "phoned call", 2),
        ("phon*|video call", "videos call", None),
        # what may be missing
        ("hold (new) talks", "hold talks", 2),
        ("hold (new) talks", "hold new talks", 3),
        ("hold (new) talks", "hold old talks", None),
        ("hold (new|more) talks", "hold more talks", 3),
        ("hold (talks) talks", "hold talks", 2),
        # gap
        ("hold ... talks", "hold talks", 2),
        ("hold ... talks", "hold the long-awaited talks", 6),
        ("hold ... talks ... in", "hold some talks late in", 5),
        # a word that is cut into tokens
        ("coup d'état", "coup d'Etat", 3),
        ("four-way talks", "four-way talks", 4),
        # a verb in any form
        ("<meet> with", "met with", 2),
        ("<meet> with", "meeting with", None),
        ("refuse to <meet>", "refuse to meet", 3),
        ("to <meet>", "to", None),
    ],
)
def test_match(pattern: str, text: str, expected: int | None) -> None:
    assert end(pattern, text) == expected


def test_the_match_is_the_shortest() -> None:
    assert end("hold ... talks", "hold talks on talks") == 2


def test_a_pattern_begins_where_it_is_asked_for() -> None:
    assert end("cease fire", "they cease fire", start=1) == 3
    assert end("cease fire", "they cease fire") is None


def test_gap_has_a_limit() -> None:
    within, beyond = "x " * GAP, "x " * (GAP + 1)
    assert end("hold ... talks", f"hold {within}talks") == GAP + 2
    assert end("hold ... talks", f"hold {beyond}talks") is None


@pytest.mark.parametrize("mark", sorted(STOPS))
def test_gap_crosses_no_clause_mark(mark: str) -> None:
    assert end("hold ... talks", f"hold on {mark} talks") is None


def test_gap_crosses_a_comma_and_a_dash() -> None:
    assert end("hold ... talks", "hold , on – talks") == 5


def test_gap_crosses_no_word_the_caller_forbids() -> None:
    assert end("hold ... talks", "hold that talks", stops=STOPS | {"that"}) is None
    assert end("hold ... talks", "hold that talks") == 3


def test_quotation_marks_and_hyphens_are_no_words_of_a_gap() -> None:
    full = "x " * (GAP - 1)
    assert end("hold ... talks", f"hold «{full}» y talks") == GAP + 4
    assert end("hold ... talks", f"hold {full} one-two-three talks") == GAP + 6


def test_a_reflexive_verb_needs_its_pronoun() -> None:
    assert end("<call+se> off", f"{REFLEXIVE} called off", start=1) == 3
    assert end("<call+se> off", "it called off", start=1) is None


def test_a_pronoun_may_hang_on_a_verb() -> None:
    assert end("<deny> that", "denied-it that") == 4
    assert end("<deny> that", "denied it that") is None
    # where the verb ends the pattern the pronoun is not part of it
    assert end("<deny>", "denied-it") == 1


@pytest.mark.parametrize(
    "pattern",
    ["", "...", "... talks", "hold ...", "(new) talks", "<meet with", "hold <meet"],
)
def test_a_pattern_that_means_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(UsageError, match="pattern"):
        parse(pattern)


def test_the_error_names_the_pattern_and_the_fix() -> None:
    with pytest.raises(UsageError, match=r"'hold \.\.\.'.*begin and end with a word"):
        parse("hold ...")
    with pytest.raises(UsageError, match=r"'<meet with'.*<infinitive>"):
        parse("<meet with")


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a b", ["a b"]),
        ("a|b c", ["a|b c"]),
        ("a|b_c d", ["a d", "b c d"]),
        ("a_b|c_d", ["a b", "c d"]),
        ("a|b_c d|e_f", ["a d", "a e f", "b c d", "b c e f"]),
    ],
)
def test_variants(pattern: str, expected: list[str]) -> None:
    assert variants(pattern) == expected


class TestIndex:
    """Patterns: many at once, by how they begin."""

    table = Patterns(
        [
            ("cease fire", "truce"),
            ("cease", "stop"),
            ("cease*", "any"),
            ("<meet> with", "meeting"),
            ("<deny+se> to <call>", "refusal"),
        ],
        frozenset({"that"}),
    )

    def at(self, text: str, start: int = 0, *lemmas: str) -> set[tuple[int, str]]:
        tokens = words(text)
        is_form = lambda i, verb: tokens[i] in FORMS[verb.removesuffix("+se")]  # noqa: E731
        return set(self.table.at(tokens, start, lemmas, is_form))

    def test_every_pattern_that_matches_is_given(self) -> None:
        assert self.at("cease fire") == {(2, "truce"), (1, "stop"), (1, "any")}
        assert self.at("ceasefire") == {(1, "any")}
        assert self.at("fire") == set()

    def test_verbs_are_looked_up_by_infinitive(self) -> None:
        assert self.at("met with", 0, "meet") == {(2, "meeting")}
        assert self.at("met with") == set()
        assert self.at("denied to call", 0, "deny") == {(3, "refusal")}

    def test_infinitives_are_plain(self) -> None:
        assert self.table.infinitives() == {"meet", "deny", "call"}

    def test_own_stops_are_added(self) -> None:
        assert self.table.stops == STOPS | {"that"}

    def test_the_same_answer_twice(self) -> None:
        assert self.at("ceasefire") == self.at("ceasefire")


LITTLE = st.lists(st.sampled_from(["a", "b", "c", ",", "."]), min_size=1, max_size=9)


@settings(max_examples=80)
@given(
    pattern=st.lists(st.sampled_from(["a", "b", "a|c", "b*"]), min_size=1, max_size=3),
    text=LITTLE,
)
def test_a_match_without_gap_is_as_long_as_its_pattern(pattern: list[str], text: list[str]) -> None:
    stop = match(parse(" ".join(pattern)), text, 0, lambda *_: False)
    assert stop in (None, len(pattern))


@settings(max_examples=80)
@given(text=LITTLE)
def test_a_gap_ends_on_its_last_word_and_crosses_no_stop(text: list[str]) -> None:
    stop = match(parse("a ... b"), text, 0, lambda *_: False)
    if stop is None:
        first = text.index("b") if "b" in text else len(text)
        reachable = text[0] == "a" and first < len(text) and "." not in text[:first]
        assert not reachable or first > GAP + 1
    else:
        assert text[0] == "a"
        assert text[stop - 1] == "b"
        assert "." not in text[:stop]
