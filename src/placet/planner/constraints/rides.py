"""A journey that the file states, and that takes people from one task to another, where no way is laid.

It may be quicker than the way between the two, alone or with others after it, and where nobody knows from where to
where it leads it may be that way. So what the way would take is asked for only of those between whom no such journey
lies: the ways to it and from it are asked for by themselves. Two tasks in different cities have their journeys between
them anyway (`stays`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from placet.planner.variables import Literal, Model, TaskVars, least_length


def rides(model: Model, first: TaskVars, second: TaskVars) -> tuple[TaskVars, ...]:
    """The journeys of everybody who has both tasks that may lie between them, and on a way that may be quicker."""
    key = (first.task.id, second.task.id)
    if key not in model.rides:
        model.rides[key] = _quicker(model, first, second) if model.journeys else ()
    return model.rides[key]


def by_rides(
    model: Model, found: Sequence[TaskVars], first: TaskVars, second: TaskVars, sites: tuple[int, int]
) -> list[int]:
    """By each of some journeys, others before and after it: the least minutes from a task, at its site, to another."""
    between, number = model.problem.between, range(len(found))
    origins = [ride.task.sites[0].origin for ride in found]
    destinations = [ride.task.sites[0].destination for ride in found]
    lasts = [_least(model, ride) + ride.task.lead + ride.task.tail for ride in found]
    on = {(i, j): between(destinations[i], origins[j]) for i in number for j in number if i != j}
    back = {(j, i): minutes for (i, j), minutes in on.items()}
    here, there = first.task.sites[sites[0]].destination, second.task.sites[sites[1]].origin
    reached = _shortest([between(here, origin) for origin in origins], on, lasts)
    left = _shortest([between(destination, there) for destination in destinations], back, lasts)
    ground = first.task.tail + second.task.lead
    return [ground + before + ride + after for before, ride, after in zip(reached, lasts, left, strict=True)]


def lies_between(model: Model, ride: TaskVars, first: TaskVars, second: TaskVars) -> Literal:
    """A literal that holds only where a journey takes place after one task and before another.

    One that vanishes may be just there.
    """
    key = (ride.task.id, first.task.id, second.task.id)
    if key not in model.ridden:
        literal = model.cp.new_bool_var(f"{ride.task.id} between {first.task.id} and {second.task.id}")
        under = [literal]
        if ride.task.id in model.may_vanish:
            under.append(ride.present)
        else:
            model.cp.add_implication(literal, ride.present)
        model.cp.add(ride.start >= first.end).only_enforce_if(*under)
        model.cp.add(second.start >= ride.end).only_enforce_if(*under)
        model.ridden[key] = literal
    return model.ridden[key]


def _shortest(at_once: Sequence[int], on: Mapping[tuple[int, int], int], lasts: Sequence[int]) -> list[int]:
    """The least minutes to each of some journeys, with others before it where that is quicker than at once."""
    minutes, is_shorter = list(at_once), True
    while is_shorter:
        is_shorter = False
        for (one, other), way in on.items():
            if minutes[one] + lasts[one] + way < minutes[other]:
                minutes[other], is_shorter = minutes[one] + lasts[one] + way, True
    return minutes


def _quicker(model: Model, first: TaskVars, second: TaskVars) -> tuple[TaskVars, ...]:
    shared = first.task.parties & second.task.parties
    found = [
        ride
        for ride in model.journeys
        if shared <= ride.task.parties
        and ride is not first
        and ride is not second
        and _may_lie_between(model, ride, first, second)
    ]
    if not found or model.problem.has_journey_between(first.task, second.task):
        return ()
    ground = first.task.tail + second.task.lead
    quicker = set()
    for i, here in enumerate(first.task.sites):
        for j, there in enumerate(second.task.sites):
            direct = ground + model.problem.between(here.destination, there.origin)
            minutes = by_rides(model, found, first, second, (i, j))
            quicker |= {ride.task.id for ride, it in zip(found, minutes, strict=True) if it < direct}
    return tuple(ride for ride in found if ride.task.id in quicker)


def _may_lie_between(model: Model, ride: TaskVars, first: TaskVars, second: TaskVars) -> bool:
    """Whether a journey fits in after one task and before another; one that vanishes, wherever it may be."""
    leaves = first.earliest + (0 if model.explaining else first.task.least)
    spans = model.may_vanish.get(ride.task.id, ((ride.earliest, ride.latest + ride.task.most),))
    least = _least(model, ride)
    return any(leaves + least <= high and low + least <= second.latest for low, high in spans)


def _least(model: Model, ride: TaskVars) -> int:
    """The least minutes that a journey takes; of one that vanishes nobody knows for how long it would be there."""
    return 0 if ride.task.id in model.may_vanish else least_length(model, ride.task)
