"""Commitments: who undertakes, urges, hopes, invites or agrees to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Query as Parameter

from shilu.archive.views.commitments import CommitmentQuery, Commitments, commitments
from shilu.briefs.model import ChannelName
from shilu.model import Stance
from shilu.show.values import amount as amount_words
from shilu.web.faces import Asking, Views

views = Views("commitments")

_Name = Annotated[str, Parameter(max_length=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """A commitment and where it is told; `value` is its name within its document."""

    channel: str
    fields: tuple[str, ...]
    actor: str | None
    stance: str
    beneficiary: str | None
    amount: str | None
    amount_words: str | None
    deadline: str | None
    deadline_words: str | None
    text: str
    sentence: str
    doubtful: bool
    rule: str
    code: str
    value: str | None
    report: int
    headline: str | None
    source: str | None
    published: str | None


def _rows(found: Commitments) -> Iterator[CommitmentRow]:
    for line in found.commitments:
        made, told = line.commitment, line.told
        yield CommitmentRow(
            channel=line.channel,
            fields=made.fields,
            actor=made.actor,
            stance=made.stance,
            beneficiary=made.beneficiary or None,
            amount=amount_words(line.amount) if line.amount else None,
            amount_words=line.amount.text if line.amount else None,
            deadline=line.deadline.edtf if line.deadline else None,
            deadline_words=line.deadline.text if line.deadline else None,
            text=made.text,
            sentence=line.sentence,
            doubtful=made.doubtful is True,
            rule=made.rule,
            code=told.code,
            value=line.value,
            report=told.report,
            headline=told.headline,
            source=told.source,
            published=told.published,
        )


@views.view(
    "/commitments",
    template="commitments.html",
    answer=Commitments,
    row=CommitmentRow,
    rows=_rows,
    summary="Who undertakes, urges, hopes, invites or agrees to what; the newest first",
)
def all_commitments(
    asked: Asking,
    channel: ChannelName | Literal[""] = "",
    field: _Name = "",
    actor: _Name = "",
    stance: Stance | Literal[""] = "",
    area: _Name = "",
    amount: bool = False,
    deadline: bool = False,
    page: Annotated[int, Parameter(ge=1, le=100_000)] = 1,
) -> Commitments:
    """`area` is one that the article names; with `amount` or `deadline` only those that say one."""
    query = CommitmentQuery(
        channel=channel or None,
        field=field or None,
        actor=actor.strip() or None,
        stance=stance or None,
        area=area.strip() or None,
        amount=amount,
        deadline=deadline,
        page=page,
    )
    with asked.archive.reading() as connection:
        return commitments(connection, query)
