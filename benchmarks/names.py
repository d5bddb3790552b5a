"""Names found on labelled articles, ours and those of word segmenters that tag them.

Strict: a name counts where it is printed character for character as the label has it, once an
article. jieba and jiagu come with `requirements/bench.txt`; a peer that does not import is named.

    python benchmarks/names.py
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from time import process_time

import corpus
from peers import quiet
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from shilu.mentions import find_names
from shilu.model import Setting
from shilu.structure import parse

GOLD = corpus.REFERENCE / "gold"
LAYERS = ("people", "organizations", "places")
Found = dict[str, set[str]]
Finder = Callable[[str], Found]
#: Seconds after which a peer's rate is taken from what it has done, and rounds of ours.
PATIENCE, ROUNDS = 20.0, 3


@dataclass(slots=True)
class Score:
    """What a finder found of one layer, over all articles."""

    right: int = 0
    found: int = 0
    labelled: int = 0

    def add(self, labels: set[str], names: set[str]) -> None:
        self.right += len(labels & names)
        self.found += len(names)
        self.labelled += len(labels)

    def __str__(self) -> str:
        precision = self.right / (self.found or 1)
        recall = self.right / (self.labelled or 1)
        f1 = 2 * self.right / ((self.found + self.labelled) or 1)
        return f"{precision:.2f} {recall:.2f} [bold]{f1:.2f}[/bold]"


@dataclass(slots=True)
class Result:
    scores: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in LAYERS})
    seconds: float = 0.0
    bytes: int = 0


def ours() -> Finder:
    def find(text: str) -> Found:
        names = find_names(parse(text), Setting())
        return {layer: {entity.name for entity in getattr(names, layer)} for layer in LAYERS}

    return find


def _tagged(words: Iterator[tuple[str, str]], tags: dict[str, str]) -> Found:
    """The words of a segmenter by the layer that their tag says."""
    found: Found = {layer: set() for layer in LAYERS}
    for word, tag in words:
        if (layer := tags.get(tag)) is not None:
            found[layer].add(word)
    return found


def jieba() -> Finder:
    cut = import_module("jieba.posseg").cut
    tags = {"nr": "people", "nrt": "people", "nt": "organizations", "ns": "places"}
    return lambda text: _tagged(((word.word, word.flag) for word in cut(text)), tags)


def jiagu() -> Finder:
    module = import_module("jiagu")
    layers = {"PER": "people", "ORG": "organizations", "LOC": "places"}

    def find(text: str) -> Found:
        found: Found = {layer: set() for layer in LAYERS}
        for line in text.split("\n"):
            words = module.seg(line)
            for name, kind in _joined(words, module.ner(words)):
                found[layers[kind]].add(name)
        return found

    return find


def _joined(words: list[str], marks: list[str]) -> Iterator[tuple[str, str]]:
    """The names that words with marks of beginning and inside (B-PER, I-PER) make."""
    name, kind = "", ""
    for word, mark in zip([*words, ""], [*marks, "O"], strict=True):
        if mark.startswith("I-") and name:
            name += word
            continue
        if name:
            yield name, kind
        name, kind = (word, mark[2:]) if mark.startswith("B-") else ("", "")


def lac() -> Finder:
    run = import_module("LAC").LAC(mode="lac").run
    tags = {"PER": "people", "nr": "people", "ORG": "organizations", "nt": "organizations"}
    tags |= {"LOC": "places", "ns": "places"}
    return lambda text: _tagged(zip(*run(text), strict=True), tags)


FINDERS: dict[str, Callable[[], Finder]] = {
    "shilu": ours,
    "jieba.posseg": jieba,
    "jiagu.ner": jiagu,
    "LAC": lac,
}


def articles() -> Iterator[tuple[str, Found]]:
    """The labelled articles, each with the names of its layers."""
    for line in (GOLD / "articles.jsonl").read_text("utf-8").splitlines():
        article = json.loads(line)
        path = GOLD / "labels" / f"{article['id']}.json"
        if path.exists():
            labels = json.loads(path.read_text("utf-8"))
            people = {person["name"] for person in labels["people"]}
            bodies, places = set(labels["organizations"]), set(labels["places"])
            yield (
                article["text"],
                {"people": people, "organizations": bodies, "places": places},
            )


def measure(find: Finder, rounds: int) -> Result:
    """The scores of a finder, and its rate in the best of `rounds`."""
    result, gold = Result(), list(articles())
    find(gold[0][0])  # what it loads at its first word is not counted
    spent = []
    for text, labels in gold:
        names = find(text)
        for layer in LAYERS:
            result.scores[layer].add(labels[layer], names[layer])
    for _ in range(rounds):
        began, result.bytes = process_time(), 0
        for text, _ in gold:
            find(text)
            result.bytes += len(text.encode())
            if process_time() - began > PATIENCE:
                break
        spent.append(process_time() - began)
    result.seconds = min(spent)
    return result


def main() -> None:
    if not GOLD.exists():
        sys.exit("the labelled articles are not here")
    quiet()
    table = Table("", *(f"{layer}: P R F1" for layer in LAYERS), "KB/s", box=SIMPLE)
    missing = []
    for name, make in FINDERS.items():
        with suppress(ImportError):
            result = measure(make(), ROUNDS if name == "shilu" else 1)
            rate = result.bytes / result.seconds / 1000
            table.add_row(name, *(str(result.scores[layer]) for layer in LAYERS), f"{rate:,.0f}")
            continue
        missing.append(name)
    console = Console()
    console.print(table)
    if missing:
        console.print("does not import here: " + ", ".join(missing))


if __name__ == "__main__":
    main()
