"""Where each task of a frame may be put, and which minutes of it two tasks take from one another.

All of it is worked out once for the days of a frame. Nothing here decides anything: a programme that keeps all this is
one that the rules are asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from placet.model.profile import Grade
from placet.planner.placing.pauses import Pause, Pauses
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Interval, Order, Problem, Site, Task, intersect, joined

FOR_EVER = 10**7
"""Minutes beyond any visit."""


class _Between(NamedTuple):
    """What lies between two tasks of the same people, wherever each is."""

    ground: int
    """Minutes after the first and before the second."""
    is_driven: bool
    pauses: tuple[Pause, ...]
    """Those that must be kept."""


class Rooms:
    """The places and starts of the tasks of a frame, each at its least length."""

    def __init__(self, request: PlanRequest, problem: Problem) -> None:
        """Look at every task once."""
        self.problem = problem
        self._book = request.rulebook
        self._pauses = Pauses(request, problem)
        self._between: dict[tuple[str, str], _Between] = {}
        self._taken_by: dict[Hashable, tuple[Interval, ...]] = {}
        self.starts = {name: tuple(_starts(task)) for name, task in problem.tasks.items()}
        self.held = {name for name, task in problem.tasks.items() if _is_held(task, self.starts[name])}
        self.users: dict[str, list[str]] = defaultdict(list)
        """The tasks of a person, of a room (`@`) that holds one, and (`>`) those that a task has an order with."""
        self.orders: dict[tuple[str, str], list[Order]] = defaultdict(list)
        for name, task in problem.tasks.items():
            for key in self._keys(task):
                self.users[key].append(name)
        for order in (*problem.orders, *_orders_of_stays(problem)):
            if order.rule is None or (order.at_most or self._book.grade(order.rule)) is Grade.MUST:
                self.orders[order.before, order.after].append(order)
                self.users[f">{order.before}"].append(order.after)
                self.users[f">{order.after}"].append(order.before)
        self.near = {name: self._near(name, task) for name, task in problem.tasks.items()}
        self._reach = {name: _reach(task, self.starts[name]) for name, task in problem.tasks.items()}
        self._far = self._longest_way()

    def may_meet(self, task: Task, at: Placed) -> bool:
        """Whether a task can be in the way of what is placed, at any of its starts."""
        begins, ends = self._reach[task.id]
        is_close = begins < at.end + self._far and at.start - self._far < ends
        return is_close or (task.id, at.task.id) in self.orders or (at.task.id, task.id) in self.orders

    def taken_by(self, task: Task, site: int, at: Placed) -> tuple[Interval, ...]:
        """The starts, both ends included, at which a task at one of its sites would be in the way of what is placed."""
        where = at.site
        key = (task.id, site, at.task.id, at.start, at.end, where.venue, where.origin, where.destination)
        taken = self._taken_by.get(key)
        if taken is None:
            taken = self._taken_by[key] = tuple(self._taken(task, site, at))
        return taken

    def forget(self) -> None:
        """Forget what was worked out for hours at which something stood; there is no end of them."""
        self._taken_by.clear()

    def _taken(self, task: Task, site: int, at: Placed) -> Iterator[Interval]:
        length, other = task.least, at.task
        place = task.sites[site]
        if not task.parties.isdisjoint(other.parties):
            before = at.start - length - self.lag(task, place.destination, other, at.site.origin)
            yield before + 1, at.end + self.lag(other, at.site.destination, task, place.origin) - 1
        room = room_of(task, place)
        if room is not None and room == room_of(other, at.site) and self.problem.venues[room][0] == 1:
            turnover = self.problem.venues[room][1]
            yield at.start - length - turnover + 1, at.end + turnover - 1
        for order in self.orders.get((task.id, other.id), ()):
            yield at.start - length - order.least + 1, FOR_EVER
            if order.most is not None:
                yield -FOR_EVER, at.start - order.most - length - 1
        for order in self.orders.get((other.id, task.id), ()):
            yield -FOR_EVER, at.end + order.least - 1
            if order.most is not None:
                yield at.end + order.most + 1, FOR_EVER

    def lag(self, first: Task, origin: str | None, second: Task, destination: str | None) -> int:
        """The least minutes between the end of one task and the start of another of the same people."""
        if "busy" in (first.kind, second.kind):
            return first.tail + second.lead
        key = (first.id, second.id)
        between = self._between.get(key)
        if between is None:
            between = self._between[key] = self._looked_up(first, second)
        drive = self.problem.between(origin, destination) if between.is_driven else 0
        least = way = between.ground + drive
        for pause in between.pauses:
            if not (origin == destination and (pause.not_here or pause.only_elsewhere)):
                least = max(least, pause.minutes if pause.in_all else way + pause.minutes)
        return least

    def way(self, first: Placed, second: Placed) -> int:
        """The same of two that are placed."""
        return self.lag(first.task, first.site.destination, second.task, second.site.origin)

    def _looked_up(self, first: Task, second: Task) -> _Between:
        flown = self.problem.has_journey_between(first, second)
        return _Between(first.tail + second.lead, not flown, tuple(self._pauses.that_must(first, second)))

    def _longest_way(self) -> int:
        """No two tasks take from one another what lies further from them than this, orders apart."""
        tasks = self.problem.tasks.values()
        ground = max((task.tail for task in tasks), default=0) + max((task.lead for task in tasks), default=0)
        turnover = max((minutes for _, minutes in self.problem.venues.values()), default=0)
        return max(ground + max(self.problem.travel.values(), default=0) + self._pauses.longest(), turnover)

    def _keys(self, task: Task) -> Iterator[str]:
        yield from sorted(task.parties)
        for venue in sorted({room for site in task.sites if (room := room_of(task, site)) is not None}):
            if self.problem.venues[venue][0] == 1:
                yield f"@{venue}"

    def _near(self, name: str, task: Task) -> tuple[str, ...]:
        """The tasks that can be in the way of one."""
        keys = [*self._keys(task), f">{name}"]
        return tuple(sorted({other for key in keys for other in self.users.get(key, ()) if other != name}))


def room_of(task: Task, site: Site) -> str | None:
    """The room that a task has at one of its sites; protected time takes none from anybody, wherever it is kept."""
    return site.venue if task.kind != "block" else None


def starts_of(task: Task) -> tuple[Interval, ...]:
    """The starts that a task's own restrictions leave, to the minute, at some length and at some place."""
    starts = task.starts()
    for restriction in task.restrictions:
        if restriction.of_end:
            reaching = [(low - task.most, high - task.least) for low, high in restriction.allowed]
            starts = intersect(starts, joined(reaching))
    opened = [site.open_during for site in task.sites]
    if all(hours is not None for hours in opened):
        inside = [(low, high - task.least) for hours in opened for low, high in hours or ()]
        starts = intersect(starts, joined(inside))
    return joined(starts)


