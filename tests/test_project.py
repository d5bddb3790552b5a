"""The set-up keeps its word: pinned with hashes, no host named, one list of what shilu runs on."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PINNED = sorted((ROOT / "requirements").glob("*.txt"))


def names(text: str) -> list[str]:
    return re.findall(r"^([A-Za-z][\w.-]*)", text, flags=re.M)


@pytest.mark.parametrize("path", PINNED, ids=lambda p: p.name)
def test_requirements_are_pinned_with_hashes_and_name_no_host(path):
    text = path.read_text("utf-8")
    packages = re.findall(r"^\S.*(?:\\\n    .*)+", text, flags=re.M)
    assert packages
    assert len(packages) == len(re.findall(r"^\S", text, flags=re.M))
    for package in packages:
        assert re.match(r"[\w.-]+==\S+ ", package), package
        assert "--hash=sha256:" in package
    assert not re.search(r"://|--index|--find-links|--trusted-host", text)


def test_what_shilu_runs_on_is_said_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert names((ROOT / "requirements" / "run.in").read_text("utf-8")) == project["dependencies"]


@pytest.mark.parametrize("name", ["build", "run", "dev"])
def test_what_is_asked_for_is_pinned(name):
    pinned = {n.lower() for n in names((ROOT / "requirements" / "dev.txt").read_text("utf-8"))}
    asked = names((ROOT / "requirements" / f"{name}.in").read_text("utf-8"))
    assert {n.lower() for n in asked} <= pinned


#: What may be imported, by what stands after it: the way a page takes, and what serves it.
ORDER = (
    *("text", "errors", "folding", "lexicon", "cards", "model", "cells"),
    *("pages", "restore", "article", "structure", "mentions", "facts"),
    *("setting", "record", "reading", "why", "briefs", "show", "archive", "export", "web"),
    *("commands", "cli"),
)
#: A record shows itself; nothing else looks ahead.
AHEAD = {("model", "show")}


def imported(path: Path) -> set[str]:
    """The modules and packages of shilu that a source file imports."""
    found = re.findall(r"^\s*(?:from|import) shilu\.(\w+)", path.read_text("utf-8"), flags=re.M)
    from_root = re.findall(r"^\s*from shilu import (.+)$", path.read_text("utf-8"), flags=re.M)
    names = {name.strip() for line in from_root for name in line.split(",")}
    return set(found) | (names & set(ORDER))


def test_a_stage_imports_only_what_stands_before_it():
    source = ROOT / "src" / "shilu"
    for path in source.rglob("*.py"):
        part = path.relative_to(source).parts[0].removesuffix(".py")
        if part == "__init__":
            continue
        for other in imported(path) - {part}:
            in_order = ORDER.index(other) < ORDER.index(part)
            assert in_order or (part, other) in AHEAD, f"{path}: {other}"
