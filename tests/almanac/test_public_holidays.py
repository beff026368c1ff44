"""Public holidays. The dates of the library are quoted; those around lunar ones follow from ±1."""

import os
import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.almanac.certainty import Certainty
from placet.almanac.feasts import Feast, feasts_on
from placet.almanac.holiday_tables import NoTableReason, holiday_table
from placet.almanac.public_holidays import (
    Added,
    HolidayJudgement,
    HolidaySource,
    Moved,
    NoHolidayTable,
    PublicHoliday,
    Removed,
    by_moon,
    public_holidays,
)

DAY = timedelta(days=1)
EID_2027_SA = date(2027, 3, 9)  # 1 Shawwal 1448, four days of holiday: 9 to 12 March


def names(found):
    return [holiday.name for holiday in found.holidays]


def test_a_fixed_holiday_is_certain_and_its_neighbours_are_not_holidays():
    found = public_holidays("RU", date(2026, 6, 12))
    assert found == HolidayJudgement(
        "RU",
        date(2026, 6, 12),
        Certainty.YES,
        (PublicHoliday("Russia Day", "День России", date(2026, 6, 12), False),),
    )
    assert not found.holidays[0].is_uncertain
    for shift in (-DAY, DAY):
        neighbour = public_holidays("RU", date(2026, 6, 12) + shift)
        assert (neighbour.answer, neighbour.holidays) == (Certainty.NO, ())


def test_a_holiday_of_the_solar_calendar_is_certain():
    found = public_holidays("IR", date(2026, 4, 2))
    assert (found.answer, names(found)) == (Certainty.YES, ["Nature's Day"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 25), Certainty.NO),
        (date(2026, 5, 26), Certainty.POSSIBLY),
        (date(2026, 5, 27), Certainty.POSSIBLY),  # Eid al-Adha, one day in Iran
        (date(2026, 5, 28), Certainty.POSSIBLY),
        (date(2026, 5, 29), Certainty.NO),
    ],
)
def test_a_single_lunar_day_is_possibly_on_three(day, expected):
    found = public_holidays("IR", day)
    assert found.answer is expected
    assert names(found) == ([] if expected is Certainty.NO else ["Eid al-Adha"])
    assert all(holiday.is_uncertain for holiday in found.holidays)


def test_lunar_days_without_the_librarys_mark_are_found_all_the_same():
    marked_by_default = holidays.country_holidays("SA", years=2027, language="en_US")
    assert "estimated" not in marked_by_default[EID_2027_SA]  # stack.md, trap 5
    expected = {
        -2: Certainty.NO,
        -1: Certainty.POSSIBLY,
        0: Certainty.POSSIBLY,
        1: Certainty.YES,  # a holiday whether the moon is early, on time or late
        2: Certainty.YES,
        3: Certainty.POSSIBLY,
        4: Certainty.POSSIBLY,
    }
    answers = {shift: public_holidays("SA", EID_2027_SA + shift * DAY).answer for shift in expected}
    assert answers == expected


def test_lunar_days_of_years_that_the_library_calls_confirmed_are_uncertain_too():
    assert public_holidays("SA", date(2025, 3, 30)).answer is Certainty.POSSIBLY


def test_a_substitute_for_a_lunar_day_is_lunar():
    table = holiday_table("SA", None, 2027)
    (listed,) = table.days[date(2027, 3, 14)]
    assert (listed.name, listed.lunar) == ("Eid al-Fitr Holiday (observed)", True)


def test_a_country_whose_list_has_no_marks_is_held_against_the_feasts():
    eid = public_holidays("LK", date(2026, 3, 21))
    assert (eid.answer, names(eid)) == (Certainty.POSSIBLY, ["Eid al-Fitr"])
    independence = public_holidays("LK", date(2026, 2, 4))
    assert (independence.answer, independence.holidays[0].lunar) == (Certainty.YES, False)


def test_fixed_days_stay_fixed_in_a_list_without_marks():
    # Melilla keeps both Eids among Spain's fixed days.
    table = holiday_table("ES", "ML", 2026)
    lunar = {listed.name for day in table.days.values() for listed in day if listed.lunar}
    assert lunar == {"Eid al-Fitr", "Eid al-Adha"}


def test_a_fixed_day_beside_a_feast_stays_fixed_in_a_list_without_marks():
    # Sri Lanka's May Day of 2022 was the day before the computed Eid al-Fitr, 2 May 2022.
    assert any(found.feast is Feast.EID_AL_FITR for found in feasts_on(date(2022, 5, 1)))
    table = holiday_table("LK", None, 2022)
    may_day = [listed for listed in table.days[date(2022, 5, 1)] if "Day" in listed.name]
    assert may_day
    assert not any(listed.lunar for listed in may_day)


