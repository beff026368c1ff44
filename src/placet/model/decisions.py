"""By when it must be decided whether something is held in the open air or moves to its plan B.

The earliest of three moments: so long before the start as the file says that people must know (`decide_before`), so
long before it as the other venue takes to be set up, and the minute at which the first of those who must be there sets
off for the place in the open air.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from placet.model.attendance import required
from placet.model.ids import EngagementId, PartyId
from placet.model.programme import Placement, Programme
from placet.model.visit import Visit


class Because(Enum):
    """What makes it so early."""

    NOTICE = "notice"
    SET_UP = "set-up"
    SETS_OFF = "sets-off"


@dataclass(frozen=True, slots=True)
class Decision:
    """The last minute, and what makes it so early."""

    at: datetime
    because: Because


def decision_of(visit: Visit, programme: Programme, name: EngagementId) -> Decision | None:
    """By when it is decided; None without a plan B, for what is held there anyway, and for what is not held at all."""
    engagement, placement = visit.engagements[name], programme.placements.get(name)
    if engagement.plan_b is None or placement is None or placement.venue == engagement.plan_b.venue:
        return None
    plan = engagement.plan_b
    set_up = visit.venues[plan.venue].turnover or timedelta(0)
    moments = [
        Decision(placement.starts_at - plan.decide_before, Because.NOTICE),
        Decision(placement.starts_at - set_up, Because.SET_UP),
        *(Decision(leaves, Because.SETS_OFF) for leaves in _departures(visit, programme, placement)),
    ]
    first = min(moments, key=lambda decision: decision.at)
    return Decision(first.at.astimezone(placement.starts_at.tzinfo), first.because)


def _departures(visit: Visit, programme: Programme, placement: Placement) -> Iterator[datetime]:
    """When each of those who must be there sets off, straight for it."""
    for party in sorted(required(visit, visit.engagements[placement.engagement])):
        ways = [
            journey
            for journey in programme.journeys
            if party in journey.parties and journey.destination == placement.venue and journey.leaves_at is not None
        ]
        for journey in ways:
            arrives = journey.arrives_at
            if arrives is None or journey.leaves_at is None or arrives > placement.starts_at:
                continue
            if not any(
                arrives <= other.starts_at < placement.starts_at for other in _own(visit, programme, party, placement)
            ):
                yield journey.leaves_at


def _own(visit: Visit, programme: Programme, party: PartyId, besides: Placement) -> Iterator[Placement]:
    for name, placement in programme.placements.items():
        if placement is not besides and party in required(visit, visit.engagements[name]):
            yield placement
