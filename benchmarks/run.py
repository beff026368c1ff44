"""Measure the planner: `python benchmarks/run.py --only dense --only examples`.

One table on standard output and the same as JSON (`recording.py`). Every measurement is a process of its
own, warmed by a small visit; where two things are compared, they take turns, and the medians of several turns are
compared. Times are seconds of processor, which other work on the machine does not lengthen by waiting.

Columns: `process` a whole `placet plan` from the shell; `plan` planning alone; `first` until the first programme;
`value` until it was proven that no more can be kept of what is optional; `proof` until the last level was proven (a
dash where one was not); `levels` how many of them; `memory` the most the process held; `ways in`
what would bring in an engagement that was left out, each; `re-check` all rules on the programme after one engagement
was moved; `x default` how many times longer the same model takes with
the solver's own parameters (`search.INDEPENDENT`); `x import` planning against merely importing OR-Tools.

`--first` stops at the first programme, and takes the median of several turns: a tenth of a second is soon lengthened.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))  # run as a script: `benchmarks` is a folder of the checkout, not a package

from benchmarks.generator import CLASHES, synthetic  # noqa: E402  # the line above makes it findable
from benchmarks.recording import kept  # noqa: E402  # as above

from placet.node.published import import_published  # noqa: E402  # as above
from placet.wording.language import language  # noqa: E402  # as above

PROGRAMMES = CHECKOUT.parent / "shared" / "data" / "programmes"
IMPORT = "import time; t = time.process_time(); import ortools.sat.python.cp_model; print(time.process_time() - t)"
DASH = "-"
AMPLE = 1e6
"""Seconds on the clock that are never reached."""
GENERATED = (("loose", 40, 1), ("loose", 80, 2), ("loose", 150, 4), ("dense", 150, 2), ("loose", 300, 4))
"""Families with their engagements and days."""


@dataclass(frozen=True, slots=True)
class Job:
    """One visit to be measured. `forget` plans it with its times forgotten."""

    name: str
    family: str
    visit: str
    size: str = DASH
    """Engagements and days of a generated visit, and by how much those are cut short."""
    forget: bool = False


@dataclass(slots=True)
class Row:
    """What was measured of one visit; a missing figure is None."""

    name: str
    family: str
    size: str
    outcome: str = "?"
    engagements: int = 0
    process: float | None = None
    plan: float | None = None
    first: float | None = None
    value: float | None = None
    proof: float | None = None
    levels: list[tuple[str, int, int]] = field(default_factory=list)
    """Each with its name, what it came to, and the least that any programme could have."""
    asks: bool = False
    """Whether something was left out, of which is asked what would bring it in."""
    ways_in: float | None = None
    memory: float | None = None
    recheck: float | None = None
    times_default: float | None = None
    times_import: float | None = None
    note: str = ""
    runs: list[dict[str, Any]] = field(default_factory=list)


# ── what is measured ──────────────────────────────────────────────────────────────────────────────────────────────────


def jobs(folder: Path, *, seeds: int, most: int, real: int | None = None) -> Iterator[Job]:
    """Samples, visits generated with so many seeds and at most so many engagements, so many real programmes, or all."""
    for there in ("examples", "tests/visits"):
        for path in sorted((CHECKOUT / there).glob("*/visit.toml")):
            if path.parent.name != "broken":
                yield Job(path.parent.name, "examples", str(path))
    for family, size, days in GENERATED:
        for seed in range(1, seeds + 1) if size <= most else ():
            yield _written(folder, size, days, seed, family)
    for seed in range(1, seeds + 1):
        for cut in (0.33, 0.5):
            yield _written(folder, 80, 2, seed, "over", cut=cut)
    for clash in CLASHES:
        yield _written(folder, 40, 1, 1, "contradictory", clash=clash)
    for path in sorted(PROGRAMMES.glob("*.json"))[:real]:
        import_published(path, folder / path.stem, language("en"))
        yield Job(path.stem, "real", str(folder / path.stem / "visit.toml"), forget=True)


def _written(folder: Path, size: int, days: int, seed: int, family: str, **more: Any) -> Job:
    made = synthetic(size, days, seed, family, **more)
    cut = f" cut by {more['cut']:.0%}" if "cut" in more else ""
    return Job(made.name, family, str(made.write(folder / made.name)), f"{size}/{days}{cut}")


# ── measuring ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def measured(job: Job, turns: int, seconds: float, *, alone: bool, first: bool = False) -> Row:
    """Medians over several turns; in each, every measurement has its turn. `alone` leaves out what is only compared."""
    row = Row(job.name, job.family, job.size)
    ours: list[dict[str, Any]] = []
    default: list[dict[str, Any]] = []
    imports: list[float] = []
    process: list[float] = []
    for _ in range(turns):
        for answers, recipe in ((ours, "ours"), (default, "default"))[: 1 if alone else 2]:
            answer = _child(job, recipe, seconds, first=first)
            if "error" in answer:
                row.outcome, row.note = "error", answer["error"]
                return row
            answers.append(answer)
        if alone:
            continue
        imports.append(float(_output([sys.executable, "-c", IMPORT])))
        whole = _whole_process(job, seconds)
        if whole is not None:
            process.append(whole)
    one = ours[0]
    row.outcome, row.engagements, row.levels, row.runs = one["outcome"], one["engagements"], one["levels"], ours
    row.note = one["note"]
    row.plan = _median(ours, "plan")
    row.first = _median(ours, "first")
    row.value = _median(ours, "value")
    row.proof = _median(ours, "proof")
    row.asks = one["asks"]
    row.ways_in = _median(ours, "ways_in")
    row.recheck = _median(ours, "recheck")
    row.memory = _median(ours, "memory")
    row.process = statistics.median(process) if process else None
    if alone:
        return row
    row.times_default = statistics.median(d["plan"] for d in default) / (row.plan or 1)
    row.times_import = (row.plan or 0) / statistics.median(imports)
    if default[0]["levels"] != one["levels"]:
        row.note += f" default parameters: {default[0]['outcome']} {default[0]['levels']}"
    return row


def _median(runs: list[dict[str, Any]], key: str) -> float | None:
    known = [run[key] for run in runs if run[key] is not None]
    return statistics.median(known) if len(known) == len(runs) and known else None


def _child(job: Job, recipe: str, seconds: float, *, first: bool) -> dict[str, Any]:
    command = [sys.executable, str(Path(__file__)), "--child", json.dumps(asdict(job)), "--recipe", recipe]
    command += ["--first"] if first else []
    done = subprocess.run([*command, "--seconds", str(seconds)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return {"error": done.stderr.strip().splitlines()[-1][:200] if done.stderr.strip() else "no output"}
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _whole_process(job: Job, seconds: float) -> float | None:
    """`placet plan` as somebody types it; None where it is not for this job."""
    if job.forget:
        return None
    began = _of_children()
    command = [sys.executable, "-m", "placet", "plan", job.visit, "--time-limit", str(int(seconds))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took = _of_children() - began
    # A visit that contradicts itself ends with a code of its own; a usage error or a crash is no measurement.
    is_answer = done.returncode != 2 and bool(done.stdout) and "Traceback" not in done.stderr
    return took if is_answer else None


def _of_children() -> float:
    """Seconds of processor of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


