"""Stated times, hours of the day, presence: the starts and ends that each requirement allows.

Judged by the rules `stated-time`, `presence` and `stated-length`.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.planner.cp_sat import cp_model
from placet.planner.tasks.problem import Interval, Restriction
from placet.planner.variables import Model, TaskVars


def post(model: Model) -> None:
    """Restrict every task. Restrictions on starts are already in the domains, unless a clash is being explained."""
    for variables in model.tasks.values():
        for restriction in variables.task.restrictions:
            if restriction.of_end or model.explaining:
                _restrict(model, variables, restriction)
        lasts = variables.task.lasts
        if model.explaining:
            model.require(lasts, model.cp.add(variables.length >= variables.task.least))


def _restrict(model: Model, variables: TaskVars, restriction: Restriction) -> None:
    constraint = _within(model, variables, restriction, restriction.allowed)
    if restriction.unmoved is not None and model.explaining:
        model.require(restriction.unmoved, constraint)
        _within(model, variables, restriction, restriction.otherwise)


def _within(
    model: Model, variables: TaskVars, restriction: Restriction, allowed: Iterable[Interval]
) -> cp_model.Constraint:
    moment = variables.end if restriction.of_end else variables.start
    domain = cp_model.Domain.from_intervals([list(span) for span in allowed])
    constraint = model.cp.add_linear_expression_in_domain(moment, domain)
    constraint.only_enforce_if(*variables.there)
    model.require(restriction.requirement, constraint)
    return constraint
