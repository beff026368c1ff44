"""What happens in the open air happens between sunrise and sunset.

Looks at outdoor engagements once the visit is dated, where the venue or its city has a position; computed for a
sea-level horizon. Arrivals and departures come when they come.

Source: default; practice 3.3: officials timed a royal stop to the minute of sunset (S116).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from placet.almanac.reach import OutOfRange
from placet.almanac.sun import Coordinates, PolarNight, sun_times
from placet.model.declare import shared
from placet.model.engagements import Engagement, Kind
from placet.model.places import Leg, Venue
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Exceptions."""

    at_any_hour: tuple[Kind, ...] = shared("Kinds that may be held outdoors in the dark.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each outdoor engagement."""
    for item in case.engagements:
        if is_outdoor(case, item) and item.kind not in parameters.at_any_hour:
            yield _judged(case, item)


def is_outdoor(case: Case, item: Item) -> bool:
    """Whether an engagement is in the open air: of its nature, or because its venue is."""
    return item.engagement is not None and is_in_the_open(item.engagement, case.venue_of(item))


def is_in_the_open(engagement: Engagement, venue: Venue | None) -> bool:
    """The same of an engagement that is to be held at a venue."""
    return engagement.outdoor or (venue is not None and venue.outdoor)


def _judged(case: Case, item: Item) -> Verdict:
    if not case.timeline.is_dated:
        return cannot_judge(item.id, missing="visit.starts_on")
    place = position(case.venue_of(item), case.leg_of(item))
    if place is None:
        return cannot_judge(item.id, missing=f"{item.origin or item.id}.latitude")
    zone = case.timeline.zone(item.zone)
    sun = sun_times(item.starts_at.astimezone(zone).date(), place, item.zone)
    if isinstance(sun, OutOfRange):
        return cannot_judge(item.id, missing="visit.starts_on")
    if isinstance(sun, PolarNight):
        return violated(item.id, case="night", starts=item.starts_at)
    # On a polar day one of the two may be missing: then the sun is up already, or still.
    if sun.sunrise is not None and item.starts_at + item.slack < sun.sunrise:
        return violated(item.id, case="before", starts=item.starts_at, sunrise=sun.sunrise)
    if sun.sunset is not None and max(item.ends_at - item.slack, item.starts_at) > sun.sunset:
        surely = max(item.earliest_end, item.starts_at - item.slack) > sun.sunset
        return violated(item.id, certain=surely, case="after", ends=item.ends_at, sunset=sun.sunset)
    return satisfied(item.id)


def position(venue: Venue | None, leg: Leg | None) -> Coordinates | None:
    """Where on Earth a venue is, else its city."""
    for place in (venue, leg):
        if place is not None and place.latitude is not None and place.longitude is not None:
            return Coordinates(place.latitude, place.longitude)
    return None
