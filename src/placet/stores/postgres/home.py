"""A home whose stores lie on a server. The folder still holds how far we have written, and the lock."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from placet.stores.address import for_role
from placet.stores.database import Database
from placet.stores.durable import require_closed
from placet.stores.guard import GuardedRecord
from placet.stores.home import Home
from placet.stores.lock import Lock
from placet.stores.postgres.opening import opened
from placet.stores.postgres.schema import PRIVATE_LAYOUT, RECORD_LAYOUT
from placet.stores.postgres.whose import claim, require_nobodys, require_ours
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord
from placet.stores.troubles import trouble

RECORD_SCHEMA, PRIVATE_SCHEMA = "placet_record", "placet_private"
RECORD_ROLE, PRIVATE_ROLE = RECORD_SCHEMA, PRIVATE_SCHEMA
"""Each schema has a role of its own, of the same name."""
_DOCUMENT = "SELECT number FROM documents LIMIT 1"


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the stores lie: for each a connection string, with a role of its own, and a schema."""

    record: str = field(repr=False)
    private: str = field(repr=False)
    record_schema: str = RECORD_SCHEMA
    private_schema: str = PRIVATE_SCHEMA
    server: str = ""
    """The address as a home keeps it."""


def addresses_at(server: str) -> Addresses:
    """Where the stores lie in a database that was laid out, for the two roles of the layout."""
    return Addresses(for_role(server, RECORD_ROLE), for_role(server, PRIVATE_ROLE), server=server)


def begin_home(folder: Path, side: str, addresses: Addresses) -> Home:
    """Open the home of a folder that was just made, over a database in which nothing is kept yet.

    Raises `StorageError` for the database of another home. Nothing is written there before the home's `claim`.
    """
    with ExitStack() as so_far:
        shared, private = _both(so_far, folder, addresses, writing=True)
        require_nobodys(shared, side)
        if private.find(_DOCUMENT):
            raise trouble(shared.place, "database-of-another-home")
        record = GuardedRecord(SqlRecord(shared), folder, side, store=addresses.server)
        return Home(folder, side, record, SqlPrivate(private), so_far.pop_all(), partial(claim, shared, side, folder))


def open_home(folder: Path, side: str, addresses: Addresses, *, writing: bool = True) -> Home:
    """Open a home, as `placet.stores.home.open_home` does."""
    with ExitStack() as so_far:
        shared, private = _both(so_far, folder, addresses, writing=writing)
        require_ours(shared, side, folder)
        if writing:
            claim(shared, side, folder)
        record = GuardedRecord(SqlRecord(shared), folder, side, writing=writing, store=addresses.server)
        return Home(folder, side, record, SqlPrivate(private), so_far.pop_all())


def _both(so_far: ExitStack, folder: Path, addresses: Addresses, *, writing: bool) -> tuple[Database, Database]:
    """Both schemas, and where we write, the lock."""
    require_closed(folder)
    if writing:
        so_far.callback(Lock(folder).release)
    shared = opened(addresses.record, addresses.record_schema, RECORD_LAYOUT, writing=writing)
    so_far.callback(shared.close)
    private = opened(addresses.private, addresses.private_schema, PRIVATE_LAYOUT, writing=writing)
    so_far.callback(private.close)
    return shared, private
