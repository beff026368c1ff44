"""The hours in which rules would have an engagement begin and end, where nothing else in the plan bears on that.

Each rule's own parameters and functions say which hours these are; only what follows from them is written down here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from placet.almanac.reach import OutOfRange
from placet.almanac.sun import PolarNight, sun_times
from placet.model.engagements import Engagement
from placet.model.ids import EngagementId, LegId, VenueId, engagement_ref
from placet.model.places import Venue
from placet.model.profile import Grade
from placet.model.spans import Hours as DailyHours
from placet.model.spans import Window
from placet.planner.tasks.ground import Ground
from placet.planner.tasks.problem import Interval, Suits, Task
from placet.rules import days_off, fasting_daylight, outdoor_daylight, usual_hours
from placet.rules.finding import Answer
from placet.rules.meals import MEALS

ALMOST_A_MINUTE = timedelta(seconds=59)
"""The sun rises and sets between two minutes: the first whole one after it counts."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """An engagement at one of its sites."""

    ground: Ground
    name: EngagementId
    engagement: Engagement
    task: Task
    leg: LegId | None
    venue: Venue | None

    def days(self) -> Sequence[int]:
        """The days on which it may begin; what is stated for a night may begin after midnight."""
        return sorted({day + more for day in self.task.days for more in (0, 1)})


Hours = tuple[Iterable[Interval], Iterable[Interval] | None]
"""Where starts suit, and where ends do; None: anywhere."""


def suitable_hours(ground: Ground, tasks: Mapping[str, Task]) -> Iterator[Suits]:
    """For each engagement that can be moved, and each of its sites: the hours that each rule asks for."""
    for name, engagement in ground.visit.engagements.items():
        task = tasks.get(name)
        if task is None or (task.fixed_start is not None and len(task.sites) == 1):
            continue
        for number, site in enumerate(task.sites):
            venue = ground.visit.venues[VenueId(site.venue)] if site.venue is not None else None
            leg = ground.roads.leg_of(site.origin) if site.origin is not None else None
            wish = _Wish(ground, name, engagement, task, leg or ground.case.leg_of_engagement(name), venue)
            for rule, hours in HOURS.items():
                if ground.request.rulebook.grade(rule) is not Grade.OFF and (found := hours(wish)) is not None:
                    starts, ends = found
                    yield Suits(name, number, rule, tuple(starts), tuple(ends) if ends is not None else None)


def _usual(wish: _Wish) -> Hours | None:
    ground, task = wish.ground, wish.task
    hours = ground.request.rulebook.parameters("usual-hours", usual_hours.Parameters).of(wish.engagement)
    if not hours or task.fixed_start is not None:
        return None
    if _was_elsewhere(wish, hours):
        return None
    return [ground.hours_on(day, span, task.zone) for day in task.days for span in hours], None


def _was_elsewhere(wish: _Wish, hours: Iterable[DailyHours]) -> bool:
    """Whether its forgotten time lies outside these hours: then they are not the hours of this engagement."""
    remembered = wish.ground.request.remembered
    known = remembered.engagements.get(wish.name) if remembered is not None else None  # none for one that is new
    clock = known.at.clock if known is not None else None
    if clock is None:
        return False
    minute = clock.at.hour * 60 + clock.at.minute
    return not any(span.opens_min() <= minute <= span.closes_min() for span in hours)


def _working_days(wish: _Wish) -> Hours | None:
    ground, zone = wish.ground, wish.task.zone
    official = ground.request.rulebook.parameters("days-off", days_off.Parameters).official
    if wish.engagement.kind not in official or not ground.timeline.is_dated:
        return None
    subject, parties = engagement_ref(wish.name), wish.task.parties
    working = []
    for day in wish.days():
        verdict = days_off.verdict_on(ground.case, subject, wish.leg, parties, ground.timeline.date_of(day))
        if verdict is None or verdict.answer is not Answer.VIOLATED:
            opens, closes = ground.day_interval(day, zone)
            working.append((opens, closes - 1))
    return working, None


def _after_the_fast(wish: _Wish) -> Hours | None:
    ground = wish.ground
    if wish.leg is None or wish.engagement.kind not in MEALS or not ground.timeline.is_dated:
        return None
    parameters = ground.request.rulebook.parameters("fasting-daylight", fasting_daylight.Parameters)
    leg = ground.visit.legs[wish.leg]
    suitable, since = [], ground.horizon[0]
    for day in wish.days():
        on = ground.timeline.date_of(day)
        if fasting_daylight.is_fasted(ground.case, wish.engagement, leg, on):
            light = fasting_daylight.without_meals(leg, on, parameters)
            if light is not None:
                fasts, eats = _whole_minutes(ground, light)
                suitable.append((since, fasts - 1))
                since = eats
    return ([*suitable, (since, ground.horizon[1])], None) if suitable else None


def _by_daylight(wish: _Wish) -> Hours | None:
    ground, zone = wish.ground, wish.task.zone
    parameters = ground.request.rulebook.parameters("outdoor-daylight", outdoor_daylight.Parameters)
    if wish.engagement.kind in parameters.at_any_hour or not ground.timeline.is_dated:
        return None
    leg = ground.visit.legs[wish.leg] if wish.leg is not None else None
    place = outdoor_daylight.position(wish.venue, leg)
    if place is None or not outdoor_daylight.is_in_the_open(wish.engagement, wish.venue):
        return None
    light = []
    for day in wish.days():
        opens, closes = ground.day_interval(day, zone)
        sun = sun_times(ground.timeline.date_of(day), place, zone)
        if isinstance(sun, OutOfRange):
            light.append((opens, closes))
        elif not isinstance(sun, PolarNight):
            rises = ground.timeline.minute_of(sun.sunrise + ALMOST_A_MINUTE) if sun.sunrise is not None else opens
            light.append((rises, ground.timeline.minute_of(sun.sunset) if sun.sunset is not None else closes))
    return light, light


def _whole_minutes(ground: Ground, window: Window) -> Interval:
    return (
        ground.timeline.minute_of(window.opens + ALMOST_A_MINUTE),
        ground.timeline.minute_of(window.closes + ALMOST_A_MINUTE),
    )


HOURS: Mapping[str, Callable[[_Wish], Hours | None]] = {
    "usual-hours": _usual,
    "days-off": _working_days,
    "fasting-daylight": _after_the_fast,
    "outdoor-daylight": _by_daylight,
}
"""By rule: the hours that it asks for, or None where it asks for none."""
