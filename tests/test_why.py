"""`shilu read --why NAME`: every place, the rule that took it, what was refused."""

import pytest
from click.testing import CliRunner

from shilu.cli import main
from shilu.mentions.names import find_names
from shilu.mentions.trace import Trace
from shilu.model import Setting
from shilu.structure import parse

PAGE = "（2026年4月16日）省长周海宁在长沙会见客商。周海宁说，欢迎到湖南大学参观。\n"


def why(name: str, text: str = PAGE) -> str:
    result = CliRunner().invoke(main, ["read", "--why", name, "-"], input=text)
    assert result.exit_code == 0
    return result.output


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("周海宁", "people: 周海宁  [people.post]"),
        ("周海宁", "taken by people.post: 周海宁: after 省长; reads as a name"),
        ("周海寧", "people: 周海宁  [people.post]"),
        ("海宁", "people: 周海宁  [people.post]"),
        ("湖南大学", "organizations: 湖南大学"),
        ("长沙", "places: 长沙"),
        ("长沙", "lexicon: 长沙 (place)"),
        ("客商", "taken by no rule"),
        ("王立诚", "stands nowhere in the article"),
    ],
)
def test_what_is_shown_of_a_name(name: str, shown: str) -> None:
    assert shown in why(name)


def test_every_place_of_a_name_is_shown() -> None:
    assert why("周海宁").count("[周海宁]") == 2


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("省长高度评价合作成果。", "高度"),
        ("省长长沙讲话。", "长沙"),
        ("黄山建议大家参观。", "黄山"),
    ],
)
def test_what_was_considered_and_refused_is_noted(text: str, refused: str) -> None:
    trace = Trace()
    find_names(parse(text), Setting(), trace)
    assert [n for n in trace.notes if not n.taken and refused[0] in text[n.span.start : n.span.end]]


def test_a_trace_changes_nothing() -> None:
    structure = parse(PAGE)
    assert find_names(structure, Setting(), Trace()) == find_names(structure, Setting())
