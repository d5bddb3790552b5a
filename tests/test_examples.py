"""The example pages give the records that a reader of them wrote down by hand.

The article, times, values of figures and people must be right. Where the other layers are not yet,
`known_failures/examples.json` says so line by line, and is held to that: a difference that goes
away has to be taken out of it, and no new one may come in.
"""

import html
import json
import re

import pytest
from example_pages import (
    ARTICLES,
    COPIES,
    EXPECTED,
    KNOWN,
    ORIGINALS,
    PAGES,
    differences,
    exact_part,
    expected,
)

from shilu import read
from shilu.model import Record, Refused
from shilu.pages import page_of


@pytest.fixture(scope="module")
def records() -> dict[str, Record | Refused]:
    return {page: read(PAGES / page) for page in EXPECTED}


@pytest.mark.parametrize("page", ARTICLES)
def test_article_times_figures_and_people_are_right(records, page):
    want, found = exact_part(expected(page)), exact_part(records[page].to_dict())
    for layer in want:
        assert found[layer] == want[layer], layer


@pytest.mark.parametrize("page", ORIGINALS)
def test_the_other_layers_differ_only_where_it_is_known(records, page):
    known = json.loads(KNOWN.read_text("utf-8"))[page]
    assert differences(expected(page), records[page].to_dict()) == known


@pytest.mark.parametrize("page", COPIES)
def test_a_copy_says_what_the_page_says_that_it_was_made_from(records, page):
    assert differences(records["visit.txt"].to_dict(), records[page].to_dict()) == []


def test_a_list_page_is_no_article(records):
    answer = records["list.html"]
    assert isinstance(answer, Refused)
    assert answer.refused.reason
    assert answer.refused.rule


@pytest.mark.parametrize("page", ARTICLES)
def test_every_value_stands_where_its_span_says(records, page):
    text = records[page].article.text
    for layer, mention in records[page].layers():
        assert text[slice(*mention.span)] == mention.text, layer


@pytest.mark.parametrize("page", ["visit.txt", "hk-press-release.html", "customs.html"])
def test_every_value_of_an_undamaged_page_stands_in_the_page_as_received(records, page):
    received = page_of((PAGES / page).read_bytes(), id=page).text
    for layer, mention in records[page].layers():
        stretch = html.unescape(re.sub(r"<[^>]*>", "", received[slice(*mention.origin)]))
        assert re.sub(r"\s", "", stretch) == re.sub(r"\s", "", mention.text), layer
