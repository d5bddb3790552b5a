"""Every example of every card; and what the checking of examples says when a card is wrong."""

import pytest

from shilu.cards import Card, Deck, deck, deck_names, layered
from shilu.cards.examples import Case, cases, failures, read_marks
from shilu.folding import fold
from shilu.text import Span

CASES = [case for name in deck_names() for case in cases(deck(name))]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_card_keeps_to_its_example(case: Case) -> None:
    assert case.failure() is None


@pytest.mark.parametrize("name", deck_names())
def test_every_card_has_an_example_it_must_take(name: str) -> None:
    assert failures(deck(name)) == []


def test_marks_may_stand_within_marks() -> None:
    example = read_marks("[who [职务 省长][人名 王五]]来访。")
    assert example.text == "省长王五来访。"
    assert dict(example.marks)["who"] == Span(0, 4)


def wrong(**card: object) -> list[str]:
    fields = {"name": "免职", "why": "固定写法", "yes": [], "no": []} | card
    return failures(Deck("trial", [Card(**fields)]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ({"when": "免去<人名>", "yes": ["任命[人名 王五]。"]}, "not taken"),
        (
            {"when": "免去<who=人名>", "yes": ["免去[人名 王五][who 李四]。"]},
            "taken as 免去王五、who=王五",
        ),
        ({"when": "免去<人名>", "yes": ["免去[person 王五]。"]}, "no slot named person"),
        ({"when": "免去<人名>", "yes": ["免去[人名 王五。"]}, "[人名 is never closed"),
        ({"when": "免去", "yes": ["免去。"], "no": ["免去费用。"]}, "taken as 免去"),
        ({"when": "免去"}, "no example"),
    ],
)
def test_a_failure_names_file_rule_and_sentence(card: dict[str, object], said: str) -> None:
    found = wrong(**card)
    assert len(found) == 1
    assert found[0].startswith("trial.yaml: 免职: ")
    assert found[0].endswith(said)


def test_a_card_of_higher_rank_takes_its_characters_from_a_lower_one() -> None:
    low = Card(name="考察", when="考察", why="动词", yes=["考察企业。"], no=["考察团抵达。"])
    high = Card(name="考察团", when="考察团", why="名词", yes=["考察团抵达。"], rank=1)
    assert failures(Deck("trial", [low, high])) == []


def test_yes_and_no_are_read_as_words() -> None:
    assert all(card.yes for name in deck_names() for card in deck(name).cards)


def test_a_card_may_ask_for_a_character_unfolded() -> None:
    card = Card(name="以后", when="<今>后", why="", yes=[], raw="後")
    only = Deck("one", [card])
    for text, taken in (("今後", 1), ("今后", 0)):
        view = layered(fold(text), [], text)
        assert len(list(only.match(view, [Span(0, 2)]))) == taken


def test_triggers_that_overlap_are_all_heard() -> None:
    cards = [Card(name=n, when=f"<{n}>", why="", yes=[]) for n in ("出席会", "会见")]
    found = Deck("two", cards).match(layered("出席会见", []), [Span(0, 4)])
    assert [match.card.name for match in found] == ["出席会", "会见"]
