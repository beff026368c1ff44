"""Ctrl-C and the request to end, kept back while something runs that must not be cut in the middle.

Threads inherit what is kept back where they are made. The libraries of the search make threads of their own when they
are imported, so that signals are kept back then too: later they reach nobody but who waits for them.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

SIGNALS = frozenset({signal.SIGINT, signal.SIGTERM})


class Terminated(BaseException):  # no error: like KeyboardInterrupt, which it stands beside
    """The system, not the user, asks the process to end."""


@contextmanager
def interrupts_held() -> Iterator[bool]:
    """Keep both back, to be waited for or delivered afterwards; yields False where the system cannot."""
    if not _is_main() or not hasattr(signal, "sigtimedwait"):
        yield False
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield True
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def termination_told() -> Iterator[None]:
    """While this runs, a request to end raises `Terminated`: what is half done is put away like after Ctrl-C."""
    if not _is_main():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _is_main() -> bool:
    return threading.current_thread() is threading.main_thread()


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:  # noqa: ARG001  # handlers are called so
    raise Terminated
