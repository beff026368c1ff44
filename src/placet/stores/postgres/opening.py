"""Opening a schema: one process at a time, a role that cannot change what is kept, a server that syncs.

`synchronous_commit` and `fsync` are requirements of the protocol, as `synchronous=FULL` is in SQLite.
"""

from __future__ import annotations

import os
from zlib import crc32

import psycopg
from psycopg import sql

from placet.errors import PlacetError
from placet.stores.layout import Layout
from placet.stores.postgres.connecting import WAIT_SECONDS, connected
from placet.stores.postgres.connection import IS_TOO_STRONG, PostgresDatabase
from placet.stores.postgres.schema import newer
from placet.stores.postgres.troubles import place_of, trouble_with_postgres
from placet.stores.troubles import trouble

LONGEST_SECONDS = 120
"""For one statement."""
NEEDED = {"fsync": {"on"}, "full_page_writes": {"on"}, "synchronous_commit": {"on", "remote_apply"}}
"""Settings, and the values with which nothing that was kept is lost."""
_LOCK = "SELECT pg_try_advisory_lock(%s, %s)"
_NAME = "placet {}"
_HOLDER = """
SELECT coalesce(nullif(application_name, ''), pg_locks.pid::text)
FROM pg_locks JOIN pg_database ON oid = database LEFT JOIN pg_stat_activity ON pg_stat_activity.pid = pg_locks.pid
WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s AND pg_database.datname = current_database()"""


def opened(address: str, schema: str, layout: Layout, *, writing: bool = True) -> PostgresDatabase:
    """Open a schema that was laid out. `address` is a connection string of the role's. Raises `StorageError`."""
    place, connection = place_of(schema), None
    try:
        connection = connected(address, place, _NAME.format(os.getpid()))
        _set_up(connection, schema, writing=writing)
        _require_durable(connection, place)
        _require_layout(connection, place, layout)
        _require_weak_role(connection, place)
        if writing:
            _require_writable(connection, place)
            _lock(connection, place, (layout.application, crc32(schema.encode()) >> 1))
    except (PlacetError, psycopg.Error) as error:
        if connection is not None:
            connection.close()
        raise trouble_with_postgres(place, error) if isinstance(error, psycopg.Error) else error from None
    return PostgresDatabase(place, connection, layout)


def _set_up(connection: psycopg.Connection, schema: str, *, writing: bool) -> None:
    connection.execute(sql.SQL("SET search_path = {}, pg_temp").format(sql.Identifier(schema)))
    connection.execute(sql.SQL("SET statement_timeout = {}").format(LONGEST_SECONDS * 1000))
    connection.execute(sql.SQL("SET lock_timeout = {}").format(WAIT_SECONDS * 1000))
    if _setting(connection, "synchronous_commit") not in NEEDED["synchronous_commit"]:
        connection.execute("SET synchronous_commit = on")
    if not writing:
        connection.execute("SET default_transaction_read_only = on")


def _setting(connection: psycopg.Connection, name: str) -> str:
    return str(connection.execute("SELECT current_setting(%s)", (name,)).fetchall()[0][0])


def _require_durable(connection: psycopg.Connection, place: str) -> None:
    for name, values in NEEDED.items():
        if (value := _setting(connection, name)) not in values:
            raise trouble(place, "not-durable", setting=name, value=value)
    if (encoding := _setting(connection, "server_encoding")) != "UTF8":
        raise trouble(place, "wrong-encoding", encoding=encoding)


def _require_writable(connection: psycopg.Connection, place: str) -> None:
    """A standby, and a server that its administrator has stopped, read and do not write: told before anything is."""
    if _setting(connection, "transaction_read_only") != "off":
        raise trouble(place, "server-read-only")


def _require_layout(connection: psycopg.Connection, place: str, layout: Layout) -> None:
    found = connection.execute("SELECT name, version FROM layout ORDER BY version").fetchall()
    if any(name != layout.name for name, _ in found):
        raise trouble(place, "not-a-store")
    if len(found) > layout.version:
        raise newer(place)
    if len(found) < layout.version:
        raise trouble(place, "layout-older", found=len(found), wanted=layout.version)


def _require_weak_role(connection: psycopg.Connection, place: str) -> None:
    if connection.execute(IS_TOO_STRONG).fetchall() == [(True,)]:
        raise trouble(place, "role-too-strong", role=connection.info.user)


def _lock(connection: psycopg.Connection, place: str, key: tuple[int, int]) -> None:
    """Take the right to write in this schema; it ends with the connection, however that ends."""
    if connection.execute(_LOCK, key).fetchall() != [(True,)]:
        holders = [str(name).removeprefix(_NAME.format("")) for (name,) in connection.execute(_HOLDER, key).fetchall()]
        raise trouble(place, "in-use", process=", ".join(holders) or "?")
