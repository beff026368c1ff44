"""How often the day holds: `python benchmarks/holds.py`, or with `--quick` for the samples and one generated visit.

Each visit is planned, then lived through many times: every engagement lasts as long as planned on average, and
otherwise log-normally so, with a spread of 12 %. What follows begins when it was planned to, or as soon as what it
waits for is over and the way is done; nobody rearranges anything. A day holds when nothing on it begins or ends more
than five minutes after the last minute that is stated for it, prior commitments and protected time included; what is to
begin so soon after something else has its minutes from when that ends, however late. Drives take as long as planned.
The spread is an assumption of this test, not a measured one: no such figure is shown to users. The planner judges its
programmes by the same course (`placet/planner/placing/lived.py`), on other days than these.

`visit` is the share of times in which every day held, `day` the mean over its days, `tight` the engagements of
principals with nothing to spare before the next. The levels stand beside, so that what more holding costs can be seen.
`loss` is what was given of waiting for it, in per cent. One table on standard output, the same as JSON
(`recording.py`).
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `benchmarks` is a folder of the checkout, not a package

from benchmarks.recording import kept  # noqa: E402  # the line above makes it findable
from benchmarks.run import Job, jobs  # noqa: E402  # as above

from placet.almanac.timeline import Timeline  # noqa: E402  # as above
from placet.node.files import open_visit  # noqa: E402  # as above
from placet.node.rulebook import rulebook_for  # noqa: E402  # as above
from placet.planner.outcome import Planned  # noqa: E402  # as above
from placet.planner.placing.lived import Item, course_of, missed  # noqa: E402  # as above
from placet.planner.repair.held import positions  # noqa: E402  # as above
from placet.planner.request import PlanRequest  # noqa: E402  # as above
from placet.planner.solve import plan  # noqa: E402  # as above
from placet.planner.tasks.placed import Placed  # noqa: E402  # as above
from placet.planner.tasks.problem import Problem  # noqa: E402  # as above
from placet.planner.tasks.translation import problem_of  # noqa: E402  # as above
from placet.rules.stated import without_times  # noqa: E402  # as above

NOISE = 0.12
FAMILIES = ("examples", "loose", "dense", "real")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Measure how often the day holds.")
    asked.add_argument("--quick", action="store_true", help="one seed, small sizes")
    asked.add_argument("--only", action="append", default=[], help="a family, or part of a name; may be repeated")
    asked.add_argument("--times", type=int, default=10_000, help="how often each visit is lived through")
    asked.add_argument("--work", type=float, default=0.5, help="most deterministic work of one solve")
    options = asked.parse_args()
    asked_for = {"seeds": 1, "most": 80, "real": 3} if options.quick else {"seeds": 3, "most": 150}
    print(f"{'visit':34}{'n':>4}{'visit':>8}{'day':>8}{'loss':>7}{'tight':>7}  levels")
    with tempfile.TemporaryDirectory() as folder, kept("holds") as rows:
        for job in jobs(Path(folder), **asked_for):
            wanted = not options.only or any(word == job.family or word in job.name for word in options.only)
            if job.family in FAMILIES and wanted and (row := measured(job, options.times, options.work)) is not None:
                rows.append(asdict(row))
                print(told(row), flush=True)


@dataclass(frozen=True, slots=True)
class Row:
    """What was found of one visit; shares and losses in per cent."""

    name: str
    family: str
    engagements: int
    visit: float
    day: float
    loss: float
    tight: int
    levels: dict[str, int]


def told(row: Row) -> str:
    """One line of the table."""
    shares = f"{row.visit:>7.1f}%{row.day:>7.1f}%{row.loss:>6.1f}%"
    return f"{row.name:34.34}{row.engagements:>4}{shares}{row.tight:>7}  {row.levels}"


def measured(job: Job, times: int, work: float) -> Row | None:
    """Plan one visit and live through it; None where there is no programme."""
    file = open_visit(Path(job.visit))
    timeline = Timeline(file.visit)
    request = PlanRequest(
        visit=without_times(file.visit, timeline) if job.forget else file.visit,
        timeline=timeline,
        rulebook=rulebook_for(file.visit, file),
        seconds=600.0,
        work=work,
        remembered=file.visit if job.forget else None,
        clock=time.perf_counter,
    )
    outcome = plan(request)
    if not isinstance(outcome, Planned):
        return None
    problem, programme = problem_of(request), outcome.programme
    placed = _placed(problem, request, outcome)
    interpreting: dict[str, tuple[str, ...]] = {
        name: placement.interpreters for name, placement in programme.placements.items()
    }
    days = lived(request, problem, placed, interpreting, times, random.Random(f"holds/{job.name}"))
    leading = [name for name in programme.placements if problem.tasks[name].parties & set(problem.principals)]
    return Row(
        job.name,
        job.family,
        len(programme.placements),
        visit=100 * sum(all(day) for day in days) / times,
        day=100 * sum(sum(day) / len(day) for day in days) / times,
        loss=100 * max((level.given / level.amount for level in outcome.levels if level.given), default=0.0),
        tight=sum(outcome.slack[name].free == 0 for name in leading),
        levels={level.name: level.amount for level in outcome.levels},
    )


def _placed(problem: Problem, request: PlanRequest, outcome: Planned) -> dict[str, Placed]:
    """Where everything stands, what has no freedom where the file puts it."""
    found = {}
    stands = positions(problem, outcome.programme, request.timeline)
    for name, task in problem.tasks.items():
        if name in stands:
            here = (site for site in task.sites if site.venue == stands[name].venue)
            found[name] = Placed(task, stands[name].start, stands[name].end, next(here, task.sites[0]))
        elif task.fixed_start is not None and (task.kind == "busy" or name in outcome.programme.placements):
            found[name] = Placed(task, task.fixed_start, task.fixed_start + task.least, task.sites[0])
    return found


def lived(
    request: PlanRequest,
    problem: Problem,
    placed: dict[str, Placed],
    interpreting: dict[str, tuple[str, ...]],
    times: int,
    draw: random.Random,
) -> list[list[bool]]:
    """For each time, whether each day of the visit held."""
    course = course_of(request, problem, placed, interpreting)
    midnights = [opens for opens, _ in problem.days.values()]
    day_of = {it.name: max(0, sum(opens <= it.start for opens in midnights) - 1) for it in course}

    def lasts(it: Item) -> float:
        return it.length * math.exp(draw.gauss(-NOISE * NOISE / 2, NOISE))

    found = []
    for _ in range(times):
        broken = {day_of[name] for name in missed(course, lasts)}
        found.append([day not in broken for day in range(len(midnights))])
    return found


if __name__ == "__main__":
    main()
