"""A schedule in a moment: activities one by one, each as early as its needs and its hands allow.

The serial scheme with several rules of priority, made better by pushing the schedule to its end and back again while
that helps. It gives the solver a schedule to begin from, and an end that a horizon must reach.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from placet.planner.countdown.hands import Hands
from placet.planner.countdown.project import Activity, BeyondHorizon, Project, Put

ROUNDS = 60
"""Orders that are tried."""
NEAR = 5
"""Of so many orders one is tried afresh, the others near the best one."""
SWINGS = 12
"""The most times that one schedule is pushed to its end and back."""

Priority = Mapping[str, float]
Placed = tuple[list[int], list[int]]
"""The day on which each activity begins, and the day after its last one."""
_Task = tuple[int, tuple[tuple[int, int], ...], Sequence[int], Sequence[int], int]
"""When it opens; what it needs, with the wait; by a day, when it can begin and when it then ends; hands."""
C = TypeVar("C", int, tuple[int, int])


class Scheme:
    """The serial scheme of one project with its lengths, made ready for many orders: activities are numbers in it.

    What is left of all hands on a day is one number (`Hands`); where an activity may begin and end is looked up.
    """

    def __init__(self, project: Project, lengths: Mapping[str, int]) -> None:
        """Look everything up once."""
        self.project, self.lengths = project, lengths
        self.number = {activity.name: number for number, activity in enumerate(project.activities)}
        self._lengths = [lengths[name] for name in self.number]
        self._hands = Hands(project.capacity)
        self._taken = [self._hands.packed(activity.uses) for activity in project.activities]
        self._tasks: list[_Task] = []
        self._back: list[tuple[tuple[int, int], ...]] = []
        for activity in project.activities:
            length = lengths[activity.name]
            needs = tuple((self.number[name], wait) for name, wait in activity.needs)
            taken = 0 if activity.begun or not length else self._taken[len(self._tasks)]
            self._tasks.append((project.opens(activity), needs, *project.days_of(activity, length), taken))
            self._back.append(tuple((self.number[name], wait) for name, wait in project.successors[activity.name]))
        self._begun = [number for number, activity in enumerate(project.activities) if activity.begun]

    def early(self, order: Iterable[int]) -> Placed:
        """Beginnings and ends when each is put as early as may be; what is under way, first, has its hands already.

        Raises `BeyondHorizon` where the horizon is too near.
        """
        try:
            return _placed(order, self._tasks, self._left_at_first, self._hands.guards)
        except IndexError:
            raise BeyondHorizon from None

    @cached_property
    def _left_at_first(self) -> list[int]:
        """Hands on each day, those away that are at work."""
        left = [self._hands.free] * (self.project.horizon + 1)
        for number in self._begun:
            _, _, first, until, _ = self._tasks[number]
            for day in range(first[0], until[first[0]]):
                left[day] -= self._taken[number]
        return left

    def late(self, placed: Placed) -> list[int]:
        """How many days before the end each could begin, hands counted, if all were pushed there, what ends last first.

        Calendars and opening days are left out of account: it is an order that is looked for, not a schedule.
        """
        starts, ends = placed
        spans = [max(end - start, least) for start, end, least in zip(starts, ends, self._lengths, strict=True)]
        size = sum(spans) + sum(max((wait for _, wait in after), default=0) for after in self._back) + 1
        every = range(size)
        tasks: list[_Task] = [
            (0, after, every, range(span, size + span), taken if span else 0)
            for after, span, taken in zip(self._back, spans, self._taken, strict=True)
        ]
        order = sorted(range(len(ends)), key=lambda number: (ends[number], starts[number], number), reverse=True)
        return _placed(order, tasks, [self._hands.free] * size, self._hands.guards)[1]

    def in_order(self, priority: Priority) -> Iterator[int]:
        """An order by priority."""
        return (self.number[activity.name] for activity in in_order(self.project, priority))

    def by(self, starts: Sequence[float]) -> list[int]:
        """An order by beginnings: what is under way first."""
        key: list[float] = list(starts)
        for number in self._begun:
            key[number] = -math.inf
        return sorted(range(len(key)), key=key.__getitem__)

    def swung(self, placed: Placed, most: int = SWINGS) -> Placed:
        """A schedule pushed to its end and taken up again in the order that results, while that makes it shorter."""
        for _ in range(most):
            again = self.early(self.by([-days for days in self.late(placed)]))
            if max(again[1], default=0) >= max(placed[1], default=0):
                break
            placed = again
        return placed

    def placed(self, put: Mapping[str, Put]) -> Placed:
        """A schedule by number."""
        return [put[name].starts for name in self.number], [put[name].ends for name in self.number]

    def put(self, placed: Placed) -> dict[str, Put]:
        """The same by name."""
        names = self.number
        return {name: Put(start, end, self.lengths[name]) for name, start, end in zip(names, *placed, strict=True)}


def _placed(order: Iterable[int], tasks: Sequence[_Task], left: Sequence[int], guards: int) -> Placed:
    """One after the other, each on the first days that its needs, its own days and the hands that are left allow."""
    left, starts, ends = list(left), [0] * len(tasks), [0] * len(tasks)
    for number in order:
        ready, needs, first, until, taken = tasks[number]
        for before, wait in needs:
            ready = max(ready, ends[before] + wait)
        begins = first[ready]
        finishes = until[begins]
        if taken:
            day = finishes - 1  # backwards: a day without hands spares a look at all those before it
            while day >= begins:
                if (left[day] - taken) & guards == guards:
                    day -= 1
                else:
                    begins = first[day + 1]
                    finishes = until[begins]
                    day = finishes - 1
            for day in range(begins, finishes):
                left[day] -= taken
        starts[number], ends[number] = begins, finishes
    return starts, ends


def serial(project: Project, priority: Priority, lengths: Mapping[str, int]) -> dict[str, Put]:
    """Each activity, the most pressing (the smallest number) first among those whose needs are placed.

    Raises `BeyondHorizon` where the horizon is too near.
    """
    scheme = Scheme(project, lengths)
    return scheme.put(scheme.early(scheme.in_order(priority)))


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
    chance = numbers(seed)
    base = latest(project, lengths, project.horizon)
    spread = float(max(lengths.values(), default=1))
    scheme = Scheme(project, lengths)
    best = scheme.put(scheme.swung(scheme.early(scheme.in_order(base))))
    for turn in range(rounds):
        around = base if turn % NEAR == 0 else {name: float(put.starts) for name, put in best.items()}
        width = spread * (0.1 + 1.1 * next(chance))
        priority = {name: at + width * (2.0 * next(chance) - 1.0) for name, at in around.items()}
        found = scheme.put(scheme.swung(scheme.early(scheme.in_order(priority))))
        if cost(found) <= cost(best):
            best = found
    return best


def numbers(seed: int) -> Iterator[float]:
    """Numbers from 0 up to 1 that look like chance and are the same for the same seed."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (state >> 11) / 2**53
