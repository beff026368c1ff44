"""Tables as text (CSV), in whatever encoding and with whatever separator. A text without a separator is lines."""

from __future__ import annotations

import csv
import re
from collections import Counter

from placet.reading import limits
from placet.reading.grid import FileKind, Grid, Note, Row
from placet.reading.refusal import Refused

_SEPARATORS = ";\t|,"
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_NONE = "ascii"  # cannot be: these bytes are more than ASCII
_LATIN = re.compile(rb"[A-Za-z]")
_ONLY_CYRILLIC = frozenset({0xE0, 0xE2, *range(0xE7, 0xEC), 0xEE, 0xEF, *range(0xF0, 0x100)})
"""Small Cyrillic letters (cp1251) where cp1256 has letters of French, or vowel marks that nobody writes."""
_COMMON_ARABIC = frozenset({0xE1, *range(0xE3, 0xE7), 0xEC, 0xED})
"""lam, mim, nun, ha, waw and both forms of ya (cp1256): a third of any Arabic or Persian text."""


def read(content: bytes) -> Grid:
    """The rows of a table, one for each record."""
    text, encoding = _decoded(content)
    notes = () if encoding.startswith("utf") else (Note(what="encoding", found=encoding),)
    separator, body = _separator(text)
    rows = []
    csv.field_size_limit(limits.MAX_TEXT_CHARS)
    reader = csv.reader(body.splitlines(keepends=True), delimiter=separator)
    line = 1
    try:
        for record in reader:
            cells = _trimmed(record)
            if cells:
                rows.append(Row(where=(("line", line),), cells=cells, table=1 if separator != "\0" else None))
            if len(rows) > limits.MAX_ROWS:
                raise Refused("too-many-rows", most=limits.MAX_ROWS)
            line = reader.line_num + 1
    except csv.Error:
        raise Refused("too-long", where=(("line", line),), most=limits.MAX_TEXT_CHARS) from None
    return Grid(kind=FileKind.TABLE, rows=tuple(rows), notes=notes)


def _trimmed(record: list[str]) -> tuple[str, ...]:
    cells = [cell.strip() for cell in record]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and its encoding. Raises `Refused` where the letters do not say which of two it is."""
    is_marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_marked else ("utf-8-sig", _by_letters(content)):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Refused("unclear-encoding")


def _by_letters(content: bytes) -> str:
    """One of the three encodings of a byte a letter that offices here have used, by which letters are frequent."""
    high = [place for place, byte in enumerate(content) if byte >= 0xC0]
    if not high:
        return _NONE
    beside_latin = sum(bool(_LATIN.search(content[max(place - 1, 0) : place + 2])) for place in high)
    cyrillic = sum(content[place] in _ONLY_CYRILLIC for place in high)
    arabic = sum(content[place] in _COMMON_ARABIC for place in high)
    if beside_latin > len(high) * 0.8:
        return "cp1252"
    if cyrillic > len(high) * 0.3:
        return "cp1251"
    if cyrillic < len(high) * 0.05 and arabic > len(high) * 0.15:
        return "cp1256"
    return _NONE


def _separator(text: str) -> tuple[str, str]:
    """What stands between cells, and the rows. A zero, which no text has, where nothing does."""
    stated = _STATED.match(text)
    if stated is not None:
        return stated[1], text[stated.end() :]
    agreeing = {separator: _agreeing(text, separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda separator: agreeing[separator])  # the first of equals
    return (best if agreeing[best] > (0, 0) else "\0"), text


def _agreeing(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of cells, and that number; nothing where it is one."""
    try:
        rows = csv.reader(text.splitlines(keepends=True)[:200], delimiter=separator)
        widths = Counter(len(row) for row in rows if row)
    except csv.Error:
        return 0, 0
    counted = [(count, width) for width, count in widths.items() if width > 1]
    lines = sum(widths.values())
    best = max(counted, default=(0, 0))
    return best if best[0] * 2 > lines else (0, 0)  # prose has commas, but not in every line
