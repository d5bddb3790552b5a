"""Articles with their mentions marked, so that a test of facts needs no mention stage.

`[人名 王五]出席` marks a person; marks are those of cards' examples. A time is marked with its
value, `[时间 29日=2023-05-29]`; a figure is `[数量 12亿元]`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from shared import shared

from shilu.cards.examples import read_marks
from shilu.mentions.areas import areas_outside
from shilu.model import Figure, Mention, Mentions, Organization, Person, Place, Setting, Time
from shilu.structure import Structure, parse
from shilu.text import Span

_NAMES = ("人名", "职务", "机构", "地名")
_VALUE = re.compile(r"=([0-9X/-]+)\]")


def article(marked: str) -> tuple[Structure, Mentions]:
    """The structure of a marked text, and its mentions."""
    values = _VALUE.findall(marked)
    example = read_marks(_VALUE.sub("]", marked))
    text = example.text

    def mentions(label: str) -> list[Mention]:
        spans = [span for name, span in example.marks if name == label]
        return [Mention(text=text[s.start : s.end], span=s, rule="test") for s in spans]

    def by_name(label: str) -> dict[str, tuple[Mention, ...]]:
        found = mentions(label)
        return {m.text: tuple(x for x in found if x.text == m.text) for m in found}

    times = zip(mentions("时间"), values, strict=True)
    structure = parse(text)
    named = (span for name, span in example.marks if name in _NAMES)
    return structure, Mentions(
        times=tuple(Time(text=m.text, span=m.span, rule="test", edtf=v) for m, v in times),
        figures=tuple(figure(m) for m in mentions("数量")),
        people=tuple(Person(name=n, mentions=m) for n, m in by_name("人名").items()),
        organizations=tuple(Organization(name=n, mentions=m) for n, m in by_name("机构").items()),
        places=tuple(Place(name=n, mentions=m) for n, m in by_name("地名").items()),
        areas=areas_outside(structure, named),
        posts=tuple(mentions("职务")),
    )


def figure(mention: Mention) -> Figure:
    """A figure whose value does not matter."""
    return Figure(text=mention.text, span=Span(*mention.span), rule="test", low=1)


def setting(area: str | None = None, published: str = "2023-05-31") -> Setting:
    """A setting; the paper's own area and the day."""
    return Setting(published=date.fromisoformat(published), area=area)


def seed() -> tuple[Structure, Mentions, dict[str, Any]]:
    """The reference page: its structure, its labelled mentions where they stand, its labels."""
    labels = json.loads(shared("seed/labels/page.json").read_text("utf-8"))
    page = shared("seed/restored.txt").read_text("utf-8")
    text = page[page.index("5月29日至30日") : page.index("【编辑")].strip()
    posts = [post for person in labels["people"] for post in person["posts"]]
    printed = [p["name"] for p in labels["people"]] + posts
    printed += labels["organizations"] + labels["places"]
    structure = parse(text)
    mentions = Mentions(
        times=tuple(
            Time(text=m.text, span=m.span, rule="test", edtf=label["edtf"])
            for label, m in _in_order(text, labels["times"])
        ),
        figures=tuple(
            Figure(text=m.text, span=m.span, rule="test", low=f["low"], change=f["change"])
            for f, m in _in_order(text, labels["figures"])
        ),
        people=tuple(
            Person(name=p["name"], mentions=_all(text, p["name"])) for p in labels["people"]
        ),
        organizations=tuple(
            Organization(name=o, mentions=_all(text, o)) for o in labels["organizations"]
        ),
        places=tuple(Place(name=p, mentions=_all(text, p)) for p in labels["places"]),
        areas=areas_outside(structure, (m.span for words in printed for m in _all(text, words))),
        posts=tuple(m for post in posts for m in _all(text, post)),
    )
    return structure, mentions, labels


def _all(text: str, words: str) -> tuple[Mention, ...]:
    found = re.finditer(re.escape(words), text)
    return tuple(Mention(text=words, span=Span(*m.span()), rule="test") for m in found)


def _in_order(text: str, labels: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Mention]]:
    at = 0
    for label in labels:
        at = text.index(label["text"], at)
        span = Span(at, at + len(label["text"]))
        yield label, Mention(text=label["text"], span=span, rule="test")
        at = span.end
