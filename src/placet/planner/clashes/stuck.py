"""Where putting a programme together comes to nothing: what finds no room, and the rest as it stands without that.

Item after item goes in as in a first programme (`first.py`). What can be nowhere, or is sent away most often, is left
aside, until everything else has its place. That proves nothing; it tells where to look for a clash, and beside what
programme for the ways out of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from placet.planner.first import moving_of, rooms_of
from placet.planner.placing.rooms import Rooms
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Task

MOST_ASIDE = 4
"""How many items are left aside before this is given up: where many find no room, the visit is over-full."""

MAKE_ROOM = 16
"""How many items about each of them may move."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """What was left aside, and where everything else stands that has to be there."""

    aside: tuple[str, ...]
    placed: Mapping[str, Placed]
    near: Mapping[str, tuple[str, ...]]
    """For each item left aside what may be in its way, the nearest to it first."""

    def nearest(self) -> frozenset[str]:
        """The nearest to each of them, who may make room."""
        return frozenset(name for near in self.near.values() for name in near[:MAKE_ROOM])


def stuck(request: PlanRequest, problem: Problem) -> Stuck | None:
    """What finds no room; None where everything does, or too many do not."""
    rooms = rooms_of(request, problem)
    wanted = {task.id: task for task in problem.tasks.values() if not task.optional and task.soft is None}
    aside = [name for name in wanted if not any(rooms.starts[name]) and name not in problem.stretches]
    while len(aside) <= MOST_ASIDE:
        moving = moving_of(rooms, problem, _with_a_start(rooms, wanted, aside))
        placed = moving.moved() if moving.loose else moving.placed
        if placed is not None:
            near = {name: tuple(_near(rooms, problem.tasks[name], placed)) for name in aside}
            return Stuck(tuple(aside), placed, near) if aside else None
        sent_away = sorted(moving.weights, key=lambda name: (moving.weights[name], name))
        if moving.stuck is None and not sent_away:
            return None
        aside.append(moving.stuck or sent_away[-1])
    return None


def _with_a_start(rooms: Rooms, wanted: Mapping[str, Task], aside: Collection[str]) -> Iterator[Task]:
    return (task for name, task in wanted.items() if name not in aside and any(rooms.starts[name]))


def _near(rooms: Rooms, task: Task, placed: Mapping[str, Placed]) -> Iterator[str]:
    """What shares somebody, a room, a thing or interpreters with a task, or has an order with it; the nearest first."""
    beside = set(rooms.near[task.id]) | set(_sharing(rooms.problem.tasks.values(), task))
    spans = task.starts() or (task.horizon,)
    begins, ends = spans[0][0], spans[-1][1] + task.least

    def apart(name: str) -> tuple[int, str]:
        at = placed[name]
        return max(0, at.start - ends, begins - at.end), name

    yield from sorted((name for name in beside if name in placed and name != task.id), key=apart)


def _sharing(tasks: Iterable[Task], one: Task) -> Iterator[str]:
    things, pair = {name for name, _ in one.uses}, one.interpreters[0] if one.interpreters is not None else None
    for task in tasks:
        speaks = pair is not None and task.interpreters is not None and task.interpreters[0] == pair
        if speaks or any(name in things for name, _ in task.uses):
            yield task.id
