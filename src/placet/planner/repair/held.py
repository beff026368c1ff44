"""The problem of repairing: where everything stands, the past as it was, and nothing new in it.

What has begun keeps its hour, its venue and, unless it is said to run over, its length. What has not begun cannot begin
before now. What was left out stays out: a repair is no occasion for more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from placet.almanac.timeline import Timeline
from placet.model.amendments import Aspects
from placet.model.ids import EngagementId, MovementId
from placet.model.programme import Journey, KeptBlock, Programme
from placet.planner.repair.amended import LENGTH, TIME, VENUE
from placet.planner.tasks.ground import GRID
from placet.planner.tasks.problem import Interval, Problem, Restriction, Site, Task, intersect

SETTLED = frozenset({"busy"})
"""Kinds of tasks that are no part of the programme."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a task stands in the programme, in minutes."""

    start: int
    end: int
    venue: str | None


def positions(problem: Problem, programme: Programme, timeline: Timeline) -> dict[str, Position]:
    """Where every task stands that the programme has. One whose hour is withheld has no freedom, and no position."""
    journeys = {journey.movement: journey for journey in programme.journeys if journey.movement is not None}
    found: dict[str, Position] = {}
    blocks: dict[str, list[KeptBlock]] = defaultdict(list)
    for block in programme.blocks:
        blocks[f"{block.block}@{block.party}"].append(block)
    for name, task in problem.tasks.items():
        placement = programme.placements.get(EngagementId(name))
        if task.shown is not None or task.kind in SETTLED:
            continue
        if task.kind == "block":
            name_of, _, party = task.id.split("@")
            own = blocks.get(f"{name_of}@{party}", ())
            kept = next((block for block in own if _is_kept(timeline, block, task)), None)
            if kept is not None:
                span = timeline.minute_of(kept.window.opens), timeline.minute_of(kept.window.closes)
                found[name] = Position(*span, task.sites[0].venue)
        elif placement is not None:
            start = timeline.minute_of(placement.starts_at)
            end = timeline.minute_of(placement.ends_at) if placement.ends_at is not None else start + task.typical
            found[name] = Position(start, end, placement.venue)
        elif (
            MovementId(name) in journeys and (span_of := _span(timeline, journeys[MovementId(name)], task)) is not None
        ):
            found[name] = Position(*span_of, None)
    return found


def _is_kept(timeline: Timeline, kept: KeptBlock, task: Task) -> bool:
    """Whether a block of this name and person lies on a day of the task, or after midnight within its hours."""
    opens = timeline.minute_of(kept.window.opens)
    return timeline.day_of(kept.window.opens, task.zone) in task.days + (
        tuple(day + 1 for day in task.days) if any(low <= opens <= high for low, high in task.starts()) else ()
    )


def _span(timeline: Timeline, journey: Journey, task: Task) -> Interval | None:
    leaves = timeline.minute_of(journey.leaves_at) if journey.leaves_at is not None else None
    arrives = timeline.minute_of(journey.arrives_at) if journey.arrives_at is not None else None
    if leaves is None and arrives is None:
        return None
    if leaves is None:
        leaves = (arrives or 0) - task.typical
    return leaves, arrives if arrives is not None else leaves + task.typical


def held(problem: Problem, stands: Mapping[str, Position], aspects: Aspects, now: int | None) -> Problem:
    """The problem with the past fixed and everything else able to stay where it stands."""
    tasks = {}
    for name, task in problem.tasks.items():
        old, asked = stands.get(name), aspects.get(name, frozenset())
        if old is None:
            tasks[name] = _without_position(task, asked, now)
        elif now is not None and old.start < now:
            tasks[name] = _begun(task, old, asked)
            if task.kind == "block" and _is_cut(problem, stands, aspects, task, old, now):
                tasks[name] = replace(tasks[name], optional=True)
        else:
            tasks[name] = _to_come(task, old, asked, now)
    return replace(problem, tasks=tasks)


def _is_cut(
    problem: Problem, stands: Mapping[str, Position], aspects: Aspects, block: Task, old: Position, now: int
) -> bool:
    """Whether something ran over into protected time that has begun too: then it was not kept, whatever was planned."""
    begun = (
        (problem.tasks[name], stands[name].start) for name, of in aspects.items() if LENGTH in of and name in stands
    )
    return any(
        start < min(now, old.end) and old.start < start + task.least and not task.parties.isdisjoint(block.parties)
        for task, start in begun
    )


