"""Rows of a Word paper of ours: the ids of what they show, what stands in them now, and what was printed there.

A row is matched with the line that was printed by its id, its day and its texts: an id may stand on several days (a
rest that is kept each day), and an engagement may be called like a block.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.model.ids import Sort
from placet.reading.grid import Grid, Row, Where
from placet.reading.letters import cleaned, script_of
from placet.reading.numerals import ascii_digits

_HELD = re.compile(r"(?<=[–(]) (?=\d)")
"""A space that papers put where a line must not be broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line as a paper prints it, each text in every language that there is a paper in. `day` counts from 1."""

    sort: Sort
    id: str
    day: int
    texts: Mapping[str, frozenset[str]]
    """By field: `time`, `beside` (the same on the capitals' clocks), `title`, `place`."""

    def has(self, field: str, text: str) -> bool:
        """Whether a text was printed there."""
        return text in self.texts.get(field, ())

    def like(self, field: str, text: str) -> str:
        """What was printed there, in the script of another text if it was printed in it; empty where nothing was."""
        printed = sorted(self.texts.get(field, ()))
        wanted = script_of(text), ascii_digits(text) != text
        alike = (one for one in printed if (script_of(one), ascii_digits(one) != one) == wanted)
        return next(alike, printed[0] if printed else "")


@dataclass(frozen=True, slots=True)
class TaggedRow:
    """A row of ours: the id of what it shows, what stands in it now, its table, and in which cell its time is."""

    where: Where
    id: str
    texts: Mapping[str, tuple[str, ...]]
    table: int | None
    time_cell: int


def tagged_rows(grid: Grid) -> dict[Where, TaggedRow]:
    """The rows of one id each, by their place in the file."""
    return {row.where: found for row in grid.rows if (found := _tagged(row)) is not None}


def plain(text: str) -> str:
    """A text as it is compared: without what cannot be seen, and what holds a time together on paper."""
    return _HELD.sub("", " ".join(cleaned(text).split()))


def _tagged(row: Row) -> TaggedRow | None:
    texts: dict[str, tuple[str, ...]] = {}
    names: set[str] = set()
    for tag, text in zip(row.tags, row.tagged, strict=False):
        name, _, field = tag.rpartition("/")
        names.add(name)
        texts[field] = (*texts.get(field, ()), plain(text))
    if len(names) != 1:
        return None
    return TaggedRow(row.where, names.pop(), texts, row.table, _time_cell(row, texts.get("time", ("",))[0]))


def _time_cell(row: Row, time: str) -> int:
    """The cell of a time, which may go on with the same on other clocks or in the other language."""
    cells = [plain(cell) for cell in row.cells]
    found = (number for number, cell in enumerate(cells) if time and (cell == time or cell.startswith(f"{time} ")))
    return next(found, 0)


@dataclass(frozen=True, slots=True)
class Matched:
    """Which line each row shows, by the place of the row; the lines that no row shows; and the day of each table."""

    lines: Mapping[Where, PrintedLine]
    gone: tuple[PrintedLine, ...]
    days: Mapping[int | None, int]

    def copies(self, rows: Mapping[Where, TaggedRow]) -> set[Where]:
        """The places of rows whose id another row has already, and that no line is left for."""
        known = {line.id for line in (*self.lines.values(), *self.gone)}
        return {where for where, row in rows.items() if where not in self.lines and row.id in known}


def matched(rows: Mapping[Where, TaggedRow], printed: Sequence[PrintedLine]) -> Matched:
    """Rows and lines of the same id: first with the same texts on the same day, then on the same day, then any."""
    days = _days(rows, printed)
    free: dict[str, list[PrintedLine]] = {}
    for line in printed:
        free.setdefault(line.id, []).append(line)
    found: dict[Where, PrintedLine] = {}
    for strictness in (2, 1, 0):
        for where, row in rows.items():
            own = free.get(row.id, [])
            alike = [one for one in own if _likeness(row, one, days.get(row.table)) >= strictness]
            if where not in found and alike:
                found[where] = alike[0]
                own.remove(alike[0])
    return Matched(found, tuple(line for line in printed if line in free[line.id]), days)


def _likeness(row: TaggedRow, line: PrintedLine, day: int | None) -> int:
    if day != line.day:
        return 0
    is_same = all(line.has(field, text) for field in ("time", "title") for text in row.texts.get(field, ()))
    return 2 if is_same else 1


def _days(rows: Mapping[Where, TaggedRow], printed: Sequence[PrintedLine]) -> dict[int | None, int]:
    """The day of each table, as most of its rows have it that can be on one day only."""
    on: dict[str, set[int]] = {}
    for line in printed:
        on.setdefault(line.id, set()).add(line.day)
    votes: dict[int | None, Counter[int]] = {}
    for row in rows.values():
        if len(own := on.get(row.id, set())) == 1:
            votes.setdefault(row.table, Counter()).update(own)
    return {table: count.most_common(1)[0][0] for table, count in votes.items()}
