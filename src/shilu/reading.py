"""Reading a page: the stages it goes through, one after another.

page → restored text → article → structure → mentions → facts → record
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from shilu import facts, mentions
from shilu.article import clean, extract
from shilu.errors import InputError
from shilu.mentions.trace import Trace
from shilu.model import (
    Commitment,
    Event,
    Extract,
    Mentions,
    Page,
    Policy,
    Record,
    Refusal,
    Refused,
    Setting,
    Statement,
)
from shilu.pages import Failure, PassedOver, list_inputs, page_of, read_pages
from shilu.pages.answers import HTML, Answer
from shilu.record import make_record, make_refused
from shilu.restore import restore
from shilu.setting import setting_of
from shilu.structure import Structure, parse
from shilu.text import Text


@dataclass(slots=True)
class Draft:
    """A reading under way: each stage leaves here what the stages after it work on."""

    page: Page
    text: Text = field(default_factory=lambda: Text(""))
    extract: Extract | None = None
    refusal: Refusal | None = None
    setting: Setting = field(default_factory=Setting)
    structure: Structure = field(default_factory=lambda: parse(""))
    mentions: Mentions = field(default_factory=Mentions)
    cast: facts.Cast | None = None
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    policies: tuple[Policy, ...] = ()
    trace: Trace | None = None


def _restore(draft: Draft) -> None:
    draft.text = restore(draft.page.text, markup=draft.page.media_type == HTML)


def _article(draft: Draft) -> None:
    found = extract(draft.page, draft.text)
    if isinstance(found, Refusal):
        draft.refusal = found
        return
    draft.extract = found
    draft.setting = setting_of(draft.page, found.article)


def _noise(draft: Draft) -> None:
    assert draft.extract is not None
    draft.extract = clean(draft.extract)


def _structure(draft: Draft) -> None:
    assert draft.extract is not None
    draft.structure = parse(draft.extract.body.value)


def _times(draft: Draft) -> None:
    times = mentions.find_times(draft.structure, draft.setting)
    eras = mentions.find_eras(draft.structure, draft.setting)
    draft.mentions = replace(draft.mentions, times=times, eras=eras)


def _figures(draft: Draft) -> None:
    found = mentions.find_figures(draft.structure, draft.setting, draft.mentions.times)
    draft.mentions = replace(draft.mentions, figures=found)


def _names(draft: Draft) -> None:
    names = mentions.find_names(draft.structure, draft.setting, draft.trace)
    draft.mentions = replace(
        draft.mentions,
        people=names.people,
        organizations=names.organizations,
        places=names.places,
        areas=names.areas,
        posts=names.posts,
    )


def _relations(draft: Draft) -> None:
    figures = facts.relate_figures(
        draft.structure, draft.setting, draft.mentions, draft.statements, draft.cast
    )
    draft.mentions = replace(draft.mentions, figures=figures)


def _statements(draft: Draft) -> None:
    draft.cast = facts.Cast(draft.structure, draft.mentions)
    draft.statements = facts.find_statements(
        draft.structure, draft.setting, draft.mentions, draft.cast
    )


def _events(draft: Draft) -> None:
    draft.events = facts.find_events(draft.structure, draft.setting, draft.mentions, draft.cast)


def _commitments(draft: Draft) -> None:
    draft.commitments = facts.find_commitments(
        draft.structure,
        draft.setting,
        draft.mentions,
        draft.statements,
        draft.events,
        draft.cast,
    )


def _policies(draft: Draft) -> None:
    draft.policies = facts.find_policies(draft.structure)


#: The way a page takes: a stage reads what those before it left in the draft, and adds its own.
STAGES: tuple[tuple[str, Callable[[Draft], None]], ...] = (
    ("restore", _restore),
    ("article", _article),
    ("noise", _noise),
    ("structure", _structure),
    ("times", _times),
    ("figures", _figures),
    ("names", _names),
    ("statements", _statements),
    ("relations", _relations),
    ("events", _events),
    ("commitments", _commitments),
    ("policies", _policies),
)


def read_page(page: Page, trace: Trace | None = None) -> Record | Refused:
    """The record of one page, or why it is no article; `trace` takes down how names were found."""
    draft = Draft(page, trace=trace)
    for _, stage in STAGES:
        stage(draft)
        if draft.refusal is not None:
            return make_refused(page, draft.refusal)
    assert draft.extract is not None
    return make_record(
        page,
        draft.text,
        draft.extract,
        draft.mentions,
        draft.events,
        draft.statements,
        draft.commitments,
        draft.policies,
    )


def read(source: str | bytes | Path, published: str | None = None) -> Record | Refused:
    r"""Read one page into a record.

    `source` is a path, or a string that names an existing file; any other string, and bytes, are
    the page itself. `published` (ISO 8601) counts where the page bears no date of its own.

    Raises `InputError`, naming the input and the cause, where there is nothing to read.

    >>> record = read("省长李明2023年5月30日在长沙会见香港客人。\n", published="2023-05-31")
    >>> [(time.text, time.edtf) for time in record.times]
    [('2023年5月30日', '2023-05-30')]
    """
    return read_page(_page(source, published))


def _page(source: str | bytes | Path, published: str | None) -> Page:
    if isinstance(source, Path) or (isinstance(source, str) and _names_a_file(source)):
        page = _only_page(str(source))
    else:
        page = page_of(source, id="page")
    return replace(page, published=page.published or published)


def _names_a_file(source: str) -> bool:
    if len(source) >= 1024 or "\n" in source:
        return False
    try:
        return Path(source).is_file()
    except OSError:  # longer than a name may be: a text of one line
        return False


def _only_page(name: str) -> Page:
    listing = list_inputs([name])
    answers: Iterable[Answer] = listing.failures or read_pages(listing.sources)
    pages = [*islice((each for each in answers if not isinstance(each, PassedOver)), 2)]
    if not pages:
        raise InputError(f"{name}: holds no document")
    if len(pages) > 1:
        raise InputError(f"{name}: holds more than one document")
    page = pages[0]
    if isinstance(page, Failure):
        raise InputError(str(page))
    return page
