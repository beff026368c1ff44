"""Where a guest goes to rest."""

from __future__ import annotations

from placet.model.ids import LegId, PartyId, VenueId
from placet.model.people import SideRole
from placet.model.visit import Visit


def residence_in(visit: Visit, party: PartyId, leg: LegId | None) -> VenueId | None:
    """Where a guest sleeps in a leg; hosts are at home, and nobody says where that is."""
    person = visit.people.get(party)  # type: ignore[call-overload]  # a party may be a person
    if leg is None or (person is not None and visit.sides[person.side].role is SideRole.HOST):
        return None
    return visit.legs[leg].sleeps_at


def residence_from(visit: Visit, party: PartyId, spot: str | None) -> VenueId | None:
    """Where a guest sleeps who is at a venue; None where nobody says in which city that is."""
    venue = visit.venues.get(VenueId(spot or ""))
    return residence_in(visit, party, venue.leg) if venue is not None else None
