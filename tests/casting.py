"""Mentions for sentences of our own, so that the facts can be tested without the stages before."""

import re

from shilu.model import Mention, Mentions, Organization, Person, Place, Setting
from shilu.structure import Structure, parse
from shilu.text import Span

PEOPLE = ("王同舟", "李远山", "陈若澄", "陳若澄", "周明岚")
BODIES = ("云江省政府", "湖滨记者协会", "湖濱記者協會", "海岳集团", "东屿银行", "海天舰队")
PLACES = ("云江", "东屿", "海西国")
POSTS = ("省长", "省委书记", "局长", "局長")


def cast(text: str) -> tuple[Structure, Setting, Mentions]:
    """`text` cut up, with every name of the lists above that stands in it."""
    return (
        parse(text),
        Setting(),
        Mentions(
            people=tuple(
                Person(name=n, mentions=found) for n in PEOPLE if (found := _places(text, n))
            ),
            organizations=tuple(
                Organization(name=n, mentions=found) for n in BODIES if (found := _places(text, n))
            ),
            places=tuple(
                Place(name=n, mentions=found) for n in PLACES if (found := _places(text, n))
            ),
            posts=tuple(mention for post in POSTS for mention in _places(text, post)),
        ),
    )


def _places(text: str, name: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(text=name, span=Span(*m.span()), rule="test")
        for m in re.finditer(re.escape(name), text)
    )
