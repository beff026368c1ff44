"""What makes one proposal better than another of the same cost: a way out should read like something one would propose.

A time that moves goes to a sensible hour, if it was at one, then to the grid on which times are proposed, and as little
as that allows. Nobody would propose a lunch at seven: where no sensible hour helps, something else is given up.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.planner.cp_sat import cp_model
from placet.planner.tasks.ground import GRID
from placet.planner.tasks.problem import Restriction
from placet.planner.variables import Linear, Literal, Model, TaskVars

MOVED = frozenset({"time", "journey"})
"""Requirements that state a time; what takes their place is proposed as one."""
ODD = 12 * 60
"""Minutes that a proposal may move further to lie on the grid."""
FURTHEST = 7 * 24 * 60
"""Most minutes that anything is moved by."""


def drawbacks(model: Model) -> Iterator[Linear]:
    """What is to be kept small, in minutes, for everything that may move."""
    for variables in model.tasks.values():
        yield _shift(model, variables)
        for restriction in variables.task.restrictions:
            if restriction.requirement is not None and restriction.requirement.kind in MOVED:
                yield ODD * _odd(model, variables, restriction, model.literal(restriction.requirement))
                _keep_waking(model, variables, restriction, model.literal(restriction.requirement))
    yield from _too_early(model)


def _odd(model: Model, variables: TaskVars, restriction: Restriction, kept: Literal) -> Linear:
    """Whether a time that is not kept moves to an odd minute."""
    moment = variables.end if restriction.of_end else variables.start
    steps = model.cp.new_int_var(-FURTHEST, FURTHEST, "")
    odd = model.cp.new_bool_var("")
    model.cp.add(moment == GRID * steps).only_enforce_if([~kept, ~odd, variables.present])
    return odd


def _keep_waking(model: Model, variables: TaskVars, restriction: Restriction, kept: Literal) -> None:
    """A time that is not kept stays within the hours of its days and of its kind, where it was stated to be."""
    hours = variables.task.waking
    stated = restriction.allowed[0][0]
    if not any(opens <= stated <= closes for opens, closes in hours):
        return
    inside = [model.cp.new_bool_var("") for _ in hours]
    model.cp.add_bool_or(inside).only_enforce_if([~kept, variables.present])
    for literal, (opens, closes) in zip(inside, hours, strict=True):
        model.cp.add(variables.start >= opens).only_enforce_if(literal)
        model.cp.add(variables.end <= closes).only_enforce_if(literal)


def _too_early(model: Model) -> Iterator[Linear]:
    """Minutes by which something comes too early after what it should follow."""
    for order in model.problem.orders:
        if order.requirement is not None:
            before, after = model.tasks[order.before], model.tasks[order.after]
            early = model.cp.new_int_var(0, FURTHEST, "")
            late = model.cp.add(early >= before.end + order.least - after.start)
            late.only_enforce_if([before.present, after.present])
            yield early


def _shift(model: Model, variables: TaskVars) -> Linear:
    """Minutes by which a task lies outside what was allowed, and by which it is shortened."""
    task = variables.task
    parts: list[Linear] = []
    for restriction in task.restrictions:
        moment = variables.end if restriction.of_end else variables.start
        low, high = restriction.allowed[0][0], restriction.allowed[-1][1]
        outside = model.cp.new_int_var(0, FURTHEST, "")
        model.cp.add(outside >= low - moment).only_enforce_if(variables.present)
        model.cp.add(outside >= moment - high).only_enforce_if(variables.present)
        parts.append(outside)
    if task.lasts is not None:
        short = model.cp.new_int_var(0, max(task.least, 0), "")
        model.cp.add(short >= task.least - variables.length).only_enforce_if(variables.present)
        parts.append(short)
    return cp_model.LinearExpr.sum(parts)
