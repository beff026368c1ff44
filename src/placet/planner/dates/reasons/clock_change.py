"""The clocks change in a city of the visit while it lasts.

Source: practice Z1 (default): times are local to the place, daylight saving included.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.almanac.reach import is_within_reach
from placet.almanac.zones import changes_between, zone_of
from placet.model.ids import Ref, Sort
from placet.model.profile import Grade
from placet.planner.dates.candidate import Candidate, Reason, Speaks


def look(candidate: Candidate) -> Iterator[Reason]:
    """One reason for each change on a day of a leg."""
    for name, leg in candidate.scene.visit.legs.items():
        days = candidate.days[leg.first_day - 1 : leg.last_day]
        if not days or not all(map(is_within_reach, days)):
            continue
        for change in changes_between(days[0], days[-1], leg.zone):
            on = change.at.astimezone(zone_of(leg.zone)).date()
            facts = {"leg": Ref(Sort.LEG, name)}
            yield Reason("clock-change", "change", Speaks.AGAINST, Grade.COURTESY, (on,), facts=facts)
