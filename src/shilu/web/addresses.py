"""Addresses of views, made of what they show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Literal
from urllib.parse import parse_qsl, quote, urlencode

import msgspec

from shilu.archive.search.found import Count, Query
from shilu.archive.views.commitments import CommitmentQuery
from shilu.archive.views.figures import SeriesOf
from shilu.briefs.series import bare_measure
from shilu.model import Figure
from shilu.text import Span

#: So much of a passage's beginning and of its end is enough to find it by, in characters.
_ENDS = 12
_DEFAULTS = msgspec.to_builtins(Query())


def search_address(query: Query, **changes: Any) -> str:
    """The address of a search as `query`, but for `changes`; it begins at its first page again.

    >>> search_address(Query(words="金融", person="李明", page=3), person=None, since="2023")
    '/search?words=%E9%87%91%E8%9E%8D&since=2023'
    """
    asked = msgspec.to_builtins(query) | {"page": 1} | changes
    told = {name: value for name, value in asked.items() if value and value != _DEFAULTS[name]}
    return f"/search?{urlencode(told)}" if told else "/search"


#: The filter that a value of a facet becomes.
_FILTERS = {
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "events": "event",
    "fields": "field",
    "sources": "source",
}


def narrowed(query: Query, facet: str, count: Count) -> str:
    """The address of a search narrowed by a value of a facet.

    >>> narrowed(Query(), "years", Count(value="2023", name="2023", reports=7))
    '/search?since=2023&until=2023'
    """
    if facet == "years":
        return search_address(query, since=count.value, until=count.value)
    value = count.value if facet in ("events", "fields") else count.name
    return search_address(query, **{_FILTERS[facet]: value})


def paged(path: str, query: str, page: int) -> str:
    """The address of another page of a list, all else in its query kept.

    >>> paged("/refused", "page=2&a=b", 3)
    '/refused?a=b&page=3'
    """
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "page"]
    return f"{path}?{urlencode([*kept, ('page', str(page))])}"


def passage_address(code: str, passage: str) -> str:
    """The address of an article that leads to a passage of its text, where browsers find it.

    >>> passage_address("0123456789abcdef", "增长6.2%")
    '/articles/0123456789abcdef#:~:text=%E5%A2%9E%E9%95%BF6.2%25'
    """
    passage = passage.strip()
    ends = [passage] if len(passage) <= 2 * _ENDS else [passage[:_ENDS], passage[-_ENDS:]]
    text = ",".join(quote(end, safe="").replace("-", "%2D") for end in ends)
    return f"/articles/{code}#:~:text={text}"


def value_address(code: str, layer: str, origin: Span | None) -> str:
    """The address of a value in its article, by its layer and where it stands in the page.

    >>> value_address("0123456789abcdef", "figures", Span(7, 10))
    '/articles/0123456789abcdef#figures-7-10'
    """
    return (
        f"/articles/{code}#{layer}-{origin.start}-{origin.end}" if origin else f"/articles/{code}"
    )


def brief_address(regions: Sequence[str], **told: str | int | None) -> str:
    """The address of the brief of regions; `told` are its days, its part and the page of it.

    >>> brief_address(["湖南", "香港"], since="2023", page=None)
    '/brief/%E6%B9%96%E5%8D%97/%E9%A6%99%E6%B8%AF?since=2023'
    """
    path = "/".join(quote(region, safe="") for region in regions)
    query = urlencode({name: value for name, value in told.items() if value})
    return f"/brief/{path}?{query}" if query else f"/brief/{path}"


def series_address(of: SeriesOf) -> str:
    """The address of a series of figures.

    >>> series_address(SeriesOf("出口", "湖南", unit="%"))
    '/figures/series?measure=%E5%87%BA%E5%8F%A3&area=%E6%B9%96%E5%8D%97&unit=%25'
    """
    told = {name: value for name, value in asdict(of).items() if value or name == "measure"}
    return f"/figures/series?{urlencode(told)}"


def figures_address(figure: Figure) -> str:
    """The address of the series that a figure may be of.

    >>> figure = Figure(text="", span=Span(0, 0), rule="", low=1, measure="出口", area="湖南")
    >>> figures_address(figure)
    '/figures?measure=%E5%87%BA%E5%8F%A3&area=%E6%B9%96%E5%8D%97'
    """
    about = {"measure": bare_measure(figure), "area": figure.area, "unit": figure.unit}
    return f"/figures?{urlencode({name: value for name, value in about.items() if value})}"


def name_address(kind: Literal["people", "organizations"], name: str) -> str:
    """The address of a person or an organisation.

    >>> name_address("people", "李明/王五")
    '/people/%E6%9D%8E%E6%98%8E%2F%E7%8E%8B%E4%BA%94'
    """
    return f"/{kind}/{quote(name, safe='')}"


def commitments_address(query: CommitmentQuery, **changes: str | bool | None) -> str:
    """The address of commitments as `query`, but for `changes`; it begins at its first page again.

    >>> commitments_address(CommitmentQuery(actor="李明", amount=True, page=3), channel="trade")
    '/commitments?channel=trade&actor=%E6%9D%8E%E6%98%8E&amount=true'
    """
    asked = asdict(query) | {"page": None} | changes
    told = {name: "true" if value is True else value for name, value in asked.items() if value}
    return f"/commitments?{urlencode(told)}" if told else "/commitments"
