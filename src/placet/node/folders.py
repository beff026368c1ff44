"""Writing into a user's folder: every file whole or not at all, and nothing lost that is not ours.

A folder with papers carries a list of them: the digest of each as it was written, and marks of the visit they are of.
What is not in the list, or is no longer as it was written, is somebody's work and is never replaced.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from placet.errors import StorageError, TooLarge, storage_error
from placet.formats.visitfile import VisitFile
from placet.node.files import PRIVATE, VISIT, read_bytes
from placet.node.interrupts import interrupts_held

OURS = ".placet-wrote.json"
"""Name of the list."""
YOURS = frozenset({VISIT, PRIVATE})
"""Files that belong to the office from the moment they are there: Placet begins them and never replaces them."""
MOST = 1 << 28
"""Bytes of a paper that are read to see whether it was changed."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """What Placet wrote into a folder: digests by file name, and the marks of the visit."""

    files: Mapping[str, str] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()


def marks_of(visit_file: VisitFile) -> frozenset[str]:
    """Marks that tell one visit from another: where it lies, and what it is called.

    One in common is enough: a visit may be moved, or called otherwise, and its papers are still its own. Digests, since
    papers are given away and neither a path nor the name of a secret visit may go with them.
    """
    places = {str(Path(file).absolute()) for file, _ in visit_file.lines.values() if Path(file).name != PRIVATE}
    title = sorted(visit_file.visit.title.by_language.items())
    return frozenset(_digest(said.encode()) for said in (*places, repr(title)))


def marked(folder: Path) -> frozenset[str]:
    """The marks of the visit whose papers Placet wrote into a folder; none where it wrote none."""
    return _wrote(folder).marks


def write_folder(
    folder: Path, contents: Mapping[str, bytes], marks: frozenset[str] = frozenset(), *, whole: bool = False
) -> tuple[Path, ...]:
    """Write files into a folder. Raises `StorageError`, and then everything is as it was.

    With `whole` they are all there is to be: what Placet wrote there before and does not write now is taken away, so
    that no paper of an earlier programme lies among the new ones; unless somebody changed it.
    """
    wrote = refuse_folder(folder, contents, marks)
    digests = {name: _digest(content) for name, content in contents.items()}
    stale = _unchanged(folder, wrote, wrote.files.keys() - contents.keys()) if whole else frozenset()
    files = {name: digest for name, digest in {**wrote.files, **digests}.items() if name not in YOURS | stale}
    listing = {"visit": sorted(marks or wrote.marks), "files": dict(sorted(files.items()))}
    beside: dict[Path, Path] = {}
    try:
        for name, content in {**contents, OURS: (json.dumps(listing, indent=1) + "\n").encode()}.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            beside[target] = target.with_name(f".placet-{target.name}.part")
            _write_new(beside[target], content)
        with interrupts_held():  # from here on it is all or nothing
            for target, part in beside.items():
                part.replace(target)
            for name in stale:
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(folder, error) from None
    finally:
        for part in beside.values():
            part.unlink(missing_ok=True)
    return tuple(folder / name for name in contents)


def refuse_new_file(path: Path) -> None:
    """Raise `StorageError` where a new file may not be written: before what is to stand in it is made for good."""
    with _told(path):
        _refuse_place(path.parent)
        if os.path.lexists(path):
            raise StorageError(str(path), "there-already")


def write_new_file(path: Path, content: bytes) -> Path:
    """Write a file that is not there yet. Raises `StorageError`, and then everything is as it was."""
    with _beside(path, content) as part, _told(path), interrupts_held():
        part.replace(path)
    return path


@dataclass(frozen=True, slots=True)
class Room:
    """Room on the disk for a new file: once it is taken, a full disk does not hinder the writing."""

    path: Path
    part: Path

    def fill(self, content: bytes) -> None:
        """Write the file, durably and under its name. Raises `StorageError`, and then there is none."""
        with _told(self.path):
            with self.part.open("r+b") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            self.part.replace(self.path)


@contextmanager
def room_for(path: Path, size: int) -> Iterator[Room]:
    """Take room for so many bytes. Raises `StorageError`; room that was not filled in the end is given back."""
    with _beside(path, bytes(size)) as part:
        yield Room(path, part)


@contextmanager
def _beside(path: Path, content: bytes) -> Iterator[Path]:
    """Content that lies beside a new file until it is given its name; gone afterwards if it was not."""
    refuse_new_file(path)
    part = path.with_name(f".placet-{path.name}.part")
    try:
        with _told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_new(part, content)
        yield part
    finally:
        with _told(path):
            part.unlink(missing_ok=True)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        raise storage_error(place, error) from None


def refuse_folder(folder: Path, names: Collection[str], marks: frozenset[str] = frozenset()) -> Wrote:
    """What Placet wrote there, if these files may be written: raises `StorageError` before anything is done."""
    try:
        _refuse_place(folder)
        wrote = _wrote(folder)
        if marks and wrote.marks and marks.isdisjoint(wrote.marks):
            raise StorageError(str(folder), "papers-of-another")
        for name in names:
            if os.path.lexists(folder / name):
                _refuse_work(folder / name, wrote.files.get(name))
    except OSError as error:
        raise storage_error(folder, error) from None
    return wrote


def _refuse_place(folder: Path) -> None:
    """A folder that is none, or may not be written to, is told before the search and not after it."""
    nearest = next(path for path in (folder.absolute(), *folder.absolute().parents) if os.path.lexists(path))
    if not nearest.is_dir():
        raise StorageError(str(nearest), "no-folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise StorageError(str(nearest), "locked-folder")


def _refuse_work(path: Path, written: str | None) -> None:
    """What somebody else wrote, or changed since, stays."""
    if written is None:
        raise StorageError(str(path), "not-ours")
    if _digest(read_bytes(path, most=MOST)) != written:
        raise StorageError(str(path), "changed-since")


def _unchanged(folder: Path, wrote: Wrote, names: Collection[str]) -> frozenset[str]:
    """Those that are still as they were written, or gone. A name that leads out of the folder was never ours."""
    found = set()
    for name in names:
        inside = Path(name)
        if inside.is_absolute() or ".." in inside.parts:
            continue
        try:
            if _digest(read_bytes(folder / inside, most=MOST)) == wrote.files[name]:
                found.add(name)
        except (StorageError, TooLarge):
            continue
    return frozenset(found)


def _write_new(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)  # left by a process that was killed
    with path.open("xb") as file:
        file.write(content)


def _wrote(folder: Path) -> Wrote:
    """The list as it stands; what cannot be read makes nothing ours."""
    try:
        listing: Any = json.loads(read_bytes(folder / OURS))
        files, marks = listing["files"], listing["visit"]
        strings = [*files, *files.values(), *marks]
    except (StorageError, TooLarge, ValueError, RecursionError, TypeError, KeyError, AttributeError):
        return Wrote()
    if not all(isinstance(said, str) for said in strings):
        return Wrote()
    return Wrote({name: digest for name, digest in files.items() if name not in YOURS}, frozenset(marks))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
