"""Pictures as offices have them, and as those make them who mean harm."""

from __future__ import annotations

import struct
import zlib

BEGINNING = b"\x89PNG\r\n\x1a\n"
GREY, COLOURS, PALETTE = 0, 2, 3


def chunk(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def header(wide: int = 2, high: int = 2, *, depth: int = 8, colour: int = COLOURS, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, depth, colour, 0, 0, interlaced))


RED = b"\0\xff\0\0\xff\0\0"
"""A line of two red points: the mark of its filter, and three bytes a point."""
PIXELS = chunk(b"IDAT", zlib.compress(RED * 2))
END = chunk(b"IEND")


def png(*chunks: bytes) -> bytes:
    """A PNG of these chunks; without any, two by two red points."""
    return BEGINNING + b"".join(chunks or (header(), PIXELS, END))


SHAPE = '<path d="M0 0h10v10z" fill="#7a1f2b"/>'
SPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str = SHAPE, root: str = 'viewBox="0 0 10 10"', before: str = "") -> bytes:
    """A drawing with these parts."""
    return f"{before}<svg {SPACES} {root}>{inside}</svg>".encode()