# ── the child: one visit in a process of its own ──────────────────────────────────────────────────────────────────────


def child(job: Job, recipe: str, seconds: float, *, first: bool = False) -> dict[str, Any]:
    """Plan once, and tell what it took. Imports here, so that the parent stays small and the child pays for its own."""
    from placet.almanac.timeline import Timeline  # noqa: PLC0415  # only the child
    from placet.node.files import open_visit  # noqa: PLC0415  # only the child
    from placet.node.rulebook import rulebook_for  # noqa: PLC0415  # only the child
    from placet.planner import search, solve  # noqa: PLC0415  # only the child
    from placet.planner.clashes import explain  # noqa: PLC0415  # only the child
    from placet.planner.outcome import Infeasible, Planned  # noqa: PLC0415  # only the child
    from placet.planner.request import PlanRequest, Progress  # noqa: PLC0415  # only the child
    from placet.rules.stated import without_times  # noqa: PLC0415  # only the child

    if recipe == "default":
        _with_own_parameters(search)
    warm = synthetic(6, 1, 1).read()
    solve.plan(PlanRequest(visit=warm.visit, timeline=Timeline(warm.visit), rulebook=rulebook_for(warm.visit, warm)))
    file = open_visit(Path(job.visit))
    timeline = Timeline(file.visit)
    wished = without_times(file.visit, timeline) if job.forget else file.visit
    told: list[Progress] = []
    began = time.process_time()
    request = PlanRequest(
        visit=wished,
        timeline=timeline,
        rulebook=rulebook_for(file.visit, file),
        # The solver's own limit is on the clock, which others lengthen: so it is asked to stop instead.
        seconds=AMPLE,
        stop=lambda: (first and bool(told)) or time.process_time() - began > seconds,
        remembered=file.visit if job.forget else None,
        clock=time.process_time,
        on_progress=told.append,
    )
    left = lambda: seconds - (time.process_time() - began)  # noqa: E731  # a callback of one line
    ways_in = [] if first else _timed_ways_in(explain, left)
    outcome = solve.plan(request)
    took = time.process_time() - began
    answer: dict[str, Any] = {
        "outcome": type(outcome).__name__.lower(),
        "engagements": sum(1 for engagement in wished.engagements.values() if not engagement.is_cancelled),
        "plan": took,
        "first": None,
        "value": None,
        "proof": None,
        "levels": [],
        "asks": False,
        "ways_in": None,
        "recheck": None,
        "note": "",
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    if isinstance(outcome, Infeasible):
        answer["proof"] = took
        answer["note"] = f"clash of {len(outcome.clashes[0].requirements)}, {len(outcome.ways_out)} ways out"
    if isinstance(outcome, Planned):
        answer["first"] = outcome.first_after.total_seconds()
        answer["proof"] = took if outcome.is_proven else None
        if outcome.levels and outcome.levels[0].is_proven:
            answer["value"] = next((it.seconds for it in told if it.level not in ("first", "value")), took)
        answer["levels"] = [(level.name, level.amount, level.bound) for level in outcome.levels]
        answer["asks"] = bool(outcome.left_out)
        answer["ways_in"] = ways_in[0] if ways_in and outcome.left_out else None
        answer["note"] = " ".join(
            f"{level.name} {level.amount}>={level.bound}" for level in outcome.levels if not level.is_proven
        )
        answer["recheck"], unsound = _rechecked(wished, outcome.programme, timeline, request.rulebook)
        answer["note"] += f" UNSOUND: {unsound}" if unsound else ""
    return answer


def _timed_ways_in(explain: Any, left: Callable[[], float]) -> list[float]:
    """What a plan takes to tell of each that it leaves out what would bring it in; filled while it is made.

    It is looked for as in a plan whose time is over, and that nobody asked to stop; all that is looked for in vain goes
    to those that something is told of.
    """
    took: list[float] = []
    look = explain.left_out

    def timed(bringing_in: Any, names: Any, _: Any) -> Any:
        began = time.process_time()
        bringing_in.request = replace(bringing_in.request, stop=None)
        found = look(bringing_in, names, left)
        told = sum(bool(one.ways_in) or one.is_searched for one in found)
        took.append((time.process_time() - began) / max(1, told))
        return found

    explain.left_out = timed
    return took


def _with_own_parameters(search: Any) -> None:
    """Empty every recipe in place: whoever holds one now holds the solver's own parameters."""
    for value in vars(search).values():
        if isinstance(value, dict) and "subsolvers" in value:
            value.clear()


def _rechecked(visit: Any, programme: Any, timeline: Any, rulebook: Any) -> tuple[float, list[str]]:
    """Seconds to judge the programme again with one engagement five minutes later; and what was unsound before."""
    from placet.node.judging import case_of  # noqa: PLC0415  # only the child
    from placet.rules.judge import judge  # noqa: PLC0415  # only the child

    before = judge(case_of(visit, programme, timeline, rulebook))
    unsound = sorted({finding.rule for finding in before.findings if finding.is_unsound})
    name = next(iter(programme.placements))
    put = programme.placements[name]
    five = timedelta(minutes=5)
    moved = replace(put, starts_at=put.starts_at + five, ends_at=put.ends_at + five)
    changed = replace(programme, placements={**programme.placements, name: moved})
    began = time.process_time()
    judge(case_of(visit, changed, timeline, rulebook))
    return time.process_time() - began, unsound


# ── telling ───────────────────────────────────────────────────────────────────────────────────────────────────────────

COLUMNS = (
    "process",
    "plan",
    "first",
    "value",
    "proof",
    "levels",
    "ways in",
    "memory",
    "re-check",
    "x default",
    "x import",
)


def line(row: Row) -> str:
    """One line of the table."""
    figures = [
        _seconds(row.process),
        _seconds(row.plan),
        _seconds(row.first),
        _seconds(row.value),
        _seconds(row.proof),
        f"{sum(amount <= bound for _, amount, bound in row.levels)}/{len(row.levels)}" if row.levels else DASH,
        _seconds(row.ways_in),
        f"{row.memory:.0f} MB" if row.memory is not None else DASH,
        _seconds(row.recheck),
        f"{row.times_default:.1f}" if row.times_default is not None else DASH,
        f"{row.times_import:.1f}" if row.times_import is not None else DASH,
    ]
    return (
        f"{row.name:30.30} {row.engagements:4} {row.outcome:10} "
        + " ".join(f"{f:>9}" for f in figures)
        + (f"  {row.note}" if row.note else "")
    )


def _seconds(value: float | None) -> str:
    return f"{value:.2f}" if value is not None else DASH


def main() -> None:
    """Measure what was asked for and tell it."""
    asked = argparse.ArgumentParser(description="Measure the planner.")
    asked.add_argument("--quick", action="store_true", help="one seed, six seconds, one turn, planning only")
    asked.add_argument("--only", action="append", default=[], help="a family, or part of a name; may be repeated")
    asked.add_argument("--alone", action="store_true", help="planning only, with nothing to compare it to")
    asked.add_argument("--first", action="store_true", help="only until there is a programme")
    asked.add_argument("--turns", type=int, help="how often each measurement is taken (3; 1 with --alone or --quick)")
    asked.add_argument("--seeds", type=int, help="visits of each family and size (3; 1 with --quick)")
    asked.add_argument("--seconds", type=float, help="most that one plan may take (60; 6 with --quick)")
    asked.add_argument("--child", help=argparse.SUPPRESS)
    asked.add_argument("--recipe", default="ours", help=argparse.SUPPRESS)
    options = asked.parse_args()
    seconds = options.seconds or (6.0 if options.quick else 60.0)
    if options.child is not None:
        print(json.dumps(child(Job(**json.loads(options.child)), options.recipe, seconds, first=options.first)))
        return
    alone = options.alone or options.quick or options.first
    turns = options.turns or (1 if alone and not options.first else 3)
    print(f"{'visit':30} {'n':>4} {'outcome':10} " + " ".join(f"{name:>9}" for name in COLUMNS))
    seeds = options.seeds or (1 if options.quick else 3)
    with (
        tempfile.TemporaryDirectory() as folder,
        kept("first" if options.first else "planner", limit=seconds, turns=turns) as rows,
    ):
        for job in jobs(Path(folder), seeds=seeds, most=300):
            if options.only and not any(word == job.family or word in job.name for word in options.only):
                continue
            row = measured(job, turns, seconds, alone=alone, first=options.first)
            rows.append(asdict(row))
            print(line(row), flush=True)


if __name__ == "__main__":
    main()
