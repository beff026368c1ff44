"""Where a measurement is kept, and under which conditions it was taken.

Beside its rows stand the command, the machine, the versions, and how much of the machine others took meanwhile: all
seconds of processor that the system counted, without those of this process and its children, for each second that
passed. A script alone writes build/bench/alone/NAME.json; `make bench`, which writes the page of all figures from
build/bench/NAME.json, says so in the environment. So whoever measures a part again takes nothing from what is there.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

BENCH = Path(__file__).resolve().parent.parent / "build" / "bench"
KEPT_IN = "PLACET_BENCH"
"""The variable of the environment that names another folder than that of a script alone."""
OUT = Path(os.environ.get(KEPT_IN, BENCH / "alone"))
COUNTED = Path("/proc/stat")
"""What the system counts of its processors, where it tells."""
BUSY = (0, 1, 2, 5, 6, 7)
"""user, nice, system, irq, softirq and steal; what a guest takes is in them already."""


@contextmanager
def kept(name: str, **about: Any) -> Iterator[list[dict[str, Any]]]:
    """A list to be filled with rows; it is written when all are there. `about` goes with the conditions."""
    conditions: dict[str, Any] = {
        "command": " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "system": platform.system(),
        "python": platform.python_version(),
        "placet": version("placet"),
        "ortools": version("ortools"),
        "load before": round(os.getloadavg()[0], 2),
        **about,
    }
    rows: list[dict[str, Any]] = []
    watch = Neighbours()
    yield rows
    conditions["seconds"] = round(watch.seconds())
    conditions["others"] = watch.cores()
    OUT.mkdir(parents=True, exist_ok=True)
    written = json.dumps({"conditions": conditions, "rows": rows}, indent=1)
    (OUT / f"{name}.json").write_text(written + "\n", encoding="utf-8")


class Neighbours:
    """What others take of the machine from when this is made on: all processors' work but ours and our children's.

    The work of a child counts as ours once it has ended and was waited for.
    """

    def __init__(self) -> None:
        self._began, self._before, self._ours = time.perf_counter(), _busy(), _ours()

    def seconds(self) -> float:
        """How long it has been watched."""
        return time.perf_counter() - self._began

    def cores(self) -> float | None:
        """How many cores others had on average; None where the system does not tell."""
        after, passed = _busy(), self.seconds()
        if self._before is None or after is None:
            return None
        return round(max(0.0, after - self._before - (_ours() - self._ours)) / passed, 2)


def _busy() -> float | None:
    """Seconds of processor that everybody took since the system began; None where it does not tell."""
    if not COUNTED.exists():
        return None
    ticks = [int(number) for number in COUNTED.read_text(encoding="ascii").splitlines()[0].split()[1:]]
    return sum(ticks[place] for place in BUSY) / os.sysconf("SC_CLK_TCK")


def _ours() -> float:
    """Seconds of processor of this process and of its children that have ended."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )
