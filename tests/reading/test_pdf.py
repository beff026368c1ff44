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


def test_columns_are_recovered_and_a_cell_of_two_lines_stays_in_its_column():
    grid = read(made(TABLE))
    assert (grid.kind, grid.rows) == (
        FileKind.PDF,
        (
            Row(where=spot("page 1, line 1"), cells=("09:00", "Arrival of the President and of the", "Airport")),
            Row(where=spot("page 1, line 2"), cells=("", "whole delegation with it")),
            Row(where=spot("page 1, line 3"), cells=("10:00", "Talks", "Palace")),
            Row(where=spot("page 1, line 4"), cells=("11:00", "", "Garden")),
        ),
    )


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
