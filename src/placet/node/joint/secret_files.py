"""Files that only their owner may read, in a folder that only their owner may enter."""

from __future__ import annotations

import os
from pathlib import Path

from placet.errors import storage_error

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, for its owner alone. Raises `StorageError`."""
    try:
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)
    except OSError as error:
        raise storage_error(folder, error) from None


def write_secret(path: Path, content: bytes) -> None:
    """Write a new file durably. Raises `StorageError`, also where the file is there already: no key is overwritten."""
    make_private_folder(path.parent)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise storage_error(path, error) from None
