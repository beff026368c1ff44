"""Tables whose lines are drawn on a page of a PDF: which lines of text are in one, and what its columns are.

A row may have no lines down of its own, as where only every other row is shaded: it is of the table if lines across of
the same length stand above and below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.reading.page_lines import Cell, Line
from placet.reading.ruled import Ruling

NEAR = 3.0
"""Points within which two drawn lines are one, and a text may reach over its line."""
_SPACE = 4.0
"""Points between two words and a little, since programs break a line somewhat before its end."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table. `places` are its lines down; `margin` is how far its texts stay away from them."""

    places: Sequence[float]
    margin: float
    is_from_right: bool
    drawn: Ruling

    def column(self, cell: Cell) -> int:
        """The number of the column that holds the middle of a cell, from where reading begins."""
        last = len(self.places) - 2
        place = max(0, min(last, bisect_right(self.places, (cell.left + cell.right) / 2) - 1))
        return last - place if self.is_from_right else place

    def had_no_room(self, line: Line, above: Cell, below: Cell) -> bool:
        """Whether a cell of a line had no room for the word that the cell below begins with."""
        box = _box(above, self.drawn.beside(line.height) or self.places)
        return box is not None and above.right - above.left + _SPACE + below.first > box[1] - box[0] - 2 * self.margin

    def merged(self, before: Line, line: Line) -> tuple[int, ...]:
        """The columns that no line across parts from the row above."""
        last = len(self.places) - 2
        return tuple(
            sorted(
                last - number if self.is_from_right else number
                for number, (left, right) in enumerate(pairwise(self.places))
                if self.drawn.is_one_row(before.height, line.height, (left + NEAR, right - NEAR))
            )
        )


def tables_on(lines: Sequence[Line], drawn: Ruling) -> list[DrawnTable | None]:
    """Of each line of a page the table that it is in."""
    of_line: list[DrawnTable | None] = [None] * len(lines)
    for numbers in _runs(lines, drawn):
        own = [lines[number] for number in numbers]
        places = apart(place for line in own for place in drawn.beside(line.height))
        if len(places) > 2:
            table = _table(own, places, drawn)
            for number in numbers:
                of_line[number] = table
    return of_line


def apart(places: Iterable[float], least: float = NEAR) -> list[float]:
    """Places in order, those that are near each other once."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > least:
            kept.append(place)
    return kept


def _runs(lines: Sequence[Line], drawn: Ruling) -> list[list[int]]:
    """The numbers of lines that stand one below the other between the same outer lines."""
    runs: list[list[int]] = []
    outer: tuple[float, float] | None = None
    before: Line | None = None
    for number, line in enumerate(lines):
        own = _outer(line, before, drawn)
        before = line if own is not None else None
        if own is not None and outer is not None and _are_near(own, outer):
            runs[-1].append(number)
        elif own is not None:
            runs.append([number])
        outer = own
    return runs


def _outer(line: Line, before: Line | None, drawn: Ruling) -> tuple[float, float] | None:
    """The outermost lines beside a line of text; where there are none, the ends of those above and below its row."""
    left, right = line.span
    places = drawn.beside(line.height)
    outer = (places[0], places[-1]) if len(places) > 1 else None
    is_rest = before is not None and drawn.is_one_row(before.height, line.height, line.span)
    if outer is None and (len(line.cells) > 1 or is_rest):
        outer = drawn.between(line.height)
    return outer if outer is not None and outer[0] - NEAR <= left and right <= outer[1] + NEAR else None


def _table(lines: Sequence[Line], places: Sequence[float], drawn: Ruling) -> DrawnTable:
    held = ((cell, _box(cell, drawn.beside(line.height) or places)) for line in lines for cell in line.cells)
    sides = [(cell.left - box[0], box[1] - cell.right) for cell, box in held if box is not None]
    margin = max(min((min(side) for side in sides), default=0.0), 0.0)
    at_left = sum(left <= margin + NEAR < right for left, right in sides)
    at_right = sum(right <= margin + NEAR < left for left, right in sides)
    return DrawnTable(places, margin, at_right > at_left, drawn)


def _box(cell: Cell, places: Sequence[float]) -> tuple[float, float] | None:
    """The lines next to a cell on both sides."""
    begins = [place for place in places if place <= cell.left + NEAR]
    ends = [place for place in places if place >= cell.right - NEAR]
    return (max(begins), min(ends)) if begins and ends else None


def _are_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(first - second) <= NEAR for first, second in zip(one, other, strict=True))
