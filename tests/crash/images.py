"""What a disk may hold after a power cut: every change that was made durable, and of the others any part.

A write that was not followed by a sync of its file may have reached the disk or not, each sector of 512 bytes by
itself. A name that was not followed by a sync of its folder may be there or not; a file system keeps names in order, so
of these a beginning is there. Less careful than a real one: a sync of a new file does not bring its name along.
"""

from __future__ import annotations

import random  # noqa: TID251  # seeded
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tests.crash.recording import Call, Cut, Make, Rename, SyncFile, SyncFolder, Told, Unlink, Write

SECTOR = 512
VARIANTS = ("synced", "all", "some")


@dataclass(frozen=True, slots=True)
class Image:
    """Files by path, and the last step that had been acknowledged (-1: none)."""

    files: dict[str, bytes]
    told: int
    name: str


def image(calls: Sequence[Call], at: int, variant: str, seed: int = 0) -> Image:
    """The disk after a power cut that came when `at` calls had been made."""
    made = calls[:at]
    durable = _durable(made)
    chance = random.Random(f"{at} {variant} {seed}")
    names = [n for n, call in enumerate(made) if n not in durable and isinstance(call, Make | Rename | Unlink)]
    last_name = chance.choice([-1, *names])
    disk = _Disk()
    for number, call in enumerate(made):
        if number in durable or variant == "all":
            disk.do(call)
        elif variant == "some" and isinstance(call, Write):
            disk.tear(call, chance)
        elif variant == "some" and (chance.random() < 0.5 if isinstance(call, Cut) else number <= last_name):
            disk.do(call)
    told = max((call.step for call in made if isinstance(call, Told)), default=-1)
    return Image(disk.files(), told, f"{at} {variant} {seed}")


def _durable(made: Sequence[Call]) -> set[int]:
    """The calls whose effect a sync has made durable."""
    files: set[int] = set()
    folders: set[str] = set()
    found = set()
    for number in reversed(range(len(made))):
        match made[number]:
            case SyncFile(inode):
                files.add(inode)
            case SyncFolder(path):
                folders.add(path)
            case Write(inode) | Cut(inode):
                if inode in files:
                    found.add(number)
            case Make(path) | Unlink(path) | Rename(path):
                if str(PurePath(path).parent) in folders:
                    found.add(number)
    return found


class _Disk:
    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._contents: dict[int, bytearray] = {}

    def do(self, call: Call) -> None:
        match call:
            case Make(path, inode):
                self._names[path] = inode
            case Write(inode, offset, content):
                self._write(inode, offset, content)
            case Cut(inode, size):
                held = self._contents.setdefault(inode, bytearray())
                del held[size:]
                held.extend(bytes(size - len(held)))
            case Rename(path, to):
                self._names[to] = self._names.pop(path)
            case Unlink(path):
                del self._names[path]

    def tear(self, call: Write, chance: random.Random) -> None:
        """Some sectors of a write."""
        start = call.offset
        end = start + len(call.content)
        while start < end:
            stop = min(end, (start // SECTOR + 1) * SECTOR)
            if chance.random() < 0.5:
                self._write(call.inode, start, call.content[start - call.offset : stop - call.offset])
            start = stop

    def files(self) -> dict[str, bytes]:
        return {path: bytes(self._contents.get(inode, b"")) for path, inode in self._names.items() if inode}

    def _write(self, inode: int, offset: int, content: bytes) -> None:
        held = self._contents.setdefault(inode, bytearray())
        held.extend(bytes(max(0, offset - len(held))))
        held[offset : offset + len(content)] = content
