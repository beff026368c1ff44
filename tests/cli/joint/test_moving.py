"""`placet move`: everything arrives or nothing, and wherever it is cut short, one store may be written and no more."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from tests.cli.homes import Homes, copied, done
from tests.cli.joint.test_refusing_server import fail_with, full_at
from tests.cli.running import placet
from tests.cli.served import address, laid_out, refused
from tests.stores.server import OWNER, PRIVATE_ROLE, RECORD_ROLE, Server

from placet.stores.copying import MoveStopped, Progress
from placet.stores.lock import Lock
from placet.stores.moving import move_home
from placet.stores.own_heads import OwnHeads, own_heads_of
from placet.stores.postgres.connection import PostgresDatabase
from placet.stores.sqlite.connection import SqliteDatabase
from placet.wording.language import language

FOLDER = "folder"
TICKS = (
    (os, "fsync"),
    (Path, "replace"),
    (Path, "rename"),
    (Path, "unlink"),
    (SqliteDatabase, "run"),
    (SqliteDatabase, "say_moved"),
    (SqliteDatabase, "close"),
    (PostgresDatabase, "run"),
    (PostgresDatabase, "say_moved"),
    (PostgresDatabase, "close"),
)
"""Before each of these a process may die: everything that a disk or a server hears of goes through one of them."""


def moved(home: Path, store: str) -> str:
    return " ".join(done("move", home, "--store", store, "--yes").output.split())


def told(home: Path) -> OwnHeads:
    return own_heads_of((home / "own-heads").read_bytes())


def entries_in(home: Path, server: Server, database: str) -> tuple[int, int]:
    """How many entries lie in the file of a home, wherever it was put aside, and how many in the database."""
    files = sorted(home.glob("moved-*/shared.db")) + [path for path in [home / "shared.db"] if path.exists()]
    here = 0
    for path in files[-1:]:
        with closing(sqlite3.connect(path)) as shared:
            here = shared.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'entries'").fetchone()[0]
            here = here and shared.execute("SELECT count(*) FROM entries").fetchone()[0]
    ((there,),) = server.execute("SELECT count(*) FROM entries", database, RECORD_ROLE, "placet_record")
    return here, there


def test_everything_goes_to_a_server_and_back_and_the_talks_go_on(homes: Homes, server: Server, database: str) -> None:
    where = laid_out(server, database)
    done("propose", homes.tehran, "talks", "--draft")
    before, own = homes.standing(), told(homes.tehran)
    keys = sorted((path.name, path.read_bytes()) for path in homes.tehran.glob("keys/*/*"))
    said = moved(homes.tehran, where)
    # Both joined, the category and its seal, two receipts: as many as the record of Tehran had.
    count = entries_in(homes.tehran, server, database)
    assert f"All {count[1]} entries" in said
    assert count[0] == count[1] > 0
    assert homes.standing() == before
    assert told(homes.tehran).heads == own.heads
    assert (own.store, told(homes.tehran).store) == (FOLDER, where)
    assert keys == sorted((path.name, path.read_bytes()) for path in homes.tehran.glob("keys/*/*"))
    assert sorted(path.name for path in homes.tehran.glob("*.db*")) == []
    homes.exchange()
    done("agree", homes.moscow, "P-01", "--yes")
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")
    before = homes.standing()
    moved(homes.tehran, FOLDER)
    assert homes.standing() == before
    assert homes.standing()["digest"] == homes.standing("moscow")["digest"]
    assert not (homes.tehran / "server").exists()
    done("propose", homes.tehran, "talks", "--yes")
    homes.exchange()
    assert "looked at again" in done("log", "verify", homes.tehran).stdout


def test_what_stays_in_the_office_is_out_of_reach_for_the_role_of_the_records(
    homes: Homes, server: Server, database: str
) -> None:
    done("propose", homes.tehran, "talks", "--draft")
    moved(homes.tehran, laid_out(server, database))
    ((kept,),) = server.execute("SELECT count(*) FROM documents", database, PRIVATE_ROLE, "placet_private")
    assert kept > 0
    for role, table in ((RECORD_ROLE, "placet_private.documents"), (PRIVATE_ROLE, "placet_record.entries")):
        with pytest.raises(Exception, match="permission denied"):
            server.execute(f"SELECT * FROM {table}", database, role)


def test_the_old_files_say_where_they_went_and_take_nothing(homes: Homes, server: Server, database: str) -> None:
    where = laid_out(server, database)
    moved(homes.tehran, where)
    aside = homes.tehran / "moved-1"
    assert aside.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(aside / "shared.db")) as shared:
        assert shared.execute("SELECT store FROM moved").fetchall() == [(where,)]
        for statement in ("INSERT INTO epochs VALUES (99)", "DELETE FROM moved", "INSERT INTO moved VALUES ('x', 'y')"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                shared.execute(statement)
    old = homes.folder / "old"
    shutil.copytree(homes.tehran, old)
    for name in ("shared.db", "private.db"):
        (old / "moved-1" / name).rename(old / name)
    for name in ("server", "own-heads"):
        (old / name).unlink()
    for command in (("standing", old), ("propose", old, "talks")):
        assert f"was moved to {where}" in refused(7, *command)


def test_the_old_database_says_where_it_went_and_takes_no_home_any_more(
    homes: Homes, server: Server, database: str
) -> None:
    where = laid_out(server, database)
    moved(homes.tehran, where)
    stale = homes.folder / "stale"
    shutil.copytree(homes.tehran, stale)
    moved(homes.tehran, FOLDER)
    for command in (("standing", stale), ("propose", stale, "talks")):
        assert "was moved to folder" in refused(7, *command)
    assert "was moved out of it before (to: folder)" in refused(7, "move", homes.tehran, "--store", where, "--yes")
    assert "is the database of another home" in refused(
        7, "init", homes.folder / "x", "--side", "IR", "--name", "en=x", "--store", where
    )
    done("propose", homes.tehran, "talks", "--yes")  # it is still in its folder
    again = laid_out(server, server.new_database())
    moved(homes.tehran, again)
    assert sorted(path.name for path in homes.tehran.glob("moved-*/*.db")) == ["private.db"] * 2 + ["shared.db"] * 2


def test_a_home_goes_from_one_server_to_another(homes: Homes, server: Server, database: str) -> None:
    moved(homes.tehran, laid_out(server, database))
    before = homes.standing()
    moved(homes.tehran, laid_out(server, server.new_database()))
    assert homes.standing() == before
    done("propose", homes.tehran, "talks", "--yes")


def test_what_a_restored_home_still_waits_for_moves_with_it(homes: Homes, server: Server, database: str) -> None:
    done("footing", "doubt", homes.tehran)
    question = homes.sealed("tehran", "RU", "question")
    own = told(homes.tehran)
    moved(homes.tehran, laid_out(server, database))
    assert (told(homes.tehran).asked, told(homes.tehran).doubted) == (own.asked, own.doubted)
    assert homes.standing()["read_only"] is True
    done("envelope", "receive", homes.moscow, question)
    homes.carry("moscow", "tehran")
    assert homes.standing()["read_only"] is False


# what is refused, and leaves the home where it was


def untouched(homes: Homes, before: Any) -> None:
    assert homes.standing() == before
    assert not (homes.tehran / "server").exists()
    done("propose", homes.tehran, "talks", "--yes")


def test_nothing_moves_before_somebody_said_so(homes: Homes, server: Server, database: str) -> None:
    before, where = homes.standing(), laid_out(server, database)
    asked = placet("move", homes.tehran, "--store", where)
    assert asked.exit_code == 130
    assert where in "".join(asked.stdout.split())
    assert not (homes.tehran / "moving").exists()
    untouched(homes, before)


@pytest.mark.parametrize("kind", ["not-laid-out", "of-another-home", "of-another-side", "silent", "same", "none"])
def test_a_store_that_cannot_take_it_is_told(homes: Homes, server: Server, database: str, kind: str) -> None:
    before, where = homes.standing(), address(server, database)
    init = ("init", homes.folder / "x", "--name", "en=x", "--store", where, "--side")
    code, said = 7, ""
    match kind:
        case "not-laid-out":
            said = "placet store lay-out ADDRESS"
        case "of-another-home":
            laid_out(server, database)
            done(*init, "IR")
            said = "is the database of another home"
        case "of-another-side":
            laid_out(server, database)
            done(*init, "FR")
            said = "keeps the records of another side"
        case "silent":
            where, said = f"postgresql:///x?host={homes.folder}", "no server answers at this address"
        case "same":
            where, said = FOLDER, "keeps its stores there already"
        case "none":
            where, said, code = "somewhere", "neither the address of a PostgreSQL database nor the word folder", 2
    assert said in refused(code, "move", homes.tehran, "--store", where, "--yes")
    assert not (homes.tehran / "moving").exists()
    untouched(homes, before)


def test_a_database_with_something_else_in_it_is_found_before_the_home_is_given_up(
    homes: Homes, server: Server, database: str
) -> None:
    """The database is that of a move of this home that was cut short, and somebody wrote in it since."""
    before, where = homes.standing(), laid_out(server, database)
    side = (RECORD_ROLE, "placet_record")
    card = done("keys", "show", homes.tehran).stdout.split(maxsplit=1)[1].strip()
    server.execute(f"INSERT INTO homes VALUES (1, '{card}'); INSERT INTO whose VALUES (1, 'IR')", database, *side)
    server.execute("INSERT INTO documents VALUES (1, '', 'x', '{}')", database, PRIVATE_ROLE, "placet_private")
    said = refused(7, "move", homes.tehran, "--store", where, "--yes")
    assert "holds something else than what was copied (documents); the home is where it was" in said
    untouched(homes, before)


def test_a_home_that_is_damaged_is_not_moved(homes: Homes, server: Server, database: str) -> None:
    with closing(sqlite3.connect(homes.tehran / "shared.db")) as shared:
        shared.execute("DROP TRIGGER entries_not_changed")
        shared.execute("UPDATE entries SET signature = zeroblob(64) WHERE number = 2")
        shared.commit()
    said = refused(7, "move", homes.tehran, "--store", laid_out(server, database), "--yes")
    assert f"placet log verify {homes.tehran}" in said
    assert not (homes.tehran / "server").exists()


def test_a_home_that_somebody_works_in_is_not_moved(homes: Homes, server: Server, database: str) -> None:
    where = laid_out(server, database)
    holder = Lock(homes.tehran)
    assert f"is in use by process {os.getpid()}" in refused(7, "move", homes.tehran, "--store", where, "--yes")
    holder.release()
    moved(homes.tehran, where)


def test_a_home_that_is_moved_while_another_command_begins_gets_no_empty_stores(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = laid_out(server, database)

    def after_a_move(folder: Path) -> Lock:
        move_home(folder, "IR", where, Progress(lambda: False, lambda _known, _of: None))
        return Lock(folder)

    with monkeypatch.context() as late:
        late.setattr("placet.stores.home.Lock", after_a_move)
        refused(7, "propose", homes.tehran, "talks", "--yes")
    assert not (homes.tehran / "shared.db").exists()
    done("propose", homes.tehran, "talks", "--yes")


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_ctrl_c_leaves_the_home_where_it_was_and_the_same_command_goes_on(
    homes: Homes, server: Server, database: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, where = homes.standing(), laid_out(server, database)
    with monkeypatch.context() as pressed:
        pressed.setattr("placet.cli.watching.Watch.stop", lambda _: True)
        stopped = placet("move", homes.tehran, "--store", where, "--yes", "--say", code)
    assert stopped.exit_code == 130
    words = language(code).words("joint")["move"]["stopped"]
    assert "".join(str(words).split())[:20] in "".join(stopped.output.split())
    assert homes.standing() == before
    moved(homes.tehran, where)
    assert homes.standing() == before


def test_stopped_at_any_moment_a_home_stays_where_it_was(homes: Homes, server: Server, database: str) -> None:
    """The first time it is asked whether to stop, the second, and so on; each goes on from where the last one came."""
    before, where = homes.standing(), laid_out(server, database)
    for number in range(1, 100):
        asked = count()
        progress = Progress(lambda asked=asked, at=number: next(asked) == at, lambda _known, _of: None)
        try:
            move_home(homes.tehran, "IR", where, progress)
        except MoveStopped:
            assert not (homes.tehran / "server").exists()
            continue
        break
    assert number > 20  # after every table that is copied, and every row that is compared
    assert homes.standing() == before


def test_a_server_whose_disk_is_full_takes_nothing_and_the_home_stays(
    homes: Homes, server: Server, database: str
) -> None:
    """At the first row that is added, the second, and so on: said each time, until there is room for all."""
    before, where = homes.standing(), laid_out(server, database)
    fail_with(server, database, at_the_end=False)
    for number in range(1, 100):
        with full_at(number, server, database):
            result = placet("move", homes.tehran, "--store", where, "--yes")
        if result.exit_code == 0:
            break
        assert (result.exit_code, "the disk is full" in result.stderr) == (7, True), result.output
        assert homes.standing() == before
    assert number > 5
    assert homes.standing() == before


def test_a_move_that_came_to_nothing_can_be_given_up_or_go_elsewhere(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = laid_out(server, database)
    with monkeypatch.context() as pressed:
        pressed.setattr("placet.cli.watching.Watch.stop", lambda _: True)
        placet("move", homes.tehran, "--store", where, "--yes")
    assert (homes.tehran / "moving").exists()
    assert "there already" in refused(7, "move", homes.tehran, "--store", FOLDER, "--yes")
    assert not (homes.tehran / "moving").exists()
    moved(homes.tehran, where)
    with monkeypatch.context() as pressed:
        pressed.setattr("placet.cli.watching.Watch.stop", lambda _: True)
        placet("move", homes.tehran, "--store", FOLDER, "--yes")
    assert (homes.tehran / "shared.db").exists()
    moved(homes.tehran, laid_out(server, server.new_database()))
    assert not (homes.tehran / "shared.db").exists()  # it was a copy that was not finished
    done("propose", homes.tehran, "talks", "--yes")


@pytest.mark.parametrize("to_server", [True, False])
def test_an_address_that_is_lost_or_written_by_hand_makes_no_copy_the_home(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch, *, to_server: bool
) -> None:
    """Only the old store decides: what it kept after it was copied is in no copy."""
    where = laid_out(server, database)
    if not to_server:
        moved(homes.tehran, where)
    address_of = homes.tehran / "server"
    with monkeypatch.context() as pressed:
        pressed.setattr("placet.stores.moving.flaws_of", stopped)  # everything was copied by then
        placet("move", homes.tehran, "--store", where if to_server else FOLDER, "--yes")
    done("propose", homes.tehran, "talks", "--yes")
    standing = homes.standing()
    if to_server:
        address_of.write_text(json.dumps({"address": where, "v": 1}, separators=(",", ":")) + "\n")
    else:
        address_of.unlink()
    done("propose", homes.tehran, "lunch", "--yes")
    assert homes.standing() != standing
    assert not says_moved(homes.tehran, server, database, where if to_server else FOLDER)
    moved(homes.tehran, where if to_server else FOLDER)
    done("log", "verify", homes.tehran)
    assert not (homes.tehran / "moving").exists()


def stopped(*_: object) -> Iterator[object]:
    """As if somebody stopped a move while what arrived is verified."""
    raise MoveStopped
    yield


def test_a_copy_that_was_not_finished_is_no_home_where_the_records_went_elsewhere(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another folder of the same home, which may write in the same database."""
    moved(homes.tehran, laid_out(server, database))
    with monkeypatch.context() as pressed:
        pressed.setattr("placet.stores.moving.flaws_of", stopped)
        placet("move", homes.tehran, "--store", FOLDER, "--yes")
    copy = copied(homes, homes.folder.parent / "copy")
    elsewhere = laid_out(server, server.new_database())
    moved(copy.tehran, elsewhere)
    done("propose", copy.tehran, "talks", "--yes")
    for command in (("propose", homes.tehran, "lunch"), ("move", homes.tehran, "--store", FOLDER, "--yes")):
        assert f"with another copy of this folder (to: {elsewhere})" in refused(7, *command)


