"""How far apart two programmes of one visit are, for people: what stands elsewhere, and what has changed places.

An item stands elsewhere when only one of the two has it, when its venue is another, or when it begins an hour or more
earlier or later. Two engagements of somebody that both stay within the hour have changed places when they come in the
other order. A shift by five minutes is no difference, nor is another interpreter or a car that leaves earlier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from placet.model.attendance import required
from placet.model.ids import EngagementId, PartyId
from placet.model.programme import Programme
from placet.model.visit import Visit

ELSEWHERE = timedelta(hours=1)
"""By so much earlier or later something lies in another part of the day. Default."""


@dataclass(frozen=True, slots=True)
class Stands:
    """When an item of a programme begins, and at which venue it is."""

    at: datetime
    venue: str | None


@dataclass(frozen=True, slots=True)
class Apart:
    """The items that stand elsewhere, and the pairs that have changed places."""

    elsewhere: tuple[str, ...]
    exchanged: tuple[tuple[str, str], ...]

    @property
    def distance(self) -> int:
        """How many there are of both."""
        return len(self.elsewhere) + len(self.exchanged)


def apart(visit: Visit, one: Programme, other: Programme) -> Apart:
    """How far two programmes are apart; the same both ways round."""
    first, second = stands(one), stands(other)
    elsewhere = tuple(
        name for name in dict.fromkeys((*first, *second)) if _is_elsewhere(first.get(name), second.get(name))
    )
    near = [name for name in first if name not in elsewhere and EngagementId(name) in visit.engagements]
    exchanged = tuple(
        (a, b)
        for a, b in combinations(near, 2)
        if share_somebody(visit, a, b) and _order(first, a, b) * _order(second, a, b) < 0
    )
    return Apart(elsewhere, exchanged)


def stands(programme: Programme) -> Mapping[str, Stands]:
    """Where every engagement, and every journey of the file, stands; by id."""
    found = {
        str(name): Stands(placement.starts_at, placement.venue) for name, placement in programme.placements.items()
    }
    for journey in programme.journeys:
        begins = journey.leaves_at or journey.arrives_at
        if journey.movement is not None and begins is not None:
            found[str(journey.movement)] = Stands(begins, None)
    return found


def share_somebody(visit: Visit, one: str, other: str) -> bool:
    """Whether somebody must be at both of two engagements."""
    parties: list[frozenset[PartyId]] = [
        frozenset(required(visit, visit.engagements[EngagementId(name)])) for name in (one, other)
    ]
    return not parties[0].isdisjoint(parties[1])


def _is_elsewhere(one: Stands | None, other: Stands | None) -> bool:
    if one is None or other is None:
        return one is not other
    return one.venue != other.venue or abs(one.at - other.at) >= ELSEWHERE


def _order(where: Mapping[str, Stands], one: str, other: str) -> int:
    first, second = where[one].at, where[other].at
    return (first > second) - (first < second)
