"""Where an engagement's time is withheld, everybody is free whatever hour of those kept back is chosen."""

from __future__ import annotations

from collections.abc import Iterator

from tests.planner.oracle.clock import whole
from tests.planner.oracle.scene import Scene


def withheld_hours_not_free(scene: Scene) -> Iterator[str]:
    for thing, engagement in scene.engagements():
        if engagement.withheld is None or engagement.length is None:
            continue
        zone = scene.zone_of(engagement)
        spans = [scene.clock.hours(day, engagement.withheld, zone) for day in scene.clock.days()]
        on_day = [span for span in spans if span[0] <= thing.starts <= span[1]]
        if not on_day:
            yield f"{thing.name}: outside the hours in which its time is withheld"
            continue
        first, last = on_day[0][0], on_day[0][1] + whole(engagement.length.typical)
        for other in scene.moving:
            if other.name == thing.name or not other.parties & thing.parties:
                continue
            there = scene.ways.between(other.destination, thing.origin)
            back = scene.ways.between(thing.origin, other.origin)
            if other.starts < last + back and first - there < other.ends:
                yield f"{thing.name}: {other.name} lies in the hours in which its time is withheld"
