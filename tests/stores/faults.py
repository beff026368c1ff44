"""A disk that fails once, at the n-th call, below SQLite and below our own files; and a user who may not write."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

ERRORS = {"full": (apsw.FullError, errno.ENOSPC), "broken": (apsw.IOError, errno.EIO)}
NOBODY = 65534


class Fault:
    """Fails the n-th of all writes and syncs from now on, and no other."""

    def __init__(self, kind: str) -> None:
        self.of_sqlite, self.number = ERRORS[kind]
        self.left: int | None = None

    def arm(self, at: int) -> None:
        self.left = at

    def disarm(self) -> bool:
        """Whether it had failed."""
        had, self.left = self.left == 0, None
        return had

    def falls(self) -> bool:
        if self.left:
            self.left -= 1
            return self.left == 0
        return False


class _File(apsw.VFSFile):
    def __init__(self, base: str, name: apsw.URIFilename | str | None, flags: list[int], fault: Fault) -> None:
        super().__init__(base, name, flags)
        self._fault = fault

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  # SQLite's name
        self._fail()
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:  # noqa: N802  # SQLite's name
        self._fail()
        super().xSync(flags)

    def xTruncate(self, size: int) -> None:  # noqa: N802  # SQLite's name
        self._fail()
        super().xTruncate(size)

    def _fail(self) -> None:
        if self._fault.falls():
            raise self._fault.of_sqlite


class _Disk(apsw.VFS):
    def __init__(self, base: str, fault: Fault) -> None:
        super().__init__("failing", base, makedefault=True)
        self._base, self._fault = base, fault

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> _File:  # noqa: N802  # SQLite's name
        return _File(self._base, name, flags, self._fault)


@contextmanager
def failing_disk(kind: str) -> Iterator[Fault]:
    """Everything that is opened inside lies on a disk with one fault."""
    fault = Fault(kind)
    real = {"fsync": os.fsync, "replace": Path.replace}

    def fsync(descriptor: int) -> None:
        if fault.falls():
            raise OSError(fault.number, "fault")
        real["fsync"](descriptor)

    def replace(path: Path, target: Path) -> Path:
        if fault.falls():
            raise OSError(fault.number, "fault")
        return real["replace"](path, target)

    before = apsw.vfs_names()[0]
    disk = _Disk(before, fault)
    os.fsync, Path.replace = fsync, replace
    try:
        yield fault
    finally:
        os.fsync, Path.replace = real["fsync"], real["replace"]
        disk.unregister()
        assert apsw.vfs_names()[0] == before


def as_nobody(act: Callable[[], str]) -> str:
    """What an act says in a process of a user for whom the modes of files hold: nobody, where we are root."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        said = "no answer"
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            said = act()
        except BaseException as error:  # noqa: BLE001  # it is told to the other process
            said = f"{type(error).__name__}: {error}"
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        said = answer.read().decode()
    os.waitpid(process, 0)
    return said
