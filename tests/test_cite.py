import json

import pytest
from archives_made import EXAMPLES, archive_of
from click.testing import CliRunner

from shilu import read
from shilu.archive import Archive
from shilu.archive.kept import kept
from shilu.archive.values import value_name
from shilu.cli import main

PAGE = EXAMPLES / "visit.txt"


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return archive_of(tmp_path_factory.mktemp("archive") / "shilu.db", PAGE)


@pytest.fixture(scope="module")
def code(archive):
    with Archive.open(archive) as opened, opened.reading() as connection:
        return next(kept(connection)).code


def cite(archive, *arguments):
    return CliRunner().invoke(main, ["cite", *arguments, "--archive", str(archive)])


def test_every_value_can_be_cited_by_the_characters_it_came_from(archive, code):
    page = PAGE.read_text("utf-8")
    for layer, mention in read(PAGE).layers():
        done = cite(archive, f"{code}#{value_name(layer, mention)}", "--format", "json")
        cited = json.loads(done.output)
        assert cited["quote"] == mention.text
        assert cited["quote"] in cited["sentence"]
        assert cited["origin"] == list(mention.origin)
        assert page[slice(*cited["origin"])].startswith(mention.text[0])


def test_a_page_is_cited_by_the_beginning_of_its_code(archive, code):
    done = cite(archive, code[:4])
    assert done.exit_code == 0
    assert read(PAGE).article.headline in done.output
    assert read(PAGE).sha256 in done.output
    assert "[EB/OL]" in done.output


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("ffffffffffffffff", "no such document"),
        ("visit", "is no document's code"),
        ("{code}#figures-0-1", "the document has no such value"),
        ("{code}#hello", "is no value's name"),
    ],
)
def test_what_is_not_there_is_said(archive, code, name, cause):
    done = cite(archive, name.format(code=code))
    assert done.exit_code == 1
    assert cause in done.output