def _starts(task: Task) -> Iterator[tuple[Interval, ...]]:
    """For each site the starts at the least length."""
    anywhere = starts_of(task)
    for restriction in task.restrictions:
        if restriction.of_end:
            ends = [(low - task.least, high - task.least) for low, high in restriction.allowed]
            anywhere = intersect(anywhere, ends)
    for site in task.sites:
        starts = anywhere
        if site.open_during is not None:
            starts = intersect(starts, [(low, high - task.least) for low, high in site.open_during])
        if task.fixed_start is not None:
            starts = intersect(starts, ((task.fixed_start, task.fixed_start),))
        yield starts


def _reach(task: Task, starts: tuple[tuple[Interval, ...], ...]) -> Interval:
    """From the first start of a task to its last end."""
    spans = [span for of_site in starts for span in of_site]
    return min((low for low, _ in spans), default=0), max((high + task.least for _, high in spans), default=0)


def _is_held(task: Task, starts: tuple[tuple[Interval, ...], ...]) -> bool:
    """Whether it can be nowhere else."""
    points = [start for of_site in starts for start in of_site]
    return task.kind in ("busy", "journey") or (len(points) <= 1 and all(low == high for low, high in points))


def _orders_of_stays(problem: Problem) -> Iterator[Order]:
    """Between the journeys that bring people to a city and away, where there is one such stay."""
    for stay in problem.stays:
        if len(stay.between) == 1 and problem.tasks[stay.task].kind != "journey":
            before, after = stay.between[0]
            if before is not None and before in problem.tasks:
                yield Order(before, stay.task)
            if after is not None and after in problem.tasks:
                yield Order(stay.task, after)
