"""A home whose stores lie on a server. The folder still holds how far we have written, and the lock."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from placet.stores.durable import make_folder, require_closed
from placet.stores.guard import GuardedRecord
from placet.stores.home import Home
from placet.stores.lock import Lock
from placet.stores.postgres.opening import opened
from placet.stores.postgres.schema import PRIVATE_LAYOUT, RECORD_LAYOUT
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the stores lie: for each a connection string, with a role of its own, and a schema."""

    record: str = field(repr=False)
    private: str = field(repr=False)
    record_schema: str = "placet_record"
    private_schema: str = "placet_private"


def begin_home(folder: Path, side: str, addresses: Addresses) -> Home:
    """Make a new home and open it. The server's schemas were laid out before; if one was used, we may not write yet."""
    make_folder(folder)
    try:
        return open_home(folder, side, addresses)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # it was made a moment ago, and a half one helps nobody
        raise


def open_home(folder: Path, side: str, addresses: Addresses, *, writing: bool = True) -> Home:
    """Open a home, as `placet.stores.home.open_home` does."""
    require_closed(folder)
    with ExitStack() as so_far:
        if writing:
            so_far.callback(Lock(folder).release)
        shared = opened(addresses.record, addresses.record_schema, RECORD_LAYOUT, writing=writing)
        so_far.callback(shared.close)
        private = opened(addresses.private, addresses.private_schema, PRIVATE_LAYOUT, writing=writing)
        so_far.callback(private.close)
        record = GuardedRecord(SqlRecord(shared), folder, side, writing=writing)
        return Home(folder, side, record, SqlPrivate(private), so_far.pop_all())
