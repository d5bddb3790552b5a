"""The archive's file: opened or refused with its cause, and whole whatever happens to a writer."""

import multiprocessing
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select
from test_ingest import REPORT, page, write_rows

from shilu.archive import Archive, ingest, packing, schema
from shilu.archive.documents import records
from shilu.archive.ingest import Ingest
from shilu.cli import main
from shilu.errors import ArchiveError
from shilu.reading import read_page

NOBODY = 65534


@pytest.fixture
def path(tmp_path):
    return tmp_path / "shilu.db"


def made(path: Path, n: int = 3) -> Path:
    with Archive.open(path, write=True) as archive:
        Ingest(archive, read_page).add(page(i) for i in range(n))
    return path


def codes(path: Path) -> list[str]:
    with Archive.open(path) as archive, archive.reading() as connection:
        return list(connection.scalars(select(schema.document.c.code)))


def is_whole(path: Path) -> bool:
    """Whether the file is sound, and every article has its record, its report and its words."""
    with Archive.open(path) as archive, archive.reading() as connection:
        sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        kept = connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        tables = (schema.document, schema.source, schema.article, schema.record)
        counts = {connection.scalar(select(func.count()).select_from(table)) for table in tables}
        found = "SELECT count(*) FROM words WHERE words MATCH '\"长风 风集\"'"
        counts.add(connection.exec_driver_sql(found).scalar())
        ids = list(connection.scalars(select(schema.document.c.id)))
        return (
            sound and kept and len(counts) == 1 and len(list(records(connection, ids))) == len(ids)
        )


# --- what is no archive --------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_only_made_to_write(path):
    with pytest.raises(ArchiveError, match=r"shilu\.db: there is no archive"):
        Archive.open(path)
    with pytest.raises(ArchiveError, match=r"no/shilu\.db: there is no such folder"):
        Archive.open(path.parent / "no" / "shilu.db", write=True)
    made(path)
    assert len(codes(path)) == 3
    assert [each.name for each in path.parent.iterdir()] == ["shilu.db"], "its log is gone"


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"x" * 200])
def test_a_file_of_another_kind_is_left_as_it_is(path, content, write):
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"shilu\.db: is no archive of shilu"):
        Archive.open(path, write=write)
    assert path.read_bytes() == content
    assert len(list(path.parent.iterdir())) == 1


@pytest.mark.parametrize("application", [0, 7])
@pytest.mark.parametrize("write", [False, True])
def test_a_database_of_another_is_left_as_it_is(path, application, write):
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE notes (text)")
        other.execute(f"PRAGMA application_id = {application}")
    other.close()
    content = path.read_bytes()
    with pytest.raises(ArchiveError, match=r"shilu\.db: is no archive of shilu"):
        Archive.open(path, write=write)
    assert path.read_bytes() == content


@pytest.mark.parametrize(("version", "kind"), [(99, "a newer"), (0, "an older")])
def test_an_archive_of_another_version_is_said(path, version, kind):
    made(path)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE archive SET version = ?", [version])
    other.close()
    for write in (False, True):
        with pytest.raises(ArchiveError, match=f"was made by {kind} shilu .schema {version}."):
            Archive.open(path, write=write)


def test_an_empty_file_becomes_an_archive(path):
    path.touch()
    assert len(codes(made(path))) == 3


def test_a_damaged_archive_is_said(path):
    made(path, 200)
    content = bytearray(path.read_bytes())
    rest = random.Random(1)
    for at in range(8192 * 4, len(content), 8192):
        content[at : at + 100] = rest.randbytes(100)
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match=r"shilu\.db: is damaged"):
        Ingest(Archive.open(path, write=True), read_page).add(page(i) for i in range(300, 400))


@pytest.mark.parametrize("table", ["source", "record"])
def test_a_page_or_record_that_a_disk_has_altered_is_said(path, table):
    """SQLite does not notice this."""
    made(path)
    column = "text" if table == "source" else "record"
    with sqlite3.connect(path) as other:
        (packed,) = other.execute(f"SELECT {column} FROM {table} WHERE document = 2").fetchone()
        altered = packed[:40] + bytes([packed[40] ^ 1]) + packed[41:]
        other.execute(f"UPDATE {table} SET {column} = ? WHERE document = 2", [altered])
    other.close()
    said = pytest.raises(ArchiveError, match=r"shilu\.db: is damaged")
    with said, Archive.open(path) as archive, archive.reading() as connection:
        list(records(connection, [2]))


def test_what_records_are_packed_against_never_changes():
    """Every archive leans on it."""
    digest = sha256(packing._common()).hexdigest()
    assert digest == "29bd35d9400bd3ecc0eee28e0f26f86523265b82bd5418ed831126a72ab1609d"


