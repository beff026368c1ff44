"""Rows that go from one kind of database into the other: all of them, as they are, and what was cut short goes on."""

from __future__ import annotations

import pytest
from tests.stores.places import PostgresPlace, SqlitePlace, SqlPlace
from tests.stores.talks import ODD, Talks, bytes_of, envelope, fork, rival

from placet.agreement.resumption import SignedResumption, settling
from placet.node.joint.ports import Batch, Resumed
from placet.stores.copying import PRIVATE, RECORD, MoveStopped, Progress, contents, copy_over, rows_in
from placet.stores.database import Gone
from placet.stores.record import SqlRecord


def quiet() -> Progress:
    return Progress(lambda: False, lambda _known, _of: None)


@pytest.fixture(params=["to-server", "to-folder"])
def ways(request, tmp_path, on_server) -> tuple[SqlPlace, SqlPlace]:
    """From where to where."""
    folder = SqlitePlace(tmp_path)
    return (folder, on_server) if request.param == "to-server" else (on_server, folder)


def filled(place: SqlPlace, talks: Talks) -> None:
    """Something in every table: a fork that was gone on after, a branch that came after an erasure, erased bodies."""
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    note, proof = talks.say("IR"), fork(talks.parties["IR"], talks.say("IR"))
    chain = talks.parties["IR"].record.chains["IR"].entries
    signed = SignedResumption(settling([*chain[:2], proof.other], [chain]), {})
    talks.say_oddly("RU")
    shelf.append(Batch(talks.visit, talks.log, [proof], envelope(outgoing=True), [Resumed(signed, [proof.other])]))
    shelf.erase_bodies(talks.visit, [("IR", note.header.seq)])
    shelf.append(Batch(talks.visit, beside=[rival(talks.parties["IR"], note)]))
    private = place.private()
    private.keep(talks.visit, "draft", {"a": ODD})
    private.keep("", "card", {"b": [1, None, True]})
    private.forget([1])
    private.keep("", "card", {"c": 2})


def copied(source: SqlPlace, target: SqlPlace) -> None:
    """Both databases of a place into those of the other, and each table held against its copy."""
    for open_source, open_target, tables in (
        (source.record, target.record, RECORD),
        (source.private, target.private, PRIVATE),
    ):
        ours, theirs = open_source()._database, open_target()._database
        copy_over(ours, theirs, tables, quiet())
        assert contents(ours, tables, quiet()) == contents(theirs, tables, quiet())
        assert rows_in(ours, tables) == rows_in(theirs, tables) > 0


@pytest.mark.parametrize(("tables", "is_hidden"), [(RECORD, False), (PRIVATE, True)])
def test_no_table_and_no_column_is_left_behind(database, tables, is_hidden):
    """But for what says whose a database is, and where it went: that is said anew of the new one."""
    database.private() if is_hidden else database.record()
    if isinstance(database, PostgresPlace):
        found = database.execute(
            "SELECT table_name, column_name FROM information_schema.columns JOIN pg_tables"
            " ON tablename = table_name AND schemaname = table_schema WHERE table_schema = current_schema()",
            hidden=is_hidden,
        )
    else:
        found = database.execute(
            "SELECT schema.name, columns.name FROM sqlite_schema AS schema, pragma_table_info(schema.name) AS columns"
            " WHERE schema.type = 'table'",
            hidden=is_hidden,
        )
    kept = {(table, column) for table, column in found if table not in ("layout", "whose", "homes", "moved")}
    assert kept == {(each.name, column) for group in tables for each in group for column in each.columns}


def test_every_row_of_every_table_goes_over_as_it_is(ways, talks):
    source, target = ways
    filled(source, talks)
    found = contents(source.record()._database, RECORD, quiet())
    # Two join, two notes, one note of RU, and one that counts in the place of the second.
    assert {name: each.rows for name, each in found.items()} == {
        "visits": 1,
        "entries": 6,
        "forks": 1,
        "statements": 1,
        "branches": 1,
        "envelopes": 1,
        "erasures": 1,
        "epochs": 1,
    }
    copied(source, target)
    ours, theirs = source.record(), target.record()
    for read in (SqlRecord.entries, SqlRecord.beside):
        assert bytes_of(read(ours, talks.visit)) == bytes_of(read(theirs, talks.visit))
    assert list(ours.history(talks.visit)) == list(theirs.history(talks.visit))
    assert (theirs.epoch, theirs.envelopes(talks.visit)) == (ours.epoch, ours.envelopes(talks.visit))
    assert theirs.flaws() == ()


def test_what_was_written_and_erased_after_a_copy_that_was_cut_short_goes_over_with_the_next(ways, talks):
    source, target = ways
    filled(source, talks)
    copied(source, target)
    ours = source.record()
    later = talks.say("RU")
    ours.append(Batch(talks.visit, [later]))
    ours.erase_bodies(talks.visit, [("RU", later.header.seq)])
    ours.append(Batch(talks.visit, envelope=envelope(2, outgoing=True)))
    private = source.private()
    private.forget([3])
    private.keep("", "card", {"d": 3})
    copied(source, target)


def test_a_copy_that_is_stopped_leaves_nothing(ways, talks):
    source, target = ways
    filled(source, talks)
    ours, theirs = source.record()._database, target.record()._database
    asked = iter([False, False, True])
    with pytest.raises(MoveStopped):
        copy_over(ours, theirs, RECORD, Progress(lambda: next(asked), lambda _known, _of: None))
    assert rows_in(theirs, RECORD) == 0


def test_where_another_row_lies_under_a_number_the_contents_differ(ways, talks):
    source, target = ways
    filled(source, talks)
    other = target.private()
    other.keep("", "card", {"b": "something else"})
    ours, theirs = source.private()._database, other._database
    copy_over(ours, theirs, PRIVATE, quiet())
    assert contents(ours, PRIVATE, quiet())["documents"] != contents(theirs, PRIVATE, quiet())["documents"]


@pytest.mark.parametrize("table", [each.name for group in RECORD for each in group])
def test_to_records_that_went_elsewhere_nothing_is_added(database, talks, table):
    filled(database, talks)
    shelf = database.record()._database
    before = contents(shelf, RECORD, quiet())
    shelf.say_moved(Gone("elsewhere", "a name"))
    database.close()
    columns = next(", ".join(each.columns) for group in RECORD for each in group if each.name == table)
    with pytest.raises(Exception, match="append-only"):
        database.execute_as_owner(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table}")
    if isinstance(database, PostgresPlace):
        assert contents(database.record()._database, RECORD, quiet()) == before
