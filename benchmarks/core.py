"""Measure Placet alone on the part of planning that all peers can say: `python benchmarks/core.py --size 80/2`.

What that part is, and what Placet is there, is told in `peers/`; the scorer there, which shares no code with Placet,
judges every plan. All visits are solved in one process, warmed by a tiny one. Seconds are of processor, of which
reading the visit and building the model are part; other work on the machine does not lengthen them by waiting.

One table on standard output, the same as JSON (`recording.py`).
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

# Run as a script: `benchmarks` is a folder of the checkout, not a package.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.peers import ours
from benchmarks.peers.instances import generated
from benchmarks.peers.one import WARM, WARM_SECONDS
from benchmarks.peers.problem import Instance
from benchmarks.peers.scorer import score
from benchmarks.recording import kept

SIZES = {"40/1": "loose", "80/2": "loose", "150/4": "loose", "150/2": "dense", "300/4": "loose"}
"""Engagements and days, and the family of the visit."""


@dataclass(frozen=True, slots=True)
class Row:
    """One visit; `proof` are the seconds until its deviation was proven to be the least, None where it was not."""

    name: str
    size: str
    deviation: int | None
    bound: int | None
    seconds: float
    proof: float | None


def main() -> None:
    """Measure what was asked for and tell it."""
    asked = argparse.ArgumentParser(description="Measure Placet on what all peers can say.")
    asked.add_argument("--quick", action="store_true", help="one seed, six seconds")
    asked.add_argument("--size", choices=SIZES, help="only visits of this size")
    asked.add_argument("--seeds", type=int, help="visits of each size (3; 1 with --quick)")
    asked.add_argument("--seconds", type=float, help="most that one visit may take (16; 6 with --quick)")
    options = asked.parse_args()
    seeds = options.seeds or (1 if options.quick else 3)
    seconds = options.seconds or (6.0 if options.quick else 16.0)
    print(f"{'visit':28}{'deviation':>10}{'bound':>7}{'seconds':>9}  proven")
    with kept("core", limit=seconds) as rows:
        ours.solve(WARM, WARM_SECONDS)
        for size, family in SIZES.items():
            for seed in range(1, seeds + 1) if options.size in (None, size) else ():
                engagements, days = map(int, size.split("/"))
                row = measured(generated(engagements, days, seed, family), size, seconds)
                rows.append(asdict(row))
                is_proven = "yes" if row.proof is not None else "no"
                print(f"{row.name:28}{row.deviation!s:>10}{row.bound!s:>7}{row.seconds:>9.2f}  {is_proven}", flush=True)


def measured(instance: Instance, size: str, seconds: float) -> Row:
    """One visit. Raises `RuntimeError` where the scorer refuses its plan, or counts otherwise in a proven one."""
    answer = ours.solve(instance, seconds, clock=time.process_time)
    deviation = None
    if answer.starts is not None:
        verdict = score(instance, answer.starts)
        deviation = verdict.deviation
        if verdict.faults or (answer.is_proven and answer.claimed != deviation):
            raise RuntimeError(f"{instance.name}: {answer.claimed} claimed, {verdict}")
    return Row(
        instance.name, size, deviation, answer.bound, answer.seconds, answer.seconds if answer.is_proven else None
    )


if __name__ == "__main__":
    main()
