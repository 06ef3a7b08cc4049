"""Verb groups and status: whether the act happened, is planned, is only possible, or did not
happen.

What comes in: a `Line` and the token of a trigger. What goes out: a `Group` (its tokens, voice and
status), by tense, auxiliaries, governing words and negation (docs/codebook.md §5).
"""

from __future__ import annotations

import msgspec

from dragoman.encode.lexicon.line import NONFINITE, Line
from dragoman.know.grammar import Effect
from dragoman.know.patterns import STOPS
from dragoman.records import Status

REACH = 7
# Of several readings of a form the likeliest in news.
LIKELY = (
    "past", "present", "future", "imperfect", "conditional", "infinitive", "participle",
    "gerund", "pluperfect", "subjunctive_past", "subjunctive", "imperative",
)  # fmt: skip
DEPTH = 3
CLAUSE = 14
PAST = ("past", "pluperfect", "imperfect")
# Tokens between two participles of one auxiliary.
SHARED = 24
SUBJUNCTIVE = ("subjunctive", "subjunctive_past")
BY_TENSE: dict[str, Status] = {
    "future": "planned",
    "conditional": "hypothetical",
    "subjunctive": "hypothetical",
    "subjunctive_past": "hypothetical",
}
# The stronger effect wins where several meet.
RANK: dict[Status, int] = {"occurred": 0, "planned": 1, "hypothetical": 2, "negated": 3}


class Group(msgspec.Struct, frozen=True, gc=False):
    """A trigger with what belongs to it: tokens start:end, the head, voice and status.

    `bare`: a participle without auxiliary, which may only describe; `purpose`: an infinitive after
    "in order to"; `governed`: a word before the group decided its status;
    `past`: told in a past tense; `refused`: a future denied, which is an announced refusal.
    """

    start: int
    end: int
    head: int
    status: Status
    passive: bool = False
    bare: bool = False
    purpose: bool = False
    governed: bool = False
    infinitive: bool = False
    person: str = ""
    past: bool = False
    refused: bool = False


def stronger(a: Status, b: Status) -> Status:
    """The one that says less of the act."""
    return a if RANK[a] >= RANK[b] else b


def verbal(line: Line, head: int, end: int) -> Group:
    """The group around verb token `head`; its pattern ends before token `end`."""
    grammar = line.kit.grammar
    aux = grammar.auxiliary
    tense, person = _tense(line, head)
    start, passive, compound, denied = head, False, False, False
    nonfinite = tense in ("participle", "gerund")
    i = head - 1
    while i >= 0:
        word = line.words[i]
        pronoun = word in grammar.words.clitic and not line.is_a(i, "to")
        if (pronoun and not line.finite(i)) or word == "-":
            start, i = i, i - 1
            continue
        lemmas = set(line.lemmas(i))
        if nonfinite and lemmas & (aux.perfect | aux.passive | aux.progressive):
            passive = passive or bool(
                tense_is(line, head, "participle")
                and lemmas & aux.passive
                and not set(line.lemmas(head)) & aux.motion
                and not (start < head and _is_participle(line, start))
            )
            tense, person = _tense(line, i)
            nonfinite = tense in ("participle", "gerund")
            compound = True
            start, i = i, i - 1
            continue
        if word in grammar.words.between and i > 0 and (nonfinite or _leads(line, i - 1)):
            i -= 1
            continue
        if nonfinite and line.is_a(i, "negation") and i > 0 and _inside(line, i - 1):
            # "has not met": the negation stands inside the group.
            denied, i = True, i - 1
            continue
        break
    # "se sont réunis": a reflexive pronoun before the auxiliary makes it a perfect.
    if passive and any(
        line.is_a(j, "reflexive") and set(line.lemmas(j + 1)) & aux.passive
        for j in range(start, head)
    ):
        passive = False
    if tense == "participle" and not compound:
        shared = _shared(line, start)
        if shared is not None:
            (tense, person), compound = _tense(line, shared), True
            passive = bool(set(line.lemmas(shared + 1)) & aux.passive)
    status = BY_TENSE.get(tense, "occurred")
    bare = nonfinite and not compound and tense == "participle"
    if tense == "past" and start == head and line.is_a(end, "agent") and _is_participle(line, head):
        # English: "soldiers killed by rebels".
        passive = True
    before, governed, purpose, announced = start, False, False, False
    for _ in range(DEPTH):
        found = _governor(line, before)
        if found is None and tense in SUBJUNCTIVE and not governed:
            found = _governor(line, _clause_start(line, before))
        if found is None:
            break
        at, effect = found
        governed = True
        announced = announced or effect == "planned"
        person = _person(line, at) or person
        own = _own_status(line, at)
        status = stronger(status if effect == "same" else effect, own)
        if negated_before(line, at):
            status = "negated"
        before = at
    if not governed and tense == "infinitive" and before and line.is_a(before - 1, "purpose"):
        purpose, status = True, "planned"
    if denied or negated_before(line, start):
        status = "negated"
    if conditional(line, before):
        status = stronger(status, "hypothetical")
    return Group(
        start,
        end,
        head,
        status,
        passive,
        bare,
        purpose,
        governed,
        tense == "infinitive",
        person,
        past=tense in PAST and not governed,
        refused=status == "negated" and (announced or tense == "future"),
    )


