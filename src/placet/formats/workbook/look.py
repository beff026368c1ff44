"""How a workbook looks: calm, one colour for what is shared and one for what stays in the office."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from placet.formats import limits
from placet.formats.shapes import Form, Shape
from placet.formats.workbook.layout import Column

SHARED, PRIVATE = "5B7C99", "B4534B"
"""Colours of the tabs."""
_SHARED_FILL, _PRIVATE_FILL = PatternFill("solid", fgColor="EAF0F5"), PatternFill("solid", fgColor="F8E9E7")


def _font(color: str = "1F2933", size: int = 11, *, bold: bool = False) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=color)


_HEADING, _NAME, _ID = _font(bold=True), _font("9AA5B1", 8), _font("33475B", bold=True)
_PLAIN, _QUIET = _font(), _font("7B8794", 10)
_LINE = Border(bottom=Side("hair", color="C3CBD3"))
_EDGE = Border(bottom=Side("thin", color="9AA5B1"))
TEXT = "@"
"""The format of cells that a spreadsheet must leave as they were typed."""
DAY = "yyyy-mm-dd"
_NUMBERS = {int: "0", float: "General", bool: "General", date: DAY}
_WIDTHS: dict[Any, float] = {int: 11, float: 11, bool: 11, date: 13, timedelta: 11, time: 9}
_LONG = frozenset({"note", "reason", "reason_internal", "value", "source", "evidence", "assessment", "waived"})
_INSIDE = 20.0
_MOST_COMMENT = 400
_PAGE = 200
"""Characters across a page of A4, lying, in the smallest type."""
_LINE_POINTS, _HIGHEST = 15, 409
"""Points of a line, and those that a row may have at most."""
_SMALLEST = 65
"""Hundredths of the size of type on the screen."""


def number_format(shape: Shape) -> str:
    """Text for everything that is no number, date or truth: a spreadsheet makes fractions of times."""
    return _NUMBERS.get(shape.python, TEXT) if shape.form is Form.SCALAR else TEXT


def width(column: Column) -> float:
    """In characters."""
    if column.shape.form in (Form.TEXT, Form.LIST, Form.VERBATIM) or (column.path[-1:] and column.path[-1] in _LONG):
        return 36
    if column.shape.form is Form.MAP:
        return 30
    return _WIDTHS.get(column.shape.python, _INSIDE)


def dress_heading(sheet: Worksheet, column: int, *, private: bool, doc: str) -> None:
    """The two rows of a column's heading; what the field means stands in a comment."""
    for row, font, border in ((1, _HEADING, Border()), (2, _NAME, _EDGE)):
        cell = sheet.cell(row, column)
        cell.fill = _PRIVATE_FILL if private else _SHARED_FILL
        cell.font, cell.border = font, border
        cell.alignment = Alignment(vertical="center", wrap_text=row == 1, readingOrder=1 if row == 2 else 0)
    if doc:
        comment = Comment(doc[:_MOST_COMMENT], "Placet", height=40 + 18 * (len(doc) // 38 + 1), width=280)
        sheet.cell(1, column).comment = comment


def dress_column(sheet: Worksheet, column: int, *, wide: float, form: str, right_to_left: bool | None = None) -> None:
    """Width, and the format and direction of rows that are still empty."""
    dimension = sheet.column_dimensions[get_column_letter(column)]
    dimension.width = wide
    dimension.number_format = form
    dimension.alignment = _aligned(right_to_left)


def dress_cell(cell: Any, *, form: str, is_key: bool = False, right_to_left: bool | None = None) -> None:
    """One filled cell. `right_to_left` is None where the text itself tells how it runs."""
    cell.number_format = form
    cell.border = _LINE
    cell.font = _ID if is_key else _PLAIN
    cell.alignment = _aligned(right_to_left, number=isinstance(cell.value, int | float | date))


def _aligned(right_to_left: bool | None, *, number: bool = False) -> Alignment:
    order = 0 if right_to_left is None else 2 if right_to_left else 1
    if number:  # else it stands against what begins in the next column
        return Alignment(vertical="top", horizontal="right", indent=1, readingOrder=order)
    return Alignment(vertical="top", wrap_text=True, readingOrder=order)


def quiet(cell: Any) -> None:
    """What explains and is not filled in."""
    is_number = isinstance(cell.value, int)
    cell.font, cell.border, cell.alignment = _QUIET, _LINE, _aligned(right_to_left=False, number=is_number)


def dress_sheet(sheet: Worksheet, *, keys: int, private: bool, right_to_left: bool) -> None:
    """Tab, frozen headings, direction, and how it is printed."""
    sheet.sheet_properties.tabColor = PRIVATE if private else SHARED
    sheet.sheet_view.rightToLeft = right_to_left
    sheet.sheet_view.showGridLines = False
    sheet.freeze_panes = f"{get_column_letter(keys + 1)}3"
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 30, 13
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.print_title_rows = "1:2"
    if keys:
        sheet.print_title_cols = f"A:{get_column_letter(keys)}"


def fold(sheet: Worksheet, columns: Iterable[int]) -> None:
    """Columns that nothing is in, folded away; a click on the plus above brings them back."""
    for column in columns:
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.outlineLevel, dimension.hidden = 1, True


def fit(sheet: Worksheet) -> None:
    """Rows as high as what wraps in them: Calc gives every row of a foreign workbook one line, over the next one."""
    columns = [get_column_letter(index) for index in range(1, sheet.max_column + 1)]
    widths = [0 if sheet.column_dimensions[name].hidden else sheet.column_dimensions[name].width for name in columns]
    for row in sheet.iter_rows(min_row=3):
        lines = max(
            (_lines(cell.value, wide) for cell, wide in zip(row, widths, strict=True) if isinstance(cell.value, str)),
            default=1,
        )
        if lines > 1:
            sheet.row_dimensions[row[0].row].height = min(_LINE_POINTS * lines, _HIGHEST)


def _lines(said: str, wide: float) -> int:
    """How many lines a text takes in a column of so many characters; one where the column is folded away."""
    return sum(max(1, math.ceil(len(part) / wide)) for part in said.split("\n")) if wide else 1


def divide(sheet: Worksheet) -> None:
    """Fitted to the width of a page if it can be read so, else over several beside one another."""
    wide = sum(each.width for each in sheet.column_dimensions.values() if not each.hidden)
    if wide <= _PAGE:
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
    else:
        sheet.page_setup.scale = _SMALLEST


def offer(sheet: Worksheet, cells: str, formula: str, *, strict: bool) -> None:
    """A list to choose from. Where it is not strict, what is not in it may be typed too."""
    validation = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    validation.add(cells)
    sheet.add_data_validation(validation)


def rows_of(column: int) -> str:
    """All rows of a column in which things may stand."""
    letter = get_column_letter(column)
    return f"{letter}3:{letter}{limits.MAX_ITEMS + 2}"


def link(cell: Any, title: str, *, private: bool) -> None:
    """A way to another sheet of the book."""
    quoted = title.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=title)
    cell.font, cell.border = _font(PRIVATE if private else "2F5D87"), _LINE
    cell.alignment = Alignment(vertical="top")
