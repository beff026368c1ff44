"""A home: one process writes, nobody else looks in, and what is not a home is told in words."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import apsw
import pytest
from tests.stores.talks import bytes_of, envelope, fork

from placet.errors import StorageError, UnsupportedVersion
from placet.node.joint.ports import Batch, PrivateStore, RecordStore
from placet.stores.home import PRIVATE, SHARED, begin_home, open_home
from placet.stores.lock import HOLDER, LOCK
from placet.stores.own_heads import OWN_HEADS
from placet.wording.errors import advice, problem
from placet.wording.language import language

ENGLISH = language("en")

HOLD = """
import signal, sys
from pathlib import Path
from placet.stores.home import open_home
home = open_home(Path(sys.argv[1]), "IR")
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in what a shell began in the background
print("open", flush=True)
sys.stdin.readline()
"""
"""A process that opens a home and keeps it until it is told otherwise."""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "home"
    begin_home(folder, "IR").close()
    return folder


@pytest.fixture
def holder(folder):
    command = [sys.executable, "-c", HOLD, str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def trouble_of(act):
    """The reason of the error that an act ends in."""
    with pytest.raises(StorageError) as told:
        act()
    return told.value.reason, told.value


def test_a_home_is_what_the_ports_say(folder, talks):
    with open_home(folder, "IR") as home:
        record: RecordStore = home.record
        private: PrivateStore = home.private
        assert record.visits() == ()
        record.open_file(talks.visit, talks.opening)
        record.append(Batch(talks.visit, talks.log, [fork(talks.parties["IR"], talks.log[0])], envelope()))
        record.erase_bodies(talks.visit, [])
        assert record.opening(talks.visit) == talks.opening
        assert len(list(record.forks(talks.visit))) == 1
        assert record.envelopes(talks.visit) == (envelope(),)
        assert list(home.flaws()) == []
        assert list(private.documents("", "draft")) == []


def test_a_second_process_is_refused_and_told_which_one_has_it(folder, holder):
    reason, error = trouble_of(lambda: open_home(folder, "IR"))
    assert reason == "in-use"
    assert str(holder.pid) in problem(error, ENGLISH)
    assert error.file == str(folder)


def test_the_same_process_is_refused_a_second_time_too(folder):
    with open_home(folder, "IR"):
        reason, error = trouble_of(lambda: open_home(folder, "IR"))
        assert reason == "in-use"
        assert str(os.getpid()) in problem(error, ENGLISH)
    open_home(folder, "IR").close()


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_lock_ends_with_its_process_however_that_ends(folder, holder, how):
    holder.send_signal(how)
    holder.wait(60)
    open_home(folder, "IR").close()


def test_who_only_reads_is_let_in_beside_the_one_that_writes(folder, talks):
    with open_home(folder, "IR") as home:
        home.record.open_file(talks.visit, talks.opening)
        home.record.append(Batch(talks.visit, talks.log))
        with open_home(folder, "IR", writing=False) as reading:
            assert bytes_of(reading.record.entries(talks.visit)) == bytes_of(talks.log)
            reason, _ = trouble_of(lambda: reading.record.append(Batch(talks.visit, talks.log)))
            assert reason == "opened-for-reading"
            assert trouble_of(lambda: reading.private.keep(talks.visit, "draft", {}))[0] == "opened-for-reading"


def test_a_store_that_was_overtaken_does_not_write(folder, talks):
    """Somebody took the lock away, and another process wrote meanwhile."""
    first = open_home(folder, "IR")
    (folder / LOCK).unlink()
    second = open_home(folder, "IR")
    second.record.open_file(talks.visit, talks.opening)
    second.record.append(Batch(talks.visit, talks.log))
    assert trouble_of(lambda: first.record.append(Batch(talks.visit, [talks.say("IR")])))[0] == "overtaken"
    second.record.append(Batch(talks.visit, talks.log[2:]))
    assert len(list(second.record.entries(talks.visit))) == 3
    first.close()
    second.close()


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o022])
def test_nobody_else_may_look_in_whatever_the_process_masks(tmp_path, talks, mask):
    before = os.umask(mask)
    try:
        home = begin_home(tmp_path / "deep" / "home", "IR")
        home.record.open_file(talks.visit, talks.opening)
        home.private.keep(talks.visit, "draft", {})
    finally:
        os.umask(before)
    folder = tmp_path / "deep" / "home"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.iterdir()]}
    home.close()
    files = [LOCK, HOLDER, OWN_HEADS, *(name + end for name in (SHARED, PRIVATE) for end in ("", "-wal", "-shm"))]
    assert modes == {"home": 0o700} | dict.fromkeys(files, 0o600)


def test_the_holder_is_not_always_known(folder, holder):
    for content in (b"", b"-1", b"root\x1b[31m"):
        (folder / HOLDER).write_bytes(content)
        assert "process ?" in problem(trouble_of(lambda: open_home(folder, "IR"))[1], ENGLISH)
    (folder / HOLDER).unlink()
    assert "process ?" in problem(trouble_of(lambda: open_home(folder, "IR"))[1], ENGLISH)


def test_files_of_ours_that_are_something_else_are_told(folder):
    for name, reason in ((LOCK, "not-written"), (OWN_HEADS, "not-read"), (SHARED, "not-written")):
        kept = folder / "kept"
        (folder / name).rename(kept)
        (folder / name).mkdir()
        assert trouble_of(lambda: open_home(folder, "IR"))[0] == reason
        (folder / name).rmdir()
        kept.rename(folder / name)
    open_home(folder, "IR").close()


def test_a_folder_that_is_open_to_others_is_refused(folder):
    for mode in (0o710, 0o701, 0o750, 0o755):
        folder.chmod(mode)
        assert trouble_of(lambda: open_home(folder, "IR"))[0] == "open-to-others"
    folder.chmod(0o700)
    open_home(folder, "IR").close()


def test_a_folder_of_another_user_is_refused(folder, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert trouble_of(lambda: open_home(folder, "IR"))[0] == "open-to-others"


def test_what_is_not_a_home_is_told(tmp_path):
    empty, file = tmp_path / "empty", tmp_path / "file"
    empty.mkdir(mode=0o700)
    file.touch(mode=0o600)
    for path in (tmp_path / "nowhere", empty, file):
        assert trouble_of(lambda path=path: open_home(path, "IR"))[0] == "no-home"
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("writing", [True, False])
@pytest.mark.parametrize("name", [SHARED, PRIVATE])
def test_a_store_that_is_gone_is_told_and_no_empty_one_is_made(folder, name, writing):
    (folder / name).unlink()
    left = sorted(path.name for path in folder.iterdir())
    reason, error = trouble_of(lambda: open_home(folder, "IR", writing=writing))
    assert (reason, error.file) == ("store-gone", str(folder / name))
    assert "placet restore" in advice(error, language("en"))
    assert sorted(path.name for path in folder.iterdir()) == left


def test_a_home_that_a_power_cut_met_while_it_was_begun_is_opened(folder):
    """Nothing was written in it: without word of how far it had come, there is nothing that could be gone."""
    (folder / PRIVATE).unlink()
    (folder / OWN_HEADS).unlink()
    with open_home(folder, "IR") as home:
        assert home.record.visits() == ()


def test_a_home_is_not_begun_where_something_is(folder, tmp_path):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert trouble_of(lambda: begin_home(folder, "IR"))[0] == "there-already"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (tmp_path / "file").touch()
    assert trouble_of(lambda: begin_home(tmp_path / "file" / "home", "IR"))[0] == "not-written"


def test_a_home_that_cannot_be_begun_leaves_nothing(tmp_path):
    assert trouble_of(lambda: begin_home(tmp_path / ("x" * 300), "IR"))[0] == "not-written"
    assert list(tmp_path.iterdir()) == []


def test_a_home_that_was_hardly_begun_is_begun_again(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir(mode=0o700)
    for name in (LOCK, HOLDER, f"{HOLDER}.part"):
        (folder / name).touch(mode=0o600)
    begin_home(folder, "IR").close()
    open_home(folder, "IR").close()
    (tmp_path / "open").mkdir(mode=0o755)
    assert trouble_of(lambda: begin_home(tmp_path / "open", "IR"))[0] == "open-to-others"
    assert (tmp_path / "open").exists()


def test_the_two_files_do_not_pass_for_each_other(folder):
    (folder / SHARED).rename(folder / "x")
    (folder / PRIVATE).rename(folder / SHARED)
    (folder / "x").rename(folder / PRIVATE)
    before = (folder / SHARED).read_bytes()
    assert trouble_of(lambda: open_home(folder, "IR"))[0] == "not-a-store"
    assert (folder / SHARED).read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database, but long enough to be one " * 200, b"SQLite format 3\0" + b"\0" * 99]
)
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(folder, content):
    (folder / SHARED).write_bytes(content)
    assert trouble_of(lambda: open_home(folder, "IR"))[0] in ("not-a-store", "damaged")
    assert (folder / SHARED).read_bytes() == content


def test_a_database_of_another_program_is_refused_and_left_as_it_is(folder):
    (folder / SHARED).unlink()
    connection = apsw.Connection(str(folder / SHARED))
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = (folder / SHARED).read_bytes()
    assert trouble_of(lambda: open_home(folder, "IR"))[0] == "not-a-store"
    assert (folder / SHARED).read_bytes() == before


def set_version(path, version):
    connection = apsw.Connection(str(path))
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()


def test_a_newer_layout_is_refused_and_left_as_it_is(folder):
    set_version(folder / PRIVATE, 99)
    before = (folder / PRIVATE).read_bytes()
    with pytest.raises(UnsupportedVersion, match="newer"):
        open_home(folder, "IR")
    assert (folder / PRIVATE).read_bytes() == before
    set_version(folder / PRIVATE, 1)
    open_home(folder, "IR").close()  # and the lock was let go of


def test_a_store_that_was_closed_says_so(folder, talks):
    home = open_home(folder, "IR")
    home.close()
    home.close()
    assert trouble_of(home.record.visits)[0] == "closed"
    assert trouble_of(lambda: home.private.keep("", "draft", {}))[0] == "closed"


def test_stores_are_imported_without_the_driver_for_a_server(tmp_path):
    script = textwrap.dedent("""
        import sys
        sys.modules["psycopg"] = None
        import placet.stores.home, placet.stores.memory, placet.stores.examining, placet.stores.backup
        from placet.errors import StorageError
        try:
            import placet.stores.postgres.home
        except StorageError as error:
            from placet.wording.errors import advice
            from placet.wording.language import language
            print(advice(error, language("en")))
    """)
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert (run.returncode, run.stdout) == (0, "Install it with: pip install 'placet[postgres]'\n"), run.stderr


def test_what_keeps_records_never_names_the_private_file():
    """The import contract says that it cannot reach it; here, that it does not know of it either."""
    stores = Path(sys.modules["placet.stores.home"].__file__).parent
    for name in ("record.py", "rows.py", "order.py", "guard.py", "shelf.py", "own_heads.py", "sqlite/record.1.sql"):
        assert "private.db" not in (stores / name).read_text()
        assert "documents" not in (stores / name).read_text()
