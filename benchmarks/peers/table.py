"""Measure Placet against its peers: `make bench-peers`, or `python -m benchmarks.peers.table --quick`.

Every run is a process of its own; on each instance the entrants take turns, and medians over the turns are told. Each
plan goes through `scorer.py`, which shares no code with any entrant. A run waits until others leave the machine alone,
and is repeated where they did not meanwhile. The table goes to build/bench/peers.json after each instance, so that it
can be measured in pieces (`--only`, `--rest`), and with `--write` what may be said of it into docs/reference/peers.md.
A plan that the scorer refuses, a claim that is not what the scorer counts, or two proofs that differ end this with an
error.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.peers import instances
from benchmarks.peers.claims import is_disturbed, unsound
from benchmarks.peers.entrants import ENTRANTS, Entrant
from benchmarks.peers.page import page
from benchmarks.peers.problem import Answer, Instance
from benchmarks.peers.scorer import score
from benchmarks.recording import Neighbours

CHECKOUT = Path(__file__).resolve().parents[2]
OUT = CHECKOUT / "build" / "bench" / "peers.json"
PAGE = CHECKOUT / "docs" / "reference" / "peers.md"
PROGRAMMES = CHECKOUT.parent / "shared" / "data" / "programmes"
TURNS, SECONDS = 5, 20.0
QUICK_TURNS, QUICK_SECONDS = 1, 5.0
SIZES = ((40, 1, "loose"), (80, 2, "loose"), (150, 4, "loose"), (150, 2, "dense"))
QUICK_SIZES = ((20, 1, "loose"), (40, 1, "loose"))
SEEDS = (1, 2, 3)
REAL = 10
"""So many published programmes, those with the most engagements."""
GRACE = 300.0
"""Seconds beyond its limit at which a process is ended: it loads libraries, and a virtual machine, before it begins."""
PATIENCE, QUICK_PATIENCE = 60.0, 0.0
"""Seconds for which a run waits for others, and is repeated because of them; then it stands, and the page says so."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    sizes: tuple[tuple[int, int, str], ...]
    seeds: tuple[int, ...]
    real: int
    turns: int
    seconds: float
    patience: float


def chosen(plan: Plan, only: list[str]) -> Iterator[Instance]:
    """The instances, generated and published."""
    found = [instances.generated(size, days, seed, family) for size, days, family in plan.sizes for seed in plan.seeds]
    real = [instances.published(path) for path in sorted(PROGRAMMES.glob("*.json"))]
    found += sorted(real, key=lambda instance: -len(instance.engagements))[: plan.real]
    return (instance for instance in found if not only or any(word in instance.name for word in only))


def measured(
    instance: Instance, entrants: list[Entrant], turns: int, seconds: float, patience: float
) -> list[dict[str, Any]]:
    """One row for each entrant, with every run."""
    runs: dict[str, list[dict[str, Any]]] = {entrant.name: [] for entrant in entrants}
    for turn in range(turns):
        # Whoever begins changes from turn to turn, so that nobody always follows the same neighbour.
        first = turn % len(entrants)
        for entrant in entrants[first:] + entrants[:first]:
            runs[entrant.name].append(_undisturbed(instance, entrant, seconds, patience))
    return [
        {
            "instance": instance.name,
            "engagements": len(instance.engagements),
            "days": instance.days,
            "entrant": entrant.name,
            "runs": runs[entrant.name],
        }
        for entrant in entrants
    ]


def _undisturbed(instance: Instance, entrant: Entrant, seconds: float, patience: float) -> dict[str, Any]:
    """A run that others left alone, or the last one when patience was at its end."""
    latest = time.monotonic() + patience
    while True:
        _wait_for_quiet(latest)
        watch = Neighbours()
        run = _run(instance, entrant, seconds) | {"others": watch.cores()}
        if not is_disturbed(run) or time.monotonic() >= latest:
            return run


def _wait_for_quiet(latest: float) -> None:
    """Until others have left the machine alone for a second, where the system tells of them."""
    while time.monotonic() < latest:
        watch = Neighbours()
        time.sleep(1)
        if not is_disturbed({"others": watch.cores()}):
            return


