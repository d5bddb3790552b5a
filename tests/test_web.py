"""The archive in the browser: every view in three faces, inert whatever a page holds."""

import csv
import gzip
import hashlib
import io
import json
import re
import socket
from contextlib import contextmanager
from importlib.resources import files

import pytest
import sqlalchemy
from archives_made import archive_of
from click.testing import CliRunner
from inert import HOSTILE, check_inert
from starlette.testclient import TestClient

from shilu.archive import Archive
from shilu.cli import main
from shilu.commands.serve import listen
from shilu.errors import ArchiveError
from shilu.web import create_app
from shilu.web.assets import assets


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with Archive.open(archive_of(tmp_path_factory.mktemp("web") / "shilu.db")) as archive:
        yield create_app(archive)


@pytest.fixture
def client(app):
    return TestClient(app, follow_redirects=False)


def rows(response):
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_a_view_has_three_faces_and_its_page_leads_to_the_other_two(client):
    page, data, table = (client.get(path) for path in ("/", "/index.json", "/index.csv"))
    assert page.status_code == data.status_code == table.status_code == 200
    assert 'href="/index.json"' in page.text and 'href="/index.csv"' in page.text
    assert [row["code"] for row in rows(table)] == [each["code"] for each in data.json()["newest"]]


def test_nothing_but_own_files_may_run(client):
    for path in ("/", "/refused", "/nothing"):
        response = client.get(path)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script>", response.text)
        assert not re.search(r"(?:src|href)=\"(?!/|#|data:,)", response.text)


def test_style_and_script_are_kept_by_their_content(client):
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/").text):
        first = client.get(address)
        assert "immutable" in first.headers["cache-control"]
        again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304 and not again.content
    assert client.get("/static/000000000000/style.css").status_code == 404
    assert not any("LICENSE" in name or name.endswith(".json") for name in assets())


def test_libraries_are_as_they_were_published():
    vendor = files("shilu.web") / "static" / "vendor"
    for package in json.loads((vendor / "manifest.json").read_text("utf-8")):
        assert "permission" in (vendor / package["license_file"]).read_text("utf-8").lower()
        for name, expected in package["files"].items():
            found = hashlib.sha256((vendor / name).read_bytes()).hexdigest()
            assert f"sha256-{found}" == expected


@pytest.mark.parametrize(
    ("path", "status"),
    [("/nothing", 404), ("/refused?page=0", 422), ("/static/../app.py", 404)],
)
def test_what_goes_wrong_is_said_in_both_languages(client, path, status):
    response = client.get(path)
    assert response.status_code == status
    assert re.search(r'lang="zh-Hans">\w', response.text)
    assert re.search(r'<h1 class="en" lang="en">\w', response.text)


def test_data_is_answered_with_data_where_something_goes_wrong(client):
    response = client.get("/refused.json?page=0")
    assert response.status_code == response.json()["status"] == 422
    assert client.get("/refused.csv?page=0").headers["content-type"].startswith("text/plain")


def test_language_and_colours_are_chosen_without_script(client):
    plain = client.get("/", headers={"Accept-Language": "zh-HK,zh;q=0.9,en;q=0.8"})
    assert 'data-language="zh"' in plain.text
    chosen = client.post(
        "/taste", data={"language": "en", "theme": "dark", "back": "/refused?page=1"}
    )
    assert (chosen.status_code, chosen.headers["location"]) == (303, "/refused?page=1")
    assert 'data-language="en" data-theme="dark"' in client.get("/").text
    client.cookies.clear()


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "\\\\a", "x"])
def test_the_way_back_never_leads_elsewhere(client, back):
    assert client.post("/taste", data={"back": back}).headers["location"] == "/"


