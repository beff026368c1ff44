"""Three calendars. Anchors: Nowruz 1405 = 21 March 2026; 1 Ramadan 1447 = 18 February 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.almanac.calendars import (
    LUNAR_FIRST,
    LUNAR_LAST,
    SOLAR_FIRST,
    SOLAR_LAST,
    Calendar,
    CalendarDate,
    CalendarFault,
    LunarReading,
    NotConvertible,
    from_lunar,
    from_solar,
    in_three_calendars,
    to_lunar,
    to_solar,
)

DAY = timedelta(days=1)


def every_day(first, last):
    return (date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1))


def solar(year, month, day):
    return CalendarDate(Calendar.SOLAR_HIJRI, year, month, day)


def lunar(year, month, day):
    return CalendarDate(Calendar.LUNAR_HIJRI, year, month, day, tentative=True)


def missing(calendar, fault):
    return NotConvertible(calendar, fault)


OUT_OF_SOLAR = missing(Calendar.SOLAR_HIJRI, CalendarFault.OUT_OF_RANGE)
NO_SOLAR_DAY = missing(Calendar.SOLAR_HIJRI, CalendarFault.NO_SUCH_DAY)
OUT_OF_LUNAR = missing(Calendar.LUNAR_HIJRI, CalendarFault.OUT_OF_RANGE)
NO_LUNAR_DAY = missing(Calendar.LUNAR_HIJRI, CalendarFault.NO_SUCH_DAY)


def test_the_day_of_the_tehran_visit_is_said_three_times():
    # 24 November 2026 = 3 Azar 1405 (practice notes; month 9) = 14 Jumada II 1448.
    said = in_three_calendars(date(2026, 11, 24))
    assert said.gregorian == CalendarDate(Calendar.GREGORIAN, 2026, 11, 24)
    assert said.solar == solar(1405, 9, 3)
    assert said.lunar == lunar(1448, 6, 14)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 3, 21), solar(1405, 1, 1)),
        (date(2025, 3, 20), solar(1403, 12, 30)),  # 1403 was a leap year
        (date(2026, 3, 20), solar(1404, 12, 29)),  # 1404 was not
        (date(1979, 2, 11), solar(1357, 11, 22)),  # 22 Bahman
    ],
)
def test_solar_anchors(day, expected):
    assert to_solar(day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 18), lunar(1447, 9, 1)),
        (date(2026, 3, 20), lunar(1447, 10, 1)),
        (date(2026, 6, 16), lunar(1448, 1, 1)),
        (LUNAR_FIRST, lunar(1343, 1, 1)),
        (LUNAR_LAST, lunar(1500, 12, 30)),
    ],
)
def test_lunar_anchors(day, expected):
    assert to_lunar(day) == expected


def test_every_day_from_1990_to_2076_comes_back_from_both_calendars():
    for day in every_day(date(1990, 1, 1), date(2076, 12, 31)):
        said = in_three_calendars(day)
        assert isinstance(said.solar, CalendarDate)
        assert from_solar(said.solar.year, said.solar.month, said.solar.day) == day
        assert isinstance(said.lunar, CalendarDate)
        read = from_lunar(said.lunar.year, said.lunar.month, said.lunar.day)
        assert read == LunarReading(day - DAY, day, day + DAY)


def test_days_follow_each_other_without_holes():
    before = to_solar(date(1989, 12, 31))
    for day in every_day(date(1990, 1, 1), date(2076, 12, 31)):
        now = to_solar(day)
        assert now.day == before.day + 1 or (
            now.day == 1 and before.day in (29, 30, 31) and now.month in (before.month + 1, before.month - 11)
        )
        before = now


@pytest.mark.parametrize("day", [SOLAR_FIRST - DAY, SOLAR_LAST + DAY, date.min, date.max])
def test_a_day_beyond_the_solar_table_is_a_value(day):
    assert to_solar(day) == OUT_OF_SOLAR


@pytest.mark.parametrize("day", [LUNAR_FIRST - DAY, LUNAR_LAST + DAY, date.min, date.max])
def test_a_day_beyond_the_lunar_table_is_a_value(day):
    assert to_lunar(day) == OUT_OF_LUNAR


@pytest.mark.parametrize("day", [SOLAR_FIRST, SOLAR_LAST])
def test_the_ends_of_the_solar_table_belong_to_it(day):
    said = to_solar(day)
    assert isinstance(said, CalendarDate)
    assert from_solar(said.year, said.month, said.day) == day


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((1404, 12, 30), NO_SOLAR_DAY),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1405, 13, 1), NO_SOLAR_DAY),
        ((1405, 0, 1), NO_SOLAR_DAY),
        ((1405, 7, 31), NO_SOLAR_DAY),
        ((2026, 11, 24), OUT_OF_SOLAR),  # a Gregorian date by mistake
        ((0, 1, 1), OUT_OF_SOLAR),
        ((-5, 1, 1), OUT_OF_SOLAR),
        ((1278, 1, 1), OUT_OF_SOLAR),  # 21 March 1899: the year is half in the table
        ((1478, 12, 29), OUT_OF_SOLAR),  # March 2100
    ],
)
def test_reading_solar_dates(written, expected):
    assert from_solar(*written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ((1448, 13, 1), NO_LUNAR_DAY),
        ((1448, 0, 1), NO_LUNAR_DAY),
        ((1448, 1, 31), NO_LUNAR_DAY),
        ((1448, 1, 0), NO_LUNAR_DAY),
        ((1342, 12, 29), OUT_OF_LUNAR),
        ((1501, 1, 1), OUT_OF_LUNAR),
    ],
)
def test_reading_lunar_dates_that_are_none(written, expected):
    assert from_lunar(*written) == expected


def test_the_thirtieth_of_a_computed_29_day_month_can_be_read():
    # 1 Jumada II 1448 is 11 November 2026, so Jumada I has 29 or 30 days; find one with 29.
    month = next(m for m in range(1, 13) if to_lunar(from_lunar(1447, m, 30).expected).day == 1)
    assert from_lunar(1447, month, 30).expected == from_lunar(1447, month, 29).expected + DAY


@given(st.integers(), st.integers(), st.integers())
def test_reading_never_raises(year, month, day):
    assert isinstance(from_solar(year, month, day), date | NotConvertible)
    assert isinstance(from_lunar(year, month, day), LunarReading | NotConvertible)
