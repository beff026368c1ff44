"""The databases themselves refuse to change what is kept, also to a program that knows nothing of Placet."""

from __future__ import annotations

import apsw
import psycopg
import pytest
from tests.stores.places import PostgresPlace, SqlitePlace
from tests.stores.server import OWNER, PRIVATE_ROLE, RECORD_ROLE
from tests.stores.talks import Talks, envelope, fork, rival

from placet.agreement.entry import ERASABLE
from placet.agreement.resumption import SignedResumption, settling
from placet.node.joint.ports import Batch, Resumed

RECORD_TABLES = ["visits", "entries", "forks", "statements", "branches", "erasures", "envelopes", "epochs"]
PRIVATE_TABLES = ["documents", "forgotten"]
CHANGES = [
    "DELETE FROM {table}",
    "UPDATE visits SET opening = ''",
    "UPDATE entries SET header = signature",
    "UPDATE entries SET signature = header",
    "UPDATE entries SET body = header WHERE body IS NOT NULL",
    "UPDATE entries SET body = header WHERE body IS NULL",
    "UPDATE entries SET body = NULL WHERE type = 'join'",
    "UPDATE entries SET body = NULL, header = signature WHERE type = 'note'",
    "UPDATE entries SET side = 'XX'",
    "UPDATE entries SET seq = seq + 100",
    "UPDATE entries SET number = number + 100",
    "UPDATE entries SET hash = side",
    "UPDATE entries SET type = 'note'",
    "UPDATE entries SET turn = turn + 1",
    "UPDATE statements SET stays = stays + 1",
    "UPDATE statements SET statement = ''",
    "UPDATE branches SET header = signature",
    "UPDATE branches SET body = header",
    "UPDATE branches SET type = 'join'",
    "UPDATE forks SET kept_header = header",
    "UPDATE forks SET body = header",
    "UPDATE forks SET kept_body = header",
    "UPDATE erasures SET seq = seq + 1",
    "UPDATE envelopes SET count = count + 1",
    "UPDATE epochs SET epoch = epoch + 1",
]
STATEMENTS = [
    statement.format(table=table)
    for statement in CHANGES
    for table in (RECORD_TABLES if "{table}" in statement else [""])
]
PRIVATE_STATEMENTS = [
    *(f"DELETE FROM {table}" for table in PRIVATE_TABLES),
    "UPDATE documents SET document = '{}'",
    "UPDATE documents SET document = NULL, kind = 'x'",
    "UPDATE documents SET number = number + 100",
    "UPDATE forgotten SET number = number + 1",
]
REPLACEMENTS = [
    "INSERT OR REPLACE INTO visits SELECT number, visit, 'x' FROM visits",
    "INSERT OR REPLACE INTO visits SELECT number + 100, visit, 'x' FROM visits",
    "INSERT OR REPLACE INTO entries SELECT number, visit, side, seq, type, hash, 'x', 'x', NULL, turn FROM entries",
    "INSERT OR REPLACE INTO entries SELECT number + 9, visit, side, seq, type, hash, 'x', 'x', NULL, turn FROM entries",
    "INSERT OR REPLACE INTO entries SELECT number, visit, 'XX', seq, type, hash, header, signature, NULL, 0 FROM entries",  # noqa: E501  # one statement
    "UPDATE OR REPLACE entries SET seq = 2",
    "INSERT OR REPLACE INTO statements SELECT number, visit, side, turn, stays, 'x', 'x' FROM statements",
    "INSERT OR REPLACE INTO statements SELECT number + 100, visit, side, 9, stays, hash, 'x' FROM statements",
    "INSERT OR REPLACE INTO statements SELECT number + 100, visit, side, turn, 9, 'x', 'x' FROM statements",
    "INSERT OR REPLACE INTO branches SELECT number, visit, side, seq, type, 'x', 'x', 'x', NULL FROM branches",
    "INSERT OR REPLACE INTO branches SELECT number + 100, visit, side, seq, type, hash, 'x', 'x', NULL FROM branches",
    "INSERT OR REPLACE INTO envelopes SELECT number, visit, other, outgoing, count, 'x', at, heads FROM envelopes",
    "INSERT OR REPLACE INTO envelopes SELECT number + 100, visit, other, outgoing, 9, id, at, heads FROM envelopes",
    "INSERT OR REPLACE INTO envelopes SELECT number + 100, visit, other, 1, count, 'x', at, heads FROM envelopes",
    (
        "INSERT OR REPLACE INTO forks (number, visit, side, seq, hash, kept_header, kept_signature, header, signature)"
        " SELECT number + 100, visit, side, seq, hash, 'x', 'x', 'x', 'x' FROM forks"
    ),
]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def filled(request, tmp_path_factory):
    """Something in every table; the body of the first note is erased. One for all: nothing here changes it."""
    if request.param == "sqlite":
        database = SqlitePlace(tmp_path_factory.mktemp("filled"))
    else:
        server = request.getfixturevalue("server")
        database = PostgresPlace(server, server.new_database(request.getfixturevalue("template")))
    talks = Talks()
    shelf = database.record()
    shelf.open_file(talks.visit, talks.opening)
    note, proof = talks.say("IR"), fork(talks.parties["IR"], talks.say("IR"))
    chain = talks.parties["IR"].record.chains["IR"].entries
    signed = SignedResumption(settling([*chain[:2], proof.other], [chain]), {})
    later = [Resumed(signed, [proof.other])]
    aside = [rival(talks.parties["IR"], note)]
    shelf.append(Batch(talks.visit, talks.log, [proof], envelope(outgoing=True), later, aside))
    shelf.erase_bodies(talks.visit, [("IR", note.header.seq)])
    private = database.private()
    private.keep(talks.visit, "draft", {"a": 1})
    private.keep(talks.visit, "draft", {"b": 1})
    private.forget([2])
    database.close()
    return database


