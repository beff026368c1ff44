"""Papers in lines: what begins an entry, what belongs to the one above, and what is asked."""

from __future__ import annotations

import pytest
from tests.reading.grids import lines
from tests.reading.readings import cases, told

from placet.reading.findings import Left
from placet.reading.grid import FileKind, Grid, Row
from placet.reading.understand import understand

DAY = "Tuesday 12 May 2026"


@pytest.mark.parametrize(
    "line",
    [
        "Time tbc  Lunch",
        "TBC: Lunch",
        "Time to be confirmed – Lunch",
        "Время уточняется  Lunch",
        "زمان متعاقبا اعلام می‌شود  Lunch",
    ],
)
def test_a_line_that_begins_with_a_time_not_settled_is_an_entry(line):
    reading = understand(lines(DAY, line))
    assert (told(reading), reading.entries[0].is_open, cases(reading)) == ([(1, "", "Lunch", "")], True, [])


def test_a_remark_that_something_is_to_be_confirmed_is_no_entry():
    reading = understand(lines(DAY, "10:00 Talks", "To be confirmed by the host side"))
    assert told(reading) == [(1, "10:00", "Talks", "")]
    assert reading.left == (Left((("line", 3),), "To be confirmed by the host side"),)


def test_a_part_of_the_day_is_the_time_where_a_gap_follows_it():
    reading = understand(lines(DAY, "10:00 Talks", "Evening  State banquet", "Evening\u00a0\u00a0Evening concert"))
    assert told(reading)[1:] == [(1, "evening", "State banquet", ""), (1, "evening", "Evening concert", "")]
    assert cases(reading) == []


def test_a_part_of_the_day_without_a_gap_may_be_of_the_title_and_is_asked():
    reading = understand(lines(DAY, "10:00 Talks", "Evening concert"))
    assert (told(reading)[1:], cases(reading)) == ([(1, "", "Evening concert", "")], ["untimed"])


def test_times_that_stand_alone_begin_blocks_whether_they_are_clocks_parts_or_open():
    reading = understand(
        lines(
            DAY,
            "10:00",
            "Talks",
            "White Hall",
            "Afternoon",
            "Visit to the museum",
            "Time tbc",
            "Dinner hosted by the",
            "King",
        )
    )
    assert told(reading) == [
        (1, "10:00", "Talks", "White Hall"),
        (1, "afternoon", "Visit to the museum", ""),
        (1, "", "Dinner hosted by the King", ""),
    ]
    assert cases(reading) == []


def test_what_stands_under_a_label_goes_on_there_and_is_asked_where_there_was_room():
    reading = understand(
        lines(
            DAY,
            "10:00",
            "Talks in the Oval",
            "Office",
            "Venue: White House",
            "11:00",
            "Tea",
            "Venue: Old",
            "Mill",
            "12:00",
            "Walk",
        )
    )
    assert told(reading)[:2] == [
        (1, "10:00", "Talks in the Oval Office", "White House"),
        (1, "11:00", "Tea", "Old Mill"),
    ]
    assert cases(reading) == ["line-more", "line-more"]


def test_what_had_no_room_goes_on_without_a_question():
    reading = understand(
        lines(
            DAY,
            "10:00", "Talks between the delegations of", "both sides", "Venue: Palace of the President,", "Rose Garden",
            "12:00", "Lunch hosted by the President of", "the host side", "Venue: Embassy",
            "13:00", "Return to the hotel by way of the", "old bridge and of the Prime", "Minister",
        )
    )  # fmt: skip
    assert told(reading) == [
        (1, "10:00", "Talks between the delegations of both sides", "Palace of the President, Rose Garden"),
        (1, "12:00", "Lunch hosted by the President of the host side", "Embassy"),
        (1, "13:00", "Return to the hotel by way of the old bridge and of the Prime Minister", ""),
    ]
    # The width is 33, and 30 of it are full: 31 and `Rose` are over it, and so are 27 and `Minister`.
    assert cases(reading) == []


def test_a_line_of_a_block_that_is_neither_place_nor_rest_is_asked_and_kept():
    reading = understand(lines(DAY, "10:00", "Talks", "Both delegations", "11:00", "Tea", "12:00", "Walk"))
    assert (told(reading)[0], reading.entries[0].notes) == ((1, "10:00", "Talks", ""), ("Both delegations",))
    (doubt,) = reading.questions
    assert (doubt.case, doubt.said, doubt.chosen) == ("place-maybe", "Both delegations", "")


