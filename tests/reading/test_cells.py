"""Tables: merged cells, lines within a cell, rows that a page broke, and tables that say little by themselves."""

from __future__ import annotations

from dataclasses import replace

from tests.reading.grids import table
from tests.reading.readings import cases, told

from placet.reading.grid import FileKind, Grid, Note, Row
from placet.reading.understand import understand

DAY = "12 May 2026"
HEAD = ("Time", "Event", "Venue")


def merged(grid: Grid, *at: tuple[int, int]) -> Grid:
    """The grid with cells (row, column; both from 0, rows of the table) that go on from the one above."""
    first = next(number for number, row in enumerate(grid.rows) if row.table == 1)
    rows = list(grid.rows)
    for row, column in at:
        rows[first + row] = replace(rows[first + row], merged=(*rows[first + row].merged, column))
    return replace(grid, rows=tuple(rows))


def test_a_place_merged_over_several_rows_is_that_of_each_without_a_question():
    grid = table(HEAD, ("10:00", "Talks", "Palace"), ("11:00", "Signing"), ("12:00", "Lunch"), before=(DAY,))
    reading = understand(merged(grid, (2, 2)))
    assert told(reading) == [
        (1, "10:00", "Talks", "Palace"),
        (1, "11:00", "Signing", "Palace"),
        (1, "12:00", "Lunch", ""),
    ]
    assert cases(reading) == ["place-empty"]


def test_a_time_merged_over_several_rows_is_asked_of_those_below():
    grid = table(HEAD, ("10:00–12:00", "Talks", "Palace"), ("", "Signing", "Palace"), before=(DAY,))
    reading = understand(merged(grid, (2, 0)))
    assert told(reading) == [(1, "10:00–12:00", "Talks", "Palace"), (1, "", "Signing", "Palace")]
    (doubt,) = reading.questions
    assert (doubt.case, doubt.said, doubt.others) == ("time-shared", "10:00–12:00", ("10:00–12:00",))


def test_places_on_the_second_line_of_most_cells_are_one_question_for_the_whole_paper():
    rows = [(f"{hour}:00", f"Talks {hour}\nSallwood {hour}") for hour in range(10, 15)]
    reading = understand(table(("Time", "Event"), *rows, before=(DAY,)))
    assert [place for *_, place in told(reading)] == [f"Sallwood {hour}" for hour in range(10, 15)]
    assert cases(reading) == ["second-lines"]


def test_second_lines_that_name_places_are_no_question():
    rows = [(f"{hour}:00", f"Talks {hour}\n{place}") for hour, place in enumerate(["Palace", "Sallwood", "Hotel"], 10)]
    reading = understand(table(("Time", "Event"), *rows, before=(DAY,)))
    assert ([place for *_, place in told(reading)], cases(reading)) == (["Palace", "Sallwood", "Hotel"], [])


def test_a_few_second_lines_are_asked_one_by_one():
    rows = [(f"{hour}:00", f"Talks {hour}\nSallwood {hour}") for hour in range(10, 13)]
    assert cases(understand(table(("Time", "Event"), *rows, before=(DAY,)))) == ["place-maybe"] * 3


def test_the_table_of_a_day_without_hours_has_the_columns_of_the_others():
    first = [("12 May 2026", "", "۲۲ اردیبهشت ۱۴۰۵"), ("Отъезд", "", "عزیمت")]
    second = [("13 May 2026", "", "۲۳ اردیبهشت ۱۴۰۵"), ("Переговоры", "10:00", "مذاکرات"), ("Обед", "12:00", "ناهار")]
    rows = [
        Row(where=f"table {number}, row {row}", cells=cells, table=number)
        for number, own in ((1, first), (2, second))
        for row, cells in enumerate(own, 1)
    ]
    reading = understand(Grid(kind=FileKind.WORD, rows=tuple(rows)))
    assert [(entry.day, dict(entry.title)) for entry in reading.entries] == [
        (1, {"fa": "عزیمت", "ru": "Отъезд"}),
        (2, {"fa": "مذاکرات", "ru": "Переговоры"}),
        (2, {"fa": "ناهار", "ru": "Обед"}),
    ]


