"""How long it takes from one spot to another, and how that is known.

A spot is a venue's id, or `place:` and the words of a place that is no venue of the file. Times are closed under
shortest paths, so that going by way of a third spot is never quicker: both the rules and the planner rely on that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from placet.model.ids import LegId
from placet.model.places import Travel, TravelBasis, Venue
from placet.model.visit import Visit

DETOUR = 1.35
"""Road length over great circle. Default; nothing was calibrated."""
CITY_KMH = 30.0
"""Speed of a motorcade in a city. Default; nothing was calibrated."""
COUNTRY_KMH = 80.0
"""Speed between cities. Default; nothing was calibrated."""
WALK = timedelta(minutes=5)
"""A walk inside one compound (published programmes show 5 to 15 minutes). Default."""
BETWEEN_CITIES = timedelta(hours=2)
"""Between two cities of which nothing is known. Default, and shown as an estimate."""


def place_spot(words: str) -> str:
    """The spot that stands for a place in words."""
    return f"place:{' '.join(words.split()).casefold()}"


def place_words(visit: Visit) -> Mapping[str, str]:
    """The words of the file for every spot that is a place in words."""
    ends = (end for movement in visit.movements.values() for end in (movement.departs, movement.arrives))
    written = (*(engagement.place for engagement in visit.engagements.values()), *(end.place for end in ends))
    return {place_spot(words): words for words in written if words is not None}


def are_apart(first: str, second: str) -> bool:
    """Whether two spots are known to differ: a room "WCCB, room P 1.5" may lie in "WCCB"; two venues are two."""
    shorter, longer = sorted((first, second), key=len)
    is_inside = shorter.startswith("place:") and longer.startswith(f"{shorter},")
    return first != second and not is_inside


def names_city(words: str, city: str) -> bool:
    """Whether the words of a place name a city, as a word of its own: "Celle army airfield", not "Chancellery"."""
    return re.search(rf"(?<!\w){re.escape(city.strip())}(?!\w)", words, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Road:
    """A way between two spots: how long it takes, and the weakest basis of its parts."""

    time: timedelta
    basis: TravelBasis


_WEAKNESS = {TravelBasis.MEASURED: 0, TravelBasis.STATED: 1, TravelBasis.MAP: 2, TravelBasis.ESTIMATED: 3}
_HERE = Road(timedelta(0), TravelBasis.MEASURED)


@dataclass(frozen=True, slots=True)
class Margins:
    """What doors and traffic add to a drive (practice B3, B4): parameters of the rule `enough-travel`."""

    loading: timedelta
    map_factor: float


class Roads:
    """Travel between all spots of a visit. `legs` gives the leg of each spot that is a place in words."""

    def __init__(self, visit: Visit, legs: Mapping[str, LegId] | None = None) -> None:
        """Collect what is stated; distances are looked up and closed on demand."""
        self._visit = visit
        self._legs: dict[str, LegId] = dict(legs or {})
        self._stated: dict[tuple[str, str], Road] = {}
        for travel in visit.travel:
            self._state(travel)
        self._closed: dict[tuple[str, str, Margins], Road] = {}

    def _state(self, travel: Travel) -> None:
        road = Road(travel.time, travel.basis)
        self._stated[(travel.origin, travel.destination)] = road
        if not travel.one_way:
            self._stated.setdefault((travel.destination, travel.origin), road)

    def leg_of(self, spot: str) -> LegId | None:
        """The leg a spot lies in, where that is known."""
        venue = self._venue(spot)
        return venue.leg if venue is not None else self._legs.get(spot)

    def _venue(self, spot: str) -> Venue | None:
        return self._visit.venues.get(spot)  # type: ignore[call-overload,no-any-return]  # a spot may be a venue's id

    def direct(self, origin: str, destination: str) -> Road:
        """The way as it is stated, or the best estimate there is."""
        if origin == destination:
            return _HERE
        stated = self._stated.get((origin, destination))
        return stated if stated is not None else self._estimate(origin, destination)

    def _estimate(self, origin: str, destination: str) -> Road:
        first, second = self._venue(origin), self._venue(destination)
        if first is not None and second is not None:
            if first.compound is not None and first.compound == second.compound:
                return Road(WALK, TravelBasis.ESTIMATED)
            kilometres = _kilometres(first, second)
            if kilometres is not None:
                speed = CITY_KMH if first.leg == second.leg else COUNTRY_KMH
                return Road(timedelta(minutes=math.ceil(kilometres * DETOUR / speed * 60 / 5) * 5), TravelBasis.MAP)
        leg, other = self.leg_of(origin), self.leg_of(destination)
        if leg is not None and other is not None and leg != other:
            return Road(BETWEEN_CITIES, TravelBasis.ESTIMATED)
        known = self._visit.legs.get(leg or other or next(iter(self._visit.legs), LegId("")))
        return Road(known.transfer if known else timedelta(minutes=20), TravelBasis.ESTIMATED)

    def needed(self, origin: str, destination: str, margins: Margins) -> Road:
        """Door to door, both ends' margins in it, by the quickest way through the spots that are stated.

        An estimate already has its margins; a measured or stated drive gets loading, a map's drive also the factor for
        traffic. A way on foot inside a compound gets neither.
        """
        key = (origin, destination, margins)
        if key not in self._closed:
            self._closed[key] = self._shortest(origin, destination, margins)
        return self._closed[key]

    def _with_margins(self, origin: str, destination: str, margins: Margins) -> Road:
        road = self.direct(origin, destination)
        if origin == destination or road.basis is TravelBasis.ESTIMATED:
            return road
        minutes = road.time.total_seconds() / 60
        if road.basis is TravelBasis.MAP:
            minutes *= margins.map_factor
        return Road(timedelta(minutes=math.ceil(minutes)) + margins.loading, road.basis)

    def _shortest(self, origin: str, destination: str, margins: Margins) -> Road:
        """Dijkstra over the stated ways only: an estimate is never chained with another."""
        best = self._with_margins(origin, destination, margins)
        reached: dict[str, Road] = {origin: _HERE}
        done: set[str] = set()
        while len(done) < len(reached):
            spot = min((name for name in reached if name not in done), key=lambda name: (reached[name].time, name))
            done.add(spot)
            road = reached[spot]
            if road.time >= best.time:
                break
            for start, end in self._stated:
                if start == spot and end not in done:
                    step = self._with_margins(start, end, margins)
                    through = Road(road.time + step.time, max(road.basis, step.basis, key=_WEAKNESS.__getitem__))
                    if end not in reached or through.time < reached[end].time:
                        reached[end] = through
        found = reached.get(destination)
        return found if found is not None and found.time < best.time else best


def _kilometres(first: Venue, second: Venue) -> float | None:
    """Great-circle distance (haversine, mean earth radius 6371 km), where both positions are known."""
    if first.latitude is None or first.longitude is None or second.latitude is None or second.longitude is None:
        return None
    lat1, lat2 = math.radians(first.latitude), math.radians(second.latitude)
    dlat, dlon = lat2 - lat1, math.radians(second.longitude - first.longitude)
    chord = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(chord))
