"""The words of a line of a PDF in the order in which they are read, from left or from right.

PDFium gives the letters of a line in that order, and is corrected where it does not: foreign words, numbers drawn in
pieces, a mark at the wrong end of a number, and brackets that a program wrote as they look on a page from the right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from placet.reading.glyphs import Glyph

_DASH = re.compile("([–—])")
_EASTERN = re.compile("[۰-۹٠-٩]")
_EDGES = re.compile(r"([،؛,.:;]*)(.*?)([،؛,.:;]*)\Z", re.DOTALL)
_OPENING, _CLOSING = "([{«", ")]}»"
_TURNED = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between two spaces. `from_right` is None for a number, which goes with the words around it."""

    text: str
    left: float
    right: float
    from_right: bool | None


def words_in(line: Sequence[Glyph], spans: Sequence[Sequence[float]]) -> Iterator[tuple[int, Word]]:
    """The words of a line, each with the number of its span: neither a space nor a gap runs through a word."""

    def where(glyph: Glyph) -> tuple[int, int]:
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
        yield place, Word(text, min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs), from_right)


def brackets_are_turned(words: Iterable[Word]) -> bool:
    """Whether a page has its brackets as they look: most words from the right begin with one that closes."""
    turned = 0
    for word in words:
        if word.from_right and len(word.text) > 1:
            first, last = word.text[0], word.text[-1]
            turned += (first in _CLOSING) + (last in _OPENING) - (first in _OPENING) - (last in _CLOSING)
    return turned > 0


def with_brackets_turned(words: Sequence[Word]) -> list[Word]:
    """Words from the right, and the numbers of a cell from the right, with each bracket as the other of its pair."""
    ways = (True, None) if _is_from_right(words) else (True,)
    return [replace(word, text=word.text.translate(_TURNED)) if word.from_right in ways else word for word in words]


def _is_from_right(words: Sequence[Word]) -> bool:
    ways = [word.from_right for word in words]
    return ways.count(True) > ways.count(False)


def _mended(words: Sequence[Word]) -> list[Word]:
    """Numbers that were drawn in pieces, made whole. A range in Persian or Arabic digits is read from its right."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.left):
        last = groups[-1][-1] if groups else None
        if last is not None and last.from_right is word.from_right is None and word.left < last.right + 1:
            groups[-1].append(word)
        else:
            groups.append([word])
    return [group[0] if len(group) == 1 else _whole(group) for group in groups]


def _whole(pieces: list[Word]) -> Word:
    text = "".join(piece.text for piece in pieces)
    if _EASTERN.search(text):
        text = "".join(reversed(_DASH.split(text)))
    return Word(text, pieces[0].left, pieces[-1].right, None)


def _as_read(word: Word) -> Word:
    """A number as it is read from the right: a mark to the left of it follows it."""
    edges = _EDGES.match(word.text) if word.from_right is None else None
    return replace(word, text=f"{edges[3]}{edges[2]}{edges[1]}") if edges is not None and edges[2] else word


def in_order(words: Sequence[Word]) -> list[Word]:
    """The words of a cell as they are read: PDFium takes foreign words backwards on a page that runs the other way."""
    main = _is_from_right(words)
    words = sorted(_mended(words), key=lambda word: -word.right if main else word.left)
    words = [_as_read(word) for word in words] if main else words
    known = [word.from_right for word in words]
    turned = []
    for place, way in enumerate(known):
        if way is None:  # a number between two foreign words is one of them
            before = next((other for other in reversed(known[:place]) if other is not None), main)
            after = next((other for other in known[place:] if other is not None), main)
            turned.append(before == after != main)
        else:
            turned.append(way != main)
    read: list[Word] = []
    for is_foreign, group in groupby(zip(words, turned, strict=True), key=lambda pair: pair[1]):
        run = [word for word, _ in group]
        read += reversed(run) if is_foreign else run
    return read
