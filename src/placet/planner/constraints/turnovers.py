"""A room is set up again between engagements of different people. Judged by the rule `venue-in-use`.

The turnover that a venue states is in `venues.py`; this is the usual one, which may be missing at the grade of
`should`.
"""

from __future__ import annotations

from itertools import combinations

from placet.model.ids import EngagementId
from placet.model.profile import Grade
from placet.planner.request import PlanRequest
from placet.planner.variables import Literal, Model, TaskVars
from placet.rules import venue_in_use


def post(model: Model, request: PlanRequest) -> None:
    """A violation for each two engagements that may follow one another in a room too soon."""
    if model.explaining or model.only_required or request.rulebook.grade("venue-in-use") is Grade.OFF:
        return
    parameters = request.rulebook.parameters("venue-in-use", venue_in_use.Parameters)
    minutes = int(parameters.turnover.total_seconds() // 60)
    held = [
        (model.tasks[name], wished)
        for name, wished in request.visit.engagements.items()
        if name in model.tasks and wished.kind in parameters.set_up
    ]
    for (first, wished), (second, next_wished) in combinations(held, 2):
        if not _may_meet(first, second, minutes):
            continue
        if not venue_in_use.is_set_up_between(request.visit, wished, next_wished, parameters):
            continue
        for i, site in enumerate(first.task.sites):
            for j, other in enumerate(second.task.sites):
                if site.venue is not None and site.venue == other.venue and _is_usual(model, request, site.venue):
                    _separate(model, first, second, (first.sites[i], second.sites[j]), minutes)


def _may_meet(first: TaskVars, second: TaskVars, minutes: int) -> bool:
    """Whether the two may be in one room with less time between them than it takes: cheap to say, and seldom so."""
    near = first.latest + first.task.most + minutes > second.earliest
    near = near and second.latest + second.task.most + minutes > first.earliest
    return near and any(site.venue == other.venue for site in first.task.sites for other in second.task.sites)


def _is_usual(model: Model, request: PlanRequest, venue: str) -> bool:
    known = request.visit.venues[venue]  # type: ignore[index]  # a site's venue is one of the file
    return known.turnover is None and model.problem.venues[venue][0] == 1


def _separate(model: Model, first: TaskVars, second: TaskVars, there: tuple[Literal, Literal], minutes: int) -> None:
    violated = model.wish(Grade.SHOULD, "venue-in-use", (EngagementId(first.task.id), EngagementId(second.task.id)))
    order = model.first(first.task.id, second.task.id)
    if order is None:
        order = model.cp.new_bool_var(f"{first.task.id} in the room before {second.task.id}")
    both = [first.present, second.present, *there, *([~violated] if violated is not None else [])]
    model.cp.add(second.start >= first.end + minutes).only_enforce_if([*both, order])
    model.cp.add(first.start >= second.end + minutes).only_enforce_if([*both, ~order])
