"""An engagement without an hour: its own windows and the commitments of those who must be there leave none.

That is a proof by itself, and needs no search.
"""

from __future__ import annotations

from placet.planner.dates.frames import Taken, wanted
from placet.planner.placing.rooms import starts_of
from placet.planner.tasks.problem import Interval, Problem, Requirement, Task, intersect


class Hours:
    """For every task of a frame, the starts at which it could be, the other tasks apart."""

    def __init__(self, problem: Problem) -> None:
        """Look at every task once: the frame has many days."""
        self._tasks = {name: task for name, task in problem.tasks.items() if task.kind != "busy"}
        self._starts = {name: starts_of(task) for name, task in self._tasks.items()}
        self._of_party: dict[str, list[str]] = {}
        for name, task in self._tasks.items():
            for party in task.parties:
                self._of_party.setdefault(party, []).append(name)

    def nowhere(self, taken: tuple[Taken, ...]) -> tuple[Requirement, ...]:
        """The requirements by which some task has no start left; empty where each has one."""
        meant = sorted({name for one in taken for party in one.parties for name in self._of_party.get(party, ())})
        for name in meant:
            task = self._tasks[name]
            if name in self._starts and task.takes_place is not None:
                theirs = [one for one in taken if one.parties & task.parties]
                starts = self._starts[name]
                if starts and not _free(starts, task.least, theirs):
                    return (*_windows(task), *(wanted(one) for one in theirs if _meets(starts, task.least, one)))
        return ()


def _free(starts: tuple[Interval, ...], least: int, taken: list[Taken]) -> tuple[Interval, ...]:
    """The starts at which a task of the least length does not meet any commitment."""
    for one in taken:
        opens, closes = one.span
        before, after = (-(10**9), opens - least), (closes, 10**9)
        starts = intersect(starts, (before, after))
    return starts


def _meets(starts: tuple[Interval, ...], least: int, taken: Taken) -> bool:
    opens, closes = taken.span
    return any(low < closes and high + least > opens for low, high in starts)


def _windows(task: Task) -> tuple[Requirement, ...]:
    """What the file says of when it is; that it takes place, where it says nothing."""
    said = [r.requirement for r in task.restrictions if r.requirement is not None and r.requirement.kind != "hours"]
    return tuple(dict.fromkeys(said)) or ((task.takes_place,) if task.takes_place is not None else ())
