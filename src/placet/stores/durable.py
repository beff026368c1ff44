"""Files that are there after a power cut: whole, and for the eyes of their owner only.

A file's bytes are safe when the file was synced, and its name when the folder was.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from placet.errors import storage_error
from placet.stores.troubles import trouble

FOLDER_MODE = 0o700
FILE_MODE = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HAS_MODES = os.name == "posix"  # elsewhere the system keeps a user's folders to that user by other means


def make_folder(folder: Path) -> None:
    """A new folder that only we may look into, durably. Raises `StorageError`, also where something is there."""
    try:
        new = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(mode=FOLDER_MODE, parents=True)
    except FileExistsError:
        raise trouble(folder, "there-already") from None
    except OSError as error:
        raise storage_error(folder, error) from None
    try:
        folder.chmod(FOLDER_MODE)  # whatever the process masks
        for each in new:
            sync_folder(each.parent)
    except OSError as error:
        folder.rmdir()
        raise storage_error(folder, error) from None


def require_closed(folder: Path) -> None:
    """Raise `StorageError` for a folder that is not there, not ours, or not closed to others."""
    try:
        found = folder.stat()
    except OSError as error:
        raise storage_error(folder, error, "no-home") from None
    if not stat.S_ISDIR(found.st_mode):
        raise trouble(folder, "no-home")
    if _HAS_MODES and (found.st_mode & _OTHERS or found.st_uid != os.geteuid()):
        raise trouble(folder, "open-to-others")


def write_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in the place of what was there. Raises `StorageError`."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # left by a power cut
        new_file(part, content)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise storage_error(path, error) from None


def new_file(path: Path, content: bytes = b"") -> None:
    """Write a file that is not there yet and sync it, but not its name."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where the system has a way."""
    if not _HAS_MODES:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make the bytes of a file durable that somebody else wrote."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def beginning(path: Path, most: int) -> bytes | None:
    """The first bytes of a file, no more than `most`; None where there is none. Raises `StorageError`."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise storage_error(path, error, "not-read") from None
