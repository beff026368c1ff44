"""Ways out: what is to be given so that nothing comes too late on the first day that is wished for.

Each kind of what can be given is tried alone, the cheapest kind first; where none is enough, all of them together. From
what is enough one thing after the other is taken back, the dearest first, as long as it stays enough: of what is left
nothing can be spared, though something else might be fewer. It is scheduled again, whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from placet.model.countdown import Link, Way
from placet.model.ids import EngagementId, OfficeId, TaskId
from placet.planner.countdown.chain import chain_of
from placet.planner.countdown.earliest import is_in_time_in_a_hurry
from placet.planner.countdown.levers import Give, Lever, Levers, days_off
from placet.planner.countdown.project import BeyondHorizon, Put
from placet.planner.countdown.schedule import Schedule, schedule

ALONE = ((Give.STAND_IN,), (Give.DAY_OFF,), (Give.HANDS,), (Give.TASK,), (Give.TASK, Give.ENGAGEMENT))
"""Kinds that are tried by themselves; an engagement is left out only where leaving out tasks is not enough."""


def ways_out(levers: Levers) -> tuple[Way, ...]:
    """The ways, the cheapest first; none where even all together is not enough."""
    enough = dict.fromkeys(filter(None, (_enough(levers, gives) for gives in ALONE)))
    return tuple(_ways(levers, enough or filter(None, [_enough(levers, tuple(Give))])))


def wall_of(levers: Levers) -> tuple[Link, ...]:
    """The chain that comes too late even when all is given and every day is worked on; nothing beyond the horizon."""
    project = levers.project([lever for give in Give for lever in levers.of(give)])
    try:
        found = schedule(replace(project, calendars=(None,) * len(project.calendars)))
    except BeyondHorizon:
        return ()
    if all(found.is_met(name) for name in found.put):
        return ()
    return tuple(_link(levers.setting.today, name, found.put[name]) for name in chain_of(found))


def _link(today: date, name: TaskId, one: Put) -> Link:
    return Link(name, today + timedelta(days=one.starts), today + timedelta(days=one.ends - 1), one.length)


def _enough(levers: Levers, gives: Sequence[Give]) -> tuple[Lever, ...]:
    """What of these kinds is enough, and none of it can be spared; nothing where all of it is not."""
    every = [lever for give in gives for lever in levers.of(give)]
    if not every or not is_in_time_in_a_hurry(levers.project(every)):
        return ()
    kept = every
    for lever in reversed(every):
        fewer = [other for other in kept if other != lever]
        if is_in_time_in_a_hurry(levers.project(fewer)):
            kept = fewer
    return tuple(kept)


def _resting(levers: Levers, given: Sequence[Lever]) -> frozenset[str]:
    """The tasks for which nobody need work on a day off."""
    resting: frozenset[str] = frozenset()
    for activity in levers.setting.project.activities if days_off(given) else ():
        if is_in_time_in_a_hurry(levers.project(given, resting | {activity.name})):
            resting |= {activity.name}
    return resting


def _ways(levers: Levers, enough: Iterable[Sequence[Lever]]) -> Iterator[Way]:
    for given in enough:
        resting = _resting(levers, given)
        try:
            found = schedule(levers.project(given, resting))
        except BeyondHorizon:
            continue
        if all(found.is_met(name) for name in found.put):
            yield _way(levers, given, found, [name for name in found.put if name not in resting])


def _way(levers: Levers, given: Sequence[Lever], found: Schedule, at_work: Sequence[str]) -> Way:
    activities = found.project.by_name
    saved = {name: activities[name].usual - one.length for name, one in found.put.items()}
    hands = Counter(OfficeId(str(lever.what)) for lever in given if lever.give is Give.HANDS)
    return Way(
        stand_ins=tuple(TaskId(str(lever.what)) for lever in given if lever.give is Give.STAND_IN),
        days_off=days_off(given),
        at_work=tuple(TaskId(name) for name in at_work) if days_off(given) else (),
        hands=dict(sorted(hands.items())),
        tasks=levers.dispensed(given),
        engagements=tuple(EngagementId(str(lever.what)) for lever in given if lever.give is Give.ENGAGEMENT),
        fallen=levers.fallen(given),
        late=sum(found.late(name) > 0 for name in found.put),
        hurried=sum(days > 0 for days in saved.values()),
        saved=sum(saved.values()),
    )
