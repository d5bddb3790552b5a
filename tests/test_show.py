"""A record shown: in a terminal, as a page, in brief; whatever it holds."""

import base64
import hashlib
import io
import re
from collections import Counter
from html.parser import HTMLParser

import msgspec
import pytest
from msgspec import UNSET
from msgspec.structs import force_setattr, replace
from rich.cells import cell_len
from rich.console import Console

from shilu import show
from shilu.model import (
    Article,
    Commitment,
    Damage,
    Event,
    Evidence,
    Figure,
    Mention,
    Organization,
    Participant,
    Person,
    Place,
    Record,
    Refusal,
    Refused,
    Repair,
    Statement,
    Time,
)
from shilu.restore.report import rounded_odds
from shilu.text import LAYOUT, Edit, Span, Text

RECEIVED = (
    "首页 > 要闻\n李明會見香港客人\n江州日報 王芳\n"
    "5月3日,省長李明在江州會(huì)見香港遠(yuǎn)洋公司一行。李明說,歡迎更多企業(yè)?江州投資,"
    "去年引進(jìn)港資3O.5億元。\n轉載請註明出處"
)
REPAIRS = (
    ("會(huì)見", "会见", "certain"),
    ("遠(yuǎn)", "远", "certain"),
    ("說", "说", "certain"),
    ("企業(yè)?江", "企业到江", "inferred"),
    ("3O.5", "3\ufffd.5", "lost"),
)


def received_page() -> Text:
    edits = []
    for was, now, certainty in REPAIRS:
        at = RECEIVED.index(was)
        odds = (1.0, 1.0, 0.875, 1.0) if certainty == "inferred" else ()
        edits.append(Edit(at, at + len(was), now, "mirror", certainty, odds))
    return Text(RECEIVED, edits)


def make_record() -> Record:
    """A small record with something in every layer, made without reading."""
    page = received_page()
    start = page.value.index("5月3日")
    body = page.keep([Span(start, page.value.index("\n转载".replace("转载", "轉載")))])
    text = body.value

    def mention(kind: type, words: str, rule: str, **known: object) -> Mention:
        at = text.index(words)
        span = Span(at, at + len(words))
        doubtful = {"doubtful": True} if body.doubtful(span) else {}
        return kind(text=words, span=span, origin=body.origin(span), rule=rule, **doubtful, **known)

    def name(words: str) -> tuple[Mention, ...]:
        return (mention(Mention, words, "names.list"),)

    repairs = tuple(
        Repair(
            span=span,
            origin=body.origin(span),
            was=body.source[edit.start : edit.end],
            kind=edit.kind,
            certainty=edit.certainty,
            odds=rounded_odds(edit) or UNSET,
        )
        for span, edit in body.spans_of_edits()
        if edit.kind != LAYOUT
    )
    headline = RECEIVED.index("李明會見")
    record = Record(
        shilu="0.1.0",
        id="visit",
        uri="visit.txt",
        sha256="ab" * 32,
        media_type="text/plain",
        charset="utf-8",
        damage=(Damage(kind="mirror", count=5, inferred=1, lost=1),),
        repairs=repairs,
        article=Article(
            headline="李明会见香港客人",
            section=("首页", "要闻"),
            source="江州日报",
            authors=("王芳",),
            published="2024-05-04T08:30:00+08:00",
            notices=("转载请注明出处",),
            language="zh-Hans",
            text=text,
            evidence=(
                Evidence(
                    field="headline",
                    text="李明会见香港客人",
                    origin=Span(headline, headline + 8),
                    rule="article.headline",
                ),
            ),
        ),
        times=(mention(Time, "5月3日", "times.date", edtf="2024-05-03"),),
        figures=(
            mention(
                Figure, "3\ufffd.5億元", "figures.sum", low=None, unit="CNY", measure="港资",
                period="2023",
            ),
        ),
        people=(Person(name="李明", posts=("省长",), mentions=name("李明")),),
        organizations=(Organization(name="香港远洋公司", mentions=name("香港远洋公司")),),
        places=(Place(name="江州", mentions=name("江州")),),
        events=(
            mention(
                Event,
                "省長李明在江州会见香港远洋公司一行",
                "events.meet",
                type="meet",
                date="2024-05-03",
                place="江州",
                people=(Participant("李明", "principal"),),
                organizations=("香港远洋公司",),
            ),
        ),
        statements=(
            mention(
                Statement, "歡迎更多企业到江州投資", "statements.cue", speaker="李明", cue="说",
                mode="indirect",
            ),
        ),
        commitments=(
            mention(
                Commitment, "歡迎更多企业到江州投資", "commitments.invite", actor="李明",
                stance="invite", fields=("trade",),
            ),
        ),
    )  # fmt: skip
    force_setattr(record, "_body", body)
    force_setattr(record, "_page", page)
    return record


