"""Terminals, pipes and closed ends: colour only where somebody looks, and never a traceback."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys

import pytest
from tests.cli.running import placet_process
from tests.cli.visits import SLOW, SMALL, UNSOUND, written

PLACET = [sys.executable, "-m", "placet"]


@pytest.fixture
def unsound(tmp_path):
    return written(tmp_path, UNSOUND)


def on_a_terminal(*args: object, **env: str) -> str:
    """What a terminal receives on stdout."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PLACET, *map(str, args)],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm-256color", **env},
    )
    os.close(theirs)
    received = b""
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            break
        if not chunk:
            break
        received += chunk
    process.wait()
    os.close(ours)
    return received.decode()


def test_a_terminal_gets_colour(unsound):
    assert "\x1b[" in on_a_terminal("check", unsound)


def test_no_color_is_respected(unsound):
    plain = on_a_terminal("check", unsound, NO_COLOR="1")
    assert "Required" in plain
    assert "\x1b[3" not in plain  # no foreground colour; bold is not a colour


def test_a_pipe_gets_no_colour_even_when_it_is_asked_for_by_the_environment(unsound):
    assert "\x1b" not in placet_process("check", unsound, env={"FORCE_COLOR": "1"}).stdout


def test_no_progress_where_nobody_looks(tmp_path):
    assert placet_process("plan", written(tmp_path, SMALL)).stderr == ""


def test_no_line_is_longer_than_a_hundred_columns(tmp_path):
    run = placet_process("plan", written(tmp_path, SMALL), "--details")
    assert max(len(line) for line in run.stdout.splitlines()) <= 100
    assert [line for line in run.stdout.splitlines() if line != line.rstrip()] == []


def test_a_reader_who_leaves_gets_no_traceback(tmp_path):
    visit = written(tmp_path, SMALL)
    process = subprocess.Popen([*PLACET, "plan", visit], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), told) == (0, "")


def test_a_closed_stdout_gets_no_traceback(tmp_path):
    visit = written(tmp_path, SMALL)
    run = subprocess.run(
        ["/bin/sh", "-c", f'"{sys.executable}" -m placet plan "{visit}" >&-'], capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")  # noqa: PTH110  # a device
def test_a_full_disk_is_told(tmp_path):
    with open("/dev/full", "w") as full:  # noqa: PTH123  # a device
        run = subprocess.run(
            [*PLACET, "plan", written(tmp_path, SMALL)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert run.returncode == 7
    assert "there is no room left on this disk" in run.stderr
    assert "Traceback" not in run.stderr


def test_what_a_file_says_cannot_steer_the_terminal(tmp_path):
    text = SMALL.replace('title = "Talks"', 'title = "Talks\\u001b[2J\\u202e"')
    printed = on_a_terminal("plan", written(tmp_path, text))
    assert "Talks" in printed
    assert "\x1b[2J" not in printed
    assert "\u202e" not in printed


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_what_is_stopped_before_there_is_anything_says_so_in_one_line(tmp_path, sent, code):
    out = tmp_path / "papers"
    script = (
        "import os, runpy, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in what a shell began in the background
        f"sys.argv = ['placet', 'plan', {str(written(tmp_path / 'visit', SMALL))!r}, '--out', {str(out)!r}]\n"
        "import placet.cli.app\n"
        "from placet.node import files\n"
        f"files.open_visit = lambda path: os.kill(os.getpid(), {int(sent)})\n"
        "runpy.run_module('placet', run_name='__main__')\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr.strip()) == (code, "", "Stopped. Nothing is half written.")
    assert not out.exists()


def test_ctrl_c_while_placet_is_loading_is_told_in_one_line():
    script = (
        "import builtins, os, runpy, signal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "load = builtins.__import__\n"
        "def loading(name, *more, **named):\n"
        "    if name == 'placet.cli.app':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "    return load(name, *more, **named)\n"
        "builtins.__import__ = loading\n"
        "runpy.run_module('placet', run_name='__main__')\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (130, "", "Stopped. Nothing is half written.\n")


def test_a_request_to_end_the_search_is_obeyed_at_once(tmp_path):
    out = tmp_path / "papers"
    ours, theirs = pty.openpty()
    command = [*PLACET, "plan", written(tmp_path / "visit", SLOW), "--out", out]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        try:
            os.close(theirs)
            told = b""
            while b"kept" not in told:
                told += os.read(ours, 4096)
            process.send_signal(signal.SIGTERM)
            printed, _ = process.communicate(timeout=60)
            told += os.read(ours, 4096)
        finally:
            process.kill()
            os.close(ours)
    assert (process.returncode, printed) == (143, "")
    assert told.endswith(b"Stopped. Nothing is half written.\r\n")
    assert not out.exists()


def test_ctrl_c_stops_the_search_and_shows_the_best_so_far(tmp_path):
    ours, theirs = pty.openpty()
    command = [*PLACET, "plan", written(tmp_path, SLOW)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        try:
            os.close(theirs)
            progress = b""
            while b"keeping what is advisable" not in progress:  # from now on there is a first programme
                progress += os.read(ours, 4096)
            process.send_signal(signal.SIGINT)
            printed, _ = process.communicate(timeout=60)
        finally:
            process.kill()
            os.close(ours)
    assert process.returncode == 0
    assert "The search was stopped. This is the best programme found so far" in " ".join(printed.split())
    assert "Call 29" in printed
