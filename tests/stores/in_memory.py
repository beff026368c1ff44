"""A place in memory for what only looks like a disk to the tests: nothing there is waited for."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOM = 1 << 30
MEMORY = Path("/dev/shm")


def folder_in_memory() -> Path | None:
    """Where there is one with room enough; None leaves the choice to the system."""
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None
