"""The two passes of the critical path: how early, and how late, everything can be when hands are not counted.

With hands they are bounds: nothing can begin earlier than on the way forward, nothing may end later than on the way
back. A pass that needs no more hands than there are is a best schedule itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from placet.planner.countdown.project import Project, Put


def early(project: Project, lengths: Mapping[str, int]) -> dict[str, Put]:
    """Everything as early as its needs allow. Raises `BeyondHorizon` where the calendars end before."""
    put: dict[str, Put] = {}
    for activity in project.activities:
        ready = max((put[name].ends + wait for name, wait in activity.needs), default=0)
        starts = project.begins(activity, max(ready, project.opens(activity)))
        length = lengths[activity.name]
        put[activity.name] = Put(starts, project.finishes(activity, starts, length), length)
    return put


def late(project: Project, lengths: Mapping[str, int], limits: Mapping[str, int]) -> dict[str, Put] | None:
    """Everything as late as its limit and what waits for it allow; None where one has no room.

    A limit is an end, not included. What is under way stays where it is.
    """
    put: dict[str, Put] = {}
    for activity in reversed(project.activities):
        length, days = lengths[activity.name], project.working(activity)
        after = (put[name].starts - wait for name, wait in project.successors[activity.name])
        limit = min(limits[activity.name], *after, project.horizon)
        last = bisect_left(days, limit) - 1  # the last working day before the limit
        first = last - length + 1
        if first < 0 or (length and last < 0):
            return None
        if activity.begun:
            if first < bisect_left(days, 0):
                return None
            first = bisect_left(days, 0)
        starts = days[first] if length else limit
        put[activity.name] = Put(starts, project.finishes(activity, starts, length), length)
    return put


def fits(project: Project, put: Mapping[str, Put]) -> bool:
    """Whether a schedule never takes more hands than there are."""
    for resource, most in project.capacity.items():
        changes: dict[int, int] = {}
        for activity in project.activities:
            hands, one = activity.uses.get(resource, 0), put[activity.name]
            changes[one.starts] = changes.get(one.starts, 0) + hands
            changes[one.ends] = changes.get(one.ends, 0) - hands
        held = 0
        for day in sorted(changes):
            held += changes[day]
            if held > most:
                return False
    return True


def pushed(project: Project, put: Mapping[str, Put], limits: Mapping[str, int]) -> dict[str, Put]:
    """A schedule pushed towards its limits, what ends last first; each as late as its limit and the hands allow.

    What has not been pushed yet keeps its place, so that the schedule holds at every step and nothing moves forward.
    """
    found = dict(put)
    place = {activity.name: number for number, activity in enumerate(project.activities)}
    for name in sorted(put, key=lambda name: (-put[name].ends, -put[name].starts, -place[name])):
        activity, one = project.by_name[name], put[name]
        if activity.begun or one.length == 0:
            continue
        days = project.working(activity)
        after = (found[other].starts - wait for other, wait in project.successors[name])
        index = bisect_left(days, min(limits[name], *after, project.horizon)) - one.length
        while days[index] > one.starts:
            found[name] = Put(days[index], project.finishes(activity, days[index], one.length), one.length)
            if fits(project, found):
                break
            index -= 1
        else:
            found[name] = one
    return found
