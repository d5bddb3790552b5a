"""`shilu read --why NAME`: where a name stands, what rule took it, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator

from shilu.folding import fold
from shilu.mentions.marking import CLASSES, mark
from shilu.mentions.trace import Note, Trace
from shilu.model import Mention, Page, Record, Refused
from shilu.reading import read_page
from shilu.text import Span

#: Characters shown on either side of a name.
_AROUND = 14
_ENTITIES = ("people", "organizations", "places")
#: The first character of a marked word → its class.
_CLASS = {pair[0]: name for name, pair in CLASSES.items()}


def explain(page: Page, name: str) -> str:
    """What is known of `name` in `page`: the fields it stands in, and every place in the text.

    Names are looked for in either script. Under each place stand what took it with its rule, the
    decisions about it in the order they were made, and the words of the lexicon in it.
    """
    trace = Trace()
    record = read_page(page, trace)
    if isinstance(record, Refused):
        return f"{record.id}: no article: {record.refused.reason} [{record.refused.rule}]\n"
    lines = [*_of_fields(record, name), *_of_text(record, name, trace)]
    return (
        "\n".join([f"{record.id}: {name}", *(lines or ["  stands nowhere in the article"])]) + "\n"
    )


def _of_fields(record: Record, name: str) -> Iterator[str]:
    """The fields of the article that hold the name."""
    for evidence in record.article.evidence:
        if fold(name) in fold(evidence.text):
            yield f"  article.{evidence.field}: {evidence.text}  [{evidence.rule}]"


def _of_text(record: Record, name: str, trace: Trace) -> Iterator[str]:
    text, folded = record.article.text, fold(record.article.text)
    view = mark(folded).view
    for span in _occurrences(folded, fold(name)):
        yield f"  {span.start}-{span.end}  {_shown(text, span)}"
        taken = [
            line
            for layer, mention, whole in _holding(record, span)
            for line in [f"    {layer}: {mention.text}{whole}  [{mention.rule}]"]
        ]
        yield from taken or ["    taken by no rule"]
        yield from (f"    {_decision(text, note)}" for note in trace.touching(span))
        words = _words(folded, view, span)
        if words:
            yield f"    lexicon: {words}"


def _occurrences(folded: str, name: str) -> Iterator[Span]:
    at = folded.find(name)
    while name and at >= 0:
        yield Span(at, at + len(name))
        at = folded.find(name, at + len(name))


def _shown(text: str, span: Span) -> str:
    """The name in brackets, with what stands around it in its paragraph."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    return f"{before}[{text[span.start : span.end]}]{after}"


def _holding(record: Record, span: Span) -> Iterator[tuple[str, Mention, str]]:
    """The mentions of people, organisations and places that share a character with `span`."""
    for layer in _ENTITIES:
        for entity in getattr(record, layer):
            for mention in entity.mentions:
                if mention.span.touches(span):
                    yield layer, mention, "" if mention.text == entity.name else f" = {entity.name}"


def _decision(text: str, note: Note) -> str:
    verdict = "taken" if note.taken else "refused"
    return f"{verdict} by {note.rule}: {text[note.span.start : note.span.end]}: {note.evidence}"


def _words(folded: str, view: str, span: Span) -> str:
    """The words of the lexicon that begin in `span`, with their classes."""
    marked = mark(folded)
    found = (
        f"{folded[at : marked.word_end(at)]} ({_CLASS[view[at]]})"
        for at in range(span.start, span.end)
        if view[at] in _CLASS
    )
    return ", ".join(found)
