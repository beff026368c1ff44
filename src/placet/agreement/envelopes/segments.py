"""The outside of a sealed envelope: two lines in clear, then segments, each sealed by itself.

In clear stand the version, a random id, the id of the key it is sealed to, the number of segments and the suite, and
nothing else: neither who sends nor to which joint file it belongs nor when it was made. Each segment is bound to these
two lines, to its place and to whether it is the last: none can be changed, exchanged, moved or left out. Contents are
filled up with zeros to one of few sizes and never compressed.

Knows nothing of what is inside.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from placet.agreement import limits
from placet.agreement.envelopes.sealing import SEALED_EXTRA_BYTES, PouchKey, sealed
from placet.agreement.opening import SUITE
from placet.agreement.shape import Shape
from placet.agreement.signing import Use
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

FIRST_LINE = b"PLACET-POUCH/1\n"
ID_BYTES = 16
ID_PATTERN = re.compile(r"[0-9a-f]{32}\Z")
ID_OR_NONE_PATTERN = re.compile(r"([0-9a-f]{32})?\Z")
_ANY_VERSION = re.compile(rb"PLACET-POUCH/[0-9]{1,6}\n")
_LENGTH_BYTES = 4
_FIELDS = {"id", "kem", "n", "suite"}
MAX_POUCH_BYTES = (
    len(FIRST_LINE)
    + limits.MAX_CLEAR_LINE_BYTES
    + limits.MAX_SEGMENTS * (_LENGTH_BYTES + limits.MAX_SEGMENT_BYTES + SEALED_EXTRA_BYTES)
)
"""Of a whole envelope: no file that is longer needs to be read."""


@dataclass(frozen=True, slots=True)
class Clear:
    """What stands on an envelope for everybody to read."""

    id: str
    kem: str
    """The id of the key that it is sealed to."""
    segments: int

    def to_bytes(self) -> bytes:
        """Both lines."""
        return FIRST_LINE + canonical({"id": self.id, "kem": self.kem, "n": self.segments, "suite": SUITE}) + b"\n"


def bucket(size: int) -> int:
    """To how many bytes contents of a size are filled up: Padmé's steps, never longer by more than a sixteenth."""
    if size <= limits.LEAST_CONTENT_BYTES:
        return limits.LEAST_CONTENT_BYTES
    exponent = size.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-size // step) * step


def closed(content: bytes, pouch_id: str, public: bytes, kem: str) -> bytes:
    """An envelope around contents that are not filled up yet. Raises `Refused` where they are too many."""
    if len(content) > limits.MAX_CONTENT_BYTES:
        raise Refused("pouch-too-large", bytes=len(content), most=limits.MAX_CONTENT_BYTES)
    filled = content + bytes(bucket(len(content)) - len(content))
    parts = [filled[at : at + limits.MAX_SEGMENT_BYTES] for at in range(0, len(filled), limits.MAX_SEGMENT_BYTES)]
    clear = Clear(pouch_id, kem, len(parts)).to_bytes()
    written = [clear]
    for part, info in zip(parts, _infos(clear, len(parts)), strict=True):
        segment = sealed(part, public, info)
        written += [len(segment).to_bytes(_LENGTH_BYTES), segment]
    return b"".join(written)


def clear_of(raw: bytes) -> Clear:
    """What stands on an envelope. Raises `Refused` for what is none, and for another version or suite."""
    if not raw.startswith(FIRST_LINE):
        _refuse_first_line(raw)
    end = raw.find(b"\n", len(FIRST_LINE), len(FIRST_LINE) + limits.MAX_CLEAR_LINE_BYTES)
    if end < 0:
        raise Refused(
            "pouch-header" if len(raw) >= len(FIRST_LINE) + limits.MAX_CLEAR_LINE_BYTES else "pouch-truncated"
        )
    try:
        fields = parse_object(raw[len(FIRST_LINE) : end])
        shape = Shape(fields, "pouch")
        suite = shape.text("suite")
        clear = Clear(shape.matching("id", ID_PATTERN), shape.hash("kem"), shape.number("n", 1))
    except Refused:
        raise Refused("pouch-header") from None
    if suite != SUITE:
        raise Refused("pouch-suite")
    if set(fields) != _FIELDS:
        raise Refused("pouch-header")
    if clear.segments > limits.MAX_SEGMENTS:
        raise Refused("pouch-too-many", what="segments", most=limits.MAX_SEGMENTS)
    return clear


def outside_of(raw: bytes) -> Clear:
    """What whoever has no key sees: the two lines, and segments of the lengths that they must have. Raises `Refused`.

    A good outside says nothing about what is sealed in it, nor by whom.
    """
    clear = clear_of(raw)
    for _ in _segments(raw, len(clear.to_bytes()), clear.segments):
        pass
    return clear


def content_of(raw: bytes, clear: Clear, key: PouchKey) -> bytes:
    """What all segments hold, still filled up. Raises `Refused` unless every one of them opens, in its place."""
    lines = clear.to_bytes()
    parts = list(_segments(raw, len(lines), clear.segments))
    infos = _infos(lines, clear.segments)
    return b"".join(key.unsealed(part, info) for part, info in zip(parts, infos, strict=True))


def _segments(raw: bytes, at: int, count: int) -> Iterator[memoryview]:
    """The sealed segments. All but the last are full; a length that lies is refused before it is used."""
    view, full = memoryview(raw), limits.MAX_SEGMENT_BYTES + SEALED_EXTRA_BYTES
    for index in range(count):
        begins = at + _LENGTH_BYTES
        if begins > len(raw):
            raise Refused("pouch-truncated")
        length = int.from_bytes(view[at:begins])
        least = full if index < count - 1 else SEALED_EXTRA_BYTES + 1
        if not least <= length <= full:
            raise Refused("pouch-segment-length", segment=index + 1)
        at = begins + length
        if at > len(raw):
            raise Refused("pouch-truncated")
        yield view[begins:at]
    if at != len(raw):
        raise Refused("pouch-longer")


def _infos(lines: bytes, count: int) -> list[bytes]:
    """What each segment is bound to: the lines in clear, its place, and whether it is the last."""
    head = Use.POUCH + hashlib.sha256(lines).digest()
    return [head + index.to_bytes(4) + bytes([index == count - 1]) for index in range(count)]


def _refuse_first_line(raw: bytes) -> None:
    if FIRST_LINE.startswith(raw):
        raise Refused("pouch-truncated")
    raise Refused("pouch-version" if _ANY_VERSION.match(raw) else "not-a-pouch")
