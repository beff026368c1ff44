"""What a node writes while the power is cut: the same batches each time, each acknowledged once it is kept.

Run as a program it makes a home and fills it: `python -m tests.crash.writer HOME ACKNOWLEDGED COUNT [SYNCHRONOUS]`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.stores.talks import Talks, envelope

from placet.node.joint.ports import Batch
from placet.stores.home import Home, begin_home
from placet.stores.sqlite import opening

LOG_PAGES = 12
"""After so many pages the log is emptied into the file: much sooner than usual, so that it happens often."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to be kept: a batch, or the content of a private document."""

    batch: Batch | None
    document: dict[str, int] | None


def steps(talks: Talks) -> Iterator[Step]:
    """For ever: our own entries one by one, those of the other side in batches, and private documents between them."""
    yield Step(Batch(talks.visit, talks.log[:]), None)
    number = 0
    while True:
        number += 1
        for _ in range(3):
            yield Step(Batch(talks.visit, [talks.say("IR", text=f"ours {number} " + "." * (number * 37 % 900))]), None)
        received = [talks.say("RU", text=f"theirs {number}") for _ in range(4)]
        talks.heard()
        yield Step(Batch(talks.visit, received, envelope=envelope(number)), None)
        yield Step(None, {"n": number})


def take(home: Home, talks: Talks, step: Step) -> None:
    """Keep what a step says."""
    if step.batch is not None:
        home.record.append(step.batch)
    if step.document is not None:
        home.private.keep(talks.visit, "draft", step.document)


def main(folder: str, acknowledged: str, count: str, synchronous: str = "FULL") -> None:
    """Fill a home, and write a line for each step once it is kept."""
    opening.SETTINGS |= {"synchronous": synchronous, "wal_autocheckpoint": str(LOG_PAGES)}
    told = os.open(acknowledged, os.O_CREAT | os.O_WRONLY, 0o600)
    talks = Talks()
    with begin_home(Path(folder), "IR") as home:
        home.record.open_file(talks.visit, talks.opening)
        for number, step in zip(range(int(count)), steps(talks), strict=False):
            take(home, talks, step)
            os.write(told, b"%d\n" % number)


if __name__ == "__main__":
    main(*sys.argv[1:])
