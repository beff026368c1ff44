"""Dates in three calendars and three languages. The Hijri dates come from a public converter, not from ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from placet.wording.dates import (
    clock,
    column_date,
    hours,
    length,
    long_date,
    moment,
    offset_of,
    other_calendars,
    plain_date,
    short_date,
    undated_day,
    weekday,
)
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


def test_days_of_a_column_are_as_wide_as_each_other_or_said_in_words():
    assert [column_date(DAY, language(code)) for code in ("en", "ru", "fa")] == [
        "2026-11-24",
        "24.11.2026",
        "۲۴ نوامبر ۲۰۲۶",
    ]


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


def test_hours_that_end_after_midnight_say_so_in_every_language():
    ball = datetime(2026, 11, 24, 23, 0, tzinfo=UTC), datetime(2026, 11, 25, 0, 40, tzinfo=UTC)
    said = {code: hours(*ball, language(code)) for code in ("en", "fa", "ru")}
    assert said == {"en": "23:00–00:40⁺¹", "fa": "۲۳:۰۰–۰۰:۴۰⁺¹", "ru": "23:00–00:40⁺¹"}


@pytest.mark.parametrize(("minutes", "said"), [(210, "+03:30"), (-570, "-09:30"), (0, "+00:00"), (765, "+12:45")])
def test_an_offset_is_written_with_hours_and_minutes(minutes, said):
    assert offset_of(datetime(2026, 11, 24, tzinfo=timezone(timedelta(minutes=minutes)))) == said


def test_hours_are_in_the_digits_of_the_language():
    assert hours(time(9), time(18, 30), language("fa")) == "۰۹:۰۰–۱۸:۳۰"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", ["45 min", "1 h 05", "2 h 00", "-10 min"]),
        ("fa", ["۴۵ دقیقه", "۱ ساعت و ۵ دقیقه", "۲ ساعت", "منفی ۱۰ دقیقه"]),
        ("ru", ["45 мин", "1 ч 05 мин", "2 ч", "−10 мин"]),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(code, said):
    assert [length(timedelta(minutes=n), language(code)) for n in (45, 65, 120, -10)] == said


@pytest.mark.parametrize(("code", "said"), [("en", ["D", "D+2"]), ("fa", ["روز نخست", "روز ۳"]), ("ru", ["Д", "Д+2"])])
def test_without_a_date_days_are_counted_from_the_first(code, said):
    assert [undated_day(number, language(code)) for number in (1, 3)] == said


def test_a_day_and_an_hour_never_run_into_each_other():
    # Two numbers beside each other in Persian would read as one: there is a word between them.
    fa = language("fa")
    assert moment(undated_day(3, fa), "۱۱:۴۰", fa) == "روز ۳، ساعت ۱۱:۴۰"


def test_a_weekday_of_the_file_is_said_in_the_language():
    assert [weekday("friday", language(code)) for code in ("en", "fa", "ru")] == ["Friday", "جمعه", "пятница"]
