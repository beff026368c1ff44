"""The door for workbooks: foreign bytes in, plain cells out, within bounds, or one refusal.

Nothing in a workbook is ever carried out: formulas are not computed, macros are refused, links are not followed.
`let_in` is the only function that opens such a file.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import openpyxl

from placet.errors import FormatError, TooLarge
from placet.formats import limits
from placet.formats.toml import shown
from placet.formats.workbook.cells import Odd, is_day_unknown, unescaped

_WORKBOOK = "xl/workbook.xml"
_TRUTHS = {"=TRUE()": True, "=FALSE()": False}
"""How LibreOffice Calc saves what Excel saves as a truth: the only formulas that are taken as what they say."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as it was found: its rows that are not blank, by number. Cells are plain values, None or `Odd`."""

    number: int
    title: str
    rows: tuple[tuple[int, tuple[Any, ...]], ...]


def let_in(file: str, content: bytes) -> tuple[RawSheet, ...]:
    """The sheets of a workbook. Raises `FormatError` for what is none, `TooLarge` beyond the bounds."""
    _look_before_opening(file, content)
    try:
        with warnings.catch_warnings(action="ignore"):  # about what Placet does not read anyway
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            if len(book.worksheets) > limits.MAX_SHEETS:
                raise TooLarge(file, "sheets", most=limits.MAX_SHEETS)
            return tuple(
                RawSheet(number, sheet.title, tuple(_rows(file, sheet)))
                for number, sheet in enumerate(book.worksheets, start=1)
            )
    except FormatError:
        raise
    except Exception:  # noqa: BLE001  # a broken workbook fails in the library in ways that nobody has listed
        raise FormatError(file, "damaged-workbook") from None


def _look_before_opening(file: str, content: bytes) -> None:
    """Refuse what is no workbook, what would unpack to too much, macros, and entities in its XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
            names = [member.filename for member in members]
            if _WORKBOOK not in names or len(set(names)) < len(names) or any(each.flag_bits & 1 for each in members):
                raise FormatError(file, "no-workbook-or-locked")
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise FormatError(file, "macros")
            _refuse_bombs(file, members)
            for member in members:
                if _is_dangerous(packed.read(member)):
                    raise FormatError(file, "entities")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        raise FormatError(file, "no-workbook") from None


def _refuse_bombs(file: str, members: list[zipfile.ZipInfo]) -> None:
    """By the sizes that the file states: more than these is never unpacked."""
    if len(members) > limits.MAX_ZIP_MEMBERS:
        raise TooLarge(file, "members", most=limits.MAX_ZIP_MEMBERS)
    unpacked, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if unpacked > limits.MAX_UNPACKED_BYTES or unpacked > limits.MAX_ZIP_RATIO * packed:
        raise TooLarge(file, "unpacked", count=unpacked)


def _is_dangerous(content: bytes) -> bool:
    plain = content.replace(b"\0", b"")  # also where a letter takes two bytes
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _rows(file: str, sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    for number, row in enumerate(sheet.iter_rows(max_col=limits.MAX_SHEET_COLUMNS + 1), start=1):
        if number > limits.MAX_SHEET_ROWS:
            raise TooLarge(file, "rows", sheet=shown(sheet.title), most=limits.MAX_SHEET_ROWS)
        values = tuple(_value(cell) for cell in row)
        if len(values) > limits.MAX_SHEET_COLUMNS and values[-1] is not None:
            raise TooLarge(file, "columns", sheet=shown(sheet.title), most=limits.MAX_SHEET_COLUMNS)
        if any(value is not None for value in values):
            yield number, values


def _value(cell: Any) -> Any:
    """A cell without what a spreadsheet adds to it. A time or a date stays one; blanks around a text go."""
    value = cell.value
    if cell.data_type == "f" and isinstance(value, str) and value in _TRUTHS:
        return _TRUTHS[value]
    if cell.data_type == "f":
        return Odd("formula")
    if cell.data_type == "e":
        return Odd("no-result", {"found": shown(value)})
    if isinstance(value, datetime) and not any((value.hour, value.minute, value.second)):
        month = is_day_unknown(value, str(cell.number_format))
        return f"{value:%Y-%m}" if month else value.date()
    if isinstance(value, str):
        return unescaped(value.strip()) or None
    return value
