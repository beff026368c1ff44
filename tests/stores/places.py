"""Each kind of store behind one door: opened, opened again, and reached by direct SQL as somebody else would."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

import apsw
from tests.stores.server import OWNER, PRIVATE_ROLE, RECORD_ROLE, Server

from placet.stores.memory import MemoryPrivate, MemoryRecord
from placet.stores.postgres import opening as postgres
from placet.stores.postgres.schema import PRIVATE_LAYOUT, RECORD_LAYOUT, lay_out
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord
from placet.stores.sqlite import opening as sqlite
from placet.stores.sqlite import schema


class Place(Protocol):
    """Somewhere to keep things. Opening again finds what was kept; what is open is closed first."""

    def record(self) -> Any: ...

    def private(self) -> Any: ...

    def close(self) -> None: ...


class MemoryPlace:
    def __init__(self) -> None:
        self._record, self._private = MemoryRecord(), MemoryPrivate()

    def record(self) -> MemoryRecord:
        return self._record

    def private(self) -> MemoryPrivate:
        return self._private

    def close(self) -> None:
        self._record.close()
        self._private.close()


class SqlPlace:
    """What both kinds of database have in common."""

    def __init__(self) -> None:
        self._open: list[Any] = []

    def close(self) -> None:
        while self._open:
            self._open.pop().close()

    def _opened(self, store: Any) -> Any:
        self._open.append(store)
        return store


class SqlitePlace(SqlPlace):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.shared, self.hidden = folder / "shared.db", folder / "private.db"

    def record(self) -> SqlRecord:
        self.close()
        return self._opened(SqlRecord(sqlite.opened(self.shared, schema.RECORD_LAYOUT)))

    def private(self) -> SqlPrivate:
        self.close()
        return self._opened(SqlPrivate(sqlite.opened(self.hidden, schema.PRIVATE_LAYOUT)))

    def execute(self, statement: str, *, hidden: bool = False) -> list[tuple[Any, ...]]:
        """By another program, which knows nothing of our settings."""
        connection = apsw.Connection(str(self.hidden if hidden else self.shared))
        try:
            return list(connection.execute(statement))
        finally:
            connection.close()

    execute_as_owner = execute


class PostgresPlace(SqlPlace):
    RECORD, PRIVATE = "placet_record", "placet_private"

    def __init__(self, server: Server, database: str) -> None:
        super().__init__()
        self.server, self.database = server, database

    def record(self) -> SqlRecord:
        self.close()
        address = self.server.address(self.database, RECORD_ROLE)
        return self._opened(SqlRecord(postgres.opened(address, self.RECORD, RECORD_LAYOUT)))

    def private(self) -> SqlPrivate:
        self.close()
        address = self.server.address(self.database, PRIVATE_ROLE)
        return self._opened(SqlPrivate(postgres.opened(address, self.PRIVATE, PRIVATE_LAYOUT)))

    def execute(self, statement: str, *, hidden: bool = False, role: str | None = None) -> list[tuple[Any, ...]]:
        """By another program over another connection, with the node's own role unless another is named."""
        wanted = role or (PRIVATE_ROLE if hidden else RECORD_ROLE)
        path = self.PRIVATE if hidden else self.RECORD
        return self.server.execute(statement, self.database, wanted, path)

    def execute_as_owner(self, statement: str) -> list[tuple[Any, ...]]:
        return self.execute(statement, role=OWNER)


def laid_out(server: Server) -> str:
    """A database with both schemas, to be copied for each test."""
    database = server.new_database()
    address = server.address(database, OWNER)
    lay_out(address, PostgresPlace.RECORD, RECORD_ROLE, RECORD_LAYOUT)
    lay_out(address, PostgresPlace.PRIVATE, PRIVATE_ROLE, PRIVATE_LAYOUT)
    return database
