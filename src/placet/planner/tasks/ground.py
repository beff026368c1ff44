"""What every part of the translation looks up: the visit, its clock, its roads, and the parameters of the rules.

Nothing is decided here. Minutes count from the timeline's origin; lengths are rounded up, so that a plan never gains a
minute by rounding.
"""

from __future__ import annotations

import math
from datetime import timedelta

from placet.almanac.timeline import Timeline
from placet.model.attendance import principals
from placet.model.ids import LegId
from placet.model.lengths import UsualLengths
from placet.model.movements import End
from placet.model.roads import Roads
from placet.model.spans import Hours, Precision, When
from placet.model.visit import Visit
from placet.planner.request import PlanRequest
from placet.planner.tasks.problem import Interval
from placet.rules import enough_travel, interpretation_time, usual_length
from placet.rules.case import Case
from placet.rules.stated import Bounds, bounds_of, end_bounds_of, stated_programme, zone_of

GRID = 5
"""Minutes on which free starts lie (practice T1)."""
AGREED = 10
"""How much more it costs to give up something agreed."""
COSTS = {
    "margin": 2,
    "length": 4,
    "order": 6,
    "time": 12,
    "day": 20,
    "hours": 15,
    "open": 15,
    "presence": 25,
    "busy": 40,
    "block": 10,
    "place": 60,
    "travel": 60,
    "journey": 80,
    "pool": 30,
    "resource": 60,
}
"""What giving up a requirement of each kind costs, against the value of an engagement (1 to 100). Default."""


class Ground:
    """One request, and what is looked up for it."""

    def __init__(self, request: PlanRequest) -> None:
        """Look up what all parts need."""
        self.request = request
        self._minutes_known: dict[tuple[int, int, str], int] = {}
        self.visit: Visit = request.visit
        self.timeline: Timeline = request.timeline
        parameters = request.rulebook.parameters("usual-length", usual_length.Parameters)
        self.usual: UsualLengths = parameters.usual()
        self.margins = request.rulebook.parameters("enough-travel", enough_travel.Parameters).margins()
        self.interpretation = request.rulebook.parameters("interpretation-time", interpretation_time.Parameters)
        self.case = self.case_of(self.visit)
        self.before = self.case if request.remembered is None else self.case_of(request.remembered)
        self.roads: Roads = self.case.roads
        self.principals = principals(self.visit)
        self.horizon: Interval = (
            self.minute(1, 0, self.first_zone()) - 24 * 60,
            self.minute(self.timeline.last_day, 30 * 60, self.first_zone()) + 24 * 60,
        )

    def case_of(self, visit: Visit) -> Case:
        """The stated programme as the rules see it: legs, zones and openings are looked up the same way."""
        return Case(
            visit,
            stated_programme(visit, self.timeline),
            self.timeline,
            self.request.rulebook,
            margins=self.margins,
            usual=self.usual,
            road_map=self.request.road_map if visit is self.visit else None,
        )

    def first_zone(self) -> str:
        """The zone of the first leg."""
        return next(iter(self.visit.legs.values())).zone

    def minute(self, day: int, minutes: int, zone: str) -> int:
        """The minute that lies so many minutes of wall clock after a day's midnight."""
        key = (day, minutes, zone)
        if key not in self._minutes_known:
            self._minutes_known[key] = self.timeline.minute_of(self.timeline.wall(day, minutes, zone))
        return self._minutes_known[key]

    def zone_on(self, day: int) -> str:
        """The zone of the first leg of a day."""
        return self.timeline.zones_on(day)[0]

    def day_interval(self, day: int, zone: str | None = None) -> Interval:
        """Minutes of a day, from one local midnight to the next; on the clock of its first leg without a zone."""
        zone = zone or self.zone_on(day)
        return self.minute(day, 0, zone), self.minute(day + 1, 0, zone)

    def hours_on(self, day: int, hours: Hours, zone: str) -> Interval:
        """Daily hours on one day, in minutes."""
        return self.minute(day, hours.opens_min(), zone), self.minute(day, hours.closes_min(), zone)

    def bounds(self, day: int, when: When, zone: str) -> Interval:
        """The minutes that a stated time allows on a day."""
        return self._minutes(bounds_of(self.timeline, day, when, zone), day, zone)

    def end_bounds(self, day: int, at: When, ends: When, zone: str) -> Interval:
        """The minutes at which an engagement of a day may end as stated; it is stated to begin `at`."""
        return self._minutes(end_bounds_of(self.timeline, day, at, ends, zone), day, zone)

    def _minutes(self, bounds: Bounds, day: int, zone: str) -> Interval:
        low, high = self.day_interval(day, zone)
        earliest = self.timeline.minute_of(bounds.earliest) if bounds.earliest is not None else low
        latest = self.timeline.minute_of(bounds.latest) if bounds.latest is not None else high + 6 * 60
        return earliest, latest

    def travel(self, origin: str, destination: str) -> int:
        """Minutes from spot to spot, margins in them."""
        return whole(self.roads.needed(origin, destination, self.margins).time)

    def end(self, end: End, day: int | None) -> Interval | None:
        """The minutes that one end of a journey allows; None where nothing is stated."""
        if end.at.precision in (Precision.UNKNOWN, Precision.AFTER) or day is None:
            return None
        zone = zone_of(self.visit, self.timeline, day, end.at, end.venue, None)
        return self.bounds(day, end.at, zone)

    def leg_of_end(self, end: End) -> LegId | None:
        """The leg in which a journey begins or ends, where the file says."""
        return self.visit.venues[end.venue].leg if end.venue is not None else None


def whole(length: timedelta) -> int:
    """Minutes, rounded up."""
    return math.ceil(length.total_seconds() / 60)
