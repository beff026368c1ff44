"""Ctrl-C, kept back while something runs that must not be cut in the middle.

Threads inherit what is kept back where they are made. The libraries of the search make threads of their own when they
are imported, so Ctrl-C is kept back then too: later it reaches nobody but who waits for it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interrupts_held() -> Iterator[bool]:
    """Keep Ctrl-C back, to be waited for or delivered afterwards; yields False where the system cannot."""
    main = threading.current_thread() is threading.main_thread()
    if not main or not hasattr(signal, "sigtimedwait"):
        yield False
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield True
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
