"""Look for any programme that keeps what must be kept, with work that does not depend on the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from placet.planner.build import build, with_commitments
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.cp_sat import cp_model
from placet.planner.request import PlanRequest
from placet.planner.search import BARE, FIND, PLAIN, Effort, Found, Recipe, solve
from placet.planner.solved import placed_from
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Task
from placet.planner.variables import Model

Steps = Sequence[tuple[Recipe, float]]
WHOLE: Steps = ((BARE, 0.2), (FIND, 2.0), (PLAIN, 1.0))
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


class Finder:
    """Looks for programmes on the days of a frame: the model is written down once, and copied for each of them."""

    def __init__(self, request: PlanRequest, problem: Problem) -> None:
        """Nothing is written down yet."""
        self._request = request
        self._problems = (problem, problem.to_the_minute())
        self._models: dict[bool, Model] = {}

    def find(self, cuts: Cuts, given: Sequence[Task]) -> Answer:
        """Any programme; before a no, with every minute as a start. A clash names those of `given` that it rests on."""
        answer = self._find(cuts, given, to_the_minute=False)
        return answer if answer.clash is None else self._find(cuts, given, to_the_minute=True)

    def _find(self, cuts: Cuts, given: Sequence[Task], *, to_the_minute: bool) -> Answer:
        if to_the_minute not in self._models:
            problem = self._problems[to_the_minute]
            self._models[to_the_minute] = build(self._request, problem, only_required=True)
        model = with_commitments(
            self._request, self._models[to_the_minute], [replace(task, optional=True) for task in given]
        )
        post_cuts(model, _within(cuts, model.problem))
        by_index = {model.tasks[task.id].present.index: task.id for task in given}
        model.cp.add_assumptions([model.tasks[task.id].present for task in given])
        for recipe, work in WHOLE:
            found = _solve(model, model.problem, self._request.seed, recipe, work, cuts)
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
