"""The shortest schedule of a project: the same engine with another aim, by which it can be measured against others.

Public instances of projects with limited resources have best-known ends (`benchmarks/psplib.py`). A schedule found in a
moment begins; the critical path and the work of each resource bound it from below; what lies between is the solver's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.planner.countdown.model import Model
from placet.planner.countdown.passes import early, late
from placet.planner.countdown.project import Project, Put
from placet.planner.countdown.serial import quick
from placet.planner.search import Effort, Recipe, solve

TWO: Recipe = {"num_workers": 2, "subsolvers": ["quick_restart_no_lp", "objective_lb_search_no_lp"]}
"""One looks for better schedules, one proves that there are none."""
ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Shortest:
    """A schedule, its end, and a bound that no schedule ends before."""

    put: Mapping[str, Put]
    end: int
    bound: int


def shortest(
    project: Project, *, seconds: float, recipe: Recipe = TWO, seed: int = 0, rounds: int = ROUNDS
) -> Shortest:
    """A schedule that ends as early as can be found in so many seconds. Activities must have one length each."""
    lengths = {activity.name: activity.usual for activity in project.activities}
    first = early(project, lengths)
    bound = max(_end(first), *_work(project, lengths))
    put = _first(project, lengths, bound, seed, rounds)
    if _end(put) <= bound:
        return Shortest(put, _end(put), bound)
    back = late(project, lengths, dict.fromkeys(lengths, _end(put)))
    if back is None:
        raise RuntimeError("a schedule does not keep its own end")
    model = Model(project, windows={name: (one.starts, back[name].ends) for name, one in first.items()})
    end = model.makespan()
    model.cp.add(end >= bound)
    model.hint(put)
    model.cp.add_hint(end, _end(put))
    model.cp.minimize(end)
    found = solve(model.cp, recipe, Effort(seconds), seed)
    if not found.has_solution:
        return Shortest(put, _end(put), bound)
    best = model.put(found.values)
    return Shortest(best, _end(best), max(bound, found.bound))


def _first(project: Project, lengths: Mapping[str, int], bound: int, seed: int, rounds: int) -> dict[str, Put]:
    """The best of many orders; looking ends where none can be better."""
    best: dict[str, Put] = {}
    for turn in range(0, rounds, 20):
        found = quick(project, lengths, _end, seed=seed + turn, rounds=20)
        if not best or _end(found) < _end(best):
            best = found
        if _end(best) <= bound:
            break
    return best


def _work(project: Project, lengths: Mapping[str, int]) -> list[int]:
    """For each resource, the days that its work fills if it is never idle."""
    return [
        -(-sum(activity.uses.get(resource, 0) * lengths[activity.name] for activity in project.activities) // most)
        for resource, most in project.capacity.items()
    ]


def _end(put: Mapping[str, Put]) -> int:
    return max((one.ends for one in put.values()), default=0)
