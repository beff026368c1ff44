"""One database, one home: a second of the same side is refused from the moment the first is made, written in or not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.homes import PASSPHRASE, Homes, done
from tests.cli.served import address, begun, laid_out, refused
from tests.stores.server import OWNER, RECORD_ROLE, Server

SCHEMA = "placet_record"
OTHER = "is the database of another home"


@pytest.fixture
def homes(apart_on_server: Homes) -> Homes:
    """Tehran on the server with nothing written, and beside it another home of IR in a folder."""
    done("init", apart_on_server.folder / "other", "--side", "IR", "--name", "en=Iran")
    return apart_on_server


def led_there(homes: Homes) -> Path:
    """The other home of IR, its address set by hand to the database of the first."""
    other = homes.folder / "other"
    shutil.copy(homes.tehran / "server", other / "server")
    for name in ("shared.db", "private.db", "own-heads"):
        (other / name).unlink()
    return other


def as_an_earlier_placet_left_it(server: Server, database: str) -> None:
    """No home is named in it."""
    for statement in ("DISABLE TRIGGER USER", "ENABLE TRIGGER USER"):
        server.execute(f"ALTER TABLE homes {statement}", database, OWNER, SCHEMA)
        if statement.startswith("DISABLE"):
            server.execute("DELETE FROM homes", database, OWNER, SCHEMA)


def named(server: Server, database: str) -> list[str]:
    return [card for (card,) in server.execute("SELECT card FROM homes", database, RECORD_ROLE, SCHEMA)]


def fingerprint(home: Path) -> str:
    return done("keys", "show", home).stdout.split(maxsplit=1)[1].strip()


def test_a_second_home_is_begun_in_no_database_that_has_one(homes: Homes, server: Server, database: str) -> None:
    again = ("init", homes.folder / "again", "--side", "IR", "--name", "en=Iran", "--store", address(server, database))
    said = refused(7, *again)
    assert OTHER in said
    assert "a new home needs a database of its own" in said
    assert not (homes.folder / "again").exists()
    assert named(server, database) == [fingerprint(homes.tehran)]
    done("open", homes.tehran, homes.visit, "--with", homes.card("moscow"))


def test_a_home_with_other_keys_that_is_led_to_it_neither_reads_nor_writes(homes: Homes) -> None:
    other = led_there(homes)
    for command in (("standing", other), ("open", other, homes.visit)):
        assert OTHER in refused(7, *command)
    done("open", homes.tehran, homes.visit)


def test_a_home_is_the_same_with_new_keys(homes: Homes, server: Server, database: str) -> None:
    first = fingerprint(homes.tehran)
    done("keys", "change", homes.tehran)
    done("open", homes.tehran, homes.visit, "--with", homes.card("moscow"))
    assert named(server, database) == [first]


def test_a_database_of_before_takes_the_name_of_the_home_that_opens_it(
    homes: Homes, server: Server, database: str
) -> None:
    as_an_earlier_placet_left_it(server, database)
    assert OTHER in refused(
        7, "init", homes.folder / "x", "--side", "IR", "--name", "en=x", "--store", address(server, database)
    )
    done("log", "verify", homes.tehran)
    done("open", homes.tehran, homes.visit)
    assert named(server, database) == [fingerprint(homes.tehran)]
    assert OTHER in refused(7, "standing", led_there(homes))


def test_of_a_database_of_before_the_records_say_whose_it_is(homes: Homes, server: Server, database: str) -> None:
    done("open", homes.tehran, homes.visit, "--with", homes.card("moscow"))
    as_an_earlier_placet_left_it(server, database)
    other = led_there(homes)
    for command in (("standing", other), ("open", other, homes.visit)):
        assert OTHER in refused(7, *command)
    assert named(server, database) == []
    done("propose", homes.tehran, "talks", "--yes")
    assert named(server, database) == [fingerprint(homes.tehran)]


def test_a_home_that_is_cut_short_before_it_is_known_there_is_made_again(
    homes: Homes, server: Server, light: pytest.MonkeyPatch
) -> None:
    """The keys are written, and the process dies before the database hears of the home: it is told with the opening."""
    database = server.new_database()
    home = begun(homes.folder / "rome", laid_out(server, database), "IT")
    for table in ("homes", "whose"):
        server.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER; DELETE FROM {table}", database, OWNER, SCHEMA)
        server.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER", database, OWNER, SCHEMA)
    light.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    done("open", home, homes.visit)
    assert named(server, database) == [fingerprint(home)]
