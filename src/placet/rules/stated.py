"""What the file itself says about times: the bounds of a stated time, and the programme that the file's times make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

from placet.almanac.timeline import Timeline
from placet.model.attendance import interpreting, required
from placet.model.engagements import Engagement
from placet.model.ids import MovementId, VenueId
from placet.model.movements import End, Movement
from placet.model.places import Travel, TravelBasis
from placet.model.programme import Basis, Journey, Placement, Programme
from placet.model.roads import place_spot
from placet.model.spans import ABOUT_TOLERANCE, PARTS_OF_DAY, UNKNOWN, Clock, Length, Precision, When
from placet.model.visit import Visit
from placet.rules.instants import later


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest instant that a stated time allows, both included; None where it does not say."""

    earliest: datetime | None = None
    latest: datetime | None = None

    @property
    def is_exact(self) -> bool:
        """Whether only one instant is allowed."""
        return self.earliest is not None and self.earliest == self.latest


def bounds_of(timeline: Timeline, day: int, when: When, zone: str) -> Bounds:
    """What a stated time allows on a day. Raises as `Timeline.instant` does for a wall time that does not exist."""
    if when.precision in (Precision.UNKNOWN, Precision.AFTER):
        return Bounds()
    if when.part is not None:
        opens, closes = PARTS_OF_DAY[when.part]
        return Bounds(
            timeline.wall(day, opens.hour * 60 + opens.minute, zone),
            timeline.wall(day, closes.hour * 60 + closes.minute, zone),
        )
    if when.clock is None:
        raise ValueError("a stated time without a clock")
    at = timeline.instant(day, when.clock, zone)
    match when.precision:
        case Precision.EXACT:
            return Bounds(at, at)
        case Precision.ABOUT:
            return Bounds(at - ABOUT_TOLERANCE, at + ABOUT_TOLERANCE)
        case Precision.FROM:
            return Bounds(at, None)
        case Precision.BY:
            return Bounds(None, at)
        case _:
            until = when.until if when.until is not None else when.clock
            end = timeline.instant(day, until, zone)
            return Bounds(at, end if end >= at else end + timedelta(days=1))


def end_bounds_of(timeline: Timeline, day: int, at: When, ends: When, zone: str) -> Bounds:
    """What the stated end of an engagement allows that is stated to begin `at` on a day."""
    return bounds_of(timeline, timeline.day_of_end(day, at, ends, zone), ends, zone)


def stated_programme(visit: Visit, timeline: Timeline) -> Programme:
    """The programme that the file's own exact and approximate times make; the rest is listed as untimed."""
    placements = {}
    untimed = []
    for name, engagement in visit.engagements.items():
        if engagement.is_cancelled:
            continue
        day = only_day(visit, timeline, engagement)
        if not engagement.at.is_placed or engagement.at.clock is None or day is None:
            untimed.append(name)
            continue
        zone = zone_of(
            visit, timeline, day, engagement.at, engagement.venues[0] if engagement.venues else None, engagement.leg
        )
        starts = timeline.instant(day, engagement.at.clock, zone)
        placements[name] = Placement(
            engagement=name,
            starts_at=starts,
            ends_at=_stated_end(timeline, day, engagement, zone) or _exact_end(starts, engagement),
            venue=engagement.venues[0] if engagement.venues else None,
            about=engagement.at.precision is Precision.ABOUT,
            interpreters=interpreting(visit, engagement),
        )
    journeys = tuple(
        stated_journey(visit, timeline, name, movement)
        for name, movement in visit.movements.items()
        if not movement.is_cancelled
    )
    return Programme(
        starts_on=timeline.starts_on,
        placements=placements,
        journeys=journeys,
        basis=Basis.STATED,
        untimed=tuple(untimed),
    )


def only_day(visit: Visit, timeline: Timeline, engagement: Engagement) -> int | None:
    """The day on which an engagement is, as stated, or because it can be on no other; None where there is a choice."""
    if engagement.day is not None:
        return engagement.day
    legs = {visit.venues[venue].leg or engagement.leg for venue in engagement.venues} or {engagement.leg}
    leg = next(iter(legs)) if len(legs) == 1 else None
    days = engagement.days or tuple(timeline.days_of(leg) if leg is not None else timeline.days())
    return days[0] if len(set(days)) == 1 else None


def _stated_end(timeline: Timeline, day: int, engagement: Engagement, zone: str) -> datetime | None:
    if engagement.ends.precision is not Precision.EXACT:
        return None
    return end_bounds_of(timeline, day, engagement.at, engagement.ends, zone).earliest


def _exact_end(starts: datetime, engagement: Engagement) -> datetime | None:
    length = engagement.length
    if length is None or not length.stated or length.least != length.most:
        return None
    return later(starts, length.typical)


