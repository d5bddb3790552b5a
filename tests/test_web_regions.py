"""The brief of regions and the copies of a report, in the browser."""

import csv
import io
import re
from html import unescape
from urllib.parse import unquote

import pytest
from archives_made import archive_of
from starlette.testclient import TestClient

from shilu.archive import Archive
from shilu.archive.views import regions
from shilu.web import create_app
from shilu.web.views import regions as view

BRIEF = "/brief/江西/香港"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with Archive.open(archive_of(tmp_path_factory.mktemp("regions") / "shilu.db")) as archive:
        yield TestClient(create_app(archive), follow_redirects=False)


@pytest.fixture
def forgetful(monkeypatch):
    """Nothing is remembered of what was asked before."""
    monkeypatch.setattr(view, "_remembered", view.Remembered())


def rows(response):
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_a_brief_has_every_part_and_names_its_pages(client):
    page = client.get(BRIEF).text
    brief = client.get(f"{BRIEF}.json").json()["brief"]
    assert brief["regions"] == ["江西", "香港"] and brief["events"] and brief["figures"]
    for part in ("events", "figures", "statements", "channels", "sources"):
        assert f'<section id="{part}"' in page
    assert all(source["code"] for source in brief["sources"])
    assert page.count("<blockquote") > 10


def test_each_line_leads_to_its_value_in_the_article(client):
    ways = re.findall(r'<a href="/articles/(\w+)#(\w+-\d+-\d+)"', client.get(BRIEF).text)
    articles = {code: client.get(f"/articles/{code}").text for code in {code for code, _ in ways}}
    assert len(ways) > 10
    assert all(f'<i id="{value}"' in articles[code] for code, value in ways)


def test_a_row_of_a_brief_is_a_line_and_a_place(client):
    brief = client.get(f"{BRIEF}.json").json()["brief"]
    found = rows(client.get(f"{BRIEF}.csv"))
    told = sum(len(event["told"]) for event in brief["events"])
    assert sum(row["part"] == "events" for row in found) == told > 0
    assert all(row["text"] in row["sentence"] for row in found if row["part"] == "events")
    assert {row["channel"] for row in found} > {""}


def test_a_part_is_shown_whole_and_in_pages(client):
    brief = client.get(f"{BRIEF}.json").json()["brief"]
    page = client.get(f"{BRIEF}?part=statements").text
    assert page.count('<li class="line">') == len(brief["statements"])
    assert '<section id="events"' not in page
    assert client.get(f"{BRIEF}?part=statements&page=99").status_code == 200


def test_regions_are_chosen_by_a_form_in_any_of_their_names(client):
    led = client.get("/brief", params={"region": ["贛", "香港特別行政區"]})
    assert led.status_code == 303 and unquote(led.headers["location"]) == BRIEF
    assert unquote(client.get("/brief?region=湘&region=").headers["location"]) == "/brief/湖南"
    assert client.get("/brief/贛/港.json").json()["brief"] == brief_of(client)


def brief_of(client):
    return client.get(f"{BRIEF}.json").json()["brief"]


def test_what_is_no_region_is_said_to_be_none(client):
    assert client.get("/brief/某地").status_code == 404
    assert "某地" in client.get("/brief/某地.json").json()["zh"]
    assert client.get("/brief?region=").status_code == 404
    assert client.get("/brief/湖南/湖北/江西/江苏/浙江").status_code == 404
    assert client.get(f"{BRIEF}?since=yesterday").status_code == 422
    assert client.get(f"{BRIEF}?part=rows").status_code == 422


def test_a_brief_of_many_reports_is_of_the_newest_and_says_so(client, forgetful, monkeypatch):
    monkeypatch.setattr(regions, "MOST", 1)
    found = client.get("/brief/香港.json").json()
    assert found["reports"] > found["brief"]["read"] == 1
    assert 'class="note"' in client.get("/brief/香港").text


def test_a_brief_is_of_the_days_asked_for(client):
    found = client.get("/brief/香港.json").json()
    year = found["years"][0]
    within = client.get(f"/brief/香港.json?since={year['value']}&until={year['value']}").json()
    assert within["reports"] == year["reports"]
    assert client.get("/brief/香港.json?until=1900").json()["reports"] == 0
    assert client.get("/brief/香港?until=1900").status_code == 200


def test_the_areas_named_most_lead_to_their_briefs(client):
    page = client.get("/regions").text
    named = client.get("/regions.json").json()["named"]
    assert named[0]["reports"] >= named[-1]["reports"] > 0
    for way in re.findall(r'href="(/brief/[^"]+)"', page)[:5]:
        assert client.get(way).status_code == 200
    beside = client.get("/regions.json?beside=香港").json()
    assert "香港" not in [each["name"] for each in beside["named"]]
    assert client.get("/regions?beside=某地").status_code == 404


def test_series_are_drawn_where_there_is_something_to_draw(client):
    page = client.get(f"{BRIEF}?part=figures").text
    assert "charts.js" in page
    for points in re.findall(r'data-points="([^"]+)"', page):
        assert re.fullmatch(r"\[(?:\[-?\d+,-?[\d.e+]+,\"\w+\"\],?){2,}\]", unescape(points))


# --- copies --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def copies(client):
    hits = client.get("/search.json?words=香港").json()["hits"]
    code = max(hits, key=lambda hit: hit["witnesses"])["code"]
    return client.get(f"/articles/{code}.json").json()["witnesses"]


def test_the_witnesses_of_a_report_say_why_the_best_is_the_best(client, copies):
    best, *others = (copy["code"] for copy in copies)
    assert others
    found = client.get(f"/reports/{others[0]}.json").json()
    assert found["witnesses"][0]["code"] == best and found["total"] == len(copies)
    assert all(each["decided_by"] in found["rules"] for each in found["witnesses"])
    page = client.get(f"/reports/{best}").text
    assert all(f"/articles/{code}" in page for code in (best, *others))
    assert rows(client.get(f"/reports/{best}.csv"))[0]["code"] == best


def test_a_collation_shows_each_copy_against_the_best(client, copies):
    best, *others = (copy["code"] for copy in copies)
    found = client.get(f"/collations/{others[0]}.json").json()
    assert found["collation"]["best"]["code"] == best and found["total"] == len(others)
    page = client.get(f"/collations/{best}").text
    assert all(f'id="{code}"' in page for code in others)
    changes = sum(len(copy["changes"]) for copy in found["collation"]["copies"])
    table = rows(client.get(f"/collations/{best}.csv"))
    assert sum(row["kind"] in ("dropped", "added", "changed", "moved") for row in table) == changes


def test_a_report_of_one_copy_has_nothing_to_collate(client):
    for each in client.get("/index.json").json()["newest"]:
        if each["witnesses"] == 1:
            found = client.get(f"/collations/{each['code']}.json").json()
            assert found["total"] == 0 and not found["collation"]["copies"]
            assert client.get(f"/collations/{each['code']}").status_code == 200
            assert client.get(f"/reports/{each['code']}").status_code == 200
            return
    raise AssertionError("every report has copies")


@pytest.mark.parametrize("view", ["reports", "collations"])
def test_copies_of_what_is_no_article_are_none(client, view):
    (refused, *_) = client.get("/refused.json").json()["pages"]
    for code in ("ffff", "'--", refused["code"]):
        assert client.get(f"/{view}/{code}.json").status_code == 404
