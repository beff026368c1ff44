"""Where the visit goes: cities with their venues, the ways between them, and what there is only so much of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from placet.documents.programme_page.entries import Entry, Group
from placet.documents.programme_page.phrases import Phrases
from placet.model.ids import VenueId
from placet.model.places import Leg, Opening, Travel, Venue
from placet.model.text import Text
from placet.wording.dates import weekday

_UNSTATED = Leg(city=Text({"en": "any"}), zone="UTC")
"""A city of which nobody said more: its hours and drives are defaults, not facts."""


def places_of(phrases: Phrases) -> Iterator[Group]:
    """A group for each city with its venues, then venues of no city, ways and resources."""
    p, visit = phrases, phrases.visit
    for name, leg in visit.legs.items():
        venues = [venue for venue in visit.venues.values() if venue.leg == name]
        yield Group(heading=p.name(leg.city), facts=_leg(p, leg), entries=tuple(_venue(p, venue) for venue in venues))
    elsewhere = [venue for venue in visit.venues.values() if venue.leg is None]
    yield Group(heading=p.word("annexes", "elsewhere"), entries=tuple(_venue(p, venue) for venue in elsewhere))
    yield Group(heading=p.word("annexes", "ways"), entries=tuple(_ways(p)))
    yield Group(
        heading=p.word("annexes", "resources"),
        entries=tuple(
            Entry(name=p.name(resource.name), facts=p.facts(amount_there=str(resource.capacity)))
            for resource in visit.resources.values()
        ),
    )


def _leg(p: Phrases, leg: Leg) -> tuple[str, ...]:
    days = tuple(p.day(day) for day in dict.fromkeys((leg.first_day, leg.last_day)))
    return p.facts(
        stay=p.joined(days, " – "),
        country=p.country(leg.country),
        clock=leg.zone,
        clock_assumed=leg.zone_assumed,
        received_by=p.side(leg.host) if leg.host is not None else "",
        sleeps_at=p.venue(leg.sleeps_at) if leg.sleeps_at is not None else "",
        day_hours=leg.day if leg.day != _UNSTATED.day else None,
        position=_position(p, leg.latitude, leg.longitude),
        prayer_method=leg.prayer_method,
        transfer=leg.transfer if leg.transfer != _UNSTATED.transfer else None,
    )


def _venue(p: Phrases, venue: Venue) -> Entry:
    inspected = p.word("inspections", venue.inspection.value) if venue.inspection is not None else ""
    return Entry(
        name=p.name(venue.name),
        facts=p.facts(
            address=venue.address,
            compound=venue.compound,
            outdoors=venue.outdoor,
            residence=venue.residence,
            holds=str(venue.capacity) if venue.capacity is not None else "",
            rooms=venue.simultaneous if venue.simultaneous > 1 else None,
            turnover=venue.turnover,
            open=tuple(_opening(p, opening) for opening in venue.openings),
            inspection=inspected,
            inspected_by=venue.inspected_by,
            position=_position(p, venue.latitude, venue.longitude),
            owner=venue.owner,
        ),
        private=p.facts(note=venue.note),
    )


def _opening(p: Phrases, opening: Opening) -> str:
    on = (*(p.day(day) for day in opening.days), *(weekday(day, p.spoken) for day in opening.weekdays))
    return p.aside(p.sentences.hours(opening.hours), on)


def _position(p: Phrases, latitude: float | None, longitude: float | None) -> str:
    if latitude is None or longitude is None:
        return ""
    return p.say("facts", "degrees", latitude=round(latitude, 2), longitude=round(longitude, 2))


def _ways(p: Phrases) -> Iterator[Entry]:
    """How long it takes, by where one leaves from. Estimates between places in words are nobody's statement."""
    by_origin: dict[VenueId, list[Travel]] = defaultdict(list)
    for way in p.visit.travel:
        if way.origin in p.visit.venues and way.destination in p.visit.venues:
            by_origin[way.origin].append(way)
    for origin, ways in by_origin.items():
        yield Entry(name=p.venue(origin), facts=tuple(_way(p, way) for way in ways))


def _way(p: Phrases, way: Travel) -> str:
    mode = p.word("transport", way.mode).lower() if way.mode is not None else ""
    known = p.facts(mode=mode, basis=p.word("bases", way.basis.value), one_way=way.one_way)
    there = p.say("facts", "way_to", destination=p.venue(way.destination), length=p.fact(way.time))
    return p.aside(there, known)