def tables(database, names, *, hidden=False):
    return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1", hidden=hidden) for name in names}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_a_record(filled, statement):
    before = tables(filled, RECORD_TABLES)
    assert all(before.values())
    with pytest.raises((apsw.ConstraintError, psycopg.errors.InsufficientPrivilege)):
        filled.execute(statement)
    assert tables(filled, RECORD_TABLES) == before


@pytest.mark.parametrize("statement", PRIVATE_STATEMENTS)
def test_no_statement_changes_a_private_document(filled, statement):
    before = tables(filled, PRIVATE_TABLES, hidden=True)
    assert all(before.values())
    with pytest.raises((apsw.ConstraintError, psycopg.errors.InsufficientPrivilege)):
        filled.execute(statement, hidden=True)
    assert tables(filled, PRIVATE_TABLES, hidden=True) == before


@pytest.mark.parametrize("statement", REPLACEMENTS)
@pytest.mark.parametrize("filled", ["sqlite"], indirect=True)
def test_no_row_is_put_in_the_place_of_another(filled, statement):
    before = tables(filled, RECORD_TABLES)
    with pytest.raises(apsw.ConstraintError):
        filled.execute(statement)
    assert tables(filled, RECORD_TABLES) == before


@pytest.mark.parametrize("statement", [*STATEMENTS, *(f"TRUNCATE {table} CASCADE" for table in RECORD_TABLES)])
@pytest.mark.parametrize("filled", ["postgres"], indirect=True)
def test_the_owner_of_the_tables_is_refused_as_well(filled, statement):
    before = tables(filled, RECORD_TABLES)
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
        filled.execute(statement, role=OWNER)
    assert tables(filled, RECORD_TABLES) == before


@pytest.mark.parametrize("statement", PRIVATE_STATEMENTS)
@pytest.mark.parametrize("filled", ["postgres"], indirect=True)
def test_the_owner_of_private_tables_is_refused_as_well(filled, statement):
    before = tables(filled, PRIVATE_TABLES, hidden=True)
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation):
        filled.execute(statement, hidden=True, role=OWNER)
    assert tables(filled, PRIVATE_TABLES, hidden=True) == before


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET number = number", "TRUNCATE {}"])
@pytest.mark.parametrize("table", ["whose", "homes", "moved"])
def test_whose_a_database_is_stays_as_it_was_said(on_server, statement, table):
    on_server.execute(f"INSERT INTO {table} VALUES (1, 'IR')")
    for role, error in ((OWNER, "IntegrityConstraintViolation"), (RECORD_ROLE, "InsufficientPrivilege")):
        with pytest.raises(getattr(psycopg.errors, error)):
            on_server.execute(statement.format(table), role=role)
    with pytest.raises(psycopg.errors.IntegrityError):
        on_server.execute(f"INSERT INTO {table} VALUES (2, 'RU')")
    assert [row[:2] for row in on_server.execute(f"SELECT * FROM {table}")] == [(1, "IR")]


