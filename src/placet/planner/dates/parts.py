"""A part of a problem: some tasks free, and of the others, held where they are, those that the free ones can meet."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from placet.planner.placed import Placed
from placet.planner.problem import Problem, Restriction, Task

NEAR = 3 * 60
"""Minutes: what lies further away is seldom met by anything. Where it is, the rules say so and the whole is searched.
"""


def part_of(problem: Problem, placed: Mapping[str, Placed], free: Set[str], reach: int) -> Problem:
    """The free tasks, and around them what is held: same people, rooms, things, languages or order.

    A free task may go so many minutes either way from where it is.
    """
    loose = {name: _near(problem.tasks[name], placed[name], reach) for name in free}
    around = _around(problem, placed, loose)
    tasks = {
        name: loose[name] if name in free else held(task, placed[name])
        for name, task in problem.tasks.items()
        if name in free or (name in around and name in placed)
    }
    return replace(
        problem,
        tasks=tasks,
        orders=tuple(order for order in problem.orders if order.before in tasks and order.after in tasks),
        stays=tuple(stay for stay in problem.stays if stay.task in free),
        suits=tuple(suits for suits in problem.suits if suits.task in free),
        stretches={name: stretch for name, stretch in problem.stretches.items() if name in free},
    )


def held(task: Task, at: Placed) -> Task:
    """The task where it is: nothing of it is open any more."""
    length = at.end - at.start
    site = replace(at.site, open_during=None)
    return replace(
        task,
        sites=(site,),
        restrictions=(Restriction(((at.start, at.start),), None),),
        least=length,
        typical=length,
        most=length,
        grid=1,
        fixed_start=at.start,
        optional=False,
        soft=None,
    )


def _near(task: Task, at: Placed, minutes: int) -> Task:
    """The task within so many minutes of where it is."""
    return replace(
        task, restrictions=(*task.restrictions, Restriction(((at.start - minutes, at.start + minutes),), None))
    )


def _around(problem: Problem, placed: Mapping[str, Placed], loose: Mapping[str, Task]) -> set[str]:
    found: set[str] = set()
    free = loose.keys()
    for name, task in loose.items():
        found |= {
            other for stay in problem.stays if stay.task == name for pair in stay.between for other in pair if other
        }
        if name in problem.stretches:
            found |= {*problem.stretches[name].comes, *problem.stretches[name].goes}
        reach = _reach(task)
        for other, at in placed.items():
            near = at.start - NEAR <= reach[1] and reach[0] <= at.end + NEAR
            if near and other not in found and _have_to_do(task, at.task):
                found.add(other)
    for order in problem.orders:
        if {order.before, order.after} & free:
            found |= {order.before, order.after}
    return {name for name in found if name in problem.tasks}


def _reach(task: Task) -> tuple[int, int]:
    """The first minute and the last that it may take."""
    starts = task.starts() or (task.horizon,)
    return starts[0][0], starts[-1][1] + task.most


def _have_to_do(one: Task, other: Task) -> bool:
    if one.parties & other.parties:
        return True
    if one.interpreters is not None and other.interpreters is not None and one.interpreters[0] == other.interpreters[0]:
        return True
    if {name for name, _ in one.uses} & {name for name, _ in other.uses}:
        return True
    venues = {site.venue for site in one.sites if site.venue is not None}
    return any(site.venue in venues for site in other.sites)
