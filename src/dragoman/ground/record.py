"""The record of one article: frames with their actors, dates, places and statements resolved.

What comes in: a `Framed` article, the kit and the engine's name. What goes out: a `Record`, as
docs/record.md describes it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date, timedelta

from dragoman.ground.actors import Reference, actor_ref, actors, references
from dragoman.ground.contacts import contact, visitors
from dragoman.ground.dates import resolve
from dragoman.know.kit import Kit
from dragoman.records import (
    LANGUAGES,
    ActorRef,
    Attribution,
    Engine,
    Event,
    Filler,
    Frame,
    Framed,
    Issue,
    Place,
    Quote,
    Record,
    Span,
    Status,
    When,
)

# Background from longer ago than this is history (docs/codebook.md §5).
HISTORY = timedelta(days=366)


def record(item: Framed, kit: Kit, engine: Engine) -> Record:
    """The record of one article."""
    if item.article.language not in LANGUAGES or not item.article.text:
        return Record(article=item.article, rejects=item.rejects, engine=engine)
    maker = _Maker(item, kit)
    return Record(
        article=item.article,
        events=maker.events(),
        quotes=maker.quotes,
        actors=actors(item, maker.references),
        rejects=item.rejects,
        engine=engine,
    )


class _Maker:
    """What the events of one article share."""

    def __init__(self, item: Framed, kit: Kit) -> None:
        self.item, self.kit = item, kit
        self.text = item.article.text
        self.references = references(item, kit)
        dates = kit[item.article.language or ""].dates
        found = resolve(list(dates.of(self.text)), self.text, item.article.published, dates)
        self.dates = {(w.start, w.end): w for w in found}
        self.quotes = tuple(self._quote(n) for n in range(len(item.statements)))

    def span(self, start: int, end: int) -> Span:
        return Span(text=self.text[start:end], start=start, end=end)

    def refs(self, filler: Filler, sentence: int | None = None) -> tuple[ActorRef, ...]:
        """The actors that a filler names: one, or both of "both sides"; one from another sentence
        is implied."""
        if filler.mention < 0:
            return (actor_ref(self.text, filler.start, filler.end, None),)
        home = self.item.mentions[filler.mention].sentence
        implicit = sentence is not None and home != sentence
        reference = self.references[filler.mention]
        return tuple(
            actor_ref(self.text, filler.start, filler.end, r, implicit)
            for r in reference.members or (reference,)
        )

    def fillers(self, fillers: tuple[Filler, ...], role: str) -> tuple[Filler, ...]:
        return tuple(f for f in fillers if f.role == role)

    def one(self, fillers: tuple[Filler, ...], role: str) -> ActorRef | None:
        found = self.fillers(fillers, role)
        return self.refs(found[0])[0] if found else None

    def _hash(self, *parts: object) -> str:
        """A short stable id. (article.id, article.hash, …), as design §3 asks."""
        whole = "\x1f".join(map(str, (self.item.article.id, self.item.article.hash, *parts)))
        return hashlib.blake2b(whole.encode("utf-8", "replace"), digest_size=8).hexdigest()

    def _quote(self, number: int) -> Quote:
        told = self.item.statements[number]
        cues = self.fillers(told.fillers, "cue")
        return Quote(
            text=self.text[told.start : told.end],
            start=told.start,
            end=told.end,
            id="q" + self._hash("quote", told.start, told.end),
            kind=told.kind,
            speaker=self.one(told.fillers, "speaker"),
            cue=self.span(cues[0].start, cues[0].end) if cues else None,
            addressee=self.one(told.fillers, "addressee"),
            sourcing=told.sourcing,
        )

    def events(self) -> tuple[Event, ...]:
        ordinals: Counter[tuple[int, int]] = Counter()
        out = []
        for frame in self.item.frames:
            place = frame.start, frame.end
            out.append(self._event(frame, ordinals[place]))
            ordinals[place] += 1
        return tuple(out)

    def _event(self, frame: Frame, ordinal: int) -> Event:
        ontology = self.kit.ontology
        sentence = self.item.sentences[frame.sentence]
        when = self._when(frame)
        issues = self.fillers(frame.fillers, "issue")
        actors_, recipients_ = (
            tuple(
                r for f in self.fillers(frame.fillers, role) for r in self.refs(f, frame.sentence)
            )
            for role in ("actor", "recipient")
        )
        place = self._place(frame)
        modes, status = frame.modes, self._status(frame, when)
        if frame.type == "CONSULT" and "phone" not in modes:
            guests, hosts = visitors(actors_, recipients_, place)
            if hosts and (guests, hosts) != (actors_, recipients_):
                actors_, recipients_ = guests, hosts
            if hosts and place is not None and "visit" not in modes:
                modes = (*modes, "visit")
        return Event(
            id="e" + self._hash(frame.start, frame.end, ordinal),
            type=frame.type,
            modes=modes,
            contexts=(),
            quad=ontology.types[frame.type].quad,
            intensity=ontology.intensity(frame.type, modes),
            status=status,
            historical=frame.historical or self._historical(when),
            trigger=self.span(frame.start, frame.end),
            sentence=self.span(sentence.start, sentence.end),
            retold=tuple(self.span(a, b) for a, b in frame.retold),
            actors=actors_,
            recipients=recipients_,
            issue=Issue(
                text=self.text[issues[0].start : issues[0].end],
                start=issues[0].start,
                end=issues[0].end,
            )
            if issues
            else None,
            date=when,
            place=place,
            contact=contact(frame, status, self.references, self.one, self.span)
            if frame.type == "CONSULT"
            else None,
            attribution=self._attribution(frame),
            confidence=round(frame.confidence * (1.0 if actors_ else 0.8), 3),
            codes=ontology.codes(frame.type, modes, status),
        )

    def _when(self, frame: Frame) -> When | None:
        """The event's own date; else, for what is told as done, the day of publication."""
        published = self.item.article.published
        for filler in self.fillers(frame.fillers, "date"):
            found = self.dates.get((filler.start, filler.end))
            if found is not None and found.type in ("DATE", "TIME"):
                if frame.past and published and (found.earliest or "") > published:
                    continue  # what is told as past is not dated by a day to come
                return found
        if published is None or frame.status != "occurred" or frame.historical:
            return None
        return When(
            text="",
            start=frame.start,
            end=frame.start,
            type="DATE",
            value=published,
            earliest=published,
            latest=published,
            edtf=f"{published}~",
            anchor=published,
            basis="publication",
        )

    def _status(self, frame: Frame, when: When | None) -> Status:
        """The frame's status; what is dated after the day of publication has not happened yet."""
        published = self.item.article.published
        if frame.status != "occurred" or when is None or not when.earliest or published is None:
            return frame.status
        return "planned" if when.earliest > published else "occurred"

    def _historical(self, when: When | None) -> bool:
        published = self.item.article.published
        if when is None or when.latest is None or published is None:
            return False
        return date.fromisoformat(when.latest[:10]) < date.fromisoformat(published) - HISTORY

    def _place(self, frame: Frame) -> Place | None:
        for filler in self.fillers(frame.fillers, "place"):
            known = self.references[filler.mention] if filler.mention >= 0 else Reference()
            city = known.city
            if known.by == "capital" and known.country is not None:
                capital = self.kit.world.states[known.country].capital
                city = self.kit.places.named(known.country, capital)
            return Place(
                text=self.text[filler.start : filler.end],
                start=filler.start,
                end=filler.end,
                id=city.id if city else known.id,
                name=city.name if city else known.name if known.by == "name" else None,
                country=known.country,
                lat=city.lat if city else None,
                lon=city.lon if city else None,
            )
        return None

    def _attribution(self, frame: Frame) -> Attribution | None:
        if frame.statement < 0:
            return None
        quote = self.quotes[frame.statement]
        return Attribution(quote=quote.id, speaker=quote.speaker, sourcing=quote.sourcing)
