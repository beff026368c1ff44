"""Writing a sealed envelope: the contents as frames, the manifest signed by our node, all sealed to one key.

The same contents, id, number and key give the same frames; only the sealing itself never gives the same bytes twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from placet.agreement.envelopes.frames import END, Frame, Letter, counted, entry_bytes, fork_bytes
from placet.agreement.envelopes.manifest import Manifest, signed
from placet.agreement.envelopes.outstanding import Contents
from placet.agreement.envelopes.sealing import key_id
from placet.agreement.envelopes.segments import ID_BYTES, closed
from placet.agreement.signing import SecretKey


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the sender's node gives an envelope: 16 random bytes, and its number among those to this recipient."""

    id: bytes
    number: int
    asks: bool = False
    """Whether this is a question: until it is answered we write nothing."""

    def __post_init__(self) -> None:
        """An id is neither short nor told by a clock."""
        if len(self.id) != ID_BYTES:
            raise ValueError("an envelope's id is made from 16 bytes")


def packed(contents: Contents, stamp: Stamp, key: SecretKey) -> bytes:
    """The sealed envelope. `key` is our node key in force after our last entry. Raises `Refused` for an unfit key."""
    plain = plain_of(contents, stamp, key)
    return closed(plain, stamp.id.hex(), contents.to.pouch, key_id(contents.to.pouch))


def plain_of(contents: Contents, stamp: Stamp, key: SecretKey) -> bytes:
    """What is sealed, before it is filled up: the manifest, and the frames that it answers for."""
    frames = list(_frames(contents))
    later = b"".join(frame.to_bytes() for frame in (*frames, END))
    manifest = Manifest(
        visit=contents.visit,
        sender=contents.route.sender,
        recipient=contents.route.recipient,
        id=stamp.id.hex(),
        kem=key_id(contents.to.pouch),
        number=stamp.number,
        answers=contents.answers,
        asks=stamp.asks,
        have=contents.have,
        heads=contents.heads,
        forks=contents.proven,
        resumed=contents.resumed,
        counts=counted(frames),
        frames=hashlib.sha256(later).hexdigest(),
    )
    return Frame(Letter.MANIFEST.value, signed(manifest, key)).to_bytes() + later


def _frames(contents: Contents) -> Iterator[Frame]:
    if contents.opening is not None:
        yield Frame(Letter.OPENING.value, contents.opening.raw)
    for entry in contents.entries:
        yield Frame(Letter.ENTRY.value, entry_bytes(entry))
    for fork in contents.forks:
        yield Frame(Letter.FORK.value, fork_bytes(fork))
    for statement in contents.statements:
        yield Frame(Letter.RESUME.value, statement.to_bytes())
    yield from contents.others
