"""What may have to move indoors: the other venue is open and kept free, and there is time to get there and on from it.

As if it rained for each of them by itself and for all at once. Judged by the rule `plan-b-holds`, at whose grade each
of the three may be missing: that it is open, that it is free, and the ways.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.model.profile import Grade
from placet.planner.constraints.together import can_precede, pairs, site_lags
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Site
from placet.planner.variables import Literal, Model, TaskVars

RULE = "plan-b-holds"


def reservations(model: Model, request: PlanRequest) -> Iterator[tuple[TaskVars, str, Literal]]:
    """For each that may move: the venue that is kept free for it, and the literal under which it is."""
    if not _is_asked(model, request):
        return
    for variables, site in _movable(model):
        name, venue = variables.task.id, site.venue or ""
        taken = model.wish(request.rulebook.grade(RULE), RULE, (name,))
        reserved = model.cp.new_bool_var(f"{venue} is kept free for {name}")
        needed = [variables.present, *_outside(variables, site), *([~taken] if taken is not None else [])]
        model.cp.add_bool_and(needed).only_enforce_if(reserved)
        model.cp.add_bool_or([reserved, *(~literal for literal in needed)])
        yield variables, venue, reserved


def post(model: Model, request: PlanRequest) -> None:
    """Open hours, and the ways."""
    if not _is_asked(model, request):
        return
    grade = request.rulebook.grade(RULE)
    missing: dict[str, Literal | None] = {}
    for variables, site in _movable(model):
        missing[variables.task.id] = model.wish(grade, RULE, (variables.task.id,))
        if site.open_during is not None:
            _open(model, variables, site, model.wish(grade, RULE, (variables.task.id,)))
    for one, other in pairs(model) if missing else ():
        for first, second in ((one, other), (other, one)):
            if (first.task.id in missing or second.task.id in missing) and can_precede(model, first, second):
                _ways(model, first, second, missing)


def _is_asked(model: Model, request: PlanRequest) -> bool:
    grade = request.rulebook.grade(RULE)
    return grade is Grade.MUST or not (model.explaining or model.only_required or grade is Grade.OFF)


def _movable(model: Model) -> Iterator[tuple[TaskVars, Site]]:
    for variables in model.tasks.values():
        if variables.task.indoors is not None:
            yield variables, variables.task.indoors


def _outside(variables: TaskVars, indoors: Site) -> list[Literal]:
    """That it is not held there anyway."""
    sites = zip(variables.task.sites, variables.sites, strict=True)
    return [~chosen for site, chosen in sites if site.venue == indoors.venue]


def _open(model: Model, variables: TaskVars, site: Site, closed: Literal | None) -> None:
    inside = []
    for opens, closes in site.open_during or ():
        literal = model.cp.new_bool_var(f"{variables.task.id} within {opens}-{closes} of its plan B")
        model.cp.add(variables.start >= opens).only_enforce_if(literal)
        model.cp.add(variables.end <= closes).only_enforce_if(literal)
        inside.append(literal)
    needed = [variables.present, *_outside(variables, site), *([~closed] if closed is not None else [])]
    model.cp.add_bool_or([*inside, *(~literal for literal in needed)])


def _ways(model: Model, first: TaskVars, second: TaskVars, missing: dict[str, Literal | None]) -> None:
    """For each choice of venues, the longest way of those that have an end indoors, unless that is given up."""
    if model.problem.has_journey_between(first.task, second.task):
        return
    order = model.first(first.task.id, second.task.id)
    ground = first.task.tail + second.task.lead
    for (i, j), dry in site_lags(model, first, second).items():
        here, there = first.task.sites[i].destination, second.task.sites[j].origin
        for mover, other in ((first, second), (second, first)):
            site, next_site = mover.task.indoors, other.task.indoors
            if site is None:
                continue
            others = [there if mover is first else here, *([next_site.venue] if next_site is not None else [])]
            ends = [(site.venue, end) if mover is first else (end, site.venue) for end in others]
            least = ground + max(model.problem.between(*way) for way in ends)
            if least <= dry:
                continue
            given_up = missing[mover.task.id]
            chosen = [first.sites[i]] if len(first.sites) > 1 else []
            chosen += [second.sites[j]] if len(second.sites) > 1 else []
            under = [*first.there, *second.there, *chosen, *([order] if order is not None else [])]
            under += [~given_up] if given_up is not None else []
            model.cp.add(second.start >= first.end + least).only_enforce_if(*under)
