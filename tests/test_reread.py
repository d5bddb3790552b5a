"""Rereading: what becomes of values, and where a run that was broken off goes on."""

import json
import multiprocessing
import os
import random
import signal

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from sqlalchemy import func, select
from test_archive_store import is_whole
from test_ingest import page

from shilu import read
from shilu.archive import Archive, keeping, reread, schema
from shilu.archive.changes import Field, changes
from shilu.archive.documents import record_of
from shilu.archive.ingest import Ingest
from shilu.archive.reread import Reread
from shilu.cli import main
from shilu.commands import reread as rereading
from shilu.model import Refusal, Refused
from shilu.reading import read_page
from shilu.text import Span

TEXT = "省长李明2023年5月30日在长沙会见香港客人。李明说，今年要扩大开放，增长6.2%。"
#: The same page, one character of it torn: 明 is not there at first.
TORN = TEXT.replace("长沙", "长\ufffd")


@pytest.fixture
def path(tmp_path):
    with Archive.open(tmp_path / "shilu.db", write=True) as archive:
        Ingest(archive, read_page).add(page(n) for n in range(1, 6))
    return tmp_path / "shilu.db"


def without_figures(found):
    return replace(read_page(found), figures=())


def test_a_record_made_anew_alike_has_not_changed():
    assert changes(read(TEXT), read(TEXT)) == []


def test_values_are_gained_lost_and_changed():
    before = read(TEXT)
    figure, person = before.figures[0], before.people[0]
    after = replace(
        before,
        figures=(),
        people=(replace(person, posts=("副省长",)), *before.people[1:]),
    )
    lost, changed = sorted(changes(before, after), key=lambda c: c.kind, reverse=True)
    assert (lost.kind, lost.layer, lost.text, lost.rule) == ("lost", "figures", "6.2%", figure.rule)
    assert lost.origin == figure.origin
    assert (changed.kind, changed.layer, changed.text) == ("changed", "people", "李明")
    assert changed.fields == (Field("posts", '["省长"]', '["副省长"]'),)
    (gained,) = changes(replace(before, figures=()), before)
    assert (gained.kind, gained.rule) == ("gained", figure.rule)


def test_a_value_stays_itself_when_what_stands_before_it_is_restored():
    """Two characters more in the article move every span, but no origin."""
    before = read(TEXT)
    moved = [replace(f, span=f.span.shifted(2)) for f in before.figures]
    assert changes(before, replace(before, figures=tuple(moved))) == []


def test_a_value_whose_words_are_restored_has_changed_and_is_not_another():
    torn, whole = read(TORN), read(TEXT)
    event, now = torn.events[0], whole.events[0]
    (found,) = [c for c in changes(torn, whole) if c.layer == "events"]
    assert (found.kind, found.origin) == ("changed", now.origin)
    assert Field("text", event.text, now.text) in found.fields


def test_an_entity_is_known_by_any_of_its_mentions():
    before = read(TEXT)
    person = before.people[0]
    assert len(person.mentions) == 2
    later = replace(before, people=(replace(person, mentions=person.mentions[1:]),))
    (found,) = changes(before, later)
    assert (found.kind, [f.name for f in found.fields]) == ("changed", ["mentions"])


def test_the_places_of_values_in_their_lists_are_no_changes():
    before = read(TEXT)
    (promise,) = before.commitments
    first = replace(before.statements[0], origin=Span(0, 1), span=Span(0, 1), text="省")
    after = replace(
        before,
        statements=(first, *before.statements),
        commitments=(replace(promise, statement=promise.statement + 1),),
    )
    assert [(c.kind, c.layer) for c in changes(before, after)] == [("gained", "statements")]


def test_two_values_on_the_same_characters_are_told_apart():
    before = read(TEXT)
    time = before.times[0]
    both = replace(before, times=(time, replace(time, edtf="2023")))
    turned = replace(before, times=both.times[::-1])
    assert changes(both, turned) == []
    (found,) = changes(both, replace(before, times=(time,)))
    assert found.kind == "lost"


def test_what_changed_is_written_and_what_did_not_is_left(path):
    with Archive.open(path, write=True) as archive:
        told = []
        Reread(archive, read_page, told.append).all()
        assert told == []
        work = Reread(archive, without_figures, told.append)
        work.all()
        assert (work.done, len(told)) == (5, 5)
        assert {change.kind for change in told[0].changes} == {"lost"}
        with archive.reading() as connection:
            assert connection.scalar(select(func.count()).select_from(schema.figure)) == 0
            assert record_of(connection, 3).figures == ()
            assert record_of(connection, 3)._body is not None
            assert connection.scalar(select(func.count()).select_from(schema.article)) == 5
            assert connection.scalar(select(func.count()).select_from(schema.reread)) == 0
            found = "SELECT count(*) FROM words WHERE words MATCH '\"长风 风集\"'"
            assert connection.exec_driver_sql(found).scalar() == 5


