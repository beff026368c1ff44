"""The process that takes pictures apart: `python -m placet.reading.picture_child`, one on its input, one on its output.

Like `reading.child` it gives up what it could do harm with before it looks at the file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import BinaryIO

from placet.reading import limits, png, svg
from placet.reading.picture import BEGINNINGS, Picture, said
from placet.reading.refusal import Refused
from placet.reading.sealing import seal


def picture_of(content: bytes) -> Picture:
    """The picture in a file. Raises `Refused` for what is none, or holds what an emblem need not."""
    if content.startswith(BEGINNINGS["png"]):
        return Picture("png", png.rebuilt(content))
    if b"<svg" in content[:4096]:
        return Picture("svg", svg.rebuilt(content))
    raise Refused("picture-kind")


def answer_to(content: bytes) -> bytes:
    """The answer for a file: the picture, or why there is none."""
    try:
        return said(picture_of(content))
    except Refused as refused:
        return said(refused)
    except Exception:  # noqa: BLE001  # nobody has listed how a parser may fail on what was made to harm it
        return said(Refused("picture-broken"))


def main(source: BinaryIO, target: BinaryIO, sealing: Callable[[], None] = seal) -> None:
    """Read one file from `source` and answer to `target`."""
    content = source.read(limits.MAX_PICTURE_BYTES + 1)
    sealing()
    target.write(answer_to(content))
    target.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)
