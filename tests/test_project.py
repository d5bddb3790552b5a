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
