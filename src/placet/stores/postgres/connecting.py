"""Reaching a server, and why it could not be reached.

The server's own words are not ours to show: they come in its language and repeat names. The library tells whether
anything answers at the address, and whether a password was asked for or given; the rest is said from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import conninfo
from psycopg.pq import PGconn, Ping

from placet.errors import StorageError
from placet.stores.troubles import trouble

WAIT_SECONDS = 10
"""For a connection, and for a lock of somebody else's."""
ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
"""What an address says that is to be reached by TLS or not at all."""


def connected(address: str, place: str, name: str = "placet") -> psycopg.Connection:
    """A connection in which every statement stands for itself. Raises `StorageError`."""
    try:
        return psycopg.connect(address, autocommit=True, connect_timeout=WAIT_SECONDS, application_name=name)
    except psycopg.Error as error:
        raise _not_let_in(address, place, error) from None


def _not_let_in(address: str, place: str, error: psycopg.Error) -> StorageError:
    try:
        asked = conninfo.make_conninfo(address, connect_timeout=WAIT_SECONDS)
        heard = PGconn.ping(asked.encode())
    except psycopg.Error:
        return trouble(place, "address-not-understood")
    if heard == Ping.REJECT:
        return trouble(place, "server-not-ready")
    parts = conninfo.conninfo_to_dict(address)
    if heard != Ping.OK:
        mode = str(parts.get("sslmode") or "")
        answers = mode in ENCRYPTED and PGconn.ping(_in_clear(parts)) in (Ping.OK, Ping.REJECT)
        return trouble(place, "server-without-tls", mode=mode) if answers else trouble(place, "server-silent")
    role = str(parts.get("user") or "?")
    if getattr(error.pgconn, "needs_password", False):
        return trouble(place, "password-missing", role=role)
    return trouble(place, "role-not-let-in", role=role)


def _in_clear(parts: Mapping[str, Any]) -> bytes:
    """The same host and port, asked without TLS. It tells nobody who asks, nor for which database."""
    where = {key: parts[key] for key in ("host", "hostaddr", "port") if key in parts}
    asked = {**where, "user": "ping", "dbname": "ping", "sslmode": "disable", "connect_timeout": WAIT_SECONDS}
    return conninfo.make_conninfo("", **asked).encode()
