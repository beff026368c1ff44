"""Everything the almanac knows of one date at one place, on one sheet.

Decides nothing of its own: it asks every other module and puts the answers side by side, so that a
rule, a date search or a page needs one call. Same arguments, same sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from placet.almanac.calendars import ThreeDates, in_three_calendars
from placet.almanac.certainty import Certainty
from placet.almanac.feasts import FeastDay, ObservedFeast, feasts_on, ramadan
from placet.almanac.prayer import AsrShadow, Method, NotComputable, PrayerTimes, prayer_times
from placet.almanac.public_holidays import (
    Correction,
    HolidayJudgement,
    NoHolidayTable,
    public_holidays,
)
from placet.almanac.reach import FIRST_DAY, LAST_DAY, OutOfRange, is_within_reach
from placet.almanac.sun import Coordinates, Sun, sun_times
from placet.almanac.weekends import WeekendJudgement, WeekendOverride, weekend
from placet.almanac.zones import OffsetChange, changes_between, zone_of


@dataclass(frozen=True, slots=True)
class Locality:
    """Where a sheet is drawn up: as much as is known of the place.

    `country` is ISO 3166-1 alpha-2. Without `place` there is no sun, without `method` (and a place)
    no prayer; `institution` is whose weekend counts, `region` whose holidays.
    """

    country: str
    zone: str
    place: Coordinates | None = None
    method: Method | None = None
    shadow: AsrShadow = AsrShadow.STANDARD
    region: str | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """What the user knows better than the almanac."""

    weekends: tuple[WeekendOverride, ...] = ()
    holidays: tuple[Correction, ...] = ()
    feasts: tuple[ObservedFeast, ...] = ()


NOTHING_STATED = Stated()


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One date at one place. `sun` and `prayers` are None where they were not asked for."""

    day: date
    locality: Locality
    weekend: WeekendJudgement
    holidays: HolidayJudgement | NoHolidayTable
    feasts: tuple[FeastDay, ...] | OutOfRange
    ramadan: Certainty
    sun: Sun | None
    prayers: PrayerTimes | NotComputable | None
    clock_changes: tuple[OffsetChange, ...] | OutOfRange
    calendars: ThreeDates

    @property
    def office_closed(self) -> Certainty:
        """Whether public offices are closed: a free weekday or a public holiday.

        A working day by decree opens them on a weekend. Closed by one account is closed; unknown by
        one account and open by the other is unknown.
        """
        free = self.weekend.includes(self.day.weekday())
        if isinstance(self.holidays, NoHolidayTable):
            kept = Certainty.UNKNOWN
        else:
            kept = self.holidays.answer
            if self.holidays.working_by_decree:
                free = Certainty.NO
        answers = (free, kept)
        for worst in (Certainty.YES, Certainty.POSSIBLY, Certainty.UNKNOWN):
            if worst in answers:
                return worst
        return Certainty.NO


def day_sheet(day: date, locality: Locality, stated: Stated = NOTHING_STATED) -> DaySheet:
    """Draw up the sheet of a date.

    Raises:
        UnknownZone: The locality's zone does not exist.
    """
    zone, place, method = locality.zone, locality.place, locality.method
    zone_of(zone)  # an unknown zone is told before anything else, also where no part needs it
    prayers = None
    if place is not None and method is not None:
        prayers = prayer_times(day, place, zone, method, shadow=locality.shadow, observed=stated.feasts)
    reached = is_within_reach(day)
    return DaySheet(
        day=day,
        locality=locality,
        weekend=weekend(locality.country, day, stated.weekends, locality.institution),
        holidays=public_holidays(locality.country, day, stated.holidays, locality.region),
        feasts=feasts_on(day, stated.feasts),
        ramadan=ramadan(day, stated.feasts),
        sun=None if place is None else sun_times(day, place, zone),
        prayers=prayers,
        clock_changes=(changes_between(day, day, zone) if reached else OutOfRange(FIRST_DAY, LAST_DAY)),
        calendars=in_three_calendars(day),
    )
