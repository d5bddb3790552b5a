"""What each value of a record says, in words: the lines of tables and cards."""

from __future__ import annotations

from collections.abc import Iterable

from shilu.model import (
    Area,
    Commitment,
    Era,
    Event,
    Figure,
    Organization,
    Person,
    Place,
    Policy,
    Statement,
    Time,
)
from shilu.show.labels import Item, Say, both
from shilu.show.printable import UNKNOWN

_BOUNDS = {"=": "", ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}


def number(value: int | float) -> str:
    """A number with its thousands parted: `56,110,000,000`."""
    return f"{value:,}"


def amount(figure: Figure) -> str | None:
    """A figure's value in one phrase.

    >>> from shilu.text import Span
    >>> amount(Figure(text="40%以上", span=Span(0, 5), rule="", low=40, bound=">=", unit="%"))
    '≥ 40%'
    """
    if figure.low is None:
        return None
    value = number(figure.low)
    if figure.high is not None:
        value += f"–{number(figure.high)}"
    if figure.unit == "rank":
        value = f"第{value}位"
    elif figure.unit == "%":
        value += "%"
    elif figure.unit:
        value += f" {figure.unit}"
    return _BOUNDS[figure.bound] + value


def values(item: Item, say: Say = both) -> dict[str, str | None]:
    """The values of an item by the names of its layer's columns, None where not known.

    `say` turns a word of the record into words for the reader.
    """
    match item:
        case Time():
            return {"edtf": item.edtf}
        case Era():
            candidates = " | ".join(item.candidates or ()) or None
            return {"name": item.name, "edtf": item.edtf or candidates}
        case Figure():
            return _figure(item, say)
        case Person():
            return {"name": item.name, "posts": _joined(item.posts)}
        case Organization():
            return {"name": item.name}
        case Place():
            return {
                "name": item.name,
                "code": item.code or " | ".join(item.candidates or ()) or None,
            }
        case Area():
            return {"members": _joined(item.members)}
        case Event():
            return _event(item, say)
        case Statement():
            return {
                "speaker": item.speaker,
                "cue": item.cue,
                "mode": say(item.mode),
                "addressee": item.addressee or None,
            }
        case Commitment():
            return {
                "actor": item.actor,
                "stance": say(item.stance),
                "fields": _joined(say(field) or "" for field in item.fields),
                "beneficiary": item.beneficiary or None,
                "amount": item.amount.text if item.amount else None,
                "deadline": item.deadline.text if item.deadline else None,
            }
        case Policy():
            return {"name": item.name, "document": item.document}


def _figure(figure: Figure, say: Say) -> dict[str, str | None]:
    """A figure's values; what its sentence does not print is said to be inferred."""

    def told(name: str, value: str | None) -> str | None:
        known = value is None or name not in (figure.inferred or ())
        return value if known else f"{value}（{say('inferred')}）"

    region = told("area", figure.area)
    if figure.counterpart:
        region = f"{region or UNKNOWN}↔{told('counterpart', figure.counterpart)}"
    return {
        "value": amount(figure),
        "measure": figure.measure,
        "change": say(figure.change),
        "region": region,
        "period": told("period", figure.period),
        "against": against(figure),
        "stated_by": figure.stated_by or None,
    }


def against(figure: Figure) -> str | None:
    """What a share is of, a rank among, or the time a growth is measured from.

    >>> from shilu.text import Span
    >>> against(Figure(text="第二", span=Span(0, 2), rule="", low=2, unit="rank", among="全国"))
    '全国'
    """
    return figure.of or figure.among or figure.base or None


def _event(event: Event, say: Say) -> dict[str, str | None]:
    roles: dict[str, list[str]] = {}
    for participant in event.people:
        roles.setdefault(participant.role, []).append(participant.name)
    who = [f"{say(role)}：{'、'.join(names)}" for role, names in roles.items()]
    if event.organizations:
        who.append(f"{say('organizations')}：{'、'.join(event.organizations)}")
    return {
        "type": f"{say(event.type)}（{say('background')}）"
        if event.background
        else say(event.type),
        "date": event.date,
        "place": event.place,
        "occasion": "、".join(event.signed) if event.signed else event.occasion,
        "who": "；".join(who) or None,
    }


def _joined(values: Iterable[str]) -> str | None:
    return "、".join(values) or None