@pytest.mark.parametrize("filled", ["postgres"], indirect=True)
def test_each_role_sees_its_own_schema_only(filled):
    for table, role in [("placet_private.documents", RECORD_ROLE), ("placet_record.entries", PRIVATE_ROLE)]:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            filled.execute(f"SELECT * FROM {table}", role=role)
    # Two join, two notes, and one that counts in the place of the second.
    assert len(filled.execute("SELECT * FROM placet_record.entries", role=RECORD_ROLE)) == 5


def test_a_body_may_be_taken_away_where_nothing_rests_on_it_and_nowhere_else(filled):
    """The list in the layout is the protocol's own; a layout that was released cannot ask the code."""
    assert {"decline", "note", "propose"} == {kind.value for kind in ERASABLE}
    bodies = filled.execute("SELECT type, body IS NULL FROM entries ORDER BY number")
    assert [(kind, bool(gone)) for kind, gone in bodies] == [
        ("join", False),
        ("join", False),
        ("note", True),
        ("note", False),
        ("note", False),
    ]
    assert [bool(gone) for (gone,) in filled.execute("SELECT body IS NULL FROM branches")] == [True]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_what_was_erased_is_in_no_byte_of_the_files(database, talks, tmp_path):
    shelf, word, secret = database.record(), "medical-canary-one", "scalar-canary-two"
    shelf.open_file(talks.visit, talks.opening)
    talks.spoken(50)
    entry = talks.say("IR", text=word)
    talks.spoken(50)
    proof = fork(talks.parties["IR"], entry)
    shelf.append(Batch(talks.visit, talks.log, [proof]))
    assert holding(tmp_path, word) == ["shared.db-wal"]
    shelf.erase_bodies(talks.visit, [("IR", entry.header.seq)])
    assert holding(tmp_path, word) == []
    private = database.private()
    numbers = [private.keep(talks.visit, "secret", {"n": n, "s": secret if n == 7 else "x" * 99}) for n in range(99)]
    assert holding(tmp_path, secret) == ["private.db-wal"]
    private.forget([numbers[7]])
    assert holding(tmp_path, secret) == []


def holding(folder, word):
    return sorted(path.name for path in folder.iterdir() if word.encode() in path.read_bytes())


@pytest.mark.parametrize(
    ("database", "trigger", "flaw"),
    [
        ("sqlite", "entries_not_taken_away", "layout"),
        ("postgres", "not_taken_away ON entries", "trigger not_taken_away on entries"),
    ],
    indirect=["database"],
)
def test_a_missing_trigger_is_told(database, trigger, flaw):
    assert database.record().flaws() == ()
    database.close()
    database.execute_as_owner(f"DROP TRIGGER {trigger}")
    assert database.record().flaws() == (flaw,)


@pytest.mark.parametrize(("side", "last", "turn"), [("IR", 1, 1), ("IR", 1, 2), ("RU", 0, 0), ("RU", 0, 1)])
def test_a_number_is_used_again_only_after_a_statement(filled, side, last, turn):
    """`last`: how many statements about the chain there are. Once for each of them, and not before it."""
    before = tables(filled, RECORD_TABLES)
    columns = "visit, side, seq, type, hash, header, signature, body"
    with pytest.raises((apsw.ConstraintError, psycopg.errors.IntegrityError)):
        filled.execute(
            f"INSERT INTO entries (number, {columns}, turn) SELECT number + 100, {columns}, {turn} FROM entries"
            f" WHERE side = '{side}' AND turn = {last}"
        )
    assert tables(filled, RECORD_TABLES) == before