def zone_of(visit: Visit, timeline: Timeline, day: int, when: When, venue: str | None, leg: str | None) -> str:
    """The zone in which a time is stated: its own, its venue's leg's, its leg's, else that of the day's first leg."""
    if when.clock is not None and when.clock.zone is not None:
        return when.clock.zone
    if venue is not None:
        leg = visit.venues[venue].leg or leg  # type: ignore[index]  # checked when the file was read
    if leg is not None:
        return visit.legs[leg].zone  # type: ignore[index]  # checked when the file was read
    on_day = timeline.legs_on(day)
    return visit.legs[on_day[0]].zone if on_day else next(iter(visit.legs.values())).zone


def stated_journey(visit: Visit, timeline: Timeline, name: MovementId, movement: Movement) -> Journey:
    """A movement with as much of its times as the file states."""
    leaves = _end_instant(visit, timeline, movement.departs, movement.departs.day)
    arrives = _end_instant(visit, timeline, movement.arrives, day_of_arrival(visit, timeline, movement))
    about = any(end.at.precision is Precision.ABOUT for end in (movement.departs, movement.arrives))
    if movement.length is not None and movement.length.stated:
        if leaves is None and arrives is not None:
            leaves = later(arrives, -movement.length.typical)
        elif arrives is None and leaves is not None:
            arrives = later(leaves, movement.length.typical)
    return Journey(
        id=name,
        movement=name,
        parties=tuple(sorted(required(visit, movement))),
        by=movement.by,
        origin=spot_of(movement.departs),
        destination=spot_of(movement.arrives),
        leaves_at=leaves,
        arrives_at=arrives,
        basis=Basis.STATED,
        about=about,
    )


def day_of_arrival(visit: Visit, timeline: Timeline, movement: Movement) -> int | None:
    """The day on which a journey arrives, on its own clock: the stated one, else the first that is not too early.

    Over the date line that may be the day before the departure's.
    """
    departs, arrives = movement.departs, movement.arrives
    if arrives.day is not None:
        return arrives.day
    if departs.day is None or departs.at.clock is None or arrives.at.clock is None:
        return departs.day
    zones = [zone_of(visit, timeline, departs.day, end.at, end.venue, None) for end in (departs, arrives)]
    leaves = timeline.reading(departs.day, departs.at.clock, zones[0])
    return next(day for day in count(departs.day - 1) if timeline.reading(day, arrives.at.clock, zones[1]) >= leaves)


def spot_of(end: End) -> str:
    """The spot of a movement's end; empty where the file does not say."""
    if end.venue is not None:
        return end.venue
    return place_spot(end.place) if end.place is not None else ""


def _end_instant(visit: Visit, timeline: Timeline, end: End, day: int | None) -> datetime | None:
    if not end.at.is_placed or end.at.clock is None or day is None:
        return None
    clock: Clock = end.at.clock
    return timeline.instant(day, clock, zone_of(visit, timeline, day, end.at, end.venue, None))


def without_times(visit: Visit, timeline: Timeline) -> Visit:
    """The same visit with its exact and approximate times forgotten, except those of flights and anchors.

    An engagement whose both ends were exact keeps its length: how long something takes is not when it takes place. A
    drive that loses its times is no longer a journey of its own: it becomes the way between two places, which planning
    puts in wherever somebody goes it.
    """
    programme = stated_programme(visit, timeline)
    engagements = {}
    for name, engagement in visit.engagements.items():
        placement = programme.placements.get(name)
        if engagement.anchor or placement is None:
            engagements[name] = engagement
            continue
        length = engagement.length
        if length is None and placement.ends_at is not None:
            length = Length.exactly(placement.ends_at - placement.starts_at)
        engagements[name] = replace(engagement, at=UNKNOWN, ends=UNKNOWN, length=length)
    movements = {name: movement for name, movement in visit.movements.items() if movement.keeps_times}
    ways = (_way(journey) for journey in programme.journeys if journey.movement not in movements)
    travel = (*visit.travel, *(way for way in ways if way is not None))
    return replace(visit, engagements=engagements, movements=movements, travel=travel)


def _way(journey: Journey) -> Travel | None:
    """What a journey says of the way between its ends; its margins are in it."""
    if journey.leaves_at is None or journey.arrives_at is None or not journey.origin or not journey.destination:
        return None
    time = max(timedelta(0), journey.arrives_at - journey.leaves_at)
    origin, destination = VenueId(journey.origin), VenueId(journey.destination)
    return Travel(origin=origin, destination=destination, time=time, basis=TravelBasis.ESTIMATED)
