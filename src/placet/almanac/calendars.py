"""One day in three calendars: Gregorian, Solar Hijri (Jalali), Lunar Hijri (Umm al-Qura).

Decides numbers only: year, month, day. Month names, digits and order of words are `wording`'s. A
lunar date is always *tentative*: it is computed, and a sighting may shift it by a day, so reading
one gives three days, not one. A date outside a table, or a day that a month does not have, is a
value, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate

SOLAR_FIRST = date(1900, 1, 1)
SOLAR_LAST = date(2099, 12, 31)
"""Where three independent implementations of the Jalali calendar agree on every day."""

LUNAR_FIRST = date(1924, 8, 1)
LUNAR_LAST = date(2077, 11, 16)
"""The Umm al-Qura tables: 1 Muharram 1343 to 30 Dhu al-Hijjah 1500."""

_SOLAR_YEARS = range(1278, 1479)
_LUNAR_YEARS = range(1343, 1501)
_MONTHS = 12
_LONGEST_MONTH = 30
_DAY = timedelta(days=1)


class Calendar(StrEnum):
    """The calendars a programme is printed in."""

    GREGORIAN = "gregorian"
    SOLAR_HIJRI = "solar-hijri"
    LUNAR_HIJRI = "lunar-hijri"


class CalendarFault(StrEnum):
    """Why a date has no counterpart."""

    OUT_OF_RANGE = "out-of-range"
    NO_SUCH_DAY = "no-such-day"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day as one calendar numbers it; months and days count from 1."""

    calendar: Calendar
    year: int
    month: int
    day: int
    tentative: bool = False


@dataclass(frozen=True, slots=True)
class NotConvertible:
    """The day cannot be said in, or read from, this calendar."""

    calendar: Calendar
    fault: CalendarFault


@dataclass(frozen=True, slots=True)
class LunarReading:
    """The Gregorian day a lunar date means: as computed, and the day before and after it."""

    earliest: date
    expected: date
    latest: date


@dataclass(frozen=True, slots=True)
class ThreeDates:
    """One day, said three times."""

    gregorian: CalendarDate
    solar: CalendarDate | NotConvertible
    lunar: CalendarDate | NotConvertible


def in_three_calendars(day: date) -> ThreeDates:
    """The day as each of the three calendars numbers it."""
    gregorian = CalendarDate(Calendar.GREGORIAN, day.year, day.month, day.day)
    return ThreeDates(gregorian, to_solar(day), to_lunar(day))


def to_solar(day: date) -> CalendarDate | NotConvertible:
    """The day in the Solar Hijri calendar of Iran."""
    if not SOLAR_FIRST <= day <= SOLAR_LAST:
        return NotConvertible(Calendar.SOLAR_HIJRI, CalendarFault.OUT_OF_RANGE)
    jalali = JalaliDate.to_jalali(day)  # type: ignore[no-untyped-call] # typed, but not annotated
    return CalendarDate(Calendar.SOLAR_HIJRI, jalali.year, jalali.month, jalali.day)


def to_lunar(day: date) -> CalendarDate | NotConvertible:
    """The day in the Umm al-Qura calendar; tentative, for a sighting may differ by a day."""
    if not LUNAR_FIRST <= day <= LUNAR_LAST:
        return NotConvertible(Calendar.LUNAR_HIJRI, CalendarFault.OUT_OF_RANGE)
    year, month, number = Gregorian.fromdate(day).to_hijri().datetuple()
    return CalendarDate(Calendar.LUNAR_HIJRI, year, month, number, tentative=True)


def from_solar(year: int, month: int, day: int) -> date | NotConvertible:
    """The Gregorian day of a Solar Hijri date."""
    if year not in _SOLAR_YEARS:
        return NotConvertible(Calendar.SOLAR_HIJRI, CalendarFault.OUT_OF_RANGE)
    try:
        read = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call] # as above
    except ValueError:
        return NotConvertible(Calendar.SOLAR_HIJRI, CalendarFault.NO_SUCH_DAY)
    if not SOLAR_FIRST <= read <= SOLAR_LAST:
        return NotConvertible(Calendar.SOLAR_HIJRI, CalendarFault.OUT_OF_RANGE)
    return read


def from_lunar(year: int, month: int, day: int) -> LunarReading | NotConvertible:
    """The Gregorian day of a Lunar Hijri date, and its neighbours.

    The 30th of a month that is computed to have 29 days is read too: where the crescent was not
    seen, that day was printed and kept.
    """
    if year not in _LUNAR_YEARS:
        return NotConvertible(Calendar.LUNAR_HIJRI, CalendarFault.OUT_OF_RANGE)
    if not (1 <= month <= _MONTHS and 1 <= day <= _LONGEST_MONTH):
        return NotConvertible(Calendar.LUNAR_HIJRI, CalendarFault.NO_SUCH_DAY)
    begins = Hijri(year, month, 1).to_gregorian().toordinal()
    expected = date.fromordinal(begins + day - 1)
    return LunarReading(expected - _DAY, expected, expected + _DAY)
