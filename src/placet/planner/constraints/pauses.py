"""Pauses between what somebody does: buffers, holding and dressing time, margins around flights, the host in place.

A pause is a lag under the same order literals as the way itself. Judged by the rules that `planner.pauses` names.
"""

from __future__ import annotations

from placet.model.profile import Grade
from placet.planner.constraints.together import can_precede, pairs, site_lags
from placet.planner.placing.pauses import RULES, Pause, Pauses
from placet.planner.request import PlanRequest
from placet.planner.variables import Literal, Model, TaskVars


def post(model: Model, request: PlanRequest) -> None:
    """Ask for every pause; what its rule grades below `must` may be violated, once for each task it is counted of."""
    if model.explaining:
        return
    grades = {rule: request.rulebook.grade(rule) for rule in RULES}
    if model.only_required and Grade.MUST not in grades.values():
        return
    wanted = Pauses(request, model.problem)
    asked = wanted.that_must if model.only_required else wanted.between
    violations: dict[tuple[str, str], Literal | None] = {}
    beside = [variables for variables in model.tasks.values() if wanted.may_be_beside(variables.task)]
    for one, other in pairs(model, wanted.longest(), beside):
        for first, second in ((one, other), (other, one)):
            if not can_precede(model, first, second):
                continue
            for pause in asked(first.task, second.task):
                grade = grades.get(pause.rule)
                if grade is Grade.OFF:
                    continue
                if grade is None and model.repairs:
                    continue
                if not _matters(model, first, second, pause):
                    continue
                key = (pause.rule, pause.per)
                if key not in violations:
                    violations[key] = model.wish(grade, pause.rule, (pause.per,), pause.weight)
                _leave(model, first, second, pause, violations[key])


def _matters(model: Model, first: TaskVars, second: TaskVars, pause: Pause) -> bool:
    """Whether the second may come so soon after the first that the pause could be missing."""
    most = max(site_lags(model, first, second).values())
    return first.latest + first.task.most + most + pause.minutes > second.earliest


def _leave(model: Model, first: TaskVars, second: TaskVars, pause: Pause, violated: Literal | None) -> None:
    order = model.first(first.task.id, second.task.id)
    enforced: list[Literal] = [*first.there, *second.there]
    enforced += [order] if order is not None else []
    enforced += [~violated] if violated is not None else []
    for (i, j), lag in site_lags(model, first, second).items():
        here = first.task.sites[i].destination == second.task.sites[j].origin
        if here and (pause.not_here or pause.only_elsewhere):
            continue
        minutes = max(lag, pause.minutes) if pause.in_all else lag + pause.minutes
        chosen = [first.sites[i]] if len(first.sites) > 1 else []
        chosen += [second.sites[j]] if len(second.sites) > 1 else []
        model.cp.add(second.start >= first.end + minutes).only_enforce_if(*enforced, *chosen)
