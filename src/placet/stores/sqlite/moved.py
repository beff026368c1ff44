"""A file of records that says where they went, and lets nothing be added any more: to no program, and to no Placet."""

from __future__ import annotations

from pathlib import Path

import apsw

from placet.stores.database import Gone
from placet.stores.layout import MOVED
from placet.stores.sqlite.troubles import trouble_with_sqlite
from placet.stores.troubles import trouble

WAIT_MS = 2_000
"""How long to wait for another program that reads or copies the file."""

_TABLES = ("visits", "entries", "forks", "statements", "branches", "erasures", "envelopes", "epochs")
_GONE = """
CREATE TABLE moved (store TEXT NOT NULL, move TEXT NOT NULL) STRICT;
CREATE TRIGGER moved_not_taken_away BEFORE DELETE ON moved BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER moved_not_changed BEFORE UPDATE ON moved BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""
_CLOSED = "CREATE TRIGGER {0}_not_moved BEFORE INSERT ON {0} BEGIN SELECT RAISE(ABORT, 'append-only'); END;"


def say_moved(connection: apsw.Connection, gone: Gone) -> None:
    """Within a transaction: what is kept stays as it is, and the file is no store any more."""
    connection.execute(_GONE)
    connection.execute("INSERT INTO moved (store, move) VALUES (?, ?)", (gone.store, gone.move))
    for table in (*_TABLES, "moved"):
        connection.execute(_CLOSED.format(table))
    connection.execute(f"PRAGMA application_id = {MOVED}")


def moved_from(connection: apsw.Connection) -> Gone | None:
    """Where the records of a file went, if they did."""
    if connection.execute("PRAGMA application_id").fetchall() != [(MOVED,)]:
        return None
    ((store, *move),) = connection.execute("SELECT * FROM moved").fetchall()  # an earlier Placet named no move
    return Gone(str(store), str(move[0]) if move else "")


def gone_to(path: Path) -> Gone | None:
    """Where the records of a file went; None where they did not, and where there is no file. Raises `StorageError`."""
    if not path.exists():
        return None
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            return moved_from(connection)
        finally:
            connection.close()
    except apsw.Error as error:
        raise trouble_with_sqlite(path, error) from None


def settle(path: Path) -> None:
    """Bring what still lies in the log of a file into it, so that it can be put elsewhere by itself.

    Raises `StorageError`, also where another program keeps the log in use: in it the file says that it was moved.
    """
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.set_busy_timeout(WAIT_MS)
            ((is_busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
    except apsw.Error as error:
        raise trouble_with_sqlite(path, error) from None
    if is_busy:
        raise trouble(path, "busy")
