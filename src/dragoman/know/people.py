"""People in public life: who held which office when, and how news writes their names.

What comes in: world/people/*.toml. What goes out: a `People` index: from a name, in any of its
spellings, to those who bear it; of several, those in office on a day. Offices are listed in
`OFFICES`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from dragoman.errors import UsageError
from dragoman.know.names import Entry, Gazetteer
from dragoman.know.table import HOME, load
from dragoman.know.words import fold

Office = Literal[
    "head_of_state", "head_of_government", "deputy_head", "foreign_minister", "defence_minister",
    "interior_minister", "finance_minister", "security_adviser", "spokesperson", "ambassador_un",
    "legislature_head", "military_chief", "body_head", "body_deputy", "envoy", "chief_negotiator",
    "party_leader", "opposition_leader", "armed_group_leader", "monarch_heir", "other",
]  # fmt: skip
# What an office ranks as in a contact (docs/codebook.md §6).
RANKS: dict[Office, str] = {
    "head_of_state": "leaders", "head_of_government": "leaders", "deputy_head": "leaders",
    "monarch_heir": "leaders", "foreign_minister": "ministers", "defence_minister": "ministers",
    "interior_minister": "ministers", "finance_minister": "ministers", "envoy": "envoys",
    "chief_negotiator": "envoys", "ambassador_un": "envoys", "spokesperson": "officials",
    "security_adviser": "officials",
}  # fmt: skip
# News speaks of somebody so long before taking office and after leaving it.
ALIKE = 3  # letters
MARGIN = timedelta(days=730)


class Holding(msgspec.Struct, frozen=True, gc=False, rename={"start": "from", "end": "to"}):
    """An office held: of a state (alpha-3) or body (id), from day to day; no `to` means still held.

    `precision` is how exactly the days are known, `as_of` the last day it was known to hold. `sure`
    is the writer's own word; `verified` says that a second reader, who did not see the first one's
    dates, agrees.
    """

    office: Office
    of: str
    start: date
    end: date | None = None
    precision: Literal["day", "month", "year"] = "day"
    as_of: date | None = None
    sure: bool = True
    verified: bool = False
    acting: bool = False


class Person(msgspec.Struct, frozen=True, gc=False, forbid_unknown_fields=True):
    """One person: the usual name, every spelling that news uses, the state he or she acts for."""

    name: str
    names: tuple[str, ...]
    country: str
    held: tuple[Holding, ...] = ()
    sector: str = "GOV"


class People:
    """Everybody in world/people, by name."""

    def __init__(self, people: dict[str, Person]) -> None:
        self.people = people
        self.names = Gazetteer(
            (form, Entry("person", slug, p.name, p.country, (p.sector,)))
            for slug, p in people.items()
            for form in p.names
        )

    def called(self, raw: Sequence[str], day: date | None) -> Entry | None:
        """Who is meant by a name, given as its tokens; nobody where that is not clear.

        A full name may be spelt in a way of its own ("Mohamed Mursi") if the surname is known and
        the first name begins alike.
        """
        words = [fold(w) for w in raw]
        found = self.names.find(words, raw)
        if not found or found[-1].end != len(raw):
            return None
        entries = found[-1].entries
        if found[-1].start:
            entries = tuple(e for e in entries if self._alike(words[0], e.id))
        return self.choose(entries, day)

    def _alike(self, first: str, slug: str) -> bool:
        """Whether a first name begins like one of a person's."""
        names = (fold(n).split()[0] for n in self.people[slug].names if " " in n)
        return any(n[:ALIKE] == first[:ALIKE] for n in names)

    def choose(self, entries: tuple[Entry, ...], day: date | None) -> Entry | None:
        """The one meant among namesakes: the only one, or the only one in office about `day`."""
        if len(entries) > 1 and day is not None:
            entries = tuple(e for e in entries if self.active(e.id, day))
        return entries[0] if len(entries) == 1 else None

    def rank(self, slug: str, day: date | None) -> str:
        """What a person ranks as on a day, by the office then held; "" where none is known."""
        held = self.people[slug].held
        now = [h for h in held if day and h.start <= day and (h.end is None or day <= h.end)]
        return next((RANKS[h.office] for h in now or held[-1:] if h.office in RANKS), "")

    def active(self, slug: str, day: date) -> bool:
        """Whether a person held an office about `day`."""
        return any(
            h.start - MARGIN <= day and (h.end is None or day <= h.end + MARGIN)
            for h in self.people[slug].held
        )


def load_people(more: Path | None = None) -> People:
    """All regions together; one person may stand in several (a minister who went to lead a body).
    Somebody who stands in `more` is as told there.

    Raises UsageError where a table is wrong, or where two say differently where he or she is from.
    """
    people: dict[str, Person] = {}
    for path in sorted((HOME / "world" / "people").glob("*.toml")):
        for slug, person in load(path, dict[str, Person]).items():
            known = people.get(slug)
            if known is None:
                people[slug] = person
                continue
            if known.country != person.country:
                raise UsageError(
                    f"{path}: {slug!r} is of {person.country} here and of {known.country} in "
                    "another file; correct one, or give a namesake another key"
                )
            people[slug] = msgspec.structs.replace(
                known,
                names=tuple(dict.fromkeys((*known.names, *person.names))),
                held=(*known.held, *person.held),
            )
    if more is not None:
        for path in sorted(more.glob("world/people/*.toml")):
            people |= load(path, dict[str, Person])
    return People(people)
