"""Making a brief of records, one after another: what is taken, and what is told alike."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import Generic, TypeVar

from shilu import __version__
from shilu.briefs.model import (
    Brief,
    Channel,
    ChannelName,
    CommitmentEntry,
    EventEntry,
    Source,
    StatementEntry,
    Told,
)
from shilu.briefs.pages import View
from shilu.briefs.regions import Region
from shilu.briefs.series import Reading, series_of
from shilu.folding import fold
from shilu.model import Commitment, Event, Mention, Record, Statement
from shilu.text import Span

T = TypeVar("T", EventEntry, StatementEntry, CommitmentEntry)

#: The channels of cooperation, in order; a commitment of none of the named is `other`.
CHANNELS: tuple[ChannelName, ...] = ("trade", "industry", "finance", "culture_tourism", "other")


def brief(records: Iterable[Record], regions: Sequence[Region], codes: Iterable[str] = ()) -> Brief:
    """What `records` report of `regions`, in an order that depends on them alone.

    Records are looked at one by one and not kept. `codes` are what the records' documents are
    called in an archive, one for each, if they are from one.
    """
    gathering = _Gathering(tuple(regions))
    for record, code in zip(records, chain(codes, repeat(None)), strict=False):
        gathering.add(record, code)
    return gathering.brief()


@dataclass(slots=True)
class _Alike(Generic[T]):
    """Entries by what they say, so that what several pages tell alike is one entry."""

    entries: dict[Hashable, T] = field(default_factory=dict)
    told: dict[Hashable, list[Told]] = field(default_factory=dict)
    places: int = 0

    def add(self, key: Hashable, entry: T) -> None:
        """Keep an entry, or the places that tell it with the one that says the same."""
        self.entries.setdefault(key, entry)
        self.told.setdefault(key, []).extend(entry.told)
        self.places += len(entry.told)

    def __iter__(self) -> Iterator[T]:
        for key, entry in self.entries.items():
            yield replace(entry, told=tuple(self.told[key]))


class _Gathering:
    """The entries of a brief as they come together."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self.regions = regions
        self.read = 0
        self.sources: list[Source] = []
        self.events: _Alike[EventEntry] = _Alike()
        self.statements: _Alike[StatementEntry] = _Alike()
        self.commitments: _Alike[CommitmentEntry] = _Alike()
        self.readings: list[Reading] = []

    def add(self, record: Record, code: str | None) -> None:
        """Take what one record reports of the regions; a figure of another area is not of them."""
        self.read += 1
        view, page = View(record, self.regions), len(self.sources)
        before = self._count()
        for event in record.events:
            if told := self._told(view, page, event, event.spans, (event.place,)):
                self.events.add(_event_key(event), _event(event, told))
        for figure in record.figures:
            if figure.area and not view.of((), (figure.area, figure.counterpart)):
                continue
            told = self._told(view, page, figure, (), (figure.area, figure.counterpart))
            if told and (figure.area or told.scope == "line"):
                self.readings.append(Reading(figure, told))
        for statement in record.statements:
            if told := self._told(view, page, statement, statement.spans):
                self.statements.add(
                    _said(statement.speaker, statement), _statement(statement, told)
                )
        for commitment in record.commitments:
            if told := self._told(view, page, commitment, (), (commitment.actor,)):
                key = (_said(commitment.actor, commitment), commitment.stance)
                self.commitments.add(key, _commitment(commitment, told))
        if self._count() != before:
            self.sources.append(_source(record, code))

    def _count(self) -> int:
        """How many places have been taken so far."""
        kept = (self.events, self.statements, self.commitments)
        return len(self.readings) + sum(entries.places for entries in kept)

    def _told(
        self,
        view: View,
        page: int,
        mention: Mention,
        spans: Sequence[Span] = (),
        values: Sequence[str | None] = (),
    ) -> Told | None:
        """Where a mention is told, if it counts for the brief; None where it does not.

        It counts where it is of all the regions itself, or of some of them, or of no area at all,
        on a page that is of them all.
        """
        sentence = view.sentence(mention.span)
        stretches = [sentence, *spans]
        regions = view.of(stretches, values)
        whole = len(regions) == len(self.regions)
        elsewhere = not regions and any(view.named(span) for span in stretches)
        if not whole and (not view.is_of_all or elsewhere):
            return None
        return Told(
            page=page,
            text=mention.text,
            sentence=view.record.article.text[slice(*sentence)],
            span=mention.span,
            origin=mention.origin,
            rule=mention.rule,
            scope="line" if whole else "page",
            regions=regions,
            doubtful=mention.doubtful is True,
        )

    def brief(self) -> Brief:
        """The brief of all that was taken."""
        return Brief(
            shilu=__version__,
            regions=tuple(region.name for region in self.regions),
            read=self.read,
            sources=tuple(self.sources),
            events=tuple(sorted(self.events, key=lambda e: (e.date or "~", self._when(e)))),
            figures=series_of(self.readings),
            statements=tuple(sorted(self.statements, key=self._when)),
            channels=tuple(self._channels()),
        )

    def _channels(self) -> Iterator[Channel]:
        found = sorted(self.commitments, key=self._when)
        for name in CHANNELS:
            mine = tuple(c for c in found if channel_of(c.fields) == name)
            if mine:
                yield Channel(name=name, commitments=mine)

    def _when(self, entry: EventEntry | StatementEntry | CommitmentEntry) -> tuple[str, int, int]:
        """When an entry was first published, and where it stands."""
        first = entry.told[0]
        return (self.sources[first.page].published or "~", first.page, first.span.start)


def channel_of(fields: Sequence[str]) -> ChannelName:
    """The channel of a commitment: the foremost of its fields that is one.

    >>> channel_of(("education", "finance")), channel_of(("education",))
    ('finance', 'other')
    """
    named = (name for field in fields for name in CHANNELS if name == field)
    return next(named, "other")


def _event_key(event: Event) -> Hashable:
    principals = frozenset(p.name for p in event.people if p.role == "principal")
    what = fold(event.occasion or "") or (event.organizations, None if principals else event.text)
    return event.type, event.date, event.place and fold(event.place), principals, what


def _event(event: Event, told: Told) -> EventEntry:
    return EventEntry(
        type=event.type,
        date=event.date,
        place=event.place,
        occasion=event.occasion,
        people=event.people,
        organizations=event.organizations,
        told=(told,),
    )


def _said(who: str | None, words: Mention) -> Hashable:
    return who and fold(who), fold(words.text)


def _statement(statement: Statement, told: Told) -> StatementEntry:
    return StatementEntry(speaker=statement.speaker, cue=statement.cue, told=(told,))


def _commitment(commitment: Commitment, told: Told) -> CommitmentEntry:
    return CommitmentEntry(
        actor=commitment.actor,
        stance=commitment.stance,
        fields=commitment.fields,
        told=(told,),
    )


def _source(record: Record, code: str | None) -> Source:
    article = record.article
    return Source(
        id=record.id,
        uri=record.uri,
        sha256=record.sha256,
        headline=article.headline,
        source=article.source,
        published=article.published,
        code=code,
    )
