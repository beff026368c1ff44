"""An engagement or a night in which the clocks change is pointed out.

Looks at the zones of the legs once the visit is dated. Journeys are not looked at: each of their ends is on its own
clock.

Source: practice Z1 (default): times are local to the place, daylight saving included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from placet.almanac.reach import is_within_reach
from placet.almanac.zones import OffsetChange, changes_between
from placet.model.ids import THE_VISIT, LegId, Ref, Sort
from placet.rules.case import Case
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """This rule has none."""


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each change of a leg's clocks, and one for each leg without any."""
    if not case.timeline.is_dated:
        yield cannot_judge(THE_VISIT, missing="visit.starts_on")
        return
    for name, leg in case.visit.legs.items():
        # The day after the last: what begins on the last evening may run into it.
        first, last = case.timeline.date_of(leg.first_day), case.timeline.date_of(leg.last_day + 1)
        if not (is_within_reach(first) and is_within_reach(last)):
            yield cannot_judge(Ref(Sort.LEG, name), missing="visit.starts_on")
            continue
        found = [
            verdict for change in changes_between(first, last, leg.zone) for verdict in _pointed_out(case, name, change)
        ]
        yield from found or [satisfied(Ref(Sort.LEG, name))]


def _pointed_out(case: Case, name: LegId, change: OffsetChange) -> Iterator[Verdict]:
    leg = case.visit.legs[name]
    at, shift = change.at.astimezone(case.timeline.zone(leg.zone)), abs(change.after - change.before)
    way = "back" if change.after < change.before else "forward"
    during = [
        item for item in case.engagements if item.starts_at < change.at < item.ends_at and case.leg_of(item) == leg
    ]
    for item in during:
        surely = item.certain.opens < change.at < item.certain.closes
        yield violated(item.id, certain=surely, case=way, at=at, shift=shift)
    if not during and leg.first_day <= _night_of(case, change, leg.zone) < leg.last_day:
        yield violated(Ref(Sort.LEG, name), case=f"night-{way}", at=at, shift=shift, leg=Ref(Sort.LEG, name))


def _night_of(case: Case, change: OffsetChange, zone: str) -> int:
    """The day whose night the change falls into: that of the evening before."""
    before = (change.at - timedelta(seconds=1)).astimezone(case.timeline.zone(zone))
    day = case.timeline.day_of(before, zone)
    return day - 1 if before.hour < 12 else day
