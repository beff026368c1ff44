"""Excel workbooks: visible cells, with the values that Excel computed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from openpyxl import Workbook
from tests.reading.files import saved, with_sheet, workbook
from tests.reading.grids import spot

from placet.reading.grid import FileKind, Note, Row
from placet.reading.readers import read


def test_rows_come_sheet_by_sheet_with_their_places():
    book = Workbook()
    first = book.worksheets[0]
    first.title = "روز ۱"
    first["B3"], first["C3"] = "09:00", "ورود"
    book.create_sheet("Day 2")["A1"] = "Talks"
    grid = read(saved(book))
    assert (grid.kind, grid.rows, grid.notes) == (
        FileKind.EXCEL,
        (
            Row(where=spot("sheet “روز ۱”, row 3"), cells=("", "09:00", "ورود"), table=1),
            Row(where=spot("sheet “Day 2”, row 1"), cells=("Talks",), table=2),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 11, 24, 9, 30), "2026-11-24T09:30"),  # noqa: DTZ001  # a sheet knows no zones
        (time(9, 30), "09:30"),
        (time(9, 29, 59, 999000), "09:30"),  # Excel's fraction of a day falls a little short
        (time(9, 30, 15), "09:30:15"),
        (timedelta(hours=26, minutes=5), "26:05"),
        (12, "12"),
        (12.0, "12"),
        (9.5, "9.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("  Talks ", "Talks"),
    ],
)
def test_values_are_told_as_text(value, text):
    assert [row.cells for row in read(workbook(("x", value))).rows] == [("x", text)]


def test_a_merged_cell_stands_once():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["B2"] = "Tuesday", "09:00", "Arrival"
    sheet["B1"] = "left under the merge"
    sheet.merge_cells("A1:B1")
    assert [row.cells for row in read(saved(book)).rows] == [("Tuesday",), ("09:00", "Arrival")]


def test_a_cell_merged_downwards_is_told_in_every_row_that_it_reaches():
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("09:00", "Arrival", "Palace"), ("10:00", "Talks"), ("11:00", "Lunch"), ("12:00", "Walk")):
        sheet.append(row)
    sheet.merge_cells("C1:C3")
    sheet.merge_cells("D1:D4")  # says nothing
    assert [row.merged for row in read(saved(book)).rows] == [(), (2,), (2,), ()]
    sheet.row_dimensions[1].hidden = True
    assert [row.merged for row in read(saved(book)).rows] == [(), (), ()]


def test_what_is_hidden_is_left_out_and_noted():
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("09:00", "Arrival", "our remark"), ("10:00", "secret", "x"), ("11:00", "Talks", "")):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    hidden = book.create_sheet("Budget")
    hidden["A1"], hidden.sheet_state = "1000", "hidden"
    grid = read(saved(book))
    assert [row.cells for row in grid.rows] == [("09:00", "Arrival"), ("11:00", "Talks")]
    assert grid.notes == (
        Note(what="hidden-rows", where=spot("sheet “Sheet”")),
        Note(what="hidden-sheet", where=spot("sheet “Budget”")),
    )


def test_a_formula_that_was_never_computed_is_noted():
    grid = read(workbook(("Talks", "=A1")))
    assert ([row.cells for row in grid.rows], grid.notes) == ([("Talks",)], (Note(what="uncomputed"),))


def test_a_cell_in_the_last_corner_costs_nothing():
    # The corner is row 1,048,576 in column 1; what lies between are 1,048,574 rows that are not there.
    first = '<row r="1"><c r="A1" t="str"><v>Talks</v></c></row>'
    rows = f'{first}<row r="1048576"><c r="A1048576" t="str"><v>end</v></c></row>'
    assert [row.where for row in read(with_sheet(rows, "A1:XFD1048576")).rows] == [
        spot("sheet “Day 1”, row 1"),
        spot("sheet “Day 1”, row 1048576"),
    ]
