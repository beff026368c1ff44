"""A value in a cell: the little notations, what spreadsheets make of values by themselves, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from placet.errors import Word
from placet.formats.shapes import shape_of
from placet.formats.workbook.cells import Odd, is_day_unknown, read, written
from placet.model.engagements import Kind
from placet.model.ids import PersonId, ResourceId
from placet.model.spans import Clock, Hours, Length, PartialDate, When
from placet.model.text import Text

Guests = tuple[PersonId, ...]
Days = tuple[int, ...]
Words = tuple[str, ...]
Pairs = tuple[tuple[str, str], ...]
Uses = Mapping[ResourceId, int]


@pytest.mark.parametrize(
    ("declared", "raw", "cell"),
    [
        (Guests, ["a", "b"], "a, b"),
        (Words, ["a, b", "c"], '"a, b", c'),
        (Words, ['say "x"', ""], '"say ""x""", ""'),
        (Words, [], "[]"),
        (Words, ["[]"], '"[]"'),
        (Days, [1, 2], "1, 2"),
        (tuple[str, str], ["fa", "ru"], "fa / ru"),
        (Pairs, [["fa", "ru"], ["en", "pt-BR"]], "fa / ru, en / pt-BR"),
        (Uses, {"guard": 1, "motorcade": 10}, "guard: 1, motorcade: 10"),
        (Mapping[PersonId, str], {"a": "host: first"}, 'a: "host: first"'),
        (Length, "45m", "45m"),
        (Length, {"least": "30m", "typical": "45m", "most": "1h"}, "30m / 45m / 1h"),
        (
            Length,
            {"least": "30m", "typical": "45m", "most": "1h", "stated": False},
            "30m / 45m / 1h (estimate)",
        ),
        (Mapping[str, Any], {"a": [1, {"b": "x"}], "c": True}, '{ a = [1, { b = "x" }], c = true }'),
        (Mapping[str, Any], {}, "{}"),
        (str, "", '""'),
        (str, '""', '""""'),
        (bool, True, True),
        (date, date(2030, 1, 31), date(2030, 1, 31)),
        (When, "about 12:00", "about 12:00"),
    ],
)
def test_a_value_stands_in_a_cell_and_is_read_back(declared, raw, cell):
    shape = shape_of(declared)
    assert written(shape, raw) == cell
    assert read(shape, cell) == raw


@pytest.mark.parametrize(
    ("declared", "cell", "raw"),
    [
        (When, time(10, 0), "10:00"),
        (When, 0.4166666667, "10:00"),  # 10 of 24 hours
        (When, timedelta(hours=10), "10:00"),
        (Clock, time(23, 59), "23:59"),
        (time, time(7, 5), "07:05"),
        (timedelta, time(1, 30), "1h30m"),
        (timedelta, timedelta(hours=26), "26h"),
        (timedelta, 45, "45m"),
        (timedelta, 45.0, "45m"),
        (timedelta, 0, "0m"),
        (Length, 60, "60m"),
        (Length, time(0, 45), "45m"),
        (int, 4.0, 4),
        (int, "4", 4),
        (int, "۴", 4),  # Persian digits
        (float, "35,69", 35.69),
        (bool, "TRUE", True),
        (bool, "no", False),
        (str, 12, "12"),
        (str, 989121234567.0, "989121234567"),
        (str, 1.5, "1.5"),
        (Text, 2030, "2030"),
        (Kind, "Talks", "talks"),
        (Days, 2, [2]),
        (Guests, "a،b;c\nd, ,", ["a", "b", "c", "d"]),
        (PartialDate, 2025, "2025"),
        (PartialDate, date(2025, 1, 17), date(2025, 1, 17)),
    ],
)
def test_what_a_spreadsheet_made_of_a_value_is_understood(declared, cell, raw):
    assert read(shape_of(declared), cell) == raw


@pytest.mark.parametrize(
    ("declared", "cell"),
    [
        (When, 1.5),
        (When, 0.41),  # 9 h 50 min 24 s
        (When, timedelta(hours=25)),
        (When, time(10, 0, 30)),
        (When, True),
        (timedelta, 1.5),
        (timedelta, True),
        (int, 1.5),
        (int, "four"),
        (float, "north"),
        (bool, 1),
        (bool, "perhaps"),
        (str, True),
        (date, datetime.fromisoformat("2030-01-31T10:00")),
        (Hours, 9),
        (Uses, 3),
    ],
)
def test_what_could_mean_two_things_is_handed_on_as_it_is(declared, cell):
    assert read(shape_of(declared), cell) is cell


@pytest.mark.parametrize(
    ("declared", "cell", "odd"),
    [
        (timedelta, 8, Odd("bare-number", {"found": "8"})),
        (timedelta, -5, Odd("bare-number", {"found": "-5"})),
        (str, date(2030, 5, 12), Odd("made-a-date", {"found": "2030-05-12", "expected": Word("notations", "text")})),
        (PersonId, time(1, 2), Odd("made-a-date", {"found": "01:02:00", "expected": Word("ids", "person")})),
        (
            Length,
            "30m / 1h",
            Odd("not-three-lengths", {"found": "30m / 1h"}),
        ),
        (Uses, "guard", Odd("not-by-id", {"found": "guard"})),
        (Uses, "guard: 1, guard: 2", Odd("not-by-id", {"found": "guard: 2"})),
    ],
)
def test_what_no_value_can_be_made_of_is_refused_with_advice(declared, cell, odd):
    assert read(shape_of(declared), cell) == odd


def test_a_broken_table_is_refused():
    found = read(shape_of(Mapping[str, Any]), "{ a = }")
    # What is missing behind `=` is told as TOML is: a text in quotes, and all else without.
    assert found == Odd("no-table-in-cell", {"found": "{ a = }", "remedy": Word("syntax", "quotes")})


@pytest.mark.parametrize(
    ("value", "number_format", "unknown"),
    [
        (date(2025, 1, 1), "mmm-yy", True),
        (date(2025, 1, 1), "dd/mm/yyyy", False),
        (date(2025, 1, 2), "mmm-yy", False),
    ],
)
def test_a_month_that_became_a_day_is_a_month(value, number_format, unknown):
    assert is_day_unknown(value, number_format) is unknown
