"""What public holidays are called."""

from __future__ import annotations

import re

import pytest

from placet.almanac.holiday_tables import holiday_table
from placet.wording.holidays import holiday_name
from placet.wording.language import language

YEARS = range(2022, 2041, 3)
"""A table has the years beside it as well."""
LATIN = re.compile("[A-Za-z]")


@pytest.mark.parametrize("code", ["fa", "ru"])
@pytest.mark.parametrize("country", ["IR", "RU"])
def test_every_holiday_of_both_states_has_a_name_in_both_their_languages(country, code):
    tables = [holiday_table(country, None, year) for year in YEARS]
    names = {listed.name for table in tables for day in table.days.values() for listed in day}
    assert [name for name in sorted(names) if LATIN.search(holiday_name(name, language(code)))] == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("Eid al-Fitr", "en", "Eid al-Fitr"),
        ("Eid al-Fitr", "fa", "عید فطر"),
        ("Victory Day (observed)", "ru", "День Победы (перенос выходного)"),
        ("Day off (substituted from 02/20/2027)", "en", "Day off in place of 20 February 2027"),
        ("Day off (substituted from 02/20/2027)", "ru", "Выходной вместо 20 февраля 2027 г."),
    ],
)
def test_a_holiday_is_called_as_its_reader_calls_it(name, code, said):
    assert holiday_name(name, language(code)) == said


def test_what_a_file_calls_a_holiday_stays():
    assert holiday_name("Founding of the University", language("fa")) == "Founding of the University"


@pytest.mark.parametrize("name", ["Day off (substituted from 02/30/2027)", "Day off (substituted from 13/01/0000)"])
def test_what_looks_like_a_day_off_for_a_day_that_there_is_not_stays(name):
    assert holiday_name(name, language("en")) == name


def test_a_holiday_of_a_file_that_is_observed_again_and_again_is_only_said():
    name = "Day" + " (observed)" * 2000
    assert holiday_name(name, language("en")) == name
