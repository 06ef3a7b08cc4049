"""Contacts: the details that every CONSULT carries (docs/codebook.md §6).

What comes in: a CONSULT frame and who its participants are. What goes out: a `records.Contact`.
"""

from __future__ import annotations

from collections.abc import Callable

from dragoman.ground.actors import Reference
from dragoman.records import ActorRef, Contact, Filler, Frame, Place, Span, Status

STEPS = {
    "occurred": "held",
    "planned": "announced",
    "hypothetical": "announced",
    "negated": "denied",
}


def contact(
    frame: Frame,
    status: Status,
    references: tuple[Reference, ...],
    one: Callable[[tuple[Filler, ...], str], ActorRef | None],
    span: Callable[[int, int], Span],
) -> Contact:
    """The contact of one CONSULT frame."""
    told = dict(frame.contact)
    margins = [f for f in frame.fillers if f.role == "margins_of"]
    outcomes = [f for f in frame.fillers if f.role == "outcome"]
    return Contact(
        step=told.get("step") or STEPS[status],
        medium=told.get("medium") or ("in_person" if "visit" in frame.modes else "unspecified"),
        level=_level(frame, references),
        requested_by=one(frame.fillers, "requested_by"),
        host=one(frame.fillers, "host"),
        mediator=one(frame.fillers, "mediator"),
        secret=told.get("secret") == "yes",
        topics=tuple(span(f.start, f.end) for f in frame.fillers if f.role == "topic"),
        margins_of=span(margins[0].start, margins[0].end) if margins else None,
        outcome=span(outcomes[0].start, outcomes[0].end) if outcomes else None,
    )


def visitors(
    actors: tuple[ActorRef, ...], recipients: tuple[ActorRef, ...], place: Place | None
) -> tuple[tuple[ActorRef, ...], tuple[ActorRef, ...]]:
    """(guests, hosts) of a meeting: those whose country it takes place in are the hosts, if the
    others are not of that country. No hosts where that cannot be told."""
    both = (*actors, *recipients)
    # Equals who are named in a row are all actors, wherever they met.
    if place is None or place.country is None or not (actors and recipients):
        return both, ()
    hosts = tuple(a for a in both if a.country == place.country)
    guests = tuple(a for a in both if a.country not in (None, place.country))
    if not hosts or not guests or len(hosts) + len(guests) != len(both):
        return both, ()
    return guests, hosts


def _level(frame: Frame, references: tuple[Reference, ...]) -> str:
    """The rank of the participants: `mixed` where they differ, unspecified where none is known."""
    ranks = {
        references[f.mention].rank
        for f in frame.fillers
        if f.role in ("actor", "recipient") and f.mention >= 0 and references[f.mention].rank
    }
    if not ranks:
        return "unspecified"
    return ranks.pop() if len(ranks) == 1 else "mixed"
