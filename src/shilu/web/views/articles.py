"""An article: its text with all that was read in it, and the page as received beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Path

from shilu.archive.whole import Whole, whole
from shilu.model import Record
from shilu.show.marks import notes_of
from shilu.show.values import values
from shilu.web.faces import Asking, Views

views = Views("articles")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an article: what it says, its words, where they stand, the rule that read it.

    `start` and `end` count in the article, `origin_start` and `origin_end` in the page as received.
    """

    name: str | None
    layer: str
    says: str
    text: str
    start: int
    end: int
    origin_start: int | None
    origin_end: int | None
    rule: str
    doubtful: bool


def values_of(record: Record | None) -> Iterator[Value]:
    """Every value of a record, layer by layer."""
    for note in notes_of(record) if record else ():
        mention, origin = note.mention, note.mention.origin
        said = values(note.item, say=lambda word: word)
        yield Value(
            name=note.name,
            layer=note.layer,
            says=" · ".join(value for value in said.values() if value),
            text=mention.text,
            start=mention.span.start,
            end=mention.span.end,
            origin_start=origin.start if origin else None,
            origin_end=origin.end if origin else None,
            rule=mention.rule,
            doubtful=mention.doubtful is True,
        )


@views.view(
    "/articles/{code}",
    template="article.html",
    answer=Whole,
    row=Value,
    rows=lambda found: values_of(found.record),
    summary="An article with every value read in it, its versions and copies, and its citation",
)
def article(
    asked: Asking,
    code: Annotated[str, Path(max_length=64, description="The document's code, or its beginning")],
) -> Whole:
    with asked.archive.reading() as connection:
        return whole(connection, code)
