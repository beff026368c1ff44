"""Long work: a line that says how far it is, on a terminal only.

And Ctrl-C, which ends the search and keeps what it has; and the system's request to end, which keeps nothing.

The work runs in a thread of its own. Where the system can, Ctrl-C is kept from it and waited for here, because the
search itself would take it for the end of one step.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from placet.cli.exits import Exit
from placet.node.interrupts import SIGNALS, Terminated, interrupts_held
from placet.node.outcomes import Progress
from placet.wording.language import Language

T = TypeVar("T")
TICK = 0.05
"""Seconds between two looks."""


class Watch:
    """What the work is told (`stop`) and what it tells (`progress`)."""

    def __init__(self, spoken: Language, stopping: str = "stopping") -> None:
        """Nothing is stopped and nothing known yet; how far it is will be said in `spoken`.

        `stopping` names what is said once the user asked to stop.
        """
        self.stopped = False
        self._stopping = stopping
        self._said = ""
        self._line = ""
        self._shown = 0
        self._room = shutil.get_terminal_size().columns
        self._quiet = sys.stderr is None or not sys.stderr.isatty()
        self._spoken, self._words = spoken, spoken.words("outcome")["progress"]

    def stop(self) -> bool:
        """Whether the user asked to stop."""
        return self.stopped

    def progress(self, progress: Progress) -> None:
        """Remember how far the work is; it is shown by the thread that waits."""
        doing = self._words.get(progress.level, progress.level)
        self.tell("kept", {"kept": progress.kept, "wished": progress.wished, "doing": doing})

    def tell(self, key: str, facts: Mapping[str, object]) -> None:
        """Remember a sentence of the catalogue; not once the user asked to stop."""
        if not self.stopped:
            self._said = self._spoken.fill(self._words[key], facts)

    def run(self, work: Callable[[], T]) -> T:
        """Do the work, show how far it is, and mind Ctrl-C. A second Ctrl-C ends the process."""
        done: list[T] = []
        failed: list[BaseException] = []

        def working() -> None:
            try:
                done.append(work())
            except BaseException as error:  # noqa: BLE001  # raised again below, in the thread that waits
                failed.append(error)

        with interrupts_held() as waited_for:
            thread = threading.Thread(target=working, daemon=True)
            thread.start()
            while thread.is_alive():
                self._show()
                match _received(thread, waited_for):
                    case signal.SIGINT:
                        self._interrupt()
                    case signal.SIGTERM:
                        self._clear()
                        raise Terminated
                    case _:
                        continue
            self._clear()
        if failed:
            raise failed[0]
        return done[0]

    def _interrupt(self) -> None:
        if self.stopped:
            self._clear()
            sys.stderr.flush()
            os._exit(Exit.STOPPED)
        self.stopped = True
        self._said = str(self._words[self._stopping])

    def _show(self) -> None:
        if self._quiet or not self._said:
            return
        line = self._said[: self._room - 1]
        if line == self._line:
            return
        self._line = line
        click.echo(f"\r{line}{' ' * (self._shown - len(line))}", nl=False, err=True)
        self._shown = len(line)

    def _clear(self) -> None:
        if self._shown:
            click.echo(f"\r{' ' * self._shown}\r", nl=False, err=True)
            self._shown = 0


def _received(thread: threading.Thread, waited_for: bool) -> int | None:
    """Wait a moment; the signal that came meanwhile."""
    if waited_for:
        received = signal.sigtimedwait(SIGNALS, TICK)
        return received.si_signo if received is not None else None
    try:
        thread.join(TICK)
    except KeyboardInterrupt:
        return signal.SIGINT
    return None
