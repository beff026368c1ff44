"""The one judge of all plans: whether a plan keeps the common part, and what it comes to.

It is written for reading, not for speed, and shares no code with any solver here nor with Placet: it knows the fields
of an instance and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.peers.problem import Instance


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a plan, in words, and its weighted deviation in steps of five minutes."""

    faults: tuple[str, ...]
    deviation: int


def score(instance: Instance, starts: dict[str, int]) -> Verdict:
    """Judge a plan, given as the start of every engagement."""
    faults: list[str] = []
    names = [engagement.id for engagement in instance.engagements]
    faults += [f"{name} is missing" for name in names if name not in starts]
    faults += [f"{name} is nobody's" for name in starts if name not in names]
    if faults:
        return Verdict(tuple(faults), 0)
    ends = {}
    for engagement in instance.engagements:
        at = starts[engagement.id]
        ends[engagement.id] = at + engagement.length
        if at % 5 != 0:
            faults.append(f"{engagement.id} is off the grid")
        if not engagement.opens <= at <= engagement.closes:
            faults.append(f"{engagement.id} is outside its window")
    faults += _nobody_twice(instance, starts, ends)
    faults += _venues_hold(instance, starts, ends)
    for wait in instance.waits:
        gap = starts[wait.after] - ends[wait.before]
        if gap < wait.least:
            faults.append(f"{wait.after} too soon after {wait.before}")
        if wait.most is not None and gap > wait.most:
            faults.append(f"{wait.after} too long after {wait.before}")
    deviation = 0
    for engagement in instance.engagements:
        if engagement.preferred is not None:
            deviation += engagement.weight * (abs(starts[engagement.id] - engagement.preferred) // 5)
    return Verdict(tuple(faults), deviation)


def _nobody_twice(instance: Instance, starts: dict[str, int], ends: dict[str, int]) -> list[str]:
    """Each party's own list, hour by hour, with every way."""
    minutes = {}
    for way in instance.ways:
        minutes[(way.origin, way.destination)] = way.minutes
    faults = []
    for party in sorted({party for engagement in instance.engagements for party in engagement.parties}):
        diary = [engagement for engagement in instance.engagements if party in engagement.parties]
        diary.sort(key=lambda engagement: (starts[engagement.id], ends[engagement.id]))
        for number, later in enumerate(diary):
            for earlier in diary[:number]:
                ready = ends[earlier.id] + minutes.get((earlier.venue, later.venue), 0)
                if starts[later.id] < ready:
                    faults.append(f"{party} cannot be at {later.id} after {earlier.id}")
    return faults


def _venues_hold(instance: Instance, starts: dict[str, int], ends: dict[str, int]) -> list[str]:
    """Count who is in a venue at every moment at which somebody comes in."""
    faults = []
    for venue, holds in instance.capacity.items():
        users = [engagement.id for engagement in instance.engagements if engagement.venue == venue]
        for moment in sorted({starts[user] for user in users}):
            inside = [user for user in users if starts[user] <= moment < ends[user]]
            if len(inside) > holds:
                faults.append(f"{venue} holds {holds}, not {len(inside)}: {', '.join(inside)}")
    return faults
