"""What becomes of a page's values when its record is made anew.

A value is known by its layer and by its origin, the characters of the page as received, which
stay where they are whatever becomes of restoration and rules. A person, an organisation or a place
is known by any of its mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from msgspec import UNSET, Struct

from shilu.model import Commitment, Figure, Mention, Organization, Person, Place, Record
from shilu.text import Span, Text

Kind = Literal["gained", "lost", "changed"]

#: Lists of a record that hold values, in its order.
LAYERS = (
    *("times", "eras", "figures", "people", "organizations", "places", "areas"),
    *("events", "statements", "commitments", "policies"),
)
#: What says where a value stands, not what it is.
_PLACING = {"span", "origin", "origin_unknown"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a value that has changed, as it was and as it is; None where it is unknown."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a value. `rule` is the one that took it, or of what is lost, had taken it."""

    kind: Kind
    layer: str
    rule: str
    origin: Span | None
    text: str
    fields: tuple[Field, ...] = ()


#: Where a value stands: stretches of the page, or what it is called where it has none.
_At = Span | str


@dataclass(frozen=True, slots=True)
class _Value:
    """A value as it is compared: where it stands, and its fields in words."""

    at: tuple[_At, ...]
    rule: str
    text: str
    fields: dict[str, str | None]

    @property
    def origin(self) -> Span | None:
        return next((each for each in self.at if isinstance(each, Span)), None)


def changes(before: Record | None, after: Record | None) -> list[Change]:
    """What became of the values of a record; None stands for a page that is no article.

    >>> from shilu import read
    >>> record = read("5月30日，交流会在长沙召开，促成合作项目18个。")
    >>> [(c.kind, c.layer, c.text) for c in changes(None, record)][:2]
    [('gained', 'article', 'page'), ('gained', 'times', '5月30日')]
    """
    found: list[Change] = []
    for layer in ("article", *LAYERS):
        found += _compared(layer, _values(before, layer), _values(after, layer))
    return found


def _compared(layer: str, before: Sequence[_Value], after: Sequence[_Value]) -> Iterator[Change]:
    """The changes of one layer, in the order of what there is now, then what is lost."""
    was = _matched(before, after)
    for now, old in zip(after, was, strict=True):
        if old is None:
            yield Change("gained", layer, now.rule, now.origin, now.text)
        elif fields := tuple(_changed(old, now)):
            yield Change("changed", layer, now.rule, now.origin, now.text, fields)
    kept = {id(old) for old in was if old is not None}
    for old in before:
        if id(old) not in kept:
            yield Change("lost", layer, old.rule, old.origin, old.text)


def _changed(old: _Value, now: _Value) -> Iterator[Field]:
    if old.rule != now.rule:
        yield Field("rule", old.rule, now.rule)
    for name in dict.fromkeys((*old.fields, *now.fields)):
        one, other = old.fields.get(name), now.fields.get(name)
        if one != other:
            yield Field(name, one, other)


def _matched(before: Sequence[_Value], after: Sequence[_Value]) -> list[_Value | None]:
    """What each value of `after` was: the same where it stood before, else another that did."""
    there: dict[_At, list[_Value]] = defaultdict(list)
    for old in before:
        for at in old.at:
            there[at].append(old)
    taken: set[int] = set()
    found: list[_Value | None] = [None] * len(after)
    for same in (True, False):
        for i, now in enumerate(after):
            stood = (old for at in now.at for old in there[at] if id(old) not in taken)
            candidates = (old for old in stood if not same or old.fields == now.fields)
            was = next(candidates, None) if found[i] is None else None
            if was is not None:
                found[i] = was
                taken.add(id(was))
    return found


# --- values as they are compared -----------------------------------------------------------------


def _values(record: Record | None, layer: str) -> list[_Value]:
    if record is None:
        return []
    if layer == "article":
        article = record.article
        fields = {f: _said(getattr(article, f)) for f in article.__struct_fields__}
        del fields["evidence"]
        return [_Value(("article",), "article", article.headline or record.id, fields)]
    return [_value(record, each) for each in getattr(record, layer)]


def _value(record: Record, value: Mention | Person | Organization | Place) -> _Value:
    fields = {
        name: _said(_led_back(record, value, name))
        for name in value.__struct_fields__
        if name not in _PLACING and name != "rule"
    }
    if isinstance(value, Mention):
        return _Value((value.origin or value.text,), value.rule, value.text, fields)
    at = tuple(mention.origin or mention.text for mention in value.mentions)
    rule = value.mentions[0].rule if value.mentions else ""
    return _Value(at, rule, value.name, fields)


def _led_back(record: Record, value: Struct, name: str) -> object:
    """A field of a value; what it says by offsets or by places in lists, by origins instead."""
    held = getattr(value, name)
    match name:
        case "spans":
            body = getattr(record, "_body", None)
            return [body.origin(span) for span in held] if isinstance(body, Text) else held
        case "mentions" | "among":
            return [mention.origin or mention.text for mention in held] if held else UNSET
        case "level" if isinstance(value, Figure) and isinstance(held, int):
            return record.figures[held].origin
        case "event" if isinstance(value, Commitment) and isinstance(held, int):
            return record.events[held].origin
        case "statement" if isinstance(value, Commitment) and isinstance(held, int):
            return record.statements[held].origin
        case "amount" | "deadline" if held is not UNSET:
            return held.text
    return held


def _said(value: object) -> str | None:
    """A field's value in words."""
    if value is None or value is UNSET:
        return None
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
