"""PDFs: lines, cells and columns as they stand on the page."""

from __future__ import annotations

from datetime import date

import pytest
from tests.documents.papers import ISSUE, ON
from tests.projections.visits import full_day, seen
from tests.reading.files import pdf
from tests.reading.grids import spot
from tests.reading.refusals import refusal

from placet.documents import working_programme
from placet.documents.typeset.pdf import typeset
from placet.reading.grid import FileKind, Note, Row
from placet.reading.readers import read

DAY = date(2026, 11, 24)
PICTURE = ("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>")
EMPTY_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"


def made(body: str, direction: str = "ltr") -> bytes:
    """A page set by Typst, in the fonts of our papers."""
    head = f'#set page("a4")\n#set text(font: ("Noto Sans", "Vazirmatn"), size: 10pt, dir: {direction})\n'
    return typeset(head + body, {}, on=DAY)


TABLE = """#table(columns: (3cm, 7cm, 4cm), inset: 2mm, align: start,
  [09:00], [Arrival of the President and of the whole delegation with it], [Airport],
  [10:00], [Talks], [Palace], [11:00], [], [Garden])"""


def test_columns_are_recovered_and_a_cell_of_two_lines_is_one_row_that_had_no_room():
    grid = read(made(TABLE))
    assert (grid.kind, grid.rows) == (
        FileKind.PDF,
        (
            Row(
                where=spot("page 1, line 1"), cells=("09:00", "Arrival of the President and of the", "Airport"), table=1
            ),
            Row(
                where=spot("page 1, line 2"),
                cells=("", "whole delegation with it"),
                table=1,
                is_rest=True,
                wrapped=(1,),
            ),
            Row(where=spot("page 1, line 3"), cells=("10:00", "Talks", "Palace"), table=1),
            Row(where=spot("page 1, line 4"), cells=("11:00", "", "Garden"), table=1),
        ),
    )


def test_columns_without_lines_are_told_by_where_cells_begin():
    grid = read(made(TABLE.replace("align: start", "align: start, stroke: none")))
    assert [(row.cells, row.table, row.is_rest) for row in grid.rows] == [
        (("09:00", "Arrival of the President and of the", "Airport"), None, False),
        (("", "whole delegation with it"), None, False),
        (("10:00", "Talks", "Palace"), None, False),
        (("11:00", "", "Garden"), None, False),
    ]


def test_a_break_that_was_meant_is_told_from_one_for_want_of_room():
    body = "#table(columns: (3cm, 7cm), inset: 2mm, [09:00], [Talks \\ White Hall], [10:00], [Lunch])"
    assert [(row.cells, row.is_rest, row.wrapped) for row in read(made(body)).rows] == [
        (("09:00", "Talks"), False, ()),
        (("", "White Hall"), True, ()),
        (("10:00", "Lunch"), False, ()),
    ]


def test_a_cell_merged_over_two_rows_is_told_by_the_line_that_is_not_there():
    body = """#table(columns: (3cm, 7cm, 4cm), inset: 2mm, align: top,
      [09:00], [Talks], table.cell(rowspan: 2)[Palace], [10:00], [Lunch], [11:00], [Walk], [Garden])"""
    assert [(row.cells, row.merged) for row in read(made(body)).rows] == [
        (("09:00", "Talks", "Palace"), ()),
        (("10:00", "Lunch"), (2,)),
        (("11:00", "Walk", "Garden"), ()),
    ]


def test_columns_meet_at_a_drawn_line_even_without_a_gap():
    body = "#table(columns: (auto, auto), inset: (x: 0.3mm, y: 2mm), [09:00], [Talks], [10:00], [Lunch])"
    assert [row.cells for row in read(made(body)).rows] == [("09:00", "Talks"), ("10:00", "Lunch")]


def test_a_row_without_lines_of_its_own_is_of_the_table_whose_rows_are_shaded():
    body = """#table(columns: (3cm, 7cm), inset: 2mm, stroke: (x, y) => if y > 0 { (rest: 1pt) } else { (y: 1pt) },
      [Time], [Event], [09:00], [Talks], [10:00], [Lunch])"""
    assert [(row.cells, row.table) for row in read(made(body)).rows] == [
        (("Time", "Event"), 1),
        (("09:00", "Talks"), 1),
        (("10:00", "Lunch"), 1),
    ]


def test_a_word_divided_at_the_end_of_a_line_keeps_its_hyphen_and_its_line():
    body = "#table(columns: (3cm, 2.6cm), inset: 2mm, [09:00], [Sainte-Anne-de-Beaupre], [10:00], [Lunch])"
    assert [row.cells for row in read(made(body)).rows] == [
        ("09:00", "Sainte-Anne-"),
        ("", "de-Beaupre"),
        ("10:00", "Lunch"),
    ]


def test_a_wide_gap_between_words_stays():
    assert [row.cells for row in read(made("Evening#h(0.5em)Concert in the Hall")).rows] == [
        ("Evening  Concert in the Hall",)
    ]


def test_a_table_from_right_to_left_is_read_from_its_right():
    body = """#table(columns: (3cm, 7cm, 4cm), inset: 2mm, align: start,
      [۰۹:۰۰–۰۹:۳۰], [ورود رئیس جمهور], [فرودگاه], [۱۰:۰۰–۱۱:۰۰], [مذاکرات], [کاخ], [۱۲:۰۰], [ناهار], [تالار بزرگ])"""
    assert [row.cells for row in read(made(body, "rtl")).rows] == [
        ("۰۹:۰۰–۰۹:۳۰", "ورود رئیس جمهور", "فرودگاه"),
        ("۱۰:۰۰–۱۱:۰۰", "مذاکرات", "کاخ"),
        ("۱۲:۰۰", "ناهار", "تالار بزرگ"),
    ]


def test_foreign_words_in_a_line_keep_their_order_and_the_page_is_noted():
    grid = read(made("دیدار با John Smith 24 Hall در کاخ", "rtl"))
    assert [row.cells for row in grid.rows] == [("دیدار با John Smith 24 Hall در کاخ",)]
    assert grid.notes == (Note(what="both-ways", where=spot("page 1")),)


def test_prose_is_lines_of_one_cell():
    assert [row.cells for row in read(made("Programme \\ Tuesday")).rows] == [("Programme",), ("Tuesday",)]


def test_a_page_without_text_is_noted_and_a_file_without_any_refused():
    assert refusal(pdf(*PICTURE, EMPTY_PAGE)) == ("no-text", {})
    grid = read(made("#box(fill: red, width: 2cm, height: 2cm) #pagebreak() Talks"))
    assert (grid.rows, grid.notes) == (
        (Row(where=spot("page 2, line 1"), cells=("Talks",)),),
        (Note(what="picture", where=spot("page 1")),),
    )


@pytest.mark.parametrize("language", ["en", "fa"])
def test_our_own_working_programme_is_read_back_with_its_data(language):
    paper = working_programme.content(seen(full_day(ON)), "AR", language, ISSUE)
    grid = read(working_programme.lay_out([paper], on=ON, attached=b'{"a": 1}'))
    assert grid.attached == b'{"a": 1}'
    first = [next((cell for cell in row.cells if cell), "") for row in grid.rows]
    times = [line.time for day in paper.days for line in day.lines if "⁺" not in line.time]
    assert [time for time in times if time not in first] == []
