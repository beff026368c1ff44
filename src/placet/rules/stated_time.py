"""An engagement begins and ends when the file says it does.

An exact time is kept to the minute, "about" within a quarter of an hour, "from", "by" and a window as bounds, a part of
the day within its usual hours. Journeys are held to the times of both their ends.

Source: default; what each precision means is a decision of Placet (documented under "What a time means").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from placet.model.spans import UNKNOWN
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, satisfied, violated
from placet.rules.stated import Bounds, bounds_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each stated end of a placed engagement or journey."""
    for item in case.engagements:
        engagement = item.engagement
        if engagement is None:
            continue
        day = engagement.day or case.day_of(item)
        if engagement.at != UNKNOWN:
            yield _judged(item, item.starts_at, bounds_of(case.timeline, day, engagement.at, item.zone), "starts")
        if engagement.ends != UNKNOWN and item.end_is_certain:
            yield _judged(item, item.ends_at, bounds_of(case.timeline, day, engagement.ends, item.zone), "ends")


def _judged(item: Item, instant: datetime, bounds: Bounds, which: str) -> Verdict:
    earliest, latest = bounds.earliest, bounds.latest
    if (earliest is None or instant >= earliest) and (latest is None or instant <= latest):
        return satisfied(item.id)
    bound = earliest if earliest is not None and instant < earliest else latest
    return violated(item.id, case=which, at=instant, bound=bound or instant)
