"""PostgreSQL by `psycopg`, for an office that has a server: two schemas, two roles, the same tables as in SQLite.

The only folder that needs the extra `postgres`: outside, only `placet.stores.reaching` asks for it,
once a home is on a server.
"""

from __future__ import annotations

import logging

from placet.stores.troubles import trouble

try:
    import psycopg  # noqa: F401  # asked for here, so that its absence is told in words
except ImportError:
    raise trouble("PostgreSQL", "driver-missing") from None

logging.getLogger("psycopg").addHandler(logging.NullHandler())  # it warns of what we tell already, with names of roles
