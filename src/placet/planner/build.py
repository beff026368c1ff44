"""Put the model together: variables, then constraints."""

from __future__ import annotations

from placet.planner.constraints import add_constraints
from placet.planner.problem import Problem
from placet.planner.request import PlanRequest
from placet.planner.variables import Model, add_tasks


def build(request: PlanRequest, problem: Problem, *, explaining: bool = False) -> Model:
    """The whole model: variables, then constraints."""
    model = Model(problem, explaining)
    add_tasks(model)
    add_constraints(model, request)
    return model
