"""Day headings in five languages and three calendars, and what all headings of a paper settle together."""

from __future__ import annotations

from datetime import date

import pytest

from placet.reading.calendar_days import numbered
from placet.reading.day import first_day_in, heading_of, settled

TUESDAY = date(2026, 5, 12)  # 22 Ordibehesht 1405, 25 Dhu al-Qadah 1447


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday 12 May 2026",
        "May 12, 2026",
        "вторник, 12 мая 2026 года",
        "12-го мая 2026 г.",
        "سه‌شنبه ۲۲ اردیبهشت ۱۴۰۵",
        "mardi 12 mai 2026",
        "الثلاثاء 12 مايو 2026",
        "12.05.2026",
        "2026-05-12",
        "۱۴۰۵/۰۲/۲۲",
        "Tuesday 12 May 2026 (22 Ordibehesht 1405)",
    ],
)
def test_one_day_said_in_many_ways(text):
    heading = heading_of(text)
    assert (heading.dates, heading.case) == ((TUESDAY,), "")


@pytest.mark.parametrize(
    ("text", "case", "dates"),
    [
        ("04/05/2026", "order", (date(2026, 5, 4), date(2026, 4, 5))),
        ("1447/11/25", "lunar", (TUESDAY, date(2026, 5, 11), date(2026, 5, 13))),
        ("Monday 12 May 2026", "weekday", (TUESDAY,)),
        ("12 May 2026 / 23 Ordibehesht 1405", "calendars-differ", (TUESDAY, date(2026, 5, 13))),
        ("31 February 2026", "no-such-day", ()),
    ],
)
def test_a_date_in_doubt_is_asked(text, case, dates):
    heading = heading_of(text)
    assert (heading.case, heading.dates) == (case, dates)


def test_a_weekday_settles_which_of_two_dates_it_is():
    # 4 May 2026 is a Monday, 5 April 2026 a Sunday.
    assert heading_of("Monday 04/05/2026").dates == (date(2026, 5, 4),)
    assert heading_of("Sunday 04/05/2026").dates == (date(2026, 4, 5),)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Day 1", 1),
        ("DAY TWO – Tehran", 2),
        ("День первый", 1),
        ("روز دوم", 2),
        ("D+1", 2),
        ("1er jour", 1),
        ("اليوم الأول", 1),
    ],
)
def test_days_that_are_counted(text, number):
    assert heading_of(text).number == number


@pytest.mark.parametrize(
    "text",
    [
        "10:00 Talks",
        "Arrival on 12 May",
        "Friday prayers",
        "March past",
        "12–14 May 2026",
        "Working visit, 12 May 2026",
        "May I present",
    ],
)
def test_what_heads_no_day_is_none(text):
    assert heading_of(text) is None


def test_the_city_beside_a_date_is_kept():
    assert heading_of("Tuesday 12 May 2026 – Tehran").rest == "Tehran"


def test_one_heading_settles_the_order_of_day_and_month_for_all():
    headings = [heading_of("04/05/2026"), heading_of("13/05/2026")]
    assert [heading.dates for heading in settled(headings, [])] == [(date(2026, 5, 4),), (date(2026, 5, 13),)]


def test_days_that_follow_each_other_settle_the_order():
    headings = [heading_of("04/05/2026"), heading_of("05/05/2026"), heading_of("06/05/2026")]
    assert [heading.dates[0].day for heading in settled(headings, [])] == [4, 5, 6]


def test_a_year_is_taken_from_the_paper_only_where_the_weekday_agrees():
    assert settled([heading_of("Tuesday 12 May")], [2025, 2026])[0].dates == (TUESDAY,)
    wrong = settled([heading_of("Tuesday 12 May")], [2025])[0]  # a Monday
    assert wrong.case == "weekday"
    assert settled([heading_of("12 May")], [2025, 2026])[0].case == "year"


def test_a_solar_date_without_a_year_takes_the_gregorian_one():
    assert settled([heading_of("سه‌شنبه ۲۲ اردیبهشت")], [2026])[0].dates == (TUESDAY,)


def test_the_dates_of_a_title():
    assert list(first_day_in(["State visit, 12–14 May 2026"])) == [TUESDAY, date(2026, 5, 14)]


def test_headings_without_a_year_number_the_days_and_ask():
    days = numbered([("a", heading_of("12 May")), ("b", heading_of("14 May"))], [])
    assert [day.number for day in days.days] == [1, 3]
    assert days.starts_on is None
    assert [doubt.case for doubt in days.doubts] == ["day-no-year", "day-no-year"]


def test_counted_days_take_the_date_of_a_title_that_spans_as_many():
    headings = [("a", heading_of("Day 1")), ("b", heading_of("Day 2"))]
    fits = numbered(headings, ["State visit, 12–13 May 2026"])
    assert (fits.starts_on, fits.doubts) == (TUESDAY, ())
    other = numbered(headings, ["State visit, 12–15 May 2026"])
    assert [doubt.case for doubt in other.doubts] == ["day-title"]


def test_the_reader_of_the_paper_may_say_the_year():
    assert numbered([("a", heading_of("12 May"))], [], TUESDAY).days[0].on == TUESDAY