def _run(instance: Instance, entrant: Entrant, seconds: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.peers.one", entrant.name, "--seconds", str(seconds)]
    try:
        done = subprocess.run(
            command,
            input=instance.to_json(),
            capture_output=True,
            text=True,
            check=False,
            cwd=CHECKOUT,
            timeout=seconds + GRACE,
        )
    except subprocess.TimeoutExpired:
        return {"error": "did not end"}
    if done.returncode != 0:
        told = done.stderr.strip().splitlines()
        return {"error": told[-1][:200] if told else f"ended with {done.returncode}"}
    answer = Answer(**json.loads(done.stdout.splitlines()[-1]))
    run: dict[str, Any] = {
        "seconds": answer.seconds,
        "first": answer.first,
        "proven": answer.is_proven,
        "infeasible": answer.says_infeasible,
        "claimed": answer.claimed,
        "bound": answer.bound,
        "deviation": None,
        "faults": [],
    }
    if answer.starts is not None:
        verdict = score(instance, answer.starts)
        run["deviation"], run["faults"] = verdict.deviation, list(verdict.faults)
    return run


def _revision() -> str | None:
    """Which planner is measured: what git calls its folder, without what is not committed; None outside a checkout."""
    command = ["git", "rev-parse", "--short", "HEAD:src/placet/planner"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def _had(path: Path) -> dict[str, Any] | None:
    """What was measured before, if anything."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None  # type: ignore[no-any-return]


def _line(row: dict[str, Any]) -> str:
    runs = [run for run in row["runs"] if "error" not in run]
    if not runs:
        return f"{row['instance']:32.32} {row['entrant']:16} error: {row['runs'][0]['error']}"
    values = [run["deviation"] for run in runs if run["deviation"] is not None]
    value = f"{statistics.median(values):7.0f}" if values else "      -"
    proven = sum(1 for run in runs if run["proven"])
    took = statistics.median(run["seconds"] for run in runs)
    return f"{row['instance']:32.32} {row['entrant']:16} {value} {proven}/{len(runs)} proven {took:8.2f} s"


def main() -> int:
    """Measure what was asked for, tell it and write it."""
    asked = argparse.ArgumentParser(description="Measure Placet against its peers.")
    asked.add_argument("--quick", action="store_true", help="one seed, small sizes, one turn")
    asked.add_argument(
        "--only",
        action="append",
        default=[],
        help="part of an instance's name, may be repeated; others stay as they were",
    )
    asked.add_argument("--entrant", action="append", default=[], choices=list(ENTRANTS), help="may be repeated")
    asked.add_argument("--turns", type=int)
    asked.add_argument("--seconds", type=float, help="the time limit of every run")
    asked.add_argument("--patience", type=float, help="seconds to wait for others, and to repeat a run because of them")
    asked.add_argument("--out", type=Path, default=OUT.relative_to(CHECKOUT), help="where the JSON goes")
    asked.add_argument("--rest", action="store_true", help="only what the JSON does not have yet")
    asked.add_argument("--write", action="store_true", help="write docs/reference/peers.md from the result")
    asked.add_argument("--again", action="store_true", help="only write the page, from the JSON that is there")
    options = asked.parse_args()
    if options.again:
        PAGE.write_text(page(json.loads(options.out.read_text(encoding="utf-8"))), encoding="utf-8")
        return 0
    quick = Plan(QUICK_SIZES, SEEDS[:1], 2, QUICK_TURNS, QUICK_SECONDS, QUICK_PATIENCE)
    plan = quick if options.quick else Plan(SIZES, SEEDS, REAL, TURNS, SECONDS, PATIENCE)
    turns, seconds = options.turns or plan.turns, options.seconds or plan.seconds
    patience = plan.patience if options.patience is None else options.patience
    wanted = [entrant for name, entrant in ENTRANTS.items() if not options.entrant or name in options.entrant]
    missing = {entrant.name: lacks for entrant in wanted if (lacks := entrant.missing()) is not None}
    entrants = [entrant for entrant in wanted if entrant.name not in missing]
    conditions: dict[str, Any] = {
        "python": platform.python_version(),
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "turns": turns,
        "seconds": seconds,
        "planner": _revision(),
        "published programmes": PROGRAMMES.is_dir(),
        "versions": {entrant.name: entrant.about() for entrant in entrants},
        "missing": missing,
    }
    for name, told in {
        **conditions["versions"],
        **{name: f"MISSING: {lacks}" for name, lacks in missing.items()},
    }.items():
        print(f"{name:16} {told}")
    print(f"{turns} turns of {seconds:g} s; {conditions['cores']} cores")
    if not PROGRAMMES.is_dir():
        print("../shared/data/programmes is not there: no published programmes")
    had = _had(options.out) if options.only or options.rest else None
    if had is not None and had["conditions"] != conditions:
        changed = sorted(key for key in conditions if conditions[key] != had["conditions"].get(key))
        print(f"{options.out} is of other {', '.join(changed)}: name another file by --out, or measure all of it anew.")
        return 2
    result: dict[str, Any] = {"conditions": conditions, "rows": had["rows"] if had else []}
    order = {instance.name: place for place, instance in enumerate(chosen(plan, []))}
    there = {row["instance"] for row in result["rows"]}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    for instance in chosen(plan, options.only):
        if options.rest and instance.name in there:
            continue
        rows = measured(instance, entrants, turns, seconds, patience)
        kept = [row for row in result["rows"] if row["instance"] != instance.name]
        result["rows"] = sorted(kept + rows, key=lambda row: order.get(row["instance"], len(order)))
        options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        for row in rows:
            print(_line(row), flush=True)
    text = page(result)
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    print(f"\n{text}\nEverything measured is in {options.out}.")
    wrong = unsound(result["rows"])
    for fault in wrong:
        print(f"WRONG: {fault}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
