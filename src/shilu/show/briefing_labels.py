"""What the parts of a brief are called, and its entries in words."""

from __future__ import annotations

from shilu.briefs.model import Brief, CommitmentEntry, EventEntry, Series, Told, Value
from shilu.model import Figure
from shilu.show.labels import WORDS, Say
from shilu.show.printable import UNKNOWN, extent, one_line
from shilu.show.values import amount
from shilu.text import Span

#: The parts of a brief in order: field, name in Chinese and in English.
PARTS = (
    ("events", "活动", "Events, by date"),
    ("figures", "数字", "Figures, by measure and period"),
    ("statements", "言论", "Statements"),
    ("channels", "承诺与要求", "Commitments, by channel"),
)
CHANNELS = {
    "trade": ("贸易", "Trade"),
    "industry": ("产业", "Industry"),
    "finance": ("金融", "Finance"),
    "culture_tourism": ("文旅", "Culture and tourism"),
    "other": ("其他", "The rest"),
}
#: Said over every brief.
WARNING = (
    "以下为所读页面的报道，逐句注明出处，并不表示其属实。",
    "What the pages report, sourced sentence by sentence; not that it is true.",
)
DISAGREE = ("说法不一", "sources differ")
BY_PAGE = ("据全篇", "by its page")


def title(brief: Brief) -> str:
    """What a brief is of: its regions."""
    return "、".join(brief.regions)


def value_words(series: Series, value: Value) -> str:
    """A value with its unit and bound; where it is not known, the words as printed."""
    told = value.told[0].text
    figure = Figure(
        text=told,
        span=Span(0, 0),
        rule="",
        low=value.low,
        high=value.high,
        bound=value.bound,
        unit=series.unit,
    )
    return amount(figure) or f"{told} ?"


def beside(value: Value, say: Say) -> list[str]:
    """What is told beside a value: what it is held against, who states it, what is inferred."""
    words = [f"⟨{value.against}⟩"] if value.against else []
    if value.stated_by:
        words.append("、".join(value.stated_by))
    if value.inferred:
        words.append(f"{say('inferred')} {', '.join(value.inferred)}")
    return words


def series_words(series: Series, say: Say) -> str:
    """What a series is of: the area or the flow, the measure, and the kind of growth."""
    region = series.area or UNKNOWN
    if series.counterpart:
        region += f"↔{series.counterpart}"
    return " · ".join(part for part in (region, series.measure, say(series.change)) if part)


def event_words(event: EventEntry, say: Say) -> str:
    """What an event is, in one line."""
    roles: dict[str, list[str]] = {}
    for person in event.people:
        roles.setdefault(person.role, []).append(person.name)
    who = [f"{say(role)}：{'、'.join(names)}" for role, names in roles.items()]
    if event.organizations:
        who.append("、".join(event.organizations))
    parts = (say(event.type), event.place, event.occasion, *who)
    return " · ".join(part for part in parts if part)


def commitment_words(entry: CommitmentEntry, say: Say) -> str:
    """Who is committed, how, and to what fields."""
    fields = "、".join(WORDS.get(field, field) for field in entry.fields)
    return " · ".join((entry.actor or UNKNOWN, say(entry.stance) or entry.stance, fields))


def source_words(brief: Brief, told: Told) -> str:
    """Where a line is told: its page, paper and day, and the characters in the page as received."""
    page = brief.sources[told.page]
    known = (page.source, page.published and page.published[:10], page.code or page.id)
    return one_line(f"{' '.join(part for part in known if part)} {extent(told.origin)}")
