"""The visit without the times that only say again what the programme has.

An exact time that the file and the programme have in common is what stands, not what is asked for: it may move, at a
price. A time that the file states otherwise than the programme has it is a change somebody made. Anchors and flights
keep theirs, and so does what was asked for in so many words: a margin lies around the hour that was agreed, not around
the one that is asked for now.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from placet.almanac.timeline import Timeline
from placet.model.amendments import Aspects
from placet.model.engagements import Engagement
from placet.model.movements import Movement
from placet.model.programme import Placement, Programme
from placet.model.spans import UNKNOWN, Length, Precision, length_between
from placet.model.visit import Visit
from placet.planner.repair.amended import TIME
from placet.rules.stated import bounds_of, stated_journey, zone_of

NO_MARGIN = timedelta(0)


def released(visit: Visit, programme: Programme, timeline: Timeline, aspects: Aspects) -> Visit:
    """The visit whose stated times may move; the day on which something is stays."""
    asked = {name for name, of in aspects.items() if TIME in of}
    return replace(
        visit,
        engagements={
            name: _engagement(visit, timeline, engagement, programme.placements.get(name))
            if may_move(engagement) and name not in asked
            else replace(engagement, margin=NO_MARGIN if name in asked else engagement.margin)
            for name, engagement in visit.engagements.items()
        },
        movements={
            name: _movement(visit, programme, timeline, name, movement, asked)
            for name, movement in visit.movements.items()
        },
    )


def may_move(engagement: Engagement) -> bool:
    """Whether an engagement states an hour that is not fixed from outside."""
    return engagement.at.is_placed and not engagement.anchor and engagement.withheld is None


def without_anchors(visit: Visit) -> Visit:
    """The same with engagements that may be passed by others: only journeys keep what lies on either side of them."""
    engagements = {name: replace(engagement, anchor=False) for name, engagement in visit.engagements.items()}
    return replace(visit, engagements=engagements)


def _engagement(visit: Visit, timeline: Timeline, engagement: Engagement, put: Placement | None) -> Engagement:
    day = engagement.day
    if put is None or day is None:
        return engagement
    venue = engagement.venues[0] if engagement.venues else None
    zone = zone_of(visit, timeline, day, engagement.at, venue, engagement.leg)
    bounds = bounds_of(timeline, day, engagement.at, zone)
    if bounds.earliest is None or bounds.latest is None or not bounds.earliest <= put.starts_at <= bounds.latest:
        return engagement
    length = engagement.length
    if engagement.ends.precision is Precision.EXACT and put.ends_at is not None:
        if _stated_end_differs(visit, timeline, engagement, put):
            return engagement
        length = length or Length.exactly(length_between(put.starts_at, put.ends_at))
    # Where the end is not exact it is a bound of its own and stays.
    ends = UNKNOWN if engagement.ends.precision is Precision.EXACT else engagement.ends
    return replace(engagement, at=UNKNOWN, ends=ends, length=length)


def _stated_end_differs(visit: Visit, timeline: Timeline, engagement: Engagement, put: Placement) -> bool:
    day = engagement.day or 1
    venue = engagement.venues[0] if engagement.venues else None
    zone = zone_of(visit, timeline, day, engagement.at, venue, engagement.leg)
    stated = bounds_of(timeline, timeline.day_of_end(day, engagement.at, engagement.ends, zone), engagement.ends, zone)
    return stated.earliest != put.ends_at


def _movement(
    visit: Visit, programme: Programme, timeline: Timeline, name: str, movement: Movement, asked: Collection[str]
) -> Movement:
    """A drive within a city may move; one from city to city decides where everybody is, and stays."""
    departs, arrives = movement.departs, movement.arrives
    legs = {visit.venues[end.venue].leg if end.venue is not None else None for end in (departs, arrives)}
    planned = next((journey for journey in programme.journeys if journey.movement == name), None)
    if movement.keeps_times or name in asked or len(legs) > 1 or planned is None or departs.day is None:
        return movement
    stated = stated_journey(visit, timeline, planned.movement or planned.id, movement)
    if (stated.leaves_at, stated.arrives_at) != (planned.leaves_at, planned.arrives_at):
        return movement
    length = movement.length
    if stated.leaves_at is not None and stated.arrives_at is not None and length is None:
        length = Length.exactly(max(stated.arrives_at, stated.leaves_at) - stated.leaves_at)
    free = replace(departs, at=UNKNOWN), replace(arrives, at=UNKNOWN)
    return replace(movement, departs=free[0], arrives=free[1], length=length)
