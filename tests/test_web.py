"""The archive in the browser: every view in three faces, inert whatever a page holds."""

import csv
import io
import re

import pytest
from archives_made import archive_of
from starlette.testclient import TestClient

from shilu.archive import Archive
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
