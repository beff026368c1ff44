"""Where the time of an engagement is told only on the day, each start it may have is free for everybody in it.

From the first hour at which it may begin until the last plus its length, nothing else may take its parties, the ways
there and on counted in; and its venue is open all that while. The hours are this office's own: findings are private.

Source: default; practice 5.2: the hour of a sensitive stop is disclosed on the day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.model.attendance import required
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, Sort, engagement_ref, refs
from placet.model.spans import Window
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.venue_open import is_open_during

NO_WAY = timedelta(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each withheld engagement and what stands in its way; one for each that is free."""
    for name, engagement in case.visit.engagements.items():
        if engagement.withheld is None or engagement.is_cancelled or name in case.programme.left_out:
            continue
        placed = case.item(name)
        day = engagement.day if placed is None else case.day_of(placed)
        if day is None:
            yield cannot_judge(engagement_ref(name), missing=f"{name}.day")
            continue
        zone = case.zone_of_engagement(name)
        found = list(_in_the_way(case, name, engagement, case.timeline.window(day, engagement.withheld, zone)))
        yield from found or [satisfied(engagement_ref(name))]


def _in_the_way(case: Case, name: EngagementId, engagement: Engagement, starts: Window) -> Iterator[Verdict]:
    placement = case.programme.placements.get(name)
    spot = placement.venue if placement is not None else next(iter(engagement.venues), None)
    parties = required(case.visit, engagement)
    sure, span = _spans(case, engagement, starts)
    for item in case.items:
        taken = parties & item.parties
        if item.engagement is engagement or not taken:
            continue
        surely = item.surely_goes_on and _meets(item.certain, sure)
        if surely or _meets(item.likely, span, _way(case, item.destination, spot), _way(case, spot, item.origin)):
            yield violated(
                engagement_ref(name),
                item.id,
                certain=surely or case.is_planned,
                parties=refs(Sort.ATTENDEE, taken),
                opens=span.opens,
                closes=span.closes,
                private=True,
            )
    if spot is not None and not is_open_during(case, case.visit.venues[spot], span):
        surely = not is_open_during(case, case.visit.venues[spot], sure)
        yield violated(
            engagement_ref(name), case="closed", certain=surely, opens=span.opens, closes=span.closes, private=True
        )


def _spans(case: Case, engagement: Engagement, starts: Window) -> tuple[Window, Window]:
    """From the first start to the last end: the end beyond doubt, and the likely one."""
    length = case.usual.of(engagement)
    least = length.least if length.stated else timedelta(0)
    return Window(starts.opens, starts.closes + least), Window(starts.opens, starts.closes + length.typical)


def _meets(taken: Window, span: Window, there: timedelta = NO_WAY, on: timedelta = NO_WAY) -> bool:
    return taken.opens < span.closes + on and span.opens - there < taken.closes


def _way(case: Case, origin: str | None, destination: str | None) -> timedelta:
    road = case.road(origin, destination)
    return road.time if road is not None else NO_WAY
