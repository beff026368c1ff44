"""Engagements begin and end at hours that suit them: usual ones, on working days, by daylight, after the fast.

Judged by the rules `usual-hours`, `days-off`, `outdoor-daylight` and `fasting-daylight`.
"""

from __future__ import annotations

from collections.abc import Sequence

from placet.model.profile import Grade
from placet.planner.cp_sat import cp_model
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Interval
from placet.planner.variables import Linear, Literal, Model


def post(model: Model, request: PlanRequest) -> None:
    """A violation for each engagement and rule whose hours it misses; a venue under a roof may keep them too."""
    if model.explaining:
        return
    violations: dict[tuple[str, str], Literal | None] = {}
    for suits in model.problem.suits:
        if model.repairs and model.only_required and request.rulebook.grade(suits.rule) is not Grade.MUST:
            continue
        variables = model.tasks[suits.task]
        low, high = variables.earliest, variables.latest
        least, most = variables.task.least, variables.task.most
        within = [(variables.start, suits.starts)] if not _covers(suits.starts, low, high) else []
        if suits.ends is not None and not _covers(suits.ends, low + least, high + most):
            within.append((variables.end, suits.ends))
        if not within:
            continue
        key = (suits.rule, suits.task)
        if key not in violations:
            violations[key] = model.wish(request.rulebook.grade(suits.rule), suits.rule, (suits.task,), weight=3)
        violated = violations[key]
        enforced = [variables.present, *([~violated] if violated is not None else [])]
        enforced += [variables.sites[suits.site]] if len(variables.sites) > 1 else []
        for moment, hours in within:
            keep_within(model, moment, hours, enforced)


def _covers(hours: Sequence[Interval], low: int, high: int) -> bool:
    return any(opens <= low and high <= closes for opens, closes in hours)


def keep_within(model: Model, moment: Linear, hours: Sequence[Interval], enforced: list[Literal]) -> None:
    """A moment lies within these hours, both ends included, wherever all of these literals hold."""
    domain = cp_model.Domain.from_intervals([list(span) for span in sorted(hours)])
    model.cp.add_linear_expression_in_domain(moment, domain).only_enforce_if(*enforced)