EMPTY = Record(shilu="0.1.0", id="empty", uri=None, sha256="", media_type="", charset="")
REFUSED = Refused(
    id="list", uri=None, sha256="00", refused=Refusal(reason="a list of links", rule="article.list")
)
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;</style>"
    "\x00\x1b[31m\u202e\ud800]]>-->${x}\r\n"
)


def hostile() -> Record:
    """The record with something hostile in every string it holds, its offsets left alone."""

    def poison(value: object) -> object:
        if isinstance(value, str):
            return value + HOSTILE
        if isinstance(value, Span):
            return value
        if isinstance(value, tuple):
            return tuple(poison(part) for part in value)
        if hasattr(value, "__dataclass_fields__"):
            known = {name: getattr(value, name) for name in value.__dataclass_fields__}
            kept = ("doubtful", "origin_unknown", "certainty", "bound", "language")
            return replace(value, **{n: v if n in kept else poison(v) for n, v in known.items()})
        return value

    record = make_record()
    poisoned = poison(record)
    force_setattr(poisoned, "_body", Text(record._body.source + HOSTILE, record._body.edits))
    force_setattr(poisoned, "_page", Text(record._page.source + HOSTILE, record._page.edits))
    return poisoned


class Elements(HTMLParser):
    """The elements of a page, and the text of those asked for by id or class."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def printed(record: Record | Refused, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    show.print_record(record, console)
    return console.file.getvalue()


# --- in a terminal -------------------------------------------------------------------------------


def test_a_record_in_a_terminal_says_all_of_it() -> None:
    text = printed(make_record())
    for words in (
        "首页 › 要闻",
        "李明会见香港客人",
        "江州日报 · 王芳 · 2024-05-04 08:30 +08:00",
        "推断1处，佚失1处",
        "2024-05-03",
        "省长",
        "times.date",
        "principal：李明",
        "存疑 doubtful",
        "声明 转载请注明出处",
    ):
        assert words in text


def test_a_record_as_text_is_what_is_printed() -> None:
    assert show.record_text(make_record()) == printed(make_record())


@pytest.mark.parametrize("record", [make_record(), hostile(), EMPTY, REFUSED])
@pytest.mark.parametrize("width", [60, 80, 200])
def test_lines_fit_and_are_plain(record: Record | Refused, width: int) -> None:
    text = printed(record, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert "\x1b" not in text and "\x00" not in text
    text.encode()


def test_a_very_narrow_terminal_is_no_error() -> None:
    assert "李明会见香港客人" in printed(make_record(), 30)


def test_empty_layers_are_named_together() -> None:
    text = printed(EMPTY)
    assert text.count("时间 Times") == 1
    assert text.index("none found") < text.index("时间 Times") < text.index("Commitments")


def test_a_page_as_received_that_was_not_kept_is_said_to_be_missing() -> None:
    decoded = msgspec.json.decode(make_record().to_json(), type=Record)
    assert "not kept" in printed(decoded)
    page = show.page_html(decoded)
    assert "not kept" in page and re.search(r'id="show-received"\s+disabled', page)


def test_colour_stands_only_where_there_is_a_terminal() -> None:
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard")
    show.print_record(make_record(), console)
    assert "\x1b[3" in console.file.getvalue()


def test_a_refused_page_gives_its_reason() -> None:
    for shown in (printed(REFUSED), show.page_html(REFUSED), show.record_html(REFUSED)):
        assert "a list of links" in shown
    assert "article.list" in printed(REFUSED) and "article.list" in show.page_html(REFUSED)
    assert show.record_repr(REFUSED) == "<Refused list: a list of links>"


# --- as a page -----------------------------------------------------------------------------------


def paragraphs(page: str) -> str:
    body = page[page.index('<div class="body">') : page.index("</article>")]
    return "".join(Elements(body).text).strip()


def test_the_page_holds_the_article_and_the_page_as_received_in_full() -> None:
    page, record = show.page_html(make_record()), make_record()
    assert paragraphs(page) == record.article.text
    source = page[page.index('id="source"') : page.index("</pre>")].split(">", 1)[1]
    assert "".join(Elements(source).text) == RECEIVED


def test_every_mention_has_its_card_and_every_link_its_end() -> None:
    record = make_record()
    page = Elements(show.page_html(record)).found
    ids = Counter(attrs["id"] for _, attrs in page if "id" in attrs)
    assert set(ids.values()) == {1}
    keys = {str(n) for n, _ in enumerate(record.layers())} | {"e0"}
    assert {f"c{key}" for key in keys} <= set(ids)
    assert {attrs["data-go"] for _, attrs in page if "data-go" in attrs} == keys
    shown = {key for _, attrs in page for key in (attrs.get("data-m") or "").split()}
    assert shown == keys
    assert {attrs["href"][1:] for _, attrs in page if "href" in attrs} - set(ids) <= {"se0"}


def test_what_overlaps_knows_all_it_belongs_to() -> None:
    page = show.page_html(make_record())
    assert re.search(r'class="s organizations events"[^>]*>香港', page)
    assert re.search(r'class="s [^"]*repair inferred[^"]*statements commitments', page)


def test_repairs_say_what_stood_there() -> None:
    page = show.page_html(make_record())
    assert "會(huì)見 → 会见 · mirror · certain" in page
    assert "企業(yè)?江 → 企业到江 · mirror · inferred 87.5%" in page
    assert ">inferred</span> 87.5%</td>" in page
    assert '<tr class="lost"><td class="from">3O.5</td>' in page


def test_the_page_asks_nothing_of_the_network_and_runs_only_its_own_script() -> None:
    page = show.page_html(make_record())
    allowed = re.findall(r"'(sha256-[^']+)'", page)
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"sha256-{digest}" in allowed
    assert "default-src 'none'" in page and "unsafe" not in page
    assert not re.search(r"https?:|url\(|@import|\bsrc=|<link", page)
    assert not any("style" in attrs for _, attrs in Elements(page).found)


def shape(markup: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements and the names of their attributes, tooltips and focus apart."""
    return Counter(
        (tag, tuple(sorted(set(attrs) - {"tabindex", "role", "title"})))
        for tag, attrs in Elements(markup).found
    )


