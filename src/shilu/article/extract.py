"""A page to its article: the fields in the order they are found, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from operator import itemgetter

from shilu.article.body import lines_of_region, lines_of_text, trimmed, with_lead
from shilu.article.captions import captions_of, without
from shilu.article.credits import (
    Credits,
    read_according,
    read_byline,
    read_labels,
    read_outlet_of_reporter,
    read_signature,
    read_stamped,
)
from shilu.article.dateline import dateline_of
from shilu.article.dates import as_iso, closing, in_address, labelled_stamps, minute_of, stamps
from shilu.article.furniture import is_end, is_info, is_paragraph
from shilu.article.headline import (
    headline_of_markup,
    headline_of_text,
    is_of_site,
    nearest,
)
from shilu.article.language import language_of
from shilu.article.meta import Head, head_of, in_scripts
from shilu.article.notices import notices_of
from shilu.article.refusal import EMPTY, refused
from shilu.article.region import region_of
from shilu.article.section import section_of
from shilu.article.sheet import Found, Sheet
from shilu.article.words import is_name, is_office, is_outlet
from shilu.model import Article, Evidence, Extract, Page, Refusal
from shilu.pages.flow import Flow
from shilu.pages.markup import Markup, TooManyStretches
from shilu.text import Span, Text

#: How many lines above and below the body its particulars are looked for in.
_ABOVE = 30
_BELOW = 12
#: How far above a body without a headline a caption may stand.
_LITTLE = 2
#: How many lines over the headline may speak of it.
_OVER = 8
#: How many lines under the headline may hold who publishes beside when.
_BESIDE = 6


@dataclass(slots=True)
class _Reading:
    """A page being read: its lines, those of its body, and what was found so far."""

    page: Page
    sheet: Sheet
    head: Head
    body: list[int]
    headline: Found | None = None
    headline_lines: Span | None = None
    captions: tuple[Found, ...] = ()

    def set_apart(self, markup: Markup | None) -> None:
        """Take the captions out of the body."""
        lines = self.headline_lines
        above = lines.end + 1 if lines else max(0, self.body[0] - _LITTLE) if self.body else 0
        captions = captions_of(self.sheet, markup, self.body, above)
        self.body = without(self.body, captions)
        self.captions = tuple(found for _, found in captions)


def extract(page: Page, text: Text) -> Extract | Refusal:
    """The article of `page`, whose restored text is `text`, or why it is none.

    A page of application/json is a body already: nothing is cut from it, its fields are only read.
    """
    if not text.value.strip():
        return EMPTY
    if page.media_type == "application/json":
        return _from_body(page, text)
    if page.media_type == "text/html":
        return _from_markup(page, text)
    return _from_text(page, text)


def _from_body(page: Page, text: Text) -> Extract | Refusal:
    sheet = Sheet(text, Flow(text.value))
    reading = _Reading(page, sheet, Head("", ()), list(range(len(sheet.lines))))
    return _extracted(reading, text)


def _from_text(page: Page, text: Text) -> Extract | Refusal:
    sheet = Sheet(text, Flow(text.value))
    reading = _Reading(page, sheet, Head("", ()), lines_of_text(sheet))
    reading.headline, reading.headline_lines = headline_of_text(sheet, reading.body)
    reading.body = trimmed(sheet, reading.body, None)
    reading.set_apart(None)
    dated = dateline_of(sheet, reading.body)[0] is not None
    if refusal := refused(sheet, reading.body, "", None, dated=dated):
        return refusal
    return _extracted(reading, sheet.take(sheet.lines[i] for i in reading.body))


def _from_markup(page: Page, text: Text) -> Extract | Refusal:
    try:
        markup = Markup(text.value)
    except TooManyStretches as error:
        return Refusal(str(error), "refusal.size")
    sheet = Sheet(text, markup.flow, markup)
    head = head_of(text.value)
    headline, lines = headline_of_markup(sheet, markup, head)
    region = region_of(sheet, markup, lines.end if lines else None)
    inside, links = lines_of_region(sheet, markup, region)
    if is_of_site(headline) and (first := _first_paragraph(sheet, inside)):
        told, at = headline_of_text(sheet, [first])
        headline, lines = (told, at) if told else (headline, lines)
    elif lines and inside:
        lines = nearest(sheet, lines, _first_paragraph(sheet, inside))
    body = with_lead(sheet, trimmed(sheet, inside, lines), lines)
    reading = _Reading(page, sheet, head, body, headline, lines)
    reading.set_apart(markup)
    dated = not links and _is_dated(sheet, lines, reading.body)
    if refusal := refused(sheet, reading.body, head.title, markup, links=links, dated=dated):
        return refusal
    return _extracted(reading, sheet.take(sheet.lines[i] for i in reading.body))


def _is_dated(sheet: Sheet, headline: Span | None, body: Sequence[int]) -> bool:
    """Whether the particulars of an article stand between headline and body."""
    if headline is None or not body:
        return False
    return any(is_info(sheet.view(i)) for i in range(headline.end + 1, body[0]))


def _first_paragraph(sheet: Sheet, lines: Sequence[int]) -> int:
    """The first of `lines` that is prose, 0 where none is."""
    return next((i for i in lines if is_paragraph(sheet.view(i))), 0)


def _extracted(reading: _Reading, body: Text) -> Extract:
    """The article of a page whose body is found."""
    page, sheet = reading.page, reading.sheet
    above, below = _surroundings(reading)
    credits = _credits(reading, above, below)
    dateline, outlet = dateline_of(sheet, reading.body)
    source = credits.source or outlet or reading.head.first("source")
    if source is not None and source.span is None:
        source = source._replace(value=source.value.removeprefix("来源：").removeprefix("来源:"))
    headline = reading.headline if page.title is None else Found(page.title, None, "headline.given")
    published = _published(reading, above, below)
    section = section_of(sheet, above, headline.value if headline else None)
    notices = list(notices_of(sheet, below))
    fields: dict[str, Iterable[Found | None]] = {
        "headline": [headline],
        "section": section,
        "source": [source],
        "authors": credits.authors,
        "editors": credits.editors,
        "dateline": [dateline],
        "published": [published[0]] if published else [],
        "captions": reading.captions,
        "notices": notices,
    }
    return Extract(
        Article(
            headline=headline.value if headline else None,
            section=_values(section),
            source=source.value if source else None,
            authors=_values(credits.authors),
            editors=_values(credits.editors),
            dateline=dateline.value if dateline else None,
            published=published[1] if published else None,
            captions=_values(reading.captions),
            notices=_values(notices),
            language=language_of(body.value),
            text=body.value,
            evidence=tuple(_evidence(sheet, fields)),
        ),
        body,
    )


def _surroundings(reading: _Reading) -> tuple[list[int], list[int]]:
    """The lines above the body and below it that may speak of the article."""
    if reading.page.media_type == "application/json":
        return [], []
    lines = len(reading.sheet.lines)
    first, last = (reading.body[0], reading.body[-1]) if reading.body else (lines, lines)
    start = 0 if reading.page.media_type == "text/plain" else max(0, first - _ABOVE)
    return list(range(start, first)), list(range(last + 1, lines))


def _credits(reading: _Reading, above: Sequence[int], below: Sequence[int]) -> Credits:
    """Who it is by: as labels near the headline say, as it stands there, as the body's ends say."""
    sheet, body, credits = reading.sheet, reading.body, Credits()
    near = _from_headline(reading, above)
    read_labels(sheet, credits, [sheet.lines[line] for line in near])
    unlabelled = not credits.sources
    if unlabelled:
        _beside_the_time(reading, credits, near)
    edges = dict.fromkeys([*body[:2], *body[-3:]])
    short = [i for i in edges if sheet.lines[i].end - sheet.lines[i].start <= 80]
    tails = [Span(max(s, e - 60), e) for s, e in (sheet.lines[i] for i in body[-2:])]
    heads = [Span(s, min(e, s + 60)) for s, e in (sheet.lines[i] for i in body[:2])]
    after = [sheet.lines[i] for i in _until_end(sheet, below[:_BELOW])]
    read_labels(sheet, credits, [*heads, *tails, *(sheet.lines[i] for i in short), *after])
    if unlabelled and len(credits.sources) > 1 and _is_weak(reading, credits.sources[0]):
        del credits.sources[0]
    if body:
        read_signature(sheet, credits, body[-1])
        if not credits.sources:
            read_according(sheet, credits, [*tails, *after])
            read_outlet_of_reporter(sheet, credits, [*heads, *tails])
    if not credits.authors:
        edited = {one.value for one in credits.editors}
        told = (one for one in reading.head.all("author") if is_name(one.value))
        credits.authors.extend(dict.fromkeys(one for one in told if one.value not in edited))
    return credits


