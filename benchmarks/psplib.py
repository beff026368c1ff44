"""Measure the engine of the countdown against best-known ends: `python benchmarks/psplib.py --set j60 --every 12`.

The instances are those of PSPLIB (Kolisch and Sprecher 1996), read from `../shared/data/bench/psplib`; they are not
part of this repository. Every schedule goes through a checker that shares no code with the engine. One table on
standard output, the same as JSON (`recording.py`), a file for each set.

`--every N` takes each N-th instance of a set, the first among them; `--full` all. Seconds are on the clock, while two
threads work; with `--processor` they are seconds of both threads together, which other work on the machine does not
shorten: 60 of them are 30 on the clock of a machine with two free cores.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
import tarfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

# Run as a script: `benchmarks` is a folder of the checkout, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.recording import kept

from placet.planner.countdown.project import Activity, Project, Put
from placet.planner.countdown.shortest import shortest

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT.parent / "shared" / "data" / "bench" / "psplib"
SECONDS = {"j30": 10.0, "j60": 60.0, "j90": 60.0, "j120": 30.0}
"""The time an instance of each set may take."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A project as PSPLIB has it: lengths, amounts, successors, capacities. Activities are numbered from 0."""

    name: str
    lengths: tuple[int, ...]
    amounts: tuple[tuple[int, ...], ...]
    after: tuple[tuple[int, ...], ...]
    capacity: tuple[int, ...]
    best: int


@dataclass(frozen=True, slots=True)
class Row:
    """One instance: the best-known end, ours, the bound we proved, how long it took, how much later ours is (%)."""

    name: str
    best: int
    end: int
    bound: int
    wall: float
    processor: float
    gap: float


def instances(kind: str) -> Iterator[Instance]:
    """Those of a set, in its order: 1_1, 1_2 … 48_10."""
    best = _best(kind)
    with tarfile.open(DATA / "psplib_rcp.tar.xz") as archive:
        found = {}
        for member in archive:  # in its own order: to go back in it is to unpack all before once more
            name = Path(member.name).stem
            if name.startswith(f"{kind}_") and (file := archive.extractfile(member)) is not None:
                found[name] = file.read().decode()
    for number, name in enumerate(sorted(found, key=lambda name: [int(part) for part in name.split("_")[1:]])):
        yield _read(name, found[name], best[number])


def _best(kind: str) -> list[int]:
    with (DATA / "bks.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["category"] == f"PSPLIB-{kind.upper()}"]
    rows.sort(key=lambda row: int(row["instance"].split("_")[1].removesuffix(".txt")))
    return [int(row["bks"]) for row in rows]


def _read(name: str, text: str, best: int) -> Instance:
    """The Patterson format: counts, capacities; of each activity length, amounts, count and list of successors."""
    numbers = iter(map(int, text.split()))
    count, resources = next(numbers), next(numbers)
    capacity = tuple(next(numbers) for _ in range(resources))
    lengths, amounts, after = [], [], []
    for _ in range(count):
        lengths.append(next(numbers))
        amounts.append(tuple(next(numbers) for _ in range(resources)))
        after.append(tuple(next(numbers) - 1 for _ in range(next(numbers))))
    return Instance(name, tuple(lengths), tuple(amounts), tuple(after), capacity, best)


def project_of(instance: Instance) -> Project:
    """The same as the engine has it: every day is worked on."""
    before: dict[int, list[int]] = {}
    for one, followers in enumerate(instance.after):
        for other in followers:
            before.setdefault(other, []).append(one)
    activities = tuple(
        Activity(
            name=str(one),
            usual=length,
            least=length,
            needs=tuple((str(other), 0) for other in before.get(one, ())),
            uses={str(r): amount for r, amount in enumerate(instance.amounts[one]) if amount and length},
        )
        for one, length in enumerate(instance.lengths)
    )
    horizon = sum(instance.lengths) + 1
    capacity = {str(number): most for number, most in enumerate(instance.capacity)}
    return Project(activities, (None,), capacity, horizon, horizon)


def checked_end(instance: Instance, put: Mapping[str, Put]) -> int:
    """The end of a schedule that keeps everything. Raises `RuntimeError` for one that does not."""
    starts = [put[str(one)].starts for one in range(len(instance.lengths))]
    ends = [start + length for start, length in zip(starts, instance.lengths, strict=True)]
    for one, followers in enumerate(instance.after):
        if any(starts[other] < ends[one] for other in followers):
            raise RuntimeError(f"{instance.name}: {one} is not finished before what follows it")
    for day in range(max(ends)):
        at_work = [one for one, (start, end) in enumerate(zip(starts, ends, strict=True)) if start <= day < end]
        for resource, most in enumerate(instance.capacity):
            if sum(instance.amounts[one][resource] for one in at_work) > most:
                raise RuntimeError(f"{instance.name}: resource {resource} is overdrawn on day {day}")
    return max(ends)


def measured(instance: Instance, seconds: float, clock: Callable[[], float]) -> Row:
    """One instance, checked."""
    wall, processor = time.perf_counter(), time.process_time()
    found = shortest(project_of(instance), seconds=seconds, clock=clock)
    end = checked_end(instance, found.put)
    if found.bound > instance.best:
        raise RuntimeError(f"{instance.name}: a bound of {found.bound}, and {instance.best} is known")
    return Row(
        instance.name,
        instance.best,
        end,
        found.bound,
        wall=round(time.perf_counter() - wall, 2),
        processor=round(time.process_time() - processor, 2),
        gap=round(100 * (end - instance.best) / instance.best, 3),
    )


def summary(rows: list[Row]) -> dict[str, object]:
    """What came of them all."""
    gaps = [row.gap for row in rows]
    return {
        "instances": len(rows),
        "at_best_known": sum(row.end <= row.best for row in rows),
        "proven": sum(row.end == row.bound for row in rows),
        "mean_gap_percent": round(statistics.mean(gaps), 3),
        "worst_gap_percent": round(max(gaps), 3),
        "median_wall": statistics.median(row.wall for row in rows),
        "median_processor": statistics.median(row.processor for row in rows),
    }


def main() -> None:
    """Measure what was asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--set", choices=SECONDS, default="j60")
    asked.add_argument("--every", type=int, default=20)
    asked.add_argument("--first", type=int, default=1, help="the first instance taken, counted from 1")
    asked.add_argument("--only", nargs="+", help="instances by name, in the place of each N-th")
    asked.add_argument("--full", action="store_true")
    asked.add_argument("--seconds", type=float)
    asked.add_argument("--processor", action="store_true", help="seconds of processor instead of on the clock")
    given = asked.parse_args()
    every = list(instances(given.set))
    chosen = every[given.first - 1 :: 1 if given.full else given.every]
    if given.only:
        chosen = [instance for instance in every if instance.name in given.only]
    seconds = given.seconds or SECONDS[given.set]
    of = "processor" if given.processor else "clock"
    measures: list[Row] = []
    with kept(f"psplib-{given.set}", limit=seconds, of=of) as rows:
        for instance in chosen:
            row = measured(instance, seconds, time.process_time if given.processor else time.monotonic)
            measures.append(row)
            rows.append(asdict(row))
            print(
                f"{row.name:12} best {row.best:4} ours {row.end:4} bound {row.bound:4} {row.wall:7.2f} s "
                f"(processor {row.processor:.2f})",
                flush=True,
            )
    print(json.dumps({"set": given.set, "seconds": seconds, "of": of, **summary(measures)}, indent=1))


if __name__ == "__main__":
    main()
