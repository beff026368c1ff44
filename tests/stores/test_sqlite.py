"""The SQLite files: how they are opened, brought up, and found to be damaged."""

from __future__ import annotations

import random  # noqa: TID251  # seeded
import shutil

import apsw
import pytest
from tests.stores.places import SqlitePlace
from tests.stores.talks import bytes_of, envelope, fork
from tests.stores.test_home import trouble_of

from placet.errors import PlacetError, Refused
from placet.node.joint.ports import Batch
from placet.stores.examining import flaws_of
from placet.stores.layout import Layout
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord
from placet.stores.sqlite import opening
from placet.stores.sqlite.opening import opened
from placet.stores.sqlite.schema import PRIVATE_LAYOUT, RECORD_LAYOUT
from placet.wording.errors import problem
from placet.wording.language import language

ENGLISH = language("en")

ONE = Layout("test", 7, ("CREATE TABLE a (x)",))
TWO = Layout("test", 7, (*ONE.migrations, "ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x * 2; CREATE TABLE b (z)"))
BROKEN = Layout("test", 7, (*ONE.migrations, "CREATE TABLE b (z); INSERT INTO b VALUES (1); CREATE TABLE a (x)"))


@pytest.mark.parametrize("version", ["3.40.1", "3.51.2", "2.99.0"])
def test_an_old_sqlite_is_refused(tmp_path, monkeypatch, version):
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: version)
    reason, error = trouble_of(lambda: opened(tmp_path / "x.db", RECORD_LAYOUT))
    assert reason == "old-sqlite"
    assert problem(error, ENGLISH) == f"SQLite {version} is older than 3.51.3"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", ["3.51.3", "3.52.0", "4.0.0"])
def test_the_oldest_good_one_and_all_after_it_are_taken(tmp_path, monkeypatch, version):
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: version)
    opened(tmp_path / "x.db", RECORD_LAYOUT).close()


def test_the_files_are_opened_so_that_a_power_cut_takes_nothing_away(tmp_path):
    for layout in (RECORD_LAYOUT, PRIVATE_LAYOUT):
        database = opened(tmp_path / f"{layout.name}.db", layout)
        names = ["journal_mode", "synchronous", "foreign_keys", "secure_delete", "temp_store", "trusted_schema"]
        found = {name: database.find(f"PRAGMA {name}")[0][0] for name in names}
        database.close()
        # 2 is FULL; 2 is MEMORY
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "temp_store": 2,
            "trusted_schema": 0,
        }


def test_every_table_is_strict_and_a_number_is_unique_in_its_chain_between_two_statements(tmp_path):
    for layout in (RECORD_LAYOUT, PRIVATE_LAYOUT):
        database = opened(tmp_path / f"{layout.name}.db", layout)
        listed = database.find("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        assert {name: strict for name, strict in listed if not name.startswith("sqlite_")} == dict.fromkeys(
            [name for name, _ in listed if not name.startswith("sqlite_")], 1
        )
        database.close()
    database = opened(tmp_path / "record.db", RECORD_LAYOUT)
    keys = database.find("SELECT name FROM pragma_index_list('entries') WHERE \"unique\" AND origin = 'u'")
    columns = database.find("SELECT name FROM pragma_index_info(?)", keys[0])
    database.close()
    assert (len(keys), columns) == (1, [("visit",), ("side",), ("seq",), ("turn",)])


def test_an_older_file_is_brought_up_in_one_step_with_what_is_in_it(tmp_path):
    path = tmp_path / "x.db"
    database = opened(path, ONE)
    database.run("INSERT INTO a VALUES (?)", [(1,), (2,)])
    database.close()
    database = opened(path, TWO)
    assert database.find("SELECT x, y FROM a ORDER BY x") == [(1, 2), (2, 4)]
    assert (database.flaws(), database.find("PRAGMA user_version")) == ((), [(2,)])
    database.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "x.db"
    database = opened(path, ONE)
    database.run("INSERT INTO a VALUES (?)", [(1,)])
    database.close()
    assert trouble_of(lambda: opened(path, BROKEN))[0] == "database-failed"
    database = opened(path, ONE)
    assert (database.flaws(), database.find("SELECT * FROM a")) == ((), [(1,)])
    database.close()


def test_who_only_reads_brings_nothing_up(tmp_path):
    path = tmp_path / "x.db"
    opened(path, ONE).close()
    before = path.read_bytes()
    assert trouble_of(lambda: opened(path, TWO, writing=False))[0] == "layout-older"
    assert path.read_bytes() == before


def test_a_batch_that_fails_at_row_900_of_1000_leaves_nothing(tmp_path, talks):
    place = SqlitePlace(tmp_path)
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    shelf.append(Batch(talks.visit, talks.log))
    batch = Batch(talks.visit, talks.spoken(1_000), envelope=envelope())
    connection = shelf._database._connection
    # the two that join are 1 and 2
    connection.execute(
        "CREATE TEMP TRIGGER fault BEFORE INSERT ON main.entries WHEN NEW.number = 902"
        " BEGIN SELECT RAISE(ABORT, 'fault'); END"
    )
    trouble_of(lambda: shelf.append(batch))
    assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log[:2])
    assert shelf.envelopes(talks.visit) == ()
    connection.execute("DROP TRIGGER fault")
    shelf.append(batch)
    assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log)
    place.close()


