"""An entry: what a side wrote down as its next word. A signed header, and beside it the body whose hash it holds.

Apart, so that a body can be erased (personal data, health, permits) and the chain and every agreement still verify.
The body is salted: nobody can find out an erased one by trying.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from placet.agreement import limits
from placet.agreement.composed import refuse_uncomposed
from placet.agreement.header import Head, Header
from placet.agreement.plain_header import plain_of
from placet.agreement.shape import NAME_PATTERN, SIDE_PATTERN, Shape
from placet.agreement.signing import HASH_PATTERN, SIGNATURE_BYTES, SecretKey, Use, digest
from placet.agreement.values import value
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

FIRST_PREVIOUS = "0" * 64
"""What the first entry of a chain names as the one before it."""


class Kind(StrEnum):
    """The types of entry that this version understands. Others are kept, passed on and without effect."""

    JOIN = "join"
    PROPOSE = "propose"
    PACKAGE = "package"
    ASSENT = "assent"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    KEYS = "keys"
    DATES = "dates"
    PURGE = "purge"


ERASABLE = frozenset({Kind.PROPOSE, Kind.NOTE, Kind.DECLINE})
"""Entries whose body may be erased: nothing that is agreed depends on it."""
NEEDED = frozenset(Kind) - ERASABLE
"""Entries that are refused without their body. Of kinds that a later version brings nobody here can say so."""


@value(frozen=True, slots=True)
class Entry:
    """A header as its bytes were received, its signature, and its body unless that was erased."""

    header: Header
    raw: bytes = field(repr=False)
    signature: bytes = field(repr=False, compare=False)
    body: bytes | None = field(repr=False, compare=False)
    hash: str

    @property
    def head(self) -> Head:
        """This entry as the last of its chain."""
        return Head(self.header.side, self.header.seq, self.hash)

    def body_fields(self) -> Mapping[str, Any] | None:
        """What the body says, or None if it was erased. The body was found canonical when the entry came in."""
        return None if self.body is None else parse_object(self.body, limits.MAX_BODY_BYTES)


def entry_of(raw: bytes, signature: bytes, body: bytes | None) -> Entry:
    """An entry of these bytes, its form looked at and nothing verified. Raises `Refused`."""
    if len(signature) != SIGNATURE_BYTES:
        raise Refused("signature-length")
    if body is not None and len(body) > limits.MAX_BODY_BYTES:
        raise Refused("too-large", bytes=len(body), most=limits.MAX_BODY_BYTES)
    return Entry(header_of(raw), raw, signature, body, digest(Use.ENTRY, raw))


def written(header: Header, body: bytes, key: SecretKey) -> Entry:
    """Sign a header and put the body beside it. Raises `Refused` for what another side's door would not let in."""
    raw = header.to_bytes()
    entry = entry_of(raw, bytes.fromhex(key.sign(Use.ENTRY, raw)), body)
    look_at_body(entry)
    return entry


def look_at_body(entry: Entry) -> Mapping[str, Any] | None:
    """What the body says, or None if it was erased. Raises `Refused` unless that may be, or it is the one named."""
    body = named_body(entry)
    return None if body is None else parse_object(body, entry.header.length)


def named_body(entry: Entry) -> bytes | None:
    """The bytes of the body, not looked into, or None if it was erased. Raises `Refused` as `look_at_body` does.

    A kind that a later version brings may be erasable too: without its body it is kept like any other.
    """
    header, body = entry.header, entry.body
    if body is None:
        if header.type in NEEDED:
            raise Refused("body-missing", side=header.side, seq=header.seq)
    elif len(body) != header.length or digest(Use.BODY, body) != header.body:
        raise Refused("body-differs", side=header.side, seq=header.seq)
    return body


def body_of(fields: Mapping[str, Any], salt: bytes) -> bytes:
    """The bytes of a body under its salt: 32 random bytes, new for every body. Raises `Refused`: `not-nfc` too."""
    refuse_uncomposed(dict(fields))
    return canonical({**fields, "salt": salt.hex()})


def header_of(raw: bytes) -> Header:
    """The header that canonical bytes hold. Raises `Refused`."""
    return plain_of(raw) or _read(raw)


def _read(raw: bytes) -> Header:
    """A header of any form, field by field."""
    shape = Shape(parse_object(raw, limits.MAX_HEADER_BYTES), "header")
    shape.version("v", 1)
    seen = shape.items("seen", limits.MAX_SIDES, _head)
    side = shape.side("side")
    sides = [head.side for head in seen]
    if sides != sorted(set(sides)) or side in sides:
        raise Refused("not-in-order", field="header.seen")
    needs = shape.items("needs", limits.MAX_NEEDS, _need, least=1) if shape.has("needs") else ()
    if list(needs) != sorted(set(needs)):
        raise Refused("not-in-order", field="header.needs")
    return Header(
        visit=shape.hash("visit"),
        side=side,
        seq=shape.number("seq", 1, limits.MAX_ENTRIES),
        prev=shape.hash("prev"),
        seen=seen,
        type=shape.matching("type", NAME_PATTERN),
        at=shape.moment("at"),
        body=shape.hash("body"),
        length=shape.number("length", 2, limits.MAX_BODY_BYTES),
        point=shape.hash("point") if shape.has("point") else None,
        revision=shape.hash("revision") if shape.has("revision") else None,
        needs=needs,
    )


def _head(value: object) -> Head:
    if isinstance(value, list) and len(value) == 3:
        side, seq, seen = value
        is_number = isinstance(seq, int) and not isinstance(seq, bool) and 1 <= seq <= limits.MAX_ENTRIES
        is_side = isinstance(side, str) and SIDE_PATTERN.match(side)
        if is_side and is_number and isinstance(seen, str) and HASH_PATTERN.match(seen):
            return Head(side, seq, seen)
    raise Refused("field", field="header.seen")


def _need(value: object) -> tuple[str, str]:
    if isinstance(value, list) and len(value) == 2:
        side, office = value
        if (
            isinstance(side, str)
            and SIDE_PATTERN.match(side)
            and isinstance(office, str)
            and NAME_PATTERN.match(office)
        ):
            return side, office
    raise Refused("field", field="header.needs")
