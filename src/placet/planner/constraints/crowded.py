"""Somebody who is asked for more hours than there are: redundant, but the proof needs it.

That two and two of many engagements can be put in order says nothing of all of them together, and to try the orders one
by one takes for ever. Asked not to overlap all at once, they are added up. Only for whom the sum is too much: there
alone it proves anything, and for everybody else the pairs are quicker.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.planner.tasks.problem import Interval, Task, intersect
from placet.planner.variables import Model, TaskVars


def post(model: Model) -> None:
    """No overlap among all the tasks of whoever has too many."""
    for party in sorted({party for task in model.problem.tasks.values() for party in task.parties}):
        own = _without_overlaps(variables for variables in model.tasks.values() if party in variables.task.parties)
        if model.repairs and all(variables.is_held for variables in own):
            continue  # nothing to put in order
        if is_asked_too_much([variables.task for variables in own]):
            model.cp.add_no_overlap([variables.interval for variables in own])


def _without_overlaps(own: Iterable[TaskVars]) -> list[TaskVars]:
    """Of commitments that overlap one another the first alone: neither is ours to move."""
    kept: list[TaskVars] = []
    for variables in own:
        others = [it for it in kept if it.task.kind == "busy"] if variables.task.kind == "busy" else []
        if all(_are_apart(variables, it) for it in others):
            kept.append(variables)
    return kept


def _are_apart(one: TaskVars, other: TaskVars) -> bool:
    return one.earliest + one.task.least <= other.earliest or other.earliest + other.task.least <= one.earliest


def is_asked_too_much(tasks: Iterable[Task]) -> bool:
    """Whether the least lengths of one person's tasks are more than a stretch that they lie in, or than all of them."""
    reaches = [(task, _reach(task)) for task in tasks if not task.optional and task.soft is None]
    stretches = _joined(span for _, reach in reaches for span in reach)
    asked = dict.fromkeys(stretches, 0)
    for task, reach in reaches:
        around = [it for it in stretches if any(it[0] <= opens and closes <= it[1] for opens, closes in reach)]
        if len(around) == 1:
            asked[around[0]] += task.least
    everything = sum(task.least for task, _ in reaches)
    return everything > sum(map(_length, stretches)) or any(asked[it] > _length(it) for it in stretches)


def _reach(task: Task) -> list[Interval]:
    """From each first start to where it ends, at its least length, after the last one."""
    starts = task.starts()
    for restriction in task.restrictions:
        if restriction.of_end:
            starts = intersect(starts, [(low - task.most, high - task.least) for low, high in restriction.allowed])
    return [(low, high + task.least) for low, high in starts]


def _joined(spans: Iterable[Interval]) -> list[Interval]:
    joined: list[Interval] = []
    for opens, closes in sorted(spans):
        if joined and opens <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(closes, joined[-1][1]))
        else:
            joined.append((opens, closes))
    return joined


def _length(stretch: Interval) -> int:
    return stretch[1] - stretch[0]
