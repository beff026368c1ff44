"""Play the random histories that a release has to stand: `make release-model`.

Ten thousand with two sides, two thousand with three, five hundred with four; and as many again in proportion in which a
side writes with two pens. The first of each are those that `tests/agreement/test_model.py` plays. Prints what was
played, how long it took and how much memory; ends with 1, and the shortest steps that still fail, where something does
not hold. `--share 20` plays the first twentieth of each, which proves that much less.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from tests.agreement.histories import FORKING, ORDINARY, Violation, history, play, shortened

PIECE = 50
JOBS = 2


@dataclass(frozen=True)
class Batch:
    """Histories of one sort."""

    title: str
    sides: int
    count: int
    weights: dict[str, int]


BATCHES = (
    Batch("two sides", 2, 10_000, ORDINARY),
    Batch("three sides", 3, 2_000, ORDINARY),
    Batch("four sides", 4, 500, ORDINARY),
    Batch("two sides, two pens", 2, 2_000, FORKING),
    Batch("three sides, two pens", 3, 1_000, FORKING),
)


@dataclass(frozen=True)
class Played:
    """What came of some histories."""

    entries: int = 0
    agreed: int = 0
    seconds: float = 0.0
    """Of one processor."""
    failures: tuple[str, ...] = ()

    def __add__(self, other: Played) -> Played:
        return Played(
            self.entries + other.entries,
            self.agreed + other.agreed,
            self.seconds + other.seconds,
            self.failures + other.failures,
        )


def played(batch: Batch, seeds: range) -> Played:
    """Play some histories of a batch."""
    found, begun = Played(), time.process_time()
    for seed in seeds:
        steps = history(seed, batch.weights)
        try:
            node = play(batch.sides, steps).nodes[0]
        except Violation as violation:
            shortest = shortened(batch.sides, steps)
            found += Played(failures=(f"{batch.title}, seed {seed}: {violation}\n    {shortest}",))
        else:
            found += Played(entries=len(node.record), agreed=len(node.agreed[0]))
    return found + Played(seconds=time.process_time() - begun)


def pieces(batch: Batch) -> Iterator[range]:
    """The batch in parts, each for one processor."""
    return (range(first, min(first + PIECE, batch.count)) for first in range(0, batch.count, PIECE))


def share_in(arguments: Sequence[str]) -> int:
    """One in how many histories is to be played."""
    parser = argparse.ArgumentParser(prog="play_histories", description="Play random histories of the joint file.")
    parser.add_argument("--share", type=int, default=1, help="play one in so many, the first of each batch")
    share: int = parser.parse_args(arguments).share
    if not 1 <= share <= min(batch.count for batch in BATCHES):
        parser.error("--share is a number from 1 to 500")
    return share


def main(arguments: Sequence[str]) -> int:
    """Play all batches, or a share of each."""
    share, total = share_in(arguments), Played()
    batches = [replace(batch, count=batch.count // share) for batch in BATCHES]
    with ProcessPoolExecutor(JOBS) as pool:
        for batch in batches:
            parts = pool.map(played, *zip(*((batch, seeds) for seeds in pieces(batch)), strict=True))
            found = sum(parts, Played())
            total += found
            print(
                f"{batch.title:24} {batch.count:6} histories {found.entries:8} entries {found.agreed:6} agreed"
                f" {found.seconds:7.0f} s  {len(found.failures)} failed",
                flush=True,
            )
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{sum(batch.count for batch in batches)} histories; the largest process took {largest} MB")
    for failure in total.failures:
        print(failure)
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
