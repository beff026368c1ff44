"""Opening a user's files.

A file is opened without waiting (a pipe or device cannot hang us), must be a regular file, and is read up to its bound.
"""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from placet.errors import FormatError, StorageError, TooLarge, system_word
from placet.formats import limits
from placet.formats.estimates import estimated
from placet.formats.toml import Tree, parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.node.rulebook import rulebook_for
from placet.rules import usual_length

VISIT = "visit.toml"
"""Name of the visit's file in its folder."""
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
"""Endings of Excel workbooks; one with macros is refused in words."""
PRIVATE = "private.toml"
"""Name of the file, beside it, with what stays in this office."""
LAST = "programme.toml"
"""Name of the programme in a folder of papers."""


def read_bytes(path: Path, most: int = limits.MAX_FILE_BYTES) -> bytes:
    """The content of a regular file. Raises `StorageError` for anything else, `TooLarge` beyond `most` bytes."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise StorageError(str(path), "not-read", cause=system_word(error)) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # first: a folder cannot be wrapped in a file object
        os.close(descriptor)
        raise StorageError(str(path), "no-file")
    with os.fdopen(descriptor, "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(str(path), "bytes", most=most)
    return content


def open_visit(path: Path) -> VisitFile:
    """The visit of a workbook, of a TOML file, or of a folder with `visit.toml` and perhaps `private.toml`."""
    return with_estimates(open_stated(path))


def open_stated(path: Path) -> VisitFile:
    """The same as its files state it, without the estimates that planning an imported programme needs."""
    is_folder = _is_folder(path)
    if path.suffix.casefold() in WORKBOOKS and not is_folder:
        return _of_workbook(path)
    visit_path = path / VISIT if is_folder else path
    if is_folder and not has_visit(path):
        raise _no_visit(path)
    if path.name == PRIVATE:
        raise FormatError(str(path), "private-part", folder=str(path.parent))
    private_path = visit_path.with_name(PRIVATE)
    private: Tree | None = None
    shared = parse_toml(str(visit_path), read_bytes(visit_path))
    if visit_path.name == VISIT and os.path.lexists(private_path):
        private = parse_toml(str(private_path), read_bytes(private_path))
    return read_visit(shared, private)


def _of_workbook(path: Path) -> VisitFile:
    """A visit in a workbook; only now is its library loaded, which takes longer than many a command."""
    door, reading = (import_module(f"placet.formats.workbook.{name}") for name in ("door", "reading"))
    found: VisitFile = reading.read_workbook(str(path), door.let_in(str(path), read_bytes(path)))
    return found


def with_estimates(visit_file: VisitFile) -> VisitFile:
    """An imported programme with the lengths and drives that it does not print, marked as estimates."""
    visit = visit_file.visit
    if visit.printed is None:
        return visit_file
    usual = rulebook_for(visit, visit_file).parameters("usual-length", usual_length.Parameters).usual()
    return replace(visit_file, visit=estimated(visit, usual))


def has_visit(folder: Path) -> bool:
    """Whether a folder has a visit in it. Raises `StorageError` for one that may not be looked into."""
    return _is_there(folder / VISIT)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError) as error:
        raise StorageError(str(path), "not-read", cause=system_word(error)) from None


def _is_there(path: Path) -> bool:
    """Whether there is anything of this name, a link to nowhere included."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise StorageError(str(path.parent), "not-looked-into", cause=system_word(error)) from None
    return True


def _no_visit(folder: Path) -> StorageError:
    """What to do in a folder without a visit; what lies there may say what was meant."""
    if _is_there(folder / PRIVATE):
        return StorageError(str(folder), "private-alone")
    return StorageError(str(folder), "papers" if _is_there(folder / LAST) else "no-visit")
