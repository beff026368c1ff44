"""What SQLite says, under our own reasons. Its sentences stay with us: they may repeat what is kept."""

from __future__ import annotations

from pathlib import Path

import apsw

from placet.errors import StorageError
from placet.stores.troubles import trouble

_REASONS: tuple[tuple[type[apsw.Error] | tuple[type[apsw.Error], ...], str], ...] = (
    (apsw.FullError, "disk-full"),
    ((apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError), "not-written"),
    (apsw.IOError, "disk-failed"),
    ((apsw.BusyError, apsw.LockedError), "busy"),
    (apsw.NotADBError, "not-a-store"),
    (apsw.CorruptError, "damaged"),
    (apsw.ConstraintError, "append-only"),
    (apsw.ConnectionClosedError, "closed"),
)


def trouble_with_sqlite(path: Path, error: apsw.Error) -> StorageError:
    """The error for what SQLite said."""
    number = getattr(error, "extendedresult", 0)
    if number == apsw.SQLITE_IOERR_SHMSIZE:  # there was no room to open the log
        return trouble(path, "disk-full")
    reason = next((reason for kinds, reason in _REASONS if isinstance(error, kinds)), "database-failed")
    return trouble(path, reason, number=number)
