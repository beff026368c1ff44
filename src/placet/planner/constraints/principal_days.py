"""The days of the principals: how long each is out, how much of that is engagements, and the nights between.

Makes the variables of each principal's day, which the objective's waiting is computed from. Judged by the rules `day-
load` and `night-rest`.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from placet.model.ids import PartyId
from placet.model.profile import Grade
from placet.model.residence import residence_from
from placet.planner.cp_sat import cp_model
from placet.planner.request import PlanRequest
from placet.planner.variables import Day, Model, TaskVars
from placet.rules import day_load, night_rest

EMPTY = 13 * 60
"""An empty day counts as one whose last engagement begins at this minute: nobody gains by crowding the others. Default.
"""


def post(model: Model, request: PlanRequest) -> None:
    """Make each principal's days and ask for their limits."""
    grades = {request.rulebook.grade(rule) for rule in ("day-load", "night-rest")}
    if model.only_required and Grade.MUST not in grades:
        return
    for party in model.problem.principals:
        own = [v for v in model.tasks.values() if party in v.task.parties and v.task.kind not in ("busy", "block")]
        days = [
            day
            for number, (opens, closes) in model.problem.days.items()
            if (day := _day(model, party, number, opens, closes, own)) is not None
        ]
        model.days += days
        if not model.explaining:
            _loads(model, request, days)
            _nights(model, request, days)


def _day(model: Model, party: str, number: int, opens: int, closes: int, own: list[TaskVars]) -> Day | None:
    tasks = _on_day(model, own, opens, closes)
    if not tasks:
        return None
    first = model.cp.new_int_var(opens, closes, f"{party} out on {number}")
    last = model.cp.new_int_var(opens, closes + 24 * 60, f"{party} back on {number}")
    latest = model.cp.new_int_var(opens, closes, f"{party} last begins on {number}")
    model.cp.add(last >= first)
    for variables, there in tasks:
        model.cp.add(first <= variables.start).only_enforce_if(there)
        model.cp.add(last >= variables.end).only_enforce_if(there)
        if variables.task.kind != "journey":
            model.cp.add(latest >= variables.start).only_enforce_if(there)
    if not any(variables.present is there and not variables.task.optional for variables, there in tasks):
        model.cp.add(latest >= opens + EMPTY).only_enforce_if(*(~there for _, there in tasks))
    return Day(party, number, opens, first, last, latest, tuple(tasks))


def _on_day(model: Model, own: list[TaskVars], opens: int, closes: int) -> list[tuple[TaskVars, cp_model.IntVar]]:
    """Those of a party's tasks that may begin on a day, with the literal that they do."""
    found = []
    for variables in own:
        if variables.latest < opens or variables.earliest >= closes:
            continue
        if opens <= variables.earliest and variables.latest < closes:
            found.append((variables, variables.present))
            continue
        found.append((variables, there_on(model, variables, opens, closes)))
    return found


def there_on(model: Model, variables: TaskVars, opens: int, closes: int) -> cp_model.IntVar:
    """The literal that a task takes place and begins between two minutes."""
    key = (variables.task.id, opens)
    if key not in model.on_day:
        name = f"{variables.task.id} on {opens}"
        there, earlier, later = (model.cp.new_bool_var(f"{word} {name}") for word in ("is", "before", "after"))
        model.cp.add_implication(there, variables.present)
        model.cp.add(variables.start >= opens).only_enforce_if(there)
        model.cp.add(variables.start < closes).only_enforce_if(there)
        model.cp.add(variables.start < opens).only_enforce_if(earlier)
        model.cp.add(variables.start >= closes).only_enforce_if(later)
        model.cp.add_bool_or([there, earlier, later, ~variables.present])
        model.on_day[key] = there
    return model.on_day[key]


def _loads(model: Model, request: PlanRequest, days: list[Day]) -> None:
    grade = request.rulebook.grade("day-load")
    if grade is Grade.OFF:
        return
    limits = request.rulebook.parameters("day-load", day_load.Parameters)
    for day in days:
        person = request.visit.people.get(day.party)  # type: ignore[call-overload]  # a party may be a person
        most = min([limits.engagements, *([person.day_limit] if person is not None and person.day_limit else [])])
        violated = model.wish(grade, "day-load", (day.party, str(day.number)), weight=4)
        allowed = [~violated] if violated is not None else []
        engaged = [
            variables.task.typical * there
            for variables, there in day.tasks
            if variables.task.kind not in ("journey", "private")
        ]
        model.cp.add(cp_model.LinearExpr.sum(engaged) <= _minutes(most)).only_enforce_if(*allowed)
        long = model.wish(grade, "day-load", (day.party, str(day.number), "long"), weight=2)
        model.cp.add(day.last - day.first <= _minutes(limits.door_to_door)).only_enforce_if(
            [~long] if long is not None else []
        )


def _nights(model: Model, request: PlanRequest, days: list[Day]) -> None:
    grade = request.rulebook.grade("night-rest")
    if grade is Grade.OFF:
        return
    night = _minutes(request.rulebook.parameters("night-rest", night_rest.Parameters).night)
    for one, other in pairwise(days):
        if other.number != one.number + 1:
            continue
        violated = model.wish(grade, "night-rest", (one.party, str(one.number)), weight=4)
        rested = model.cp.add(_leaves(model, request, other) >= _is_back(model, request, one) + night)
        rested.only_enforce_if(*[~violated] if violated is not None else [])


def _is_back(model: Model, request: PlanRequest, day: Day) -> cp_model.IntVar:
    """When a party is where it sleeps, formalities and the way there done."""
    back = model.cp.new_int_var(day.opens, day.opens + 72 * 60, f"{day.party} at rest on {day.number}")
    model.cp.add(back >= day.last)
    for variables, there in day.tasks:
        for site, chosen in zip(variables.task.sites, variables.sites, strict=True):
            bed = residence_from(request.visit, PartyId(day.party), site.destination)
            way = variables.task.tail + model.problem.between(site.destination, bed)
            if way:
                model.cp.add(back >= variables.end + way).only_enforce_if(there, chosen)
    return back


def _leaves(model: Model, request: PlanRequest, day: Day) -> cp_model.IntVar:
    """When a party sets out from where it slept, the way and boarding before it."""
    leaves = model.cp.new_int_var(day.opens - 24 * 60, day.opens + 24 * 60, f"{day.party} sets out on {day.number}")
    model.cp.add(leaves <= day.first)
    for variables, there in day.tasks:
        for site, chosen in zip(variables.task.sites, variables.sites, strict=True):
            bed = residence_from(request.visit, PartyId(day.party), site.origin)
            way = variables.task.lead + model.problem.between(bed, site.origin)
            if way:
                model.cp.add(leaves <= variables.start - way).only_enforce_if(there, chosen)
    return leaves


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
