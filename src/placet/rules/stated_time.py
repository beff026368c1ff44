"""An engagement begins and ends when the file says it does.

An exact time is kept to the minute, "about" within a quarter of an hour, "from", "by" and a window as bounds, a part of
the day within its usual hours; a day without an hour is a day. Journeys are held to the times of both their ends.

Source: default; what each precision means is a decision of Placet (documented under "What a time means").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from placet.model.movements import End
from placet.model.spans import UNKNOWN
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.stated import Bounds, bounds_of, day_of_arrival, end_bounds_of, zone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each stated end, and for each stated day without an hour, of a placed engagement or journey."""
    for item in case.engagements:
        engagement = item.engagement
        if engagement is None:
            continue
        actual = case.day_of(item)
        day, agreed = engagement.day or actual, engagement.agreed
        allowed = (engagement.day,) if engagement.day is not None else engagement.days
        if allowed and engagement.at.clock is None:
            on_day = actual in allowed
            yield satisfied(item.id) if on_day else violated(item.id, case="day", at=item.starts_at)
        if engagement.at != UNKNOWN:
            yield _judged(
                item, item.starts_at, bounds_of(case.timeline, day, engagement.at, item.zone), "starts", agreed
            )
        if engagement.ends != UNKNOWN and item.end_is_certain:
            bounds = end_bounds_of(case.timeline, day, engagement.at, engagement.ends, item.zone)
            yield _judged(item, item.ends_at, bounds, "ends", agreed)
    for item in case.movements:
        if item.movement is not None and item.journey is not None:
            departs, arrives = item.movement.departs, item.movement.arrives
            lands = day_of_arrival(case.visit, case.timeline, item.movement)
            yield from _end(case, item, departs, departs.day, item.journey.leaves_at, "starts")
            yield from _end(case, item, arrives, lands, item.journey.arrives_at, "ends")


def _end(
    case: Case, item: Item, end: End, stated: int | None, instant: datetime | None, which: str
) -> Iterator[Verdict]:
    """One end of a journey against what the file says of it."""
    if end.at == UNKNOWN or instant is None:
        return
    day = stated if stated is not None else case.day_of(item)
    zone = zone_of(case.visit, case.timeline, day, end.at, end.venue, None)
    yield _judged(item, instant, bounds_of(case.timeline, day, end.at, zone), which)


def _judged(item: Item, instant: datetime, bounds: Bounds, which: str, agreed: str | None = None) -> Verdict:
    earliest, latest = bounds.earliest, bounds.latest
    if (earliest is None or instant >= earliest) and (latest is None or instant <= latest):
        return satisfied(item.id)
    bound = earliest if earliest is not None and instant < earliest else latest
    if agreed is not None:
        return violated(
            item.id,
            case="agreed-starts" if which == "starts" else "agreed-ends",
            at=instant,
            bound=bound or instant,
            agreed=agreed,
        )
    return violated(item.id, case=which, at=instant, bound=bound or instant)