# --- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["ingest", "x.jsonl"], ["reread"], ["refused"]])
def test_the_commands_name_the_file_and_the_cause(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    write_rows("x.jsonl", [{"text": REPORT.format(n=1)}])
    Path("shilu.db").write_bytes(b"no database at all")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "Error: shilu.db: is no archive of shilu" in result.stderr
    assert "Traceback" not in result.output


def test_a_full_disk_is_said_and_what_is_safe_stays(path, monkeypatch):
    """SQLite is told that the file may have so many pages and no more."""
    monkeypatch.setattr(ingest, "_PAGES", 20)
    kept = []
    with Archive.open(path, write=True) as archive:

        @pytest.importorskip("sqlalchemy").event.listens_for(archive._engine, "begin")
        def bounded(connection):
            connection.exec_driver_sql("PRAGMA max_page_count = 130")

        work = Ingest(archive, read_page, lambda p, code: kept.append(code))
        with pytest.raises(ArchiveError, match=r"shilu\.db: the disk is full"):
            work.add(page(i) for i in range(1000))
    assert kept
    assert set(codes(path)) == set(kept)
    assert is_whole(path)
    with Archive.open(path, write=True) as archive:
        Ingest(archive, read_page).add(page(i) for i in range(len(kept) + 20))
    assert len(codes(path)) == len(kept) + 20


def test_readers_see_one_state_while_another_writes(path):
    made(path, 3)
    with Archive.open(path) as reader, reader.reading() as connection:
        count = select(func.count()).select_from(schema.document)
        assert connection.scalar(count) == 3
        with Archive.open(path, write=True) as archive:
            Ingest(archive, read_page).add(page(i) for i in range(3, 6))
        assert connection.scalar(count) == 3
    assert len(codes(path)) == 6


def test_a_writer_that_is_waited_for_too_long_is_said(path, monkeypatch):
    made(path)
    monkeypatch.setattr("shilu.archive.store._PATIENCE", 0.1)
    with Archive.open(path, write=True) as one, Archive.open(path, write=True) as other:
        said = pytest.raises(ArchiveError, match="is being written to by another")
        with one.writing(), said, other.writing():
            pass


# --- other processes -----------------------------------------------------------------------------


def command(*args: str, **kwargs) -> subprocess.CompletedProcess:
    code = "from shilu.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *args], capture_output=True, text=True, check=False, **kwargs
    )


def _as_nobody(folder: Path, said, args: list[str]) -> None:
    if os.geteuid() == 0:  # who may write anywhere
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    os.chdir(folder)
    result = CliRunner().invoke(main, args)
    said.send((result.exit_code, result.stdout, result.stderr))


def as_nobody(folder: Path, *args: str) -> tuple[int, str, str]:
    """What a command says to one who may not write where we say so; all is loaded already."""
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_as_nobody, args=(folder, theirs, list(args)))
    child.start()
    told: tuple[int, str, str] = ours.recv()
    child.join()
    return told


@pytest.mark.parametrize("what", ["file", "folder", "folder left by a crash"])
def test_what_may_not_be_written_to_is_said_and_still_read(what):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = made(folder / "shilu.db")
        if what == "folder left by a crash":
            leave_log(path)
        write_rows(str(folder / "x.jsonl"), [{"text": REPORT.format(n=7)}])
        for each in folder.iterdir():
            each.chmod(0o444)
        folder.chmod(0o777 if what == "file" else 0o555)
        code, stdout, stderr = as_nobody(folder, "ingest", "x.jsonl")
        assert (code, stdout) == (1, "")
        assert "Error: shilu.db: cannot be written to" in stderr
        code, _, stderr = as_nobody(folder, "reread", "--dry-run")
        assert (code, "3 documents read again" in stderr) == (0, True), stderr
        folder.chmod(0o755)


def leave_log(path: Path) -> None:
    """What a writer that was killed leaves: its log, and the index of it."""
    with Archive.open(path, write=True) as archive, archive.reading() as connection:
        connection.scalar(select(schema.archive.c.version))
        for each in list(path.parent.iterdir()):
            shutil.copy(each, each.with_name(f"left-{each.name}"))
    for each in list(path.parent.glob("left-*")):
        each.rename(each.with_name(each.name.removeprefix("left-")))


@pytest.mark.slow
def test_a_file_that_cannot_grow_is_said(tmp_path):
    """A bound on the size of files stands for a disk that fails."""
    write_rows(str(tmp_path / "x.jsonl"), [{"text": REPORT.format(n=n)} for n in range(3000)])

    def bounded():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    result = command("ingest", "x.jsonl", "--list", cwd=tmp_path, preexec_fn=bounded)
    assert result.returncode == 1
    assert "Error: shilu.db: cannot be read from or written to the disk" in result.stderr
    assert "Traceback" not in result.stderr
    acknowledged = [line.split("\t")[0] for line in result.stdout.splitlines()]
    assert set(acknowledged) <= set(codes(tmp_path / "shilu.db"))
    assert command("ingest", "x.jsonl", cwd=tmp_path).returncode == 0
    assert len(codes(tmp_path / "shilu.db")) == 3000
    assert is_whole(tmp_path / "shilu.db")


