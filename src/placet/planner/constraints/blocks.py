"""A protected block that lies between two places leaves room for the way between them as well.

Without this, an hour of rest would overlap the drive: the block itself has no place, so nothing else keeps the two
apart. Judged by the rule `protected-block`.
"""

from __future__ import annotations

from placet.planner.constraints.together import can_precede, lag
from placet.planner.variables import Literal, Model, TaskVars


def post(model: Model) -> None:
    """For each block without a place, and each two tasks of its party that can lie on either side of it."""
    for block in model.tasks.values():
        if block.task.kind != "block" or block.task.sites[0].origin is not None:
            continue
        (party,) = block.task.parties
        others = [v for v in model.tasks.values() if party in v.task.parties and v.task.sites[0].origin is not None]
        for first in others:
            for second in others:
                if first is not second and _can_surround(model, first, block, second):
                    _surround(model, first, block, second)


def _can_surround(model: Model, first: TaskVars, block: TaskVars, second: TaskVars) -> bool:
    minutes = lag(model, first, second)
    near = first.latest + first.task.most + minutes + block.task.least > second.earliest
    return minutes > 0 and near and can_precede(model, first, block) and can_precede(model, block, second)


def _surround(model: Model, first: TaskVars, block: TaskVars, second: TaskVars) -> None:
    enforced: list[Literal] = [first.present, block.present, second.present]
    for before, after in ((first, block), (block, second)):
        order = model.first(before.task.id, after.task.id)
        if order is not None:
            enforced.append(order)
    minutes = lag(model, first, second) + block.task.least
    model.cp.add(second.start >= first.end + minutes).only_enforce_if(enforced)