def test_a_damaged_byte_never_passes_for_what_was_written(tmp_path, talks):
    """Either it is told, or it lies where nothing is kept: then everything still comes back as it was."""
    place = SqlitePlace(tmp_path)
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    talks.spoken(30)
    kept = [talks.say("IR"), talks.say("IR")]
    proof = fork(talks.parties["IR"], kept[1])
    shelf.append(Batch(talks.visit, talks.log, [proof]))
    place.close()
    raw = (tmp_path / "shared.db").read_bytes()
    chance, path = random.Random(3), tmp_path / "damaged.db"

    def told(at):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :])
        return is_told(path, talks, proof)

    for _ in range(200):
        told(chance.randrange(len(raw)))
    entry = talks.log[7]
    row = entry.hash.encode() + entry.raw + entry.signature + entry.body
    start = raw.index(row)
    assert all(told(start + at) for at in range(0, len(row), 7))


def is_told(path, talks, proof):
    try:
        database = opened(path, RECORD_LAYOUT, writing=False)
    except PlacetError:
        return True
    try:
        shelf = SqlRecord(database)
        if list(flaws_of(shelf)):
            return True
        assert shelf.visits() == (talks.visit,)
        assert shelf.opening(talks.visit) == talks.opening
        assert bytes_of(shelf.entries(talks.visit)) == bytes_of(talks.log)
        assert list(shelf.forks(talks.visit)) == [proof]
    finally:
        database.close()
    return False


@pytest.mark.parametrize(
    ("change", "asked"),
    [
        ("UPDATE visits SET opening = CAST(opening AS TEXT)", "opening"),
        ("UPDATE entries SET header = CAST(header AS TEXT)", "entries"),
        ("UPDATE entries SET body = CAST(body AS TEXT)", "entries"),
        ("UPDATE entries SET hash = side", "entries"),
        ("UPDATE entries SET seq = seq + 9", "entries"),
        ("UPDATE forks SET kept_signature = x'00'", "forks"),
        ("UPDATE forks SET hash = side", "forks"),
        ("UPDATE envelopes SET heads = CAST(heads AS BLOB)", "envelopes"),
        ("UPDATE envelopes SET count = 'x'", "envelopes"),
    ],
)
def test_a_column_that_holds_something_else_is_refused(tmp_path, talks, change, asked):
    """As a damaged page may: the kind of a value is written in its row."""
    place = SqlitePlace(tmp_path)
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    shelf.append(Batch(talks.visit, talks.log, [fork(talks.parties["IR"], talks.log[0])], envelope()))
    place.close()
    without_rules(tmp_path / "shared.db", change)
    damaged = place.record()
    with pytest.raises(Refused, match="damaged"):
        tuple(getattr(damaged, asked)(talks.visit))
    assert list(flaws_of(damaged)) != []
    place.close()


def without_rules(path, change):
    """Change a file as if it had neither triggers nor kinds of columns."""
    connection = apsw.Connection(str(path))
    for (trigger,) in list(connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE type = 'table'")
    connection.close()
    connection = apsw.Connection(str(path))
    connection.execute(change)
    connection.close()


def test_a_private_document_that_is_no_longer_json_is_told(tmp_path):
    place = SqlitePlace(tmp_path)
    place.private().keep("", "draft", {"a": 1})
    place.close()
    connection = apsw.Connection(str(tmp_path / "private.db"))
    connection.execute("DROP TRIGGER documents_not_changed")
    for content in ("{", "[1]", "7", "", "[" * 100_000):
        connection.execute("UPDATE documents SET document = ?", (content,))
        store = SqlPrivate(opened(tmp_path / "private.db", PRIVATE_LAYOUT))
        assert trouble_of(lambda store=store: list(store.documents("", "draft")))[0] == "damaged"
        store.close()
    connection.close()


def test_what_another_program_holds_is_told_after_a_while(tmp_path, monkeypatch, talks):
    monkeypatch.setattr(opening, "WAIT_MS", 1)
    place = SqlitePlace(tmp_path)
    shelf = place.record()
    other = apsw.Connection(str(tmp_path / "shared.db"))
    other.execute("BEGIN IMMEDIATE")
    assert trouble_of(lambda: shelf.open_file(talks.visit, talks.opening))[0] == "busy"
    other.execute("ROLLBACK")
    shelf.open_file(talks.visit, talks.opening)
    talks.say("IR")
    shelf.append(Batch(talks.visit, talks.log))
    other.execute("BEGIN")
    assert list(other.execute("SELECT count(*) FROM entries")) == [(3,)]
    shelf.append(Batch(talks.visit, [talks.say("IR")]))
    assert trouble_of(lambda: shelf.erase_bodies(talks.visit, [("IR", 2)]))[0] == "still-in-log"
    other.close()
    shelf.erase_bodies(talks.visit, [("IR", 2)])
    place.close()


def test_a_file_system_without_a_log_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "SETTINGS", {"locking_mode": "EXCLUSIVE", "journal_mode": "OFF"})
    real = apsw.Connection.execute

    class NoLog(apsw.Connection):
        def execute(self, statement, *rest):
            wanted = statement.replace("= WAL", "= DELETE")
            return real(self, wanted, *rest)

    monkeypatch.setattr(apsw, "Connection", NoLog)
    assert trouble_of(lambda: opened(tmp_path / "x.db", RECORD_LAYOUT))[0] == "not-wal"


def test_a_copy_of_the_file_without_its_log_is_missed_by_nobody(tmp_path, talks):
    """Copying the database by hand while it is in use loses what is in the log; that is why there are backups."""
    place = SqlitePlace(tmp_path)
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    shelf.append(Batch(talks.visit, talks.log))
    shutil.copy(tmp_path / "shared.db", tmp_path / "copy.db")
    place.close()
    copy = SqlRecord(opened(tmp_path / "copy.db", RECORD_LAYOUT))
    assert copy.visits() == ()
    copy.close()
