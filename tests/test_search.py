"""Search: words in either script, filters, order, snippets, facets, and hostile queries."""

import json
import random

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from shilu.archive import Archive
from shilu.archive.ingest import Ingest
from shilu.archive.search import ranking as ranking_module
from shilu.archive.search.bigrams import evened, pattern, phrase, segmented
from shilu.archive.search.found import Query
from shilu.archive.search.searching import search
from shilu.archive.search.snippets import snippets
from shilu.archive.views.organizations import organization, organizations_like
from shilu.archive.views.people import people_like, person
from shilu.cli import main
from shilu.errors import QueryError
from shilu.model import Page
from shilu.pages.inputs import BODY
from shilu.reading import read_page

#: Title, day and text of the articles of the archive, by the name that tests call them.
ARTICLES = {
    "port": (
        "云江省省长林若川会见香港客人",
        "2023-05-31",
        "江南社云江5月31日电 5月30日，云江省省长林若川在云江会见了香港工商界代表团。"
        "林若川说，欢迎香港金融机构到云江设立分支机构。\n"
        "2022年，云江省与香港的进出口总额达1,200亿元，增长6.2%。RCEP协定已经生效。",
    ),
    "traditional": (
        "雲江金融座談會在港舉行",
        "2024-03-02",
        "雲江省副省長何望舒3月1日在香港出席金融合作座談會。何望舒表示，雲江將擴大對港開放。",
    ),
    "harvest": (
        "云江夏粮丰收",
        "2022-07-01",
        "今年云江省夏粮总产量达1200万吨。农业农村厅厅长林若川到青禾县考察。",
    ),
    "weather": (
        "暴雨橙色预警发布",
        None,
        "气象台发布暴雨橙色预警。市民请勿外出。COVID-19检测点暂停。",
    ),
}
COPY = ARTICLES["port"][2] + "（记者 甘遂）"
#: A copy that has a sentence more, which the best witness does not.
MORE = ARTICLES["port"][2] + "\n代表团还参观了云江港的无人码头和跨境物流园。"


def page(name, title, day, text):
    return Page(
        text=text, title=title, published=day, media_type=BODY, id=name, sha256=f"{hash(text):x}"
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "shilu.db"
    title, day, _ = ARTICLES["port"]
    pages = [page(name, *told) for name, told in ARTICLES.items()]
    pages += [page("copy", title, day, COPY), page("more", title, day, MORE)]
    with Archive.open(path, write=True) as archive:
        Ingest(archive, read_page).add(pages)
    return path


@pytest.fixture(scope="module")
def connection(path):
    with Archive.open(path) as archive, archive.reading() as connection:
        yield connection


def found(connection, words="", **asked):
    """The articles found, by name, in order."""
    names = {told[0]: name for name, told in ARTICLES.items()}
    return [names[hit.headline] for hit in search(connection, Query(words=words, **asked)).hits]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("香港", {"port", "traditional"}),
        ("金融合作座谈会", {"traditional"}),
        ("金融合作座談會", {"traditional"}),
        ("林若川", {"port", "harvest"}),
        ("港", {"port", "traditional"}),
        ("粮", {"harvest"}),
        ("糧", {"harvest"}),
        ("云江 香港", {"port", "traditional"}),
        ("云江 暴雨", set()),
        ("“云江省省长”", {"port"}),
        ("「雲江省副省長」", {"traditional"}),
        ("“省长林若川 香港”", set()),
        ("rcep", {"port"}),
        ("ＲＣＥＰ协定", {"port"}),
        ("RCE", set()),
        ("1200", {"port", "harvest"}),
        ("1,200亿元", {"port"}),
        ("6.2%", {"port"}),
        ("6", set()),
        ("2022年", {"port"}),
        ("20", set()),
        ("5月30日", {"port"}),
        ("covid-19", {"weather"}),
        ("covid 19检测", {"weather"}),
        ("代表团。林若川", {"port"}),
        ("代表团林若川", set()),
        ("代表团 林若川", {"port"}),
        ("无人码头", {"port"}),
    ],
)
def test_words_of_any_length_and_script(connection, words, names):
    assert set(found(connection, words)) == names


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"person": "林若川"}, {"port", "harvest"}),
        ({"person": "何望舒", "place": "香港"}, {"traditional"}),
        ({"place": "香港特别行政区"}, {"port", "traditional"}),
        ({"event": "meet"}, {"port"}),
        ({"field": "finance"}, {"port"}),
        ({"since": "2023"}, {"port", "traditional"}),
        ({"until": "2023-05"}, {"port", "harvest"}),
        ({"since": "2023-05-31", "until": "2023-05-31"}, {"port"}),
        ({"source": "江南社"}, {"port"}),
        ({"source": "江南"}, set()),
        ({"words": "云江", "person": "林若川", "until": "2022"}, {"harvest"}),
        ({"person": "林若"}, set()),
    ],
)
def test_filters_hold_with_words_and_without(connection, asked, names):
    assert set(found(connection, **asked)) == names


