"""Pages: templates filled in, where whatever is not ours comes out inert."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from shilu import __version__, show
from shilu.archive.search.found import Query
from shilu.archive.views.figures import SeriesListed
from shilu.article.language import language_of
from shilu.briefs import region
from shilu.model import Figure, Record
from shilu.show import briefing_labels
from shilu.show.html import bilingual, esc, field, word
from shilu.show.labels import WORDS
from shilu.show.marks import Mark, segments
from shilu.show.printable import moment, one_line, visible
from shilu.show.tables import no_ways
from shilu.show.values import amount
from shilu.text import Span
from shilu.web import lines
from shilu.web.addresses import (
    brief_address,
    commitments_address,
    name_address,
    narrowed,
    paged,
    passage_address,
    search_address,
    series_address,
    value_address,
)
from shilu.web.assets import href
from shilu.web.beginnings import beginning
from shilu.web.languages import taste_of
from shilu.web.navigation import NAVIGATION
from shilu.web.ways import ways_of


def render(request: Request, template: str, **given: object) -> HTMLResponse:
    """A page for the reader who asks, in the language and the colours of their choice."""
    taste = taste_of(request)
    path = quote(request.url.path)
    tail = f"?{request.url.query}" if request.url.query else ""
    page = environment().get_template(template)
    content = page.render(
        taste=taste,
        say=taste.say,
        path=path,
        base=path if path != "/" else "/index",
        tail=tail,
        asked=request.query_params,
        paged=lambda page: paged(path, request.url.query, page),
        **({"faces": False} | given),
    )
    return HTMLResponse(content, headers={"Vary": "Cookie, Accept-Language"})


def t(zh: object, en: object) -> Markup:
    """A label of ours in both languages; what is filled into it is escaped."""
    return Markup(bilingual(esc(zh), esc(en)))


def amount_of(series: SeriesListed) -> str | None:
    """The last value of a series in one phrase."""
    figure = Figure(
        text="",
        span=Span(0, 0),
        rule="",
        low=series.low,
        high=series.high,
        bound=series.bound or "=",
        unit=series.unit,
    )
    return amount(figure)


def marked(text: str, marks: Iterable[Span], at: int = 0) -> Markup:
    """A stretch of a text that stands at `at` in it, what `marks` cover marked.

    >>> marked("增长<6%", [Span(12, 14)], at=10)
    Markup('增长<mark>&lt;6</mark>%')
    """
    within = [Mark(Span(span.start - at, span.end - at), True) for span in marks]
    pieces = ((esc(text[slice(*span)]), found) for span, found in segments(len(text), within))
    return Markup("".join(f"<mark>{piece}</mark>" if found else piece for piece, found in pieces))


def script(text: str | None) -> str:
    """The language of words that are quoted, so that their characters take the right shapes.

    Words that both scripts write alike are Chinese all the same; those of other languages are of
    none that is known.

    >>> script("訪問香港"), script("访问香港"), script("李明")
    ('zh-Hant', 'zh-Hans', 'zh')
    """
    language = language_of(text or "")
    if language == "other":
        return ""
    return language if language in ("zh-Hans", "zh-Hant") else "zh"


@cache
def environment() -> Environment:
    """The templates: everything is escaped, and what cannot be seen is written out."""
    made = Environment(
        loader=PackageLoader("shilu.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "t": t,
        "asset": href,
        "field": lambda name: Markup(field(name)),
        "word": lambda name: Markup(word(name)),
        "navigation": NAVIGATION,
        "record_main": _record_main,
        "marked": marked,
        "brief_address": brief_address,
        "briefing": briefing_labels,
        "is_region": lambda name: region(name) is not None,
        "lines": lines,
        "amount": amount,
        "amount_of": amount_of,
        "commitments_address": commitments_address,
        "name_address": name_address,
        "narrowed": narrowed,
        "none_searched": Query(),
        "passage_address": passage_address,
        "search_address": search_address,
        "series_address": series_address,
        "value_address": value_address,
        "WORDS": WORDS,
        "version": __version__,
    }
    made.filters |= {"moment": moment, "one_line": one_line, "script": script}
    return made


def _record_main(record: Record, *, kept: bool) -> Markup:
    """A record as its own page shows it: everything of it is escaped there.

    The cards of one that is `kept` in the archive lead to what else the archive tells. Of a very
    long article the beginning is shown, and said to be that.
    """
    ways = ways_of(record) if kept else no_ways
    shown = beginning(record)
    main = Markup(show.record_main(shown, unfolded=False, ways=ways))
    whole, some = len(record.article.text), len(shown.article.text)
    if some == whole:
        return main
    zh = f"全文{whole:,}字，此处只显示开头{some:,}字；JSON 和 CSV 是完整的。"
    en = f"The first {some:,} of {whole:,} characters are shown; JSON and CSV have them all."
    return Markup('<p class="strip note" role="note">{}</p>{}').format(t(zh, en), main)


def _seen(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return "" if value is None else value
