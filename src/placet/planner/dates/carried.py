"""The programme of another day, taken to this one: what of it can stay, and what is in the way of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.model.ids import PartyId
from placet.planner.dates.frames import Taken
from placet.planner.placing.broken_ways import broken_ways
from placet.planner.placing.rooms import Rooms
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Task


@dataclass(frozen=True, slots=True)
class Carried:
    """The programme of another day as it would be on this one: what can stay, and what cannot, with where it was."""

    placed: dict[str, Placed]
    loose: dict[str, Placed]


def carried(rooms: Rooms, problem: Problem, plan: Mapping[str, Placed], taken: tuple[Taken, ...]) -> Carried:
    """A programme taken to a day: its hours, and its commitments, may be others there."""
    placed: dict[str, Placed] = {}
    loose: dict[str, Placed] = {}
    for name, task in problem.tasks.items():
        if task.kind == "busy" and task.fixed_start is not None:
            placed[name] = Placed(task, task.fixed_start, task.fixed_start + task.least, task.sites[0])
        elif name in plan and (at := _there(rooms, task, plan[name])) is not None:
            placed[name] = at
        elif name in plan or name not in problem.stretches:
            loose[name] = plan.get(name) or _anywhere(rooms, task)
    for name in _in_the_way(placed, taken):
        loose[name] = placed.pop(name)
    for party in sorted({party for one in taken for party in one.parties}):
        while (way := _cut_in_two(rooms, placed, party)) is not None:
            loose[way] = placed.pop(way)
    return Carried(placed, loose)


def _there(rooms: Rooms, task: Task, at: Placed) -> Placed | None:
    """A task where it was on another day, if it can be there on this one."""
    if at.task is task:
        return at
    for site, starts in zip(task.sites, rooms.starts[task.id], strict=True):
        same = (site.venue, site.origin, site.destination) == (at.site.venue, at.site.origin, at.site.destination)
        as_long = task.least <= at.end - at.start <= task.most
        if same and as_long and any(low <= at.start <= high for low, high in starts):
            return Placed(task, at.start, at.end, site)
    return None


def _anywhere(rooms: Rooms, task: Task) -> Placed:
    """A task at its first start, as somewhere to begin from."""
    start = next((low for spans in rooms.starts[task.id] for low, _ in spans), task.horizon[0])
    return Placed(task, start, start + task.least, task.sites[0])


def _in_the_way(placed: Mapping[str, Placed], taken: tuple[Taken, ...]) -> list[str]:
    """What cannot stay where it is, because somebody who must be there is taken."""
    return [
        name
        for name, at in placed.items()
        if at.task.kind != "busy"
        and any(
            at.start < one.span[1] and one.span[0] < at.end and not at.task.parties.isdisjoint(one.parties)
            for one in taken
        )
    ]


def _cut_in_two(rooms: Rooms, placed: Mapping[str, Placed], party: PartyId) -> str | None:
    """What somebody cannot get to in time around a commitment, or from; None where nothing of that can go elsewhere."""
    own = [at for at in placed.values() if party in at.task.parties]
    for first, beside, second in broken_ways(own, rooms.way):
        for it in (second, first, *beside):
            if it.task.id in rooms.starts and it.task.id not in rooms.held:
                return it.task.id
    return None
