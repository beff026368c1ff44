"""By how much a journey shifts the clock of those who make it.

From the zone of the end it leaves, or the traveller's home where that is not known, to the zone of the end it reaches.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from placet.model.ids import PartyId
from placet.model.movements import End
from placet.rules.case import Case, Item


def clock_shift(case: Case, flight: Item, party: PartyId) -> timedelta | None:
    """By how much the clock shifts: from the take-off, or from home where nobody says where that is."""
    if flight.journey is None or (landed := flight.journey.arrives_at) is None:
        return None
    person = case.visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
    left = zone_of_end(case, flight, landing=False) or (person.home_zone if person is not None else None)
    reached = zone_of_end(case, flight, landing=True)
    if left is None or reached is None:
        return None
    return abs(_offset(case, reached, landed) - _offset(case, left, landed))


def zone_of_end(case: Case, flight: Item, *, landing: bool) -> str | None:
    """The zone of one end: its own clock's, or that of its venue's leg."""
    if flight.movement is None:
        return None
    end: End = flight.movement.arrives if landing else flight.movement.departs
    if end.at.clock is not None and end.at.clock.zone is not None:
        return end.at.clock.zone
    leg = case.roads.leg_of((flight.destination if landing else flight.origin) or "")
    return case.visit.legs[leg].zone if leg is not None else None


def _offset(case: Case, zone: str, at: datetime) -> timedelta:
    return at.astimezone(case.timeline.zone(zone)).utcoffset() or timedelta(0)
