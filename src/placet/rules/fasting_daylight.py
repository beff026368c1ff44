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
from placet.model.spans import Window
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
        leg = case.leg_of(item)
        if leg is not None and is_fasted(case, engagement, leg, day):
            certain = _fasts(case, engagement) and ramadan(day) is Certainty.YES
            yield _judged(item, day, leg, parameters, certain=certain)


def is_fasted(case: Case, engagement: Engagement, leg: Leg, day: date) -> bool:
    """Whether a day is, or may be, one on which an engagement in a leg keeps to the fast."""
    if ramadan(day) not in (Certainty.YES, Certainty.POSSIBLY):
        return False
    return _fasts(case, engagement) or keeps_the_fast(leg.country, day)


def without_meals(leg: Leg, day: date, parameters: Parameters) -> Window | None:
    """From sunrise until people may be seated; None where that cannot be computed."""
    sun = _sun(leg, day)
    return Window(sun.sunrise, sun.sunset - parameters.seated_before) if isinstance(sun, SunTimes) else None


def _fasts(case: Case, engagement: Engagement) -> bool:
    return any(FASTING in person.diet for person in people_at(case, engagement).values())


def _sun(leg: Leg, day: date) -> SunTimes | str:
    """The sun in a leg, or the name of what is missing."""
    if leg.latitude is None or leg.longitude is None:
        return "legs.latitude"
    sun = sun_times(day, Coordinates(leg.latitude, leg.longitude), leg.zone)
    return sun if isinstance(sun, SunTimes) else "sunset"


def _judged(item: Item, day: date, leg: Leg, parameters: Parameters, *, certain: bool) -> Verdict:
    sun = _sun(leg, day)
    if isinstance(sun, str):
        return cannot_judge(item.id, missing=sun)
    if not sun.sunrise <= item.starts_at < sun.sunset - parameters.seated_before:
        return satisfied(item.id)
    return violated(item.id, certain=certain, starts=item.starts_at, sunset=sun.sunset)


def keeps_the_fast(country: str | None, day: date) -> bool:
    """Whether the state keeps the feast that ends this fast: a fact of its calendar, not of people."""
    lunar = to_lunar(day + timedelta(days=2))
    if country is None or not isinstance(lunar, CalendarDate):
        return False
    feast = feast_day(Feast.EID_AL_FITR, lunar.year)
    if not isinstance(feast, FeastDay):
        return False
    kept = public_holidays(country, feast.expected)
    return not isinstance(kept, NoHolidayTable) and any(holiday.lunar for holiday in kept.holidays)
