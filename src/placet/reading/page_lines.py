"""Lines of a page of a PDF and their cells: what stands at one height, parted by gaps or by lines drawn between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.reading.glyphs import Glyph, at_one_height, height, middle
from placet.reading.reading_order import Word, brackets_are_turned, in_order, with_brackets_turned, words_in
from placet.reading.ruled import Ruling

_GAP = 0.7
"""A gap between cells, in heights of the line: words stand a quarter apart, justified ones up to a half."""
_WIDE = 1.6
"""A gap between words that somebody made, in gaps as they usually are on the page: it is kept as two spaces."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text between two gaps. `first` is how wide its first word is."""

    text: str
    left: float
    right: float
    first: float


@dataclass(frozen=True, slots=True)
class Line:
    """What stands at one height: its cells from left to right."""

    height: float
    cells: tuple[Cell, ...]

    @property
    def span(self) -> tuple[float, float]:
        """Where its text begins and ends."""
        return min(cell.left for cell in self.cells), max(cell.right for cell in self.cells)


def lines_of(glyphs: Sequence[Glyph], drawn: Ruling) -> list[Line]:
    """The lines of a page, from the top down."""
    lines = at_one_height(glyphs)
    spans = [_spans(line, drawn) for line in lines]
    held = [_held(line, own) for line, own in zip(lines, spans, strict=True)]
    if brackets_are_turned(word for line in held for words in line for word in words):
        held = [[with_brackets_turned(words) for words in line] for line in held]
    read = [[in_order(words) for words in line] for line in held]
    wide = _WIDE * _usual_gap(read)
    return [
        Line(middle(line), tuple(_cell(words, span, wide) for words, span in zip(row, own, strict=True)))
        for line, own, row in zip(lines, spans, read, strict=True)
    ]


def _held(line: Sequence[Glyph], spans: Sequence[Sequence[float]]) -> list[list[Word]]:
    """The words in each span of a line."""
    held: list[list[Word]] = [[] for _ in spans]
    for place, word in words_in(line, spans):
        held[place].append(word)
    return held


def _usual_gap(read: Sequence[Sequence[Sequence[Word]]]) -> float:
    """How far words mostly stand apart."""
    gaps = sorted(gap for line in read for words in line for gap in _gaps(words).values())
    return gaps[len(gaps) // 2] if gaps else 0.0


def _gaps(words: Sequence[Word]) -> dict[frozenset[float], float]:
    """How far each two words apart that stand side by side, by where the two begin."""
    beside = pairwise(sorted(words, key=lambda word: word.left))
    return {frozenset((first.left, second.left)): second.left - first.right for first, second in beside}


def _spans(line: Sequence[Glyph], drawn: Ruling) -> list[list[float]]:
    """Where the cells of a line begin and end: no letter reaches into the gaps between them, or a line parts them."""
    gap = height(line) * _GAP
    places = drawn.beside(middle(line))
    spans: list[list[float]] = []
    for glyph in sorted((glyph for glyph in line if glyph.letter.strip()), key=lambda glyph: glyph.left):
        is_near = bool(spans) and glyph.left - spans[-1][1] < gap
        if is_near and not any(spans[-1][1] - 1 < place < glyph.left + 1 for place in places):
            spans[-1][1] = max(spans[-1][1], glyph.right)
        else:
            spans.append([glyph.left, glyph.right])
    return spans


def _cell(words: Sequence[Word], span: Sequence[float], wide: float) -> Cell:
    """A cell of these words as they are read; words next to each other may stand `wide` apart."""
    gaps = _gaps(words)
    text = words[0].text
    for word, following in pairwise(words):
        is_wide = gaps.get(frozenset((word.left, following.left)), 0.0) > wide
        text += f"{'  ' if is_wide else ' '}{following.text}"
    return Cell(text, span[0], span[1], words[0].right - words[0].left)
