"""The stores on a PostgreSQL server: roles, the one that writes, a server that syncs, and one that dies."""

from __future__ import annotations

import os
from functools import partial
from unittest.mock import Mock

import pytest
from tests.stores.asking import answer
from tests.stores.places import PostgresPlace, laid_out
from tests.stores.server import OWNER, PRIVATE_ROLE, RECORD_ROLE, Server, programs
from tests.stores.talks import bytes_of, envelope, fork, rival
from tests.stores.test_home import trouble_of

from placet.errors import Refused, UnsupportedVersion
from placet.node.joint.ports import Batch, Footing
from placet.stores.examining import flaws_of
from placet.stores.home import fresh_folder
from placet.stores.layout import Layout
from placet.stores.own_heads import OWN_HEADS
from placet.stores.postgres.home import Addresses, open_home
from placet.stores.postgres.opening import opened
from placet.stores.postgres.schema import PRIVATE_LAYOUT, RECORD_LAYOUT, lay_out
from placet.stores.record import SqlRecord
from placet.wording.errors import advice, problem
from placet.wording.language import language

ENGLISH = language("en")


@pytest.fixture
def address(on_server):
    """Where the node of the tests is told that its stores lie."""
    at = on_server.server.address
    return Addresses(at(on_server.database, RECORD_ROLE), at(on_server.database, PRIVATE_ROLE))


def begin_home(folder, side, address):
    with fresh_folder(folder):
        return open_home(folder, side, address)


def record(on_server, **options):
    address = on_server.server.address(on_server.database, RECORD_ROLE)
    return opened(address, PostgresPlace.RECORD, RECORD_LAYOUT, **options)


def test_a_home_on_a_server_does_all_that_a_home_does(tmp_path, address, talks):
    with begin_home(tmp_path / "home", "IR", address) as home:
        home.record.open_file(talks.visit, talks.opening)
        home.record.append(Batch(talks.visit, talks.log, envelope=envelope()))
        home.private.keep(talks.visit, "draft", {"a": 1})
    with open_home(tmp_path / "home", "IR", address) as again:
        assert again.record.found is Footing.IN_STEP
        assert bytes_of(again.record.entries(talks.visit)) == bytes_of(talks.log)
        assert list(again.private.documents(talks.visit, "draft")) == [(1, {"a": 1})]


def test_a_server_that_was_brought_back_from_a_copy_is_recognised(tmp_path, address, on_server, talks):
    folder, server = tmp_path / "home", on_server.server
    with begin_home(folder, "IR", address) as home:
        home.record.open_file(talks.visit, talks.opening)
        home.record.append(Batch(talks.visit, talks.log))
    copy = server.new_database(on_server.database)
    later = talks.say("IR")
    with open_home(folder, "IR", address) as home:
        home.record.append(Batch(talks.visit, [later]))
    on_copy = Addresses(server.address(copy, RECORD_ROLE), server.address(copy, PRIVATE_ROLE))
    with open_home(folder, "IR", on_copy) as old:
        assert old.record.found is Footing.RESTORED
        with pytest.raises(Refused, match="restored"):
            old.record.append(Batch(talks.visit, [rival(talks.parties["IR"], later)]))
        old.record.append(Batch(talks.visit, [later], envelope=envelope()))
        assert answer(old.record, talks.visit, later.head) is Footing.IN_STEP
    server.execute(f"DROP DATABASE {copy}")


def test_a_new_home_over_a_server_that_was_used_does_not_write(tmp_path, address, talks):
    with begin_home(tmp_path / "home", "IR", address) as home:
        home.record.open_file(talks.visit, talks.opening)
        home.record.append(Batch(talks.visit, talks.log))
    with begin_home(tmp_path / "other", "IR", address) as other:
        assert other.record.found is Footing.UNKNOWN
        assert (tmp_path / "other" / OWN_HEADS).exists()


def test_a_home_that_cannot_be_begun_leaves_nothing(tmp_path, address):
    nowhere = Addresses(address.record, address.private, record_schema="nowhere")
    assert trouble_of(lambda: begin_home(tmp_path / "home", "IR", nowhere))[0] == "layout-missing"
    assert list(tmp_path.iterdir()) == []
    with begin_home(tmp_path / "home", "IR", address):
        assert trouble_of(lambda: open_home(tmp_path / "home", "IR", address))[0] == "in-use"
    with open_home(tmp_path / "home", "IR", address, writing=False) as reading:
        assert reading.record.visits() == ()
        assert list(reading.flaws()) == []


