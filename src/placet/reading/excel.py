"""Excel workbooks: the rows of every visible sheet, with the values that Excel last computed.

Rows, columns and sheets that somebody hid are left out and noted: who hid them did not mean to hand them on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from placet.reading import limits
from placet.reading.archive import Archive
from placet.reading.grid import FileKind, Grid, Note, Row, Where
from placet.reading.refusal import Refused

_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_UNCOMPUTED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f/>)(?:<(?:\w+:)?v/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>")
_HALF_A_SECOND = timedelta(milliseconds=500)


def read(content: bytes) -> Grid:
    """The rows of a workbook, sheet by sheet."""
    archive = Archive(content)
    notes = _check_sheets(archive)
    archive.check_xml()
    book = load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    rows: list[Row] = []
    for number, sheet in enumerate(book.worksheets, start=1):
        if sheet.sheet_state != "visible":
            notes.append(Note(what="hidden-sheet", where=(("sheet", sheet.title),)))
            continue
        rows.extend(_rows(sheet, number, notes))
    return Grid(kind=FileKind.EXCEL, rows=tuple(rows), notes=tuple(notes))


def _check_sheets(archive: Archive) -> list[Note]:
    """Count the cells before any is made. Whether a formula has no result can only be seen here."""
    cells = 0
    notes: list[Note] = []
    for name in sorted(archive.names):
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            sheet = archive.read(name)
            cells += sum(1 for _ in _CELL.finditer(sheet)) + sum(map(_area, _MERGED.findall(sheet)))
            if _UNCOMPUTED.search(sheet) and not notes:
                notes.append(Note(what="uncomputed"))
    if cells > limits.MAX_SHEET_CELLS:
        raise Refused("too-many-cells", most=limits.MAX_SHEET_CELLS)
    return notes


def _area(merged: bytes) -> int:
    """How many cells a merged one takes the place of; openpyxl makes every one of them."""
    left, top, right, bottom = range_boundaries(merged.decode("ascii", "replace"))
    return int((right - left + 1) * (bottom - top + 1))


def _rows(sheet: Worksheet, table: int, notes: list[Note]) -> Iterator[Row]:
    name: Where = (("sheet", sheet.title),)
    columns = _hidden_columns(sheet)
    hidden = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    lines: dict[int, dict[int, str]] = {}
    # openpyxl's own walk makes every cell up to the last: 17 thousand million of them where one stands in the corner.
    for (row, column), cell in sheet._cells.items():
        if text := _text(cell.value):
            lines.setdefault(row, {})[column] = text
    merged = _merged_down(sheet, {row: line for row, line in lines.items() if row not in hidden})
    left_out = False
    for number, line in sorted(lines.items()):
        shown = {column: text for column, text in line.items() if column not in columns and number not in hidden}
        left_out = left_out or len(shown) < len(line)
        if not shown:
            continue
        where = (*name, ("row", number))
        if max(shown) > limits.MAX_CELLS:
            raise Refused("too-wide", where=where, most=limits.MAX_CELLS)
        cells = tuple(shown.get(column, "") for column in range(1, max(shown) + 1))
        rest = tuple(sorted(column - 1 for column in merged.get(number, set()) - columns))
        yield Row(where=where, cells=cells, table=table, merged=rest)
    if left_out:
        notes.append(Note(what="hidden-rows", where=name))


def _merged_down(sheet: Worksheet, lines: Mapping[int, Mapping[int, str]]) -> dict[int, set[int]]:
    """Of each row the columns whose cell is the rest of one above that says something."""
    merged: dict[int, set[int]] = {}
    for held in sheet.merged_cells.ranges:  # their area was counted before any was made
        if held.min_col in lines.get(held.min_row, ()) and held.min_col <= limits.MAX_CELLS:
            for row in range(held.min_row + 1, held.max_row + 1):
                merged.setdefault(row, set()).add(held.min_col)
    return merged


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden: set[int] = set()
    for letters, column in sheet.column_dimensions.items():
        if column.hidden:
            first = column.min or column_index_from_string(letters)
            last = min(column.max or first, first + limits.MAX_CELLS)
            hidden.update(range(first, last + 1))
    return hidden


def _text(value: object) -> str:
    """A value as text; dates and times as ISO 8601 writes them, to the minute where the seconds are none."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case time():
            return _clock(datetime.combine(date(2000, 1, 1), value))
        case timedelta():
            minutes = round(value / timedelta(minutes=1))
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(value).strip()


def _moment(value: datetime) -> str:
    rounded = (value + _HALF_A_SECOND).replace(microsecond=0)
    day = rounded.date().isoformat()
    return day if rounded.time() == time() else f"{day}T{_clock(rounded)}"


def _clock(value: datetime) -> str:
    """A time of day; a computer's fractions of a day fall a little short of the minute."""
    rounded = (value + _HALF_A_SECOND).replace(microsecond=0)
    return rounded.strftime("%H:%M" if rounded.second == 0 else "%H:%M:%S")
