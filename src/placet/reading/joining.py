"""Lines that a page broke or set in columns, put in shape before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from placet.reading.clock import stated_time
from placet.reading.grid import Row
from placet.reading.lines import labelled

FEWEST_ROWS = 3
"""Lines in columns, from which on they are a table that has no lines drawn."""


def tabulated(rows: Sequence[Row]) -> list[Row]:
    """The same rows; lines that stand in columns, as in a PDF, are rows of one table more."""
    in_columns = [row for row in rows if row.table is None and len(row.cells) > 1]
    if len(in_columns) < FEWEST_ROWS:
        return list(rows)
    number = 1 + max((row.table for row in rows if row.table is not None), default=0)
    put: list[Row] = []
    begun = False
    for row in rows:
        filled = [cell for cell in row.cells if cell]
        begun = begun or (row.table is None and len(filled) > 1)
        if row.table is not None or len(row.cells) < 2:
            put.append(row)
        elif len(filled) == 1 and (not begun or labelled(filled[0])):
            put.append(replace(row, cells=(filled[0],)))
        else:
            put.append(replace(row, table=number))
    return put


def joined(rows: Sequence[Row]) -> list[Row]:
    """The same rows; `10.00 –` and the line `11.00 Talks` after it are one. Rows of tables stay as they are."""
    put: list[Row] = []
    for row in rows:
        if put and _is_open_span(put[-1]) and _is_line(row) and stated_time(row.cells[0]) is not None:
            put[-1] = replace(put[-1], cells=(f"{put[-1].cells[0]} {row.cells[0]}",))
        else:
            put.append(row)
    return put


def _is_line(row: Row) -> bool:
    return row.table is None and len(row.cells) == 1


def _is_open_span(row: Row) -> bool:
    """Whether a line is a time and a dash, and nothing more."""
    if not _is_line(row) or not row.cells[0].rstrip().endswith(("–", "—", "-")):
        return False
    found = stated_time(row.cells[0])
    return found is not None and found.stop >= len(row.cells[0].rstrip())
