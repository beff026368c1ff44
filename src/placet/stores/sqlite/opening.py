"""Opening a file so that what was kept survives a power cut, and nothing that is kept can be changed.

`synchronous=FULL` is a requirement of the protocol, not a matter of speed: with less, an entry that had left the office
can be missing after a power cut, its number is given to another, and the chain has parted from itself.
"""

from __future__ import annotations

import errno
from pathlib import Path
from urllib.parse import quote

import apsw

from placet.errors import PlacetError, UnsupportedVersion, storage_error
from placet.stores.durable import new_file, sync_folder
from placet.stores.layout import Layout
from placet.stores.sqlite.connection import SqliteDatabase, all_or_nothing
from placet.stores.sqlite.moved import WAIT_MS, moved_from
from placet.stores.sqlite.troubles import trouble_with_sqlite
from placet.stores.troubles import trouble, trouble_with_number

OLDEST = (3, 51, 3)
"""Older ones can lose what was kept when the log begins anew while another connection reads (the WAL-reset fault)."""
SETTINGS = {
    "synchronous": "FULL",
    "fullfsync": "ON",  # where the system's own sync does not reach the disk
    "checkpoint_fullfsync": "ON",
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what is erased is overwritten
    "temp_store": "MEMORY",  # nothing of it goes to another file
    "trusted_schema": "OFF",  # a file may have been made by somebody else
    "cell_size_check": "ON",
}


def opened(path: Path, layout: Layout, *, writing: bool = True) -> SqliteDatabase:
    """Open a file; where we write, make or upgrade it. Raises `StorageError` and `UnsupportedVersion`."""
    _require_new_sqlite(path)
    connection = None
    try:
        if writing and not path.exists():
            new_file(path)
            sync_folder(path.parent)
        connection = _connected(path) if writing else _connected_for_reading(path)
        version = _version(connection, path, layout)
        if writing:
            _set_up(connection, path)
            _bring_up(connection, version, layout)
        elif version < layout.version:
            raise trouble(path, "layout-older", found=version, wanted=layout.version)
    except (PlacetError, OSError, UnicodeDecodeError, apsw.Error) as error:
        if connection is not None:
            connection.close()
        raise _as_trouble(path, error) from None
    return SqliteDatabase(path, connection, layout)


def _as_trouble(path: Path, error: Exception) -> Exception:
    if isinstance(error, apsw.Error):
        return trouble_with_sqlite(path, error)
    if isinstance(error, UnicodeDecodeError):
        return trouble(path, "damaged")
    return storage_error(path, error) if isinstance(error, OSError) else error


def _require_new_sqlite(path: Path) -> None:
    found = apsw.sqlite_lib_version()
    if tuple(int(part) for part in found.split(".")) < OLDEST:
        raise trouble(path, "old-sqlite", found=found, wanted=".".join(map(str, OLDEST)))


def _connected(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_timeout(WAIT_MS)
    if connection.readonly("main"):  # SQLite takes what it gets
        connection.close()
        raise trouble_with_number(path, errno.EACCES)
    return connection


def _connected_for_reading(path: Path) -> apsw.Connection:
    """A connection that changes nothing, also on a disk that cannot be written."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    place = f"file:{quote(str(path))}?mode=ro"
    connection = apsw.Connection(place, flags=flags)
    connection.set_busy_timeout(WAIT_MS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema")
    except (apsw.ReadOnlyError, apsw.CantOpenError):  # the index of the log cannot be made beside it
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise trouble(path, "unread-log") from None
        connection = apsw.Connection(f"{place}&immutable=1", flags=flags)
    return connection


def _version(connection: apsw.Connection, path: Path, layout: Layout) -> int:
    """Which version of the layout the file has. Raises for a file that is not ours, or newer than we are."""
    (application,) = next(connection.execute("PRAGMA application_id"))
    (version,) = next(connection.execute("PRAGMA user_version"))
    (tables,) = next(connection.execute("SELECT count(*) FROM sqlite_schema"))
    is_empty = application == version == tables == 0
    if (gone := moved_from(connection)) is not None:
        raise trouble(path, "moved", store=gone.store)
    if application != layout.application and not is_empty:
        raise trouble(path, "not-a-store")
    if version > layout.version:
        raise UnsupportedVersion(str(path), "newer")
    return int(version)


def _set_up(connection: apsw.Connection, path: Path) -> None:
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    for name, value in SETTINGS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    if list(connection.execute("PRAGMA journal_mode = WAL")) != [("wal",)]:
        raise trouble(path, "not-wal")


def _bring_up(connection: apsw.Connection, version: int, layout: Layout) -> None:
    """All steps to the newest version in one transaction."""
    if version == layout.version:
        return
    with all_or_nothing(connection):
        for migration in layout.migrations[version:]:
            connection.execute(migration)
        connection.execute(f"PRAGMA application_id = {layout.application}")
        connection.execute(f"PRAGMA user_version = {layout.version}")
