"""What the office sees: headings in its language, lists to choose from, and what stays in the office kept apart."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from tests.formats.workbook import column, opened, small, workbook
from tests.told import problem

from placet.errors import TooLarge
from placet.formats.workbook.layout import PRIVATE, sheets
from placet.formats.workbook.look import PRIVATE as RED
from placet.model.engagements import Kind
from placet.model.text import Text
from placet.wording.workbook import workbook_labels

LANGUAGES = ["en", "fa", "ru"]


def book_of(**more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(**more)))


def everything_in(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_what_stays_in_the_office_stands_on_red_sheets_alone():
    book = book_of()
    red = [sheet.title for sheet in book if sheet.sheet_properties.tabColor.rgb.endswith(RED)]
    assert red == [
        "Venues, stays in office",
        "People, stays in office",
        "Engagements, stays in office",
        "Movements, stays in office",
        "Protected time, stays in office",
        "Busy, stays in office",
        "Diary, stays in office",
        "Past visits, stays in office",
        "Date weights, stays in office",
        "Commitments, stays in office",
        "Tasks, stays in office",
        "Own tasks, stays in office",
        "Rules, stays in office",
        "Notes, stays in office",
    ]
    for sheet in book:
        holds = "CANARY" in "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
        assert not holds or sheet.title in red


def test_a_shared_workbook_has_nothing_private_in_any_byte():
    assert b"CANARY" in everything_in(workbook())  # it could leak
    shared = workbook(shared_only=True)
    assert b"CANARY" not in everything_in(shared)
    assert b"stays in office" not in everything_in(shared)
    assert opened(shared).visit.diary == {}


def test_every_internal_field_has_its_place_on_a_private_sheet():
    shared = [sheet for sheet in sheets() if not sheet.is_private]
    assert [sheet.key for sheet in sheets() if sheet.is_private and not sheet.key.endswith(PRIVATE)] == [
        "diary",
        "past_visits",
        "date_weights",
        "own_tasks",
        "notes",
    ]
    assert {column.name for sheet in shared for column in sheet.columns} & {
        "value",
        "withheld",
        "note",
        "day_limit",
    } == {
        "value"  # the signatories' and the tracks' texts, which have no field's name
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_and_field_has_a_heading_and_every_tab_fits(language):
    labels = workbook_labels(language)
    parts = {part for sheet in sheets() for each in sheet.columns for part in each.name.split(".")}
    assert sorted(part for part in parts if part not in labels.fields) == []
    titles = book_of(language=language).sheetnames
    assert len({title.casefold() for title in titles}) == len(titles)
    for sheet in sheets():
        title = labels.sheets[sheet.key.removesuffix(f".{PRIVATE}")]
        assert len(labels.private.format(sheet=title) if sheet.is_private else title) <= 31


@pytest.mark.parametrize(("language", "right_to_left"), [("en", False), ("fa", True), ("ru", False)])
def test_sheets_run_as_their_language_does(language, right_to_left):
    assert {bool(sheet.sheet_view.rightToLeft) for sheet in book_of(language=language)} == {right_to_left}


def test_a_text_has_a_column_for_each_language_which_runs_as_it_does():
    sheet = book_of()["Engagements"]
    assert [cell.value for cell in sheet[2]][:3] == ["engagements: id", "title [en]", "title [fa]"]
    assert [sheet.cell(3, number).alignment.readingOrder for number in (2, 3)] == [1, 2]


def test_a_time_is_never_seen_reversed_on_a_sheet_that_runs_right_to_left():
    sheet = book_of(language="fa")["دیدارها"]
    for name in ("at", "length", "venues", "day", "roles"):
        number = column(sheet, name)
        assert sheet.cell(3, number).alignment.readingOrder == 1
        assert sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].alignment.readingOrder == 1
    assert sheet.cell(3, column(sheet, "agreed")).alignment.readingOrder == 0  # a free text runs as its letters do


def test_lists_are_offered_of_kinds_and_of_ids():
    sheet = book_of()["Engagements"]
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert offered["D3:D2002"] == f'"{",".join(kind.value for kind in Kind)}"'
    assert offered["I3:I2002"] == "'Legs'!$A$3:$A$2002"
    # a spreadsheet takes no longer list than this inside quotes
    assert max(len(formula) for formula in offered.values()) <= 255


def test_times_are_text_and_empty_rows_are_ready_for_them():
    sheet = book_of()["Engagements"]
    number = column(sheet, "at")
    assert sheet.cell(3, number).number_format == "@"
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].number_format == "@"


def test_a_heading_explains_its_field():
    sheet = book_of()["Engagements"]
    assert (
        sheet.cell(1, column(sheet, "length")).comment.text
        == "How long it lasts, such as 45m; or how long at least, usually and at most."
    )
    assert sheet.cell(1, column(sheet, "status")).comment.text == "How settled it is. Without it: proposed."


def test_columns_that_nothing_is_in_are_folded_away():
    sheet = book_of()["Engagements"]
    hidden = {
        name: sheet.column_dimensions[openpyxl.utils.get_column_letter(column(sheet, name))].hidden
        for name in ("title [fa]", "flags [en]", "ends")
    }
    assert hidden == {"title [fa]": False, "flags [en]": True, "ends": False}


def test_headings_stay_in_sight_and_the_first_sheet_leads_to_all_others():
    book = book_of()
    assert book["Engagements"].freeze_panes == "B3"
    assert book["Cues"].freeze_panes == "B3"
    assert [book["Visit"].cell(row, 6).hyperlink.location for row in (3, 4)] == ["'Sides'!A1", "'Weekends'!A1"]
    assert book["Visit"].cell(3, 7).value == 1  # one side


def test_the_same_visit_makes_the_same_bytes():
    assert workbook() == workbook()


def test_a_text_that_no_cell_holds_is_refused():
    longest = small()
    talks = replace(longest.engagements["talks"], honours=tuple("x" * 5000 for _ in range(7)))  # 35,000 and commas
    with pytest.raises(TooLarge) as raised:
        workbook(replace(longest, engagements={"talks": talks}, movements={}))
    assert problem(raised.value) == "a text of 35,012 characters in cell AO3; a cell of a workbook holds 32,767"


def test_a_wide_sheet_is_printed_over_several_pages_and_its_ids_on_each():
    book = book_of()
    wide, narrow = book["Engagements"], book["Order"]
    assert (wide.page_setup.scale, bool(wide.sheet_properties.pageSetUpPr.fitToPage)) == (65, False)
    assert (narrow.page_setup.fitToWidth, narrow.page_setup.fitToHeight) == (1, 0)
    assert (wide.print_title_rows, wide.print_title_cols) == ("$1:$2", "$A:$A")


def test_a_number_keeps_away_from_what_begins_in_the_next_column():
    sheet = book_of()["Engagements"]
    day, title = (sheet.cell(3, column(sheet, name)).alignment for name in ("day", "title [en]"))
    assert (day.horizontal, day.indent) == ("right", 1)
    assert (title.horizontal, title.wrap_text) == (None, True)


def test_a_row_is_as_high_as_what_wraps_in_it():
    """Calc wrote the second line of a long title over the next row."""
    visit = replace(small(), title=Text({"en": "a" * 120}))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(visit))).worksheets[0]
    rows = {sheet.cell(row, 2).value: row for row in range(3, sheet.max_row + 1)}
    # 120 letters in a column of 58 take three lines of 15 points. What the office's own id means fits on one.
    assert sheet.row_dimensions[rows["title [en]"]].height == 45
    assert sheet.row_dimensions[rows["format_version"]].height is None
