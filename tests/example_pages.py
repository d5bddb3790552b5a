"""The example pages, what is expected of them, and where a record differs from that.

Run as a script it writes `known_failures/examples.json` anew: the differences that stand today.
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "examples"
KNOWN = Path(__file__).parent / "known_failures" / "examples.json"

#: Each page and the expected record: a damaged page says what the page says that it was made from.
EXPECTED = {
    "visit.txt": "visit.json",
    "visit-mirrored.txt": "visit.json",
    "visit-web.html": "visit.json",
    "visit-web-mirrored.html": "visit.json",
    "hk-press-release.html": "hk-press-release.json",
    "customs.html": "customs.json",
    "signing.html": "signing.json",
    "list.html": "list.json",
}
ARTICLES = [page for page in EXPECTED if page != "list.html"]
COPIES = ["visit-mirrored.txt", "visit-web.html", "visit-web-mirrored.html"]
ORIGINALS = [page for page in ARTICLES if page not in COPIES]

VALUE = ("text", "low", "high", "bound", "unit", "change")
ABOUT = ("measure", "area", "counterpart", "period")


def expected(page: str) -> dict[str, Any]:
    """The record that `page` ought to give, as a reader of it wrote it down."""
    record = json.loads((PAGES / EXPECTED[page]).read_text("utf-8"))
    if "article" in record:
        record["article"]["text"] = "\n".join(record["article"]["text"])
    return record


def exact_part(record: dict[str, Any]) -> dict[str, Any]:
    """What has to be right on every example: article, times, values of figures, people."""
    article = {k: v for k, v in record["article"].items() if k != "evidence"}
    return {
        "article": {k: list(v) if isinstance(v, tuple) else v for k, v in article.items()},
        "times": [(t["text"], t["edtf"]) for t in record["times"]],
        "figures": [tuple(f[k] for k in VALUE) for f in record["figures"]],
        "people": {p["name"]: sorted(p["posts"]) for p in record["people"]},
    }


def differences(want: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Where the layers beside the exact part differ: `-` was expected, `+` was found instead."""
    lines = []
    for layer, items in _comparable(want).items():
        others = _comparable(found)[layer]
        lines += [f"- {layer}: {x}" for x in items if x not in others]
        lines += [f"+ {layer}: {x}" for x in others if x not in items]
    return lines


def _comparable(record: dict[str, Any]) -> dict[str, list[str]]:
    """Each layer as lines that can be compared."""
    about = [
        f"{f['text']} {key} {f[key]}" for f in record["figures"] for key in ABOUT if f.get(key)
    ]
    return {
        "figures": about,
        "organizations": [_name(x) for x in record["organizations"]],
        "places": [_name(x) for x in record["places"]],
        "events": [_event(e) for e in record["events"]],
        "statements": [_line(s, "speaker", "cue") for s in record["statements"]],
        "commitments": [_commitment(c) for c in record["commitments"]],
    }


def _name(entity: str | dict[str, Any]) -> str:
    return entity if isinstance(entity, str) else entity["name"]


def _line(item: dict[str, Any], *keys: str) -> str:
    return " · ".join([*(str(item[k]) for k in keys), item["text"]])


def _commitment(item: dict[str, Any]) -> str:
    return f"{_line(item, 'actor', 'stance')} · {'、'.join(sorted(item['fields']))}"


def _event(event: dict[str, Any]) -> str:
    """What an event says; the words that tell it may begin at the subject or at the verb."""
    people = event["people"]
    if not isinstance(people, dict):
        people = {p["name"]: p["role"] for p in people}
    roles = "、".join(f"{name} {role}" for name, role in sorted(people.items()))
    organizations = "、".join(sorted(event["organizations"]))
    about = " · ".join(str(event[key]) for key in ("type", "date", "place", "occasion"))
    return f"{about} · {roles} · {organizations}"


def main() -> None:
    """Write down the differences that stand today."""
    from shilu import read

    found = {p: differences(expected(p), read(PAGES / p).to_dict()) for p in ORIGINALS}
    KNOWN.parent.mkdir(exist_ok=True)
    KNOWN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
