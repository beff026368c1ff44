"""PostgreSQL by `psycopg`, for an office that has a server: two schemas, two roles, the same tables as in SQLite.

The only folder that needs the extra `postgres`: nothing outside imports it, but whoever was told to use a server.
"""

from __future__ import annotations

from importlib.util import find_spec

from placet.stores.troubles import trouble

if find_spec("psycopg") is None:
    raise trouble("PostgreSQL", "driver-missing")
