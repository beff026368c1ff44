"""A venue is open, holds only so much at once, and needs time to be set up again.

Judged by the rules `venue-open` and `venue-in-use`.
"""

from __future__ import annotations

from collections import defaultdict

from placet.planner.constraints import indoors
from placet.planner.constraints.bunches import bunches
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Interval
from placet.planner.variables import Literal, Model, TaskVars


def post(model: Model, request: PlanRequest) -> None:
    """Open hours under each venue's literal; no more at once than the venue holds, plans B for bad weather included."""
    held: dict[str, list[tuple[TaskVars, Literal]]] = defaultdict(list)
    for variables, venue, reserved in indoors.reservations(model, request):
        held[venue].append((variables, reserved))
    for variables in model.tasks.values():
        for site, chosen in zip(variables.task.sites, variables.sites, strict=True):
            if site.open_during is not None:
                _open(model, variables, chosen, site.open_during, site.requirement)
            if site.venue is not None and variables.task.kind != "block":
                held[site.venue].append((variables, chosen))
    for venue, users in held.items():
        capacity, turnover = model.problem.venues[venue]
        for bunch in bunches(users, turnover):
            if len(bunch) > capacity:
                _share(model, venue, bunch)


def _open(
    model: Model, variables: TaskVars, chosen: Literal, open_during: tuple[Interval, ...], requirement: object
) -> None:
    """Wholly inside one of the hours; a literal for each where there are several."""
    hours = [
        (opens, closes)
        for opens, closes in open_during
        if model.explaining or (closes > variables.earliest and opens <= variables.latest)
    ]
    inside = [model.cp.new_bool_var(f"{variables.task.id} within {opens}-{closes}") for opens, closes in hours]
    constraint = model.cp.add_bool_or(inside)
    constraint.only_enforce_if(chosen, *variables.there)
    model.require(requirement, constraint)  # type: ignore[arg-type]  # a site's requirement, checked where sites are made
    for literal, (opens, closes) in zip(inside, hours, strict=True):
        model.cp.add(variables.start >= opens).only_enforce_if(literal)
        model.cp.add(variables.end <= closes).only_enforce_if(literal)


def _share(model: Model, venue: str, users: list[tuple[TaskVars, Literal]]) -> None:
    """The intervals in the venue, each as long as its engagement and the setting up after it."""
    capacity, turnover = model.problem.venues[venue]
    intervals = []
    for variables, chosen in users:
        there = chosen
        if not any(chosen is literal for literal in variables.sites):
            pass  # a plan B, kept free under a literal of its own
        elif len(variables.sites) == 1:
            there = variables.present
        elif variables.task.optional or variables.task.soft is not None or model.explaining:
            there = model.cp.new_bool_var(f"{variables.task.id} takes place at {venue}")
            model.cp.add_bool_and([chosen, variables.present]).only_enforce_if(there)
            model.cp.add_bool_or([~chosen, ~variables.present, there])
        length, until = variables.length + turnover, variables.end + turnover
        name = f"{variables.task.id} in {venue}"
        intervals.append(model.cp.new_optional_interval_var(variables.start, length, until, there, name))
    if capacity == 1:
        model.cp.add_no_overlap(intervals)
    else:
        model.cp.add_cumulative(intervals, [1] * len(intervals), capacity)
