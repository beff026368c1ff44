"""Put the model together: variables, then constraints."""

from __future__ import annotations

from placet.planner.constraints import add_constraints
from placet.planner.constraints.interpreters import Cuts, post_cuts
from placet.planner.problem import Problem
from placet.planner.request import PlanRequest
from placet.planner.variables import Model, add_tasks


def build(
    request: PlanRequest,
    problem: Problem,
    cuts: Cuts | None = None,
    *,
    explaining: bool = False,
    only_required: bool = False,
    repairs: bool = False,
    may_vanish: frozenset[str] = frozenset(),
) -> Model:
    """The whole model: variables, constraints, and what earlier plans have taught."""
    model = Model(problem, explaining, only_required, repairs, may_vanish)
    add_tasks(model)
    add_constraints(model, request)
    if cuts is not None:
        post_cuts(model, cuts)
    return model
