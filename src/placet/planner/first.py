"""A first programme of a visit, put together without the solver and before there is a model.

One item after another goes where it costs least to send others away (`placing`), at its least length; those come
first that have the fewest starts. Where not everything finds room, what is optional is added to the rest one by one,
that of most value first. That proves nothing. What comes of it is a programme once the rules have judged it, and the
solver goes on from it where its own model holds it to be one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from placet.model.roads import RoadMap
from placet.planner.placing.moving import STEPS, Moving
from placet.planner.placing.rooms import FOR_EVER, Rooms
from placet.planner.programme import programme_from
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Interval, Order, Problem, Task, intersect, joined
from placet.planner.verdicts import Verdicts

TURNS = 2
"""How many tasks are put somewhere, again or for the first time, for each that there is, before this is given up.
Half as many more than there are were enough where it succeeded at all."""
LESS, LEAST_STEPS = 0.8, 8
"""The part of its steps that an optional task has after one that was tried in vain, and how many it has in any case.
Three were enough in the mean where it found room. Of visits of which half the hours are taken away nearly as
much is kept, and putting one after another takes two fifths of the time."""


def first_programme(request: PlanRequest, problem: Problem) -> Mapping[str, Placed] | None:
    """A sound programme with as much in it as finds room; None where this does not find one."""
    rooms = rooms_of(request, problem)
    wanted = [
        task for task in problem.tasks.values() if any(rooms.starts[task.id]) or not _may_be_missed(task, problem)
    ]
    together = _put_together(rooms, problem, wanted)
    if together is None and any(task.optional for task in wanted):
        together = _one_by_one(rooms, problem, wanted)
    elif together is None and any(task.soft is not None for task in wanted):
        together = _put_together(rooms, problem, [task for task in wanted if task.soft is None])
    if together is None:
        return None
    in_order = dict(sorted(together.placed.items(), key=lambda entry: (entry[1].start, entry[0])))
    return in_order if _is_sound(request, problem, in_order) else None


def rooms_of(request: PlanRequest, problem: Problem) -> Rooms:
    """Where everything may be put, with what the orders leave of it."""
    rooms = Rooms(request, replace(problem, orders=(*problem.orders, *_orders_of_blocks(problem))))
    narrow(rooms)
    return rooms


def narrow(rooms: Rooms) -> None:
    """Leave of the starts those that the orders allow, two by two: what is bound to another day by one goes there.

    An order of two of which one may be left out never takes from the other the last start that it has.
    """
    orders = [order for between in rooms.orders.values() for order in between]
    is_narrower = True
    while is_narrower:
        is_narrower = False
        for order in orders:
            before, after = rooms.problem.tasks[order.before], rooms.problem.tasks[order.after]
            most = order.most if order.most is not None else FOR_EVER
            least = before.least + order.least
            later = [(low + least, high + before.least + most) for low, high in _all_starts(rooms, before)]
            earlier = [(low - before.least - most, high - least) for low, high in _all_starts(rooms, after)]
            for task, other, allowed in ((after, before, joined(later)), (before, after, joined(earlier))):
                left = tuple(intersect(starts, allowed) for starts in rooms.starts[task.id])
                if not any(left) and _may_be_missed(other, rooms.problem):
                    continue
                is_narrower = is_narrower or left != rooms.starts[task.id]
                rooms.starts[task.id] = left


def _all_starts(rooms: Rooms, task: Task) -> Iterator[Interval]:
    """The starts of a task at any of its sites."""
    for starts in rooms.starts[task.id]:
        yield from starts


def _orders_of_blocks(problem: Problem) -> Iterator[Order]:
    """What is kept free for a guest lies between the coming and the going."""
    for name, stretch in problem.stretches.items():
        yield from (Order(come, name, problem.tasks[come].tail) for come in stretch.comes if come in problem.tasks)
        yield from (Order(name, go, problem.tasks[go].lead) for go in stretch.goes if go in problem.tasks)


def _may_be_missed(task: Task, problem: Problem) -> bool:
    return task.optional or task.soft is not None or task.id in problem.stretches


def _put_together(rooms: Rooms, problem: Problem, tasks: list[Task]) -> Moving | None:
    """These tasks, each somewhere."""
    if not all(any(rooms.starts[task.id]) for task in tasks):
        return None
    moving = moving_of(rooms, problem, tasks)
    return moving if moving.moved() is not None else None


def moving_of(rooms: Rooms, problem: Problem, tasks: Iterable[Task]) -> Moving:
    """These tasks, each with some start, to be put somewhere."""
    anywhere = {task.id: _anywhere(rooms, task) for task in tasks}
    fixed = {name: at for name, at in anywhere.items() if at.task.kind == "busy"}
    loose = {name: at for name, at in anywhere.items() if name not in fixed}
    return Moving(rooms, problem, fixed, loose, steps=TURNS * len(loose))


def _one_by_one(rooms: Rooms, problem: Problem, tasks: list[Task]) -> Moving | None:
    """All that has to be there, then whatever else still finds room: what is worth most first, a rule's blocks last.

    What was tried in vain says how full it is: whatever comes later is given up sooner.
    """
    together = _put_together(rooms, problem, [task for task in tasks if not task.optional and task.soft is None])
    if together is None:
        return None
    more = [task for task in tasks if task.optional or task.soft is not None]
    steps = float(STEPS)
    for task in sorted(more, key=lambda task: (-task.value, task.id)):
        if not together.takes_in(_anywhere(rooms, task), round(steps)):
            steps = max(LEAST_STEPS, LESS * steps)
    return together


def _anywhere(rooms: Rooms, task: Task) -> Placed:
    """A task at its first start, as somewhere to begin from."""
    site, start = next((site, spans[0][0]) for site, spans in enumerate(rooms.starts[task.id]) if spans)
    return Placed(task, start, start + task.least, task.sites[site])


def _is_sound(request: PlanRequest, problem: Problem, placed: Mapping[str, Placed]) -> bool:
    programme = programme_from(request, problem, placed, fairly=False)
    verdicts = Verdicts(request.rulebook, request.road_map or RoadMap(request.visit))
    return verdicts.is_sound(request.visit, programme, request.timeline, None)
