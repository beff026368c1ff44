"""Workbooks of small visits, and what an office does to them in a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import openpyxl
from tests.told import told as told_of

from placet.errors import Fault, VisitFileError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.formats.workbook.door import let_in
from placet.formats.workbook.reading import read_workbook
from placet.formats.workbook.writing import write_workbook
from placet.model.visit import Visit
from placet.wording.workbook import workbook_labels

FILE = "visit.xlsx"
SHARED = """
title = "Visit"
[sides.host]
name = "Host"
role = "host"
languages = ["en", "fa"]
[legs.capital]
city = "Capital"
zone = "Europe/Rome"
[venues.palace]
name = "Palace"
[people.minister]
side = "host"
office = "Minister"
[engagements.talks]
title = { en = "Talks", fa = "مذاکرات" }
kind = "talks"
day = 1
at = "10:00"
length = { least = "30m", typical = "45m", most = "1h" }
venues = ["palace"]
who = ["minister"]
roles = { minister = "host" }
[engagements.lunch]
title = "Lunch"
after = [{ engagement = "talks", most = "1h" }]
cues = [{ after = "5m", what = "Toast" }]
[movements.flight]
title = "Flight"
departs = { day = 1, at = "07:00" }
arrives = {}
"""
PRIVATE = """
[engagements.talks]
value = 40
note = "CANARY of the note"
[diary.cabinet]
who = ["minister"]
day = 1
between = "09:00–10:00"
reason = "CANARY of the diary"
[notes]
red-line = "CANARY of the red line"
"""


def small() -> Visit:
    """A visit with a bit of everything, private things among it."""
    return read_visit(parse_toml("visit.toml", SHARED.encode()), parse_toml("private.toml", PRIVATE.encode())).visit


def workbook(visit: Visit | None = None, *, language: str | None = None, shared_only: bool = False) -> bytes:
    """A visit as a workbook."""
    visit = visit or small()
    return write_workbook(visit, workbook_labels(language or visit.language), shared_only=shared_only)


@cache
def small_workbook() -> bytes:
    """That of the small visit, made once."""
    return workbook()


def opened(content: bytes) -> VisitFile:
    """A workbook read."""
    return read_workbook(FILE, let_in(FILE, content))


def edited(*changes: Callable[[Any], None]) -> bytes:
    """The small visit's workbook after somebody changed it, or nothing of it, and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(small_workbook()))
    for change in changes:
        change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def column(sheet: Any, name: str) -> int:
    """The number of the column with this name in the second row."""
    names = [str(cell.value).split(": ")[-1] for cell in sheet[2]]
    return names.index(name) + 1


def typed(sheet: str, row: int, name: str, value: Any, number_format: str = "General") -> bytes:
    """The small visit's workbook after one cell was typed over."""

    def change(book: Any) -> None:
        cell = book[sheet].cell(row, column(book[sheet], name))
        cell.value, cell.number_format = value, number_format

    return edited(change)


def told(content: bytes) -> list[tuple[str, str, str, str, str]]:
    """Every fault of a workbook: sheet and cell, field, found, expected, advice."""
    try:
        opened(content)
    except VisitFileError as error:
        return [_plain(fault) for fault in error.faults]
    return []


def _plain(fault: Fault) -> tuple[str, str, str, str, str]:
    line: Any = fault.line
    place = f"{line.sheet}!{line.address}" if line is not None else ""
    return place, *told_of(fault)[2:]
