"""What pages hold and what readers ask, hostile: shown as text on every view, and never obeyed."""

import csv
import html
import io
import itertools
import json
import re
from urllib.parse import quote, urlsplit

import pytest
from archives_made import archive_of
from inert import HOSTILE, Elements, check_inert
from starlette.testclient import TestClient

from shilu.archive import Archive
from shilu.web import create_app

#: A formula to a spreadsheet, and an address that is script.
FORMULA = '=HYPERLINK("https://elsewhere.example")'
SCRIPT = f"javascript:alert(1)//{HOSTILE}"

STORY = f"""省长李明{HOSTILE}5月30日在长沙会见香港客人陈志远{HOSTILE}。
双方签署《湘港合作{HOSTILE}协议》。
李明表示，湖南将深化与香港{HOSTILE}的贸易合作，希望双方扩大金融合作。
2022年，湖南对香港进出口额561.1亿元{HOSTILE}，同比增长6.2%。2021年，湖南对香港进出口额528亿元。
陈志远说：“香港愿与湖南{HOSTILE}携手，支持企业到湖南投资。”湖南省商务厅{HOSTILE}负责人参加会见。
{FORMULA}
"""

PAGE = """<html><head><title>{mark}</title></head><body>
<div class="nav"><a href="/">首页{mark}</a> &gt; 要闻{mark}</div><h1>湘港合作{mark}</h1>
<p>来源：湖南日报{mark} 作者：王小明{mark} 发布时间：2023-05-31 09:26</p>
{text}<p>责任编辑：赵一{mark}</p></body></html>"""


def row(at, text, **more):
    said = {"id": f"{at}{HOSTILE}", "title": f"湘港合作{HOSTILE}", "text": text}
    return {**said, "date": "2023-05-31", "url": SCRIPT + str(at), **more}


def inputs(folder):
    """Pages with markup and script wherever a page says anything; three are of one report."""
    long = STORY + "会议还研究了其他事项，要求各有关部门认真落实各项工作部署。" * 9
    rows = [
        row(1, long),
        row(2, long.replace("6.2%", "7.2%").replace("陈志远", f"陈智远{HOSTILE}")),
        row(3, f"{long}\n{HOSTILE}新增一句，记者从湖南获悉。", title=FORMULA),
        row(4, f"省长李明6月1日{HOSTILE}在长沙出席座谈会。", author=HOSTILE, source=HOSTILE),
    ]
    listed = folder / "pages.jsonl"
    listed.write_text("\n".join(json.dumps(each) for each in rows), "utf-8")
    named = folder / "<script>alert(1)<script> =1+1 {{7*7}}.html"
    told = "".join(f"<p>{html.escape(line)}</p>" for line in STORY.splitlines())
    named.write_text(PAGE.format(mark=html.escape(HOSTILE), text=told), "utf-8")
    empty = folder / "=<img src=x>.html"
    empty.write_text(f"<html><body>404 {HOSTILE}</body></html>", "utf-8")
    return listed, named, empty


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    with Archive.open(archive_of(folder / "shilu.db", *inputs(folder))) as archive:
        yield TestClient(create_app(archive), follow_redirects=False)


@pytest.fixture(scope="module")
def described(client):
    return client.get("/openapi.json").json()["paths"]


# --- what pages hold -----------------------------------------------------------------------------

#: Of links that lead to one view, so many are followed.
OF_A_KIND = 6


def links(page):
    found = [attrs["href"] for tag, attrs in Elements(page).found if tag == "a" and "href" in attrs]
    return [re.sub(r"#.*", "", link) for link in found if not link.startswith("#")]


@pytest.fixture(scope="module")
def walked(client):
    """Every answer that links lead to, by its address: pages, JSON and CSV, a few of each view."""
    starts = ("/", "/search?words=湖南", "/regions", "/brief/湖南/香港", "/refused", "/try")
    todo, found, kinds = list(starts), {}, {}
    while todo:
        path = todo.pop(0)
        if path in found:
            continue
        found[path] = client.get(path)
        if found[path].headers["content-type"].startswith("text/html"):
            for link in links(found[path].text):
                kind = urlsplit(link).path.split("/")[1:2], link.rpartition(".")[2][:4]
                kinds[str(kind)] = kinds.get(str(kind), 0) + 1
                if kinds[str(kind)] <= OF_A_KIND:
                    todo.append(link)
    return found