def test_a_form_from_elsewhere_is_not_taken(client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert client.post("/taste", data={"language": "en"}, headers=headers).status_code == 403


def test_the_description_of_the_interface_has_the_type_of_every_answer(client):
    described = client.get("/openapi.json").json()
    schemas = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for told in re.findall(r"#/components/schemas/(\w+)", str(methods)):
            assert told in schemas, path
    assert "Overview" in schemas and "newest" in schemas["Overview"]["properties"]


def test_a_name_that_leads_here_by_a_trick_is_not_answered(app):
    guarded = create_app(app.state.archive, ("127.0.0.1", "localhost"))
    assert TestClient(guarded, base_url="http://localhost:8000").get("/").status_code == 200
    assert TestClient(guarded, base_url="http://elsewhere.example").get("/").status_code == 400


class Broken:
    def __init__(self, error):
        self.error = error

    @contextmanager
    def reading(self):
        raise self.error
        yield


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ArchiveError("/home/me/shilu.db: is being written to by another"), 503),
        (sqlalchemy.exc.TimeoutError("no connection"), 503),
        (RuntimeError("/home/me: unforeseen"), 500),
    ],
)
def test_an_archive_that_cannot_be_read_is_told_of_without_its_inner_matters(error, status):
    client = TestClient(create_app(Broken(error)))
    for path in ("/", "/index.json"):
        answer = client.get(path)
        assert answer.status_code == status
        assert "/home/me" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.json()["status"] == status


def test_serving_says_what_is_wrong(tmp_path):
    path = str(archive_of(tmp_path / "shilu.db"))
    missing = CliRunner().invoke(main, ["serve", "--archive", str(tmp_path / "none.db")])
    assert missing.exit_code == 1 and "there is no archive" in missing.output
    with listen("127.0.0.1", 0) as taken:
        port = str(taken.getsockname()[1])
        taken.listen()
        refused = CliRunner().invoke(main, ["serve", "--archive", path, "--port", port])
    assert refused.exit_code == 1 and "address already in use" in refused.output


# --- an article ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def code(app):
    client = TestClient(app)
    hits = client.get("/search.json", params={"words": "程远川率团访问香港"}).json()["hits"]
    return hits[0]["code"]


def test_an_article_has_its_record_its_page_and_its_citation(client, code):
    page = client.get(f"/articles/{code}").text
    data = client.get(f"/articles/{code}.json").json()
    assert data["document"]["code"] == code and data["record"]["figures"]
    assert 'class="body"' in page and 'id="source"' in page and 'id="cite"' in page
    assert code in page and data["document"]["sha256"] in page


