"""The chain of tasks that decides when all is finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from placet.model.ids import TaskId
from placet.planner.countdown.project import Project, Put
from placet.planner.countdown.schedule import Schedule


def chain_of(found: Schedule) -> tuple[TaskId, ...]:
    """The chain with the least to spare, in order.

    Back from the one of those with the least slack that is most too late, else the last of them: always to what it
    waited for, a task it needs or one whose hands it took over, as long as that has no more slack. What only waits for
    the day on which it may begin is not what decides, unless there is nothing else.
    """
    project, put = found.project, found.put
    slack = {name: found.slack(name) for name in put}
    pressed = [name for name in put if not _waits(project, put, name)] or list(put)
    least = min(slack[name] for name in pressed)
    now: str | None = max(
        (n for n in pressed if slack[n] == least), key=lambda name: (found.beyond(name), put[name].ends, name)
    )
    chain: list[str] = []
    while now is not None:
        chain.append(now)
        now = next((n for n in _held_by(project, put, now) if slack[n] <= least and n not in chain), None)
    return tuple(TaskId(name) for name in reversed(chain))


def _waits(project: Project, put: Mapping[str, Put], name: str) -> bool:
    """Whether an activity begins when it does because it may not begin before."""
    activity = project.by_name[name]
    opens = project.opens(activity)
    return opens > 0 and put[name].starts == project.begins(activity, opens)


def _held_by(project: Project, put: Mapping[str, Put], name: str) -> Iterator[str]:
    """Those for whose end an activity waited: what it needs, then what had its hands."""
    activity, starts = project.by_name[name], put[name].starts
    for before, wait in activity.needs:
        if project.begins(activity, put[before].ends + wait) == starts:
            yield before
    for other in project.activities:
        ends = put[other.name].ends
        if (
            ends <= starts
            and not set(other.uses).isdisjoint(activity.uses)
            and project.begins(activity, ends) == starts
        ):
            yield other.name
