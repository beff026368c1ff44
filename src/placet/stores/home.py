"""A home: the folder in which one side's node keeps what it has, and the two stores opened together.

    shared.db      joint files; everything in it is known to the other sides
    private.db     what never leaves; opened over a connection of its own, known to no store of records
    own-heads      how far we have written, told outside the database
    moving         while the stores are being moved: from where to where
    lock           held by the one process that writes; `lock-holder` tells which

The folder is closed to others (0700), and so is every file in it (0600).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from placet.stores.database import Database
from placet.stores.durable import make_folder, require_closed
from placet.stores.guard import GuardedRecord
from placet.stores.lock import LOCK_FILES, Lock
from placet.stores.own_heads import OWN_HEADS
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord
from placet.stores.shelf import Flaw
from placet.stores.sqlite.opening import opened
from placet.stores.sqlite.schema import PRIVATE_LAYOUT, RECORD_LAYOUT
from placet.stores.troubles import trouble

SHARED = "shared.db"
PRIVATE = "private.db"


@dataclass(frozen=True, slots=True)
class Home:
    """A home that is open. Close it, or use it in a `with`."""

    folder: Path
    side: str
    record: GuardedRecord
    private: SqlPrivate
    closing: ExitStack = field(repr=False)
    claim: Callable[[], None] = field(default=lambda: None, repr=False)
    """The last step of making a home: say on a server whose database it is. In a folder there is nothing to say."""

    def flaws(self) -> Iterator[Flaw]:
        """What is wrong with anything that is kept: everything is read and verified from the first byte."""
        yield from self.record.flaws()
        yield from (Flaw(PRIVATE, said) for said in self.private.flaws())

    def close(self) -> None:
        """Let another process open it. Closing twice does no harm."""
        self.closing.close()

    def __enter__(self) -> Home:
        """The home itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def begin_home(folder: Path, side: str) -> Home:
    """Make a new home and open it. Raises `StorageError`, also where something of that name is there."""
    with fresh_folder(folder):
        return _opened(folder, side, writing=True)


@contextmanager
def whole_or_none(begun: Home) -> Iterator[Home]:
    """A new home while the rest of it is written, such as its keys; taken away again where that fails.

    A server hears of it last, for nothing can be taken away there.
    """
    try:
        with begun:
            yield begun
            begun.claim()
    except BaseException:
        shutil.rmtree(begun.folder, ignore_errors=True)  # nothing was said to anybody with what is in it
        raise


@contextmanager
def fresh_folder(folder: Path) -> Iterator[None]:
    """Make the folder of a new home, and take it away again where what is done in it fails.

    A closed folder in which nothing lies but a lock is taken over: there, a process died that had come no further.
    """
    if _holds_no_more_than_a_lock(folder):
        require_closed(folder)
    else:
        make_folder(folder)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # it was made a moment ago, and a half one helps nobody
        raise


def _holds_no_more_than_a_lock(folder: Path) -> bool:
    try:
        return folder.is_dir() and {path.name for path in folder.iterdir()} <= LOCK_FILES
    except OSError:
        return False  # what may not be looked into is somebody's


def open_home(folder: Path, side: str, *, writing: bool = True) -> Home:
    """Open a home of this side. Raises `StorageError`: another process has it, it is open to others, it is damaged.

    Where it has told how far it had written, both databases were there: one that is missing is not made anew. Without
    `writing` nothing that is kept is changed, and any number of processes may have it open beside the writer.
    """
    require_closed(folder)
    if not (folder / SHARED).exists() and not (folder / OWN_HEADS).exists():
        raise trouble(folder, "no-home")
    return _opened(folder, side, writing=writing)


def _opened(folder: Path, side: str, *, writing: bool) -> Home:
    with ExitStack() as so_far:
        if writing:
            so_far.callback(Lock(folder).release)
        _require_both(folder)  # with the lock: they may have been moved a moment ago
        shared, private = databases(so_far, folder, writing=writing)
        record = GuardedRecord(SqlRecord(shared), folder, side, writing=writing)
        return Home(folder, side, record, SqlPrivate(private), so_far.pop_all())


def _require_both(folder: Path) -> None:
    if (folder / OWN_HEADS).exists():
        for name in (SHARED, PRIVATE):
            if not (folder / name).exists():
                raise trouble(folder / name, "store-gone")


def databases(so_far: ExitStack, folder: Path, *, writing: bool) -> tuple[Database, Database]:
    """Both files, each over a connection of its own."""
    shared = opened(folder / SHARED, RECORD_LAYOUT, writing=writing)
    so_far.callback(shared.close)
    private = opened(folder / PRIVATE, PRIVATE_LAYOUT, writing=writing)
    so_far.callback(private.close)
    return shared, private
