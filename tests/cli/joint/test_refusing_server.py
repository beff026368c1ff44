"""A server that takes nothing: its disk is full, or it only reads. Told in words, nothing half done, well again after.

The disk is full at the n-th row that is added, by a trigger of the owner's that counts with a sequence, which no
transaction takes back; what the server answers then is what it answers on a full disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.homes import Homes, copied, done, light_keys
from tests.cli.running import placet
from tests.cli.served import begun, laid_out, refused
from tests.stores.server import OWNER, Server

from placet.errors import StorageError

MOST = 60
"""More rows than any command here adds; reaching it would mean that a loop does not end."""
FULL = """
CREATE SCHEMA disk;
CREATE SEQUENCE disk.rows;
CREATE TABLE disk.fault (at bigint);
CREATE FUNCTION disk.fails() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF nextval('disk.rows') = (SELECT at FROM disk.fault) THEN
        RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full';
    END IF;
    RETURN NULL;
END $$;
"""
TABLES = {
    "placet_record": (
        "visits",
        "entries",
        "forks",
        "statements",
        "branches",
        "erasures",
        "envelopes",
        "epochs",
        "whose",
        "homes",
        "moved",
    ),
    "placet_private": ("documents", "forgotten"),
}


def fail_with(server: Server, database: str, *, at_the_end: bool) -> None:
    """Let the disk under a database be one that can be full.

    `at_the_end`: the server finds out when the transaction is to be kept, not when the row is added.
    """
    server.execute(FULL, database, OWNER)
    late = "CONSTRAINT TRIGGER a_disk AFTER INSERT ON {} DEFERRABLE INITIALLY DEFERRED"
    kind = late if at_the_end else "TRIGGER a_disk AFTER INSERT ON {}"
    for schema, tables in TABLES.items():
        for table in tables:
            trigger = kind.format(f"{schema}.{table}")
            server.execute(f"CREATE {trigger} FOR EACH ROW EXECUTE FUNCTION disk.fails()", database, OWNER)


@contextmanager
def full_at(row: int, server: Server, database: str) -> Iterator[None]:
    """The `row`-th row from now on finds no room, and no other."""
    server.execute(f"ALTER SEQUENCE disk.rows RESTART; INSERT INTO disk.fault VALUES ({row})", database, OWNER)
    yield
    server.execute("DELETE FROM disk.fault", database, OWNER)


def on_copy(made: Homes, server: Server, database: str, at: object) -> tuple[Homes, str]:
    """Homes of which Tehran's stores lie in a copy of a database, and its name."""
    homes, copy = copied(made, made.folder.parent / f"at-{at}"), server.new_database(database)
    (homes.tehran / "server").write_text((made.tehran / "server").read_text().replace(f"/{database}?", f"/{copy}?"))
    return homes, copy


@pytest.fixture
def made(apart_on_server: Homes) -> Homes:
    """Moscow has opened a file and proposed something; Tehran has opened nothing."""
    homes = copied(apart_on_server, apart_on_server.folder / "made")
    done("open", homes.moscow, homes.visit, "--with", homes.card("tehran"))
    done("propose", homes.moscow, "category", "--yes")
    homes.sealed("moscow", "IR", "first.envelope")
    return homes


Command = Callable[[Homes], list[object]]
COMMANDS: dict[str, list[Command]] = {
    "open": [
        lambda h: ["open", h.tehran, h.visit, "--with", h.card("moscow")],
        lambda h: ["propose", h.tehran, "talks", "--yes"],
    ],
    "join": [
        lambda h: ["envelope", "receive", h.tehran, h.folder / "first.envelope", "--with", h.card("moscow")],
        lambda h: ["agree", h.tehran, "P-02", "--yes"],
    ],
}


def told_twice(command: list[object]) -> bool:
    """Run a command, and once more where the server had no room for it; whether that was so."""
    first = placet(*command)
    if first.exit_code == 0:
        return False
    said = " ".join(first.stderr.split())
    assert first.exit_code == 7, first.output
    assert "PostgreSQL, schema placet_" in said
    assert "the disk is full. Make room" in said
    again = placet(*command)
    assert again.exit_code == 0 or "already" in again.stderr, again.output
    return True


