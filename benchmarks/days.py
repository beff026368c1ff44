"""Measure dates: `python benchmarks/days.py`, or `--quick`. Whether a programme exists, for every day of a year.

Visits of the family `loose` (40 engagements in a day, 80 in two, 150 in four), with commitments of two hours on 5, 15
and 30 % of the person-days, drawn with a seed. Each row is a process of its own, warmed by one day; `one` decides the
year in that process, `two` shares it out between two others that are warm. Times are seconds on the clock, and after
a stroke seconds of processor, which other work on the machine does not lengthen by waiting. `each` counts the answers,
`how` the ways by which they were reached. Progress is told on standard error; the rows are kept as JSON
(`recording.py`).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from datetime import time as clock
from multiprocessing import get_context
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `benchmarks` is a folder of the checkout, not a package

from benchmarks.recording import kept  # noqa: E402  # the line above makes it findable

FIRST = date(2027, 1, 1)
SIZES = ((40, 1), (80, 2), (150, 4))
CROWDED = (5, 15, 30)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a month instead of a year, the smaller two sizes")
    parser.add_argument(
        "--size", type=int, choices=[size for size, _ in SIZES], help="only visits of so many engagements"
    )
    parser.add_argument("--taken", type=int, choices=CROWDED, help="only with so many of the person-days taken")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        print(json.dumps(asdict(measured(*json.loads(asked.child)))))
        return
    print(f"{'visit':>8}{'taken':>7}{'days':>6}{'one':>14}{'two':>14}{'MB':>6}  each and how")
    sizes = [size for size in (SIZES[:2] if asked.quick else SIZES) if asked.size in (None, size[0])]
    with kept("days") as rows:
        for size, percent in itertools.product(sizes, CROWDED if asked.taken is None else (asked.taken,)):
            wanted = json.dumps([*size, percent, 30 if asked.quick else 365])
            command = [sys.executable, str(Path(__file__)), "--child", wanted]
            row = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
            rows.append(row)
            figures = "".join(f"{row[it]:>7.1f} /{row[it + '_processor']:>5.1f}" for it in ("one", "two"))
            counted = f"{row['megabytes']:>6}  {row['each']} {row['how']}"
            print(f"{size[0]:>5}/{size[1]}{percent:>6}%{row['days']:>6}{figures}{counted}", flush=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A year, or part of it, decided in one process and in two; `each_of_two` is what either took of its processor."""

    engagements: int
    visit_days: int
    taken: int
    days: int
    one: float
    one_processor: float
    two: float
    two_processor: float
    each_of_two: float
    megabytes: int
    each: dict[str, int]
    how: dict[str, int]


def measured(engagements: int, days: int, percent: int, number: int) -> Row:
    """One row."""
    from placet.node.rulebook import rulebook_for  # noqa: PLC0415  # only the child
    from placet.planner.dates.asked import DatesRequest  # noqa: PLC0415  # only the child
    from placet.planner.dates.year import Payload, decide_block, find_days  # noqa: PLC0415  # only the child

    visit = crowded(engagements, days, percent, number + days)
    rulebook = rulebook_for(visit)
    looked_at = tuple(FIRST + timedelta(days=shift) for shift in range(number))
    name = f"{engagements}/{days} {percent}%"
    asked = DatesRequest(
        visit=visit,
        rulebook=rulebook,
        days=looked_at,
        today=FIRST,
        length=days,
        on_progress=lambda known, of: print(f"\r{name}: {known} of {of} days", end="", file=sys.stderr, flush=True),
    )
    payload = Payload(visit, rulebook)
    decide_block(payload, "year", looked_at[:1])
    began, worked = time.perf_counter(), time.process_time()
    found = find_days(asked, "year")
    alone, alone_worked = time.perf_counter() - began, time.process_time() - worked
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        for waiting in [executor.submit(decide_block, payload, "year", looked_at[:1]) for _ in range(4)]:
            waiting.result()
        started = sum(future.result() for future in [executor.submit(time.process_time) for _ in range(2)]) / 2
        began = time.perf_counter()
        shared = find_days(asked, "year", executor)
        both = time.perf_counter() - began
    both_worked = _of_children() - 2 * started
    print("\r", end="", file=sys.stderr)
    if shared != found:
        raise RuntimeError("two processes answer otherwise than one")
    return Row(
        engagements,
        days,
        percent,
        number,
        one=alone,
        one_processor=alone_worked,
        two=both,
        two_processor=both_worked,
        each_of_two=both_worked / 2,
        megabytes=max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        // 1024,
        each=dict(Counter(day.decision.exists.value for day in found)),
        how=dict(Counter(day.decision.how.value for day in found)),
    )


def _of_children() -> float:
    """Seconds of processor of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def crowded(engagements: int, days: int, percent: int, number: int) -> Any:
    """A synthetic visit whose people are taken for two hours on so many of their days."""
    from benchmarks.generator import synthetic  # noqa: PLC0415  # only the child

    from placet.model.ids import AttendeeId  # noqa: PLC0415  # only the child
    from placet.model.spans import Hours  # noqa: PLC0415  # only the child
    from placet.model.visit import Busy  # noqa: PLC0415  # only the child

    visit = synthetic(engagements, days, 1).read().visit
    draw = random.Random(f"days/{engagements}/{percent}")
    people = [AttendeeId(name) for name, person in visit.people.items() if not person.interprets]
    diary = {}
    for shift in range(number):
        for name in people:
            if draw.random() < percent / 100:
                opens = draw.randrange(8, 20)
                hours = Hours(clock(opens), clock(opens + 2))
                diary[f"{name}-{shift}"] = Busy(who=(name,), on=FIRST + timedelta(days=shift), between=hours)
    return replace(visit, diary=diary)


if __name__ == "__main__":
    main()