def test_a_list_of_names_as_wide_as_the_programme_is_not_read_as_one():
    names = [Row(where=f"table 1, row {n}", cells=(str(n), f"Person {n}", "Office"), table=1) for n in (1, 2, 3)]
    programme = table(HEAD, ("10:00", "Talks", "Palace"), before=(DAY,)).rows
    rows = (*names, *(replace(row, table=2 if row.table else None) for row in programme))
    reading = understand(Grid(kind=FileKind.WORD, rows=rows))
    assert told(reading) == [(1, "10:00", "Talks", "Palace")]


# ── rows of a PDF ─────────────────────────────────────────────────────────────────────────────────────────────────────


def page(*rows: tuple[tuple[str, ...], bool, tuple[int, ...]], notes: tuple[Note, ...] = ()) -> Grid:
    """Lines of one drawn table: cells, whether a line is in the row above it, and which cells had no room there."""
    head = [
        Row(where=(("page", 1), ("line", 1)), cells=(DAY,)),
        Row(where=(("page", 1), ("line", 2)), cells=HEAD, table=1),
    ]
    lines = [
        Row(where=(("page", 1), ("line", number)), cells=cells, table=1, is_rest=is_rest, wrapped=wrapped)
        for number, (cells, is_rest, wrapped) in enumerate(rows, 3)
    ]
    return Grid(kind=FileKind.PDF, rows=(*head, *lines), notes=notes)


def test_lines_of_one_drawn_row_are_one_entry():
    reading = understand(
        page(
            (("10:00", "Meeting with the Prime", "Palace, east"), False, ()),
            (("", "Minister", "garden"), True, (1, 2)),
            (("11:00", "Lunch", "Hotel"), False, ()),
        )
    )
    assert told(reading) == [
        (1, "10:00", "Meeting with the Prime Minister", "Palace, east garden"),
        (1, "11:00", "Lunch", "Hotel"),
    ]
    assert cases(reading) == []


def test_a_time_set_in_the_middle_of_its_row_is_that_of_the_whole_row():
    reading = understand(
        page(
            (("", "Meeting with the Prime", "Palace"), False, ()),
            (("10:00",), True, ()),
            (("", "Minister"), True, (1,)),
        )
    )
    assert told(reading) == [(1, "10:00", "Meeting with the Prime Minister", "Palace")]


def test_a_span_over_two_lines_is_one_time_and_two_times_are_two_rows():
    span = page((("10:00 –", "Talks", "Palace"), False, ()), (("10:45",), True, ()), (("11:00", "Tea"), False, ()))
    assert told(understand(span))[0] == (1, "10:00–10:45", "Talks", "Palace")
    frame = page((("10:00", "Talks", "Palace"), False, ()), (("11:00", "Lunch", "Hotel"), True, ()))
    assert told(understand(frame)) == [(1, "10:00", "Talks", "Palace"), (1, "11:00", "Lunch", "Hotel")]


def test_a_line_that_may_be_rest_or_place_is_asked_where_places_stand_on_second_lines():
    rows = [((f"{hour}:00", f"Talks {hour}"), False, ()) for hour in range(10, 14)]
    seconds = [(("", f"Sallwood {hour}"), True, (1,) if hour == 10 else ()) for hour in range(10, 14)]
    grid = page(*(line for pair in zip(rows, seconds, strict=True) for line in pair))
    grid = replace(grid, rows=(grid.rows[0], replace(grid.rows[1], cells=("Time", "Event")), *grid.rows[2:]))
    reading = understand(grid)
    assert [place for *_, place in told(reading)] == [f"Sallwood {hour}" for hour in range(10, 14)]
    (doubt,) = reading.entries[0].doubts
    assert (doubt.case, doubt.others) == ("place-maybe", ("Talks 10 Sallwood 10",))


def test_on_a_page_that_runs_both_ways_every_span_is_asked():
    rows = ((("10:00–11:00", "Talks", "Palace"), False, ()), (("12:00", "Lunch", "Hotel"), False, ()))
    reading = understand(page(*rows, notes=(Note(what="both-ways", where=(("page", 1),)),)))
    assert [[doubt.case for doubt in entry.doubts] for entry in reading.entries] == [["both-ways"], []]
    other = understand(page(*rows, notes=(Note(what="both-ways", where=(("page", 11),)),)))
    assert cases(other) == []
