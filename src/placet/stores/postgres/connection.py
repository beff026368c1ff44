"""One schema on a PostgreSQL server as a `Database`, for a role that may read and add."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import psycopg

from placet.stores.database import Gone, Value
from placet.stores.layout import Layout
from placet.stores.postgres.troubles import trouble_with_postgres
from placet.stores.troubles import trouble

_TRIGGER = re.compile(r"CREATE TRIGGER (\w+) [^;]*? ON (\w+)")
_TRIGGERS = """
SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = current_schema()::regnamespace AND NOT tgisinternal AND tgenabled IN ('O', 'A')"""
SAY_MOVED = "INSERT INTO moved (number, store, move) VALUES (1, ?, ?)"
IS_TOO_STRONG = """
SELECT coalesce(bool_or(has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE') OR pg_has_role(relowner, 'MEMBER')), false)
FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"""
"""Whether the role that asks may change what is kept."""


class PostgresDatabase:
    """A `Database` in one schema. A connection that was lost stays lost: the lock went with it."""

    def __init__(self, place: str, connection: psycopg.Connection, layout: Layout) -> None:
        """Take an open connection over; `opened` makes one."""
        self._place = place
        self._connection = connection
        self._layout = layout
        self._lock = threading.RLock()

    @property
    def place(self) -> str:
        """Database and schema."""
        return self._place

    def find(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """The rows that a statement finds."""
        with self._lock, self._troubles():
            return self._connection.execute(_translated(statement), values).fetchall()

    def run(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        with self._lock, self._troubles(), self._connection.cursor() as cursor:
            cursor.executemany(_translated(statement), rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and durable at the end."""
        with self._lock, self._troubles(), self._connection.transaction():
            yield

    def scrub(self) -> None:
        """Nothing that this role may do: the server overwrites what was erased when its owner lets it (VACUUM FULL)."""

    def flaws(self) -> tuple[str, ...]:
        """Triggers that are missing or switched off, and rights that the role ought not to have."""
        there = set(self.find(_TRIGGERS))
        wanted = {found for migration in self._layout.migrations for found in _TRIGGER.findall(migration)}
        found = [f"trigger {name} on {table}" for name, table in sorted(wanted - there)]
        return (*found, "role") if self.find(IS_TOO_STRONG) == [(True,)] else tuple(found)

    def say_moved(self, gone: Gone) -> None:
        """A row that the layout has a place for; its triggers refuse all others from then on."""
        self.run(SAY_MOVED, [(gone.store, gone.move)])

    def close(self) -> None:
        """Let go of the lock, and then of the connection: a busy server may take seconds to see that one has ended."""
        with self._lock:
            with suppress(psycopg.Error):  # where the connection is lost, the lock is too
                self._connection.execute("SELECT pg_advisory_unlock_all()")
            with self._troubles():
                self._connection.close()

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise trouble_with_postgres(self._place, error, is_closed=self._connection.closed) from None
        except UnicodeDecodeError:  # a text that is none: its bytes changed on the disk
            raise trouble(self._place, "damaged") from None


def _translated(statement: str) -> bytes:
    """Our statements write `?` where this driver wants `%s`; none has either sign for anything else."""
    return statement.replace("?", "%s").encode()