def test_feasts_beyond_the_lunar_tables_make_nothing_lunar():
    table = holiday_table("ES", None, 2090)
    assert not any(listed.lunar for day in table.days.values() for listed in day)


def test_a_fixed_and_a_lunar_holiday_on_one_day_keep_their_difference():
    # 21 March 2026: Nowruz, and in Iran the computed Eid al-Fitr.
    found = public_holidays("IR", date(2026, 3, 21))
    lunar = {holiday.name: holiday.lunar for holiday in found.holidays}
    assert found.answer is Certainty.YES
    assert lunar["Nowruz"] is False
    assert lunar["Eid al-Fitr"] is True
    native = [holiday.native_name for holiday in found.holidays if holiday.name == "Nowruz"]
    assert native == [None]  # two names on one day cannot be paired


def test_a_substitute_over_new_year_is_found_from_the_year_before():
    # 1 January 2022 was a Saturday: the United States kept Friday, 31 December 2021.
    found = public_holidays("US", date(2021, 12, 31))
    assert (found.answer, names(found)) == (Certainty.YES, ["New Year's Day (observed)"])
    assert found.holidays[0].native_name is None  # English is the country's language


def test_a_lunar_day_is_possible_across_new_year():
    # Iran: Birthday of Mahdi on 1 January 2029, Martyrdom of Hasan al-Askari on 31 December 2014.
    assert names(public_holidays("IR", date(2028, 12, 31))) == ["Birthday of Mahdi"]
    assert public_holidays("IR", date(2028, 12, 31)).answer is Certainty.POSSIBLY
    assert public_holidays("IR", date(2015, 1, 1)).answer is Certainty.POSSIBLY


def test_a_saturday_made_a_working_day_is_told():
    # Saturday, 27 April 2024, worked for Monday, 29 April.
    worked = public_holidays("RU", date(2024, 4, 27))
    assert (worked.answer, worked.working_by_decree) == (Certainty.NO, True)
    assert public_holidays("RU", date(2024, 4, 29)).answer is Certainty.YES
    assert not public_holidays("RU", date(2024, 4, 20)).working_by_decree


def test_a_list_that_the_library_calls_incomplete_is_partial():
    # India's moving feasts are tabled up to 2035.
    assert public_holidays("IN", date(2036, 1, 26)).partial
    assert not public_holidays("IN", date(2035, 1, 26)).partial


def test_a_region_has_holidays_of_its_own():
    day = date(2026, 9, 10)  # Jeûne genevois: the Thursday after the first Sunday of September
    assert public_holidays("CH", day).answer is Certainty.NO
    assert public_holidays("CH", day, region="GE").answer is Certainty.YES


@pytest.mark.parametrize("country", ["ZZ", "", "ir", "IRN", "Iran", "US ", "\0", "__", "HolidayBase"])
def test_an_unknown_country_is_a_value(country):
    found = public_holidays(country, date(2026, 11, 24))
    assert found == NoHolidayTable(country, None, NoTableReason.UNKNOWN_COUNTRY)


@pytest.mark.parametrize("region", ["ZZ", "", "ge"])
def test_an_unknown_region_is_a_value(region):
    found = public_holidays("CH", date(2026, 11, 24), region=region)
    assert found == NoHolidayTable("CH", region, NoTableReason.UNKNOWN_REGION)


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("IR", date(1979, 12, 31)),  # the library's Iran begins in 1980, and says nothing before
        ("LK", date(2200, 1, 1)),
        ("US", date(1899, 12, 31)),  # the library would answer: nobody has checked
        ("US", date.max),
        ("US", date.min),
    ],
)
def test_years_without_a_table_are_a_value_and_not_an_empty_list(country, day):
    found = public_holidays(country, day)
    assert found == NoHolidayTable(country, None, NoTableReason.OUT_OF_RANGE)


def test_a_holiday_can_be_added():
    added = Added(date(2026, 11, 24), "Mourning", "decree")
    found = public_holidays("RU", date(2026, 11, 24), [added])
    expected = PublicHoliday("Mourning", None, date(2026, 11, 24), False, HolidaySource.ADDED, "decree")
    assert (found.answer, found.holidays) == (Certainty.YES, (expected,))
    assert public_holidays("RU", date(2026, 11, 25), [added]).answer is Certainty.NO


