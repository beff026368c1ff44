"""PDFs with text: lines as they stand on the page, their cells told apart by the gaps between them.

A PDF knows glyphs and where they stand. What stands at one height is a line; a gap that runs through it parts two
cells; cells that begin at the same place on a page are a column. PDFium gives the letters of a line in the order in
which they are read, also from right to left.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from placet.reading import limits
from placet.reading.grid import FileKind, Grid, Note, Row
from placet.reading.refusal import Refused

PROGRAMME = "programme.json"
"""The file in a PDF of ours that holds its data."""
_GAP = 0.7
"""A gap between cells, in heights of the line: words stand a quarter apart, justified ones up to a half."""
_DASH = re.compile("([–—])")
_MARKS = "\u200e\u200f"
"""Marks of direction, which have no place on the page."""
_EASTERN = re.compile("[۰-۹٠-٩]")
_COLUMN = 8.0
"""Points within which cells begin at the same place."""


def read(content: bytes) -> Grid:
    """The lines of a PDF, page by page."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("encrypted" if "password" in str(error).lower() else "broken") from None
    with document:
        if len(document) > limits.MAX_PAGES:
            raise Refused("too-many-pages", found=len(document), most=limits.MAX_PAGES)
        rows: list[Row] = []
        notes: list[Note] = []
        letters = 0
        for number in range(len(document)):
            glyphs = _glyphs(document[number])
            letters += len(glyphs)
            if letters > limits.MAX_PDF_CHARS:
                raise Refused("too-heavy")
            if not glyphs:
                notes.append(Note(what="picture", where=f"page {number + 1}"))
            if _runs_both_ways(glyphs):
                notes.append(Note(what="both-ways", where=f"page {number + 1}"))
            rows.extend(_rows(glyphs, number + 1))
        if not rows:
            raise Refused("no-text")
        return Grid(kind=FileKind.PDF, rows=tuple(rows), attached=_attached(document), notes=tuple(notes))


def _attached(document: pypdfium2.PdfDocument) -> bytes | None:
    for number in range(min(document.count_attachments(), limits.MAX_MEMBERS)):
        found = document.get_attachment(number)
        if found.get_name() == PROGRAMME:
            return bytes(found.get_data())
    return None


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A letter and its box, in points from the lower left corner. `line` counts the lines as PDFium sees them."""

    letter: str
    line: int
    left: float
    bottom: float
    right: float
    top: float


def _glyphs(page: pypdfium2.PdfPage) -> list[_Glyph]:
    """The letters of a page in reading order, spaces included."""
    text = page.get_textpage()
    count = text.count_chars()
    if count > limits.MAX_PDF_CHARS:
        raise Refused("too-heavy")
    found = []
    line = 0
    for place in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, place))
        if letter == "\n":
            line += 1
        elif letter in _MARKS:
            continue
        elif letter == " " or letter.isprintable() or unicodedata.category(letter) == "Cf":
            left, bottom, right, top = text.get_charbox(place, loose=True)
            found.append(_Glyph(letter, line, left, bottom, right, top))
    return found if any(glyph.letter.strip() for glyph in found) else []


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands between two spaces. `from_right` is None for a number, which goes with the words around it."""

    text: str
    left: float
    right: float
    from_right: bool | None


@dataclass(frozen=True, slots=True)
class _Cell:
    """A text between two gaps."""

    text: str
    left: float
    right: float


def _runs_both_ways(glyphs: list[_Glyph]) -> bool:
    """Whether a fifth of the letters run the other way: which end of "07:00–09:00" comes first is then not certain."""
    ways = Counter(unicodedata.bidirectional(glyph.letter) for glyph in glyphs)
    from_left, from_right = ways["L"], ways["R"] + ways["AL"]
    return min(from_left, from_right) * 5 > from_left + from_right


def _rows(glyphs: list[_Glyph], page: int) -> Iterator[Row]:
    lines = [_cells(line) for line in _lines(glyphs)]
    from_left, from_right = (_columns(lines, from_right=way) for way in (False, True))
    # Cells are set flush where reading begins and end anywhere: the side with fewer places is where columns begin.
    is_from_right = len(from_right) < len(from_left)
    begins = from_right if is_from_right else from_left
    for number, line in enumerate(lines, start=1):
        cells = [""] * len(begins)
        for cell in reversed(line) if is_from_right else line:
            place = _column(begins, _begin(cell, from_right=is_from_right))
            cells[place] = f"{cells[place]} {cell.text}".strip()
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Row(where=f"page {page}, line {number}", cells=tuple(cells))


def _lines(glyphs: list[_Glyph]) -> list[list[_Glyph]]:
    """What stands at one height, from the top of the page down, each in reading order."""
    pieces: dict[int, list[_Glyph]] = {}
    for glyph in glyphs:
        if glyph.letter.strip() and glyph.top > glyph.bottom:
            pieces.setdefault(glyph.line, [])
        if glyph.line in pieces:
            pieces[glyph.line].append(glyph)
    lines: list[list[_Glyph]] = []
    for piece in sorted(pieces.values(), key=_middle, reverse=True):
        if lines and _middle(lines[-1]) - _middle(piece) < _height(lines[-1]) / 2:
            lines[-1].extend(piece)
        else:
            lines.append(list(piece))
    return lines


