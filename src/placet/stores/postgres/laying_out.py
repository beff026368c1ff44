"""What the owner of a database does, once and after an update of Placet: both schemas, looked at first.

Roles are not made here: who makes one gives it a password, and that is the administrator's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
from psycopg import sql

from placet.errors import StorageError
from placet.stores.layout import Layout
from placet.stores.postgres.connecting import connected
from placet.stores.postgres.home import PRIVATE_ROLE, PRIVATE_SCHEMA, RECORD_ROLE, RECORD_SCHEMA
from placet.stores.postgres.schema import PRIVATE_LAYOUT, RECORD_LAYOUT, lay_out, newer
from placet.stores.postgres.troubles import place_of, trouble_with_postgres
from placet.stores.troubles import trouble

_PARTS = ((RECORD_SCHEMA, RECORD_ROLE, RECORD_LAYOUT), (PRIVATE_SCHEMA, PRIVATE_ROLE, PRIVATE_LAYOUT))
_PLACE = "PostgreSQL"
_MISSING = "SELECT wanted FROM unnest(%s::text[]) AS wanted WHERE wanted NOT IN (SELECT rolname FROM pg_roles)"
_MAY_CREATE = "SELECT has_database_privilege(current_database(), 'CREATE'), current_database(), current_user"
_OWNS = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = %s"


@dataclass(frozen=True, slots=True)
class Step:
    """What one schema needs: from which version to which, 0 where it is not there. The same: only rights are set."""

    schema: str
    role: str
    found: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What laying out will do."""

    database: str
    owner: str
    steps: tuple[Step, ...]


def looked_at(address: str) -> Plan:
    """See what is there. Raises `StorageError`: roles that are missing, all of them; somebody else's schema."""
    connection = connected(address, _PLACE)
    try:
        with connection:
            return _looked_at(connection)
    except psycopg.Error as error:
        raise trouble_with_postgres(_PLACE, error) from None


def _looked_at(connection: psycopg.Connection) -> Plan:
    may_create, database, owner = connection.execute(_MAY_CREATE).fetchall()[0]
    steps = tuple(_steps(connection, may_create=may_create, owner=owner))
    missing = [str(name) for (name,) in connection.execute(_MISSING, ([role for _, role, _ in _PARTS],)).fetchall()]
    if missing:
        commands = "; ".join(f"createuser --pwprompt {name}" for name in missing)
        raise trouble(_PLACE, "role-missing", roles=", ".join(missing), commands=commands)
    return Plan(str(database), str(owner), steps)


def _steps(connection: psycopg.Connection, *, may_create: bool, owner: str) -> Iterator[Step]:
    for schema, role, layout in _PARTS:
        owns = connection.execute(_OWNS, (schema,)).fetchall()
        if owns == [(False,)] or (not owns and not may_create):
            raise _not_owner(schema, owner)
        yield Step(schema, role, _version(connection, schema, layout) if owns else 0, layout.version)


def _version(connection: psycopg.Connection, schema: str, layout: Layout) -> int:
    place = place_of(schema)
    if connection.execute("SELECT to_regclass(%s)", (f"{schema}.layout",)).fetchall() == [(None,)]:
        return 0
    found = connection.execute(sql.SQL("SELECT name, version FROM {}.layout").format(sql.Identifier(schema))).fetchall()
    if any(name != layout.name for name, _ in found):
        raise trouble(place, "not-a-store")
    if len(found) > layout.version:
        raise newer(place)
    return len(found)


def _not_owner(schema: str, owner: str) -> StorageError:
    return trouble(place_of(schema), "not-owner", role=owner)


def lay_out_all(address: str) -> None:
    """Lay both out, each in a transaction; what was cut short is done by doing it again."""
    looked_at(address)
    for schema, role, layout in _PARTS:
        lay_out(address, schema, role, layout)
