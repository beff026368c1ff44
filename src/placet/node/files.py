"""Opening and writing a user's files: the only place that touches the file system.

A file is opened without waiting (a pipe or device cannot hang us), must be a regular file, and is read up to its bound.
Folders we write carry a list of the files that are ours; nothing else is ever replaced.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from placet.errors import StorageError, TooLarge
from placet.formats import limits
from placet.formats.estimates import estimated
from placet.formats.toml import Tree, parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.node.rulebook import rulebook_for
from placet.rules import usual_length

OURS = ".placet-wrote.json"
"""Name of the list, in an output folder, of the files that Placet wrote there."""


YOURS = frozenset({"visit.toml", "private.toml"})
"""Files that belong to the office from the moment they are there: Placet begins them and never replaces them."""


def read_bytes(path: Path, most: int = limits.MAX_FILE_BYTES) -> bytes:
    """The content of a regular file. Raises `StorageError` for anything else, `TooLarge` beyond `most` bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise StorageError(str(path), _said(error), "Check the name and that you may read it.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # first: a folder cannot be wrapped in a file object
        os.close(descriptor)
        raise StorageError(str(path), "not a file", "Give the visit's file, or the folder that holds visit.toml.")
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(str(path), f"larger than {most:,} bytes", "Check that it is the right file.")
    return content


def open_visit(path: Path) -> VisitFile:
    """The visit of a TOML file, or of a folder with `visit.toml` and perhaps `private.toml`."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise StorageError(str(path), _said(error), "Check the name.") from None
    visit_path = path / "visit.toml" if is_folder else path
    if is_folder and not visit_path.exists():
        raise StorageError(str(path), "no visit.toml in this folder", f"Begin one with: placet new {path}")
    private_path = visit_path.with_name("private.toml")
    private: Tree | None = None
    shared = parse_toml(str(visit_path), read_bytes(visit_path))
    if visit_path.name == "visit.toml" and os.path.lexists(private_path):
        private = parse_toml(str(private_path), read_bytes(private_path))
    return with_estimates(read_visit(shared, private))


def with_estimates(visit_file: VisitFile) -> VisitFile:
    """An imported programme with the lengths and drives that it does not print, marked as estimates."""
    visit = visit_file.visit
    if visit.printed is None:
        return visit_file
    usual = rulebook_for(visit, visit_file).parameters("usual-length", usual_length.Parameters).usual()
    return replace(visit_file, visit=estimated(visit, usual))


def has_visit(folder: Path) -> bool:
    """Whether a folder has a visit in it."""
    return os.path.lexists(folder / "visit.toml")


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, each whole or not at all. Refuses to replace a file that Placet did not write."""
    ours = _ours(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in contents:
            if (folder / name).exists() and name not in ours:
                raise StorageError(
                    str(folder / name),
                    "is there already and is not a paper that Placet wrote",
                    "Choose another folder.",
                )
        written = []
        for name, content in contents.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            _replace(target, content)
            written.append(target)
        listing = json.dumps(sorted((ours | set(contents)) - YOURS), indent=1) + "\n"
        _replace(folder / OURS, listing.encode())
    except OSError as error:
        raise StorageError(str(folder), _said(error), "Check that you may write there.") from None
    return tuple(written)


def _ours(folder: Path) -> set[str]:
    try:
        listing = json.loads(read_bytes(folder / OURS))
    except (StorageError, TooLarge, ValueError, RecursionError):
        return set()
    names = {name for name in listing if isinstance(name, str)} if isinstance(listing, list) else set()
    return names - YOURS


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(target.name + ".part")
    beside.write_bytes(content)
    beside.replace(target)


def _said(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
