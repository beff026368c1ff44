"""The problem in which nothing may be given up but what clashes.

Whatever ends a clash gives up something of it. With all else to be kept, every task has the hours that it was asked
for in, and the question what to give up is no larger than that of a repair.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from placet.planner.tasks.problem import Problem, Requirement, Restriction, Site, Task


def giving_up_only(problem: Problem, these: Collection[Requirement]) -> Problem:
    """The same problem, of which these requirements alone are somebody's: whatever else is asked for holds in any case.

    Resources and pools of interpreters keep theirs. What has a margin may still move by it: no clash tells of a margin,
    only of the time that it is a margin of.
    """
    return replace(
        problem,
        tasks={name: _task(task, these) for name, task in problem.tasks.items()},
        orders=tuple(replace(it, requirement=_one_of(it.requirement, these)) for it in problem.orders),
        travel_requirements={way: it for way, it in problem.travel_requirements.items() if it in these},
    )


def _task(task: Task, these: Collection[Requirement]) -> Task:
    return replace(
        task,
        restrictions=tuple(_restriction(it, these) for it in task.restrictions),
        sites=tuple(_site(it, these) for it in task.sites),
        indoors=_site(task.indoors, these) if task.indoors is not None else None,
        takes_place=_one_of(task.takes_place, these),
        lasts=_one_of(task.lasts, these),
    )


def _restriction(it: Restriction, these: Collection[Requirement]) -> Restriction:
    is_by_margin = it.requirement in these and it.unmoved is not None and it.unmoved.kind == "margin"
    unmoved = it.unmoved if is_by_margin else _one_of(it.unmoved, these)
    return replace(it, requirement=_one_of(it.requirement, these), unmoved=unmoved)


def _site(it: Site, these: Collection[Requirement]) -> Site:
    return replace(it, requirement=_one_of(it.requirement, these))


def _one_of(it: Requirement | None, these: Collection[Requirement]) -> Requirement | None:
    return it if it in these else None
