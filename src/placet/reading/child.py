"""The process that reads foreign files: `python -m placet.reading.child`, the file on its input, a grid on its output.

It loads what it needs, and then gives up what it could do harm with: opening files and connections, starting programs,
memory, time. Only then does it look at the file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import BinaryIO

from placet.reading import limits
from placet.reading.answer import said
from placet.reading.calendar import all_zones
from placet.reading.readers import read
from placet.reading.refusal import Refused
from placet.reading.sealing import seal

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1251", "cp1252", "cp1256", "cp437", "latin-1")


def answer_to(content: bytes) -> bytes:
    """The answer for a file: what it holds, or why it is not read."""
    try:
        return said(read(content))
    except Refused as refused:
        return said(refused)
    except MemoryError:
        return said(Refused("too-heavy"))


def main(source: BinaryIO, target: BinaryIO, sealing: Callable[[], None] = seal) -> None:
    """Read one file from `source` and answer to `target`."""
    zones = all_zones()  # held to the end: a zone that is held is not opened
    for encoding in _ENCODINGS:
        "".encode(encoding)
    content = source.read(limits.MAX_BYTES + 1)
    sealing()
    target.write(answer_to(content))
    target.flush()
    zones.clear()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
