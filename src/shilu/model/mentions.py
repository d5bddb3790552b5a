"""What an article mentions: times, figures, people, organisations, places."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from shilu.text import Span

Bound = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["yoy", "mom", "annual", "cumulative", "unstated"]
ResolvedFrom = Literal["published", "text"]
Inferred = Literal["area", "counterpart", "period"]


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
