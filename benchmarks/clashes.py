"""Measure what is told when nothing fits: `python benchmarks/clashes.py`, or `--quick` for two clashes of each size.

Into generated visits, which fit by themselves, one clash of each kind is planted. `clash` is the time from the visit to
a first clash from which nothing can be left out, looked for around what finds no room; `way` that from there to the
cheapest way out, beside what has room or, where that does not show it, in the whole visit; `cheapest` the same where it
is proven. All in one process, warmed by a small visit; seconds of processor, which other work on the machine does not
lengthen.

One table on standard output, the same as JSON (`recording.py`).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

# Run as a script: `benchmarks` is a folder of the checkout, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.generator import CLASHES, Synthetic, synthetic
from benchmarks.recording import kept

from placet.almanac.timeline import Timeline
from placet.node.rulebook import rulebook_for
from placet.planner.clashes.allowance import Allowance
from placet.planner.clashes.between import between, clashes_around
from placet.planner.clashes.explain import CLASH_WORK, WAYS_WORK
from placet.planner.clashes.giving_up import Question, Ways
from placet.planner.clashes.stuck import Stuck, stuck
from placet.planner.constraints.interpreters import Cuts
from placet.planner.outcome import Clash
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Problem
from placet.planner.tasks.translation import problem_of

SIZES = {"40/1": (40, 1), "80/2": (80, 2), "150/4": (150, 4)}
AMPLE = 600.0
"""Seconds that are never reached: the work that either may take ends it before."""


@dataclass(frozen=True, slots=True)
class Row:
    """One clash: of how many requirements, and of how many changes the way out of it; seconds, None without one."""

    name: str
    size: str
    kind: str
    requirements: int
    changes: int
    clash: float | None
    way: float | None
    cheapest: float | None


def main() -> None:
    """Measure what was asked for and tell it."""
    asked = argparse.ArgumentParser(description="Measure what is told when nothing fits.")
    asked.add_argument("--quick", action="store_true", help="two kinds of clash")
    asked.add_argument("--size", choices=SIZES, help="only visits of this size")
    options = asked.parse_args()
    print(f"{'visit':40}{'clash of':>9}{'seconds':>9}{'way of':>8}{'seconds':>9}  cheapest")
    with kept("clashes") as rows:
        measured(synthetic(10, 1, 1, "contradictory"), "10/1", "crowd")
        for size, (engagements, days) in SIZES.items():
            for kind in CLASHES[: 2 if options.quick else None] if options.size in (None, size) else ():
                row = measured(synthetic(engagements, days, 1, "contradictory", clash=kind), size, kind)
                rows.append(asdict(row))
                times = f"{row.requirements:>9}{_told(row.clash)}{row.changes:>8}{_told(row.way)}"
                print(f"{row.name:40}{times}  {'not proven' if row.cheapest is None else 'proven'}", flush=True)


def _told(seconds: float | None) -> str:
    return f"{'-' if seconds is None else format(seconds, '.2f'):>9}"


def measured(made: Synthetic, size: str, kind: str) -> Row:
    """One clash and the cheapest way out, as a plan that found nothing looks for them."""
    file = made.read()
    timeline, rulebook = Timeline(file.visit), rulebook_for(file.visit, file)
    request = PlanRequest(
        visit=file.visit, timeline=timeline, rulebook=rulebook, seconds=AMPLE, clock=time.process_time
    )
    began = time.process_time()
    problem = problem_of(request)
    at = stuck(request, problem)
    clashes = clashes_around(request, problem, Cuts(), at, Allowance(request, CLASH_WORK, lambda: AMPLE)) if at else ()
    found = time.process_time()
    ways = _ways(request, problem, at, clashes)
    way = time.process_time() - found if ways.found else None
    return Row(
        made.name,
        size,
        kind,
        requirements=len(clashes[0].requirements) if clashes else 0,
        changes=len(ways.found[0].changes) if ways.found else 0,
        clash=found - began if clashes and clashes[0].is_irreducible else None,
        way=way,
        cheapest=way if ways.is_settled else None,
    )


def _ways(request: PlanRequest, problem: Problem, at: Stuck | None, clashes: Sequence[Clash]) -> Ways:
    """The cheapest way out, looked for where a plan looks for it, in that order."""
    allowance = Allowance(request, WAYS_WORK, lambda: AMPLE)
    for room in ((), at.nearest()) if at is not None and clashes else ():
        known = between(request, problem, Cuts(), clashes, at.placed, room).ways(1, allowance)
        if known is not None:
            return known
    return Question(request, problem, Cuts()).ways(1, allowance)


if __name__ == "__main__":
    main()
