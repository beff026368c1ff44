"""The problem of a repair once a way out of its clash is taken.

What the way gives up is nobody's wish any more; the hour or the length that it names instead is asked for, as a further
change would ask for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from placet.almanac.timeline import Timeline
from placet.model.amendments import Aspects
from placet.model.ids import Sort
from placet.planner.outcome import Change, WayOut
from placet.planner.repair.amended import LENGTH, TIME
from placet.planner.tasks.part import part_of
from placet.planner.tasks.problem import Problem, Requirement, Restriction, Site, Task

AT_ANOTHER_HOUR = frozenset({"time", "margin", "day", "order", "journey"})
"""Kinds of requirements in whose place a way names an hour."""


def taken(problem: Problem, way: WayOut, timeline: Timeline) -> Problem:
    """The same problem without what the way gives up, and with what takes its place."""
    given_up = {change.requirement for change in way.changes}
    tasks = {name: _without(task, given_up) for name, task in problem.tasks.items()}
    for change in way.changes:
        item = change.requirement.subjects[-1]
        if item.sort in (Sort.ENGAGEMENT, Sort.MOVEMENT) and item in tasks and change.becomes:
            tasks[item] = _with(tasks[item], change, timeline)
    enough = {requirement.subjects for requirement in given_up if requirement.kind == "pool"}
    fewer = replace(
        problem,
        tasks=tasks,
        orders=tuple(order for order in problem.orders if order.requirement not in given_up),
        resources={name: it for name, it in problem.resources.items() if it[1] not in given_up},
        pools={pair: members for pair, members in problem.pools.items() if pair not in enough},
    )
    return part_of(fewer, [name for name, task in tasks.items() if task.takes_place not in given_up])


def asked_by(way: WayOut) -> Aspects:
    """What the way asks for of each item; of one that it leaves out, nothing."""
    asked: dict[str, set[str]] = defaultdict(set)
    for change in way.changes:
        item = change.requirement.subjects[-1]
        if item.sort in (Sort.ENGAGEMENT, Sort.MOVEMENT):
            asked[item].update(_aspects(change.requirement))
    return {item: frozenset(aspects) for item, aspects in asked.items()}


def _aspects(wanted: Requirement) -> frozenset[str]:
    if wanted.kind in AT_ANOTHER_HOUR:
        return frozenset({LENGTH if _is_of_end(wanted) else TIME})
    return frozenset({LENGTH} if wanted.kind == "length" else ())


def _is_of_end(wanted: Requirement) -> bool:
    return "ends" in dict(wanted.facts)


def _without(task: Task, given_up: Collection[Requirement]) -> Task:
    return replace(
        task,
        restrictions=tuple(
            _by_margin(it, given_up)
            for it in task.restrictions
            if it.requirement is None or it.requirement not in given_up
        ),
        sites=tuple(_site(it, given_up) for it in task.sites),
        indoors=_site(task.indoors, given_up) if task.indoors is not None else None,
    )


def _by_margin(it: Restriction, given_up: Collection[Requirement]) -> Restriction:
    return replace(it, allowed=it.otherwise, unmoved=None) if it.unmoved in given_up else it


def _site(it: Site, given_up: Collection[Requirement]) -> Site:
    return replace(it, open_during=None) if it.requirement in given_up else it


def _with(task: Task, change: Change, timeline: Timeline) -> Task:
    """The task at the hour, or of the length, that a change names."""
    wanted, becomes = change.requirement, dict(change.becomes)
    start, end = (timeline.minute_of(at) for at in (becomes["starts"], becomes["ends"]) if isinstance(at, datetime))
    if wanted.kind == "length":
        return replace(task, least=end - start, typical=end - start, most=end - start)
    if wanted.kind not in AT_ANOTHER_HOUR:
        return task
    at = end if _is_of_end(wanted) else start
    there = Restriction(((at, at),), None, of_end=_is_of_end(wanted))
    is_fixed = task.fixed_start is not None and not there.of_end
    return replace(task, restrictions=(*task.restrictions, there), fixed_start=at if is_fixed else task.fixed_start)
