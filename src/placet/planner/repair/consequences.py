"""What an answer makes of the visit: where the file states an hour or a venue that moved, it states the new one.

What was agreed and moved beyond its margin is agreed no longer: nothing is agreed again by being moved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from placet.almanac.timeline import Timeline
from placet.model.engagements import Engagement, Status
from placet.model.ids import MovementId
from placet.model.movements import End, Movement
from placet.model.programme import Journey, Placement, Programme
from placet.model.spans import UNKNOWN, Length, Precision, When, length_between
from placet.model.visit import Visit
from placet.planner.repair.amended import clock_of, put_at
from placet.rules.stated import bounds_of, stated_journey, zone_of


def with_consequences(
    visit: Visit, before: Visit | None, programme: Programme, timeline: Timeline, reopened: Collection[str]
) -> Visit:
    """The visit whose stated times and venues are those of the programme, where they were not already.

    Of venues that were only proposed in the place of one that is lost, by `before` and `visit`, the chosen one is left.
    """
    engagements = dict(visit.engagements)
    for name, placement in programme.placements.items():
        engagement = _restated(visit, timeline, visit.engagements[name], placement)
        known = before.engagements.get(name) if before is not None else None
        if known is not None and placement.venue is not None and not {*engagement.venues} <= {*known.venues}:
            engagement = replace(engagement, venues=(placement.venue,))
        if name in reopened:
            engagement = replace(engagement, agreed=None, status=Status.PROPOSED)
        engagements[name] = engagement
    movements = dict(visit.movements)
    for journey in programme.journeys:
        if journey.movement is not None:
            movement = _driven(visit, timeline, visit.movements[journey.movement], journey)
            if journey.movement in reopened:
                movement = replace(movement, agreed=None, status=Status.PROPOSED)
            movements[journey.movement] = movement
    return replace(visit, engagements=engagements, movements=movements)


def _restated(visit: Visit, timeline: Timeline, engagement: Engagement, put: Placement) -> Engagement:
    if put.venue is not None and put.venue not in engagement.venues:
        engagement = replace(engagement, venues=(put.venue,))
    if not engagement.at.is_placed or engagement.day is None or engagement.withheld is not None:
        return engagement
    day, venue = engagement.day, engagement.venues[0] if engagement.venues else None
    zone = zone_of(visit, timeline, day, engagement.at, venue, engagement.leg)
    bounds = bounds_of(timeline, day, engagement.at, zone)
    stays = bounds.earliest is not None and bounds.latest is not None
    stays = stays and bounds.earliest <= put.starts_at <= bounds.latest  # type: ignore[operator]  # just asked
    had_end = engagement.ends.precision is Precision.EXACT
    if stays and not (had_end and _ends_differently(timeline, zone, engagement, put)):
        return engagement
    stated = put_at(visit, timeline, engagement, put, put.starts_at, put.ends_at or put.starts_at)
    length = stated.length if had_end or engagement.length is None or _is_outside(engagement.length, put) else None
    at = stated.at if engagement.at.precision is Precision.EXACT else replace(stated.at, precision=Precision.ABOUT)
    if engagement.length is None and not had_end:
        length = None
    return replace(stated, at=at, length=length or engagement.length)


def _is_outside(length: Length, put: Placement) -> bool:
    return put.ends_at is not None and not length.least <= length_between(put.starts_at, put.ends_at) <= length.most


def _ends_differently(timeline: Timeline, zone: str, engagement: Engagement, put: Placement) -> bool:
    day = timeline.day_of_end(engagement.day or 1, engagement.at, engagement.ends, zone)
    return bounds_of(timeline, day, engagement.ends, zone).earliest != put.ends_at


def _driven(visit: Visit, timeline: Timeline, movement: Movement, journey: Journey) -> Movement:
    stated = stated_journey(visit, timeline, MovementId(journey.id), movement)
    same = [
        planned is None or known is None or planned == known
        for planned, known in ((journey.leaves_at, stated.leaves_at), (journey.arrives_at, stated.arrives_at))
    ]
    if all(same):
        return movement
    ends = []
    for end, instant in ((movement.departs, journey.leaves_at), (movement.arrives, journey.arrives_at)):
        ends.append(end if instant is None or end.at == UNKNOWN else _at(visit, timeline, end, instant))
    return replace(movement, departs=ends[0], arrives=ends[1])


def _at(visit: Visit, timeline: Timeline, end: End, instant: object) -> End:
    zone = zone_of(visit, timeline, end.day or 1, end.at, end.venue, None)
    day, clock = clock_of(timeline, instant, zone, 0)  # type: ignore[arg-type]  # an instant of a journey
    if end.at.clock is not None and end.at.clock.zone is not None:
        clock = replace(clock, zone=zone)
    return replace(end, day=day, at=When(Precision.EXACT, clock))
