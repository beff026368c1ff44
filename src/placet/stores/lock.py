"""One process writes in a home: the first that opens it. A second is refused, and told which process that is.

The lock is SQLite's own, on a file with nothing in it, so it holds on every system and ends with its process, however
that ends. (Nothing else may open this file: closing it anywhere in this process would give the lock away.)
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import apsw

from placet.errors import storage_error
from placet.stores.durable import new_file, write_durably
from placet.stores.troubles import trouble, trouble_with_number

LOCK = "lock"
HOLDER = "lock-holder"
LOCK_FILES = frozenset({LOCK, HOLDER, f"{HOLDER}.part"})
_MOST = 64


class Lock:
    """The right to write in a home, until it is let go of."""

    def __init__(self, folder: Path) -> None:
        """Take it. Raises `StorageError` where another has it."""
        self._connection = _locked(folder)
        write_durably(folder / HOLDER, str(os.getpid()).encode())

    def release(self) -> None:
        """Let another take it."""
        self._connection.close()


def _locked(folder: Path) -> apsw.Connection:
    path = folder / LOCK
    try:
        with suppress(FileExistsError):
            new_file(path)
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        connection.set_busy_timeout(0)
        connection.execute("PRAGMA journal_mode = MEMORY")  # nothing is written, so nothing need lie beside it
        connection.execute("BEGIN IMMEDIATE")
    except apsw.BusyError:
        raise trouble(folder, "in-use", process=_holder(folder)) from None
    except OSError as error:
        raise storage_error(folder, error) from None
    except apsw.Error as error:
        raise trouble_with_number(folder, getattr(error, "extendedresult", 0)) from None
    return connection


def _holder(folder: Path) -> str:
    """The number of the process that has it, as far as it is known."""
    try:
        with (folder / HOLDER).open("rb") as file:
            told = file.read(_MOST)
    except OSError:
        return "?"
    return told.decode() if told.isdigit() else "?"