def _shared(line: Line, start: int) -> int | None:
    """The auxiliary that a participle shares with one before it: "a condamné … et appelé"."""
    i = start - 1
    while i > 0 and line.is_a(i, "between"):
        i -= 1
    if i <= 0 or not line.is_a(i, "conjunction"):
        return None
    for j in range(i - 1, max(-1, i - SHARED), -1):
        if line.words[j] in STOPS:
            return None
        if line.finite(j):
            perfect = bool(set(line.lemmas(j)) & line.kit.grammar.auxiliary.perfect)
            follows = any(_is_participle(line, k) for k in range(j + 1, min(i, j + 5)))
            return j if perfect and follows else None
    return None


def _inside(line: Line, i: int) -> bool:
    """Whether an auxiliary stands at i, or before adverbs, marks and negations that end there."""
    while i > 0 and (line.is_a(i, "between") or line.is_a(i, "negation") or line.words[i] == "'"):
        i -= 1
    return _leads(line, i)


def _leads(line: Line, i: int) -> bool:
    """Whether an auxiliary or pronoun stands at i, so that an adverb after it belongs inside."""
    aux = line.kit.grammar.auxiliary
    return bool(set(line.lemmas(i)) & (aux.perfect | aux.passive | aux.progressive))


def tense_is(line: Line, i: int, tense: str) -> bool:
    """Whether token i can be read in that tense."""
    return any(f.tense == tense for f in line.forms(i))


def _is_participle(line: Line, i: int) -> bool:
    return tense_is(line, i, "participle")


def _tense(line: Line, i: int) -> tuple[str, str]:
    """The likeliest tense and person of token i: a personal form of the past before others."""
    forms = line.forms(i)
    if not forms:
        return "", ""
    after = line.kit.grammar.adjective == "before" and _after_auxiliary(line, i)
    best = min(forms, key=lambda f: (after and f.tense not in NONFINITE, LIKELY.index(f.tense)))
    return best.tense, best.person


def _after_auxiliary(line: Line, i: int) -> bool:
    """English: "was attacked" and "attacked" are one form; an auxiliary before it decides."""
    aux = line.kit.grammar.auxiliary
    for j in range(i - 1, max(-1, i - 4), -1):
        if set(line.lemmas(j)) & (aux.perfect | aux.passive | aux.progressive):
            return True
        if not (line.is_a(j, "between") or line.is_a(j, "negation")):
            return False
    return False


def _clause_start(line: Line, start: int) -> int:
    """The token after the "that" that opens the clause of a verb at `start`; 0 where none does."""
    for i in range(start - 1, max(-1, start - CLAUSE), -1):
        if line.is_a(i, "that"):
            return i + 1
        if line.words[i] in STOPS or line.finite(i):
            break
    return 0


def _person(line: Line, at: int) -> str:
    """The person of the governing verb that begins at token `at`."""
    return next((p for i in range(at, min(len(line), at + 3)) if (p := _tense(line, i)[1])), "")


