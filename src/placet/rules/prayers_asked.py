"""The prayers that a person asked to be kept free on a day, with their hours.

Hours are computed for the place, the date and the method that the side chose; asr at a shadow of one length.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from placet.almanac.prayer import Method, NotComputable, prayer_times
from placet.almanac.sun import Coordinates
from placet.model.people import Prayer
from placet.model.places import Leg
from placet.model.spans import Window
from placet.rules.case import Case, Item

METHODS = {method.facts.name.casefold(): method for method in Method}
"""Methods by the names that a visit file may use, in any case of letters."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One prayer: `dhuhr` … or `friday`, its hours, and how much of them is to be free.

    `estimated`: that night the sun does not reach the method's angle.
    """

    prayer: str
    hours: Window
    length: timedelta
    estimated: bool


def leg_on(case: Case, day: int, first: Item) -> Leg:
    """The leg in which a day that begins with `first` is spent."""
    return case.leg_of(first) or case.visit.legs[(case.timeline.legs_on(day) or tuple(case.visit.legs))[0]]


def prayers_asked(case: Case, prayer: Prayer, day: int, leg: Leg, friday: timedelta) -> tuple[Asked, ...] | str:
    """What a person asked for on a day in a leg, or the name of what is missing to compute it."""
    name = next(name for name, known in case.visit.legs.items() if known is leg)
    method = METHODS.get((leg.prayer_method or "").casefold())
    if method is None:
        return f"{name}.prayer_method"
    if leg.latitude is None or leg.longitude is None:
        return f"{name}.latitude"
    times = prayer_times(case.timeline.date_of(day), Coordinates(leg.latitude, leg.longitude), leg.zone, method)
    if isinstance(times, NotComputable):
        return f"{name}.prayer_times"
    asked = []
    for window in times.windows:
        hours = Window(window.begins, window.ends)
        if window.congregational and "friday" in prayer.prayers:
            asked.append(Asked("friday", hours, max(prayer.length, friday), window.estimated))
        elif window.prayer.value in prayer.prayers:
            asked.append(Asked(window.prayer.value, hours, prayer.length, window.estimated))
    return tuple(asked)