def test_a_second_process_is_refused_and_told_which_one_writes(on_server, talks):
    first = record(on_server)
    reason, error = trouble_of(lambda: record(on_server))
    assert reason == "in-use"
    assert problem(error, ENGLISH) == f"is in use by process {os.getpid()}"
    with_reader = record(on_server, writing=False)
    assert SqlRecord(with_reader).visits() == ()
    reason, _ = trouble_of(lambda: SqlRecord(with_reader).open_file(talks.visit, talks.opening))
    assert reason == "opened-for-reading"
    with_reader.close()
    first.close()
    record(on_server).close()


def test_who_closed_is_in_nobodys_way_while_the_server_has_not_seen_it_yet(on_server):
    first = record(on_server)
    connection = first._connection
    first._connection = Mock(wraps=connection, close=lambda: None)
    first.close()
    record(on_server).close()
    connection.close()


def test_records_and_private_documents_are_locked_apart(on_server, address):
    first = record(on_server)
    opened(address.private, PostgresPlace.PRIVATE, PRIVATE_LAYOUT).close()
    first.close()


def test_a_lost_connection_stays_lost_for_the_lock_went_with_it(on_server, talks):
    shelf = SqlRecord(record(on_server))
    shelf.open_file(talks.visit, talks.opening)
    pid = shelf._database._connection.info.backend_pid
    on_server.server.execute(f"SELECT pg_terminate_backend({pid})")
    assert trouble_of(lambda: shelf.append(Batch(talks.visit, talks.log)))[0] == "closed"
    assert trouble_of(shelf.visits)[0] == "closed"
    again = SqlRecord(record(on_server))
    assert bytes_of(again.entries(talks.visit)) == []
    again.append(Batch(talks.visit, talks.log))
    again.close()


@pytest.mark.parametrize("role", [OWNER, "postgres"])
def test_a_role_that_may_change_what_is_kept_is_refused(on_server, role):
    address = on_server.server.address(on_server.database, role)
    reason, error = trouble_of(lambda: opened(address, PostgresPlace.RECORD, RECORD_LAYOUT))
    assert reason == "role-too-strong"
    assert role in problem(error, ENGLISH)


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_a_right_too_many_is_told(on_server, right):
    on_server.execute(f"GRANT {right} ON forks TO {RECORD_ROLE}", role=OWNER)
    assert trouble_of(lambda: record(on_server))[0] == "role-too-strong"
    lay_out(on_server.server.address(on_server.database, OWNER), PostgresPlace.RECORD, RECORD_ROLE, RECORD_LAYOUT)
    record(on_server).close()  # laying out again takes it back


def test_a_role_sees_what_is_laid_out_for_it_only(on_server):
    address = on_server.server.address(on_server.database, PRIVATE_ROLE)
    for schema, layout in (("placet_record", RECORD_LAYOUT), ("nowhere", PRIVATE_LAYOUT)):
        assert trouble_of(lambda s=schema, y=layout: opened(address, s, y))[0] in ("layout-missing", "append-only")
    assert trouble_of(lambda: opened(address, "placet_private", RECORD_LAYOUT))[0] == "not-a-store"


def test_laying_out_again_changes_nothing_that_is_kept(on_server, talks):
    shelf = on_server.record()
    shelf.open_file(talks.visit, talks.opening)
    proof = fork(talks.parties["IR"], talks.say("IR"))
    shelf.append(Batch(talks.visit, talks.log, [proof]))
    on_server.close()
    lay_out(on_server.server.address(on_server.database, OWNER), PostgresPlace.RECORD, RECORD_ROLE, RECORD_LAYOUT)
    again = on_server.record()
    assert bytes_of(again.entries(talks.visit)) == bytes_of(talks.log)
    assert list(again.forks(talks.visit)) == [proof]
    assert list(flaws_of(again)) == []


