"""Live through a programme: every engagement lasts a little less or more than planned, and nobody rearranges anything.

What follows begins when it was planned to, or as soon as what it waits for is over and the way is done. What is to
begin within so many minutes after something else has those from its end, however late that is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from placet.planner.placing.slack import Bound, arcs_of, end_bound, last_start
from placet.planner.request import PlanRequest
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem

LATE = 5
"""Minutes by which something stated may be missed. Default."""
STILL = frozenset({"busy", "block", "journey"})
"""Kinds of tasks that last as long as planned."""
UNBOUNDED = 24 * 60
"""Minutes after which nothing is still about the same day."""


@dataclass(frozen=True, slots=True)
class Item:
    """What takes place, in minutes, and the last minutes at which it may begin and end.

    `waits` names what it waits for, by its number in the course, and the minutes in between; `soon_after` what it is to
    follow, when that was to end, and within how many minutes.
    """

    name: str
    start: int
    length: int
    is_still: bool
    begins_by: int
    ends_by: int
    waits: tuple[tuple[int, int], ...]
    soon_after: tuple[tuple[int, int, int], ...]


def course_of(
    request: PlanRequest, problem: Problem, placed: Mapping[str, Placed], interpreting: Mapping[str, Sequence[str]]
) -> tuple[Item, ...]:
    """Everything in a programme, in the order in which it begins."""
    order = sorted(placed, key=lambda name: (placed[name].start, placed[name].end, name))
    number = {name: index for index, name in enumerate(order)}
    waits: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for arc in arcs_of(request, problem, placed, interpreting):
        if number[arc.before] < number[arc.after]:
            waits[arc.after].append((number[arc.before], arc.lag))
    soon: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for it in problem.orders:
        if it.most is not None and it.rule is None and it.before in placed and it.after in placed:
            soon[it.after].append((number[it.before], placed[it.before].end, it.most))
    return tuple(
        Item(
            name,
            it.start,
            it.end - it.start,
            is_still=it.task.kind in STILL,
            begins_by=_at_latest(last_start(it), it.start),
            ends_by=_at_latest(end_bound(problem, it, interpreting.get(name, ())), it.end),
            waits=tuple(waits[name]),
            soon_after=tuple(soon[name]),
        )
        for name, it in ((name, placed[name]) for name in order)
    )


def _at_latest(bound: Bound | None, planned: int) -> int:
    return max(planned, bound.minute) if bound is not None else planned + UNBOUNDED


def missed(course: Sequence[Item], lasts: Callable[[Item], float]) -> Iterator[str]:
    """What begins or ends more than a little after the last minute that is stated for it, if everything lasts so."""
    over: list[float] = []
    for it in course:
        begins = max([float(it.start), *(over[before] + lag for before, lag in it.waits)])
        over.append(begins + (it.length if it.is_still else lasts(it)))
        is_late = begins > it.begins_by + LATE or over[-1] > it.ends_by + LATE
        if is_late or any(begins > max(over[before], end) + most + LATE for before, end, most in it.soon_after):
            yield it.name
