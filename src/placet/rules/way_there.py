"""Where two engagements that follow one another lie apart, the programme says how people get from one to the other.

Looks at our own plans, in which every way has its car or its walk; others print only what they wish to. A journey there
by way of somewhere else, a night or a rest, is a way too. Between the doors of one compound, and to an interpreter's
work, people find their way. Whether the time is enough is the matter of `enough-travel`.

Source: practice B3 (default).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.ids import PartyId, Sort, refs
from placet.model.roads import are_apart
from placet.rules.case import Case, Item, Succession
from placet.rules.finding import Verdict, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each two items that lie apart and follow one another for somebody who travels."""
    for succession in case.successions if case.is_planned else ():
        first, second = succession.first, succession.second
        needed = _way(case, first, second)
        going = [party for party in succession.parties if party not in _interpreters(first) | _interpreters(second)]
        if not going or needed <= timedelta(0):
            continue
        left = [party for party in going if not _is_brought(case, succession, party)]
        if left:
            yield violated(first.id, second.id, certain=False, needed=needed, parties=refs(Sort.ATTENDEE, left))
        else:
            yield satisfied(first.id, second.id)


def _way(case: Case, first: Item, second: Item) -> timedelta:
    """How long it takes from one to the other; nothing where they are together, or nobody knows where they are."""
    origin, destination = first.destination, second.origin
    if origin is None or destination is None or not are_apart(origin, destination):
        return timedelta(0)
    road = case.road(origin, destination)
    return road.time if road is not None and destination not in case.roads.doors_of(origin) else timedelta(0)


def _interpreters(item: Item) -> frozenset[str]:
    return frozenset(item.placement.interpreters) if item.placement is not None else frozenset()


def _is_brought(case: Case, succession: Succession, party: PartyId) -> bool:
    """Whether a journey takes somebody to the second between the beginnings of the two."""
    return any(
        party in journey.parties
        and journey.destination == succession.second.origin
        and journey.arrives_at is not None
        and succession.first.starts_at <= journey.arrives_at <= succession.second.starts_at
        for journey in case.programme.journeys
    )
