"""The office's key card: the public keys of a side, each with its one purpose, signed by its root.

    root    kept away from the machine; joins a file, changes keys. A number of them together (`threshold`)
    seal    the officer's, for consent; one for each office that must be asked
    node    signs what the machine writes down; cannot consent
    pouch   to it envelopes are sealed

There is no authority that vouches for a card: two officers read its fingerprint to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from placet.agreement import limits
from placet.agreement.composed import refuse_uncomposed
from placet.agreement.shape import NAME_PATTERN, Shape
from placet.agreement.signing import HASH_PATTERN, KEY_BYTES, SIGNATURE_PATTERN, Use, digest, enrolled, is_signed
from placet.agreement.unsafe_keys import POUCH_KEY_BYTES, is_safe_pouch_key, keys_in_print
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

POUCH_KEY_PATTERN = re.compile(rf"[0-9a-f]{{{2 * POUCH_KEY_BYTES}}}\Z")
FINGERPRINT_DIGITS = 30
"""About 2^100 cards would have to be made to find another with the same; twenty digits a state could afford."""


@dataclass(frozen=True, slots=True)
class Card:
    """The public keys of a side. `raw` are the bytes that its root signed; two cards are the same if these are."""

    raw: bytes
    side: str = field(compare=False)
    names: Mapping[str, str] = field(compare=False)
    roots: tuple[str, ...] = field(compare=False)
    threshold: int = field(compare=False)
    seals: Mapping[str, str] = field(compare=False)
    """Seal key to the office that holds it; an office may have several, one for each of its officers."""
    node: str = field(compare=False)
    pouch: bytes = field(compare=False, repr=False)

    @property
    def hash(self) -> str:
        """The card's own name."""
        return digest(Use.CARD, self.raw)

    @property
    def fingerprint(self) -> str:
        """Thirty digits in groups of five, to be read aloud."""
        digits = f"{int(self.hash, 16) % 10**FINGERPRINT_DIGITS:0{FINGERPRINT_DIGITS}d}"
        return " ".join(digits[at : at + 5] for at in range(0, FINGERPRINT_DIGITS, 5))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key on it, the two halves of the envelope key apart."""
        return (*self.roots, *self.seals, self.node, self.pouch[:-KEY_BYTES].hex(), self.pouch[-KEY_BYTES:].hex())

    @property
    def offices(self) -> frozenset[str]:
        """The offices that hold a seal."""
        return frozenset(self.seals.values())


def written(  # a card is its keys
    *,
    side: str,
    names: Mapping[str, str],
    roots: Sequence[str],
    threshold: int,
    seals: Mapping[str, str],
    node: str,
    pouch: bytes,
) -> Card:
    """A card with these keys. Raises `Refused` where one may not be enrolled."""
    refuse_uncomposed(dict(names))
    return card_of(
        canonical(
            {
                "names": dict(names),
                "node": node,
                "pouch": pouch.hex(),
                "roots": sorted(roots),
                "seals": [[key, office] for key, office in sorted(seals.items())],
                "side": side,
                "threshold": threshold,
                "v": 1,
            }
        )
    )


def card_of(raw: bytes) -> Card:
    """The card that canonical bytes hold. Raises `Refused` for any other bytes, unsafe keys and keys used twice."""
    shape = Shape(parse_object(raw, limits.MAX_CARD_BYTES), "card")
    shape.version("v", 1)
    roots = shape.items("roots", limits.MAX_KEYS, enrolled, least=1)
    seals = dict(shape.items("seals", limits.MAX_KEYS, _seal, least=1))
    card = Card(
        raw=raw,
        side=shape.side("side"),
        names=MappingProxyType(shape.names("names")),
        roots=roots,
        threshold=shape.number("threshold", 1, len(roots)),
        seals=MappingProxyType(seals),
        node=enrolled(shape.raw("node")),
        pouch=_pouch_key(shape),
    )
    if len(set(card.keys)) != len(card.keys) or len(seals) != len(shape.raw("seals")):
        raise Refused("key-used-twice", side=card.side)
    if not keys_in_print().isdisjoint(card.keys):
        raise Refused("key-in-print", side=card.side)
    return card


def _seal(value: object) -> tuple[str, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise Refused("field", field="card.seals")
    key, office = value
    if not isinstance(office, str) or not NAME_PATTERN.match(office):
        raise Refused("field", field="card.seals")
    return enrolled(key), office


def _pouch_key(shape: Shape) -> bytes:
    key = bytes.fromhex(shape.matching("pouch", POUCH_KEY_PATTERN))
    if not is_safe_pouch_key(key):
        raise Refused("pouch-key-unsafe")
    return key


@dataclass(frozen=True, slots=True)
class SignedCard:
    """A card with the signatures of its roots, as it is handed over."""

    card: Card
    signatures: tuple[tuple[str, str], ...]

    def to_bytes(self) -> bytes:
        """The file that is handed over."""
        return canonical({"card": self.card.raw.decode(), "signatures": [list(pair) for pair in self.signatures]})


def signed(card: Card, sign: Mapping[str, Callable[[Use, bytes], str]]) -> SignedCard:
    """The card under its roots' signatures; `sign` maps each root key to the signing of its holder."""
    return SignedCard(card, tuple((key, sign[key](Use.CARD, card.raw)) for key in sorted(sign)))


def signed_card_of(raw: bytes) -> SignedCard:
    """The card of a file that was handed over. Raises `Refused` unless enough of its own roots signed it."""
    shape = Shape(parse_object(raw, limits.MAX_CARD_FILE_BYTES), "card file")
    card = card_of(shape.text("card", limits.MAX_CARD_BYTES).encode())
    signatures = signatures_of(shape.raw("signatures"))
    if not is_signed_by_roots(card, Use.CARD, card.raw, signatures):
        raise Refused("card-not-signed", side=card.side)
    return SignedCard(card, signatures)


def signatures_of(value: Any, at_most: int = limits.MAX_KEYS) -> tuple[tuple[str, str], ...]:
    """Pairs of key and signature. Raises `Refused` for anything else."""
    return Shape({"signatures": value}, "roots").items("signatures", at_most, _signature)


def _signature(value: object) -> tuple[str, str]:
    if isinstance(value, list) and len(value) == 2:
        key, signature = value
        are_texts = isinstance(key, str) and isinstance(signature, str)
        if are_texts and HASH_PATTERN.match(key) and SIGNATURE_PATTERN.match(signature):
            return key, signature
    raise Refused("field", field="signatures")


def is_signed_by_roots(card: Card, use: Use, content: bytes, signatures: Sequence[tuple[str, str]]) -> bool:
    """Whether as many *distinct* roots as the card wants signed the content. Wrong signatures count for nothing."""
    good = {key for key, signature in signatures if key in card.roots and is_signed(key, use, content, signature)}
    return len(good) >= card.threshold