def test_a_value_is_reached_by_its_name(client, code):
    page = client.get(f"/articles/{code}").text
    named = [row["name"] for row in rows(client.get(f"/articles/{code}.csv")) if row["name"]]
    assert len(named) > 20
    assert all(f'<i id="{name}"' in page for name in named)
    anchors = re.findall(r'id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))


def test_the_rows_of_an_article_are_the_values_of_its_record(client, code):
    record = client.get(f"/articles/{code}.json").json()["record"]
    text = record["article"]["text"]
    found = rows(client.get(f"/articles/{code}.csv"))
    assert sum(row["layer"] == "figures" for row in found) == len(record["figures"])
    assert all(row["text"] == text[int(row["start"]) : int(row["end"])] for row in found)


@pytest.mark.parametrize("code", ["ffff", "0", "zz'--", "％", "a" * 64])
def test_a_code_that_leads_nowhere_is_answered_in_words(client, code):
    assert client.get(f"/articles/{code}").status_code == 404
    assert client.get(f"/articles/{code}.json").json()["status"] == 404


def test_a_page_that_is_no_article_gives_its_reason(client):
    (refused,) = client.get("/refused.json").json()["pages"]
    page = client.get(f"/articles/{refused['code']}")
    assert page.status_code == 200 and refused["reason"] in page.text
    assert rows(client.get(f"/articles/{refused['code']}.csv")) == []


# --- search --------------------------------------------------------------------------------------


def test_a_search_leads_to_its_articles_and_narrows(client):
    page = client.get("/search", params={"words": "香港 合作"}).text
    assert "<mark>香港</mark>" in page and 'class="facets"' in page
    narrower = re.search(r'href="(/search\?[^"]*person=[^"]+)"', page)[1].replace("&amp;", "&")
    wide = client.get("/search.json", params={"words": "香港 合作"}).json()["total"]
    narrow = client.get(narrower.replace("/search?", "/search.json?")).json()["total"]
    assert 0 < narrow <= wide


def test_filters_left_empty_by_the_form_ask_nothing(client):
    empty = dict.fromkeys(("person", "place", "event", "field", "since", "until"), "")
    asked = client.get("/search.json", params={"words": "香港", **empty}).json()
    assert asked["total"] == client.get("/search.json?words=香港").json()["total"] > 0


@pytest.mark.parametrize("query", ["since=yesterday", "event=party", "page=0", "limit=1000"])
def test_conditions_that_cannot_be_understood_are_said_to_be(client, query):
    assert client.get(f"/search?{query}").status_code == 422
    assert client.get(f"/search.json?{query}").json()["status"] == 422


# --- try it --------------------------------------------------------------------------------------


def test_what_is_tried_is_shown_and_not_kept(client):
    before = client.get("/index.json").json()
    text = "省长李明2023年5月30日在长沙会见香港客人，双方就扩大贸易交换意见。" * 3
    page = client.post("/try", data={"text": text, "published": "2023-05-31"})
    assert page.status_code == 200 and 'class="body"' in page.text
    record = client.post("/try.json", data={"text": text}).json()
    assert record["times"][0]["edtf"] == "2023-05-30"
    assert rows(client.post("/try.csv", data={"text": text}))[0]["layer"] == "times"
    assert client.get("/index.json").json() == before


def test_a_file_is_tried_in_its_own_charset(client):
    page = "<html><body><p>省长李明在长沙会见香港客人。</p></body></html>".encode("gb18030")
    answer = client.post("/try.json", files={"file": ("a.html", page, "text/html")}).json()
    assert answer["sha256"] and answer["id"] == "a.html"


def test_what_is_tried_is_inert(client):
    check_inert(client.post("/try", data={"text": f"省长李明在长沙会见香港客人。{HOSTILE}"}).text)
    check_inert(client.post("/try", data={"text": HOSTILE * 9}).text)


def test_nothing_is_no_article(client):
    assert client.post("/try.json", data={"text": " "}).json()["refused"]["reason"]
    assert "No article" in client.post("/try").text


def test_the_name_of_a_file_is_no_way_to_read_it(client):
    answer = client.post("/try.json", data={"text": "/etc/passwd"}).json()
    assert "root" not in str(answer)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": {"text": "甲", "published": "31 May"}}, 422),
        ({"files": {"file": ("a", b"\xff" * 1000)}}, 422),
        ({"files": {"file": ("a", b"a" * 1_100_000)}}, 413),
        ({"data": {"text": "甲"}, "headers": {"Sec-Fetch-Site": "cross-site"}}, 403),
    ],
)
def test_what_cannot_be_tried_is_answered_in_words(client, sent, status):
    assert client.post("/try.json", **sent).json()["status"] == status
    assert client.post("/try", **sent).status_code == status


# --- weight ---------------------------------------------------------------------------------------


def test_style_and_script_of_a_first_load_are_light(client, code):
    for path in ("/", "/search?words=香港", f"/articles/{code}"):
        page = client.get(path).text
        files = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', page)
        assert sum(len(gzip.compress(client.get(file).content, 5)) for file in files) < 100_000


def test_answers_are_sent_at_once():
    with listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # else asyncio leaves them waiting for more


def test_head_is_answered_as_get_is_without_a_body(client):
    for path in ("/", "/index.json", "/refused.csv", "/nothing", "/openapi.json"):
        got, head = client.get(path), client.head(path)
        assert head.status_code == got.status_code and not head.content
        assert head.headers["content-type"] == got.headers["content-type"]
        assert "content-security-policy" in head.headers


def test_a_page_that_is_not_there_offers_the_search(client):
    page = client.get("/people/某某")
    assert page.status_code == 404 and 'action="/search"' in page.text


def test_of_a_very_long_text_the_beginning_is_shown_and_the_data_is_whole(client):
    text = "2023年5月30日，省长李明在长沙会见香港客人，双方商定扩大合作。\n" * 1600
    page = client.post("/try", data={"text": text}).text
    assert 'role="note"' in page and page.count("<p>") < 1600
    assert len(client.post("/try.json", data={"text": text}).json()["article"]["text"]) > 50_000
