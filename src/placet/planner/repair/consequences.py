"""What an answer makes of the visit: where the file states an hour or a venue that moved, it states the new one.

What was agreed and moved beyond its margin is agreed no longer: nothing is agreed again by being moved.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from placet.almanac.timeline import Timeline
from placet.model.amendments import Aspects
from placet.model.engagements import Engagement, Status
from placet.model.ids import MovementId
from placet.model.movements import End, Movement
from placet.model.programme import Journey, Placement, Programme
from placet.model.spans import UNKNOWN, Length, Precision, When, length_between
from placet.model.visit import Visit
from placet.planner.repair.amended import LENGTH, clock_of, put_at
from placet.rules.stated import bounds_of, end_bounds_of, stated_journey, zone_of


def with_consequences(
    visit: Visit,
    before: Visit | None,
    programme: Programme,
    timeline: Timeline,
    reopened: Collection[str],
    aspects: Aspects,
) -> Visit:
    """The visit whose stated times and venues are those of the programme, where they were not already.

    Whatever else `before` said of when something ends stays, unless it holds no longer, or was asked for by `aspects`.
    Of venues that were only proposed in the place of one that is lost, by `before` and `visit`, the chosen one is left.
    """
    engagements = dict(visit.engagements)
    for name, placement in programme.placements.items():
        engagement = _restated(visit, timeline, visit.engagements[name], placement)
        known = before.engagements.get(name) if before is not None else None
        said = known or visit.engagements[name]
        is_asked = LENGTH in aspects.get(name, ())
        engagement = _ended_as_before(visit, timeline, said, engagement, placement, is_asked=is_asked)
        if known is not None and placement.venue is not None and not {*engagement.venues} <= {*known.venues}:
            engagement = replace(engagement, venues=(placement.venue,))
        if name in reopened:
            engagement = replace(engagement, agreed=None, status=Status.PROPOSED)
        engagements[name] = engagement
    movements = dict(visit.movements)
    for journey in programme.journeys:
        if journey.movement is not None:
            movement = _driven(visit, timeline, visit.movements[journey.movement], journey)
            if before is not None and journey.movement in before.movements:
                movement = _said_as_before(visit, timeline, before.movements[journey.movement], movement, journey)
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
    is_exact = engagement.at.precision is Precision.EXACT
    return stated if is_exact else replace(stated, at=replace(stated.at, precision=Precision.ABOUT))


def _ended_as_before(
    visit: Visit, timeline: Timeline, said: Engagement, engagement: Engagement, put: Placement, *, is_asked: bool
) -> Engagement:
    """An engagement restated, with the end or the length that was `said` of it where that is still true.

    An exact end moves along. A length that was asked for stays, unless that end says it.
    """
    if (engagement.length, engagement.ends) == (said.length, said.ends) or engagement.day is None:
        return engagement
    zone = zone_of(visit, timeline, engagement.day, engagement.at, put.venue, engagement.leg)
    ends = _end_along(timeline, zone, said.ends, put)
    is_true = _is_end(timeline, zone, engagement, ends, put)
    if not is_true and ends.precision is Precision.EXACT:
        return engagement
    engagement = replace(engagement, ends=ends if is_true else UNKNOWN)
    is_fixed = Precision.EXACT is engagement.at.precision is ends.precision
    if (is_asked and not is_fixed) or (
        said.length is not None and _is_outside(said.length, put.starts_at, put.ends_at)
    ):
        return engagement
    return replace(engagement, length=said.length)


def _end_along(timeline: Timeline, zone: str, said: When, put: Placement) -> When:
    """A stated end, moved to that of the programme where it is exact."""
    if said.precision is not Precision.EXACT or said.clock is None or put.ends_at is None:
        return said
    _, clock = clock_of(timeline, put.ends_at, said.clock.zone or zone, 0)
    return When(Precision.EXACT, replace(clock, zone=said.clock.zone))


def _is_end(timeline: Timeline, zone: str, engagement: Engagement, ends: When, put: Placement) -> bool:
    """Whether a stated end is true of where an engagement was put."""
    if put.ends_at is None or engagement.day is None:
        return False
    bounds = end_bounds_of(timeline, engagement.day, engagement.at, ends, zone)
    not_before = bounds.earliest is None or length_between(bounds.earliest, put.ends_at) >= timedelta(0)
    return not_before and (bounds.latest is None or length_between(put.ends_at, bounds.latest) >= timedelta(0))


def _is_outside(length: Length, begins: datetime | None, ends: datetime | None) -> bool:
    return begins is not None and ends is not None and not length.least <= length_between(begins, ends) <= length.most


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


def _said_as_before(visit: Visit, timeline: Timeline, said: Movement, movement: Movement, journey: Journey) -> Movement:
    """A movement with whatever was `said` of its days, hours and length that still makes the same journey."""
    if said.length is None or not _is_outside(said.length, journey.leaves_at, journey.arrives_at):
        movement = _kept(visit, timeline, movement, replace(movement, length=said.length), journey)
    for end in ("departs", "arrives"):
        for part in ("at", "day"):
            again = replace(getattr(movement, end), **{part: getattr(getattr(said, end), part)})
            movement = _kept(visit, timeline, movement, replace(movement, **{end: again}), journey)
    return movement


def _kept(visit: Visit, timeline: Timeline, movement: Movement, tried: Movement, journey: Journey) -> Movement:
    """The one that was `tried`, if the file then states both times of the journey."""
    stated = stated_journey(visit, timeline, journey.id, tried)
    if None in (stated.leaves_at, stated.arrives_at, journey.leaves_at, journey.arrives_at):
        return movement
    is_same = (stated.leaves_at, stated.arrives_at) == (journey.leaves_at, journey.arrives_at)
    return tried if is_same else movement


def _at(visit: Visit, timeline: Timeline, end: End, instant: object) -> End:
    zone = zone_of(visit, timeline, end.day or 1, end.at, end.venue, None)
    day, clock = clock_of(timeline, instant, zone, 0)  # type: ignore[arg-type]  # an instant of a journey
    if end.at.clock is not None and end.at.clock.zone is not None:
        clock = replace(clock, zone=zone)
    return replace(end, day=day, at=When(Precision.EXACT, clock))
