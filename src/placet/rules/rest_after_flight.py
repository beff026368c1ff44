"""After a long flight over many time zones nobody negotiates at once, and nothing is signed the same night.

Looks at flights whose two ends, or the traveller's home and its landing, lie at least so many hours of the clock
apart. What follows the landing for those aboard is judged: talks within the hours of rest, a signing within them or
on the day of the landing. Shorter shifts, other engagements and the flight home are not looked at.

Source: practice B7 (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.engagements import Kind
from placet.model.ids import Sort, refs
from placet.model.movements import Transport
from placet.rules.case import Case, Item
from placet.rules.clock_shift import clock_shift, zone_of_end
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long they rest."""

    shift: timedelta = shared("Least shift of the clock that counts.")
    rest: timedelta = shared("Time after the landing without talks.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each flight and each of the talks and signings that may come too early; one if there is none."""
    for flight in case.movements:
        if flight.movement is None or flight.movement.by is not Transport.PLANE or flight.journey is None:
            continue
        followers = list(_after(case, flight, parameters))
        if not followers:
            yield satisfied(flight.id)
            continue
        for item in followers:
            yield _judged(case, flight, item, parameters)


def _after(case: Case, flight: Item, parameters: Parameters) -> Iterator[Item]:
    """Talks and signings of those aboard that come too early if the shift is long."""
    if flight.journey is None or (landed := flight.journey.arrives_at) is None:
        return
    zone = zone_of_end(case, flight, landing=True) or flight.zone
    for item in case.engagements:
        early = landed <= item.starts_at < landed + parameters.rest
        same_day = item.starts_at >= landed and case.day_of(item) == case.timeline.day_of(landed, zone)
        signed_early = item.kind is Kind.SIGNING and (early or same_day)
        if item.parties & flight.parties and (signed_early or (item.kind is Kind.TALKS and early)):
            yield item


def _judged(case: Case, flight: Item, item: Item, parameters: Parameters) -> Verdict:
    landed = flight.journey.arrives_at if flight.journey is not None else None
    shifts = {party: clock_shift(case, flight, party) for party in sorted(flight.parties & item.parties)}
    tired = [party for party, shift in shifts.items() if shift is not None and shift >= parameters.shift]
    if tired and landed is not None:
        return violated(
            flight.id,
            item.id,
            certain=not flight.is_about and not item.is_about,
            case="signing" if item.kind is Kind.SIGNING else "talks",
            parties=refs(Sort.ATTENDEE, tired),
            landed=landed,
            starts=item.starts_at,
            earliest=landed + parameters.rest,
        )
    if None in shifts.values():
        return cannot_judge(flight.id, item.id, missing=f"{flight.id}.departs.venue")
    return satisfied(flight.id, item.id)
