"""Estimates for an imported programme: how long its items last and how far its places lie apart.

A public programme prints starts. To plan with it, lengths and drives are needed, and the estimates must leave possible
what was published. Between two timed items of one track that follow one another at different places the drive is taken
as twenty minutes, or half of what lies between them where that is less; an item lasts as long as its kind usually does,
or as long as the next start and the drive to it leave. Where something without a place lies between, the drive is taken
to be beside it, where there is most time. Both are marked as estimates, bind only in planning, and are
never written to a file. What the file states is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from placet.almanac.timeline import Timeline
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, VenueId
from placet.model.lengths import UsualLengths
from placet.model.movements import End, Movement
from placet.model.places import Travel, TravelBasis
from placet.model.roads import place_spot
from placet.model.spans import Length, When
from placet.model.visit import Visit

USUAL_DRIVE = timedelta(minutes=20)
"""A drive between two places of one programme of which nothing is known. Default."""
_STEP = timedelta(minutes=5)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class _Stop:
    """A timed item of a track. `ends` is None where nobody states it; `engagement` only where a length may be set."""

    starts: datetime
    ends: datetime | None
    origin: str
    destination: str
    engagement: EngagementId | None = None
    is_journey: bool = False


def estimated(visit: Visit, usual: UsualLengths) -> Visit:
    """The same visit with estimated lengths and drives, if it was imported; any other visit as it is."""
    if visit.printed is None:
        return visit
    timeline = Timeline(visit)
    stated = {frozenset((str(travel.origin), str(travel.destination))): travel.time for travel in visit.travel}
    drives: dict[frozenset[str], timedelta] = {}
    engagements = dict(visit.engagements)
    for first, second, ways in _pairs(visit, timeline):
        drive = _drive(first, second) if len(ways) == 2 else _NONE
        if len(ways) == 2 and ways not in stated:
            drives[ways] = min(drive, drives.get(ways, drive))
        if first.engagement is not None:
            left = max(second.starts - first.starts - stated.get(ways, drive), _NONE)
            shorter = _at_most(usual.usual(engagements[first.engagement]), left)
            if shorter is not None:
                engagements[first.engagement] = replace(engagements[first.engagement], length=shorter)
    travel = [
        Travel(origin=VenueId(origin), destination=VenueId(destination), time=time, basis=TravelBasis.ESTIMATED)
        for (origin, destination), time in sorted((tuple(sorted(ways)), time) for ways, time in drives.items())
    ]
    return replace(visit, engagements=engagements, travel=(*visit.travel, *travel))


def _drive(first: _Stop, second: _Stop) -> timedelta:
    """Twenty minutes, half of the time from start to start, or what a stated end leaves; in steps of five minutes."""
    between = max(second.starts - first.starts, _NONE)
    free = max(second.starts - first.ends, _NONE) if first.ends is not None else between
    return min(USUAL_DRIVE, between / 2 // _STEP * _STEP, free // _STEP * _STEP)


def _at_most(length: Length, left: timedelta) -> Length | None:
    """An estimate cut to what is left; None where it fits as it is."""
    if length.typical <= left:
        return None
    return Length(min(length.least, left), left, max(length.most, left), stated=False)


def _pairs(visit: Visit, timeline: Timeline) -> Iterator[tuple[_Stop, _Stop, frozenset[str]]]:
    """Timed items that follow one another on each track, and the two places between which people drive meanwhile."""
    tracks: dict[str, list[_Stop]] = {}
    for name, engagement in visit.engagements.items():
        stop = None if engagement.is_cancelled else _engagement(visit, timeline, name, engagement)
        if stop is not None:
            tracks.setdefault(engagement.track, []).append(stop)
    for movement in visit.movements.values():
        stop = None if movement.is_cancelled else _movement(timeline, movement, visit)
        if stop is not None:
            tracks.setdefault(movement.track, []).append(stop)
    for stops in tracks.values():
        along = list(pairwise(sorted(stops, key=lambda stop: (stop.starts, stop.ends or stop.starts))))
        driven = dict(_drives(along))
        yield from ((first, second, driven.get(index, frozenset())) for index, (first, second) in enumerate(along))


def _drives(along: Sequence[tuple[_Stop, _Stop]]) -> Iterator[tuple[int, frozenset[str]]]:
    """Between which places there is a drive, and in which of the stretches that follow one another."""
    begins: int | None = None  # the stretch after the last item with a place
    for index, (first, second) in enumerate(along):
        begins = index if first.destination or first.is_journey else begins
        if begins is None or not (second.origin or second.is_journey):
            continue
        ways = frozenset((along[begins][0].destination, second.origin))
        longest = max(
            range(begins, index + 1), key=lambda it: along[it][1].starts - (along[it][0].ends or along[it][0].starts)
        )
        begins = None
        if len(ways) == 2 and "" not in ways:
            yield longest, ways


def _engagement(visit: Visit, timeline: Timeline, name: EngagementId, engagement: Engagement) -> _Stop | None:
    zone = visit.legs[engagement.leg].zone if engagement.leg is not None else next(iter(visit.legs.values())).zone
    starts = _instant(timeline, engagement.day, engagement.at, zone)
    if starts is None:
        return None
    ends = _instant(timeline, _day_of_end(timeline, engagement, zone), engagement.ends, zone)
    if ends is None and engagement.length is not None:
        ends = starts + engagement.length.typical
    venue = engagement.venues[0] if engagement.venues else None
    spot = venue if venue is not None else place_spot(engagement.place) if engagement.place is not None else ""
    return _Stop(starts, max(ends, starts) if ends is not None else None, spot, spot, name if ends is None else None)


def _day_of_end(timeline: Timeline, engagement: Engagement, zone: str) -> int | None:
    if engagement.day is None:
        return None
    return timeline.day_of_end(engagement.day, engagement.at, engagement.ends, zone)


def _movement(timeline: Timeline, movement: Movement, visit: Visit) -> _Stop | None:
    """A journey counts from its arrival: what follows it cannot begin before."""
    zone = next(iter(visit.legs.values())).zone
    leaves = _instant(timeline, movement.departs.day, movement.departs.at, zone)
    arrives = _instant(timeline, movement.arrives.day or movement.departs.day, movement.arrives.at, zone)
    starts = leaves or arrives
    if starts is None:
        return None
    return _Stop(
        starts, max(arrives or starts, starts), _spot(movement.departs), _spot(movement.arrives), is_journey=True
    )


def _spot(end: End) -> str:
    return end.venue or (place_spot(end.place) if end.place is not None else "")


def _instant(timeline: Timeline, day: int | None, when: When, zone: str) -> datetime | None:
    if not when.is_placed or when.clock is None or day is None:
        return None
    try:
        return timeline.instant(day, when.clock, zone)
    except ValueError:  # a wall time that does not exist or is doubled is reported where the programme is judged
        return None