def _is_weak(reading: _Reading, source: Found) -> bool:
    """Whether a source gives way to a labelled one: the site, no office, none beside the time."""
    if source.rule != "source.time" or source.value in reading.head.title:
        return True
    return not (is_outlet(source.value) or is_office(source.value))


def _beside_the_time(reading: _Reading, credits: Credits, near: Sequence[int]) -> None:
    """Read the lines near the headline that name an outlet without a label."""
    sheet, lines = reading.sheet, reading.headline_lines
    for line in near[:_BESIDE]:
        stamp = next((found.span for _, found in stamps(sheet, sheet.lines[line])), None)
        if stamp and not credits.sources:
            read_stamped(sheet, credits, line, stamp)
    for line in near:
        under = lines is None or line > lines.end
        read_byline(sheet, credits, line, alone=under)


def _from_headline(reading: _Reading, above: Sequence[int]) -> list[int]:
    """The lines above the body, those under the headline first: what stands nearest counts most."""
    lines = reading.headline_lines
    if lines is None:
        return list(above)
    over = [i for i in above if i < lines.start]
    return [i for i in above if i > lines.end] + over[-_OVER:]


def _until_end(sheet: Sheet, lines: Sequence[int]) -> list[int]:
    """The lines before the first heading of what is not the article's."""
    return list(takewhile(lambda line: not is_end(sheet.view(line)), lines))


