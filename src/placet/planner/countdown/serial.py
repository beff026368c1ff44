"""A schedule in a moment: activities one by one, each as early as its needs and its hands allow.

The serial scheme with several rules of priority, made better by pushing the schedule to its end and back again while
that helps. It gives the solver a schedule to begin from, and an end that a horizon must reach.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from placet.planner.countdown.project import Activity, Project, Put

ROUNDS = 60
"""Orders that are tried."""
NEAR = 5
"""Of so many orders one is tried afresh, the others near the best one."""
SWINGS = 12
"""The most times that one schedule is pushed to its end and back."""

Priority = Mapping[str, float]
C = TypeVar("C", int, tuple[int, int])


def serial(project: Project, priority: Priority, lengths: Mapping[str, int]) -> dict[str, Put]:
    """Each activity, the most pressing (the smallest number) first among those whose needs are placed.

    Raises `BeyondHorizon` where the horizon is too near.
    """
    load = {resource: [0] * (project.horizon + 1) for resource in project.capacity}
    put: dict[str, Put] = {}
    for activity in in_order(project, priority):
        length = lengths[activity.name]
        ready = max((put[name].ends + wait for name, wait in activity.needs), default=0)
        starts = project.begins(activity, max(ready, project.opens(activity)))
        ends = project.finishes(activity, starts, length)
        while not activity.begun and (full := _full(project, load, activity, starts, ends)) is not None:
            starts = project.begins(activity, full + 1)
            ends = project.finishes(activity, starts, length)
        for resource, hands in activity.uses.items():
            for day in range(starts, ends):
                load[resource][day] += hands
        put[activity.name] = Put(starts, ends, length)
    return put


def _full(project: Project, load: Mapping[str, list[int]], activity: Activity, starts: int, ends: int) -> int | None:
    """The last day of a stretch on which there are not hands enough; None where there are on all."""
    for day in range(ends - 1, starts - 1, -1):
        for resource, hands in activity.uses.items():
            if load[resource][day] + hands > project.capacity[resource]:
                return day
    return None


def in_order(project: Project, priority: Priority) -> Iterable[Activity]:
    """Activities under way first, then always the most pressing of those whose needs have gone before."""
    waiting = {activity.name: len(activity.needs) for activity in project.activities}
    rank = {
        activity.name: (not activity.begun, priority[activity.name], number)
        for number, activity in enumerate(project.activities)
    }
    ready = [(*rank[name], name) for name, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    while ready:
        name = heapq.heappop(ready)[-1]
        yield project.by_name[str(name)]
        for after, _ in project.successors[str(name)]:
            waiting[after] -= 1
            if waiting[after] == 0:
                heapq.heappush(ready, (*rank[after], after))


def latest(project: Project, lengths: Mapping[str, int], end: int) -> dict[str, float]:
    """By how late each activity could start if hands had no limit and every day were worked on: the usual priority."""
    found: dict[str, float] = {}
    for activity in reversed(tuple(in_order(project, {a.name: 0.0 for a in project.activities}))):
        due = activity.due_day(project.visit)
        limit = end if due is None else min(end, due + 1)
        after = min((found[name] - wait for name, wait in project.successors[activity.name]), default=limit)
        found[activity.name] = min(limit, after) - lengths[activity.name]
    return found


def quick(
    project: Project,
    lengths: Mapping[str, int],
    cost: Callable[[Mapping[str, Put]], C],
    *,
    seed: int = 0,
    rounds: int = ROUNDS,
) -> dict[str, Put]:
    """The best of several orders, the latest-start order first, then near it and near the best one so far.

    Raises `BeyondHorizon` as `serial` does.
    """
    chance = _numbers(seed)
    base = latest(project, lengths, project.horizon)
    spread = float(max(lengths.values(), default=1))
    best = swung(project, serial(project, base, lengths), lengths)
    for turn in range(rounds):
        around = base if turn % NEAR == 0 else {name: float(put.starts) for name, put in best.items()}
        width = spread * (0.1 + 1.1 * next(chance))
        priority = {name: at + width * (2.0 * next(chance) - 1.0) for name, at in around.items()}
        found = swung(project, serial(project, priority, lengths), lengths)
        if cost(found) <= cost(best):
            best = found
    return best


def _numbers(seed: int) -> Iterator[float]:
    """Numbers from 0 up to 1 that look like chance and are the same for the same seed."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 11) / 2**53


def swung(project: Project, put: Mapping[str, Put], lengths: Mapping[str, int]) -> dict[str, Put]:
    """A schedule pushed to its end and taken up again in the order that results, while that makes it shorter."""
    best = dict(put)
    for _ in range(SWINGS):
        backward = _backward(project, best, lengths)
        again = serial(project, {name: float(starts) for name, starts in backward.items()}, lengths)
        if _end(again) >= _end(best):
            return best
        best = again
    return best


def _backward(project: Project, put: Mapping[str, Put], lengths: Mapping[str, int]) -> dict[str, int]:
    """How late each could start, hands counted, if all were pushed towards the end of the schedule, the last one first.

    Calendars and opening days are left out of account: it is an order that is looked for, not a schedule.
    """
    end = _end(put)
    load: dict[str, dict[int, int]] = {resource: {} for resource in project.capacity}
    starts: dict[str, int] = {}
    place = {activity.name: number for number, activity in enumerate(project.activities)}
    for name in sorted(put, key=lambda name: (-put[name].ends, -put[name].starts, -place[name])):
        activity, span = project.by_name[name], max(put[name].ends - put[name].starts, lengths[name])
        finish = min((starts[after] - wait for after, wait in project.successors[name]), default=end)
        while any(
            load[resource].get(day, 0) + hands > project.capacity[resource]
            for resource, hands in activity.uses.items()
            for day in range(finish - span, finish)
        ):
            finish -= 1
        for resource, hands in activity.uses.items():
            for day in range(finish - span, finish):
                load[resource][day] = load[resource].get(day, 0) + hands
        starts[name] = finish - span
    return starts


def _end(put: Mapping[str, Put]) -> int:
    return max((one.ends for one in put.values()), default=0)
