"""In Ramadan no meal is put in daylight.

Looks at meals, banquets and receptions that begin between sunrise and sunset on a day of Ramadan, where somebody who
must be there states `fasting`, or in a country that keeps the feast after the fast as a public holiday; who fasts is
never presumed. Shortly before sunset people may be seated. On the doubtful days of the moon nothing is certain. The
first days' dawn meal, and what is served, are not looked at.

Source: practice D3: no working meals in daylight, do not presume who fasts [S106][S107]; being seated before sunset
is default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from placet.almanac.calendars import CalendarDate, to_lunar
from placet.almanac.certainty import Certainty
from placet.almanac.feasts import Feast, FeastDay, feast_day, ramadan
from placet.almanac.public_holidays import NoHolidayTable, public_holidays
from placet.almanac.sun import Coordinates, SunTimes, sun_times
from placet.model.declare import shared
from placet.model.engagements import Engagement
from placet.model.places import Leg
from placet.rules.case import Case, Item
from placet.rules.finding import Verdict, cannot_judge, satisfied, violated
from placet.rules.meals import MEALS
from placet.rules.who_is_there import people_at, placed

FASTING = "fasting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """When people sit down."""

    seated_before: timedelta = shared("How long before sunset people may be seated.")


def judge(case: Case, parameters: Parameters) -> Iterator[Verdict]:
    """One verdict for each meal on a day that is or may be in Ramadan; one in all while undated."""
    meals = [(item, engagement) for item, engagement in placed(case) if engagement.kind in MEALS]
    if meals and not case.timeline.is_dated:
        yield cannot_judge(*(item.id for item, _ in meals), missing="visit.starts_on")
        return
    for item, engagement in meals:
        day = case.timeline.date_of(case.day_of(item))
        in_ramadan = ramadan(day)
        leg = case.leg_of(item)
        if in_ramadan in (Certainty.YES, Certainty.POSSIBLY) and leg is not None:
            stated = any(FASTING in person.diet for person in people_at(case, engagement).values())
            if stated or _keeps_the_fast(leg.country, day):
                certain = stated and in_ramadan is Certainty.YES
                yield _judged(item, engagement, day, leg, parameters, certain=certain)


def _judged(
    item: Item, engagement: Engagement, day: date, leg: Leg, parameters: Parameters, *, certain: bool
) -> Verdict:
    if leg.latitude is None or leg.longitude is None:
        return cannot_judge(item.id, missing="legs.latitude")
    sun = sun_times(day, Coordinates(leg.latitude, leg.longitude), leg.zone)
    if not isinstance(sun, SunTimes):
        return cannot_judge(item.id, missing="sunset")
    if not sun.sunrise <= item.starts_at < sun.sunset - parameters.seated_before:
        return satisfied(item.id)
    return violated(item.id, certain=certain, starts=item.starts_at, sunset=sun.sunset)


def _keeps_the_fast(country: str | None, day: date) -> bool:
    """Whether the state keeps the feast that ends this fast: a fact of its calendar, not of people."""
    lunar = to_lunar(day + timedelta(days=2))
    if country is None or not isinstance(lunar, CalendarDate):
        return False
    feast = feast_day(Feast.EID_AL_FITR, lunar.year)
    if not isinstance(feast, FeastDay):
        return False
    kept = public_holidays(country, feast.expected)
    return not isinstance(kept, NoHolidayTable) and any(holiday.lunar for holiday in kept.holidays)
