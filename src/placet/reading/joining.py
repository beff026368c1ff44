"""Lines that a page broke or set in columns, put in shape before they are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from placet.reading.clock import stated_time
from placet.reading.columns import is_time
from placet.reading.grid import Row
from placet.reading.letters import cleaned
from placet.reading.lines import labelled
from placet.reading.wrapping import PERHAPS, goes_on, together

FEWEST_ROWS = 3
"""Lines in columns, from which on they are a table that has no lines drawn."""
MOST_LINES = 6
"""Lines of one drawn row, up to which they are taken for one even where none of them has a time."""
_GAP = re.compile(r"(\s*\S.*?)(?: {2,}|\t)(?=\S)(.*)\Z", re.DOTALL)


def in_shape(rows: Sequence[Row]) -> list[Row]:
    """The rows as they are understood, each text in it cleaned."""
    clean = [replace(row, cells=tuple(map(_cleaned, row.cells))) for row in rows]
    return tabulated(joined(_drawn_rows(clean)))


def _cleaned(cell: str) -> str:
    """A cell without what cannot be seen. A gap behind a time, which parts it from the title, stays as a tab."""
    gap = _GAP.match(cell.replace("\u00a0", " "))
    if gap is not None and (time := cleaned(gap[1])) and is_time(time):
        return f"{time}\t{cleaned(gap[2])}"
    return cleaned(cell)


def _drawn_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """The same rows; lines that stand in one drawn row of a table are one, unless several of them have a time."""
    columns = _time_columns(rows) if any(row.is_rest for row in rows) else {}
    group: list[Row] = []
    for row in (*rows, None):
        if row is not None and row.is_rest and group:
            group.append(row)
            continue
        is_one = len(group) > 1 and _is_one([_at(line, columns.get(line.table, 0)) for line in group])
        yield from [_as_one(group)] if is_one else group
        group = [] if row is None else [row]


def _time_columns(rows: Sequence[Row]) -> dict[int | None, int]:
    """The column of each table in which most times stand."""
    counts: dict[int | None, Counter[int]] = {}
    for row in rows:
        found = counts.setdefault(row.table, Counter())
        found.update(number for number, cell in enumerate(row.cells) if cell and is_time(cell))
    return {table: found.most_common(1)[0][0] for table, found in counts.items() if found}


def _at(row: Row, number: int) -> str:
    return row.cells[number] if number < len(row.cells) else ""


def _is_one(times: Sequence[str]) -> bool:
    """Whether lines with these in the column of times are one row; a time after an open span only ends it."""
    stated = [time for time in times if time and is_time(time)]
    begin = sum(not before.endswith(("–", "—", "-")) for before, _ in pairwise(["", *stated]))
    return begin == 1 or (not stated and len(times) <= MOST_LINES)


def _as_one(group: Sequence[Row]) -> Row:
    cells = [""] * max(len(row.cells) for row in group)
    for row in group:
        for number, cell in enumerate(row.cells):
            if not cell or not cells[number]:
                cells[number] += cell
            elif number in row.wrapped and (goes_on(cells[number], cell) or cells[number].endswith("-")):
                cells[number] = together(cells[number], cell)
            elif number in row.wrapped:
                cells[number] += f"{PERHAPS}{cell}"
            else:
                cells[number] += f"\n{cell}"
    return replace(group[0], cells=tuple(cells))


def with_breaks(rows: Sequence[Row], *, second_lines: bool) -> list[Row]:
    """The same rows; what is perhaps one line is one, unless the cells of this paper have second lines.

    There the last such break of a cell stays marked, if no certain one stands in it.
    """
    return [
        replace(row, cells=tuple(_with_break(cell, second_lines=second_lines) for cell in row.cells)) for row in rows
    ]


def _with_break(cell: str, *, second_lines: bool) -> str:
    if not second_lines or "\n" in cell or PERHAPS not in cell:
        return cell.replace(PERHAPS, " ")
    first, _, last = cell.rpartition(PERHAPS)
    return f"{first.replace(PERHAPS, ' ')}{PERHAPS}{last}"


def tabulated(rows: Sequence[Row]) -> list[Row]:
    """The same rows; lines that stand in columns, as in a PDF, are rows of one table more."""
    in_columns = [row for row in rows if row.table is None and len(row.cells) > 1]
    if _are_time_and_text(in_columns):
        return [
            row if row.table is not None else replace(row, cells=("\t".join(filter(None, row.cells)),)) for row in rows
        ]
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


def _are_time_and_text(rows: Sequence[Row]) -> bool:
    """Whether lines are a list: a time, a tab, a text. The tab takes a long time further than a short one."""
    filled = [[cell for cell in row.cells if cell] for row in rows]
    pairs = [cells for cells in filled if len(cells) == 2]
    return all(len(cells) < 3 for cells in filled) and all(is_time(time) for time, _ in pairs) and len(pairs) > 1


def joined(rows: Iterable[Row]) -> list[Row]:
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
