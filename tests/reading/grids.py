"""Grids as the door makes them, written down."""

from __future__ import annotations

import re

from placet.reading.grid import FileKind, Grid, Row, Where


def lines(*texts: str) -> Grid:
    """Lines of running text."""
    return Grid(
        kind=FileKind.WORD,
        rows=tuple(Row(where=(("line", number),), cells=(text,)) for number, text in enumerate(texts, 1)),
    )


def table(*rows: tuple[str, ...], before: tuple[str, ...] = ()) -> Grid:
    """A table, perhaps with lines before it."""
    return Grid(
        kind=FileKind.WORD,
        rows=(
            *lines(*before).rows,
            *(Row(where=(("table", 1), ("row", number)), cells=cells, table=1) for number, cells in enumerate(rows, 1)),
        ),
    )


def spot(said: str) -> Where:
    """`table 1, row 2` or `sheet “Day 2”, row 1`, as the readers tell a place."""
    parts = re.findall(r"(\w+) (?:“(.*?)”|(\d+))", said)
    return tuple((kind, title or int(number)) for kind, title, number in parts)