def of_type(walked, media):
    return {
        path: answer
        for path, answer in walked.items()
        if answer.headers["content-type"].startswith(media)
    }


def test_links_lead_to_every_view(walked, described):
    views = {path.split("/")[1] for path in described if "." not in path}
    assert views <= {urlsplit(path).path.split("/")[1] for path in walked}
    assert not {path: answer for path, answer in walked.items() if answer.status_code != 200}


def test_markup_and_script_in_every_field_is_inert_on_every_view(walked):
    pages = of_type(walked, "text/html")
    assert len(pages) > 20
    for answer in pages.values():
        check_inert(answer.text)
    shown = " ".join(answer.text for answer in pages.values())
    for told in ("&lt;script&gt;alert(1)&lt;/script&gt;", "{{7*7}}", "‹U+202E›"):
        assert told in shown


def test_data_is_never_taken_for_a_page(walked):
    answers = of_type(walked, "application/json") | of_type(walked, "text/csv")
    assert len(answers) > 20
    for answer in answers.values():
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_no_cell_of_a_table_is_a_formula(walked):
    tables = of_type(walked, "text/csv")
    cells = [
        cell
        for answer in tables.values()
        for line in csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
        for cell in line
    ]
    assert any(cell.startswith("'=") for cell in cells)
    harmless = re.compile(r"=|-?\d+(\.\d+)?(e[+-]?\d+)?")  # a bound, a number
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")) or harmless.fullmatch(cell)


# --- what readers ask ----------------------------------------------------------------------------

ASKED = (
    "'; DROP TABLE document; --",
    "' OR '1'='1",
    '") UNION SELECT sql FROM sqlite_master --',
    '"湖南" NEAR/2 (香港',
    "words:湖南* AND NOT ^香港",
    "%_\\",
    "湖南\x00香港\ud7ff",
    "(" * 400,
    HOSTILE,
    "../../../etc/passwd",
    "9" * 40,
    "-1",
)
#: What no answer may let slip: the archive's language, its tables, the machine's files.
SLIPS = re.compile(
    r"sqlite3|SQLITE_|no such (column|table)|syntax error|Error:|Traceback|/tmp/|root:x:"
)


def asked(described):
    """Every view with each of its parameters, the others left as a reader leaves them."""
    for path, methods in described.items():
        for parameter in methods.get("get", {}).get("parameters", ()):
            yield path, parameter["name"], parameter["in"]


def address(path, name, where, value):
    filled = re.sub(r"\{(\w+)\}", lambda m: quote(value) if m[1] == name else "湖南", path)
    return f"{filled}?{name}={quote(value)}" if where == "query" else filled


def test_sql_and_the_syntax_of_the_index_are_words_like_any_other(client, described):
    before = client.get("/index.json").json()
    met = set()
    for (path, name, where), value in itertools.product(asked(described), ASKED):
        answer = client.get(address(path, name, where, value))
        assert answer.status_code in (200, 404, 422), (path, name, value)
        assert not SLIPS.search(answer.text), (path, name, value)
        if answer.headers["content-type"].startswith("text/html"):
            check_inert(answer.text)
        met.add((path, name))
    assert len(met) > 20
    assert client.get("/index.json").json() == before


def test_a_parameter_given_twice_or_unknown_is_no_trouble(client, described):
    for path, name, where in asked(described):
        if where == "query":
            plain = re.sub(r"\{\w+\}", "湖南", path)
            answer = client.get(f"{plain}?{name}=1&{name}=2&unknown={quote(HOSTILE)}")
            assert answer.status_code in (200, 404, 422), path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_but_reading_is_answered(client, described, method):
    for path, methods in described.items():
        if "post" not in methods:
            answer = client.request(method, re.sub(r"\{\w+\}", "湖南", path))
            assert answer.status_code == 405, path


def test_headers_and_cookies_are_no_way_in(client):
    for name in ("Accept-Language", "Cookie", "Referer", "User-Agent", "If-None-Match"):
        value = f"language={HOSTILE}".encode("ascii", "ignore").decode()
        answer = client.get("/search?words=湖南", headers={name: value})
        assert answer.status_code == 200
        check_inert(answer.text)
