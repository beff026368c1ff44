"""A face in which the digits a program counts in are drawn as those of a language.

Word and LibreOffice count pages in the digits 0 to 9, and no field of the format asks for Persian ones. So such a
number is set in a face of its own, cut from the one that the document is set in: it has ten drawings, under the digits
0 to 9 and under the language's own. What is copied are the digits that were counted.

The file is an OpenType font with TrueType outlines (OpenType 1.9: `cmap` format 4, `name` format 0, `post` format 3).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

_KEPT = ("OS/2", "head", "hhea", "hmtx", "maxp")
"""Tables that stay as they are: glyphs keep their numbers, those without use lose their drawing."""
_WINDOWS = (3, 1, 0x409)
"""Platform, encoding and language of a name: Windows, Unicode, English."""
_FAMILY, _STYLE, _IDENTITY, _FULL, _POSTSCRIPT = 1, 2, 3, 4, 6
"""What the names are names of."""
_COPYRIGHT, _LICENCE = 0, 13
"""Names that the face it is cut from lends it."""
_COMPLEMENT = 0xB1B0AFBA
"""From which the sum over a whole file is taken."""
_ADJUSTMENT = 8
"""Where in `head` that difference stands."""


@cache
def digit_face(digits: str, family: str) -> bytes:
    """The face called `family`, cut from Vazirmatn, that draws 0 to 9 as these ten digits.

    Raises `ValueError` for digits that Vazirmatn has not got.
    """
    face = files("placet.documents.typeset").joinpath("fonts", "Vazirmatn-Regular.ttf").read_bytes()
    tables = dict(_tables(face))
    known = dict(_characters(tables["cmap"]))
    if not all(ord(digit) in known for digit in digits):
        raise ValueError(f"no drawings of {digits!r}")
    drawn = {**{ord(digit): known[ord(digit)] for digit in digits}, 0x20: known[0x20]}
    drawn |= {ord("0") + value: known[ord(digit)] for value, digit in enumerate(digits)}
    drawings, places = _drawings(tables, set(drawn.values()))
    new = {name: tables[name] for name in _KEPT}
    new["head"] = _with_long_places(tables["head"])
    new |= {
        "glyf": drawings,
        "loca": places,
        "cmap": _cmap(drawn),
        "name": _names(family, tables["name"]),
        "post": _post(tables),
    }
    return _file(new)


def _tables(face: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", face, 4)
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sIII", face, 12 + 16 * number)
        yield tag.decode(), face[offset : offset + length]


def _characters(table: bytes) -> Iterator[tuple[int, int]]:
    """Characters of the basic plane with their glyphs."""
    (count,) = struct.unpack_from(">H", table, 2)
    records = [struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count)]
    at = next(offset for platform, encoding, offset in records if (platform, encoding) == _WINDOWS[:2])
    (twice,) = struct.unpack_from(">H", table, at + 6)
    ends, starts, deltas, ranges = (at + 14, at + 16 + twice, at + 16 + 2 * twice, at + 16 + 3 * twice)
    for place in range(0, twice, 2):
        (end,), (start,) = (
            struct.unpack_from(">H", table, ends + place),
            struct.unpack_from(">H", table, starts + place),
        )
        (delta,), (far,) = (
            struct.unpack_from(">H", table, deltas + place),
            struct.unpack_from(">H", table, ranges + place),
        )
        for character in range(start, min(end, 0xFFFE) + 1):
            glyph = character
            if far:
                (glyph,) = struct.unpack_from(">H", table, ranges + place + far + 2 * (character - start))
            if glyph or not far:
                yield character, (glyph + delta) & 0xFFFF


def _drawings(tables: Mapping[str, bytes], used: set[int]) -> tuple[bytes, bytes]:
    """The drawings of some glyphs and of what they are put together of, and where that of each glyph begins."""
    (is_long,) = struct.unpack_from(">h", tables["head"], 50)
    count = len(tables["loca"]) // (4 if is_long else 2)
    places = struct.unpack(f">{count}{'I' if is_long else 'H'}", tables["loca"])
    unit = 1 if is_long else 2
    every = [tables["glyf"][unit * first : unit * end] for first, end in pairwise(places)]
    needed, open_ones = {0}, [0, *used]
    while open_ones:
        needed.add(glyph := open_ones.pop())
        open_ones += [part for part in _parts(every[glyph]) if part not in needed]
    drawings, begins = bytearray(), []
    for glyph, drawing in enumerate(every):
        begins.append(len(drawings))
        drawings += drawing + bytes(-len(drawing) % 4) if glyph in needed else b""
    return bytes(drawings), struct.pack(f">{count}I", *begins, len(drawings))


def _parts(drawing: bytes) -> Iterator[int]:
    """The glyphs that a drawing is put together of; none of one that has lines of its own."""
    at, goes_on = 10, drawing[:2] == b"\xff\xff"
    while goes_on:
        flags, glyph = struct.unpack_from(">HH", drawing, at)
        yield glyph
        scales = next((size for flag, size in ((0x8, 2), (0x40, 4), (0x80, 8)) if flags & flag), 0)
        at += 4 + (4 if flags & 0x1 else 2) + scales
        goes_on = bool(flags & 0x20)


def _with_long_places(head: bytes) -> bytes:
    """The head of a file whose places have four bytes; its sum over the file is put in later."""
    return head[:_ADJUSTMENT] + bytes(4) + head[_ADJUSTMENT + 4 : 50] + struct.pack(">h", 1) + head[52:]


def _cmap(drawn: Mapping[int, int]) -> bytes:
    """Each character in a segment of its own, and the one that the format ends with."""
    characters = [*sorted(drawn), 0xFFFF]
    deltas = [(drawn.get(one, 0) - one) & 0xFFFF for one in characters]
    count = len(characters)
    power = 1 << (count.bit_length() - 1)
    words = [2 * count, 2 * power, power.bit_length() - 1, 2 * (count - power)]
    words += [*characters, 0, *characters, *deltas, *[0] * count]
    segments = struct.pack(f">{len(words)}H", *words)
    return struct.pack(">HHHHIHHH", 0, 1, *_WINDOWS[:2], 12, 4, len(segments) + 6, 0) + segments


def _names(family: str, old: bytes) -> bytes:
    """The names of the face; copyright and licence are those of the face it is cut from."""
    postscript = family.replace(" ", "")
    names = {_FAMILY: family, _STYLE: "Regular", _IDENTITY: postscript, _FULL: family, _POSTSCRIPT: postscript}
    said = {number: name.encode("utf-16-be") for number, name in names.items()} | dict(_lent(old))
    records, at = b"", 0
    for number, name in sorted(said.items()):
        records += struct.pack(">HHHHHH", *_WINDOWS, number, len(name), at)
        at += len(name)
    texts = b"".join(name for _, name in sorted(said.items()))
    return struct.pack(">HHH", 0, len(said), 6 + len(records)) + records + texts


def _lent(table: bytes) -> Iterator[tuple[int, bytes]]:
    count, texts = struct.unpack_from(">HH", table, 2)
    for number in range(count):
        *whose, name, length, at = struct.unpack_from(">HHHHHH", table, 6 + 12 * number)
        if tuple(whose) == _WINDOWS and name in (_COPYRIGHT, _LICENCE):
            yield name, table[texts + at : texts + at + length]


def _post(tables: Mapping[str, bytes]) -> bytes:
    """That of the face, without the names of glyphs."""
    return struct.pack(">I", 0x00030000) + tables["post"][4:32]


def _file(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = struct.pack(">IHHHH", 0x00010000, count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    bodies, at, head = b"", 12 + 16 * count, 0
    for tag, table in sorted(tables.items()):
        head = at if tag == "head" else head
        directory += struct.pack(">4sIII", tag.encode(), _sum(table), at, len(table))
        bodies += table + bytes(-len(table) % 4)
        at = 12 + 16 * count + len(bodies)
    whole = bytearray(directory + bodies)
    struct.pack_into(">I", whole, head + _ADJUSTMENT, (_COMPLEMENT - _sum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(table: bytes) -> int:
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
