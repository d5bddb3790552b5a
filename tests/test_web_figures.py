"""Figures and commitments in the browser: lists, series, and what is no series."""

import csv
import io
import json

import pytest
from archives_made import archive_of
from starlette.testclient import TestClient

from shilu.archive import Archive
from shilu.web import create_app

TEXTS = {
    "a": "2022年5月，湖南省出口总额达300亿元。省长李明表示，将在2025年底前投资20亿元。",
    "b": "2023年5月，湖南出口总额达360亿元。会议要求加强对外贸易。",
    "c": "据统计，2023年5月，湖南出口总额为365亿元。香港希望与湖南加强金融合作。",
}
SERIES = {"measure": "出口总额", "area": "湖南", "unit": "CNY"}
HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "%",
    "a\0b",
    "长" * 90,
    "\u202e",
    "../x",
    "${7*7}",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web_figures")
    pages = folder / "pages.jsonl"
    lines = [
        json.dumps({"id": id, "title": f"消息{id}", "published": "2023-06-01", "text": text})
        for id, text in TEXTS.items()
    ]
    pages.write_text("\n".join(lines), "utf-8")
    with Archive.open(archive_of(folder / "shilu.db", pages)) as archive:
        yield TestClient(create_app(archive))


def rows(response):
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


def test_a_list_of_series_leads_to_each(client):
    page = client.get("/figures", params={"measure": "出口"})
    assert "sources differ" in page.text
    found = client.get("/figures.json", params={"measure": "出口"}).json()
    assert [each["measure"] for each in found["series"]] == ["出口总额"]
    assert rows(client.get("/figures.csv", params={"measure": "出口"}))[0]["reports"] == "3"
    assert "/figures/series?measure=%E5%87%BA%E5%8F%A3%E6%80%BB%E9%A2%9D&amp;area=" in page.text


def test_a_series_reads_without_script_and_each_value_leads_to_its_sentence(client):
    page = client.get("/figures/series", params=SERIES)
    found = client.get("/figures/series.json", params=SERIES).json()
    table = rows(client.get("/figures/series.csv", params=SERIES))
    assert [row["low"] for row in table] == ["30000000000", "36000000000", "36500000000"]
    assert [row["disagree"] for row in table] == ["false", "true", "true"]
    for row in table:
        assert f'href="/articles/{row["code"]}#{row["value"]}"' in page.text
        article = client.get(f"/articles/{row['code']}.json").json()
        assert row["sentence"] in article["record"]["article"]["text"]
    assert len(found["sources"]) == 3 and 'data-points="[[' in page.text


def test_commitments_are_narrowed_by_links_that_keep_the_rest(client):
    page = client.get("/commitments", params={"area": "湖南"})
    assert "/commitments?channel=finance&amp;area=%E6%B9%96%E5%8D%97" in page.text
    found = client.get("/commitments.json", params={"amount": "true"}).json()
    assert [each["commitment"]["actor"] for each in found["commitments"]] == ["李明"]
    (row,) = rows(client.get("/commitments.csv", params={"deadline": "true"}))
    assert row["amount"] == "2,000,000,000 CNY" and row["deadline"].startswith("2025")


@pytest.mark.parametrize("end", ["", ".json", ".csv"])
@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_is_asked_is_inert(client, value, end):
    for path, names in (
        ("/figures", ("measure", "area", "counterpart", "unit")),
        ("/commitments", ("actor", "area", "field")),
    ):
        answer = client.get(path + end, params=dict.fromkeys(names, value))
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text or end == ".json"
    answer = client.get("/figures/series" + end, params={"measure": value, "area": value})
    assert answer.status_code == 404 and "<script>alert" not in answer.text


def test_what_cannot_be_answered_is_said(client):
    for path in (
        "/commitments?stance=x",
        "/commitments?channel=x",
        "/commitments?page=0",
        "/figures?page=x",
        "/figures/series",
    ):
        assert client.get(path).status_code == 422
    assert client.get("/figures?page=99999").status_code == 200
    assert client.get("/commitments?page=99999").status_code == 200
