"""The sheet of a day: every answer of the almanac, side by side."""

from datetime import date, timedelta

import pytest

from placet.almanac.calendars import in_three_calendars
from placet.almanac.certainty import Certainty
from placet.almanac.day import Locality, Stated, day_sheet
from placet.almanac.feasts import Feast, ObservedFeast, feasts_on
from placet.almanac.prayer import AsrShadow, Method, NotComputable, PrayerTimes, prayer_times
from placet.almanac.public_holidays import Added, NoHolidayTable, public_holidays
from placet.almanac.reach import FIRST_DAY, LAST_DAY, OutOfRange
from placet.almanac.sun import Coordinates, sun_times
from placet.almanac.weekends import WeekendOverride, weekend
from placet.almanac.zones import UnknownZone, changes_between

VISIT = date(2026, 11, 24)  # a Tuesday
TEHRAN = Coordinates(35.6892, 51.389)
IN_TEHRAN = Locality("IR", "Asia/Tehran", TEHRAN, Method.TEHRAN)
NOWHERE = Locality("ZZ", "UTC")
THU_FRI = frozenset({3, 4})


def test_a_sheet_is_what_the_modules_say():
    sheet = day_sheet(VISIT, IN_TEHRAN)
    assert sheet.day == VISIT
    assert sheet.locality is IN_TEHRAN
    assert sheet.weekend == weekend("IR", VISIT)
    assert sheet.holidays == public_holidays("IR", VISIT)
    assert sheet.feasts == feasts_on(VISIT)
    assert sheet.ramadan is Certainty.NO
    assert sheet.sun == sun_times(VISIT, TEHRAN, "Asia/Tehran")
    assert sheet.prayers == prayer_times(VISIT, TEHRAN, "Asia/Tehran", Method.TEHRAN)
    assert sheet.clock_changes == ()
    assert sheet.calendars == in_three_calendars(VISIT)
    assert sheet.office_closed is Certainty.NO


def test_the_same_arguments_give_the_same_sheet():
    assert day_sheet(VISIT, IN_TEHRAN) == day_sheet(VISIT, IN_TEHRAN)


def test_without_a_place_there_is_neither_sun_nor_prayer():
    sheet = day_sheet(VISIT, Locality("IR", "Asia/Tehran", method=Method.TEHRAN))
    assert (sheet.sun, sheet.prayers) == (None, None)


def test_without_a_method_there_is_no_prayer():
    sheet = day_sheet(VISIT, Locality("IR", "Asia/Tehran", TEHRAN))
    assert sheet.sun is not None
    assert sheet.prayers is None


def test_the_shadow_reaches_the_prayers():
    hanafi = Locality("PK", "Asia/Karachi", TEHRAN, Method.KARACHI, AsrShadow.HANAFI)
    prayers = day_sheet(VISIT, hanafi).prayers
    assert isinstance(prayers, PrayerTimes)
    assert prayers.shadow is AsrShadow.HANAFI


def test_what_the_user_states_reaches_every_part():
    eid = date(2026, 3, 22)
    stated = Stated(
        weekends=(WeekendOverride(THU_FRI, institution="ministry"),),
        holidays=(Added(eid, "Mourning", "decree"),),
        feasts=(ObservedFeast(Feast.EID_AL_FITR, 1447, eid),),
    )
    place = Locality("IR", "Asia/Tehran", institution="ministry")
    sheet = day_sheet(eid, place, stated)
    assert sheet.weekend.days == THU_FRI
    assert "Mourning" in [holiday.name for holiday in sheet.holidays.holidays]
    assert [found.feast for found in sheet.feasts if found.is_certain] == [Feast.EID_AL_FITR]
    assert day_sheet(eid - timedelta(days=1), place, stated).ramadan is Certainty.YES


def test_a_region_reaches_the_holidays():
    geneva = Locality("CH", "Europe/Zurich", region="GE")
    assert day_sheet(date(2026, 9, 10), geneva).office_closed is Certainty.YES


def test_a_change_of_the_clock_is_on_the_sheet():
    sheet = day_sheet(date(2026, 3, 29), Locality("DE", "Europe/Berlin"))
    assert sheet.clock_changes == changes_between(date(2026, 3, 29), date(2026, 3, 29), "Europe/Berlin")
    assert len(sheet.clock_changes) == 1


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("RU", date(2026, 11, 24), Certainty.NO),
        ("RU", date(2026, 11, 28), Certainty.YES),  # Saturday
        ("RU", date(2024, 4, 27), Certainty.NO),  # a Saturday worked by decree
        ("RU", date(2026, 6, 12), Certainty.YES),  # Russia Day, a Friday
        ("IR", date(2026, 11, 26), Certainty.POSSIBLY),  # Thursday
        ("IR", date(2026, 11, 27), Certainty.YES),  # Friday
        ("IR", date(2026, 5, 27), Certainty.POSSIBLY),  # Eid al-Adha, a Wednesday
        ("ZZ", date(2026, 11, 24), Certainty.UNKNOWN),
        ("RU", date(1990, 6, 16), Certainty.POSSIBLY),  # a Saturday before our and its table
        ("RU", date(1990, 6, 12), Certainty.UNKNOWN),  # a weekday in a year without a table
    ],
)
def test_whether_offices_are_closed(country, day, expected):
    assert day_sheet(day, Locality(country, "UTC")).office_closed is expected


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_give_a_sheet_of_honest_values(day):
    sheet = day_sheet(day, Locality("IR", "Asia/Tehran", TEHRAN, Method.TEHRAN))
    assert isinstance(sheet.holidays, NoHolidayTable)
    assert isinstance(sheet.feasts, OutOfRange)
    assert isinstance(sheet.sun, OutOfRange)
    assert isinstance(sheet.prayers, NotComputable)
    assert sheet.ramadan is Certainty.UNKNOWN
    assert sheet.clock_changes == OutOfRange(FIRST_DAY, LAST_DAY)


def test_an_unknown_zone_is_the_one_error():
    for day in (VISIT, date.max):
        with pytest.raises(UnknownZone):
            day_sheet(day, Locality("IR", "IRST"))
