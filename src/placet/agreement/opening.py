"""The document that opens a joint file: which sides, with which keys, under which version of the protocol.

Its hash is the file's id. The id stands in every header, so nothing can be carried over from another visit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from placet.agreement import limits
from placet.agreement.cards import Card, card_of
from placet.agreement.composed import refuse_uncomposed
from placet.agreement.shape import Shape
from placet.agreement.signing import Use, digest
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

LEVEL = 1
"""The version of the protocol. A file keeps the one it was opened with."""
SUITE = "X1"
"""Ed25519, SHA-256, and envelopes sealed by ML-KEM-768 with X25519 and ChaCha20-Poly1305."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A joint file's first document. `visit` is its id."""

    raw: bytes
    visit: str = field(compare=False)
    cards: Mapping[str, Card] = field(compare=False)
    """Each side's card, in the order of the sides' short names."""
    title: Mapping[str, str] = field(compare=False)
    """What the sides call the file; may be a code name."""

    @property
    def sides(self) -> tuple[str, ...]:
        """The short names of the sides, in order."""
        return tuple(self.cards)

    def others(self, side: str) -> tuple[str, ...]:
        """All sides but this one."""
        return tuple(other for other in self.cards if other != side)

    def is_like(self, other: Opening) -> bool:
        """Whether the two differ in nothing but what was drawn by chance."""
        found, wanted = (parse_object(each.raw, limits.MAX_OPENING_BYTES) for each in (self, other))
        return {**found, "salt": ""} == {**wanted, "salt": ""}


def opened(cards: Sequence[Card], title: Mapping[str, str], salt: bytes) -> Opening:
    """Open a joint file between these sides. `salt`: 32 random bytes. Raises `Refused` as `opening_of` does."""
    refuse_uncomposed(dict(title))
    return opening_of(
        canonical(
            {
                "level": LEVEL,
                "policy": "all",
                "salt": salt.hex(),
                "sides": [card.raw.decode() for card in sorted(cards, key=lambda card: card.side)],
                "suite": SUITE,
                "title": dict(title),
                "v": 1,
            }
        )
    )


def opening_of(raw: bytes) -> Opening:
    """The opening that canonical bytes hold. Raises `Refused`: another version, fewer than two sides, a key twice."""
    shape = Shape(parse_object(raw, limits.MAX_OPENING_BYTES), "opening")
    shape.version("v", 1)
    shape.version("level", LEVEL)
    if shape.raw("suite") != SUITE or shape.raw("policy") != "all":
        raise Refused("level", field="opening.suite")
    shape.hash("salt")
    cards = shape.items("sides", limits.MAX_SIDES, _card, least=2)
    sides = [card.side for card in cards]
    if sides != sorted(set(sides)):
        raise Refused("not-in-order", field="opening.sides")
    keys = [key for card in cards for key in card.keys]
    if len(set(keys)) != len(keys):
        raise Refused("key-used-twice", side=", ".join(sides))
    return Opening(
        raw=raw,
        visit=digest(Use.OPENING, raw),
        cards=MappingProxyType({card.side: card for card in cards}),
        title=MappingProxyType(shape.names("title")),
    )


def _card(value: object) -> Card:
    if not isinstance(value, str):
        raise Refused("field", field="opening.sides")
    return card_of(value.encode())
