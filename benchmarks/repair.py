"""Measure repair: `python benchmarks/repair.py`, or with `--quick` for one seed.

Generated visits are planned once; then one thing changes, of every kind, and three at once; `one` is all the single
changes together. `median` and `worst` are the whole repair with one answer (problem, model, search, proof, programme),
`all` the median with three answers. `moved` is how many items the answer changes beyond what was asked for, `fresh` how
many would if the visit were planned anew (with `--fresh`: planning takes by far the longest of all this). An answer
whose proof took longer than was given counts as not proven, and its time is in the median as it is.

One table on standard output, every run as JSON (`recording.py`). Times are seconds of processor in a warm process:
other work on the machine adds little.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `benchmarks` is a folder of the checkout, not a package

from benchmarks.generator import synthetic  # noqa: E402  # the line above makes it findable
from benchmarks.recording import kept  # noqa: E402  # as above

from placet.almanac.timeline import Timeline  # noqa: E402  # as above
from placet.formats.change_lines import read_changes  # noqa: E402  # as above
from placet.formats.visitfile import VisitFile  # noqa: E402  # as above
from placet.model.changes import ChangeKind, difference  # noqa: E402  # as above
from placet.model.programme import Programme  # noqa: E402  # as above
from placet.node.judging import case_of  # noqa: E402  # as above
from placet.node.rulebook import rulebook_for  # noqa: E402  # as above
from placet.planner.outcome import Planned  # noqa: E402  # as above
from placet.planner.repair.amended import amended  # noqa: E402  # as above
from placet.planner.repair.outcome import Repaired, RepairOutcome  # noqa: E402  # as above
from placet.planner.repair.run import RepairRequest, repair  # noqa: E402  # as above
from placet.planner.request import PlanRequest  # noqa: E402  # as above
from placet.planner.solve import plan  # noqa: E402  # as above
from placet.rules.judge import judge  # noqa: E402  # as above

SIZES = ((40, 1), (80, 2), (150, 4), (300, 4))
KINDS = ("later", "away", "lost", "over", "drop", "add", "three")
SECONDS = 600.0
PLANNING = 0.3
"""Deterministic work a solve of the plan that is repaired, and of the fresh one, may take. They are planned as far as
the rules go: to make principals wait little takes longest, and says nothing of a repair."""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Measure repair.")
    asked.add_argument("--quick", action="store_true", help="one seed")
    asked.add_argument("--seeds", type=int, default=2)
    asked.add_argument("--least", type=int, default=40, help="engagements of the smallest visit")
    asked.add_argument("--most", type=int, default=300, help="engagements of the largest visit")
    asked.add_argument("--one", action="store_true", help="one answer only, which takes half the time")
    asked.add_argument("--fresh", action="store_true", help="plan anew after each change too, to count what moves then")
    options = asked.parse_args()
    print(
        f"{'visit':12}{'kind':8}{'n':>4}{'median':>9}{'worst':>9}{'all':>9}{'proven':>8}{'moved':>7}{'fresh':>7}{'sound':>7}"
    )
    with kept("repair") as rows:
        for size, days in SIZES:
            if not options.least <= size <= options.most:
                continue
            runs = [
                run
                for seed in range(1, 2 if options.quick else options.seeds + 1)
                for run in measured(size, days, seed, fresh=options.fresh, one=options.one)
            ]
            rows.extend(map(asdict, runs))
            for kind in (*KINDS, "one"):
                own = [run for run in runs if kind in (run.kind, "one" if run.is_single else run.kind)]
                if own:
                    print(told(f"{size}/{days}", kind, own), flush=True)


@dataclass(slots=True)
class Run:
    """One repair: `seconds` with one answer, `all` with three; `proof` is the first of these where it was proven."""

    visit: str
    kind: str
    is_single: bool
    changes: list[str]
    seconds: float
    all: float | None
    outcome: str
    proof: float | None
    moved: int | None = None
    fresh: int | None = None
    sound: bool = True


def told(visit: str, kind: str, runs: list[Run]) -> str:
    """One line of the table: medians over seeds and draws."""
    seconds = [run.seconds for run in runs]
    columns = zip(*((run.all, run.moved, run.fresh) for run in runs), strict=True)
    every, moved, fresh = ([number for number in column if number is not None] for column in columns)
    proven, sound = sum(run.proof is not None for run in runs), sum(run.sound for run in runs)
    times = f"{statistics.median(seconds):>9.2f}{max(seconds):>9.2f}{_median(every, '.2f'):>9}"
    counts = f"{proven:>8}{_median(moved, 'g'):>7}{_median(fresh, 'g'):>7}{sound:>7}"
    return f"{visit:12}{kind:8}{len(runs):>4}{times}{counts}"


def _median(numbers: list[float], how: str) -> str:
    return format(statistics.median(numbers), how) if numbers else "-"


def measured(size: int, days: int, seed: int, *, fresh: bool, one: bool) -> Iterator[Run]:
    """Every kind of change of one visit, in turn."""
    file = synthetic(size, days, seed).read()
    before = planned(file)
    if before is None:
        return
    draw = random.Random(f"repair/{size}/{days}/{seed}")
    timeline = Timeline(file.visit)
    for kind in KINDS:
        lines = changes(kind, draw, file, before, days)
        asked = read_changes(enumerate(lines, 1), "--change", file.visit, before, None)
        wished = amended(file.visit, before, timeline, asked)
        rulebook = rulebook_for(file.visit, file)
        request = PlanRequest(
            visit=wished.visit,
            timeline=timeline,
            rulebook=rulebook,
            seconds=SECONDS,
            remembered=file.visit,
            clock=time.perf_counter,
        )
        wanted = RepairRequest(plan=request, before=before, aspects=wished.aspects, answers=1)
        outcome, took = timed(wanted)
        all_took = None if one else timed(replace(wanted, answers=3))[1]
        run = Run(f"{size}/{days}", kind, kind != "three", lines, took, all_took, type(outcome).__name__, took)
        if isinstance(outcome, Repaired):
            answer = outcome.answers[0]
            anew = planned(replace(file, visit=wished.visit)) if fresh else None
            judged = judge(case_of(answer.visit, answer.programme, timeline, rulebook))
            run.proof = took if answer.is_least else None
            run.moved = len({one.item for one in answer.touched if "@" not in one.item})
            run.fresh = changed(before, anew) if anew is not None else None
            run.sound = judged.is_sound
        yield run


def timed(request: RepairRequest) -> tuple[RepairOutcome, float]:
    """What a repair ends in, and its seconds of processor."""
    began = time.process_time()
    outcome = repair(request)
    return outcome, time.process_time() - began


def planned(file: VisitFile) -> Programme | None:
    """A programme, the same on every machine."""
    reached: list[str] = []
    request = PlanRequest(
        visit=file.visit,
        timeline=Timeline(file.visit),
        rulebook=rulebook_for(file.visit, file),
        seconds=SECONDS,
        work=PLANNING,
        on_progress=lambda progress: reached.append(progress.level),
        stop=lambda: "waiting" in reached,
        clock=time.perf_counter,
    )
    outcome = plan(request)
    return outcome.programme if isinstance(outcome, Planned) else None


def changed(before: Programme, after: Programme) -> int:
    """Items that differ otherwise than in who interprets."""
    only_people = (ChangeKind.OTHER_PEOPLE,)
    return sum(change.kinds != only_people for change in difference(before, after).changes)


def changes(kind: str, draw: random.Random, file: VisitFile, before: Programme, days: int) -> list[str]:
    """The lines of one kind of change."""
    placed = sorted(before.placements)
    leading = [name for name in placed if "principal" in file.visit.engagements[name].who]
    minister = draw.choice([name for name in file.visit.people if name.startswith("minister")])
    day, hour = draw.randint(1, days), draw.randint(9, 17)
    lines = {
        "later": f"{draw.choice(leading)} +{draw.choice([30, 45, 60])}",
        "away": f"{minister} away {hour:02d}:00-{hour + 2:02d}:00 day {day}",
        "lost": f"{before.placements[draw.choice(placed)].venue} lost day {day}",
        "over": f"{draw.choice(placed)} ends +{draw.choice([15, 25])}",
        "drop": f"drop {draw.choice(placed)}",
        "add": f"add courtesy-call 30m day {day}",
    }
    return [lines["later"], lines["away"], lines["lost"]] if kind == "three" else [lines[kind]]


if __name__ == "__main__":
    main()
