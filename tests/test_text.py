"""The laws of Text, proved by properties: what a stage may rely on whatever the edits are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shilu.text import LOST, Edit, Span, Text

CHARS = "湖南香港的，。ab(à)?"


@st.composite
def edits_for(draw, length):
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    out, last = [], -1
    for start, end in pairs:
        if start == end == last:
            continue
        now = draw(st.text(CHARS, max_size=3))
        certainty = draw(st.sampled_from(["certain", "inferred"]))
        odds = draw(st.sampled_from([(), (0.9, 1.0, 0.0)[: len(now)]]))
        out.append(Edit(start, end, now, "k", certainty, odds))
        last = end
    return out


@st.composite
def texts(draw, layers=3):
    text = Text(draw(st.text(CHARS, max_size=30)))
    values = [text.value]
    for _ in range(draw(st.integers(0, layers))):
        text = text.edit(draw(edits_for(len(text))))
        values.append(text.value)
    return text, values


def replay(value, edits):
    for e in reversed(edits):
        value = value[: e.start] + e.now + value[e.end :]
    return value


@given(st.data())
def test_edits_on_edits_read_as_the_edits_one_after_another(data):
    text = Text(data.draw(st.text(CHARS, max_size=30)))
    value = text.value
    for _ in range(3):
        edits = data.draw(edits_for(len(value)))
        text, value = text.edit(edits), replay(value, edits)
        assert text.value == value


@given(texts())
def test_replaying_the_edits_on_the_source_gives_the_text(case):
    text, _ = case
    assert replay(text.source, text.edits) == text.value
    assert Text(text.source, text.edits).value == text.value


@given(texts())
def test_an_untouched_character_maps_to_itself(case):
    text, _ = case
    made = [span for span, _ in text.spans_of_edits()]
    for i, char in enumerate(text.value):
        if not any(s.start <= i < s.end for s in made):
            start, end = text.origin(Span(i, i + 1))
            assert (text.source[start:end], end - start) == (char, 1)


@given(texts(), st.data())
def test_spans_nest(case, data):
    text, _ = case
    a, b, c, d = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    if b < c:
        assert text.origin(Span(a, d)).covers(text.origin(Span(b, c)))


@given(st.text(CHARS, max_size=30))
def test_a_clean_text_is_its_source_and_costs_no_copy(value):
    text = Text(value)
    assert text.value is value
    assert text.edit([]) is text
    assert text.sub(re.compile("啊"), "呀", "none") is text


def test_an_edit_that_made_nothing_is_no_part_of_its_neighbours():
    text = Text("湖<b>南</b>").keep([Span(0, 1), Span(4, 5)])
    assert text.value == "湖南"
    assert text.origin(Span(0, 1)) == (0, 1)
    assert text.origin(Span(1, 2)) == (4, 5)
    assert text.origin(Span(0, 2)) == (0, 5)


def test_what_touches_an_inferred_or_lost_character_is_doubtful():
    text = Text("共有?千家").edit([Edit(2, 3, LOST, "mirror", "lost")])
    assert text.doubtful(Span(2, 4))
    assert not text.doubtful(Span(3, 5))


@given(texts())
def test_odds_go_with_their_characters_through_all_edits(case):
    text, _ = case
    for span, edit in text.spans_of_edits():
        assert len(edit.doubts) == len(edit.now) == span.end - span.start
        if edit.certainty == "inferred":
            for i, doubt in enumerate(edit.doubts):
                assert text.doubtful(Span(span.start + i, span.start + i + 1)) == doubt


def test_a_lost_character_leaves_the_rest_of_a_composed_edit_certain():
    text = Text("一二").edit([Edit(0, 2, "三四", "x")]).edit([Edit(1, 2, LOST, "y", "lost")])
    assert text.edits == (Edit(0, 2, f"三{LOST}", "x+y", "lost", (1.0, 0.0)),)
    assert not text.doubtful(Span(0, 1))


def test_only_what_is_unsure_of_an_edit_is_doubtful():
    text = Text("因?yàn)樘岬?/p>").edit(
        [Edit(1, 10, "为提到<", "mirror", "inferred", (1, 1, 0.9, 1))]
    )
    assert not text.doubtful(Span(0, 3))
    assert text.doubtful(Span(3, 4))
    layered = text.edit([Edit(0, 1, "", "x"), Edit(4, 7, "", "layout")])
    assert [layered.doubtful(Span(i, i + 1)) for i in range(3)] == [False, False, True]


def test_edits_out_of_order_are_refused():
    with pytest.raises(ValueError, match="out of order"):
        Text("湖南").edit([Edit(1, 2, "", "k"), Edit(0, 1, "", "k")])


@given(texts(), st.data())
def test_edits_made_on_demand_are_those_made_at_once(case, data):
    lower, _ = case
    upper = data.draw(edits_for(len(lower)))
    eager = lower.edit(upper)
    remade = lower.remade(eager.value, lambda: upper)
    assert remade == (lower if eager.value == lower.value else eager)
