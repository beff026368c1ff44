"""The problem of repairing with all but a few items where they stand.

What is not let go either stays, or, where the least weight is looked for, may vanish: it then costs as little as any
change of it would, and is in nobody's way. So nothing that the whole problem allows weighs less than what is found
here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from placet.planner.placing.standing_still import standing_still
from placet.planner.repair.held import Position
from placet.planner.tasks.problem import Interval, Problem, Site, Task, intersect


def stays(problem: Problem, stands: Mapping[str, Position], asked: Collection[str]) -> dict[str, Task]:
    """Every task as it is when it stays where it stands; without those that cannot, or of which something is asked."""
    kept = {}
    for name, old in stands.items():
        task = problem.tasks[name]
        site = _site(task, old)
        # The hours of a block are read off its least length (`kept_stays`): one of another length is let go at once.
        is_stretched = name in problem.stretches and old.end - old.start != task.least
        if name not in asked and site is not None and not is_stretched and _admits(task, site, old):
            kept[name] = standing_still(task, site, old.start, old.end)
    hit = {name for task in problem.tasks.values() if task.id not in kept for name in _hit_by(problem, task, kept)}
    return {name: task for name, task in kept.items() if name not in hit}


def _hit_by(problem: Problem, task: Task, kept: Mapping[str, Task]) -> Iterator[str]:
    """What stands where something that cannot move is now: one of them is let go sooner or later."""
    spans = task.starts()
    if len(spans) != 1 or spans[0][0] != spans[0][1] or len(task.sites) != 1:
        return
    start = spans[0][0]
    for name, other in kept.items():
        if task.parties.isdisjoint(other.parties):
            continue
        here, there = task.sites[0], other.sites[0]
        stood = other.restrictions[-1].allowed[0][0]
        to, back = problem.between(here.destination, there.origin), problem.between(there.destination, here.origin)
        if stood < start + task.least + to and start < stood + other.least + back:
            yield name


def narrowed(problem: Problem, staying: Mapping[str, Task]) -> Problem:
    """The problem in which these are as they are given."""
    return replace(problem, tasks={name: staying.get(name, task) for name, task in problem.tasks.items()})


def reach(task: Task) -> tuple[Interval, ...]:
    """The minutes in which a task may be, wherever it is put."""
    return tuple((low, high + task.most) for low, high in task.starts())


def _site(task: Task, old: Position) -> Site | None:
    """The one place where it stands; None where it could be two, or none."""
    if len(task.sites) == 1:
        return task.sites[0]
    here = [site for site in task.sites if site.venue == old.venue]
    return here[0] if len(here) == 1 and task.kind != "block" else None


def _admits(task: Task, site: Site, old: Position) -> bool:
    """Whether what is asked of a task alone, whatever the others do, holds where it stands."""
    length = old.end - old.start
    on_grid = task.grid if task.least % task.grid == task.most % task.grid == 0 else 1
    ends = [restriction.allowed for restriction in task.restrictions if restriction.of_end]
    opens = [site.open_during] if site.open_during is not None else []
    return (
        task.least <= length <= task.most
        and old.start % task.grid == 0
        and (length % on_grid == 0 or length == task.least == task.most)
        and task.fixed_start in (None, old.start)
        and bool(intersect(task.starts(), ((old.start, old.start),)))
        and all(any(low <= old.end <= high for low, high in allowed) for allowed in ends)
        and all(any(low <= old.start and old.end <= high for low, high in during) for during in opens)
    )
