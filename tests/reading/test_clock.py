"""Times of day in the notations of five languages; what can be read in two ways has a question."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.formats.scalars import write_when
from placet.model.spans import UNKNOWN
from placet.reading.clock import find_time, opens, stated_time
from placet.reading.numerals import ascii_digits


def said(text, *, expected=False):
    """At, ends and the question of a text."""
    found = stated_time(text, expected=expected)
    if found is None:
        return None
    return (*(write_when(when) if when != UNKNOWN else "" for when in (found.at, found.ends)), found.case)


@pytest.mark.parametrize(
    ("text", "at", "ends"),
    [
        ("10:00", "10:00", ""),
        ("10.00 – 11.00 Talks", "10:00", "11:00"),
        ("10h00", "10:00", ""),
        ("1000 hrs", "10:00", ""),
        ("11 h 40", "11:40", ""),
        ("10 am", "10:00", ""),
        ("10.30 p.m. Dinner", "22:30", ""),
        ("12 noon Lunch", "12:00", ""),
        ("полдень", "12:00", ""),
        ("approx. 10:00", "about 10:00", ""),
        ("10:00 (approx.)", "about 10:00", ""),
        ("около 10:00", "about 10:00", ""),
        ("حدود ساعت ۱۰:۳۰ ورود", "about 10:30", ""),
        ("ساعت ۱۰/۳۰ مذاکرات", "10:30", ""),
        ("از ساعت ۱۰ تا ۱۱", "10:00", "11:00"),
        ("с 10:00 до 11:00", "10:00", "11:00"),
        ("в 10 ч. 30 мин. Переговоры", "10:30", ""),
        ("9 утра", "09:00", ""),
        ("3 часа дня", "15:00", ""),
        ("from 10:00", "from 10:00", ""),
        ("10:00 onwards", "from 10:00", ""),
        ("by 10:00 guests", "by 10:00", ""),
        ("2–3 pm", "14:00", "15:00"),
        ("11–1 pm", "11:00", "13:00"),
        ("9-11.30 am", "09:00", "11:30"),
        ("22:00–01:00", "22:00", "01:00 +1"),
        ("19:30 – midnight", "19:30", "00:00 +1"),
        ("00:30 (+1)", "00:30 +1", ""),
        ("20 h 30 – 22 h", "20:30", "22:00"),
        ("10:00 –", "10:00", ""),
        ("الساعة 10:00 صباحا", "10:00", ""),
    ],
)
def test_a_time_in_any_notation(text, at, ends):
    assert said(text) == (at, ends, "")


@pytest.mark.parametrize(
    ("text", "at", "case"),
    [
        ("10", "10:00", "bare-hour"),
        ("10-12", "10:12", "hyphen"),
        ("18:10 Moscow time", "18:10", "other-clock"),
        ("10:00 (07:00 GMT)", "10:00", "two-clocks"),
        ("10:00/10:30", "10:00", "two-times"),
        ("14:00–13:00", "14:00", "ends-before"),
        ("midnight", "00:00 +1", "midnight"),
        ("ظهر", "midday", "about-noon"),
        ("until 12:00", "", "no-start"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(text, at, case):
    found = said(text, expected=True)
    assert (found[0], found[2]) == (at, case)


def test_a_hyphen_between_hour_and_minutes_is_no_question_where_the_minutes_are_no_hour():
    assert said("10-30", expected=True) == ("10:30", "", "")  # there is no 30 o'clock


@pytest.mark.parametrize(
    "text",
    [
        "12.05.2026",
        "12 May 2026",
        "10 ministers",
        "H.E. arrives",
        "Morning prayer",
        "T-2",
        "с приветственным словом",
        "Local tour",
    ],
)
def test_what_is_no_time_is_none(text):
    assert stated_time(text) is None


def test_four_digits_alone_are_only_perhaps_a_time():
    assert stated_time("1930 Dinner").bare
    assert not stated_time("1930 hrs Dinner").bare


def test_a_time_inside_a_line_begins_with_the_words_that_lead_to_it():
    begins, found = find_time("The flight lands at about 09:40 in Tehran")
    assert begins == len("The flight lands ")
    assert write_when(found.at) == "about 09:40"


@given(st.text(alphabet="0123456789۰۱۲۳:.–- hапmоts/تا", max_size=24))
def test_no_time_is_made_up(text):
    """Every hour that is read stands in the text, as it is or in the half of the day that is named."""
    found = stated_time(text, expected=True)
    numbers = {
        int(number)
        for run in re.findall(r"\d+", ascii_digits(text))
        for number in (run, run[:2], run[:1], run[2:4])
        if number
    }
    for when in (found.at, found.ends) if found is not None else ():
        if when.clock is not None:
            assert when.clock.at.hour in {number % 24 for number in numbers} | {
                (number + 12) % 24 for number in numbers
            }
            assert when.clock.at.minute in numbers | {0}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Time tbc\tLunch", "Lunch"),
        ("TBC: Lunch", "Lunch"),
        ("(tba) Lunch", "Lunch"),
        ("Время уточняется – Обед", "Обед"),
        ("متعاقبا اعلام می‌شود ناهار", "ناهار"),
        ("tbcs Lunch", None),
        ("– Lunch", None),
        ("Lunch tbc", None),
    ],
)
def test_a_line_may_begin_by_saying_that_its_time_is_open(text, rest):
    stop = opens(text)
    assert (text[stop:] if stop is not None else None) == rest
