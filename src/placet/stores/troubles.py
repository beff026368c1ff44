"""What goes wrong with a store: each case under a reason that stays the same.

The sentences are in the catalogue `errors`. Nothing that is kept is repeated in a fact: errors are shown and logged.
"""

from __future__ import annotations

import errno
from pathlib import Path

from placet.errors import StorageError, Word


def trouble(place: Path | str, reason: str, **facts: str | int) -> StorageError:
    """The error for a reason at a place."""
    return StorageError(str(place), reason, **facts)


def trouble_with_number(place: Path | str, number: int, reason: str = "not-written") -> StorageError:
    """The error where the system, or a database in its place, gave a number."""
    return StorageError(
        str(place), reason, cause=Word("system", errno.errorcode.get(number, "other"), {"number": number})
    )
