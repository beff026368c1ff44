"""A party is in one city at a time: what it does in a city lies between the journeys that bring it there and away.

Judged by the rule `right-city`.
"""

from __future__ import annotations

from placet.planner.variables import Literal, Model, TaskVars


def post(model: Model) -> None:
    """Put every task into one of the stays that its parties have in its city."""
    for stay in model.problem.stays:
        task = model.tasks[stay.task]
        if task.task.kind == "journey":
            continue  # its own neighbours: their order is in the order literals
        if len(stay.between) == 1:
            _between(model, task, stay.between[0], None)
            continue
        choices = [model.cp.new_bool_var(f"{stay.task} in stay {number}") for number in range(len(stay.between))]
        model.cp.add_exactly_one(choices)
        for choice, between in zip(choices, stay.between, strict=True):
            _between(model, task, between, choice)


def _between(model: Model, task: TaskVars, between: tuple[str | None, str | None], choice: Literal | None) -> None:
    before, after = (model.tasks[name] if name is not None else None for name in between)
    chosen = [choice] if choice is not None else []
    if before is not None and before.task.id != task.task.id:
        model.cp.add(task.start >= before.end).only_enforce_if(*task.there, *before.there, *chosen)
    if after is not None and after.task.id != task.task.id:
        model.cp.add(after.start >= task.end).only_enforce_if(*task.there, *after.there, *chosen)