def test_hits_and_counts_are_per_report(connection):
    results = search(connection, Query(words="林若川"))
    assert results.total == 2
    hit = next(hit for hit in results.hits if hit.witnesses == 3)
    assert hit.best
    assert {count.value: count.reports for count in results.facets.people}["林若川"] == 2


def test_a_report_is_shown_by_the_witness_that_holds_the_words(connection):
    (hit,) = search(connection, Query(words="无人码头")).hits
    texts = "".join(snippet.text for snippet in hit.snippets)
    assert hit.witnesses == 3
    assert "无人码头" in texts


def test_a_word_in_the_headline_weighs_more(connection):
    assert found(connection, "金融") == ["traditional", "port"]


def test_without_words_the_newest_stands_first_and_what_bears_no_day_last(connection):
    assert found(connection) == ["traditional", "port", "harvest", "weather"]


def test_common_words_are_not_ranked_but_stand_by_headline_and_day(connection, monkeypatch):
    monkeypatch.setattr(ranking_module, "RANKED", 0)
    assert found(connection, "香港") == ["port", "traditional"]
    assert found(connection, "港") == ["traditional", "port"]


def test_many_documents_are_put_in_order_as_few_are(connection, monkeypatch):
    words = ["香港", "港", "云江", "", "林若川", "无人码头"]
    queries = [Query(words=word, until=until) for word in words for until in (None, "2023-06")]
    few = [search(connection, query) for query in queries]
    monkeypatch.setattr(ranking_module, "_SINGLY", 0)
    monkeypatch.setattr(ranking_module, "_PART", 1)
    assert [search(connection, query) for query in queries] == few


def test_pages_follow_on_one_another(connection):
    pages = [found(connection, page=n, limit=3) for n in (1, 2, 3)]
    assert pages == [["traditional", "port", "harvest"], ["weather"], []]
    assert search(connection, Query(page=3, limit=3)).total == 4


def test_snippets_are_the_articles_own_text_and_marks_count_in_it(connection):
    (hit,) = search(connection, Query(words="副省长 对港开放")).hits
    text = ARTICLES["traditional"][2]
    for snippet in hit.snippets:
        assert text[slice(*snippet.span)] == snippet.text
        assert snippet.sentence.covers(snippet.span)
    marked = [text[slice(*mark)] for snippet in hit.snippets for mark in snippet.marks]
    assert marked == ["副省長", "對港開放"]


def test_the_headline_is_marked(connection):
    (hit,) = search(connection, Query(words="座谈会 舉行")).hits
    assert [hit.headline[slice(*mark)] for mark in hit.marks] == ["座談會", "舉行"]


def test_long_sentences_are_cut_around_what_was_found():
    text = "前" * 300 + "云江" + "后" * 300 + "。"
    (snippet,) = snippets(text, [pattern("云江")])
    assert len(snippet.text) <= 120
    assert text[slice(*snippet.marks[0])] == "云江"
    assert snippet.sentence == (0, 603)


def test_facets_count_reports_and_narrow_to_as_many(connection):
    facets = search(connection, Query(words="云江")).facets
    assert facets.of == 3
    assert [(count.value, count.reports) for count in facets.years] == [
        ("2024", 1),
        ("2023", 1),
        ("2022", 1),
    ]
    filters = {"people": "person", "organizations": "organization", "places": "place"}
    filters |= {"events": "event", "fields": "field", "sources": "source"}
    for kind, name in filters.items():
        for count in getattr(facets, kind):
            narrowed = Query(words="云江", **{name: count.value})
            assert search(connection, narrowed).total == count.reports, count


HOSTILE = [
    '"',
    '""',
    "“”",
    "“云江",
    "云江”",
    "AND OR NOT NEAR",
    "云江 AND",
    "NEAR(云江 香港)",
    "headline : 云江",
    "text:*",
    "^云江*",
    "{a b}: c",
    "-云江",
    "+",
    "(((",
    "*",
    "\0",
    "云\0江",
    "😀",
    "云江😀",
    "'; DROP TABLE document; --",
    "' OR 1=1 --",
    "%",
    "_",
    "\\",
    "\n\t\r",
    "\u202e云江",
    "İstanbul",
    "𠮷野家",
    "1" * 400,
    "云" * 500,
    '"' * 500,
    "，" * 500,
]


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words)[:20])
def test_hostile_words_are_answered(connection, words):
    for query in (Query(words=words), Query(person=words, place=words, source=words)):
        results = search(connection, query)
        assert results.total == len(results.hits)


