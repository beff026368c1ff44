"""Lines drawn on a page of a PDF: which lines of text they put into one row of a table, and how wide its cells are.

Knows where something is drawn, and nothing of what is written there. A page without such lines says nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import c_float
from dataclasses import dataclass
from itertools import islice, pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from placet.reading import limits

_THIN = 3.0
"""Points up to which something drawn is a line and not an area."""
_SHORTEST = 6.0
"""Points from which on it is more than a dot or a dash."""
_STRAIGHT = 0.5
"""Points by which a line across may rise."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The lines of a page: those across as (height, left, right), those down as (left, bottom, top)."""

    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()

    def is_one_row(self, upper: float, lower: float, span: tuple[float, float]) -> bool:
        """Whether no line parts two heights of a table, as far as a text in `span` can tell, and one ends it below."""
        left, right = span
        parted = any(lower < height < upper and begins < right and left < ends for height, begins, ends in self.across)
        return not parted and any(height < lower for height, *_ in self.across)

    def beside(self, height: float) -> list[float]:
        """Where lines down cross a height, from left to right."""
        return sorted(place for place, bottom, top in self.down if bottom - _THIN <= height <= top + _THIN)

    def between(self, height: float) -> tuple[float, float] | None:
        """Where the nearest lines across begin and end, above and below a height, if that is the same for both."""
        above = [(at, left, right) for at, left, right in self.across if at > height]
        below = [(at, left, right) for at, left, right in self.across if at < height]
        if not above or not below:
            return None
        (left, right), other = (_ends(lines, near) for lines, near in ((above, min(above)[0]), (below, max(below)[0])))
        is_same = abs(left - other[0]) <= _THIN and abs(right - other[1]) <= _THIN
        return (left, right) if is_same else None


def _ends(across: Sequence[tuple[float, float, float]], at: float) -> tuple[float, float]:
    """Where all lines at one height begin and end together."""
    near = [(left, right) for height, left, right in across if abs(height - at) <= _THIN]
    return min(left for left, _ in near), max(right for _, right in near)


def ruling(page: pypdfium2.PdfPage) -> Ruling:
    """The straight lines that are drawn on a page, borders of areas among them."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for left, bottom, right, top in islice(_drawn(page), limits.MAX_DRAWN):
        if top - bottom <= _THIN and right - left >= _SHORTEST:
            across.append(((bottom + top) / 2, left, right))
        elif right - left <= _THIN and top - bottom >= _SHORTEST:
            down.append(((left + right) / 2, bottom, top))
    return Ruling(tuple(across), tuple(down))


def _drawn(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The boxes of what is drawn; of a larger figure, those of its sides."""
    for figure in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = figure.get_bounds()
        if right - left <= _THIN or top - bottom <= _THIN:
            yield left, bottom, right, top
        else:
            yield from _sides(figure)


def _sides(figure: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    matrix = figure.get_matrix()
    for first, second in pairwise(_corners(figure)):
        (x1, y1), (x2, y2) = matrix.on_point(*first[1:]), matrix.on_point(*second[1:])
        is_line = second[0] == pdfium.FPDF_SEGMENT_LINETO
        if is_line and (abs(x1 - x2) <= _STRAIGHT or abs(y1 - y2) <= _STRAIGHT):
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _corners(figure: pypdfium2.PdfObject) -> Iterator[tuple[int, float, float]]:
    """How each corner is reached (a line, a curve, or moved to), and where it is."""
    x, y = c_float(), c_float()
    for number in range(min(pdfium.FPDFPath_CountSegments(figure), limits.MAX_DRAWN)):
        segment = pdfium.FPDFPath_GetPathSegment(figure, number)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield pdfium.FPDFPathSegment_GetType(segment), x.value, y.value
