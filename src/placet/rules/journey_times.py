"""A journey arrives after it leaves, and takes as long as it can take.

The two ends are compared as instants, each read on its own clock. A stated length is kept, and a way that a plan put in
takes as long as the road. That a journey is faster
than its means of transport, or longer than any, is pointed out but breaks no `must`: usually a date or a zone is
wrong.

Source: default; speeds and the longest journey are default, distances are great circles between stated positions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from placet.model.declare import shared
from placet.model.ids import Ref, Sort, VenueId
from placet.model.places import TravelBasis
from placet.model.programme import Journey
from placet.model.spans import ABOUT_TOLERANCE
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated

EARTH_KM = 6371.0
"""Mean radius."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What a journey can be."""

    fastest_kmh: Mapping[str, float] = shared("Highest average speed by means of transport, in km/h.")
    longest: timedelta = shared("Longest journey that is not taken for a mistake.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each journey."""
    for journey in case.programme.journeys:
        yield _judged(case, journey, parameters)


def _judged(case: Case, journey: Journey, parameters: Parameters) -> Verdict:
    leaves, arrives = journey.leaves_at, journey.arrives_at
    if leaves is None or arrives is None:
        end = "departs" if leaves is None else "arrives"
        return cannot_judge(Ref(Sort.MOVEMENT, journey.id), missing=f"{journey.id}.{end}.at")
    slack = ABOUT_TOLERANCE if journey.about else timedelta(0)
    lasts = arrives - leaves
    if lasts < timedelta(0):
        surely = lasts < -2 * slack
        return violated(
            Ref(Sort.MOVEMENT, journey.id), certain=surely, case="backwards", leaves=leaves, arrives=arrives
        )
    length = case.visit.movements[journey.movement].length if journey.movement is not None else None
    if length is not None and length.stated and not length.least <= lasts <= length.most:
        surely = not length.least - 2 * slack <= lasts <= length.most + 2 * slack
        return violated(
            Ref(Sort.MOVEMENT, journey.id),
            certain=surely,
            case="length",
            lasts=lasts,
            least=length.least,
            most=length.most,
        )
    kilometres = _kilometres(case, journey)
    fastest = parameters.fastest_kmh.get(journey.by.value)
    if (
        kilometres is not None
        and fastest is not None
        and (lasts + 2 * slack) / timedelta(hours=1) < kilometres / fastest
    ):
        return violated(
            Ref(Sort.MOVEMENT, journey.id), certain=False, case="fast", lasts=lasts, kilometres=round(kilometres)
        )
    road = case.road(journey.origin or None, journey.destination or None) if journey.movement is None else None
    if road is not None and lasts < road.time:
        return violated(
            Ref(Sort.MOVEMENT, journey.id),
            certain=road.basis is not TravelBasis.ESTIMATED,
            case="short",
            place=Ref(Sort.VENUE, journey.destination),
            leaves=leaves,
            lasts=lasts,
            needed=road.time,
        )
    if lasts > parameters.longest:
        return violated(Ref(Sort.MOVEMENT, journey.id), certain=False, case="long", lasts=lasts)
    return satisfied(Ref(Sort.MOVEMENT, journey.id))


def _kilometres(case: Case, journey: Journey) -> float | None:
    """Great circle between the two ends, where both positions are known."""
    first, second = (_position(case, spot) for spot in (journey.origin, journey.destination))
    if first is None or second is None:
        return None
    dlat, dlon = second[0] - first[0], second[1] - first[1]
    chord = math.sin(dlat / 2) ** 2 + math.cos(first[0]) * math.cos(second[0]) * math.sin(dlon / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


def _position(case: Case, spot: str) -> tuple[float, float] | None:
    """Latitude and longitude of a venue, in radians."""
    venue = case.visit.venues.get(VenueId(spot))
    if venue is None or venue.latitude is None or venue.longitude is None:
        return None
    return math.radians(venue.latitude), math.radians(venue.longitude)
