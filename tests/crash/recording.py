"""What a process did to the files of a folder, call by call, as `strace` saw it.

Left out: the index of the log (`-shm`), which is mapped into memory, never synced, and made anew at each opening.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

UNDERSTOOD = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink,mkdir"
UNEXPECTED = (
    "open,creat,pwritev,pwritev2,writev,fallocate,truncate,renameat,renameat2,unlinkat,mkdirat,rmdir,link,linkat"
)
"""Recorded too: if one touches the home, the model does not know what it did, and says so."""
_LINE = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_ESCAPED = re.compile(r"(?:\\x[0-9a-f]{2})+")


@dataclass(frozen=True, slots=True)
class Make:
    """A name for a new file, or for a folder (then `inode` is 0)."""

    path: str
    inode: int


@dataclass(frozen=True, slots=True)
class Write:
    inode: int
    offset: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    inode: int
    size: int


@dataclass(frozen=True, slots=True)
class Rename:
    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Unlink:
    path: str


@dataclass(frozen=True, slots=True)
class SyncFile:
    inode: int


@dataclass(frozen=True, slots=True)
class SyncFolder:
    path: str


@dataclass(frozen=True, slots=True)
class Told:
    """The process said that a step is kept."""

    step: int


Call = Make | Write | Cut | Rename | Unlink | SyncFile | SyncFolder | Told


def recorded(folder: Path, steps: int, synchronous: str) -> list[Call]:
    """What the writer does to a new home, `home`, in an empty folder."""
    strace = ["strace", "-qq", "-o", str(folder / "trace"), "-y", "-xx", "-s", "100000"]
    strace += ["-e", f"trace={UNDERSTOOD},{UNEXPECTED}"]
    writer = [sys.executable, "-m", "tests.crash.writer", str(folder / "home"), str(folder / "told")]
    run = subprocess.run([*strace, *writer, str(steps), synchronous], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    with (folder / "trace").open(encoding="ascii") as lines:
        return list(_Reader(folder).calls(lines))


class _Reader:
    """Turns lines into calls. Files are known by a number, whatever they are called."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._inodes: dict[str, int] = {}
        self._numbers = count(1)
        self._at: dict[str, int] = {}
        """By path, where the next `write` goes; nothing here is opened twice at a time for that."""

    def calls(self, lines: Iterable[str]) -> Iterator[Call]:
        for line in lines:
            found = _LINE.match(line)
            if found is None or int(found[3]) < 0:
                continue
            texts = [bytes.fromhex(text.replace("\\x", "")) for text in _ESCAPED.findall(found[2])]
            if found[1] == "openat":
                texts = texts[1:]  # before the path stands the folder that it is taken from
            if texts and texts[0].decode("utf-8", "replace").startswith(self._folder):
                yield from self._call(found[1], found[2], texts)

    def _call(self, name: str, arguments: str, texts: list[bytes]) -> Iterator[Call]:
        path = texts[0].decode()
        if path.endswith("-shm") or path == f"{self._folder}/trace":
            return
        if path == f"{self._folder}/told":
            if name == "write":
                yield Told(int(texts[1]))
            return
        numbers = [int(number) for number in re.findall(r", (\d+)", arguments)]
        match name:
            case "openat":
                yield from self._opened(path, arguments)
            case "mkdir":
                yield Make(path, 0)
            case "pwrite64":
                yield Write(self._inodes[path], numbers[-1], texts[1])
            case "write":
                yield Write(self._inodes[path], self._at[path], texts[1])
                self._at[path] += len(texts[1])
            case "ftruncate":
                yield Cut(self._inodes[path], numbers[-1])
            case "fsync" | "fdatasync":
                yield SyncFile(self._inodes[path]) if path in self._inodes else SyncFolder(path)
            case "rename":
                to = texts[1].decode()
                self._inodes[to] = self._inodes.pop(path)
                yield Rename(path, to)
            case "unlink":
                del self._inodes[path]
                yield Unlink(path)
            case _:
                raise AssertionError(f"{name} is not in the model of the disk")

    def _opened(self, path: str, arguments: str) -> Iterator[Call]:
        self._at[path] = 0
        if path not in self._inodes and "O_CREAT" in arguments:
            self._inodes[path] = next(self._numbers)
            yield Make(path, self._inodes[path])
        elif "O_TRUNC" in arguments:
            yield Cut(self._inodes[path], 0)