def test_a_newer_layout_is_refused_and_an_older_one_is_brought_up_by_its_owner(on_server):
    at = on_server.server.address(on_server.database, OWNER)
    newer = Layout("record", RECORD_LAYOUT.application, (*RECORD_LAYOUT.migrations, "CREATE TABLE more (x integer)"))
    address = on_server.server.address(on_server.database, RECORD_ROLE)
    assert trouble_of(lambda: opened(address, PostgresPlace.RECORD, newer))[0] == "layout-older"
    lay_out(at, PostgresPlace.RECORD, RECORD_ROLE, newer)
    database = opened(address, PostgresPlace.RECORD, newer)
    database.run("INSERT INTO more VALUES (?)", [(1,)])
    database.close()
    with pytest.raises(UnsupportedVersion):
        record(on_server)
    with pytest.raises(UnsupportedVersion):
        lay_out(at, PostgresPlace.RECORD, RECORD_ROLE, RECORD_LAYOUT)
    assert trouble_of(lambda: lay_out(at, PostgresPlace.RECORD, RECORD_ROLE, PRIVATE_LAYOUT))[0] == "not-a-store"


def test_a_step_that_fails_leaves_the_schema_as_it_was(on_server):
    at = on_server.server.address(on_server.database, OWNER)
    broken = Layout("record", 1, (*RECORD_LAYOUT.migrations, "CREATE TABLE more (x integer); SELECT 1 / 0"))
    assert trouble_of(lambda: lay_out(at, PostgresPlace.RECORD, RECORD_ROLE, broken))[0] == "database-failed"
    record(on_server).close()
    assert on_server.execute("SELECT to_regclass('more')") == [(None,)]


def test_a_server_that_may_forget_is_set_right_or_refused(on_server):
    database, server = on_server.database, on_server.server
    server.execute(f"ALTER DATABASE {database} SET synchronous_commit = off")
    shared = record(on_server)
    assert shared.find("SELECT current_setting('synchronous_commit')") == [("on",)]
    shared.close()
    server.execute(f"ALTER DATABASE {database} SET synchronous_commit = remote_apply")
    shared = record(on_server)
    assert shared.find("SELECT current_setting('synchronous_commit')") == [("remote_apply",)]
    shared.close()
    server.execute("ALTER SYSTEM SET fsync = off")
    server.execute("SELECT pg_reload_conf()")
    try:
        reason, error = trouble_of(lambda: settled(on_server))
        assert (reason, problem(error, ENGLISH)) == (
            "not-durable",
            "the database would lose entries in a power cut: fsync is off",
        )
    finally:
        server.execute("ALTER SYSTEM RESET fsync")
        server.execute("SELECT pg_reload_conf()")


def settled(on_server):
    """Open once the server has read its settings anew."""
    while on_server.server.execute("SHOW fsync") != [("off",)]:
        pass
    record(on_server)


def test_a_database_in_another_encoding_is_refused(server):
    server.execute(f"CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' OWNER {OWNER}")
    lay_out(server.address("latin", OWNER), "placet_record", RECORD_ROLE, RECORD_LAYOUT)
    address = server.address("latin", RECORD_ROLE)
    assert trouble_of(lambda: opened(address, "placet_record", RECORD_LAYOUT))[0] == "wrong-encoding"
    server.execute("DROP DATABASE latin")


def test_a_server_that_is_not_there_is_told_without_its_address(tmp_path):
    address = f"host={tmp_path} dbname=nowhere user=nobody password=canary"
    for act in (
        lambda: opened(address, "placet_record", RECORD_LAYOUT),
        lambda: lay_out(address, "placet_record", "x", RECORD_LAYOUT),
    ):
        reason, error = trouble_of(act)
        assert reason == "server-silent"
        assert "canary" not in f"{error} {problem(error, ENGLISH)} {advice(error, ENGLISH)}"


def test_an_address_is_not_shown(address):
    assert "dbname" not in repr(address)


@pytest.mark.slow
def test_what_was_acknowledged_is_there_after_the_server_was_killed(talks):
    """Ten times over: SIGKILL to the server and all its processes between two acknowledgements."""
    server = Server(programs())
    try:
        place = PostgresPlace(server, laid_out(server))
        shelf = place.record()
        shelf.open_file(talks.visit, talks.opening)
        shelf.append(Batch(talks.visit, talks.log))
        for _ in range(10):
            for _ in range(5):
                shelf.append(Batch(talks.visit, [talks.say("IR")]))
            server.kill()
            lost = Batch(talks.visit, [talks.say("RU")])
            assert trouble_of(partial(shelf.append, lost))[0] == "closed"
            server.start()
            shelf = place.record()
            assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log[:-1])
            shelf.append(lost)
        place.close()
    finally:
        server.remove()
