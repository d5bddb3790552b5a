"""What flows between the stages, and what a record is made of.

Field by field a record means what `docs/record.md` says. `span` counts in `Article.text`, `origin`
in the page as received. What is not known is None; what a field does not apply to is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from shilu.text import Certainty, Span, Text

Language = Literal["zh-Hans", "zh-Hant", "mixed", "other"]
Bound = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["yoy", "mom", "annual", "cumulative", "unstated"]
EventType = Literal["attend", "meet", "visit", "sign", "call", "message", "appoint", "hold"]
Role = Literal["principal", "counterpart", "attending"]
ResolvedFrom = Literal["published", "text"]
Mode = Literal["direct", "indirect", "mixed"]
Inferred = Literal["area", "counterpart", "period"]
Stance = Literal["will", "urge", "hope", "invite", "agree"]
DeclaredBy = Literal["header", "meta", "xml", "mark"]


# --- what comes in -------------------------------------------------------------------------------


class Declaration(Struct, frozen=True, kw_only=True):
    """A charset as a page or its sender names it, by whom, and whether the bytes bear it out."""

    charset: str
    by: DeclaredBy
    holds: bool


class Page(Struct, frozen=True, kw_only=True):
    """A page as received: bytes decoded by `charset`, without the byte order mark.

    `media_type` is text/html, text/plain (a whole page, furniture and all) or application/json
    (`text` is a body already extracted, which is never cut). `title`, `published`, `url` and
    `fetched` (when an archive took it) are what came with it, not what it says. `undecoded` counts
    the places where bytes are no character of `charset`.
    """

    text: str
    media_type: str = "text/plain"
    charset: str = "utf-8"
    declared: tuple[Declaration, ...] = ()
    undecoded: int = 0
    sha256: str = ""
    id: str | None = None
    uri: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    fetched: str | None = None


class Refusal(Struct, frozen=True):
    """Why a page is no article, and the rule that says so."""

    reason: str
    rule: str


# --- the article ---------------------------------------------------------------------------------


class Evidence(Struct, frozen=True, kw_only=True):
    """Where a field stands: the `text` as restored, its `origin`, the rule.

    Facts give the span in the body for `origin`; the record leads it back to the page as received.
    """

    field: str
    text: str
    origin: Span | None
    rule: str


class Article(Struct, frozen=True, kw_only=True):
    """The fields of an article; `text` is its body, paragraphs parted by a line break.

    `published` is ISO 8601, with an offset where a time of day is known.
    """

    headline: str | None = None
    section: tuple[str, ...] = ()
    source: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    dateline: str | None = None
    published: str | None = None
    captions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    language: Language | None = None
    text: str = ""
    evidence: tuple[Evidence, ...] = ()


# --- mentions ------------------------------------------------------------------------------------


class Mention(Struct, frozen=True, kw_only=True):
    """A stretch of the article that a rule took, and where it stands in the page as received.

    Stages give `text`, `span` and `rule`; `origin` and `doubtful` are filled in once, for all,
    when the record is made. Where `origin` is None, `origin_unknown` says why.
    """

    text: str
    span: Span
    origin: Span | None = None
    origin_unknown: str | UnsetType = UNSET
    rule: str
    doubtful: bool | UnsetType = UNSET


class Time(Mention, frozen=True, kw_only=True):
    """An expression that fixes a calendar time; `edtf` is ISO 8601-2 level 1, None if unknown.

    `resolved_from` says what the value leans on beside the words: the day of publication, or a time
    that the text has named before; left out where the words stand alone.
    """

    edtf: str | None
    resolved_from: ResolvedFrom | UnsetType = UNSET


class Era(Mention, frozen=True, kw_only=True):
    """A named era, dated by a document and not by the page (改革开放以来, “十四五”时期).

    Where the words may mean several, `name` and `edtf` are None and `candidates` has their values.
    """

    name: str | None
    edtf: str | None
    candidates: tuple[str, ...] | UnsetType = UNSET


class Figure(Mention, frozen=True, kw_only=True):
    """A quantity. `low` is in units of one; `high` only for a range; `unit` ISO 4217, %, pp, rank,
    倍 or the counter as printed. `area`, `counterpart` and `period` say whom and when it is about;
    `inferred` names those of them that the figure's own sentence does not print. `of` is of shares
    alone, `among` of ranks, `level` (an index in the record's figures) and `base` of growths.
    """

    low: int | float | None
    high: int | float | None = None
    bound: Bound = "="
    unit: str = ""
    measure: str | None = None
    change: Change | None = None
    area: str | None = None
    counterpart: str | None = None
    period: str | None = None
    inferred: tuple[Inferred, ...] | UnsetType = UNSET
    of: str | UnsetType | None = UNSET
    among: str | UnsetType | None = UNSET
    level: int | UnsetType | None = UNSET
    base: str | UnsetType | None = UNSET
    stated_by: str | UnsetType = UNSET


class Office(Struct, frozen=True, kw_only=True):
    """A post taken apart: the post itself, its body as printed, and the area it is of.

    `inferred` where the area is not printed and the paper's own province or region is meant.
    """

    post: str
    organization: str | None = None
    area: str | None = None
    inferred: bool | UnsetType = UNSET


class Person(Struct, frozen=True, kw_only=True):
    """A person by the fullest name printed, the posts as printed, and every place they stand.

    `roles` are the same posts, taken apart.
    """

    name: str
    posts: tuple[str, ...] = ()
    roles: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Organization(Struct, frozen=True, kw_only=True):
    """An organisation by its fullest printed form, and every place it stands.

    `canonical` is its official name where a public table knows the form; `among` are the open lists
    it stands in (甲、乙等知名企业: there are more), left out where there are none.
    """

    name: str
    canonical: str | None = None
    among: tuple[Mention, ...] | UnsetType = UNSET
    mentions: tuple[Mention, ...] = ()


class Place(Struct, frozen=True, kw_only=True):
    """A place by its printed form; `code` is GB/T 2260 or ISO 3166-1 alpha-2, None if neither.

    `candidates` are the codes of a name of several places where the text does not decide (鼓楼区);
    `members` are the parts of a named group (长三角). Both are left out where there are none.
    """

    name: str
    code: str | None = None
    candidates: tuple[str, ...] | UnsetType = UNSET
    members: tuple[str, ...] | UnsetType = UNSET
    mentions: tuple[Mention, ...] = ()


class Area(Mention, frozen=True, kw_only=True):
    """Regions called by their letters (湘, 港澳): their common short names, and their codes."""

    members: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


# --- facts ---------------------------------------------------------------------------------------


class Participant(Struct, frozen=True):
    """Someone at an event: whose activity it is, who was met, or who was there as well."""

    name: str
    role: Role


class Event(Mention, frozen=True, kw_only=True):
    """What named people or bodies did; `spans` are all the places that tell it, the first first.

    `background` where it is told in passing; `signed` are the papers of a signing, as printed.
    """

    type: EventType
    date: str | None = None
    place: str | None = None
    occasion: str | None = None
    people: tuple[Participant, ...] = ()
    organizations: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    background: bool | UnsetType = UNSET
    signed: tuple[str, ...] | UnsetType = UNSET


class Statement(Mention, frozen=True, kw_only=True):
    """Words attributed to a speaker; `cue` is the word that reports them.

    `addressee` is whom they are said to, where the words beside the cue name them.
    """

    speaker: str | None
    cue: str | None
    mode: Mode
    spans: tuple[Span, ...] = ()
    addressee: str | UnsetType = UNSET


class Link(Struct, frozen=True):
    """Words of a commitment that another layer has read: their place in that layer's list."""

    text: str
    index: int


class Commitment(Mention, frozen=True, kw_only=True):
    """What someone undertakes, urges, hopes, invites or agrees, for the future.

    `event` and `statement` are the places in the record's lists of those it stands in.
    """

    actor: str | None
    stance: Stance
    fields: tuple[str, ...] = ()
    beneficiary: str | UnsetType = UNSET
    amount: Link | UnsetType = UNSET
    deadline: Link | UnsetType = UNSET
    event: int | UnsetType = UNSET
    statement: int | UnsetType = UNSET


class Policy(Mention, frozen=True, kw_only=True):
    """A policy, initiative or formula called by its name, and the document it stands in."""

    name: str
    document: str


# --- the record ----------------------------------------------------------------------------------


class Damage(Struct, frozen=True, kw_only=True):
    """How often one kind of damage was met, and how much of it is inferred or lost."""

    kind: str
    count: int
    inferred: int = 0
    lost: int = 0


class Repair(Struct, frozen=True, kw_only=True):
    """One repair in the article: where it stands, what stood there in the page as received.

    `odds` are of its characters, one each, where some of them were inferred: 1 certain, 0 lost.
    """

    span: Span
    origin: Span
    was: str
    kind: str
    certainty: Certainty
    odds: tuple[float, ...] | UnsetType = UNSET


class Record(Struct, frozen=True, kw_only=True, dict=True):
    """What one page reports, every value sourced to the characters it came from.

    A record made by reading also keeps the restored page and the body with their origins, for
    those who show it; they are no part of it and are not encoded. `print(record)` shows it whole.
    """

    shilu: str
    id: str
    uri: str | None
    sha256: str
    media_type: str
    charset: str
    declared: tuple[Declaration, ...] = ()
    fetched: str | None = None
    damage_score: float = 0.0
    doubt_score: float = 0.0
    damage: tuple[Damage, ...] = ()
    repairs: tuple[Repair, ...] = ()
    article: Article = field(default_factory=Article)
    times: tuple[Time, ...] = ()
    eras: tuple[Era, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    policies: tuple[Policy, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as plain lists, dictionaries, strings and numbers."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as one line of JSON, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()

    def __repr__(self) -> str:
        from shilu import show  # shown only when asked: a record does not depend on its display

        return show.record_repr(self)

    def __str__(self) -> str:
        from shilu import show

        return show.record_text(self)

    def _repr_html_(self) -> str:
        from shilu import show

        return show.record_html(self)

    def layers(self) -> Iterator[tuple[str, Mention]]:
        """Every mention with the name of its layer, layer by layer."""
        told = ("events", "statements", "commitments")
        for layer in ("times", "eras", "figures", "areas", *told, "policies"):
            for mention in getattr(self, layer):
                yield layer, mention
        for layer in ("people", "organizations", "places"):
            for entity in getattr(self, layer):
                for mention in entity.mentions:
                    yield layer, mention


def value_name(layer: str, mention: Mention) -> str | None:
    """The name of a value within its document; None where it has no origin.

    A page keeps its characters whatever becomes of restoration and rules, so that a name given
    today leads to the same words tomorrow.

    >>> from shilu.text import Span
    >>> figure = Mention(text="20%", span=Span(3, 6), origin=Span(7, 10), rule="figures.share")
    >>> value_name("figures", figure)
    'figures-7-10'
    """
    if mention.origin is None:
        return None
    return f"{layer}-{mention.origin.start}-{mention.origin.end}"


class Refused(Struct, frozen=True, kw_only=True):
    """The answer for a page that is no article."""

    id: str
    uri: str | None
    sha256: str
    refused: Refusal

    def to_dict(self) -> dict[str, Any]:
        """The refusal as a plain dictionary."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self, *, indent: int | None = None) -> str:
        """The refusal as one line of JSON, or indented by `indent` spaces."""
        encoded = msgspec.json.encode(self)
        return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode()


# --- the state of a reading ----------------------------------------------------------------------


class Setting(Struct, frozen=True, kw_only=True):
    """What the reader of an article knows before the first sentence.

    `published` anchors relative times; `area` is the paper's own province or region (湖南 for
    湖南日报), by its common short name in simplified characters; `language` is the page's own.
    """

    published: date | None = None
    area: str | None = None
    language: Language | None = None


class Names(Struct, frozen=True, kw_only=True):
    """Who and what an article names; `posts` are all posts printed, whoever holds them."""

    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    posts: tuple[Mention, ...] = ()


class Mentions(Struct, frozen=True, kw_only=True):
    """What the mention stages found in one article."""

    times: tuple[Time, ...] = ()
    eras: tuple[Era, ...] = ()
    figures: tuple[Figure, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    areas: tuple[Area, ...] = ()
    posts: tuple[Mention, ...] = ()


class Extract(Struct, frozen=True):
    """An article taken out of its page: its fields, and its body with every character's origin.

    `article.text == body.value`.
    """

    article: Article
    body: Text
