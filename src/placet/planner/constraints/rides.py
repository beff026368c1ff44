"""A journey that the file states, and that takes people from one task to another, where no way is laid.

It may be quicker than the way between the two, and where nobody knows from where to where it leads it may be that way.
So what the way would take is asked for only of those between whom no such journey lies: the ways to it and from it are
asked for by themselves. Two tasks in different cities have their journeys between them anyway (`stays`).
"""

from __future__ import annotations

from placet.planner.variables import Literal, Model, TaskVars


def rides(model: Model, first: TaskVars, second: TaskVars) -> tuple[TaskVars, ...]:
    """The journeys of everybody who has both tasks that may lie between them, and may be quicker than the way."""
    if not model.journeys or "journey" in (first.task.kind, second.task.kind):
        return ()
    key = (first.task.id, second.task.id)
    if key not in model.rides:
        shared = first.task.parties & second.task.parties
        model.rides[key] = tuple(
            ride
            for ride in model.journeys
            if shared <= ride.task.parties and _may_lie_between(ride, first, second) and _is_quicker(model, ride, *key)
        )
    return model.rides[key]


def by_ride(model: Model, ride: TaskVars, first: TaskVars, second: TaskVars, sites: tuple[int, int]) -> int:
    """The least minutes from the end of one task, at its site, by a journey to the start of the other at its own."""
    task, site = ride.task, ride.task.sites[0]
    there = model.problem.between(first.task.sites[sites[0]].destination, site.origin)
    on = model.problem.between(site.destination, second.task.sites[sites[1]].origin)
    return first.task.tail + there + task.lead + task.least + task.tail + on + second.task.lead


def lies_between(model: Model, ride: TaskVars, first: TaskVars, second: TaskVars) -> Literal:
    """A literal that holds only where a journey takes place after one task and before another."""
    key = (ride.task.id, first.task.id, second.task.id)
    if key not in model.ridden:
        literal = model.cp.new_bool_var(f"{ride.task.id} between {first.task.id} and {second.task.id}")
        model.cp.add_implication(literal, ride.present)
        model.cp.add(ride.start >= first.end).only_enforce_if(literal)
        model.cp.add(second.start >= ride.end).only_enforce_if(literal)
        model.ridden[key] = literal
    return model.ridden[key]


def _may_lie_between(ride: TaskVars, first: TaskVars, second: TaskVars) -> bool:
    return first.earliest + first.task.least <= ride.latest and ride.earliest + ride.task.least <= second.latest


def _is_quicker(model: Model, ride: TaskVars, one: str, other: str) -> bool:
    first, second = model.tasks[one], model.tasks[other]
    if model.problem.has_journey_between(first.task, second.task):
        return False
    ground = first.task.tail + second.task.lead
    return any(
        by_ride(model, ride, first, second, (i, j)) < ground + model.problem.between(here.destination, there.origin)
        for i, here in enumerate(first.task.sites)
        for j, there in enumerate(second.task.sites)
    )
