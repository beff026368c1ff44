"""Engagements are in a venue of theirs that is open, large enough, set up, and not taken."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tests.planner.oracle.clock import Span, whole
from tests.planner.oracle.scene import Scene

ROOM_FOR_ALL = 10**6
"""The capacity of a venue that states none."""


def wrong_venues(scene: Scene) -> Iterator[str]:
    """Not one of its own, or too small although one of its own is not."""
    for thing, engagement in scene.engagements():
        if engagement.venues and thing.origin not in engagement.venues:
            yield f"{thing.name}: at {thing.origin}, which is none of its venues"
            continue
        rooms = {name: scene.visit.venues[name].capacity or ROOM_FOR_ALL for name in engagement.venues}
        people = engagement.people or 0
        if thing.origin in rooms and rooms[thing.origin] < people <= max(rooms.values()):
            yield f"{thing.name}: {thing.origin} is too small"


def closed(scene: Scene) -> Iterator[str]:
    for thing in scene.placed:
        if thing.origin is None or not scene.visit.venues[thing.origin].openings:
            continue
        if not any(opens <= thing.starts and thing.ends <= closes for opens, closes in _openings(scene, thing.origin)):
            yield f"{thing.name}: {thing.origin} is closed"


def _openings(scene: Scene, name: str) -> list[Span]:
    """When a venue is open, on every day of the visit."""
    clock = scene.clock
    zone = clock.zone_at(name) or next(iter(scene.visit.legs.values())).zone
    return [
        clock.hours(day, opening.hours, zone)
        for day in clock.days()
        for opening in scene.visit.venues[name].openings
        if (not opening.days or day in opening.days) and clock.is_on(opening.weekdays, day)
    ]


def too_many_at_once(scene: Scene) -> Iterator[str]:
    """More engagements than a venue can hold, or the next before it is set up again."""
    for name, venue in scene.visit.venues.items():
        held = sorted((t for t in scene.placed if t.origin == name), key=lambda t: (t.starts, t.ends))
        for thing in held:
            if sum(1 for other in held if other.starts <= thing.starts < other.ends) > venue.simultaneous:
                yield f"{name}: too many at {thing.starts}"
        if venue.simultaneous == 1 and venue.turnover is not None:
            for first, second in pairwise(held):
                if second.starts - first.ends < whole(venue.turnover):
                    yield f"{name}: no time to set it up between {first.name} and {second.name}"
