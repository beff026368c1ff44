"""Two processes at one home: the first waits for its answer while the second writes, and says so instead of signing."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tests.cli.homes import Homes, done
from tests.cli.running import placet

from placet.stores.lock import LOCK


@contextmanager
def asking(homes: Homes, *args: object) -> Iterator[subprocess.Popen[str]]:
    """A command that has shown what would be signed and waits for a yes; killed when nobody needs it any more."""
    command = [sys.executable, "-m", "placet", *map(str, args)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", cwd=homes.folder
    )
    try:
        assert process.stdout is not None
        assert any("You sign for" in line for line in process.stdout), "it ended before it asked"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_process_that_lost_the_lock_while_it_stood_still_says_so_and_writes_nothing(homes: Homes) -> None:
    with asking(homes, "agree", "moscow", "P-01") as first:
        first.send_signal(signal.SIGSTOP)
        busy = placet("propose", homes.moscow, "--matter", "Gifts", "--yes")
        assert (busy.exit_code, f"is in use by process {first.pid}." in busy.stderr) == (7, True)
        (homes.moscow / LOCK).unlink()  # somebody has no patience
        done("propose", homes.moscow, "--matter", "Gifts", "--yes")
        first.send_signal(signal.SIGCONT)
        _, told = first.communicate("y\n", timeout=120)
    said = " ".join(told.split())
    assert first.returncode == 7
    assert "another process has written since this one opened it." in said
    assert said.endswith("give the command again: placet standing moscow")
    # The signature of the first is not there, and the point of the second is: the first that Moscow put on the table.
    assert homes.points("moscow") == {"P-01": "signed", "P-02": "signed"}
    assert "all in order" in done("log", "verify", homes.moscow).stdout
    homes.exchange()
    assert homes.points("tehran") == {"P-01": "signed", "P-02": "signed"}


def test_a_process_that_died_while_it_asked_leaves_the_home_to_the_next(homes: Homes) -> None:
    with asking(homes, "agree", "moscow", "P-01") as first:
        first.send_signal(signal.SIGKILL)
        first.wait(60)
        assert homes.points("moscow") == {"P-01": "signed"}
        done("agree", homes.moscow, "P-01", "--yes")
    homes.exchange()
    assert homes.points("moscow") == {"P-01": "agreed"}
    assert "all in order" in done("log", "verify", homes.moscow).stdout