def test_what_is_hostile_stays_text() -> None:
    page = show.page_html(hostile())
    page.encode()
    assert "\x00" not in page and "\x1b" not in page and "\u202e" not in page
    assert page.count("<script") == 1 and page.count("</script") == 1
    for markup in (page, show.record_html(hostile())):
        tags = {tag for tag, _ in Elements(markup).found}
        assert "img" not in tags
        assert not any(name.startswith("on") for _, a in Elements(markup).found for name in a)
    kept = shape(show.page_html(make_record()))
    assert {tag for tag, _ in shape(page)} == {tag for tag, _ in kept}


def test_a_very_long_page_is_shown_around_what_was_taken_and_says_so() -> None:
    record = make_record()
    padding = "甲" * 300_000
    body = record._body
    long = replace(record)
    shifted = [e._replace(start=e.start, end=e.end) for e in body.edits]
    last = shifted[-1]
    shifted[-1] = last._replace(end=last.end + len(padding))
    force_setattr(long, "_body", Text(body.source + padding, shifted))
    page = show.page_html(long)
    assert "298,0" in page and "字未显示" in page
    assert len(page) < 100_000


def test_an_origin_that_cannot_be_known_gives_its_reason() -> None:
    record = make_record()
    time = replace(record.times[0], origin=None, origin_unknown="not in the markup")
    assert "not in the markup" in show.page_html(replace(record, times=(time,)))


def test_a_thing_told_in_several_places_is_marked_in_all() -> None:
    record = make_record()
    statement = record.statements[0]
    first, second = Span(0, 4), statement.span
    told = replace(record, statements=(replace(statement, spans=(first, second)),))
    force_setattr(told, "_body", record._body)
    page = show.page_html(told)
    assert f"{first.start}–{first.end}, {second.start}–{second.end}" in page


# --- in brief ------------------------------------------------------------------------------------


def test_a_record_in_one_line() -> None:
    assert show.record_repr(make_record()) == (
        "<Record visit 李明会见香港客人 江州日报 2024-05-04: 1 times, 1 figures, 1 people, "
        "1 organizations, 1 places, 1 events, 1 statements, 1 commitments, 5 repairs>"
    )


def test_a_fragment_can_stand_many_times_on_one_page() -> None:
    fragment = show.record_html(make_record())
    attributes = [a for _, a in Elements(fragment).found]
    assert not any("href" in a or "data-go" in a for a in attributes)
    assert "<script" not in fragment and "2024-05-03 · times.date" in fragment