def test_a_holiday_can_be_removed_by_day_or_by_name():
    day = date(2026, 3, 21)
    assert public_holidays("RU", date(2026, 6, 12), [Removed(date(2026, 6, 12), "war")]).answer is (Certainty.NO)
    left = public_holidays("IR", day, [Removed(day, "kept later", "Nowruz")])
    assert "Nowruz" not in names(left)
    assert "Eid al-Fitr" in names(left)
    assert left.answer is Certainty.POSSIBLY
    untouched = public_holidays("IR", day, [Removed(day, "no such", "Christmas")])
    assert untouched == public_holidays("IR", day)


def test_a_lunar_holiday_moved_to_its_day_is_certain_there_and_nowhere_else():
    eid = date(2026, 5, 27)
    moved = [Moved(eid, eid + DAY, "announced")]
    answers = [public_holidays("IR", eid + n * DAY, moved).answer for n in (-1, 0, 1, 2)]
    assert answers == [Certainty.NO, Certainty.NO, Certainty.YES, Certainty.NO]
    (holiday,) = public_holidays("IR", eid + DAY, moved).holidays
    assert (holiday.source, holiday.reason) == (HolidaySource.MOVED, "announced")
    assert (holiday.expected, holiday.lunar, holiday.is_uncertain) == (eid + DAY, True, False)


def test_a_holiday_moved_to_its_own_day_is_confirmed():
    eid = date(2026, 5, 27)
    confirmed = [Moved(eid, eid, "announced", "Eid al-Adha")]
    answers = [public_holidays("IR", eid + n * DAY, confirmed).answer for n in (-1, 0, 1)]
    assert answers == [Certainty.NO, Certainty.YES, Certainty.NO]


def test_moving_by_name_leaves_the_other_holiday_of_the_day():
    day = date(2026, 3, 21)
    moved = [Moved(day, day - DAY, "announced", "Eid al-Fitr")]
    assert "Eid al-Fitr" not in names(public_holidays("IR", day, moved))
    assert "Nowruz" in names(public_holidays("IR", day, moved))
    assert "Eid al-Fitr" in names(public_holidays("IR", day - DAY, moved))


def test_corrections_apply_in_the_order_given():
    day = date(2026, 11, 24)
    add, remove = Added(day, "Mourning", "decree"), Removed(day, "decree withdrawn")
    assert public_holidays("RU", day, [add, remove]).answer is Certainty.NO
    assert public_holidays("RU", day, [remove, add]).answer is Certainty.YES


@given(
    st.sampled_from(["IR", "SA", "RU", "FR", "TR", "ID"]),
    st.dates(date(1993, 1, 1), date(2076, 12, 31)),
)
def test_an_uncertain_holiday_is_never_more_than_a_day_away(country, day):
    found = public_holidays(country, day)
    assert (found.answer is Certainty.NO) == (found.holidays == ())
    for holiday in found.holidays:
        assert holiday.expected == day or (holiday.is_uncertain and abs(holiday.expected - day) == DAY)


def test_the_language_of_the_machine_changes_nothing():
    # gettext, inside the library, reads LANGUAGE whenever no language is named.
    ask = (
        "from datetime import date\n"
        "from placet.almanac.public_holidays import public_holidays\n"
        "for code in ('IR', 'SA', 'KM', 'FR', 'SG'):\n"
        "    print(ascii(public_holidays(code, date(2026, 5, 27))))\n"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "LANGUAGE": language, "LANG": "C.UTF-8"},
            capture_output=True,
            check=True,
        ).stdout
        for language in ("en_US", "fa_IR", "th")
    }
    assert len(told) == 1
    assert b"Eid al-Adha" in told.pop()


def test_feasts_hang_on_one_moon_within_a_month_and_where_one_month_ends_in_the_feast_of_the_next():
    def moons(*days: date) -> list[list[date]]:
        found = by_moon(PublicHoliday(f"{day}", None, day, lunar=True) for day in days)
        return [[one.expected for one in moon] for moon in found]

    # By Umm al-Qura 1 Shawwal 1448 is 9 March 2027: the 8th is the last of Ramadan, 28 February its 21st.
    ali, last, eid, second = date(2027, 2, 28), date(2027, 3, 8), date(2027, 3, 9), date(2027, 3, 10)
    assert moons(second, eid, last) == [[last, eid, second]]
    assert moons(ali, eid) == [[ali], [eid]]
    assert moons(ali, last) == [[ali], [last]]  # the last of a month hangs on the next moon
    assert moons(eid, eid + 20 * DAY) == [[eid, eid + 20 * DAY]]  # 21 Shawwal


def test_beyond_the_lunar_tables_only_days_that_follow_each_other_hang_on_one_moon():
    first = date(2150, 1, 1)
    found = by_moon(PublicHoliday("x", None, first + n * DAY, lunar=True) for n in (0, 1, 3))
    assert [len(moon) for moon in found] == [2, 1]
