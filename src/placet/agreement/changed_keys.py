"""New keys for a side: signed by enough of the old roots and enough of the new ones.

In force from the next number on, so an old key is good or bad by its place in the chain and nobody can date back. The
entry itself may be signed by the old node key or, where that is lost, by the new one: the roots vouch for both. Where a
key was stolen, `last_good` names the last entry that was still ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placet.agreement import limits
from placet.agreement.cards import Card, card_of, is_signed_by_roots, signatures_of
from placet.agreement.entry import Entry
from placet.agreement.shape import Shape
from placet.agreement.signing import Use
from placet.errors import Refused
from placet.formats.canonical import canonical


@dataclass(frozen=True, slots=True)
class KeyChange:
    """The card that replaces another, and the number of the last entry that its owner vouches for."""

    card: Card
    last_good: int | None


def changing(visit: str, seq: int, prev: str, card: Card, last_good: int | None) -> bytes:
    """What the old and the new roots sign. Its place in the chain is part of it: it cannot be used again."""
    fields: dict[str, Any] = {"card": card.raw.decode(), "prev": prev, "seq": seq, "visit": visit}
    if last_good is not None:
        fields["last_good"] = last_good
    return canonical(fields)


def key_change_fields(card: Card, last_good: int | None, signatures: Sequence[tuple[str, str]]) -> Mapping[str, Any]:
    """The body of the entry."""
    fields: dict[str, Any] = {"card": card.raw.decode(), "roots": [list(pair) for pair in signatures]}
    if last_good is not None:
        fields["last_good"] = last_good
    return fields


def key_change_of(entry: Entry, old: Card) -> KeyChange:
    """The change that an entry makes. Raises `Refused` unless old and new roots signed it for the same side."""
    header = entry.header
    shape = Shape(entry.body_fields() or {}, "body")
    card = card_of(shape.text("card", limits.MAX_CARD_BYTES).encode())
    last_good = shape.number("last_good", 1, header.seq - 1) if shape.has("last_good") else None
    if card.side != header.side:
        raise Refused("unknown-side", side=card.side)
    statement = changing(header.visit, header.seq, header.prev, card, last_good)
    signatures = signatures_of(shape.raw("roots"))
    if not all(is_signed_by_roots(each, Use.KEYS, statement, signatures) for each in (old, card)):
        raise Refused("bad-root-signature", side=header.side, seq=header.seq)
    return KeyChange(card, last_good)
