"""PNG files, put together anew: size, colours and pixels, and nothing else that such a file may carry."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from placet.reading import limits
from placet.reading.picture import BEGINNINGS
from placet.reading.refusal import Refused

_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits that a sample may have, by the kind of colour (grey, colours, palette, grey with opacity, with opacity)."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""Where each pass of an interlaced picture begins, across and down, and its steps."""
_FILTERS = 5
_PALETTE = 3


def rebuilt(content: bytes) -> bytes:
    """The same picture from its known parts. Raises `Refused` for one that is damaged or too large."""
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1] != (b"IEND", b""):
        raise Refused("picture-broken")
    header = chunks[0][1]
    lines = _lines(header)
    colour = header[9]
    kept = [(b"IHDR", header)]
    for name in (b"PLTE", b"tRNS"):
        found = [data for chunk, data in chunks if chunk == name]
        if len(found) > 1 or (found and len(found[0]) > 3 * 256):
            raise Refused("picture-broken")
        kept += [(name, data) for data in found]
    if colour == _PALETTE and b"PLTE" not in dict(kept):
        raise Refused("picture-broken")
    packed = b"".join(data for chunk, data in chunks if chunk == b"IDAT")
    kept += [(b"IDAT", _pixels(packed, lines)), (b"IEND", b"")]
    return BEGINNINGS["png"] + b"".join(_chunk(name, data) for name, data in kept)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks up to the last, each checked by its sum. What may be left out of a picture is left out."""
    at = len(BEGINNINGS["png"])
    while at < len(content):
        if len(content) < at + 12:
            raise Refused("picture-broken")
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(content) or zlib.crc32(content[at + 4 : end]) != struct.unpack_from(">I", content, end)[0]:
            raise Refused("picture-broken")
        if name in (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"):
            yield name, content[at + 8 : end]
        elif not name[:1].islower():  # a part that nobody may pass over, and nobody knows
            raise Refused("picture-broken")
        if name == b"IEND":
            return
        at = end + 4


def _lines(header: bytes) -> list[tuple[int, int]]:
    """How many lines there are of how many bytes, the mark of its filter included."""
    if len(header) != 13:
        raise Refused("picture-broken")
    wide, high, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", header)
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1 or not wide or not high:
        raise Refused("picture-broken")
    if wide * high > limits.MAX_PICTURE_PIXELS:
        raise Refused("picture-too-wide", found=f"{wide} × {high}", most=limits.MAX_PICTURE_PIXELS)
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    found = []
    for across, down, step_across, step_down in passes:
        columns, rows = -(-(wide - across) // step_across), -(-(high - down) // step_down)
        if columns > 0 and rows > 0:
            found.append((rows, 1 + (columns * depth * _SAMPLES[colour] + 7) // 8))
    return found


def _pixels(packed: bytes, lines: list[tuple[int, int]]) -> bytes:
    """The packed pixels, once they are known to unpack to as many lines as the size says, and without what follows."""
    expected = sum(rows * width for rows, width in lines)
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(packed, expected + 1)
    except zlib.error:
        raise Refused("picture-broken") from None
    if len(pixels) != expected or not unpacking.eof:
        raise Refused("picture-broken")
    at = 0
    for rows, width in lines:
        if any(mark >= _FILTERS for mark in pixels[at : at + rows * width : width]):
            raise Refused("picture-broken")
        at += rows * width
    return packed[: len(packed) - len(unpacking.unused_data)]


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
