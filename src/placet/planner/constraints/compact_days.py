"""A principal's day is at least as long as what is in it and the pauses between: redundant, but the proof needs it.

Without this the solver knows only that the day's last end comes after its first start; with it the level `waiting` has
a bound from the beginning. Between two tasks lies at least the shortest way from the first to anything else that day,
and its buffer unless that is violated; after the last task lies nothing.
"""

from __future__ import annotations

from placet.model.profile import Grade
from placet.planner.constraints.together import can_precede, site_lags
from placet.planner.cp_sat import cp_model
from placet.planner.placing.pauses import Pauses
from placet.planner.request import PlanRequest
from placet.planner.variables import Day, Linear, Model, TaskVars


def post(model: Model, request: PlanRequest) -> None:
    """One inequality for each day of each principal."""
    if model.explaining or model.repairs:
        return
    wanted = Pauses(request, model.problem) if request.rulebook.grade("buffer-after") is not Grade.OFF else None
    violated = {p.subjects[0]: p.amount for p in model.penalties if p.rule == "buffer-after"}
    for day in model.days:
        _compact(model, day, wanted, violated)


def _compact(model: Model, day: Day, wanted: Pauses | None, violated: dict[str, Linear]) -> None:
    filled: list[Linear] = []
    most = 0
    for variables, there in day.tasks:
        always = there is variables.present and not variables.task.optional
        filled.append(variables.length if always else variables.task.least * there)
        least, full = _pause_after(model, variables, day, wanted)
        most = max(most, full)
        filled.append(least * there)
        if full > least:
            filled.append((full - least) * (there - violated.get(variables.task.id, 0)))
    model.cp.add(day.last - day.first >= cp_model.LinearExpr.sum(filled) - most)


def _pause_after(model: Model, first: TaskVars, day: Day, wanted: Pauses | None) -> tuple[int, int]:
    """Minutes between a task and anything else of the day: the way alone, and with the buffer."""
    ways, pauses = [], []
    for second, _ in day.tasks:
        if second is first or not can_precede(model, first, second):
            continue
        asked = wanted.between(first.task, second.task) if wanted is not None else ()
        buffers = [pause for pause in asked if pause.rule == "buffer-after"]
        for (i, j), lag in site_lags(model, first, second).items():
            here = first.task.sites[i].destination == second.task.sites[j].origin
            ways.append(lag)
            pauses.append(lag + max((p.minutes for p in buffers if not (here and p.not_here)), default=0))
    return (min(ways), min(pauses)) if ways else (0, 0)
