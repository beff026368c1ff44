"""Engagements and flights are at their stated days and times, and engagements without one in the hours of their leg."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import DAY, Clock, Span, of_day
from tests.planner.oracle.scene import Scene, Thing

from placet.model.engagements import Engagement
from placet.model.spans import PARTS_OF_DAY, Precision, When

OUTSIDE = "outside the hours of its leg"
"""The one fact that binds the planner and that no rule judges: an office may put an engagement where it likes."""

ABOUT = 15
"""Minutes either way of a time that is stated as "about"."""

FAR = 10**7

SMALL_HOURS = 360
"""A day reaches to 06:00 of the next: a dinner that begins at 01:00 belongs to the evening before."""

LATEST_NIGHT = 300
"""Minutes after midnight in which an end belongs to the night before."""


def not_at_stated_times(scene: Scene) -> Iterator[str]:
    for thing, engagement in scene.engagements():
        zone, days = scene.zone_of(engagement), scene.days_of(engagement)
        if not any(_fits_day(scene, thing, engagement, day, zone) for day in days):
            yield f"{thing.name}: not at its stated times"
        is_free = engagement.at.precision in (Precision.UNKNOWN, Precision.AFTER)
        if is_free and not any(_in_leg_hours(scene, thing, engagement, day, zone) for day in days):
            yield f"{thing.name}: {OUTSIDE}"
    yield from _flights(scene)


def _fits_day(scene: Scene, thing: Thing, engagement: Engagement, day: int, zone: str) -> bool:
    clock = scene.clock
    first_start, last_start = _bounds(clock, day, engagement.at, zone)
    first_end, last_end = _bounds(clock, day, engagement.ends, zone)
    if engagement.ends.clock is not None and last_end < max(first_start, clock.wall(day, LATEST_NIGHT, zone)):
        first_end, last_end = _bounds(clock, day + 1, engagement.ends, zone)  # after midnight
    is_on_day = clock.wall(day, 0, zone) <= thing.starts < clock.wall(day + 1, SMALL_HOURS, zone)
    return is_on_day and first_start <= thing.starts <= last_start and first_end <= thing.ends <= last_end


def _in_leg_hours(scene: Scene, thing: Thing, engagement: Engagement, day: int, zone: str) -> bool:
    leg = scene.visit.legs[scene.leg_of(engagement) or next(iter(scene.visit.legs))]
    opens, closes = scene.clock.hours(day, leg.day, zone)
    return opens <= thing.starts and (thing.ends <= closes or engagement.ends.clock is not None)


def _flights(scene: Scene) -> Iterator[str]:
    for name, journey in scene.stated.items():
        movement = scene.visit.movements[name]
        for end, instant in ((movement.departs, journey.leaves_at), (movement.arrives, journey.arrives_at)):
            day = end.day or movement.departs.day
            if end.at.clock is None or instant is None or day is None:
                continue
            zone = scene.clock.zone_at(end.venue) or scene.clock.zone_on(day)
            low, high = _bounds(scene.clock, day, end.at, zone)
            if not low <= scene.clock.at(instant) <= high:
                yield f"{name}: a journey not at its stated time"


def _bounds(clock: Clock, day: int, when: When, zone: str) -> Span:
    """The first and the last instant, both included, that a stated time allows on a day."""
    if when.part is not None:
        opens, closes = PARTS_OF_DAY[when.part]
        return clock.wall(day, of_day(opens), zone), clock.wall(day, of_day(closes), zone)
    if when.clock is None:
        return -FAR, FAR
    at = clock.wall(day + when.clock.plus_days, of_day(when.clock.at), when.clock.zone or zone)
    match when.precision:
        case Precision.EXACT:
            return at, at
        case Precision.ABOUT:
            return at - ABOUT, at + ABOUT
        case Precision.FROM:
            return at, FAR
        case Precision.BY:
            return -FAR, at
        case _:
            until = when.until or when.clock
            end = clock.wall(day + until.plus_days, of_day(until.at), until.zone or zone)
            return at, end if end >= at else end + DAY
