"""Long work: a line on a terminal that says how far it is, and Ctrl-C, which keeps what is found."""

from __future__ import annotations

import io
import signal
import sys
import threading
from contextlib import contextmanager

import pytest
from tests.told import ENGLISH

from placet.cli import watching
from placet.cli.exits import Exit
from placet.cli.watching import Watch
from placet.node.interrupts import Terminated, interrupts_held, termination_told
from placet.planner.request import Progress

LOOKS = 50_000_000
"""How often a thread looks before it gives up: far longer than the other takes."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class EndedError(Exception):
    pass


@pytest.fixture
def on_a_terminal(monkeypatch):
    """Called in the test itself: pytest sets its own stderr when a test begins."""

    def terminal() -> Terminal:
        stream = Terminal()
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    return terminal


def progress(level: str, kept: int = 3, wished: int = 12) -> Progress:
    return Progress(level=level, kept=kept, wished=wished, seconds=1.0)


def press_ctrl_c() -> None:
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)


def test_the_result_of_the_work_is_given_and_nothing_is_said_where_nobody_looks(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    watch = Watch(ENGLISH)

    def work() -> int:
        watch.progress(progress("value"))
        return 42

    assert (watch.run(work), watch.stopped, stream.getvalue()) == (42, False, "")


def test_what_the_work_raises_is_raised_by_the_one_who_waits():
    with pytest.raises(ZeroDivisionError):
        Watch(ENGLISH).run(lambda: 1 // 0)


def test_a_line_says_how_far_it_is_and_is_wiped_out_at_the_end(on_a_terminal):
    terminal = on_a_terminal()
    watch = Watch(ENGLISH)

    def work() -> bool:
        watch.progress(progress("value"))
        return any("kept" in terminal.getvalue() for _ in range(LOOKS))

    assert watch.run(work)
    line = "3 of 12 kept · trying to keep everything"
    assert terminal.getvalue() == f"\r{line}\r{' ' * len(line)}\r"


def test_a_line_is_written_once_and_a_shorter_one_covers_it(on_a_terminal):
    terminal = on_a_terminal()
    watch = Watch(ENGLISH)
    watch.progress(progress("value"))
    watch._show()
    watch._show()
    watch.progress(progress("x"))  # a level that has no words is named as it is
    watch._show()
    longer, shorter = "3 of 12 kept · trying to keep everything", "3 of 12 kept · x"
    assert terminal.getvalue() == f"\r{longer}\r{shorter}{' ' * (len(longer) - len(shorter))}"


def test_ctrl_c_asks_the_work_to_stop_and_keeps_what_it_has():
    watch = Watch(ENGLISH)

    def work() -> str:
        press_ctrl_c()
        return "the best so far" if any(watch.stop() for _ in range(LOOKS)) else "never stopped"

    assert (watch.run(work), watch.stopped) == ("the best so far", True)


def test_a_second_ctrl_c_ends_the_process(on_a_terminal, monkeypatch):
    terminal = on_a_terminal()
    codes: list[int] = []
    ended = threading.Event()

    def ends(code: int) -> None:
        codes.append(code)
        ended.set()
        raise EndedError

    monkeypatch.setattr("os._exit", ends)
    watch = Watch(ENGLISH)

    def work() -> None:
        press_ctrl_c()
        assert any("Stopping" in terminal.getvalue() for _ in range(LOOKS))
        press_ctrl_c()
        ended.wait(60)

    with pytest.raises(EndedError):
        watch.run(work)
    assert codes == [Exit.STOPPED]
    assert terminal.getvalue().startswith("\rStopping; one moment for the best found so far.\r  ")


def test_a_request_to_end_leaves_the_work_where_it_is(on_a_terminal):
    terminal = on_a_terminal()
    watch = Watch(ENGLISH)
    over = threading.Event()

    def work() -> None:
        watch.progress(progress("value"))
        assert any("kept" in terminal.getvalue() for _ in range(LOOKS))
        signal.pthread_kill(threading.main_thread().ident, signal.SIGTERM)
        over.wait(60)

    with pytest.raises(Terminated):
        watch.run(work)
    over.set()
    assert terminal.getvalue().endswith("\r")  # the line is wiped out


def test_a_request_to_end_is_told_where_nothing_is_waited_for_and_the_old_handler_comes_back():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Terminated), termination_told():
        signal.raise_signal(signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def test_only_the_main_thread_minds_a_request_to_end():
    handlers: list[object] = []

    def elsewhere() -> None:
        with termination_told():
            handlers.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGTERM)]


def test_where_ctrl_c_cannot_be_held_back_the_waiting_is_interrupted():
    class Interrupted(threading.Thread):
        def join(self, timeout: float | None = None) -> None:
            assert timeout == watching.TICK
            raise KeyboardInterrupt

    class Quiet(threading.Thread):
        def join(self, timeout: float | None = None) -> None:
            assert timeout == watching.TICK

    assert watching._received(Interrupted(), waited_for=False) == signal.SIGINT
    assert watching._received(Quiet(), waited_for=False) is None


def test_work_is_done_where_ctrl_c_cannot_be_held_back(monkeypatch):
    @contextmanager
    def not_held():
        yield False

    monkeypatch.setattr(watching, "interrupts_held", not_held)
    assert Watch(ENGLISH).run(lambda: "done") == "done"


def test_ctrl_c_is_held_back_in_the_main_thread_only():
    held: list[bool] = []

    def elsewhere() -> None:
        with interrupts_held() as waited_for:
            held.append(waited_for)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    with interrupts_held() as waited_for:
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())
        held.append(waited_for)
    assert held == [False, True]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