def _published(
    reading: _Reading, above: Sequence[int], below: Sequence[int]
) -> tuple[Found, str] | None:
    """When the article came out: as its lines say, its metadata; as given; as its address says."""
    page, sheet, body = reading.page, reading.sheet, reading.body
    near = [found for i in above for found in stamps(sheet, sheet.lines[i])]
    edges = dict.fromkeys([*body[:2], *body[-2:], *_until_end(sheet, below[:_BELOW])])
    far = [found for i in edges for found in labelled_stamps(sheet, sheet.lines[i])]
    said = sorted([*near, *far], key=itemgetter(0))
    if not said:
        closings = (closing(sheet, sheet.lines[i]) for i in [*body[-2:], *below[:4]])
        said = [(0, found) for found in closings if found]
    meta = [(f, day) for f in reading.head.all("published") if (day := as_iso(f.value))]
    if said:
        found = said[0][1]
        finer = [m for m in meta if "T" in m[1] and m[1].startswith(found.value)]
        return finer[0] if "T" not in found.value and finer else (found, found.value)
    if not meta:
        meta = [(f, day) for f in in_scripts(page.text) if (day := as_iso(f.value))]
    if meta:
        return max(meta, key=lambda m: "T" in m[1])
    if page.published and (day := as_iso(page.published)):
        return Found(page.published, None, "published.given"), day
    there = in_address(page.url) if page.url else None
    if there is None:
        return None
    for line in above:
        if minute := minute_of(sheet, sheet.lines[line], there.value):
            return minute, minute.value
    return there, there.value


def _values(found: Iterable[Found]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([one.value for one in found]))


def _evidence(sheet: Sheet, fields: dict[str, Iterable[Found | None]]) -> Iterable[Evidence]:
    for name, values in fields.items():
        for found in values:
            if found is not None:
                yield sheet.evidence(name, found)
