"""The one door for files from elsewhere: they are read in a process of their own, and its answer is checked.

The child (`placet.reading.child`) may use so much memory and time and no more, cannot open files or connections, and
has an empty environment. Whatever happens to it, the caller gets a grid or a `ForeignFileError`, and nothing changes.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from placet.errors import Fact, ForeignFileError, system_word
from placet.reading import limits, picture
from placet.reading.answer import BadAnswer, heard
from placet.reading.grid import Grid
from placet.reading.picture import Picture
from placet.reading.refusal import FACTS, Refused
from placet.reading.saying import where_word
from placet.wording.catalogues import COMPLETE, catalogue

UNREADABLE = "unreadable"
"""The reason that is never the child's: it opens nothing."""
NO_PICTURE = f"picture-{UNREADABLE}"
TICK = 0.05
"""Seconds between two looks at whether to stop."""
_GRIDS, _PICTURES = "placet.reading.child", "placet.reading.picture_child"
"""The modules whose processes read files of each kind."""
_BEGIN = "import runpy, sys; sys.modules['numpy'] = None; runpy.run_module(sys.argv[1], run_name='__main__')"
"""How a child begins: openpyxl takes numpy wherever it finds it, and reads as well without, in a third less time."""
_Heard = TypeVar("_Heard")
_OUT_OF_TIME = tuple(getattr(signal, name) for name in ("SIGXCPU", "SIGKILL") if hasattr(signal, name))
_PASSED_ON = ("SYSTEMROOT",)
"""Variables without which no program starts on Windows; elsewhere there are none of that name."""


def _never() -> bool:
    return False


def read_grid(source: Path | bytes, name: str, stop: Callable[[], bool] = _never) -> Grid:
    """What a file from elsewhere holds. `name` is how messages call it.

    Raises `ForeignFileError` for a file that is not read, whatever the reason; `KeyboardInterrupt` once `stop` says so.
    """
    try:
        content = source if isinstance(source, bytes) else _content(source, name, limits.MAX_BYTES)
        if len(content) > limits.MAX_BYTES:
            raise Refused("too-large", most=limits.MAX_BYTES // 2**20)
        return _understood(_in_a_child(_GRIDS, content, stop), heard)
    except Refused as refused:
        raise _told(name, refused, "broken") from None


def read_picture(source: Path | bytes, name: str, stop: Callable[[], bool] = _never) -> Picture:
    """A picture from elsewhere, put together anew. `name` is how messages call it.

    Raises `ForeignFileError` for a file that is not read, whatever the reason; `KeyboardInterrupt` once `stop` says so.
    """
    try:
        content = source if isinstance(source, bytes) else _content(source, name, limits.MAX_PICTURE_BYTES, NO_PICTURE)
        if len(content) > limits.MAX_PICTURE_BYTES:
            raise Refused("picture-too-large", most=limits.MAX_PICTURE_BYTES // 2**20)
        return _understood(_in_a_child(_PICTURES, content, stop), picture.heard)
    except Refused as refused:
        if refused.reason in ("too-slow", "too-heavy"):
            refused = Refused("picture-too-heavy")
        raise _told(name, refused, "picture-broken") from None


def _told(name: str, refused: Refused, otherwise: str) -> ForeignFileError:
    """What callers are told; a reason that nobody knows is none."""
    known = not refused.reason.endswith(UNREADABLE) and refused.reason in catalogue(COMPLETE, "errors")["foreign-file"]
    told: dict[str, Fact] = {
        fact: where_word(value) if isinstance(value, tuple) else value
        for fact, value in (refused.facts.items() if known else ())
    }
    facts: dict[str, Fact] = {**dict.fromkeys(FACTS, ""), **told}
    return ForeignFileError(name, refused.reason if known else otherwise, **facts)


def _content(path: Path, name: str, most: int, unreadable: str = UNREADABLE) -> bytes:
    """The bytes of a regular file, one more than allowed at most. A pipe or device is not waited for."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        raise ForeignFileError(name, unreadable, cause=system_word(error)) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise ForeignFileError(name, unreadable, cause=system_word(OSError(errno.ENXIO, "")))
    with os.fdopen(descriptor, "rb") as file:
        return file.read(most + 1)


@dataclass(slots=True)
class _Watch:
    """Why the child was ended, if it was."""

    late: bool = False
    stopped: bool = False


def _in_a_child(module: str, content: bytes, stop: Callable[[], bool]) -> bytes:
    """The answer of the process that reads the content."""
    with _child(module) as child, _watched(child, stop) as watch:
        assert child.stdin is not None  # noqa: S101  # both are pipes, see `_child`; for the type checker
        assert child.stdout is not None  # noqa: S101
        with suppress(OSError):  # it ended before it had read everything: its answer says why, or its end
            child.stdin.write(content)
            child.stdin.close()
        answer = child.stdout.read(limits.MAX_ANSWER + 1)
        code = child.wait() if len(answer) <= limits.MAX_ANSWER else 0
    if watch.stopped:
        raise KeyboardInterrupt
    if watch.late or -code in _OUT_OF_TIME:
        raise Refused("too-slow", most=limits.SECONDS)
    if code != 0 or len(answer) > limits.MAX_ANSWER:
        raise Refused("too-heavy")
    return answer


def _understood(answer: bytes, hear: Callable[[bytes], _Heard]) -> _Heard:
    try:
        return hear(answer)
    except BadAnswer:
        raise Refused("broken") from None


@contextmanager
def _child(module: str) -> Iterator[subprocess.Popen[bytes]]:
    """The process, ended on every way out. It knows our path for modules, and nothing else of the environment."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    child = subprocess.Popen(  # noqa: S603  # our own interpreter and module
        [sys.executable, "-P", "-B", "-s", "-X", "utf8", "-c", _BEGIN, module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": path},
        start_new_session=True,  # Ctrl-C is for us: we end the child
    )
    try:
        yield child
    finally:
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        child.wait()


@contextmanager
def _watched(child: subprocess.Popen[bytes], stop: Callable[[], bool]) -> Iterator[_Watch]:
    """While this runs, the child is ended when its time is over or somebody wants to stop."""
    watch, done = _Watch(), threading.Event()

    def look() -> None:
        for _ in range(round(limits.SECONDS / TICK)):
            if done.wait(TICK):
                return
            if stop():
                watch.stopped = True
                break
        else:
            watch.late = True
        child.kill()

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield watch
    finally:
        done.set()
        watcher.join()
