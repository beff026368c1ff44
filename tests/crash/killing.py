"""SIGKILL to a node that writes, again and again, after a delay that a seed gives.

Run as a program, `python -m tests.crash.killing FOLDER RUNS [early]`, it imports everything once, forks a process for
each run, and writes as JSON what it found. With `early` a step is acknowledged before it is kept, and that must show.
"""

from __future__ import annotations

import json
import os
import random  # noqa: TID251  # seeded
import shutil
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.crash.looking import SOUND, Expected, look
from tests.crash.writer import take

from placet.stores.home import SHARED, begin_home, open_home

RUNS_IN_ONE_HOME = 10
STEPS = 1_200
"""More than ten runs can take."""
LONGEST = 0.06
"""Seconds; opening takes a few thousandths, so some are killed before they wrote, or while they make the home."""


@dataclass(frozen=True, slots=True)
class Run:
    """A process that writes, and when it is killed."""

    home: Path
    kept: int
    delay: float
    is_early: bool

    def write(self, expected: Expected, told: int) -> None:
        """Go on from where the home is, and tell each step once it is kept."""
        is_home = (self.home / SHARED).exists()
        opened = open_home(self.home, "IR") if is_home else begin_home(self.home, "IR")
        opened.record.open_file(expected.talks.visit, expected.talks.opening)
        for number in range(self.kept, STEPS):
            if self.is_early:
                os.write(told, number.to_bytes(4, "big"))
            take(opened, expected.talks, expected.steps[number])
            if not self.is_early:
                os.write(told, number.to_bytes(4, "big"))


def killed(run: Run, expected: Expected) -> int:
    """The last step that was acknowledged, in this run or before."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            run.write(expected, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(run.delay)
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL, "it ended by itself"
    with os.fdopen(reading, "rb") as answers:
        told = answers.read()
    return int.from_bytes(told[-4:], "big") if told else run.kept - 1


def main(folder: str, runs: str, when: str = "") -> None:
    """Kill, look, and go on, in a new home after every few runs."""
    expected, chance = Expected.of(STEPS), random.Random(1)
    found: Counter[str] = Counter()
    acknowledged, kept, home = 0, 0, Path(folder) / "home"
    for number in range(int(runs)):
        if number % RUNS_IN_ONE_HOME == 0:
            shutil.rmtree(home, ignore_errors=True)
            kept = 0
        told = killed(Run(home, kept, chance.uniform(0.001, LONGEST), when == "early"), expected)
        acknowledged += told + 1 - kept
        if not (home / SHARED).exists():  # killed before there was a home; the next run begins it again
            found[SOUND if told < 0 else "nothing is there"] += 1
            continue
        finding = look(home, told, expected)
        found[finding.said] += 1
        kept = finding.kept
    sys.stdout.write(json.dumps({"found": found, "acknowledged": acknowledged}))


if __name__ == "__main__":
    main(*sys.argv[1:])
