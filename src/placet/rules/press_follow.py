"""The pool can follow: between two engagements that it sees there is time for its way.

Looks at engagements of one track that a pool sees, one after the other. A pool that sees only the start is free soon
after it, one that sees only the end is needed then. In the same place it needs no way. A car of its own in the
motorcade is assumed: the way is that of the party.

Source: practice M4: travelling press inside the motorcade, not in a bus that falls behind [S110]; the figures are
default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise

from placet.model.declare import shared
from placet.model.engagements import Engagement, PressMode
from placet.model.places import TravelBasis
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.who_is_there import placed

POOLS = frozenset({PressMode.POOL, PressMode.POOL_AT_START, PressMode.POOL_AT_END})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """How long a pool takes."""

    spray: timedelta = shared("How long a pool stays that sees only the start.")
    set_up: timedelta = shared("Time to set up before the start, at another place.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each two engagements of a track that the pool sees one after the other."""
    pooled = sorted((one for one in placed(case) if one[1].press in POOLS), key=lambda one: one[1].track)
    for _, track in groupby(pooled, key=lambda one: one[1].track):
        for (first, wished), (second, next_wished) in pairwise(track):
            yield _judged(case, (first, wished), (second, next_wished), parameters)


def _judged(
    case: Case, one: tuple[Item, Engagement], other: tuple[Item, Engagement], parameters: Parameters
) -> Verdict:
    first, second = one[0], other[0]
    if first.destination == second.origin and first.destination is not None:
        return satisfied(first.id, second.id)
    road = case.road(first.destination, second.origin)
    if road is None:
        return cannot_judge(first.id, second.id, missing=f"{(second if second.origin is None else first).id}.venue")
    free, stated = _free_at(first, one[1], parameters)
    at_end = other[1].press is PressMode.POOL_AT_END
    needed = second.ends_at if at_end else second.starts_at - parameters.set_up
    if free + road.time <= needed:
        return satisfied(first.id, second.id)
    if not stated and first.starts_at + road.time <= needed:
        return cannot_judge(first.id, second.id, missing=f"{first.id}.ends")
    certain = case.is_planned or (stated and road.basis is not TravelBasis.ESTIMATED)
    begins = needed if at_end else second.starts_at
    there_is, takes = max(begins - free, timedelta(0)), road.time + (begins - needed)
    return violated(first.id, second.id, certain=certain, there_is=there_is, needed=takes)


def _free_at(item: Item, engagement: Engagement, parameters: Parameters) -> tuple[datetime, bool]:
    """When the pool can leave, and whether that is stated."""
    if engagement.press is PressMode.POOL_AT_START:
        return item.starts_at + parameters.spray, True
    return item.ends_at, item.placement is not None and item.placement.ends_at is not None
