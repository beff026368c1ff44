"""What has to make room for something that is to come into a programme that stands: where it is least in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Task


def around(placed: Mapping[str, Placed], wanted: Task, most: int) -> frozenset[str]:
    """The wanted task, and so many nearest to its best start that share somebody or a place with it."""
    venues = {site.venue for site in wanted.sites if site.venue is not None}
    beside = {name: it for name, it in placed.items() if it.task.parties & wanted.parties or it.site.venue in venues}
    starts = _starts(wanted)
    best = min(
        starts, key=lambda start: (_taken(beside, start, start + wanted.least), start), default=wanted.horizon[0]
    )
    near = sorted(beside, key=lambda name: (_apart(beside[name], best, best + wanted.least), name))
    return frozenset({wanted.id, *near[:most]})


def _starts(task: Task) -> Iterator[int]:
    for low, high in task.starts():
        yield from range(-(-low // task.grid) * task.grid, high + 1, task.grid)


def _taken(beside: Mapping[str, Placed], start: int, end: int) -> int:
    """The minutes between two that others have."""
    return sum(max(0, min(end, it.end) - max(start, it.start)) for it in beside.values())


def _apart(it: Placed, start: int, end: int) -> int:
    return max(0, it.start - end, start - it.end)
