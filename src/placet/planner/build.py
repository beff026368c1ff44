"""Put the model together: variables, then constraints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from placet.planner.constraints import add_constraints, together, ways_in_one_piece
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Interval, Problem, Task
from placet.planner.variables import Model, add_tasks


def build(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts | None = None,
    *,
    explaining: bool = False,
    only_required: bool = False,
    repairs: bool = False,
    may_vanish: Mapping[str, tuple[Interval, ...]] | None = None,
    broken: frozenset[str] | None = None,
) -> Model:
    """The whole model: variables, constraints, and what earlier plans have taught."""
    model = Model(problem, explaining, only_required, repairs, may_vanish or {}, broken)
    add_tasks(model, problem.tasks.values())
    add_constraints(model, request)
    if cuts is not None:
        post_cuts(model, cuts)
    return model


def with_commitments(request: PlanRequest, model: Model, commitments: Sequence[Task]) -> Model:
    """A copy of a model in which people are taken as well.

    A commitment is nowhere and moves nowhere: all it says is that nobody is in two places at once, nor on the way.
    """
    tasks = {**model.problem.tasks, **{task.id: task for task in commitments}}
    more = replace(model.copied(), problem=replace(model.problem, tasks=tasks))
    add_tasks(more, commitments)
    for task in commitments:
        for other in model.tasks.values():
            if together.may_meet(more, other, more.tasks[task.id]):
                together.separate(more, other, more.tasks[task.id])
    taken = {party for task in commitments for party in task.parties}
    ways_in_one_piece.post(more, request, taken)
    return more
