"""Look for any programme that keeps what must be kept, with work that does not depend on the machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from placet.planner.build import build
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.placed import Placed, placed_from
from placet.planner.problem import Problem
from placet.planner.request import PlanRequest
from placet.planner.search import FIND, PLAIN, QUICK, Effort, Found, Recipe, solve
from placet.planner.variables import Model

Steps = Sequence[tuple[Recipe, float]]
WHOLE: Steps = ((QUICK, 0.2), (FIND, 2.0), (PLAIN, 1.0))
"""Recipes in turn, each with the deterministic work it may take (a unit is of the order of a second)."""
ROUNDS = 8
"""How often a solve is repeated with what its interpreters have taught."""
SECONDS = 120.0
"""Never reached: the work ends a solve. A clock that ended one would make the answer depend on the machine."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A programme in minutes; or the commitments of which it is proven that they leave room for none; or neither."""

    placed: Mapping[str, Placed] | None = None
    clash: tuple[str, ...] | None = None


def find(request: PlanRequest, problem: Problem, cuts: Cuts, given: Iterable[str], steps: Steps) -> Answer:
    """Any programme. `given` are tasks that hold no room for themselves: a clash names those that it rests on."""
    asked = [name for name in given if name in problem.tasks]
    loose = {name: replace(problem.tasks[name], optional=True) for name in asked}
    problem = replace(problem, tasks={**problem.tasks, **loose})
    model = build(request, problem, _within(cuts, problem), only_required=True)
    by_index = {model.tasks[name].present.index: name for name in asked}
    model.cp.add_assumptions([model.tasks[name].present for name in asked])
    for recipe, work in steps:
        found = _solve(model, problem, request.seed, recipe, work, cuts)
        if found.has_solution:
            return Answer(placed_from(model, found.values))
        if found.status == cp_model.INFEASIBLE:
            return Answer(clash=tuple(name for index, name in by_index.items() if index in set(found.core)))
    return Answer()


def _solve(model: Model, problem: Problem, seed: int, recipe: Recipe, work: float, cuts: Cuts) -> Found:
    """Solve until everybody who interprets has a name."""
    for _ in range(ROUNDS):
        found = solve(model.cp, recipe, Effort(SECONDS, work), seed)
        if found.cut_by_clock:
            raise RuntimeError("a clock ended a search that work should have ended")
        learnt = Cuts()
        if not found.has_solution or not learnt.learn(problem, placed_from(model, found.values)):
            return found
        cuts.add(learnt)
        post_cuts(model, learnt)
    return Found(cp_model.UNKNOWN)


def _within(cuts: Cuts, problem: Problem) -> Cuts:
    """What was learnt of the tasks of a problem."""
    known = [(pair, tasks) for pair, tasks in cuts.antichains if all(name in problem.tasks for name in tasks)]
    return Cuts(known, cuts.name_everybody)
