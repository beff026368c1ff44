"""A page of a PDF as rows: its lines, and the columns and tables in which their cells stand.

Where a table has its lines drawn, they say what its columns are, what is one row of it, and which text only went on
below because it had no room. Elsewhere cells that begin at the same place are a column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from placet.reading.glyphs import Glyph
from placet.reading.grid import Row
from placet.reading.page_lines import Cell, Line, lines_of
from placet.reading.page_tables import DrawnTable, apart, tables_on
from placet.reading.ruled import Ruling

_COLUMN = 8.0
"""Points within which cells begin at the same place."""


class Pages:
    """Makes rows of page after page, and counts the tables that are drawn on them."""

    def __init__(self) -> None:
        """No table was met yet."""
        self.tables = 0

    def rows(self, glyphs: Sequence[Glyph], drawn: Ruling, page: int) -> Iterator[Row]:
        """The rows of one page. `page` counts from 1."""
        lines = lines_of(glyphs, drawn)
        tables = tables_on(lines, drawn)
        open_columns = _columns([line for line, table in zip(lines, tables, strict=True) if table is None])
        before: tuple[Line, DrawnTable] | None = None
        for number, (line, table) in enumerate(zip(lines, tables, strict=True), start=1):
            where = (("page", page), ("line", number))
            if table is None:
                row = Row(where=where, cells=_texts(open_columns.placed(line)))
            else:
                above = before[0] if before is not None and before[1] is table else None
                self.tables += above is None
                row = _drawn_row(line, above, table, Row(where=where, cells=(), table=self.tables))
            before = (line, table) if table is not None else None
            if row.cells:
                yield row


def _drawn_row(line: Line, above: Line | None, table: DrawnTable, row: Row) -> Row:
    """The row of a line of a table. `above` is the line before it in that table."""
    placed = _by_column(line, table)
    row = replace(row, cells=_texts(placed))
    if above is None:
        return row
    if not table.drawn.is_one_row(above.height, line.height, line.span):
        return replace(row, merged=table.merged(above, line))
    before = _by_column(above, table)
    wrapped = (
        number
        for number, cells in placed.items()
        if number in before and table.had_no_room(above, before[number][-1], cells[0])
    )
    return replace(row, is_rest=True, wrapped=tuple(wrapped))


def _by_column(line: Line, table: DrawnTable) -> dict[int, list[Cell]]:
    """The cells of a line by their column, in the order in which they are read."""
    placed: dict[int, list[Cell]] = {}
    for cell in reversed(line.cells) if table.is_from_right else line.cells:
        placed.setdefault(table.column(cell), []).append(cell)
    return placed


def _texts(placed: dict[int, list[Cell]]) -> tuple[str, ...]:
    return tuple(
        "  ".join(cell.text for cell in placed.get(number, ())).strip() for number in range(1 + max(placed, default=-1))
    )


# ── columns that are not drawn ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of a page begin, from left or right."""

    begins: Sequence[float]
    is_from_right: bool

    def placed(self, line: Line) -> dict[int, list[Cell]]:
        """The cells of a line by their column, in the order in which they are read."""
        placed: dict[int, list[Cell]] = {}
        for cell in reversed(line.cells) if self.is_from_right else line.cells:
            begin = _begin(cell, from_right=self.is_from_right)
            number = max((place for place, at in enumerate(self.begins) if at <= begin + _COLUMN), default=0)
            placed.setdefault(number, []).append(cell)
        return placed


def _columns(lines: Sequence[Line]) -> _Columns:
    from_left, from_right = (_begins(lines, from_right=way) for way in (False, True))
    # Cells are set flush where reading begins and end anywhere: the side with fewer places is where columns begin.
    is_from_right = len(from_right) < len(from_left)
    return _Columns(from_right if is_from_right else from_left, is_from_right)


def _begins(lines: Sequence[Line], *, from_right: bool) -> list[float]:
    """Where a cell beside another begins. Every page has one such place."""
    begins = (_begin(cell, from_right=from_right) for line in lines if len(line.cells) > 1 for cell in line.cells)
    return apart(begins, _COLUMN) or [0.0]


def _begin(cell: Cell, *, from_right: bool) -> float:
    return -cell.right if from_right else cell.left