@pytest.mark.slow
def test_a_disk_that_is_full_is_said(tmp_path):
    """A small file system of its own, where this may be made."""
    unshare = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-ec"]
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f"mount -t tmpfs -o size=700k tmpfs {disk}"
    if not shutil.which("unshare") or subprocess.run([*unshare, mount], check=False).returncode:
        pytest.skip("no file system can be made here")
    write_rows(str(tmp_path / "x.jsonl"), [{"text": REPORT.format(n=n)} for n in range(3000)])
    ingest = f"{sys.executable} -c 'from shilu.cli import main; main()' ingest"
    script = f"""
        {mount}; cd {tmp_path}
        {ingest} x.jsonl --archive disk/shilu.db --list > kept.txt 2> said.txt || echo $? > ended
        cp disk/shilu.db* .
    """
    subprocess.run([*unshare, textwrap.dedent(script)], check=True)
    assert (tmp_path / "ended").read_text() == "1\n"
    assert "Error: disk/shilu.db: the disk is full" in (tmp_path / "said.txt").read_text()
    kept = [line.split("\t")[0] for line in (tmp_path / "kept.txt").read_text().splitlines()]
    assert set(kept) <= set(codes(tmp_path / "shilu.db"))
    assert is_whole(tmp_path / "shilu.db")


@pytest.mark.slow
def test_two_ingests_at_once_keep_everything_once(tmp_path):
    """Both make the archive, and share a third of their pages."""
    for name, numbers in (("a", range(2000)), ("b", range(1000, 3000))):
        write_rows(str(tmp_path / f"{name}.jsonl"), [{"text": REPORT.format(n=n)} for n in numbers])
    code = "from shilu.cli import main; main()"
    run = [sys.executable, "-c", code, "ingest"]
    both = [subprocess.Popen([*run, f"{name}.jsonl"], cwd=tmp_path) for name in "ab"]
    path = tmp_path / "shilu.db"
    seen = 0
    while any(each.poll() is None for each in both):
        time.sleep(0.05)
        if path.exists() and path.stat().st_size:
            try:
                now = len(codes(path))
            except ArchiveError as error:  # not made yet
                assert seen == 0, error
                continue
            assert now >= seen
            seen = now
    assert [each.returncode for each in both] == [0, 0]
    assert len(codes(path)) == 3000
    assert is_whole(path)


# --- killed --------------------------------------------------------------------------------------

KILLS, ROWS = 100, 1500


def _ingest_in(folder: Path) -> None:
    """What the process that is killed does: commits are small, so that many can be hit."""
    ingest._PAGES = 25
    os.chdir(folder)
    with Path("kept.txt").open("a") as kept:
        os.dup2(kept.fileno(), 1)
    sys.stdout = os.fdopen(1, "w", buffering=1)
    main(["ingest", "x.jsonl", "--list"], standalone_mode=False)


@pytest.mark.slow
def test_an_ingest_killed_at_any_moment_loses_nothing_acknowledged(tmp_path):
    """A hundred times; what was killed goes on where it was, until all of it is kept."""
    fork = multiprocessing.get_context("fork")
    moments = random.Random(9)
    read_page(page(1))  # words and cards are loaded once, before the forks
    kills = archives = 0
    while kills < KILLS:
        folder = tmp_path / str(archives)
        folder.mkdir()
        write_rows(str(folder / "x.jsonl"), [{"text": REPORT.format(n=n)} for n in range(ROWS)])
        ended, archives, kept_before = False, archives + 1, 0
        while not ended:
            child = fork.Process(target=_ingest_in, args=(folder,))
            child.start()
            child.join(moments.uniform(0, 0.8))
            if child.is_alive():
                os.kill(child.pid, signal.SIGKILL)
                child.join()
                kills += 1
            ended = child.exitcode == 0
            kept = _acknowledged(folder / "kept.txt")
            path = folder / "shilu.db"
            if not path.exists() or not path.stat().st_size:
                assert not kept
                continue
            try:
                found = codes(path)
            except ArchiveError:  # killed before it was made
                assert not kept
                continue
            assert kept <= set(found), "what was acknowledged is lost"
            assert len(set(found)) == len(found) >= kept_before, "kept twice, or lost"
            assert is_whole(path)
            kept_before = len(found)
        assert len(found) == ROWS
    print(f"{kills} kills, {archives} archives")


def _acknowledged(path: Path) -> set[str]:
    """The codes that were printed; a last line that was not written to its end is none."""
    text = path.read_text("utf-8") if path.exists() else ""
    return {line.split("\t")[0] for line in text.splitlines(keepends=True) if line.endswith("\n")}
