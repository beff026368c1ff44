"""A visit without a venue, for some hours or for good.

What was to be held there goes to its alternates. Where the file names none, the other venues of the city that hold the
people are looked at: those of the same compound first. They are proposals; nobody has asked whether they are free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import time

from placet.almanac.timeline import Timeline
from placet.model.amendments import Lost
from placet.model.attendance import required
from placet.model.engagements import Engagement, Kind
from placet.model.ids import EngagementId, VenueId
from placet.model.places import Inspection, Opening, Venue
from placet.model.programme import Programme
from placet.model.spans import Hours
from placet.model.visit import Visit

DAY = 24 * 60
ALWAYS = (Opening(hours=Hours(time(0), time(0))), Opening(hours=Hours(time(12), time(6))))
"""The hours of a venue that states none: two, of which the second reaches over midnight, as far as an evening does."""
PROPOSED = 6
"""Most venues that are looked at in the place of one that is lost. Default."""
AT_THE_AIRPORT = frozenset({Kind.ARRIVAL, Kind.DEPARTURE})
"""Nothing else is held where these are."""
MAY_BE_USED = (None, Inspection.INSPECTED, Inspection.WAIVED)


def without_venue(visit: Visit, programme: Programme, timeline: Timeline, lost: Lost) -> Visit:
    """The visit in which a venue cannot be used."""
    touched = {
        name
        for name, engagement in visit.engagements.items()
        if lost.venue in engagement.venues and _is_hit(visit, programme, timeline, lost, name)
    }
    for_good = lost.day is None and lost.between is None
    engagements = dict(visit.engagements)
    for name, engagement in visit.engagements.items():
        others = tuple(venue for venue in engagement.venues if venue != lost.venue)
        if lost.venue not in engagement.venues or not (for_good or (name in touched and not others)):
            continue
        proposed = others or tuple(_in_its_place(visit, engagement, lost.venue))
        stays = () if for_good and proposed else (lost.venue,)
        engagements[name] = replace(engagement, venues=(*stays, *proposed))
    venue = visit.venues[lost.venue]
    open_still = replace(venue, openings=tuple(_openings(timeline, venue, lost)))
    if for_good:  # whatever cannot go elsewhere finds it shut: once, so that hours are stated at all
        open_still = replace(venue, openings=(Opening(hours=Hours(time(0), time(0, 1)), days=(1,)),))
    return replace(visit, engagements=engagements, venues={**visit.venues, lost.venue: open_still})


def _is_hit(visit: Visit, programme: Programme, timeline: Timeline, lost: Lost, name: EngagementId) -> bool:
    """Whether an engagement is held there while it is lost."""
    placement = programme.placements.get(name)
    if placement is None or placement.venue != lost.venue:
        return False
    if lost.day is None:
        days: Iterable[int] = timeline.days()
    else:
        days = (lost.day,)
    leg = visit.venues[lost.venue].leg
    zone = visit.legs[leg].zone if leg is not None else next(iter(visit.legs.values())).zone
    hours = lost.between or Hours(time(0), time(0))
    ends = placement.ends_at or placement.starts_at
    spans = (timeline.window(day, hours, zone) for day in days)
    return any(span.opens < ends and placement.starts_at < span.closes for span in spans)


def _in_its_place(visit: Visit, engagement: Engagement, lost: VenueId) -> Iterator[VenueId]:
    old = visit.venues[lost]
    apart = {venue for other in visit.engagements.values() if other.kind in AT_THE_AIRPORT for venue in other.venues}
    people = engagement.people or len(required(visit, engagement))
    fitting = [
        (venue.compound != old.compound or old.compound is None, name)
        for name, venue in visit.venues.items()
        if name != lost and venue.leg == old.leg and (name not in apart or lost in apart)
        if venue.outdoor == old.outdoor and (venue.capacity or people) >= people and venue.inspection in MAY_BE_USED
        if not venue.residence
    ]
    yield from (name for _, name in sorted(fitting, key=lambda entry: entry[0])[:PROPOSED])


def _openings(timeline: Timeline, venue: Venue, lost: Lost) -> Iterator[Opening]:
    """The hours left, day by day, without those that lie within others of the day."""
    for day in timeline.days():
        left = {
            span: opening
            for opening in venue.openings or ALWAYS
            if not opening.days or day in opening.days
            for span in _without(opening.hours.opens_min(), opening.hours.closes_min(), day, lost)
            if span[0] < DAY
        }
        for (since, until), opening in left.items():
            within = any(low <= since and until <= high for low, high in left if (low, high) != (since, until))
            if not within:
                yield replace(opening, hours=Hours(_time(since), _time(until)), days=(day,))


def _without(opens: int, closes: int, day: int, lost: Lost) -> list[tuple[int, int]]:
    """A span of minutes of a day without the hours that are lost on this day and the next."""
    hours = (lost.between.opens_min(), lost.between.closes_min()) if lost.between is not None else (0, DAY)
    spans = [(opens, closes)]
    for on in (day - 1, day, day + 1):
        if lost.day is None or on == lost.day:
            since, until = (minute + (on - day) * DAY for minute in hours)
            cut = [((a, min(b, since)), (max(a, until), b)) for a, b in spans]
            spans = [part for parts in cut for part in parts if part[0] < part[1]]
    return spans


def _time(minute: int) -> time:
    return time(minute % DAY // 60, minute % 60)
