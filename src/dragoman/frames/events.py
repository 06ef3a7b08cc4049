"""Events: trigger labels and their links become frames.

What comes in: a `Marked` article and its statements. What goes out: `Frame`s in text order. An
actor that the sentence leaves out is the one before it, or the speaker in the first person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import msgspec

from dragoman.frames.fill import fillers
from dragoman.records import Filler, Frame, Label, Marked, Statement, Status

IMPLIED = 0.3
NOBODY_ACTS = frozenset({"passive", "noun"})


def frames(item: Marked, told: Sequence[Statement]) -> tuple[Frame, ...]:
    """The frames of one article."""
    out: list[Frame] = []
    for number, scores in enumerate(item.scores):
        triggers = [(n, label) for n, label in enumerate(scores.labels) if label.kind == "trigger"]
        for n, label in sorted(triggers, key=lambda t: (t[1].start, t[1].end, t[0])):
            made = _frame(item, number, n, label, told)
            out.append(_implied(made, label, out, told))
    return tuple(out)


def _value(label: Label, name: str) -> str | None:
    """The surest value of an attribute."""
    found = [(score, value) for key, value, score in label.attributes if key == name]
    return max(found)[1] if found else None


def _frame(
    item: Marked, sentence: int, number: int, label: Label, told: Sequence[Statement]
) -> Frame:
    status = _value(label, "status")
    assert status in get_args(Status), f"a reader gave the status {status!r}"
    contact = tuple(
        (name, value)
        for name in ("step", "medium", "secret")
        if (value := _value(label, name)) is not None
    )
    return Frame(
        type=label.label,
        modes=tuple(value for name, value, _ in label.attributes if name == "mode"),
        status=status,  # type: ignore[arg-type]
        historical=_value(label, "historical") == "yes",
        start=label.start,
        end=label.end,
        sentence=sentence,
        fillers=fillers(item, sentence, number),
        contact=contact,
        confidence=label.score,
        statement=_holder(told, label),
        past=_value(label, "tense") == "past",
    )


def _holder(told: Sequence[Statement], label: Label) -> int:
    """The smallest statement that holds the trigger, or −1."""
    held = [
        (s.end - s.start, n)
        for n, s in enumerate(told)
        if s.start <= label.start and label.end <= s.end
    ]
    return min(held)[1] if held else -1


def _implied(
    made: Frame, label: Label, before: Sequence[Frame], told: Sequence[Statement]
) -> Frame:
    """The frame with its unspoken actor, where there is one."""
    if any(f.role == "actor" for f in made.fillers) or _value(label, "voice") in NOBODY_ACTS:
        return made
    actors: list[Filler] = []
    if (made.statement >= 0 and told[made.statement].kind != "direct") or (
        (_value(label, "person") or "").startswith("1") and made.statement >= 0
    ):
        actors = [f for f in told[made.statement].fillers if f.role == "speaker"]
    if not actors and before and made.sentence - before[-1].sentence <= 1:
        actors = [f for f in before[-1].fillers if f.role == "actor"]
    taken = {f.mention for f in made.fillers if f.role == "recipient"}
    added = tuple(
        msgspec.structs.replace(f, role="actor", score=IMPLIED)
        for f in actors
        if f.mention not in taken
    )
    return msgspec.structs.replace(made, fillers=(*made.fillers, *added))
