"""Tasks that stay where they are: one start, one place, one length, and nothing of it anybody's wish any more."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from placet.planner.tasks.part import part_of
from placet.planner.tasks.placed import Placed
from placet.planner.tasks.problem import Problem, Restriction, Site, Task


def standing_still(task: Task, site: Site, start: int, end: int) -> Task:
    """The task there. What is asked of it alone, whatever the others do, must hold there: that is looked at no more."""
    here = Restriction(((start, start),), None)
    # The hours of a block are read off its first restriction.
    asked = task.restrictions if task.kind == "block" else ()
    return replace(
        task,
        restrictions=(*asked, here),
        sites=(site,),
        optional=False,
        least=end - start,
        most=end - start,
        soft=None,
        takes_place=None,
        lasts=None,
    )


def beside(problem: Problem, placed: Mapping[str, Placed], free: Collection[str]) -> Problem:
    """The problem with everything that is placed where it stands, but for what is free.

    What may be left out is, where it is not placed; whatever else is not placed is free as well.
    """
    still = {
        name: standing_still(problem.tasks[name], at.site, at.start, at.end)
        for name, at in placed.items()
        if name not in free
    }
    missing = {name for name, task in problem.tasks.items() if task.optional or task.soft is not None}
    part = part_of(problem, problem.tasks.keys() - (missing - still.keys() - set(free)))
    return replace(part, tasks={name: still.get(name, task) for name, task in part.tasks.items()})
