"""Working days of two sides, counted against the almanac's own sheet, a day at a time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from placet.almanac.certainty import Certainty
from placet.almanac.day import Locality, day_sheet
from placet.almanac.working_days import Bureau, WorkingDays, common, working_days
from placet.model.people import HolidayRule, Side, SideRole, WeekendRule
from placet.model.text import Text

FIRST, LAST = date(2027, 2, 1), date(2027, 5, 31)


def side(country: str | None, **more) -> Side:
    return Side(name=Text({"en": "Side"}), role=SideRole.HOST, country=country, **more)


def every_day():
    return [FIRST + timedelta(days=shift) for shift in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize(
    ("country", "zone"), [("RU", "Europe/Moscow"), ("IR", "Asia/Tehran"), ("SE", "Europe/Stockholm")]
)
def test_a_working_day_is_one_on_which_the_sheet_has_the_office_open(country, zone):
    found = working_days([Bureau(side(country))], FIRST, LAST)
    closed = {on: day_sheet(on, Locality(country=country, zone=zone)).office_closed for on in every_day()}
    assert set(found.days) == {on for on, answer in closed.items() if answer is Certainty.NO}


def test_what_two_sides_have_in_common_is_what_both_have():
    iran, russia = (working_days([Bureau(side(country))], FIRST, LAST) for country in ("IR", "RU"))
    both = working_days([Bureau(side("IR")), Bureau(side("RU"))], FIRST, LAST)
    assert set(both.days) == set(iran.days) & set(russia.days)
    assert common([iran, russia]).days == both.days
    # no Thursday or Friday (Iran), no Saturday or Sunday (Russia), but one Saturday on which Russia works by decree
    assert [on for on in both.days if on.weekday() not in (0, 1, 2)] == [date(2027, 2, 20)]


def test_a_feast_that_the_moon_decides_is_not_counted_on_and_is_remembered():
    """Eid al-Fitr 1448 is computed for 9 March 2027; the day after, if the month has a day more."""
    found = working_days([Bureau(side("IR"))], FIRST, LAST)
    assert found.unsure
    assert not found.unsure & set(found.days)


def test_what_a_side_states_counts():
    stated = side("SE", holidays=(HolidayRule(on=date(2027, 2, 3)),), weekends=(WeekendRule(days=("sunday",)),))
    found = working_days([Bureau(stated)], FIRST, date(2027, 2, 7))
    # 1 and 2 February, not the 3rd, 4 to 6; Sunday the 7th is free
    assert [on.day for on in found.days] == [1, 2, 4, 5, 6]


def test_a_side_without_a_country_rests_on_saturday_and_sunday():
    found = working_days([Bureau(side(None))], FIRST, date(2027, 2, 7))
    assert [on.day for on in found.days] == [1, 2, 3, 4, 5]


def test_days_are_found_and_counted_from_both_ends():
    days = WorkingDays(tuple(date(2027, 2, day) for day in (1, 2, 5, 8)), frozenset())
    assert days.between(date(2027, 2, 2), date(2027, 2, 7)) == 2
    assert (days.on_or_after(date(2027, 2, 3)), days.on_or_before(date(2027, 2, 3))) == (2, 1)
    assert (days.on_or_after(date(2027, 2, 9)), days.on_or_before(date(2027, 1, 31))) == (4, -1)
