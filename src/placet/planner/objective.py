"""The objective, in levels: each is settled, as far as it can be proven, before the next is looked at.

1. value: what the optional engagements left out were worth
2. should: violations of rules of that grade, and five-minute steps by which engagements fall short of their typical length
3. courtesy: the same for courtesies
4. waiting: minutes in which a principal is out and nothing happens, in fives
5. buffer: minutes by which short pauses of principals miss a quarter of an hour, and then an early end of the day
"""

from __future__ import annotations

from dataclasses import dataclass

from ortools.sat.python import cp_model

from placet.model.profile import Grade
from placet.planner.variables import Model

STEP = 5
"""Minutes in one unit of the softer levels."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One level: its name and the expression to be made small."""

    name: str
    expression: cp_model.LinearExprT


def goals(model: Model) -> tuple[Goal, ...]:
    """The levels in order of weight. A level that nothing bears on is a constant and is proven at once."""
    return (
        Goal("value", _value_lost(model)),
        Goal("should", _violations(model, Grade.SHOULD) + _shortened(model)),
        Goal("courtesy", _violations(model, Grade.COURTESY) + _less_liked_venues(model)),
        *_waiting_and_buffer(model),
    )


def _value_lost(model: Model) -> cp_model.LinearExprT:
    optional = [variables for variables in model.tasks.values() if variables.task.optional]
    return _sum(variables.task.value * (1 - variables.present) for variables in optional)


def _violations(model: Model, grade: Grade) -> cp_model.LinearExprT:
    return _sum(penalty.weight * penalty.amount for penalty in model.penalties if penalty.grade is grade)


def _shortened(model: Model) -> cp_model.LinearExprT:
    """Steps below the typical length, for engagements that can be shortened."""
    short = []
    for variables in model.tasks.values():
        play = variables.task.typical - variables.task.least
        if play > 0:
            steps = model.cp.new_int_var(0, -(-play // STEP), f"shortened {variables.task.id}")
            model.cp.add(variables.length + STEP * steps >= variables.task.typical).only_enforce_if(variables.present)
            short.append(steps)
    return _sum(short)


def _less_liked_venues(model: Model) -> cp_model.LinearExprT:
    """Alternates are in order of preference."""
    return _sum(
        site.preference * chosen
        for variables in model.tasks.values()
        for site, chosen in zip(variables.task.sites, variables.sites, strict=True)
        if site.preference
    )


def _waiting_and_buffer(model: Model) -> tuple[Goal, ...]:
    """Per principal and day: from the first start to the last end, less what is done in between; then an early end."""
    waiting = [
        day.last - day.first - _sum(variables.task.typical * there for variables, there in day.tasks)
        for day in model.days
    ]
    return (Goal("waiting", _sum(waiting)), Goal("buffer", _sum(day.last - day.opens for day in model.days)))


def _sum(terms: object) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.sum(list(terms))  # type: ignore[call-overload]  # any iterable of expressions
