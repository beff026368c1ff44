"""What stands before a sealed copy in clear, and the list of files that stands first inside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from placet.agreement.shape import Shape
from placet.errors import FormatError, Refused
from placet.formats.canonical import canonical, parse_object
from placet.stores.sealing import LEAST, MOST, PIECE_BYTES, SALT_BYTES, Cost
from placet.stores.troubles import trouble

MAGIC = b"PLACET-BACKUP/1\n"
_MOST_HEADER = 256
_MOST_MEMBERS = 100
_MOST_BYTES = 1 << 40
_PART = r"[a-z0-9][a-z0-9-]{0,62}(\.[a-z0-9]{1,8})?"
_NAME = re.compile(rf"{_PART}(/{_PART}){{0,3}}\Z")
"""Names that lead nowhere else, on any system; a file may lie in folders, and a stroke stands between them."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a sealed copy."""

    name: str
    size: int
    sha256: str


def header_of(cost: Cost, salt: bytes) -> bytes:
    """The two lines in clear."""
    fields = {"memory_mib": cost.memory_mib, "passes": cost.passes, "salt": salt.hex()}
    return MAGIC + canonical(fields) + b"\n"


def read_header(file: BinaryIO, path: Path) -> tuple[bytes, Cost, bytes]:
    """The two lines, what opening costs, and the salt. Raises `FormatError`; `StorageError` for a cost too high."""
    if file.read(len(MAGIC)) != MAGIC:
        raise _no_backup(path)
    line = file.readline(_MOST_HEADER)
    try:
        shape = Shape(parse_object(line.removesuffix(b"\n")), "header")
        cost = Cost(shape.number("memory_mib", LEAST.memory_mib), shape.number("passes", LEAST.passes))
        salt = bytes.fromhex(shape.matching("salt", re.compile(rf"[0-9a-f]{{{2 * SALT_BYTES}}}\Z")))
    except Refused:
        raise _no_backup(path) from None
    if cost.memory_mib > MOST.memory_mib or cost.passes > MOST.passes:
        raise trouble(path, "costs-too-much", memory_mib=cost.memory_mib, passes=cost.passes)
    return MAGIC + line, cost, salt


def _no_backup(path: Path) -> FormatError:
    return FormatError(str(path), "no-backup")


def manifest_of(folder: Path) -> tuple[bytes, list[Member]]:
    """The list of the files in a folder and in those inside it, as bytes and as it is."""
    members = [_member_of(folder, path) for path in sorted(folder.rglob("*")) if path.is_file()]
    listed = [{"bytes": each.size, "name": each.name, "sha256": each.sha256} for each in members]
    return canonical({"members": listed, "v": 1}), members


def _member_of(folder: Path, path: Path) -> Member:
    name = path.relative_to(folder).as_posix()
    if not _NAME.match(name):
        raise ValueError(f"a file that cannot be in a sealed copy: {name}")
    with path.open("rb") as file:
        return Member(name, path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def read_manifest(raw: bytes) -> Sequence[Member]:
    """The list that bytes hold. Raises `Refused`: a name that leads elsewhere or comes twice, a size beyond bounds."""
    shape = Shape(parse_object(raw, PIECE_BYTES), "manifest")
    shape.number("v", 1, 1)
    members = shape.items("members", _MOST_MEMBERS, _read_member)
    if len({member.name for member in members}) != len(members):
        raise Refused("field", field="manifest.members")
    return members


def _read_member(value: object) -> Member:
    shape = Shape(value, "member")
    return Member(shape.matching("name", _NAME), shape.number("bytes", 0, _MOST_BYTES), shape.hash("sha256"))
