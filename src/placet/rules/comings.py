"""With what a guest's stay in a leg begins, and with what it ends, as the file has it.

It begins with the arrival at which a guest is received, and with a flight that comes from outside the visit; it ends
with the departure, and with a flight out of it. Where somebody is at two arrivals in one leg, neither of them says when
the stay began; nor does one that may come after an excursion. Who receives in a leg is at home there, and so is whoever
greets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from placet.model.attendance import required
from placet.model.engagements import Engagement, Kind
from placet.model.ids import EngagementId, LegId, PartyId, VenueId
from placet.model.movements import Transport
from placet.model.people import SideRole
from placet.model.spans import Window
from placet.rules.case import Case
from placet.rules.stated import spot_of
from placet.rules.who_is_there import with_role


@dataclass(frozen=True, slots=True)
class Bound:
    """An engagement or a flight with which the stay of `guests` in a leg begins; or ends."""

    name: str
    leg: LegId
    guests: frozenset[PartyId]
    begins: bool


@dataclass(frozen=True, slots=True)
class There:
    """What of some hours a guest is there for: as best known, and at most. Either may be empty."""

    likely: Window
    most: Window

    def shared(self, window: Window) -> Window:
        """What of a window lies at most within them."""
        return _until(_from(window, self.most.opens), self.most.closes)


def meetings(case: Case) -> tuple[Bound, ...]:
    """Arrivals and departures, whatever the programme makes of them."""
    found = []
    for name, engagement in case.visit.engagements.items():
        leg = leg_of(case, name)
        if engagement.kind not in (Kind.ARRIVAL, Kind.DEPARTURE) or engagement.is_cancelled or leg is None:
            continue
        guests = _guests(case, required(case.visit, engagement), leg)
        greeters = {PartyId(person) for person in with_role(case, engagement, "greets")}
        bound = Bound(name, leg, guests - greeters, engagement.kind is Kind.ARRIVAL)
        if not _may_be_excursion(case, engagement, bound):
            found.append(bound)
    return tuple(_alone(found))


def flights(case: Case) -> tuple[Bound, ...]:
    """Flights into the visit and out of it; between two of its legs people are still with it."""
    found = []
    for name, movement in case.visit.movements.items():
        here, there = (case.roads.leg_of(spot_of(end)) for end in (movement.departs, movement.arrives))
        leg = there if here is None else here
        if movement.by is Transport.PLANE and not movement.is_cancelled and leg is not None and None in (here, there):
            found.append(Bound(name, leg, _guests(case, required(case.visit, movement), leg), here is None))
    return tuple(_alone(found))


def bounds_in(case: Case) -> tuple[Bound, ...]:
    """All of them."""
    return (*meetings(case), *flights(case))


def leg_of(case: Case, name: EngagementId) -> LegId | None:
    """The leg of an engagement, whichever of its venues it is held in."""
    legs = {case.visit.venues[venue].leg for venue in case.visit.engagements[name].venues}
    return case.leg_of_engagement(name) if len(legs) < 2 else None


def leg_of_hours(case: Case, day: int, venue: VenueId | None = None) -> LegId | None:
    """The leg in which somebody spends hours of a day: the venue's, or the only one of that day."""
    if venue is not None:
        return case.visit.venues[venue].leg
    legs = case.timeline.legs_on(day)
    return legs[0] if len(legs) == 1 else None


def hours_there(case: Case, bounds: Sequence[Bound], party: PartyId, leg: LegId | None, hours: Window) -> There:
    """Hours in a leg, without what lies before a guest comes or after a guest goes."""
    likely = most = hours
    for bound in bounds:
        item = case.item(bound.name)
        if item is None or bound.leg != leg or party not in bound.guests:
            continue
        if bound.begins:
            likely, most = _from(likely, item.ends_at), _from(most, item.earliest_end)
        else:
            likely, most = _until(likely, item.starts_at), _until(most, item.latest_start)
    return There(likely, most)


def _from(hours: Window, instant: datetime) -> Window:
    opens = max(hours.opens, instant)
    return Window(opens, max(opens, hours.closes))


def _until(hours: Window, instant: datetime) -> Window:
    closes = min(hours.closes, instant)
    return Window(min(hours.opens, closes), closes)


def _guests(case: Case, parties: frozenset[PartyId], leg: LegId) -> frozenset[PartyId]:
    """Those who are not at home in a leg; of a track nobody knows more than that it came."""
    return frozenset(party for party in parties if not _is_at_home(case, party, leg))


def _is_at_home(case: Case, party: PartyId, leg: LegId) -> bool:
    known = case.visit.people.get(party) or case.visit.delegations.get(party)  # type: ignore[call-overload]  # either
    if known is None or known.side is None:
        return False
    host = case.visit.legs[leg].host
    return known.side == host if host is not None else case.visit.sides[known.side].role is SideRole.HOST


def _may_be_excursion(case: Case, engagement: Engagement, bound: Bound) -> bool:
    """Whether it may be the return from another leg, or the way there: one whose days lie within, on that side."""
    leg = case.visit.legs[bound.leg]
    days = engagement.days if engagement.day is None else (engagement.day,)
    others = [other for name, other in case.visit.legs.items() if name != bound.leg]
    for day in days or range(leg.first_day, leg.last_day + 1):
        first, last = (leg.first_day, day) if bound.begins else (day, leg.last_day)
        if not any(first <= other.first_day and other.last_day <= last for other in others):
            return False
    return True


def _alone(bounds: Sequence[Bound]) -> Iterator[Bound]:
    """Each with those guests for whom there is no other like it in the leg."""
    times = Counter((bound.leg, bound.begins, guest) for bound in bounds for guest in bound.guests)
    for bound in bounds:
        guests = frozenset(guest for guest in bound.guests if times[bound.leg, bound.begins, guest] == 1)
        if guests:
            yield replace(bound, guests=guests)
