"""Dates in three calendars and three languages. The Hijri dates come from a public converter, not from ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from placet.wording.dates import clock, long_date, offset_of, other_calendars, plain_date, short_date, span
from placet.wording.language import language

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "Tuesday 24 November 2026"), ("ru", "вторник, 24 ноября 2026 г."), ("fa", "سه‌شنبه ۲۴ نوامبر ۲۰۲۶")],
)
def test_a_long_date_always_has_its_weekday(code, said):
    assert long_date(DAY, language(code)) == said


@pytest.mark.parametrize(("code", "said"), [("en", "Tue 24 Nov"), ("ru", "вт, 24 нояб."), ("fa", "سه‌شنبه ۲۴ نوامبر")])
def test_a_short_date_has_it_too(code, said):
    assert short_date(DAY, language(code)) == said


def test_a_plain_date_is_for_the_foot_of_a_paper():
    assert plain_date(DAY, language("ru")) == "24 ноября 2026 г."


def test_persian_readers_see_the_day_in_both_hijri_calendars_the_lunar_one_as_computed():
    # 24 November 2026 is 3 Azar 1405 (Nowruz 1405 fell on 21 March 2026); 14 Jumada II 1448 by Umm al-Qura.
    assert list(other_calendars(DAY, language("fa"))) == ["۳ آذر ۱۴۰۵", "۱۴ جمادی‌الثانی ۱۴۴۸ (محاسبه‌شده)"]


def test_others_see_the_gregorian_date_alone():
    assert list(other_calendars(DAY, language("ru"))) == []


def test_a_day_beyond_the_tables_has_no_hijri_date_rather_than_a_wrong_one():
    assert list(other_calendars(date(2150, 1, 1), language("fa"))) == []


def test_an_hour_after_midnight_says_that_it_is_the_day_after():
    late = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)
    assert clock(late, language("en"), printed_under=DAY) == "00:30⁺¹"
    assert clock(late, language("fa")) == "۰۰:۳۰"


@pytest.mark.parametrize(("minutes", "said"), [(210, "+03:30"), (-570, "-09:30"), (0, "+00:00"), (765, "+12:45")])
def test_an_offset_is_written_with_hours_and_minutes(minutes, said):
    assert offset_of(datetime(2026, 11, 24, tzinfo=timezone(timedelta(minutes=minutes)))) == said


def test_a_span_of_no_length_is_one_time():
    assert (span("10:00", "10:45"), span("10:00", "10:00")) == ("10:00–10:45", "10:00")
