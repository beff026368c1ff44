"""The shortest schedule of a project: the same engine with another aim, by which it can be measured against others.

Public instances of projects with limited resources have best-known ends (`benchmarks/psplib.py`). A schedule found in a
moment begins; the critical path and the work of each resource bound it from below. Of what lies between, one thread
looks for shorter schedules, first crossing many, then piece by piece in the best, while in another the solver proves
that there are none.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from placet.planner.countdown.crowd import Table
from placet.planner.countdown.evolving import Evolving
from placet.planner.countdown.model import Model
from placet.planner.countdown.passes import early, late
from placet.planner.countdown.piecewise import Piecewise
from placet.planner.countdown.project import Project, Put
from placet.planner.countdown.serial import Scheme
from placet.planner.search import Effort, Recipe, solve

PROVE: Recipe = {"subsolvers": ["objective_lb_search_no_lp"]}
SIZE, TOGETHER = 300, 256
STEPS = 4
"""How often schedules are crossed before a proof is begun."""
CROSSING = 0.75
"""The share of the time in which schedules are crossed."""
FOR_EVER = 10.0**6
"""Seconds on the clock that are never reached: whoever gave the limit ends the solve."""


@dataclass(frozen=True, slots=True)
class Shortest:
    """A schedule, its end, and a bound that no schedule ends before."""

    put: Mapping[str, Put]
    end: int
    bound: int


def shortest(
    project: Project,
    *,
    seconds: float,
    clock: Callable[[], float],
    seed: int = 0,
) -> Shortest:
    """A schedule that ends as early as can be found in so many seconds of a clock. Lengths must be the usual ones."""
    until = clock() + seconds
    lengths = {activity.name: activity.usual for activity in project.activities}
    first = early(project, lengths)
    bound = max(_end(first), *_work(project, lengths))
    scheme = Scheme(project, lengths)
    many = Evolving(scheme, _length, seed, size=SIZE, together=TOGETHER)
    for _ in range(STEPS):
        if many.best[0][0] <= bound:
            break
        many.step()
    put = scheme.put(many.best[-1])
    if _end(put) <= bound:
        return Shortest(put, _end(put), bound)
    over = threading.Event()
    with ThreadPoolExecutor(1) as executor:
        proof = executor.submit(_proof, project, put, bound, seed, lambda: over.is_set() or clock() >= until)
        try:
            while many.best[0][0] > bound and not proof.done() and clock() < until - (1 - CROSSING) * seconds:
                many.step()
            pieces = Piecewise(project, scheme.put(many.best[-1]), seed)
            while pieces.end > bound and not proof.done() and clock() < until:
                pieces.step()
        finally:
            over.set()
        proven = proof.result()
    best = min((proven.put, pieces.put), key=_end)
    return Shortest(best, _end(best), max(bound, proven.bound))


def _length(_: Table, ends: Table) -> Table:
    """When all is finished, then how early each is: that leads on where many end on the same day."""
    return np.stack([ends.max(axis=1, initial=0), ends.sum(axis=1)], axis=1)


def _proof(project: Project, put: Mapping[str, Put], bound: int, seed: int, stop: Callable[[], bool]) -> Shortest:
    """What the solver proves of the whole, and the best schedule that it came upon."""
    lengths = {name: one.length for name, one in put.items()}
    back = late(project, lengths, dict.fromkeys(lengths, _end(put)))
    if back is None:
        raise RuntimeError("a schedule does not keep its own end")
    windows = {name: (one.starts, back[name].ends) for name, one in early(project, lengths).items()}
    model = Model(project, windows=windows)
    end = model.makespan()
    model.cp.add(end >= bound)
    model.hint(put)
    model.cp.add_hint(end, _end(put))
    model.cp.minimize(end)
    found = solve(model.cp, PROVE, Effort(FOR_EVER), seed, stop=stop)
    if not found.has_solution:
        return Shortest(put, _end(put), bound)
    best = model.put(found.values)
    return Shortest(best, _end(best), max(bound, found.bound))


def _work(project: Project, lengths: Mapping[str, int]) -> list[int]:
    """For each resource, the days that its work fills if it is never idle."""
    return [
        -(-sum(activity.uses.get(resource, 0) * lengths[activity.name] for activity in project.activities) // most)
        for resource, most in project.capacity.items()
    ]


def _end(put: Mapping[str, Put]) -> int:
    return max((one.ends for one in put.values()), default=0)
