"""Words, marks and lines: what the showing of a record is made of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from shilu.model import Damage, Event, Figure, Participant, Record
from shilu.show.html import esc
from shilu.show.labels import damage_words
from shilu.show.marks import Mark, segments
from shilu.show.printable import cut, moment, visible
from shilu.show.values import amount, values
from shilu.show.wrap import wrap
from shilu.text import Span

HERE = Span(0, 1)


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"low": 6000, "bound": ">", "unit": "家"}, "> 6,000 家"),
        ({"low": 3, "high": 5, "unit": "家"}, "3–5 家"),
        ({"low": 67, "bound": "~", "unit": "%"}, "≈ 67%"),
        ({"low": 2, "unit": "rank"}, "第2位"),
        ({"low": 56110000000, "unit": "CNY"}, "56,110,000,000 CNY"),
        ({"low": -3.2, "unit": "%"}, "-3.2%"),
        ({"low": 300, "unit": ""}, "300"),
        ({"low": None, "unit": "家"}, None),
    ],
)
def test_a_figure_in_one_phrase(figure: dict, said: str | None) -> None:
    assert amount(Figure(text="", span=HERE, rule="", **figure)) == said


def test_who_was_at_an_event_stands_by_role() -> None:
    people = (
        Participant("李明", "principal"),
        Participant("王芳", "attending"),
        Participant("赵强", "attending"),
    )
    event = Event(text="", span=HERE, rule="", type="meet", people=people, organizations=("甲社",))
    assert values(event)["who"] == (
        "主要人物 principal：李明；参加 attending：王芳、赵强；机构 organizations：甲社"
    )


def record(**fields: object) -> Record:
    return Record(shilu="1", id="a", uri=None, sha256="", media_type="", charset="", **fields)


@pytest.mark.parametrize(
    ("damage", "chinese", "english"),
    [
        ([], "未见损坏", "no damage met"),
        ([Damage(kind="gloss", count=1)], "修复1处（gloss1）", "1 repair (gloss 1)"),
        (
            [Damage(kind="gloss", count=5, inferred=2, lost=1), Damage(kind="entity", count=3)],
            "修复8处（gloss5、字符实体3）；其中推断2处，佚失1处",
            "8 repairs (gloss 5, entity 3); of these 2 inferred, 1 lost",
        ),
        (
            [Damage(kind="replaced", count=2, lost=2)],
            "修复2处（已成替换符2）；其中佚失2处",
            "2 repairs (replaced 2); of these 2 lost",
        ),
    ],
)
def test_damage_in_words(damage: list[Damage], chinese: str, english: str) -> None:
    assert damage_words(record(damage=tuple(damage))) == (chinese, english)


def test_the_scores_are_told_where_there_is_any_damage() -> None:
    damaged = record(damage=(Damage(kind="form", count=1),), damage_score=0.25, doubt_score=0.01)
    assert damage_words(damaged) == (
        "修复1处（兼容字形1）；损坏度0.25，存疑度0.01",
        "1 repair (form 1); damage score 0.25, doubt score 0.01",
    )


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2023-05-31", "2023-05-31"),
        ("2023-05-31T09:26:00+08:00", "2023-05-31 09:26 +08:00"),
        ("2023-05-31T09:26", "2023-05-31 09:26"),
        ("some time", "some time"),
    ],
)
def test_a_moment_as_a_reader_expects_it(published: str, said: str) -> None:
    assert moment(published) == said


@given(st.text())
def test_nothing_that_steers_a_terminal_or_cannot_be_encoded_is_left(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not any(ord(c) < 0x20 and c not in "\t\n" for c in shown)
    assert not set(shown) & set("\x7f\x9b\u200b\u202e\u2066\ufeff\u2028")


@given(st.text())
def test_escaped_text_holds_no_markup(text: str) -> None:
    assert not set(esc(text)) & set("<>\"'\x00")


@given(st.text(), st.integers(8, 40))
def test_what_is_cut_fits_and_tells_its_length(text: str, limit: int) -> None:
    shown = cut(text, limit)
    assert shown == text if len(text) <= limit else f"…（{len(text)}字）" in shown
    assert len(shown) <= max(limit, len(f"x…（{len(text)}字）"))


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda p: Span(*p))


@given(st.integers(0, 25), st.lists(spans), st.lists(st.integers(0, 30)))
def test_segments_tile_the_text_and_know_all_their_marks(
    length: int, found: list[Span], cuts: list[int]
) -> None:
    marks = [Mark(span, number) for number, span in enumerate(found)]
    pieces = list(segments(length, marks, cuts))
    assert [at for span, _ in pieces for at in range(*span)] == list(range(length))
    for span, shown in pieces:
        for at in range(*span):
            assert set(shown) == {m.what for m in marks if m.span.start <= at < m.span.end}


def test_the_inner_mark_comes_first() -> None:
    marks = [Mark(Span(0, 9), "statement"), Mark(Span(2, 4), "person"), Mark(Span(1, 6), "event")]
    shown = dict(segments(9, marks))
    assert shown[Span(2, 4)] == ("person", "event", "statement")


LINE = st.text(alphabet="港澳湘。，：“”《》（）a1% .x-\u3000é", min_size=1, max_size=120)


@given(LINE, st.integers(10, 40), st.integers(0, 4))
@example("《1））））\u30001\u3000\u3000。", 10, 0)
def test_wrapped_lines_fit_and_lose_nothing_but_space(text: str, width: int, indent: int) -> None:
    lines = [line.plain for line in wrap(Text(text), width, indent)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_no_line_begins_with_a_closing_mark() -> None:
    text = "座谈会上，李明说：“欢迎各位朋友，来湖南、来长沙，共同发展。”与会者（三百人）鼓掌。"
    for width in range(8, 40):
        for line in wrap(Text(text), width):
            assert line.plain[0] not in "，。、：”）" and line.plain[-1] not in "“（"


def test_styles_stay_with_their_characters() -> None:
    text = Text("他说：")
    text.append("王芳", style="green")
    text.append("来了。")
    lines = wrap(text, 8)
    styled = [
        line.plain[s.start : s.end] for line in lines for s in line.spans if s.style == "green"
    ]
    assert "".join(styled) == "王芳"
