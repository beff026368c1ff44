"""Who takes part: by name, with which parameters, on how many threads, and what had to be left out.

`column` says which claim an entrant belongs to: against what others do by default, or against what they do when told
what Placet tells its solver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from benchmarks.peers import cpsat, gecode, jobshop, ours, streams
from benchmarks.peers.problem import Answer, Instance


class Column(Enum):
    """Which claim an entrant belongs to."""

    PLACET = "placet"
    DEFAULTS = "defaults"
    PARAMETERS = "our parameters"


@dataclass(frozen=True, slots=True)
class Entrant:
    """One solver with its parameters."""

    name: str
    title: str
    column: Column
    threads: str
    solve: Callable[[Instance, float], Answer]
    about: Callable[[], str]
    missing: Callable[[], str | None]
    left_out: str = "nothing"
    """What of the common part it cannot say."""
    proves: bool = True


ENTRANTS = {
    entrant.name: entrant
    for entrant in (
        Entrant("placet", "Placet", Column.PLACET, "1", ours.solve, ours.about, ours.missing),
        Entrant(
            "cpsat", "CP-SAT, plain model", Column.DEFAULTS, "all cores", cpsat.default, cpsat.about, cpsat.missing
        ),
        Entrant(
            "cpsat-tuned",
            "CP-SAT, plain model, our parameters",
            Column.PARAMETERS,
            "1",
            cpsat.tuned,
            cpsat.about,
            cpsat.missing,
        ),
        Entrant(
            "pyjobshop", "PyJobShop", Column.DEFAULTS, "all cores", jobshop.default, jobshop.about, jobshop.missing
        ),
        Entrant(
            "pyjobshop-tuned",
            "PyJobShop, our parameters",
            Column.PARAMETERS,
            "1",
            jobshop.tuned,
            jobshop.about,
            jobshop.missing,
        ),
        Entrant(
            "timefold",
            "Timefold",
            Column.DEFAULTS,
            "1",
            streams.solve,
            streams.about,
            streams.missing,
            proves=False,
        ),
        Entrant("gecode", "MiniZinc with Gecode", Column.DEFAULTS, "1", gecode.solve, gecode.about, gecode.missing),
    )
}
