"""What PostgreSQL says, under our own reasons. Its sentences stay with us: they repeat what is kept, and passwords."""

from __future__ import annotations

import psycopg
from psycopg import errors

from placet.errors import StorageError
from placet.stores.troubles import trouble

_REASONS: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.DiskFull, "disk-full"),
    (errors.IoError, "disk-failed"),
    (errors.LockNotAvailable, "busy"),
    (errors.QueryCanceled, "busy"),
    (errors.InsufficientPrivilege, "append-only"),
    (errors.IntegrityError, "append-only"),
    (errors.ReadOnlySqlTransaction, "opened-for-reading"),
    (errors.UndefinedTable, "layout-missing"),
    (errors.InvalidSchemaName, "layout-missing"),
    (errors.DataCorrupted, "damaged"),
)


def place_of(schema: str) -> str:
    """What an error calls a schema."""
    return f"PostgreSQL, schema {schema}"


def trouble_with_postgres(place: str, error: psycopg.Error, *, is_closed: bool = False) -> StorageError:
    """The error for what PostgreSQL said."""
    if is_closed:
        return trouble(place, "closed")
    reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), "database-failed")
    return trouble(place, reason, number=error.sqlstate or "no-connection")