@pytest.mark.parametrize(
    "asked",
    [
        {"words": "云" * 10_000},
        {"words": " ".join(map(str, range(40)))},
        {"words": "云\ud800江"},
        {"person": "\udfff"},
        {"limit": 0},
        {"limit": 10_000},
        {"page": 0},
        {"event": "dance"},
        {"since": "May"},
        {"until": "2023-5-1"},
        {"since": "2023-05-31T00:00"},
    ],
)
def test_what_cannot_be_answered_is_said(connection, asked):
    with pytest.raises(QueryError):
        search(connection, Query(**asked))


def test_what_holds_no_word_finds_nothing_and_nothing_asked_finds_all(connection):
    assert search(connection, Query(words="！？")).total == 0
    assert search(connection, Query(words="  ")).total == 4


texts = st.text("云江港A1b2,. -，\n年市ＡİéⅣ𠮷", max_size=12)


@given(texts, texts)
def test_the_index_finds_what_stands_in_the_text(text, words):
    """The words that `phrase` asks for follow one another where `pattern` finds the stretch."""
    asked, wanted = phrase(words), pattern(words)
    assert (asked is None) == (wanted is None)
    if asked is not None:
        assert _follows(segmented(evened(text)).split(), asked) == bool(wanted.search(evened(text)))


def _follows(words, asked):
    """What FTS5 does with a phrase, whose last word may be the beginning of one."""
    row, _, rest = asked.removeprefix("(").removeprefix('"').partition('"')
    row = row.split()
    starts = [words[at : at + len(row)] for at in range(len(words) - len(row) + 1)]
    if not rest:
        return row in starts
    *before, last = row
    goes_on = last if rest == " *" else last + "·"
    return any(
        some[:-1] == before and (some[-1] == last or some[-1].startswith(goes_on))
        for some in starts
    )


def test_a_person_is_told_of_over_time(connection):
    view = person(connection, "林若川")
    assert view.reports == 2
    assert (view.first_day, view.last_day) == ("2022-07-01", "2023-05-31")
    assert [(held.post, held.reports, held.last_day) for held in view.posts] == [
        ("云江省省长", 1, "2023-05-31"),
        ("农业农村厅厅长", 1, "2022-07-01"),
    ]
    assert view.events[0].event.type == "meet"
    assert view.events[0].role == "principal"
    assert view.of_statements == len(view.statements) == 1
    assert view.statements[0].statement.text.startswith("欢迎香港")
    assert view.commitments[0].commitment.stance == "invite"
    assert person(connection, "林若川", page=2).events == ()
    assert person(connection, "何望舒").names == ("何望舒",)
    assert person(connection, "某甲") is None


def test_names_are_completed_in_either_script(connection):
    assert [(count.value, count.reports) for count in people_like(connection, "林")] == [
        ("林若川", 2)
    ]
    assert people_like(connection, "") == ()
    assert people_like(connection, "%") == ()


def test_an_organization_is_told_of(connection):
    names = [count.value for count in organizations_like(connection, "江")]
    for name in names:
        assert organization(connection, name).reports >= 1
    assert organization(connection, "无此机构") is None


def run(path, *arguments):
    return CliRunner().invoke(main, ["search", *arguments, "--archive", str(path)])


def test_the_command_prints_hits_with_their_sentences(path):
    result = run(path, "金融", "香港", "--facets")
    assert result.exit_code == 0
    assert result.output.startswith("2 篇报道 reports · 1–2\n")
    assert "欢迎香港金融机构" in result.output
    assert "3 个文本 witnesses" in result.output
    assert "people" in result.output


def test_the_command_gives_data(path):
    results = json.loads(run(path, "香港", "--limit", "1", "--format", "json").output)
    assert results["total"] == 2
    lines = run(path, "香港", "--format", "jsonl").output.splitlines()
    assert [json.loads(line)["code"] for line in lines][:1] == [results["hits"][0]["code"]]


def test_the_command_says_what_cannot_be_answered(path, tmp_path):
    result = run(path, "云" * 10_000)
    assert result.exit_code == 1
    assert "500 characters" in result.output
    assert "there is no archive" in run(tmp_path / "none.db", "云江").output


def test_random_stretches_are_counted_as_a_scan_counts_them(connection):
    choose = random.Random(3)
    whole = [(title, text) for title, _, text in ARTICLES.values()]
    for _ in range(200):
        _, text = choose.choice(whole)
        at = choose.randrange(len(text))
        words = text[at : at + choose.randint(1, 6)]
        wanted = pattern(words)
        if wanted is None:
            continue
        query = Query(words=f"“{evened(words)}”", facets=False)
        expected = sum(any(wanted.search(evened(x)) for x in told) for told in whole)
        assert search(connection, query).total == expected, words