@pytest.mark.parametrize("content", [b"", b"{}\n", b'{"from":"folder","to":"mysql://x/y","v":1}\n'])
def test_a_home_that_does_not_tell_where_it_is_going_opens_nothing(homes: Homes, content: bytes) -> None:
    (homes.tehran / "moving").write_bytes(content)
    assert "does not tell from where to where" in refused(7, "standing", homes.tehran)


READER = """
import sqlite3, sys
reader = sqlite3.connect(sys.argv[1])
reader.execute("BEGIN")
reader.execute("SELECT count(*) FROM entries").fetchall()
print("reads", flush=True)
sys.stdin.read()
"""


def test_old_files_that_another_program_reads_are_put_aside_once_they_say_where_they_went(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it began to read keeps the log in use, and the log alone says so."""
    where = laid_out(server, database)
    monkeypatch.setattr("placet.stores.sqlite.moved.WAIT_MS", 0)
    command = [sys.executable, "-c", READER, str(homes.tehran / "shared.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"reads\n"
        assert "another program" in refused(7, "move", homes.tehran, "--store", where, "--yes")
        done("standing", homes.tehran)  # it lies on the server by now
        reader.kill()
    done("propose", homes.tehran, "talks", "--yes")
    assert says_moved(homes.tehran, server, database, where)
    assert sorted(path.name for path in homes.tehran.glob("shared.db*")) == []
    assert told(homes.tehran).store == where


# killed at every step


def killed_at(number: int, home: Path, store: str) -> bool:
    """Move a home in a process that is killed before its n-th step; whether it was, or had come to its end."""
    child = os.fork()
    if child == 0:
        try:
            _count_down(number)
            move_home(home, "IR", store, Progress(lambda: False, lambda _known, _of: None))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _count_down(number: int) -> None:
    left = [number]

    def before(act: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(act)
        def counted(*args: Any, **given: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return act(*args, **given)

        return counted

    for owner, name in TICKS:
        setattr(owner, name, before(getattr(owner, name)))


def let_go(server: Server, database: str) -> None:
    """Wait until the server has seen that the process is gone, and with it its locks."""
    busy = "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND application_name LIKE 'placet %'"
    while server.execute(busy.format(database)) != [(0,)]:
        time.sleep(0.01)


@pytest.fixture
def on_server(homes: Homes, server: Server, database: str) -> str:
    """Tehran on a server; the database, to be copied."""
    moved(homes.tehran, laid_out(server, database))
    return database


def steps(homes: Homes, server: Server, template: str, *, to_server: bool) -> Iterator[tuple[Homes, str, str]]:
    """Copies of the homes, with a database of their own, killed at the first step, the second, and so on to the end."""
    for number in range(1, 400):
        copy, database = copied(homes, homes.folder.parent / f"at-{number}"), server.new_database(template)
        where = address(server, database)
        if not to_server:
            (copy.tehran / "server").write_text(json.dumps({"address": where, "v": 1}, separators=(",", ":")) + "\n")
        target = where if to_server else FOLDER
        was_killed = killed_at(number, copy.tehran, target)
        let_go(server, database)
        yield copy, database, target
        shutil.rmtree(copy.folder)
        server.execute(f"DROP DATABASE {database} WITH (FORCE)")
        if not was_killed:
            assert number > 20  # there is much to be killed at
            return
    pytest.fail("it never came to its end")


def one_store_is_written(copy: Homes, server: Server, database: str, target: str) -> None:
    """Whatever was done so far: one of the two takes what is written now, and then the same command ends the move."""
    before = entries_in(copy.tehran, server, database)
    done("propose", copy.tehran, "talks", "--yes")
    after = entries_in(copy.tehran, server, database)
    grown = [new - old for old, new in zip(before, after, strict=True)]
    assert sorted(grown) == [0, 2], f"{before} {after}"  # the text and its seal, in one of them
    is_in_target = (grown[0] if target == FOLDER else grown[1]) == 2
    assert says_moved(copy.tehran, server, database, target) == is_in_target
    standing = copy.standing()
    result = placet("move", copy.tehran, "--store", target, "--yes")
    assert result.exit_code == 0 or "there already" in result.stderr, result.output
    assert copy.standing() == standing
    here, there = entries_in(copy.tehran, server, database)
    done("propose", copy.tehran, "lunch", "--yes")
    new = entries_in(copy.tehran, server, database)
    assert new == ((here, there + 2) if target != FOLDER else (here + 2, there))
    assert not (copy.tehran / "moving").exists()
    assert says_moved(copy.tehran, server, database, target)


def says_moved(home: Path, server: Server, database: str, target: str) -> bool:
    """Whether the old store says that its records went to the target."""
    if target == FOLDER:
        return server.execute("SELECT store FROM moved", database, RECORD_ROLE, "placet_record") == [(FOLDER,)]
    (path,) = [*home.glob("moved-*/shared.db"), *home.glob("shared.db")]
    with closing(sqlite3.connect(path)) as shared:
        tables = shared.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'moved'").fetchone()[0]
        return tables == 1 and shared.execute("SELECT store FROM moved").fetchall() == [(target,)]


@pytest.mark.slow
def test_killed_at_any_step_on_the_way_to_a_server(homes: Homes, server: Server, database: str) -> None:
    laid_out(server, database)
    for copy, target, where in steps(homes, server, database, to_server=True):
        one_store_is_written(copy, server, target, where)


@pytest.mark.slow
def test_killed_at_any_step_on_the_way_back(homes: Homes, server: Server, on_server: str) -> None:
    for copy, source, where in steps(homes, server, on_server, to_server=False):
        one_store_is_written(copy, server, source, where)


@pytest.mark.slow
def test_a_home_that_is_only_read_after_a_kill_is_read_where_it_lies(
    homes: Homes, server: Server, database: str
) -> None:
    laid_out(server, database)
    before = homes.standing()
    for copy, _, _ in steps(homes, server, database, to_server=True):
        assert copy.standing() == before


def test_a_server_that_dies_while_a_home_moves_there_leaves_it_where_it_was(
    homes: Homes, server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, where = homes.standing(), laid_out(server, database)
    run = PostgresDatabase.run
    count = [0]

    def dying(self: PostgresDatabase, *args: Any) -> None:
        count[0] += 1
        if count[0] == 6:
            server.kill()
            server.start()
        run(self, *args)

    with monkeypatch.context() as dies:
        dies.setattr(PostgresDatabase, "run", dying)
        assert placet("move", homes.tehran, "--store", where, "--yes").exit_code == 7
    assert homes.standing() == before
    moved(homes.tehran, where)
    assert homes.standing() == before


def test_a_database_that_was_laid_out_for_an_older_placet_is_brought_up_first(
    homes: Homes, server: Server, database: str
) -> None:
    where = laid_out(server, database)
    server.execute("DELETE FROM layout WHERE version = 4", database, OWNER, "placet_record")
    assert "placet store lay-out ADDRESS" in refused(7, "move", homes.tehran, "--store", where, "--yes")


def test_where_nothing_is_to_be_done_nobody_is_asked(homes: Homes) -> None:
    said = placet("move", homes.tehran, "--store", FOLDER)
    assert said.exit_code == 7
    assert "keeps its stores there already" in said.stderr
    assert said.stdout == ""


def test_a_place_that_is_neither_is_told_both_ways_to_write_it(homes: Homes) -> None:
    said = placet("move", homes.tehran, "--store", "Folder").stderr
    assert "“Folder”" in said
    assert all(way in said for way in ("postgresql://host/database", "or: folder."))
