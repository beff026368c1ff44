"""From bytes to a grid: finds the kind of a file, and hands it to the one reader that knows it."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from placet.reading import calendar, excel, limits, pdf, table, word
from placet.reading.grid import FileKind, Grid
from placet.reading.kinds import kind_of
from placet.reading.refusal import Refused

_READERS: dict[FileKind, Callable[[bytes], Grid]] = {
    FileKind.WORD: word.read,
    FileKind.EXCEL: excel.read,
    FileKind.TABLE: table.read,
    FileKind.CALENDAR: calendar.read,
    FileKind.PDF: pdf.read,
}


def read(content: bytes) -> Grid:
    """What a file holds. Raises `Refused` for a file that is not read, whatever the reason."""
    kind = kind_of(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # libraries remark on charts and styles, which nobody reads here
            grid = _READERS[kind](content)
    except Refused:
        raise
    except (MemoryError, RecursionError):
        raise Refused("too-heavy") from None
    except Exception:  # noqa: BLE001  # no library says which exceptions a hostile file may bring about
        raise Refused("broken") from None
    _check(grid)
    return grid


def _check(grid: Grid) -> None:
    """Refuse a grid beyond the bounds: nothing of a file is cut off unseen."""
    if len(grid.rows) > limits.MAX_ROWS:
        raise Refused("too-many-rows", most=limits.MAX_ROWS)
    for row in grid.rows:
        if len(row.cells) > limits.MAX_CELLS:
            raise Refused("too-wide", where=row.where, most=limits.MAX_CELLS)
        if any(len(text) > limits.MAX_TEXT_CHARS for text in (*row.cells, *row.tagged)):
            raise Refused("too-long", where=row.where, most=limits.MAX_TEXT_CHARS)
    for event in grid.events:
        if any(len(text) > limits.MAX_TEXT_CHARS for text in (event.title, event.place, event.text, event.uid)):
            raise Refused("too-long", where=event.where, most=limits.MAX_TEXT_CHARS)
    if grid.attached is not None and len(grid.attached) > limits.MAX_ATTACHED:
        raise Refused("too-large", most=limits.MAX_ATTACHED // 2**20)
    if not grid.rows and not grid.events:
        raise Refused("nothing")
