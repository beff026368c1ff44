"""How long it takes from one spot to another, and how that is known.

A spot is a venue's id, or `place:` and the words of a place that is no venue of the file. What is stated holds for
every door of a compound, a short walk further; ways that are stated so are closed under shortest paths, so that going
by a third spot is never quicker on them. A guess is the last resort: it replaces nothing that is stated, and two
guesses are never joined, for they would prove nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from heapq import heappop, heappush
from itertools import product

from placet.model.ids import LegId
from placet.model.places import Travel, TravelBasis, Venue
from placet.model.text import Text
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


def place_spot(place: Text) -> str:
    """The spot that stands for a place in words: in English where it is written in that, else in its first language."""
    return f"place:{' '.join(place.in_language('en').split()).casefold()}"


def place_words(visit: Visit) -> Mapping[str, Text]:
    """The words of the file for every spot that is a place in words."""
    ends = (end for movement in visit.movements.values() for end in (movement.departs, movement.arrives))
    written = (*(engagement.place for engagement in visit.engagements.values()), *(end.place for end in ends))
    return {place_spot(place): place for place in written if place is not None}


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
_WALK = Road(WALK, TravelBasis.ESTIMATED)


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
        self._compounds: dict[str, list[str]] = {}
        for name, venue in visit.venues.items():
            if venue.compound is not None:
                self._compounds.setdefault(venue.compound, []).append(name)
        self._ways: dict[Margins, dict[str, dict[str, Road]]] = {}
        self._closed: dict[tuple[str, str, Margins], Road] = {}
        self._reached: dict[tuple[str, Margins], Mapping[str, Road]] = {}

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

    def doors_of(self, spot: str) -> tuple[str, ...]:
        """The venues of a spot's compound, itself first; only itself outside any compound."""
        venue = self._venue(spot)
        compound = venue.compound if venue is not None else None
        inside = self._compounds[compound] if compound is not None else ()
        return (spot, *(name for name in inside if name != spot))

    def _mapped(self, origin: str, destination: str) -> Road | None:
        """The drive between two positions; None where one is not known."""
        first, second = self._venue(origin), self._venue(destination)
        kilometres = _kilometres(first, second) if first is not None and second is not None else None
        if first is None or second is None or kilometres is None:
            return None
        speed = CITY_KMH if first.leg == second.leg else COUNTRY_KMH
        return Road(timedelta(minutes=math.ceil(kilometres * DETOUR / speed * 60 / 5) * 5), TravelBasis.MAP)

    def _guess(self, origin: str, destination: str, margins: Margins) -> Road:
        """The usual drive of the city; to another city by a way that is stated between the two, if there is one."""
        if not self._are_in_two_cities(origin, destination):
            leg = self.leg_of(origin) or self.leg_of(destination) or next(iter(self._visit.legs), LegId(""))
            known = self._visit.legs.get(leg)
            return Road(known.transfer if known else timedelta(minutes=20), TravelBasis.ESTIMATED)
        ways = []
        for start, end in self._crossings(origin, destination):
            there = _joined(self.needed(origin, start, margins), self.needed(start, end, margins))
            ways.append(_joined(there, self.needed(end, destination, margins)))
        return min(ways, key=_quickest, default=Road(BETWEEN_CITIES, TravelBasis.ESTIMATED))

    def _are_in_two_cities(self, origin: str, destination: str) -> bool:
        leg, other = self.leg_of(origin), self.leg_of(destination)
        return leg is not None and other is not None and leg != other

    def _crossings(self, origin: str, destination: str) -> list[tuple[str, str]]:
        """The stated ways from the city of one spot to that of another."""
        legs = (self.leg_of(origin), self.leg_of(destination))
        return [(start, end) for start, end in self._stated if (self.leg_of(start), self.leg_of(end)) == legs]

    def is_known(self, origin: str, destination: str) -> bool:
        """Whether the file tells how far it is; False for two cities with neither a way nor positions on a map."""
        if not self._are_in_two_cities(origin, destination) or self._crossings(origin, destination):
            return True
        doors = product(self.doors_of(origin), self.doors_of(destination))
        return any(self._mapped(start, end) is not None for start, end in doors)

    def needed(self, origin: str, destination: str, margins: Margins) -> Road:
        """Door to door, both ends' margins in it, by the quickest way through the spots that are stated.

        An estimate already has its margins; a measured or stated drive gets loading, a map's drive also the factor for
        traffic. A way on foot inside a compound gets neither.
        """
        key = (origin, destination, margins)
        road = self._closed.get(key)
        if road is None:
            road = self._closed[key] = self._shortest(origin, destination, margins)
        return road

    def _with_margins(self, road: Road, margins: Margins) -> Road:
        if road.basis is TravelBasis.ESTIMATED:
            return road
        minutes = road.time.total_seconds() / 60
        if road.basis is TravelBasis.MAP:
            minutes *= margins.map_factor
        return Road(timedelta(minutes=math.ceil(minutes)) + margins.loading, road.basis)

    def _best(self, origin: str, destination: str, margins: Margins) -> Road:
        """Without a third spot outside the two compounds: what is stated, else what a map says, else a guess."""
        stated = self._stated_ways(margins).get(origin, {}).get(destination)
        if stated is not None:
            return stated
        if destination in self.doors_of(origin):
            return _WALK
        mapped = [
            self._by_doors(origin, doors, destination, self._with_margins(road, margins), margins)
            for doors in product(self.doors_of(origin), self.doors_of(destination))
            if (road := self._mapped(*doors)) is not None
        ]
        return min(mapped, key=_quickest) if mapped else self._guess(origin, destination, margins)

    def _stated_ways(self, margins: Margins) -> Mapping[str, Mapping[str, Road]]:
        """From each spot the stated ways, those of its neighbours in the compound with the walk to their doors."""
        if margins not in self._ways:
            self._ways[margins] = self._stated_for_all_doors(margins)
        return self._ways[margins]

    def _stated_for_all_doors(self, margins: Margins) -> dict[str, dict[str, Road]]:
        ways: dict[str, dict[str, Road]] = {}
        for (start, end), stated in self._stated.items():
            road = self._with_margins(stated, margins)
            is_inside = end in self.doors_of(start)
            ends = [(start, end)] if is_inside else product(self.doors_of(start), self.doors_of(end))
            for origin, destination in ends:
                way = self._by_doors(origin, (start, end), destination, road, margins)
                found = ways.setdefault(origin, {})
                found[destination] = min(found.get(destination, way), way, key=_quickest)
        return ways

    def _by_doors(self, origin: str, doors: tuple[str, str], destination: str, between: Road, margins: Margins) -> Road:
        """On foot to one compound's door, the way between the two doors, and on foot from the other."""
        start, end = doors
        if origin == start and end == destination:
            return between
        driven = _joined(self._inside(origin, start, margins), between)
        return _joined(driven, self._inside(end, destination, margins))

    def _inside(self, origin: str, destination: str, margins: Margins) -> Road:
        """The way inside one compound."""
        if origin == destination:
            return _HERE
        stated = self._stated.get((origin, destination))
        return self._with_margins(stated, margins) if stated is not None else _WALK

    def _shortest(self, origin: str, destination: str, margins: Margins) -> Road:
        """Over the stated ways only: an estimate is never chained with another."""
        if origin == destination:
            return _HERE
        best = self._best(origin, destination, margins)
        found = self._reached_from(origin, margins).get(destination)
        return found if found is not None and found.time < best.time else best

    def _reached_from(self, origin: str, margins: Margins) -> Mapping[str, Road]:
        """By the quickest stated ways, every spot that they reach (Dijkstra)."""
        key = (origin, margins)
        if key not in self._reached:
            ways = self._stated_ways(margins)
            reached: dict[str, Road] = {origin: _HERE}
            done: set[str] = set()
            ahead = [(_HERE.time, origin)]
            while ahead:
                _, spot = heappop(ahead)
                if spot in done:
                    continue
                done.add(spot)
                here = reached[spot]
                for end, step in ways.get(spot, {}).items():
                    if end in done:
                        continue
                    time, known = here.time + step.time, reached.get(end)
                    if known is None or time < known.time:
                        reached[end] = _joined(here, step)
                        heappush(ahead, (time, end))
            self._reached[key] = reached
        return self._reached[key]