def _own_status(line: Line, at: int) -> Status:
    """The status that the tense of the governing verb itself gives."""
    for i in range(at, min(len(line), at + 3)):
        tense, _ = _tense(line, i)
        if tense and tense not in ("infinitive", "participle", "gerund"):
            return BY_TENSE.get(tense, "occurred")
    return "occurred"


def _governor(line: Line, end: int) -> tuple[int, Effect] | None:
    """The words that govern what begins at token `end`: (their first token, their effect)."""
    grammar = line.kit.grammar
    while end > 0 and line.is_a(end - 1, "clitic") and not line.is_a(end - 1, "to"):
        end -= 1
    while end > 0 and (line.is_a(end - 1, "negation") or line.is_a(end - 1, "between")):
        end -= 1
    for start in range(max(0, end - REACH), end):
        for stop, effect in grammar.governors.at(
            line.words, start, line.lemmas(start), line.is_form
        ):
            if stop == end:
                return start, effect
    return None


def negated_before(line: Line, start: int) -> bool:
    """Whether a negation stands right before token `start`, pronouns and adverbs aside."""
    i = start - 1
    steps = 0
    while i >= 0 and steps < 4:
        if line.is_a(i, "negation"):
            return True
        if not (line.is_a(i, "clitic") or line.is_a(i, "between") or _leads(line, i)):
            return False
        i, steps = i - 1, steps + 1
    return False


def conditional(line: Line, start: int) -> bool:
    """Whether "if" opens the clause that holds token `start`."""
    for i in range(start - 1, max(-1, start - 12), -1):
        if line.words[i] in (",", ";", ":", ".", "—"):
            return False
        if line.is_a(i, "condition") and not _pronoun(line, i):
            return True
    return False


def _pronoun(line: Line, i: int) -> bool:
    """Whether "if" at token i is rather the reflexive pronoun of the verb beside it, or a noun."""
    if not line.is_a(i, "reflexive"):
        return i > 0 and (line.article(i - 1) or line.is_a(i - 1, "place"))
    if i and line.words[i - 1] == "-":
        return True
    forms = line.forms(i + 1) if i + 1 < len(line) else ()
    if not forms:
        return False
    opens = i == 0 or not line.raw[i - 1][0].isalnum() or line.is_a(i - 1, "conjunction")
    return not (opens and any(f.tense == "subjunctive" for f in forms))


def nominal(line: Line, start: int, end: int) -> Group:
    """The group of a noun trigger: status from words beside it and from its light verb."""
    grammar = line.kit.grammar
    status: Status = "occurred"
    for i in range(max(0, start - 4), min(len(line), end + 3)):
        if start <= i < end:
            continue
        for stop, effect in grammar.nominal.at(line.words, i, line.lemmas(i), line.is_form):
            beside = (stop <= start or i >= end) and _joined(line, i, stop, start, end)
            if beside and effect != "same":
                status = stronger(status, effect)
    carried = _carrier(line, start, end)
    if carried is not None:
        status = stronger(status, carried)
    return Group(start, end, start, status)


def _joined(line: Line, i: int, stop: int, start: int, end: int) -> bool:
    """Whether nothing but small words stands between cue i:stop and trigger start:end."""
    gap = range(stop, start) if stop <= start else range(end, i)
    return all(
        line.is_a(j, "determiner")
        or line.is_a(j, "of")
        or (line.raw[j].islower() and not line.finite(j))
        for j in gap
    )


def _carrier(line: Line, start: int, end: int) -> Status | None:
    """The status of the light verb that carries the noun, before or after it in the clause."""
    grammar = line.kit.grammar
    spans = [range(start - 1, max(-1, start - 5), -1), range(end, min(len(line), end + 10))]
    for near in spans:
        for i in near:
            if line.words[i] in (";", ":", "."):
                break
            hits = grammar.carriers.at(line.words, i, line.lemmas(i), line.is_form)
            if hits:
                return verbal(line, i, i + 1).status
            if line.finite(i):
                break
    return None
