"""Laying a database out: done by its owner, once and after an update, never by the node.

The node's two roles may read and add, and nothing else. One sees the records, the other what is private; neither sees
the schema of the other.
"""

from __future__ import annotations

from importlib.resources import files

import psycopg
from psycopg import sql

from placet.errors import UnsupportedVersion
from placet.stores.layout import PRIVATE, RECORD, Layout
from placet.stores.postgres.connecting import connected
from placet.stores.postgres.troubles import place_of, trouble_with_postgres
from placet.stores.troubles import trouble


def _layout(name: str, application: int, versions: int) -> Layout:
    folder = files("placet.stores.postgres")
    steps = tuple((folder / f"{name}.{number + 1}.sql").read_text("utf-8") for number in range(versions))
    return Layout(name, application, steps)


RECORD_LAYOUT = _layout("record", RECORD, 4)
PRIVATE_LAYOUT = _layout("private", PRIVATE, 1)


def lay_out(address: str, schema: str, role: str, layout: Layout) -> None:
    """Bring a schema up to the newest version, for a role that writes; in one transaction.

    `address` is a connection string of the owner's. Raises `StorageError` and `UnsupportedVersion`.
    """
    place = place_of(schema)
    try:
        with connected(address, place) as connection, connection.transaction():
            _bring_up(connection, place, schema, layout)
            _grant(connection, schema, role)
    except psycopg.Error as error:
        raise trouble_with_postgres(place, error) from None


def _bring_up(connection: psycopg.Connection, place: str, schema: str, layout: Layout) -> None:
    name = sql.Identifier(schema)
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(name))
    connection.execute(sql.SQL("SET LOCAL search_path = {}, pg_temp").format(name))
    connection.execute("CREATE TABLE IF NOT EXISTS layout (name text NOT NULL, version integer PRIMARY KEY)")
    found = connection.execute("SELECT name, version FROM layout ORDER BY version").fetchall()
    if any(name != layout.name for name, _ in found):
        raise trouble(place, "not-a-store")
    if len(found) > layout.version:
        raise newer(place)
    for number, migration in enumerate(layout.migrations[len(found) :], len(found) + 1):
        connection.execute(migration.encode())
        connection.execute("INSERT INTO layout (name, version) VALUES (%s, %s)", (layout.name, number))


def _grant(connection: psycopg.Connection, schema: str, role: str) -> None:
    """Read and add for the role, nothing for anybody else; functions look for tables in their own schema only."""
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(role)}
    for statement in (
        "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {role}",
        "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC, {role}",
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {schema} TO {role}",
        "REVOKE INSERT ON {schema}.layout FROM {role}",
    ):
        connection.execute(sql.SQL(statement).format(**names))
    functions = "SELECT proname FROM pg_proc WHERE pronamespace = %s::regnamespace"
    for (function,) in connection.execute(functions, (sql.Identifier(schema).as_string(connection),)).fetchall():
        pinned = sql.SQL("ALTER FUNCTION {schema}.{function}() SET search_path = {schema}, pg_temp")
        connection.execute(pinned.format(function=sql.Identifier(function), **names))


def newer(place: str) -> UnsupportedVersion:
    """The error for a database that a newer Placet laid out."""
    return UnsupportedVersion(place, "newer")
