"""One SQLite file as a `Database`: statements, transactions, and what is wrong with it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import apsw

from placet.stores.database import Gone, Value
from placet.stores.layout import Layout
from placet.stores.sqlite.moved import say_moved
from placet.stores.sqlite.troubles import trouble_with_sqlite
from placet.stores.troubles import trouble


class SqliteDatabase:
    """A `Database` in one file."""

    def __init__(self, path: Path, connection: apsw.Connection, layout: Layout) -> None:
        """Take an open connection over; `opened` makes one."""
        self._path = path
        self._connection = connection
        self._layout = layout
        self._lock = threading.RLock()
        self._has_failed = False

    @property
    def place(self) -> str:
        """The file."""
        return str(self._path)

    def find(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement finds."""
        with self._lock, self._troubles():
            return list(self._connection.execute(statement, tuple(values)))

    def run(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        with self._lock, self._troubles():
            self._connection.executemany(statement, [tuple(row) for row in rows])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and durable at the end.

        After the disk has failed nothing more is written over this connection: what of it reached the disk is known
        only after a new look.
        """
        with self._lock, self._troubles():
            if self._has_failed:
                raise trouble(self._path, "closed")
            if self._connection.readonly("main"):
                raise trouble(self._path, "opened-for-reading")
            with all_or_nothing(self._connection):
                yield

    def scrub(self) -> None:
        """Write the file anew and empty the log: in both, what was erased can still be read.

        What a row frees is overwritten at once, but a page that was parted earlier keeps copies of rows in its slack.
        """
        with self._lock, self._troubles():
            self._connection.execute("VACUUM")
        if self.find("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise trouble(self._path, "still-in-log")

    def flaws(self) -> tuple[str, ...]:
        """Pages, references and layout."""
        found = [str(said) for (said,) in self.find("PRAGMA integrity_check") if said != "ok"]
        found += [f"foreign-key:{row[0]}" for row in self.find("PRAGMA foreign_key_check")]
        if self.find(LAYOUT) != laid_out(self._layout):
            found.append("layout")
        return tuple(found)

    def copy_into(self, path: Path) -> None:
        """Write a copy of this moment into an empty file, without what was erased."""
        with self._lock, self._troubles():
            self._connection.execute("VACUUM INTO ?", (str(path),))

    def say_moved(self, gone: Gone) -> None:
        """In one transaction; no Placet opens the file as a store again."""
        with self.transaction():
            say_moved(self._connection, gone)

    def close(self) -> None:
        """Empty the log into the file and let go of it. A log that cannot be emptied stays, and nothing is lost."""
        with self._lock, suppress(apsw.Error):
            self._connection.close()

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except apsw.Error as error:
            self._has_failed = self._has_failed or isinstance(error, apsw.IOError)
            raise trouble_with_sqlite(self._path, error) from None
        except UnicodeDecodeError:  # a text that is none: its bytes changed on the disk
            raise trouble(self._path, "damaged") from None


@contextmanager
def all_or_nothing(connection: apsw.Connection) -> Iterator[None]:
    """A transaction; what went wrong in it is raised, also where SQLite took it back already: a full disk."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if not connection.get_autocommit():
            with suppress(apsw.Error):
                connection.execute("ROLLBACK")
        raise


LAYOUT = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


@cache
def laid_out(layout: Layout) -> list[tuple[Any, ...]]:
    """What a file of a layout holds beside its rows."""
    connection = apsw.Connection(":memory:")
    for migration in layout.migrations:
        connection.execute(migration)
    return list(connection.execute(LAYOUT))
