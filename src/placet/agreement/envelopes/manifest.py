"""The manifest of a sealed envelope: from whom to whom, for which joint file, what it brings and what its writer holds.

It is signed by the sender's node, and all that follows it is bound to it by a hash. It names the recipient and the key
that it was sealed to, so nobody can take a letter out and seal it anew to a third.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.agreement import limits
from placet.agreement.envelopes.segments import ID_OR_NONE_PATTERN, ID_PATTERN
from placet.agreement.header import Head
from placet.agreement.opening import SUITE
from placet.agreement.shape import Shape
from placet.agreement.signing import SIGNATURE_BYTES, SecretKey, Use, is_signed
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

Mark = tuple[str, int]
"""A side, and a number in its chain."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the sender signs."""

    visit: str
    sender: str
    recipient: str
    id: str
    """The same as on the outside."""
    kem: str
    """The key that it was sealed to; the same as on the outside."""
    number: int
    """Of this sender's envelopes to this recipient, from 1; lower again after a step back to an old copy."""
    answers: str
    """The id of the recipient's envelope that the sender took in last; empty where it has taken in none."""
    asks: bool
    """Whether the sender may not write before it is answered: it may have gone back to an old copy."""
    have: tuple[Head, ...]
    """The heads of all chains that the sender holds, its own among them. What is not here is asked for."""
    heads: tuple[Head, ...]
    """What the recipient holds once it has taken all of this in."""
    forks: tuple[Mark, ...]
    """The forks of which the sender holds proof."""
    resumed: tuple[Mark, ...]
    """How many statements about a chain the sender holds to; chains without one are left out."""
    counts: Mapping[str, int]
    """How many frames follow, by letter."""
    frames: str
    """SHA-256 of all frames that follow."""

    @property
    def position(self) -> int:
        """The number that the sender's next entry has: its keys are those in force there."""
        return seq_of(self.have, self.sender) + 1

    def named_sides(self) -> tuple[str, ...]:
        """Every side of whose chain it speaks."""
        return (*(head.side for head in (*self.have, *self.heads)), *(side for side, _ in (*self.forks, *self.resumed)))

    def to_bytes(self) -> bytes:
        """The canonical bytes."""
        resumed = {"resumed": [list(mark) for mark in self.resumed]} if self.resumed else {}
        return canonical(
            {
                **resumed,
                "answers": self.answers,
                "asks": self.asks,
                "counts": dict(self.counts),
                "forks": [list(mark) for mark in self.forks],
                "frames": self.frames,
                "from": self.sender,
                "have": [[head.side, head.seq, head.hash] for head in self.have],
                "heads": [[head.side, head.seq, head.hash] for head in self.heads],
                "id": self.id,
                "kem": self.kem,
                "number": self.number,
                "suite": SUITE,
                "to": self.recipient,
                "v": 1,
                "visit": self.visit,
            }
        )


def seq_of(heads: Sequence[Head], side: str) -> int:
    """How many entries of a side these heads stand for."""
    return next((head.seq for head in heads if head.side == side), 0)


def signed(manifest: Manifest, key: SecretKey) -> bytes:
    """The manifest under its signature, as it stands in its frame."""
    raw = manifest.to_bytes()
    return bytes.fromhex(key.sign(Use.POUCH, raw)) + raw


def is_signed_by(content: bytes, node: str) -> bool:
    """Whether the holder of a node key signed the manifest in a frame."""
    return is_signed(node, Use.POUCH, content[SIGNATURE_BYTES:], content[:SIGNATURE_BYTES].hex())


def manifest_of(content: bytes) -> Manifest:
    """The manifest in a frame, its signature not looked at. Raises `Refused`."""
    shape = Shape(parse_object(content[SIGNATURE_BYTES:], limits.MAX_MANIFEST_BYTES), "manifest")
    if shape.raw("v") != 1:
        raise Refused("pouch-version")
    if shape.raw("suite") != SUITE:
        raise Refused("pouch-suite")
    manifest = Manifest(
        visit=shape.hash("visit"),
        sender=shape.side("from"),
        recipient=shape.side("to"),
        id=shape.matching("id", ID_PATTERN),
        kem=shape.hash("kem"),
        number=shape.number("number", 1, limits.MAX_POUCH_NUMBER),
        answers=shape.matching("answers", ID_OR_NONE_PATTERN),
        asks=shape.flag("asks"),
        have=_heads(shape, "have"),
        heads=_heads(shape, "heads"),
        forks=_in_order("forks", shape.items("forks", limits.MAX_SIDES, _mark)),
        resumed=_in_order("resumed", shape.items("resumed", limits.MAX_SIDES, _mark)) if shape.has("resumed") else (),
        counts=_counts(shape),
        frames=shape.hash("frames"),
    )
    if manifest.sender == manifest.recipient:
        raise Refused("field", field="manifest.to")
    return manifest


def _heads(shape: Shape, name: str) -> tuple[Head, ...]:
    heads = shape.items(name, limits.MAX_SIDES, _head)
    _in_order(name, [(head.side, head.seq) for head in heads])
    return heads


def _in_order(name: str, marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Each side once, in order."""
    sides = [side for side, _ in marks]
    if sides != sorted(set(sides)):
        raise Refused("field", field=f"manifest.{name}")
    return tuple(marks)


def _head(value: object) -> Head:
    shape = _named(value, ("side", "seq", "hash"))
    return Head(shape.side("side"), shape.number("seq", 1, limits.MAX_ENTRIES), shape.hash("hash"))


def _mark(value: object) -> Mark:
    shape = _named(value, ("side", "seq"))
    return shape.side("side"), shape.number("seq", 1, limits.MAX_ENTRIES)


def _named(value: object, names: tuple[str, ...]) -> Shape:
    """A list of exactly so many values, as if they had names."""
    if not isinstance(value, list) or len(value) != len(names):
        raise Refused("field", field="manifest.heads")
    return Shape(dict(zip(names, value, strict=True)), "manifest.heads")


def _counts(shape: Shape) -> dict[str, int]:
    counts = shape.object("counts")
    return {letter: counts.number(letter, 1, limits.MAX_FRAMES) for letter in shape.raw("counts")}
