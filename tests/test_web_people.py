"""People and organisations in the browser: lists, pages, and names that are none."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from archives_made import archive_of
from starlette.testclient import TestClient

from shilu.archive import Archive
from shilu.web import create_app

PAGES = [
    ("2022-03-01", "省长李明在长沙会见香港客人。李明表示，将加强金融合作。"),
    ("2023-05-31", "省委书记李明2023年5月30日在长沙会见香港贸发局主席王五。王五说，合作前景广阔。"),
    ("2023-06-01", "教育部发言人赵六介绍情况。教育部要求各地加强管理。"),
]
HOSTILE = [
    "a/b",
    "../x",
    "<script>alert(1)</script>",
    "%25",
    "%",
    "' OR 1=1",
    "a\0b",
    "长" * 190,
    "{{1}}",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web_people")
    pages = folder / "pages.jsonl"
    lines = [
        json.dumps({"id": str(n), "title": f"消息{n}", "published": day, "text": text})
        for n, (day, text) in enumerate(PAGES)
    ]
    pages.write_text("\n".join(lines), "utf-8")
    with Archive.open(archive_of(folder / "shilu.db", pages)) as archive:
        yield TestClient(create_app(archive))


def rows(response):
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_lists_name_those_of_most_reports_first_and_lead_to_each(client):
    assert client.get("/people.json").json()["names"][0] == {
        "value": "李明",
        "name": "李明",
        "reports": 2,
    }
    page = client.get("/people", params={"beginning": "王"})
    assert f'href="/people/{quote("王五")}"' in page.text and quote("李明") not in page.text
    assert "教育部" in [row["name"] for row in rows(client.get("/organizations.csv"))]


def test_a_person_has_posts_over_time_and_what_they_did_and_said(client):
    page = client.get(f"/people/{quote('李明')}")
    assert "it may be the name of several people" in page.text
    found = client.get(f"/people/{quote('李明')}.json").json()
    assert [post["post"] for post in found["posts"]] == ["省委书记", "省长"]
    table = rows(client.get(f"/people/{quote('李明')}.csv"))
    assert {row["layer"] for row in table} >= {"posts", "events", "commitments"}
    for row in table:
        link = f"/articles/{row['code']}" + (f"#{row['value']}" if row["value"] else "")
        assert f'href="{link}"' in page.text


def test_an_organisation_tells_what_it_does(client):
    page = client.get(f"/organizations/{quote('教育部')}")
    assert page.status_code == 200 and "several people" not in page.text
    table = rows(client.get(f"/organizations/{quote('教育部')}.csv"))
    assert "commitments" in {row["layer"] for row in table}


def test_a_name_is_found_in_either_script_and_form(client):
    for name in ("趙六", "赵六", " 赵六"):
        assert client.get(f"/people/{quote(name)}.json").json()["key"] == "赵六"


@pytest.mark.parametrize("kind", ["people", "organizations"])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_none_is_told_so_and_inert(client, kind, name):
    for end in ("", ".json", ".csv"):
        answer = client.get(f"/{kind}/{quote(name, safe='')}{end}")
        assert answer.status_code == 404
        assert "<script>alert" not in answer.text
        listed = client.get(f"/{kind}{end}", params={"beginning": name[:40]})
        assert listed.status_code == 200
        assert "<script>alert" not in listed.text or end == ".json"


def test_a_name_too_long_and_a_page_too_far_are_told(client):
    assert client.get(f"/people/{'a' * 500}").status_code == 422
    assert client.get(f"/people/{quote('李明')}?page=0").status_code == 422
    assert client.get(f"/people/{quote('李明')}?page=9999").status_code == 200
    assert client.get("/people?page=9999").status_code == 200


def test_an_article_leads_to_those_it_names_and_each_way_has_a_page(client):
    code = client.get("/search.json", params={"words": "前景广阔"}).json()["hits"][0]["code"]
    page = client.get(f"/articles/{code}").text
    ways = set(re.findall(r'<a href="([^"]+)"', "".join(re.findall(r'class="ways">.*?</p>', page))))
    assert {f"/people/{quote('李明')}", f"/brief/{quote('长沙')}"} <= ways
    assert {client.get(unescape(way)).status_code for way in ways} == {200}


def test_a_search_and_an_event_lead_to_people(client):
    assert f'class="own" href="/people/{quote("李明")}"' in client.get("/search?words=合作").text
    assert f'href="/people/{quote("王五")}"' in client.get("/people/李明").text
