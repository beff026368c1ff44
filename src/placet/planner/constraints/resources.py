"""Never more of a resource at once than there is. Judged by the rule `resources`."""

from __future__ import annotations

from placet.planner.constraints.bunches import bunches
from placet.planner.variables import Model


def post(model: Model) -> None:
    """One cumulative for each bunch of those who want more of a resource than there is."""
    for name, (capacity, requirement) in model.problem.resources.items():
        users = [
            (variables, amount)
            for variables in model.tasks.values()
            for used, amount in variables.task.uses
            if used == name
        ]
        if not users:
            continue
        limit: object = capacity
        if model.explaining:
            limit = model.cp.new_int_var(0, capacity + sum(amount for _, amount in users), f"capacity {name}")
            model.require(requirement, model.cp.add(limit <= capacity))
        for bunch in bunches(users):
            amounts = [amount for _, amount in bunch]
            if sum(amounts) > capacity:
                intervals = [variables.interval for variables, _ in bunch]
                model.cp.add_cumulative(intervals, amounts, limit)  # type: ignore[arg-type]  # int or variable
