"""Regions: which to choose, and the brief of those that were chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path, Query
from starlette.responses import RedirectResponse, Response

from shilu.archive.search.found import Count
from shilu.archive.views.regions import Regional, named_most, regional
from shilu.briefs import Region, region
from shilu.briefs.model import Brief, Point, Series, Told, Value
from shilu.web.addresses import brief_address
from shilu.web.errors import Failed, Problem
from shilu.web.faces import Asking, Views
from shilu.web.lines import LAYERS, Part
from shilu.web.remembered import Remembered

#: So many regions a brief is of at most.
MOST = 4

views = Views("regions")
_Name = Annotated[str, Query(max_length=40)]
_Day = Annotated[
    str,
    Query(
        pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$",
        description="A day, month or year: 2023-05-31, 2023-05, 2023",
    ),
]

_remembered: Remembered[tuple[object, ...], Regional] = Remembered()


# --- choosing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """The areas that most reports name; `beside` which region, if only its reports are counted."""

    beside: str | None
    named: tuple[Count, ...]


@views.view(
    "/regions",
    template="regions.html",
    answer=Regions,
    row=Count,
    rows=lambda found: found.named,
    summary="The areas that most reports name, or most of the reports that name a region",
)
def regions(asked: Asking, beside: _Name = "") -> Regions:
    of = _region(beside) if beside.strip() else None
    with asked.archive.reading() as connection:
        return Regions(beside=of.name if of else None, named=named_most(connection, of))


@views.get("/brief", include_in_schema=False)
def choose(region: Annotated[list[str], Query(max_length=MOST)]) -> Response:
    """Lead from the form to the brief of the regions named in it."""
    return RedirectResponse(brief_address(_names(region)), status_code=303)


def _names(asked: Sequence[str]) -> list[str]:
    found = [_region(name).name for name in asked if name.strip()]
    if not found:
        raise Failed(Problem(404, "请填写一个或几个地区", "Name one region or several"))
    if len(named := list(dict.fromkeys(found))) > MOST:
        raise Failed(Problem(404, f"最多{MOST}个地区", f"At most {MOST} regions"))
    return named


def _region(name: str) -> Region:
    found = region(name)
    if found is None:
        raise Failed(
            Problem(
                404,
                f"「{name}」不是已知的地区。请填省、市、国家或合称，如湖南、长沙、港澳",
                f"“{name}” names no region that is known: a province, city, country or group",
            )
        )
    return found


# --- the brief -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a brief and one place that tells it; `value` is the value's name in its article."""

    part: str
    channel: str | None = None
    date: str | None = None
    type: str | None = None
    who: str | None = None
    stance: str | None = None
    fields: tuple[str, ...] = ()
    place: str | None = None
    occasion: str | None = None
    measure: str | None = None
    area: str | None = None
    counterpart: str | None = None
    change: str | None = None
    low: float | None = None
    high: float | None = None
    bound: str | None = None
    unit: str | None = None
    disagree: bool | None = None
    text: str
    sentence: str
    scope: str
    doubtful: bool
    rule: str
    code: str | None
    value: str | None
    headline: str | None
    source: str | None
    published: str | None


def rows_of(found: Regional) -> Iterator[Line]:
    """Every line of a brief, once for each place that tells it."""
    brief = found.brief
    for event in brief.events:
        who = "、".join([*(person.name for person in event.people), *event.organizations])
        yield from _lines(
            brief,
            "events",
            event.told,
            date=event.date,
            type=event.type,
            who=who or None,
            place=event.place,
            occasion=event.occasion,
        )
    for series in brief.figures:
        for point in series.points:
            for value in point.values:
                known = _figure(series, point, value)
                yield from _lines(brief, "figures", value.told, **known)
    for said in brief.statements:
        yield from _lines(brief, "statements", said.told, who=said.speaker, type=said.cue)
    for channel in brief.channels:
        for entry in channel.commitments:
            yield from _lines(
                brief,
                "channels",
                entry.told,
                channel=channel.name,
                who=entry.actor,
                stance=entry.stance,
                fields=entry.fields,
            )


def _figure(series: Series, point: Point, value: Value) -> dict[str, object]:
    of = {name: getattr(series, name) for name in ("measure", "area", "counterpart", "change")}
    told = {name: getattr(value, name) for name in ("low", "high", "bound")}
    when = {"date": point.period, "disagree": point.disagree, "unit": series.unit}
    return of | told | when | {"who": "、".join(value.stated_by) or None}


def _lines(brief: Brief, part: Part, told: Sequence[Told], **known: object) -> Iterator[Line]:
    for each in told:
        page, origin = brief.sources[each.page], each.origin
        yield Line(
            part=part,
            text=each.text,
            sentence=each.sentence,
            scope=each.scope,
            doubtful=each.doubtful,
            rule=each.rule,
            code=page.code,
            value=f"{LAYERS[part]}-{origin.start}-{origin.end}" if origin else None,
            headline=page.headline,
            source=page.source,
            published=page.published,
            **known,  # type: ignore[arg-type]
        )


@views.view(
    "/brief/{regions:path}",
    template="region.html",
    answer=Regional,
    row=Line,
    rows=rows_of,
    summary="What reports tell of one region, or of several together: the newest of them",
)
def brief_of(
    asked: Asking,
    regions: Annotated[str, Path(max_length=200, description="Names of regions, parted by /")],
    since: _Day = "",
    until: _Day = "",
    part: Part | None = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Regional:
    """`part` and `page` are what the page shows; the data is whole, whatever they are."""
    names = _names(regions.split("/"))
    days = since or None, until or None

    def made() -> Regional:
        with asked.archive.reading() as connection:
            return regional(connection, [_region(name) for name in names], *days)

    return _remembered.get(asked.archive, (*names, *days), made)