def test_an_engagement_without_a_time_between_blocks_is_one_and_both_are_asked():
    reading = understand(lines(DAY, "10:00", "Talks", "Press statements", "11:00", "Tea", "12:00", "Walk"))
    assert told(reading)[:2] == [(1, "10:00", "Talks", ""), (1, "", "Press statements", "")]
    assert cases(reading) == ["line-more", "untimed"]


@pytest.mark.parametrize("rest", ["(lunch at 13:00)", "(from", "13:00)"])
def test_a_time_in_brackets_begins_nothing(rest):
    said = ["(lunch at", "13:00)"] if rest == "13:00)" else [rest]
    reading = understand(lines(DAY, "12:45 Talks, then lunch", *said))
    assert [times for _, times, *_ in told(reading)] == ["12:45"]


def test_a_bracket_that_is_never_closed_does_not_take_in_what_follows():
    reading = understand(lines(DAY, "10:00 Talks (restricted", "11:00 Lunch", "12:00 Walk"))
    assert [title for *_, title, _ in told(reading)] == ["Talks (restricted", "Lunch", "Walk"]


def test_what_goes_on_from_a_line_that_was_left_is_left_with_it():
    reading = understand(lines(DAY, "10:00 Talks", "Cars wait at the", "north gate", "(private)", "11:00 Lunch"))
    assert [title for *_, title, _ in told(reading)] == ["Talks", "Lunch"]
    assert [left.text for left in reading.left] == ["Cars wait at the", "north gate", "(private)"]


def test_a_third_line_of_a_block_is_kept_as_a_note_and_not_put_to_the_place():
    reading = understand(
        lines(DAY, "10:00", "Talks", "White Hall", "Both delegations", "11:00", "Tea", "12:00", "Walk")
    )
    assert (told(reading)[0], reading.entries[0].notes) == ((1, "10:00", "Talks", "White Hall"), ("Both delegations",))


def test_who_meets_the_guests_is_people_and_no_part_of_the_title():
    reading = understand(
        lines("12 мая 2026 г.", "09.00", "Прилёт", "Встречают: министр", "10.00", "Обед", "11.00", "Сад")
    )
    assert (told(reading)[0], reading.entries[0].people) == ((1, "09:00", "Прилёт", ""), "министр")


def test_what_stood_above_the_first_day_is_no_engagement_when_a_page_begins_with_it_again():
    head = "State visit of the King of Severia"
    reading = understand(lines(head, DAY, "10:00 Talks", head, "Wednesday 13 May 2026", "9:00 Farewell"))
    assert [title for *_, title, _ in told(reading)] == ["Talks", "Farewell"]
    assert (reading.title, reading.left) == (head, (Left((("line", 4),), head),))


def test_a_list_with_tabs_is_read_by_its_lines_however_far_a_tab_goes():
    # As a PDF has them: a long time pushes its title into the next column.
    cells = [("10:00", "Talks"), ("Time tbc", "", "Tea"), ("Venue: Palace",), ("Evening", "", "Concert")]
    rows = [Row(where="line 0", cells=(DAY,)), *(Row(where=f"line {n}", cells=c) for n, c in enumerate(cells, 1))]
    reading = understand(Grid(kind=FileKind.PDF, rows=tuple(rows)))
    assert told(reading) == [(1, "10:00", "Talks", ""), (1, "", "Tea", "Palace"), (1, "evening", "Concert", "")]
    assert cases(reading) == []


def test_a_word_divided_at_the_end_of_a_line_is_asked_once_and_taken_whole():
    reading = understand(lines(DAY, "10:00 Talks about co-", "operation"))
    assert told(reading) == [(1, "10:00", "Talks about cooperation", "")]
    (doubt,) = reading.questions
    assert (doubt.case, doubt.chosen, doubt.others) == ("divided", "cooperation", ("co-operation",))
    reading = understand(lines(DAY, "10:00 Talks about co-", "operation", "11:00 Signing on co-operation"))
    assert (told(reading)[0], cases(reading)) == ((1, "10:00", "Talks about co-operation", ""), [])