def _without_position(task: Task, asked: frozenset[str], now: int | None) -> Task:
    if task.kind in (*SETTLED, "block") or task.shown is not None:
        return task
    if task.optional and not asked:
        never = task.horizon[0] - 1
        return replace(task, restrictions=(*task.restrictions, Restriction(((never, never),), None)))
    return _not_before(task, now)


def _begun(task: Task, old: Position, asked: frozenset[str]) -> Task:
    """What has begun: its hour and its venue are facts."""
    if task.kind == "journey" and asked:
        return task  # what is in the air ends where and when it was said to
    restrictions: tuple[Restriction, ...] = (Restriction(((old.start, old.start),), None),)
    sites = task.sites
    if VENUE not in asked and task.kind != "journey":
        here = [site for site in task.sites if site.venue == old.venue]
        sites = (replace(here[0] if here else _site(old.venue, task), open_during=None),)
    if LENGTH in asked:
        restrictions += tuple(restriction for restriction in task.restrictions if restriction.of_end)
    else:
        length = old.end - old.start
        task = replace(task, least=length, typical=length, most=length)
    return replace(
        task,
        restrictions=restrictions,
        sites=sites,
        grid=1,
        fixed_start=old.start,
        optional=False,
        soft=None,
        takes_place=None,
        lasts=None,
    )


def _site(venue: str | None, task: Task) -> Site:
    spot = venue or task.sites[0].origin
    return Site(venue, spot, spot, None)


def _to_come(task: Task, old: Position, asked: frozenset[str], now: int | None) -> Task:
    restrictions = tuple(_with_place_for(restriction, old) for restriction in task.restrictions)
    if restrictions != task.restrictions:
        task = replace(task, restrictions=restrictions)
    task = _not_before(_as_long_as_kept(task, old), now)
    if TIME in asked or task.fixed_start is not None:
        return task
    return _on_grid(task, old)


def _as_long_as_kept(task: Task, old: Position) -> Task:
    """Protected time of which more was kept than is asked for may stay so long, or be as short as is asked for."""
    length = old.end - old.start
    if task.kind != "block" or length <= task.most:
        return task
    ends = (
        replace(it, allowed=tuple((low + task.least, high + task.least) for low, high in it.allowed), of_end=True)
        for it in task.restrictions
    )
    return replace(task, most=length, restrictions=(*task.restrictions, *ends))


def _with_place_for(restriction: Restriction, old: Position) -> Restriction:
    """The hours of a day reach as far as what the programme has in it already."""
    wanted, moment = restriction.requirement, old.end if restriction.of_end else old.start
    if wanted is None or wanted.kind != "hours" or any(low <= moment <= high for low, high in restriction.allowed):
        return restriction
    return replace(
        restriction,
        allowed=tuple(sorted((*restriction.allowed, (moment, moment)))),
        otherwise=tuple(sorted((*restriction.otherwise, (moment, moment)))) if restriction.otherwise else (),
    )


def _not_before(task: Task, now: int | None) -> Task:
    if now is None:
        return task
    return replace(task, restrictions=(*task.restrictions, Restriction(((now, task.horizon[1]),), None)))


def _on_grid(task: Task, old: Position) -> Task:
    """What stands at an odd minute may stay there; what moves goes to the grid, where its hours have a point of it."""
    length = old.end - old.start
    steps = task.least % GRID == task.most % GRID == 0
    if task.grid != 1 and not old.start % GRID and not (steps and length % GRID):
        return task
    allowed = task.starts()
    points = tuple(
        (minute, minute) for low, high in allowed for minute in range(-(-low // GRID) * GRID, high + 1, GRID)
    )
    stays = intersect(allowed, ((old.start, old.start),))
    if not points or not replace(task, grid=GRID).reaches_grid():
        return replace(task, grid=1)
    both = tuple(sorted({*points, *stays}))
    return replace(task, grid=1, restrictions=(*task.restrictions, Restriction(both, None)))
