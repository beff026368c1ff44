"""A sealed copy of a home, made while it is in use; and a home out of a sealed copy.

In clear stand the name of the format and what opening costs: no side, no host, no user, no time. What is sealed is the
folder of a home that is marked as restored: it writes in no joint file until another side has shown how far our chain
had come there. A copy counts once it was opened again and everything in it verified.

Normative text: docs/formats/backup.md.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from placet.errors import Refused, storage_error
from placet.stores.address import kept_address
from placet.stores.durable import FOLDER_MODE, new_file, require_closed, sync_file, sync_folder
from placet.stores.examining import flaws_of
from placet.stores.home import PRIVATE, SHARED
from placet.stores.layout import Layout
from placet.stores.manifest import Member, header_of, manifest_of, read_header, read_manifest
from placet.stores.own_heads import OWN_HEADS, compared, own_heads_of, read_own_heads
from placet.stores.private import SqlPrivate
from placet.stores.record import SqlRecord
from placet.stores.sealing import PIECE_BYTES, SALT_BYTES, USUAL, Cost, key_of, seal, unseal
from placet.stores.sqlite.opening import opened
from placet.stores.sqlite.schema import PRIVATE_LAYOUT, RECORD_LAYOUT
from placet.stores.troubles import trouble

_OPEN_COPY = ".placet-copy-"
"""How the folder's name begins in which a copy lies open while it is made or verified."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A sealed copy: the file, and what opens it."""

    path: Path
    passphrase: str = field(repr=False)


def back_up(folder: Path, side: str, backup: Backup, *, also: Collection[str] = (), cost: Cost = USUAL) -> None:
    """Seal a copy of a home; it may be in use. `also`: names of further files and folders of the home, as of its keys.

    Raises `StorageError`, and then there is no copy; never writes over a file.
    """
    require_closed(folder)
    if (server := kept_address(folder)) is not None:
        raise trouble(folder, "on-server", server=server)
    _require_nothing_at(backup.path)
    part = backup.path.with_name(f"{backup.path.name}.part")
    try:
        with _open_copy(folder) as copy:
            _collect(folder, side, copy, also)
            _write(copy, part, backup.passphrase, cost)
        with _open_copy(folder) as copy:
            _unpack(Backup(part, backup.passphrase), copy)
            if not is_sound(copy):
                raise trouble(backup.path, "backup-unsound")
        _name(part, backup.path)
    except OSError as error:
        raise storage_error(backup.path, error) from None
    finally:
        part.unlink(missing_ok=True)


def restore(backup: Backup, folder: Path) -> None:
    """Make a home out of a sealed copy. Raises `StorageError` and `FormatError`, and then there is no home.

    Never writes into a folder that is there.
    """
    _require_nothing_at(folder)
    try:
        with _open_copy(folder.parent, folder.name) as copy:
            _unpack(backup, copy)
            if not is_sound(copy):
                raise trouble(backup.path, "damaged")
            _name(copy, folder)
    except OSError as error:
        raise storage_error(folder, error) from None


def is_sound(folder: Path) -> bool:
    """Whether everything in a home verifies. Raises `StorageError` where it cannot be read at all."""
    shared = opened(folder / SHARED, RECORD_LAYOUT, writing=False)
    private = opened(folder / PRIVATE, PRIVATE_LAYOUT, writing=False)
    try:
        return not any(flaws_of(SqlRecord(shared))) and not SqlPrivate(private).flaws()
    finally:
        shared.close()
        private.close()


def _require_nothing_at(path: Path) -> None:
    if os.path.lexists(path):
        raise trouble(path, "there-already")


def _name(made: Path, path: Path) -> None:
    """Give what was made its name, durably or not at all."""
    made.rename(path)
    try:
        sync_folder(path.parent)
    except OSError:
        path.rename(made)
        raise


