"""A home whose stores lie on a server. The folder still holds how far we have written, and the lock."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from placet.stores.address import for_role
from placet.stores.database import Database, Gone
from placet.stores.durable import require_closed
from placet.stores.guard import GuardedRecord
from placet.stores.home import Home
from placet.stores.lock import Lock
from placet.stores.postgres.opening import opened
from placet.stores.postgres.schema import PRIVATE_LAYOUT, RECORD_LAYOUT
from placet.stores.postgres.whose import claim, gone_to, require_nobodys, require_ours, require_target
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord

RECORD_SCHEMA, PRIVATE_SCHEMA = "placet_record", "placet_private"
RECORD_ROLE, PRIVATE_ROLE = RECORD_SCHEMA, PRIVATE_SCHEMA
"""Each schema has a role of its own, of the same name."""


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
        require_nobodys(shared, private, side)
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


def move_from(so_far: ExitStack, folder: Path, side: str, server: str) -> tuple[Database, Database]:
    """Both databases of this home, to be moved elsewhere. The home's lock is held."""
    shared, private = databases(so_far, addresses_at(server), writing=True)
    require_ours(shared, side, folder)
    return shared, private


def move_into(so_far: ExitStack, folder: Path, side: str, server: str) -> tuple[Database, Database]:
    """Two databases that this home can be moved into; nothing is written there before `claim`."""
    shared, private = databases(so_far, addresses_at(server), writing=True)
    require_target(shared, private, side, folder)
    return shared, private


def store_gone_to(server: str) -> Gone | None:
    """Where the records on a server went, if they did."""
    with ExitStack() as so_far:
        record = opened(addresses_at(server).record, RECORD_SCHEMA, RECORD_LAYOUT, writing=False)
        so_far.callback(record.close)
        return gone_to(record)


def _both(so_far: ExitStack, folder: Path, addresses: Addresses, *, writing: bool) -> tuple[Database, Database]:
    """Both schemas, and where we write, the lock."""
    require_closed(folder)
    if writing:
        so_far.callback(Lock(folder).release)
    return databases(so_far, addresses, writing=writing)


def databases(so_far: ExitStack, addresses: Addresses, *, writing: bool) -> tuple[Database, Database]:
    """Both schemas, each over a connection of its own role."""
    shared = opened(addresses.record, addresses.record_schema, RECORD_LAYOUT, writing=writing)
    so_far.callback(shared.close)
    private = opened(addresses.private, addresses.private_schema, PRIVATE_LAYOUT, writing=writing)
    so_far.callback(private.close)
    return shared, private
