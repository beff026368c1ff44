"""Letters of a page of a PDF and where they stand, in the order in which PDFium reads them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from placet.reading import limits
from placet.reading.refusal import Refused

_MARKS = "\u200e\u200f"
"""Marks of direction, which have no place on the page."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter and its box, in points from the lower left corner. `line` counts the lines as PDFium sees them."""

    letter: str
    line: int
    left: float
    bottom: float
    right: float
    top: float


def glyphs_of(page: pypdfium2.PdfPage) -> list[Glyph]:
    """The letters of a page in reading order, spaces included."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > limits.MAX_PDF_CHARS:
        raise Refused("too-heavy")
    found = []
    line = 0
    for place in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, place))
        is_divided = bool(pdfium.FPDFText_IsHyphen(text, place))  # it stands for the end of the line, too
        letter = "-" if is_divided else letter
        if letter == "\n":
            line += 1
        elif letter in _MARKS:
            continue
        elif letter == " " or letter.isprintable() or unicodedata.category(letter) == "Cf":
            left, bottom, right, top = text.get_charbox(place, loose=True)
            found.append(Glyph(letter, line, left, bottom, right, top))
            line += is_divided
    return found if any(glyph.letter.strip() for glyph in found) else []


def runs_both_ways(glyphs: Sequence[Glyph]) -> bool:
    """Whether a fifth of the letters run the other way: which end of "07:00–09:00" comes first is then not certain."""
    ways = Counter(unicodedata.bidirectional(glyph.letter) for glyph in glyphs)
    from_left, from_right = ways["L"], ways["R"] + ways["AL"]
    return min(from_left, from_right) * 5 > from_left + from_right


def at_one_height(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """What stands at one height, from the top of the page down, each in reading order."""
    pieces: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.letter.strip() and glyph.top > glyph.bottom:
            pieces.setdefault(glyph.line, [])
        if glyph.line in pieces:
            pieces[glyph.line].append(glyph)
    lines: list[list[Glyph]] = []
    for piece in sorted(pieces.values(), key=middle, reverse=True):
        if lines and middle(lines[-1]) - middle(piece) < height(lines[-1]) / 2:
            lines[-1].extend(piece)
        else:
            lines.append(list(piece))
    return lines


def middle(line: Sequence[Glyph]) -> float:
    """The height at which a line stands: that of its letters, in the middle of them all."""
    heights = sorted((glyph.top + glyph.bottom) / 2 for glyph in line if glyph.letter.strip())
    return heights[len(heights) // 2]


def height(line: Sequence[Glyph]) -> float:
    """How high a line is: most of its letters are."""
    heights = sorted(glyph.top - glyph.bottom for glyph in line if glyph.letter.strip())
    return heights[len(heights) // 2]
