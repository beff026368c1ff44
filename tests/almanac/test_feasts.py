"""Lunar feasts. Umm al-Qura anchors of 1447/1448 AH:

1 Ramadan 1447 = 2026-02-18, Eid al-Fitr = 2026-03-20 (so Ramadan has 30 days, the last 2026-03-19),
Eid al-Adha = 2026-05-27, 1 Muharram 1448 = 2026-06-16, so Ashura = 2026-06-25.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.almanac.calendars import LUNAR_FIRST, LUNAR_LAST
from placet.almanac.certainty import Certainty
from placet.almanac.feasts import (
    Feast,
    FeastDay,
    ObservedFeast,
    feast_day,
    feasts_of_year,
    feasts_on,
    ramadan,
)
from placet.almanac.reach import OutOfRange

DAY = timedelta(days=1)
OUT = OutOfRange(LUNAR_FIRST, LUNAR_LAST)
in_table = st.dates(LUNAR_FIRST, LUNAR_LAST)


@pytest.mark.parametrize(
    ("feast", "year", "expected"),
    [
        (Feast.RAMADAN_FIRST, 1447, date(2026, 2, 18)),
        (Feast.RAMADAN_LAST, 1447, date(2026, 3, 19)),
        (Feast.EID_AL_FITR, 1447, date(2026, 3, 20)),
        (Feast.ARAFAH, 1447, date(2026, 5, 26)),
        (Feast.EID_AL_ADHA, 1447, date(2026, 5, 27)),
        (Feast.ISLAMIC_NEW_YEAR, 1448, date(2026, 6, 16)),
        (Feast.TASUA, 1448, date(2026, 6, 24)),
        (Feast.ASHURA, 1448, date(2026, 6, 25)),
        (Feast.MAWLID_SHIA, 1448, date(2026, 8, 30)),  # as the holidays library has it for Iran
        (Feast.RAMADAN_FIRST, 1448, date(2027, 2, 8)),
    ],
)
def test_a_computed_feast_is_uncertain_by_a_day(feast, year, expected):
    found = feast_day(feast, year)
    assert found == FeastDay(feast, year, expected - DAY, expected, expected + DAY)
    assert not found.is_certain


def test_the_two_mawlids_are_five_days_apart():
    apart = feast_day(Feast.MAWLID_SHIA, 1448).expected - feast_day(Feast.MAWLID, 1448).expected
    assert apart == 5 * DAY


@pytest.mark.parametrize(
    ("shift", "expected"),
    [
        (-2, Certainty.NO),
        (-1, Certainty.POSSIBLY),
        (0, Certainty.POSSIBLY),
        (1, Certainty.POSSIBLY),
        (2, Certainty.NO),
    ],
)
def test_a_computed_feast_falls_possibly_on_three_days(shift, expected):
    assert feast_day(Feast.ASHURA, 1448).falls_on(date(2026, 6, 25) + shift * DAY) is expected


def test_an_observed_feast_fixes_its_whole_month_and_no_other():
    seen = (ObservedFeast(Feast.ISLAMIC_NEW_YEAR, 1448, date(2026, 6, 17)),)
    ashura = feast_day(Feast.ASHURA, 1448, seen)
    assert (ashura.earliest, ashura.latest) == (date(2026, 6, 26), date(2026, 6, 26))
    assert ashura.falls_on(date(2026, 6, 26)) is Certainty.YES
    assert ashura.falls_on(date(2026, 6, 25)) is Certainty.NO
    assert not feast_day(Feast.ARBAEEN, 1448, seen).is_certain
    assert not feast_day(Feast.ASHURA, 1447, seen).is_certain


def test_an_observed_end_of_ramadan_fixes_the_eid_and_the_other_way_round():
    last = ObservedFeast(Feast.RAMADAN_LAST, 1447, date(2026, 3, 20))
    eid = ObservedFeast(Feast.EID_AL_FITR, 1447, date(2026, 3, 21))
    assert last.month_begins == eid.month_begins == date(2026, 3, 21)
    assert feast_day(Feast.EID_AL_FITR, 1447, [last]).expected == date(2026, 3, 21)
    assert feast_day(Feast.RAMADAN_LAST, 1447, [eid]).expected == date(2026, 3, 20)


def test_of_two_observations_of_a_month_the_last_given_counts():
    first = ObservedFeast(Feast.EID_AL_FITR, 1447, date(2026, 3, 20))
    second = ObservedFeast(Feast.EID_AL_FITR, 1447, date(2026, 3, 21))
    assert feast_day(Feast.EID_AL_FITR, 1447, [first, second]).expected == date(2026, 3, 21)
    assert feast_day(Feast.EID_AL_FITR, 1447, [second, first]).expected == date(2026, 3, 20)


def test_an_observation_far_from_the_computed_day_is_refused():
    assert ObservedFeast(Feast.EID_AL_FITR, 1447, date(2026, 3, 23))
    with pytest.raises(ValueError, match="not near"):
        ObservedFeast(Feast.EID_AL_FITR, 1447, date(2026, 3, 24))
    with pytest.raises(ValueError, match="no lunar table"):
        ObservedFeast(Feast.EID_AL_FITR, 2026, date(2026, 3, 20))


def test_the_feasts_of_a_year_are_in_order_and_complete():
    feasts = feasts_of_year(1448)
    assert {found.feast for found in feasts} == set(Feast)
    assert [found.expected for found in feasts] == sorted(found.expected for found in feasts)


def test_the_feasts_of_a_day_include_those_a_day_away():
    # 25 June 2026 is Ashura as computed, and Tasua if the month began a day later.
    assert [found.feast for found in feasts_on(date(2026, 6, 25))] == [Feast.TASUA, Feast.ASHURA]
    assert feasts_on(date(2026, 11, 24)) == ()


def test_the_day_before_a_lunar_new_year_may_be_the_new_year():
    (found,) = feasts_on(date(2026, 6, 15))
    assert (found.feast, found.lunar_year) == (Feast.ISLAMIC_NEW_YEAR, 1448)


def test_an_observed_feast_is_not_on_its_neighbours():
    seen = [ObservedFeast(Feast.ASHURA, 1448, date(2026, 6, 26))]
    assert [found.feast for found in feasts_on(date(2026, 6, 26), seen)] == [Feast.ASHURA]
    assert [found.feast for found in feasts_on(date(2026, 6, 25), seen)] == [Feast.TASUA]
    assert feasts_on(date(2026, 6, 27), seen) == ()


def test_observations_may_be_given_as_an_iterator():
    seen = ObservedFeast(Feast.ASHURA, 1448, date(2026, 6, 26))
    assert feasts_on(date(2026, 6, 26), iter([seen])) == feasts_on(date(2026, 6, 26), [seen])
    first = ObservedFeast(Feast.RAMADAN_FIRST, 1447, date(2026, 2, 18))
    assert ramadan(date(2026, 2, 18), iter([first])) is Certainty.YES


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 16), Certainty.NO),
        (date(2026, 2, 17), Certainty.POSSIBLY),
        (date(2026, 2, 18), Certainty.POSSIBLY),
        (date(2026, 2, 19), Certainty.YES),  # Ramadan even if it began a day late
        (date(2026, 3, 18), Certainty.YES),
        (date(2026, 3, 19), Certainty.POSSIBLY),
        (date(2026, 3, 20), Certainty.POSSIBLY),
        (date(2026, 3, 21), Certainty.NO),
    ],
)
def test_ramadan_is_doubtful_at_its_borders_only(day, expected):
    assert ramadan(day) is expected


def test_observed_borders_of_ramadan_leave_no_doubt():
    seen = (
        ObservedFeast(Feast.RAMADAN_FIRST, 1447, date(2026, 2, 19)),
        ObservedFeast(Feast.EID_AL_FITR, 1447, date(2026, 3, 21)),
    )
    answers = {ramadan(date(2026, 2, 1) + n * DAY, seen) for n in range(60)}
    assert answers == {Certainty.YES, Certainty.NO}
    assert ramadan(date(2026, 2, 18), seen) is Certainty.NO
    assert ramadan(date(2026, 2, 19), seen) is Certainty.YES
    assert ramadan(date(2026, 3, 20), seen) is Certainty.YES
    assert ramadan(date(2026, 3, 21), seen) is Certainty.NO


@given(in_table)
def test_each_day_is_in_doubt_exactly_near_a_border(day):
    # In doubt: the day before Ramadan and its first, its last and the day after, all as computed.
    doubtful = {Feast.RAMADAN_FIRST: (-DAY, 0 * DAY), Feast.RAMADAN_LAST: (0 * DAY, DAY)}
    near = [found for found in feasts_on(day) if day - found.expected in doubtful.get(found.feast, ())]
    assert (ramadan(day) is Certainty.POSSIBLY) == bool(near)


@given(in_table)
def test_every_feast_listed_for_a_day_may_fall_on_it(day):
    for found in feasts_on(day):
        assert found.falls_on(day) is Certainty.POSSIBLY
        assert abs(found.expected - day) <= DAY


@pytest.mark.parametrize("day", [date.min, LUNAR_FIRST - DAY, LUNAR_LAST + DAY, date.max], ids=str)
def test_beyond_the_tables_the_answer_is_that_we_do_not_know(day):
    assert feasts_on(day) == OUT
    assert ramadan(day) is Certainty.UNKNOWN


def test_years_beyond_the_tables_are_out_of_range():
    for year in (1342, 1501, -1, 10**9):
        assert feast_day(Feast.EID_AL_FITR, year) == OUT
        assert feasts_of_year(year) == OUT


def test_the_ends_of_the_tables_are_answered():
    assert [found.feast for found in feasts_on(LUNAR_FIRST)] == [Feast.ISLAMIC_NEW_YEAR]
    assert feasts_on(LUNAR_LAST) == ()  # 1501, whose new year is the day after, is not in the table