def _middle(line: list[_Glyph]) -> float:
    """The height at which a line stands: that of its letters, in the middle of them all."""
    heights = sorted((glyph.top + glyph.bottom) / 2 for glyph in line if glyph.letter.strip())
    return heights[len(heights) // 2]


def _height(line: list[_Glyph]) -> float:
    heights = sorted(glyph.top - glyph.bottom for glyph in line if glyph.letter.strip())
    return heights[len(heights) // 2]


def _cells(line: list[_Glyph]) -> list[_Cell]:
    """The cells of a line from left to right, told apart by gaps that no letter reaches into."""
    gap = _height(line) * _GAP
    spans: list[list[float]] = []
    for glyph in sorted((glyph for glyph in line if glyph.letter.strip()), key=lambda glyph: glyph.left):
        if spans and glyph.left - spans[-1][1] < gap:
            spans[-1][1] = max(spans[-1][1], glyph.right)
        else:
            spans.append([glyph.left, glyph.right])
    words: list[list[_Word]] = [[] for _ in spans]
    for place, word in _words(line, spans):
        words[place].append(word)
    return [_Cell(_in_order(held), left, right) for held, (left, right) in zip(words, spans, strict=True)]


def _words(line: list[_Glyph], spans: list[list[float]]) -> Iterator[tuple[int, _Word]]:
    """The words of a line, each with the number of its span: neither a space nor a gap runs through a word."""

    def where(glyph: _Glyph) -> tuple[int, int]:
        if not glyph.letter.strip():
            return glyph.line, -1
        return glyph.line, next(number for number, (left, right) in enumerate(spans) if left <= glyph.left <= right)

    for (_, place), group in groupby(line, key=where):
        if place < 0:
            continue
        glyphs = list(group)
        ways = {unicodedata.bidirectional(glyph.letter) for glyph in glyphs}
        from_right = True if ways & {"R", "AL"} else False if "L" in ways else None
        if from_right is False:  # PDFium may put a stop or a comma at the wrong end
            glyphs.sort(key=lambda glyph: glyph.left)
        elif from_right:  # and it turns round what is drawn as one: lam and alif, a letter and its mark
            boxes = groupby(glyphs, key=lambda glyph: (glyph.left, glyph.right))
            glyphs = [glyph for _, one in boxes for glyph in reversed(list(one))]
        text = "".join(glyph.letter for glyph in glyphs)
        yield place, _Word(text, min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs), from_right)


def _mended(words: list[_Word]) -> list[_Word]:
    """Numbers that were drawn in pieces, made whole. A range in Persian or Arabic digits is read from its right."""
    groups: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: word.left):
        last = groups[-1][-1] if groups else None
        if last is not None and last.from_right is word.from_right is None and word.left < last.right + 1:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [group[0] if len(group) == 1 else _whole(group) for group in groups]


def _whole(pieces: list[_Word]) -> _Word:
    text = "".join(piece.text for piece in pieces)
    if _EASTERN.search(text):
        text = "".join(reversed(_DASH.split(text)))
    return _Word(text, pieces[0].left, pieces[-1].right, None)


def _in_order(words: list[_Word]) -> str:
    """The words of a cell as they are read: PDFium takes foreign words backwards on a page that runs the other way."""
    ways = [word.from_right for word in words]
    main = ways.count(True) > ways.count(False)
    words = sorted(_mended(words), key=lambda word: -word.right if main else word.left)
    known = [word.from_right for word in words]
    turned = []
    for place, way in enumerate(known):
        if way is None:  # a number between two foreign words is one of them
            before = next((other for other in reversed(known[:place]) if other is not None), main)
            after = next((other for other in known[place:] if other is not None), main)
            turned.append(before == after != main)
        else:
            turned.append(way != main)
    read: list[str] = []
    for is_foreign, group in groupby(zip(words, turned, strict=True), key=lambda pair: pair[1]):
        run = [word.text for word, _ in group]
        read += reversed(run) if is_foreign else run
    return " ".join(read)


def _begin(cell: _Cell, *, from_right: bool) -> float:
    return -cell.right if from_right else cell.left


def _columns(lines: list[list[_Cell]], *, from_right: bool) -> list[float]:
    """Where columns begin: where a cell beside another begins. Every page has one."""
    begins = sorted(_begin(cell, from_right=from_right) for line in lines if len(line) > 1 for cell in line)
    columns: list[float] = []
    for begin in begins:
        if not columns or begin - columns[-1] > _COLUMN:
            columns.append(begin)
    return columns or [0.0]


def _column(begins: list[float], begin: float) -> int:
    """The last column that begins before a cell does."""
    return max((place for place, at in enumerate(begins) if at <= begin + _COLUMN), default=0)