class RoadMap:
    """The roads of one visit for whoever lays it out many times: what was measured once is not measured again."""

    def __init__(self, visit: Visit) -> None:
        """Nothing is laid yet."""
        self._visit = visit
        self._laid: dict[frozenset[tuple[str, LegId]], Roads] = {}

    def roads(self, legs: Mapping[str, LegId]) -> Roads:
        """The roads with these legs of the places that are no venues."""
        key = frozenset(legs.items())
        if key not in self._laid:
            self._laid[key] = Roads(self._visit, legs)
        return self._laid[key]


def _joined(first: Road, second: Road) -> Road:
    return Road(first.time + second.time, max(first.basis, second.basis, key=_WEAKNESS.__getitem__))


def _quickest(road: Road) -> tuple[timedelta, int]:
    """Of two ways that are equally quick, the better known."""
    return road.time, _WEAKNESS[road.basis]


def _kilometres(first: Venue, second: Venue) -> float | None:
    """Great-circle distance (haversine, mean earth radius 6371 km), where both positions are known."""
    if first.latitude is None or first.longitude is None or second.latitude is None or second.longitude is None:
        return None
    lat1, lat2 = math.radians(first.latitude), math.radians(second.latitude)
    dlat, dlon = lat2 - lat1, math.radians(second.longitude - first.longitude)
    chord = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(chord))
