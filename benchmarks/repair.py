"""Measure repair: `python benchmarks/repair.py`, or with `--quick` for the smallest size.

Generated visits are planned once; then one thing changes, of every kind, and three at once; `one` is all the single
changes together. `median` and `worst` are the whole repair with one answer (problem, model, search, proof, programme),
`all` the median with three answers. `moved` is how many items the answer changes beyond what was asked for, `fresh` how
many would if the visit were planned anew (with `--fresh`: planning takes by far the longest of all this). An answer
whose proof took longer than was given counts as not proven, and its time is in the median as it is.

One table on standard output, the same as JSON in build/bench/repair.json. Times are seconds of processor in a warm
process: other work on the machine adds little.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `benchmarks` is a folder of the checkout, not a package

from benchmarks.generator import synthetic  # noqa: E402  # the line above makes it findable

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

OUT = CHECKOUT / "build" / "bench" / "repair.json"
SIZES = ((40, 1), (80, 2), (150, 4), (300, 4))
KINDS = ("later", "away", "lost", "over", "drop", "add", "three")
SECONDS = 600.0
PLANNING = 0.3
"""Deterministic work a solve of the plan that is repaired, and of the fresh one, may take. They are planned as far as
the rules go: to make principals wait little takes longest, and says nothing of a repair."""


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description="Measure repair.")
    asked.add_argument("--quick", action="store_true", help="one size, one seed")
    asked.add_argument("--seeds", type=int, default=2)
    asked.add_argument("--most", type=int, default=300, help="engagements of the largest visit")
    asked.add_argument("--fresh", action="store_true", help="plan anew after each change too, to count what moves then")
    options = asked.parse_args()
    rows = []
    print(
        f"{'visit':12}{'kind':8}{'n':>4}{'median':>9}{'worst':>9}{'all':>9}{'proven':>8}{'moved':>7}{'fresh':>7}{'sound':>7}"
    )
    for size, days in SIZES[:1] if options.quick else [it for it in SIZES if it[0] <= options.most]:
        runs = [
            run
            for seed in range(1, 2 if options.quick else options.seeds + 1)
            for run in measured(size, days, seed, fresh=options.fresh)
        ]
        for kind in (*KINDS, "one"):
            own = [run for run in runs if run["kind"] == kind or (kind == "one" and run["kind"] != "three")]
            if own:
                rows.append(row(f"{size}/{days}", kind, own))
                print(told(rows[-1]), flush=True)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def row(name: str, kind: str, runs: list[dict[str, object]]) -> dict[str, object]:
    """One line: medians over seeds and draws."""
    times = [float(run["seconds"]) for run in runs]  # type: ignore[arg-type]
    fresh = [int(run["fresh"]) for run in runs if run["fresh"] is not None]  # type: ignore[call-overload]
    answered = [run for run in runs if run["outcome"] == "Repaired"]
    return {
        "visit": name,
        "kind": kind,
        "n": len(runs),
        "median": statistics.median(times),
        "worst": max(times),
        "all": statistics.median([float(run["all"]) for run in runs]),  # type: ignore[arg-type]
        "proven": sum(bool(run["proven"]) for run in runs),
        "moved": statistics.median([int(run["moved"]) for run in answered]) if answered else None,  # type: ignore[call-overload]
        "fresh": statistics.median(fresh) if fresh else None,
        "sound": sum(bool(run["sound"]) for run in runs),
        "runs": runs,
    }


def told(line: dict[str, object]) -> str:
    """One line of the table."""
    figures = "".join(
        f"{line[name]!s:>{width}}" for name, width in (("proven", 8), ("moved", 7), ("fresh", 7), ("sound", 7))
    )
    times = "".join(f"{line[name]:>9.2f}" for name in ("median", "worst", "all"))
    return f"{line['visit']:12}{line['kind']:8}{line['n']:>4}{times}{figures}"


def measured(size: int, days: int, seed: int, *, fresh: bool) -> Iterator[dict[str, object]]:
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
        _, all_took = timed(replace(wanted, answers=3))
        found: dict[str, object] = {"kind": kind, "changes": lines, "seconds": took, "all": all_took}
        found["outcome"] = type(outcome).__name__
        found |= {"proven": not isinstance(outcome, Repaired), "moved": None, "fresh": None, "sound": True}
        if isinstance(outcome, Repaired):
            answer = outcome.answers[0]
            anew = planned(replace(file, visit=wished.visit)) if fresh else None
            judged = judge(case_of(answer.visit, answer.programme, timeline, rulebook))
            found |= {
                "proven": answer.is_least,
                "moved": len({one.item for one in answer.touched if "@" not in one.item}),
                "fresh": changed(before, anew) if anew is not None else None,
                "sound": judged.is_sound,
            }
        yield found


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
