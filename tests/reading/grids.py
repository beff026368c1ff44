"""Grids as the door makes them, written down."""

from __future__ import annotations

from placet.reading.grid import FileKind, Grid, Row


def lines(*texts: str) -> Grid:
    """Lines of running text."""
    return Grid(
        kind=FileKind.WORD,
        rows=tuple(Row(where=f"line {number}", cells=(text,)) for number, text in enumerate(texts, 1)),
    )


def table(*rows: tuple[str, ...], before: tuple[str, ...] = ()) -> Grid:
    """A table, perhaps with lines before it."""
    return Grid(
        kind=FileKind.WORD,
        rows=(
            *lines(*before).rows,
            *(Row(where=f"table 1, row {number}", cells=cells, table=1) for number, cells in enumerate(rows, 1)),
        ),
    )