def test_a_dry_run_writes_nothing(path):
    with Archive.open(path) as archive:
        told = []
        Reread(archive, without_figures, told.append, dry=True).all()
        assert len(told) == 5
        with archive.reading() as connection:
            assert record_of(connection, 3).figures


def test_an_article_may_become_none_and_one_again(path):
    no = Refusal(reason="the page is empty", rule="refusal.empty")
    with Archive.open(path, write=True) as archive:
        told = []
        refuse = lambda p: Refused(id=p.id, uri=p.uri, sha256=p.sha256, refused=no)  # noqa: E731
        Reread(archive, refuse, told.append).only([2])
        assert ("lost", "article") in {(c.kind, c.layer) for c in told[0].changes}
        with archive.reading() as connection:
            assert record_of(connection, 2) is None
            assert connection.scalar(select(schema.refused.c.document)) == 2
            assert connection.scalar(select(func.count()).select_from(schema.person)) == 4
        Reread(archive, read_page, told.append).only([2])
        with archive.reading() as connection:
            assert record_of(connection, 2) is not None
            assert connection.scalar(select(func.count()).select_from(schema.refused)) == 0


def test_a_run_that_was_broken_off_goes_on_where_it_was(path, monkeypatch):
    monkeypatch.setattr(reread, "_GROUP", 2)
    read_again = []

    def breaks(found):
        if found.id == "4":
            raise KeyboardInterrupt
        read_again.append(found.id)
        return without_figures(found)

    with Archive.open(path, write=True) as archive:
        with pytest.raises(KeyboardInterrupt):
            Reread(archive, breaks).all()
        assert read_again == ["1", "2", "3"], "the second group is not whole"
        rest = Reread(archive, lambda p: read_again.append(p.id) or without_figures(p))
        assert rest.waiting() == 3
        rest.all()
        assert read_again[3:] == ["3", "4", "5"]


def test_another_shilu_begins_at_the_beginning(path, monkeypatch):
    with Archive.open(path, write=True) as archive:
        with archive.writing() as connection:
            Reread(archive, read_page)._begin(connection, 4, 5)
        assert Reread(archive, read_page).waiting() == 1
        monkeypatch.setattr(reread, "reader", lambda: "another")
        assert Reread(archive, read_page).waiting() == 5


def test_a_document_that_cannot_be_kept_anew_keeps_what_it_has(path, monkeypatch):
    whole = keeping.keep_records

    def broken(connection, records):
        if any(each.record.id == "3" for _, each in records):
            raise RuntimeError("no room in it")
        whole(connection, records)

    monkeypatch.setattr(reread, "keep_records", broken)
    with Archive.open(path, write=True) as archive:
        told, broke = [], []
        work = Reread(archive, without_figures, told.append, lambda p, error: broke.append(p.id))
        work.all()
        assert (broke, work.failed, len(told)) == (["3"], 1, 4)
        with archive.reading() as connection:
            assert [bool(record_of(connection, id).figures) for id in (2, 3, 4)] == [0, 1, 0]


@pytest.mark.slow
def test_a_run_killed_at_any_moment_leaves_every_record_whole(tmp_path):
    """Twenty times; what was killed goes on where it was."""
    moments, kills = random.Random(4), 0
    path = tmp_path / "shilu.db"
    with Archive.open(path, write=True) as archive:
        Ingest(archive, read_page).add(page(n) for n in range(400))
    readers = [without_figures, read_page] * 20
    while kills < 20:
        ended = False
        reader = readers.pop()
        while not ended:
            args = (path, reader)
            child = multiprocessing.get_context("fork").Process(target=_reread_at, args=args)
            child.start()
            child.join(moments.uniform(0, 1))
            if child.is_alive():
                os.kill(child.pid, signal.SIGKILL)
                child.join()
                kills += 1
            ended = child.exitcode == 0
            assert is_whole(path)
        with Archive.open(path) as archive, archive.reading() as connection:
            figures = connection.scalar(select(func.count()).select_from(schema.figure))
            assert bool(figures) == (reader is read_page)


def _reread_at(path, reader):
    reread._GROUP = 20
    with Archive.open(path, write=True) as archive:
        Reread(archive, reader).all()


def test_the_command_shows_what_changed(path, monkeypatch):
    run = lambda *args: CliRunner().invoke(main, ["reread", "--archive", str(path), *args])  # noqa: E731
    assert "5 documents read again, 0 changed" in run().stderr
    monkeypatch.setattr(rereading, "read_page", without_figures)
    result = run("--dry-run", "--format", "json")
    found = json.loads(result.stdout)
    assert found["documents"] == len(found["changed"]) == 5
    assert {"layer": "figures", "rule": "figures.share", "gained": 0, "lost": 5, "changed": 0} in (
        found["tallies"]
    )
    code = found["changed"][0]["code"]
    one = run(code[:6])
    assert one.stdout.startswith(f"{code}  pages/1.txt")
    assert "- figures" in one.stdout
    assert "1 documents read again, 1 changed" in one.stderr
    assert json.loads(run("--dry-run", "--format", "json", code).stdout)["changed"] == []
    assert run("ffff").exit_code == 1