@contextmanager
def _open_copy(folder: Path, of: str = "home") -> Iterator[Path]:
    """A folder that is taken away afterwards, unless it was moved; and so is what a killed process left of one."""
    prefix = f"{_OPEN_COPY}{of}-"
    for left in folder.iterdir():
        if left.name.startswith(prefix):
            shutil.rmtree(left, ignore_errors=True)
    try:
        copy = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))  # closed to others, as a home is
    except OSError as error:
        raise storage_error(folder, error) from None
    try:
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def _collect(folder: Path, side: str, copy: Path, also: Collection[str]) -> None:
    """Lay the files of the copy into a folder.

    How far we have written is read first: the database is then no older. What is private is copied last: it then holds
    all that the records speak of.
    """
    told = read_own_heads(folder, side)
    for path in _files_of(folder, also):
        _make_folders(path.relative_to(folder).parent, copy)
        new_file(copy / path.relative_to(folder), path.read_bytes())
    _copy_database(folder / SHARED, copy / SHARED, RECORD_LAYOUT)
    _copy_database(folder / PRIVATE, copy / PRIVATE, PRIVATE_LAYOUT)
    shared = opened(copy / SHARED, RECORD_LAYOUT, writing=False)
    try:
        new_file(copy / OWN_HEADS, compared(SqlRecord(shared), side, told).to_bytes())
    finally:
        shared.close()
    _mark_restored(copy)


def _files_of(folder: Path, names: Collection[str]) -> Iterator[Path]:
    for name in sorted(names):
        paths = [folder / name, *sorted((folder / name).rglob("*"))]
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _make_folders(inside: PurePath, copy: Path) -> None:
    """The folders above a file of the copy, closed to others."""
    for parent in reversed([inside, *inside.parents]):
        if not (copy / parent).exists():
            (copy / parent).mkdir(mode=FOLDER_MODE)


def _copy_database(path: Path, copy: Path, layout: Layout) -> None:
    database = opened(path, layout, writing=False)
    try:
        new_file(copy)
        database.copy_into(copy)
    finally:
        database.close()
    sync_file(copy)


def _mark_restored(copy: Path) -> None:
    told = own_heads_of((copy / OWN_HEADS).read_bytes())
    told.as_restored().write(copy)


def _write(copy: Path, path: Path, passphrase: str, cost: Cost) -> None:
    salt = os.urandom(SALT_BYTES)
    header, key = header_of(cost, salt), key_of(passphrase, salt, cost)
    manifest, members = manifest_of(copy)
    path.unlink(missing_ok=True)  # left by a process that was killed
    new_file(path)
    with path.open("wb") as file:
        file.write(header)
        seal(file, key, header, _pieces(copy, manifest, members))
        file.flush()
        os.fsync(file.fileno())


def _pieces(copy: Path, manifest: bytes, members: Collection[Member]) -> Iterator[bytes]:
    yield manifest
    for member in members:
        with (copy / member.name).open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece


def _unpack(backup: Backup, copy: Path) -> None:
    """Write the files of a sealed copy into an empty folder. Raises unless every one is as the list says."""
    try:
        file = backup.path.open("rb")
    except OSError as error:
        raise storage_error(backup.path, error, "not-read") from None
    with file:
        header, cost, salt = read_header(file, backup.path)
        pieces = unseal(file, key_of(backup.passphrase, salt, cost), header)
        try:
            for member in read_manifest(next(pieces)):
                _unpack_member(member, pieces, copy)
            if next(pieces, None) is not None:
                raise Refused("damaged")
            _mark_restored(copy)
        except (Refused, StopIteration, FileNotFoundError, FileExistsError, NotADirectoryError):
            raise trouble(backup.path, "backup-changed") from None
    for path in (copy, *copy.rglob("*")):
        if path.is_dir():
            sync_folder(path)


def _unpack_member(member: Member, pieces: Iterator[bytes], copy: Path) -> None:
    digest, size = hashlib.sha256(), 0
    _make_folders(PurePath(member.name).parent, copy)
    new_file(copy / member.name)
    with (copy / member.name).open("wb") as file:
        while size < member.size and (piece := next(pieces, b"")):
            size += file.write(piece)
            digest.update(piece)
        file.flush()
        os.fsync(file.fileno())
    if size != member.size or digest.hexdigest() != member.sha256:
        raise Refused("damaged")
