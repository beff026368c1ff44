"""The one real clock. Everything below the node is handed the time; nothing there reads it."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime


def ticking() -> float:
    """Seconds that pass, monotonic; only differences mean anything."""
    return time.monotonic()


def today() -> date:
    """Today's date on this machine's own clock."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
