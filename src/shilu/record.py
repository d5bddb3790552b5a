"""Making the record: every value traced to the page as received, and what is doubtful held back."""

from __future__ import annotations

from typing import TypeVar

from msgspec import UNSET
from msgspec.structs import force_setattr, replace

from shilu import __version__
from shilu.model import (
    Commitment,
    Damage,
    Era,
    Event,
    Extract,
    Figure,
    Mention,
    Mentions,
    Organization,
    Page,
    Person,
    Place,
    Policy,
    Record,
    Refusal,
    Refused,
    Repair,
    Statement,
    Time,
)
from shilu.restore import damage, damage_score, doubt_score
from shilu.restore.report import is_repair, noise, rounded_odds
from shilu.text import LAYOUT, Span, Text

M = TypeVar("M", bound=Mention)
E = TypeVar("E", Person, Organization, Place)


def make_record(
    page: Page,
    text: Text,
    extract: Extract,
    mentions: Mentions,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
    commitments: tuple[Commitment, ...],
    policies: tuple[Policy, ...] = (),
) -> Record:
    """The record of `page`, whose restored text is `text`.

    The record keeps the body and the restored page (`_body`, `_page`) for those who show it; they
    are not encoded.
    """
    body = extract.body
    record = Record(
        shilu=__version__,
        id=page.id or "page",
        uri=page.uri,
        sha256=page.sha256,
        media_type=page.media_type,
        charset=page.charset,
        declared=page.declared,
        fetched=page.fetched,
        damage_score=damage_score(body),
        doubt_score=doubt_score(body),
        damage=(*damage(text), *noise(body), *_undecoded(page)),
        repairs=repairs(body),
        article=extract.article,
        times=tuple(_known(body, t) for t in mentions.times),
        eras=tuple(_known(body, e) for e in mentions.eras),
        figures=tuple(_known(body, f) for f in mentions.figures),
        people=_entities(body, mentions.people),
        organizations=_bodies(body, mentions.organizations),
        places=_entities(body, mentions.places),
        areas=tuple(_sourced(body, a) for a in mentions.areas),
        events=tuple(_proven(body, _sourced(body, e)) for e in events),
        statements=tuple(_sourced(body, s) for s in statements),
        commitments=tuple(_sourced(body, c) for c in commitments),
        policies=tuple(_sourced(body, p) for p in policies),
    )
    force_setattr(record, "_body", body)
    force_setattr(record, "_page", text)
    return record


def _undecoded(page: Page) -> tuple[Damage, ...]:
    """The bytes of a page that are no character, said as damage: each place is lost."""
    n = page.undecoded
    return (Damage(kind="bytes", count=n, lost=n),) if n else ()


def make_refused(page: Page, refusal: Refusal) -> Refused:
    """The answer for a page that is no article."""
    return Refused(id=page.id or "page", uri=page.uri, sha256=page.sha256, refused=refusal)


def repairs(body: Text) -> tuple[Repair, ...]:
    """The repairs that made characters of the article; what only shaped its layout is left out."""
    found = []
    for span, edit in body.spans_of_edits():
        if not is_repair(edit):
            continue
        found.append(
            Repair(
                span=span,
                origin=body.origin(span) if edit.now else Span(edit.start, edit.end),
                was=body.source[edit.start : edit.end],
                kind="+".join(kind for kind in edit.kind.split("+") if kind != LAYOUT),
                certainty=edit.certainty,
                odds=rounded_odds(edit) or UNSET,
            )
        )
    return tuple(found)


def _sourced(body: Text, mention: M) -> M:
    """The mention with its origin, and marked where it touches what is inferred or lost."""
    start, end = span = mention.span
    if start < end and body.is_plain:
        return replace(mention, origin=span)
    origin = body.origin(span)
    if origin.start == origin.end:
        mention = replace(mention, origin_unknown="made of characters the page does not hold")
    else:
        mention = replace(mention, origin=origin)
    return replace(mention, doubtful=True) if body.doubtful(span) else mention


def _proven(body: Text, event: Event) -> Event:
    """The event with its evidence, given by spans of the body, led back to the page."""
    evidence = (
        replace(e, origin=body.origin(e.origin) if e.origin else None) for e in event.evidence
    )
    return replace(event, evidence=tuple(evidence))


def _known(body: Text, mention: M) -> M:
    """The mention with its origin; a value read from a doubtful character is no value."""
    mention = _sourced(body, mention)
    if mention.doubtful is not True:
        return mention
    if isinstance(mention, Era):
        return replace(mention, name=None, edtf=None, candidates=UNSET)
    if isinstance(mention, Time):
        return replace(mention, edtf=None, resolved_from=UNSET)
    if isinstance(mention, Figure):
        return replace(mention, low=None, high=None)
    return mention


def _entities(body: Text, entities: tuple[E, ...]) -> tuple[E, ...]:
    return tuple(
        replace(e, mentions=tuple(_sourced(body, m) for m in e.mentions)) for e in entities
    )


def _bodies(body: Text, organizations: tuple[Organization, ...]) -> tuple[Organization, ...]:
    """Organisations with their mentions and their lists led back to the page."""
    return tuple(
        replace(o, among=tuple(_sourced(body, m) for m in o.among)) if o.among else o
        for o in _entities(body, organizations)
    )
