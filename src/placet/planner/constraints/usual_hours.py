"""Engagements begin at their usual hours. Judged by the rule `usual-hours`."""

from __future__ import annotations

from ortools.sat.python import cp_model

from placet.model.ids import EngagementId
from placet.model.profile import Grade
from placet.model.spans import Hours
from placet.planner.request import PlanRequest
from placet.planner.variables import Model
from placet.rules import usual_hours


def post(model: Model, request: PlanRequest) -> None:
    """A violation for each engagement that begins outside its hours."""
    grade = request.rulebook.grade("usual-hours")
    if grade is Grade.OFF or model.explaining:
        return
    parameters = request.rulebook.parameters("usual-hours", usual_hours.Parameters)
    timeline = request.timeline
    for name, variables in model.tasks.items():
        engagement = request.visit.engagements.get(EngagementId(name))
        hours = parameters.of(engagement) if engagement is not None else ()
        if not hours or variables.task.fixed_start is not None or _was_elsewhere(request, name, hours):
            continue
        windows = [timeline.window(day, span, variables.task.zone) for day in variables.task.days for span in hours]
        spans = [[timeline.minute_of(window.opens), timeline.minute_of(window.closes)] for window in windows]
        constraint = model.cp.add_linear_expression_in_domain(
            variables.start, cp_model.Domain.from_intervals(sorted(spans))
        )
        violated = model.wish(grade, "usual-hours", (name,), weight=3)
        constraint.only_enforce_if([variables.present, *([~violated] if violated is not None else [])])


def _was_elsewhere(request: PlanRequest, name: str, hours: tuple[Hours, ...]) -> bool:
    """Whether its forgotten time lies outside these hours: then they are not the hours of this engagement."""
    if request.remembered is None:
        return False
    at = request.remembered.engagements[EngagementId(name)].at
    if at.clock is None:
        return False
    minute = at.clock.at.hour * 60 + at.clock.at.minute
    return not any(span.opens_min() <= minute <= span.closes_min() for span in hours)
