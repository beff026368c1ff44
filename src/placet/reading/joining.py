"""Lines that a page broke, put together before they are read: a time in one line and its other end in the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from placet.reading.clock import stated_time
from placet.reading.grid import Row


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
