"""The statement by which all sides settle a fork: which entries of a side count, and which branches do not.

Signed by the roots of *all* sides, because it is the one thing that can take away what a node held for agreed. It
names every entry by its hash, so nobody needs the branches that do not count to know what others had seen of them.

Where a key was stolen, the statement names the card with which the chain goes on: the next entry can only be the change
of keys to it, so the thief, who may know the statement, cannot write that entry first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placet.agreement import limits
from placet.agreement.cards import Card, card_of, signatures_of
from placet.agreement.entry import FIRST_PREVIOUS, Entry
from placet.agreement.shape import Shape
from placet.agreement.signing import Use, digest
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object


@dataclass(frozen=True, slots=True)
class Resumption:
    """Which branch of a side's chain counts. The side's next entry names `hash` as the one before it."""

    visit: str
    side: str
    after: int
    """The last number before the fork; all branches share what stands there."""
    prev: str
    """What entry that is; 64 zeros where the fork begins with entry 1."""
    counts: tuple[str, ...]
    """The entries that count, from the next number on."""
    dropped: tuple[tuple[int, str], ...]
    """Every entry of other branches that any side had received, by the last number it shares with what counts."""
    follows: str = FIRST_PREVIOUS
    """The statement about this chain that was the last before it; 64 zeros where it is the first.

    So statements of one chain have one order at every node, and of two about the same fork only one can be taken in.
    """
    card: Card | None = None
    """The keys that the next entry must put in force; None where the chain goes on with those that it has."""

    @property
    def last(self) -> int:
        """The number of the last entry that counts."""
        return self.after + len(self.counts)

    @property
    def hash(self) -> str:
        """The statement's name."""
        return digest(Use.RESUME, self.to_bytes())

    def to_bytes(self) -> bytes:
        """What the roots sign."""
        keys = {} if self.card is None else {"card": self.card.raw.decode()}
        return canonical(
            {
                **keys,
                "after": self.after,
                "counts": list(self.counts),
                "dropped": [list(pair) for pair in self.dropped],
                "follows": self.follows,
                "prev": self.prev,
                "side": self.side,
                "v": 1,
                "visit": self.visit,
            }
        )


@dataclass(frozen=True, slots=True)
class SignedResumption:
    """A statement with the signatures of each side's roots, as it is handed on."""

    resumption: Resumption
    roots: Mapping[str, Sequence[tuple[str, str]]]

    def to_bytes(self) -> bytes:
        """What travels: in an envelope, or as a file."""
        roots = {side: [list(pair) for pair in pairs] for side, pairs in self.roots.items()}
        return canonical({"roots": roots, "statement": self.resumption.to_bytes().decode()})


def signed_resumption_of(raw: bytes) -> SignedResumption:
    """The statement of these bytes, its signatures not looked at yet. Raises `Refused`."""
    shape = Shape(parse_object(raw, limits.MAX_STATEMENT_BYTES), "resumption")
    resumption = resumption_of(shape.text("statement", limits.MAX_STATEMENT_BYTES).encode())
    told = shape.raw("roots")
    if not isinstance(told, dict) or len(told) > limits.MAX_SIDES:
        raise Refused("field", field="resumption.roots")
    return SignedResumption(resumption, {side: signatures_of(pairs) for side, pairs in told.items()})


def resumption_of(raw: bytes) -> Resumption:
    """The statement that canonical bytes hold. Raises `Refused`."""
    shape = Shape(parse_object(raw, limits.MAX_STATEMENT_BYTES), "resumption")
    shape.version("v", 1)
    after = shape.number("after", 0, limits.MAX_ENTRIES)
    resumption = Resumption(
        visit=shape.hash("visit"),
        side=shape.side("side"),
        after=after,
        prev=shape.hash("prev"),
        counts=shape.items("counts", limits.MAX_BRANCH, lambda value: Shape({"hash": value}, "counts").hash("hash")),
        dropped=shape.items("dropped", limits.MAX_BRANCH, _dropped),
        follows=shape.hash("follows"),
        card=card_of(shape.text("card", limits.MAX_CARD_BYTES).encode()) if shape.has("card") else None,
    )
    if resumption.card is not None and resumption.card.side != resumption.side:
        raise Refused("unknown-side", side=resumption.card.side)
    if resumption.card is not None and not resumption.last:  # entry 1 joins, and can change no keys
        raise Refused("field", field="resumption.card")
    dropped = [name for _, name in resumption.dropped]
    if len({*resumption.counts, *dropped}) != len(resumption.counts) + len(dropped):
        raise Refused("field", field="resumption.dropped")
    if not all(after <= shared <= resumption.last for shared, _ in resumption.dropped):
        raise Refused("field", field="resumption.dropped")
    return resumption


def settling(counted: Sequence[Entry], others: Sequence[Sequence[Entry]], follows: str = FIRST_PREVIOUS) -> Resumption:
    """The statement that the first chain counts, against the chains of the same side that others hold.

    Chains are whole, from entry 1. Raises `ValueError` where no other chain differs from the one that counts.
    """
    header = counted[0].header
    shared = [_shared(counted, other) for other in others]
    forked = [same for same, other in zip(shared, others, strict=True) if same < len(other)]
    if not forked:
        raise ValueError("nothing to settle: no branch differs")
    dropped = {entry.hash: same for same, other in zip(shared, others, strict=True) for entry in other[same:]}
    after = min(forked)
    return Resumption(
        visit=header.visit,
        side=header.side,
        after=after,
        prev=counted[after - 1].hash if after else FIRST_PREVIOUS,
        counts=tuple(entry.hash for entry in counted[after:]),
        dropped=tuple(sorted((same, name) for name, same in dropped.items())),
        follows=follows,
    )


def _shared(counted: Sequence[Entry], other: Sequence[Entry]) -> int:
    """How many entries two chains have in common."""
    pairs = zip(counted, other, strict=False)
    return next((at for at, (one, two) in enumerate(pairs) if one.hash != two.hash), min(len(counted), len(other)))


def _dropped(value: object) -> tuple[int, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise Refused("field", field="resumption.dropped")
    pair = Shape({"shared": value[0], "hash": value[1]}, "resumption.dropped")
    return pair.number("shared"), pair.hash("hash")
