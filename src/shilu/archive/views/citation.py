"""Citing: the words, who published them where and when, and what proves that they stood there."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection

from shilu.archive.documents import addresses, find, record_of
from shilu.archive.values import value_named
from shilu.errors import ArchiveError
from shilu.structure import parse
from shilu.text import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A page, or a value of it (`value`, None for the page), ready to be quoted.

    `origin` counts code points in the page as received, whose bytes hash to `sha256`; `sentence`
    is the restored text around the value. `fetched` is when the page was taken from the web,
    `added` when it came into the archive. What is not known is None.
    """

    document: str
    value: str | None
    quote: str | None
    sentence: str | None
    origin: Span | None
    rule: str | None
    headline: str | None
    authors: tuple[str, ...]
    source: str | None
    published: str | None
    addresses: tuple[str, ...]
    fetched: str | None
    added: str
    sha256: str
    shilu: str

    def to_json(self) -> str:
        """The citation as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()

    def reference(self) -> str:
        """One line in the form of GB/T 7714-2015 (electronic resource, online).

        Authors or source, headline, day of publication, day on which it was taken, address.
        """
        by = "，".join(self.authors) or self.source or "佚名"
        day = f"({self.published[:10]})" if self.published else ""
        taken = f"[{(self.fetched or self.added)[:10]}]"
        end = f". {self.addresses[0]}" if self.addresses else ""
        return f"{by}. {self.headline or '无标题'}[EB/OL]. {day}{taken}{end}."


def cite(connection: Connection, code: str, value: str | None = None) -> Citation:
    """The citation of a document, or of one of its values by name.

    Raises `ArchiveError` where there is no such document or value, or the page is no article.
    """
    document = find(connection, code)
    record = record_of(connection, document.id)
    if record is None:
        raise ArchiveError(f"{document.code}: is no article")
    mention = value_named(record, value) if value else None
    article = record.article
    return Citation(
        document=document.code,
        value=value,
        quote=mention.text if mention else None,
        sentence=_sentence(article.text, mention.span) if mention else None,
        origin=mention.origin if mention else None,
        rule=mention.rule if mention else None,
        headline=article.headline,
        authors=article.authors,
        source=article.source,
        published=article.published,
        addresses=tuple(addresses(connection, document.id)),
        fetched=document.fetched,
        added=document.added,
        sha256=document.sha256,
        shilu=record.shilu,
    )


def _sentence(text: str, span: Span) -> str:
    """The sentences that a stretch of a text runs through."""
    structure = parse(text)
    first = structure.sentence_at(span.start)
    last = structure.sentence_at(max(span.start, span.end - 1))
    start = first.span.start if first else span.start
    return text[start : max(last.span.end if last else span.end, span.end)]
