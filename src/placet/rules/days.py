"""The days of a person and of the visit: what begins on each, how full they are, and by which clock they run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from placet.model.ids import PartyId
from placet.model.movements import Transport
from placet.model.spans import Window
from placet.rules.case import Case, Item


def days_of(case: Case, party: PartyId) -> Sequence[tuple[int, tuple[Item, ...]]]:
    """The items of a party, day after day, with the day of the visit on which they begin on their own clock.

    Who crosses the date line eastwards has one date twice: these are two days, with the flight between them.
    """
    items = case.by_party.get(party, ())
    return [(day, tuple(together)) for day, together in groupby(items, key=case.day_of)]


def covered(spans: Iterable[Window]) -> timedelta:
    """How much time the spans cover together; what two of them share counts once."""
    total = timedelta(0)
    reached = None
    for span in sorted(spans):
        opens = span.opens if reached is None else max(span.opens, reached)
        total += max(span.closes - opens, timedelta(0))
        reached = span.closes if reached is None else max(span.closes, reached)
    return total


def is_long_flight(item: Item, least: timedelta) -> bool:
    """Whether it is a flight so long that people rest aboard, or may be: one of its ends is not stated."""
    if item.movement is None or item.journey is None or item.movement.by is not Transport.PLANE:
        return False
    return None in (item.journey.leaves_at, item.journey.arrives_at) or item.ends_at - item.starts_at >= least


def zone_on(case: Case, day: int) -> str:
    """The zone by which a day of the visit runs: that of its first leg."""
    return case.timeline.zones_on(day)[0]
