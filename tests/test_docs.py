"""The documents say what the code does: every field, every card word, every command."""

import dataclasses
import json
import re
from pathlib import Path

import msgspec
import pytest
import yaml
from click import Context
from click.testing import CliRunner

import shilu
from shilu import model
from shilu.cards import CLASSES, Card, Deck
from shilu.cards.examples import failures
from shilu.cards.pattern import CHARACTER_CLASSES
from shilu.cli import main
from shilu.reading import STAGES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "benchmarks" / "README.md"]
)


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def documented_fields() -> dict[str, list[str]]:
    """The fields of each section of docs/record.md that is named like a class."""
    sections = re.split(r"^## ", read("docs/record.md"), flags=re.M)[1:]
    return {s.split("\n", 1)[0]: re.findall(r"^\| `(\w+)`", s, flags=re.M) for s in sections}


def reachable(cls: type, seen: dict[str, type]) -> dict[str, type]:
    """`cls`, its bases and the structs that its fields hold."""
    if issubclass(cls, msgspec.Struct) and cls is not msgspec.Struct and cls.__name__ not in seen:
        seen[cls.__name__] = cls
        for base in cls.__bases__:
            reachable(base, seen)
        for name in re.findall(r"\w+", " ".join(cls.__annotations__.values())):
            if isinstance(found := getattr(model, name, None), type):
                reachable(found, seen)
    return seen


def own_fields(cls: type) -> list[str]:
    return list(cls.__annotations__)


CLASSES_OF_A_RECORD = reachable(model.Refused, reachable(model.Record, {}))


@pytest.mark.parametrize("name", CLASSES_OF_A_RECORD)
def test_every_field_of_a_record_is_documented(name):
    assert documented_fields()[name] == own_fields(CLASSES_OF_A_RECORD[name])


def test_no_section_of_the_record_is_without_its_class():
    assert set(documented_fields()) == set(CLASSES_OF_A_RECORD)


def test_every_value_a_field_may_have_is_named():
    text = read("docs/record.md")
    for alias in (model.EventType, model.Role, model.Mode, model.Stance, model.Change, model.Bound):
        for value in alias.__args__:
            assert f"`{value}`" in text, value


def test_the_examples_of_the_record_are_real():
    real = [shilu.read(ROOT / "examples" / f"{name}.txt") for name in ("visit", "visit-mirrored")]
    lines = json.dumps([record.to_dict() for record in real], ensure_ascii=False)
    for example in re.findall(r"^```json\n(.*?)\n```", read("docs/record.md"), flags=re.M | re.S):
        assert example in lines or '"refused"' in example, example


def test_the_manual_of_the_cards_names_every_key_slot_and_class():
    text = read("docs/cards.md")
    names = [f.name for f in dataclasses.fields(Card)]
    for name in [*names, *CLASSES, *CHARACTER_CLASSES]:
        assert f"`{name}`" in text, name


def test_the_card_of_the_manual_keeps_to_its_examples():
    block = re.search(r"^```yaml\n(.*?)^```", read("docs/cards.md"), flags=re.M | re.S)[1]
    cards = msgspec.convert(yaml.load(block, Loader=yaml.BaseLoader), list[Card], strict=False)
    assert failures(Deck("manual", cards)) == []


def test_the_way_a_page_takes_names_every_stage():
    text = read("docs/architecture.md")
    for name, _ in STAGES:
        assert f"`{name}`" in text, name


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_readme_names_every_command(name):
    text = read(name)
    for command in main.list_commands(Context(main)):
        assert f"shilu {command}" in text, command


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_the_python_of_the_readme_runs_and_gives_what_it_says(name, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    block = re.search(r"^```python\n(.*?)^```", read(name), flags=re.M | re.S)[1]
    names: dict[str, object] = {}
    exec(block, names)
    assert capsys.readouterr().out
    shown = re.findall(r"^(\S+.*?) +# ('.*'|Span\(.*?\))", block, flags=re.M)
    assert len(shown) == 3
    for expression, value in shown:
        assert repr(eval(expression, names)) == value


@pytest.mark.parametrize("command", ["read", "restore", "schema", "rule"])
def test_every_command_explains_itself(command):
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert result.output.count("\n") > 3


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(document):
    text = re.sub(r"^```.*?^```", "", document.read_text("utf-8"), flags=re.M | re.S)
    anchors = {
        re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-")
        for h in re.findall(r"^#+ (.*)$", text, flags=re.M)
    }
    for target in re.findall(r"\]\(([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        if path:
            assert (document.parent / path).exists(), target
        else:
            assert anchor in anchors, target