@pytest.mark.parametrize("at_the_end", [False, True], ids=["at the row", "at the end"])
@pytest.mark.parametrize("named", COMMANDS)
def test_a_full_server_is_told_and_the_command_can_be_done_again(
    made: Homes, server: Server, database: str, named: str, *, at_the_end: bool
) -> None:
    fail_with(server, database, at_the_end=at_the_end)
    untroubled, copy = on_copy(made, server, database, "untroubled")
    for command in COMMANDS[named]:
        done(*command(untroubled))
    wanted = rows_in(server, copy)
    for at in range(1, MOST):
        homes, copy = on_copy(made, server, database, at)
        with full_at(at, server, copy):
            had_failed = [told_twice(command(homes)) for command in COMMANDS[named]]
        done("log", "verify", homes.tehran)
        assert homes.points() == untroubled.points()
        found = rows_in(server, copy)
        # What is remembered of a text is kept before it is on the table, and kept again where that found no room.
        assert found.pop("documents") - wanted["documents"] in (0, 1), at
        assert found == {table: rows for table, rows in wanted.items() if table != "documents"}, at
        if not any(had_failed):
            return
    pytest.fail("it never ended")


def test_a_home_whose_first_row_finds_no_room_is_none_and_the_database_stays_nobody_s(
    made: Homes, server: Server, light: pytest.MonkeyPatch
) -> None:
    database = server.new_database()
    where = laid_out(server, database)
    fail_with(server, database, at_the_end=False)
    homes = set(made.folder.iterdir())
    with full_at(1, server, database):
        said = refused(7, "init", made.folder / "paris", "--side", "FR", "--name", "en=France", "--store", where)
    assert "schema placet_record: the disk is full" in said
    light.setattr("placet.cli.joint.init.keep_keys", _full)
    assert "the disk is full" in refused(
        7, "init", made.folder / "x", "--side", "FR", "--name", "en=x", "--store", where
    )
    light.undo()
    light_keys(light)
    assert set(made.folder.iterdir()) == homes
    assert sum(rows_in(server, database).values()) == 0
    begun(made.folder / "rome", where, "IT")  # of another side, which is let in


def _full(folder: Path, *_: object) -> None:
    raise StorageError(str(folder), "disk-full")


def test_a_database_in_which_another_home_has_written_begins_no_second_one(made: Homes) -> None:
    where = json.loads((made.tehran / "server").read_text())["address"]
    again = ("init", made.folder / "again", "--side", "IR", "--name", "en=Iran", "--store", where)
    done("open", made.tehran, made.visit)  # alone: nothing is in the record yet, and this in the private store
    said = refused(7, *again)
    assert "is the database of another home" in said
    assert "bring its folder back from a copy" in said
    assert not (made.folder / "again").exists()
    done("open", made.tehran, made.visit, "--with", made.card("moscow"))
    assert "is the database of another home" in refused(7, *again)


def test_a_server_that_only_reads_is_told_before_anything_is_done(made: Homes, server: Server, database: str) -> None:
    done("open", made.tehran, made.visit, "--with", made.card("moscow"))
    before = rows_in(server, database)
    server.execute(f"ALTER DATABASE {database} SET default_transaction_read_only = on")
    for command in (
        ("propose", made.tehran, "talks", "--yes"),
        ("envelope", "seal", made.tehran, "--to", "RU", "-o", made.folder / "x.envelope"),
        ("envelope", "receive", made.tehran, made.folder / "first.envelope"),
    ):
        said = refused(7, *command)
        assert "PostgreSQL, schema placet_record: the server reads and does not write at the moment" in said
        assert "Ask its administrator" in said
    assert made.standing()["points"] == []  # reading goes on
    server.execute(f"ALTER DATABASE {database} RESET default_transaction_read_only")
    assert rows_in(server, database) == before
    done("propose", made.tehran, "talks", "--yes")


def test_what_the_driver_has_to_say_is_not_shown() -> None:
    """It names roles and databases, and says that it gave up on what we have told already."""
    for module, is_shown in (("placet.stores", True), ("placet.stores.postgres", False)):
        speaking = f"import {module}, logging; logging.getLogger('psycopg').warning('user=placet_record')"
        run = subprocess.run([sys.executable, "-c", speaking], capture_output=True, text=True, check=True)
        assert ("placet_record" in run.stderr) is is_shown


def rows_in(server: Server, database: str) -> dict[str, int]:
    """How many rows each table holds; a process that began to write and was stopped is told besides."""
    counted = [(schema, table) for schema, tables in TABLES.items() for table in tables if table != "epochs"]
    each = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {schema}.{table}" for schema, table in counted)
    return dict(server.execute(each, database))
