"""A room is set up again between engagements of different people. Judged by the rule `venue-in-use`.

The turnover that a venue states is in `venues.py`; this is the usual one, which may be missing at the grade of
`should`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
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
    for one, other in _in_one_room(variables for variables, _ in held):
        (first, wished), (second, next_wished) = held[one], held[other]
        if not _may_meet(first, second, minutes):
            continue
        if not venue_in_use.is_set_up_between(request.visit, wished, next_wished, parameters):
            continue
        for i, site in enumerate(first.task.sites):
            for j, next_site in enumerate(second.task.sites):
                if site.venue is not None and site.venue == next_site.venue and _is_usual(model, request, site.venue):
                    _separate(model, first, second, (first.sites[i], second.sites[j]), minutes)


def _in_one_room(tasks: Iterable[TaskVars]) -> list[tuple[int, int]]:
    """By number, every two that have a venue in common."""
    users: dict[str | None, list[int]] = defaultdict(list)
    for number, variables in enumerate(tasks):
        for venue in {site.venue for site in variables.task.sites}:
            users[venue].append(number)
    return sorted({pair for numbers in users.values() for pair in combinations(numbers, 2)})


def _may_meet(first: TaskVars, second: TaskVars, minutes: int) -> bool:
    """Whether the two may come with less time between them than it takes: cheap to say, and seldom so."""
    near = first.latest + first.task.most + minutes > second.earliest
    return near and second.latest + second.task.most + minutes > first.earliest


def _is_usual(model: Model, request: PlanRequest, venue: str) -> bool:
    known = request.visit.venues[venue]  # type: ignore[index]  # a site's venue is one of the file
    return known.turnover is None and model.problem.venues[venue][0] == 1


def _separate(model: Model, first: TaskVars, second: TaskVars, there: tuple[Literal, Literal], minutes: int) -> None:
    violated = model.wish(Grade.SHOULD, "venue-in-use", (EngagementId(first.task.id), EngagementId(second.task.id)))
    order = model.first(first.task.id, second.task.id)
    if order is None:
        order = model.cp.new_bool_var(f"{first.task.id} in the room before {second.task.id}")
    both = [*first.there, *second.there, *there, *([~violated] if violated is not None else [])]
    model.cp.add(second.start >= first.end + minutes).only_enforce_if(*both, order)
    model.cp.add(first.start >= second.end + minutes).only_enforce_if(*both, ~order)
