"""The inside of a sealed envelope: frames, each a letter, a length and so many bytes, closed by an end.

    M manifest · O opening · E entry · F proof of a fork · R statement by which a chain goes on · Z end
    k change of the sender's keys, ahead of its place

A capital letter must be understood: an envelope with one that is not known is refused. A small letter may be passed
over, and is handed on as it came. After the end there are only zeros.

Knows how things are written down, not whether they fit together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from placet.agreement import limits
from placet.agreement.entry import Entry, entry_of
from placet.agreement.envelopes.segments import bucket
from placet.agreement.record import Fork
from placet.agreement.signing import SIGNATURE_BYTES
from placet.errors import Refused


class Letter(StrEnum):
    """The types of frame that this version understands, in the order in which they must come."""

    MANIFEST = "M"
    OPENING = "O"
    ENTRY = "E"
    FORK = "F"
    RESUME = "R"
    END = "Z"


_ENTRY_FRAME_BYTES = 2 + limits.MAX_HEADER_BYTES + SIGNATURE_BYTES + 1 + limits.MAX_BODY_BYTES
_MOST = {
    Letter.MANIFEST: SIGNATURE_BYTES + limits.MAX_MANIFEST_BYTES,
    Letter.OPENING: limits.MAX_OPENING_BYTES,
    Letter.ENTRY: _ENTRY_FRAME_BYTES,
    Letter.FORK: 4 + 2 * _ENTRY_FRAME_BYTES,
    Letter.RESUME: limits.MAX_STATEMENT_BYTES,
    Letter.END: 0,
}
_KNOWN = frozenset(each.value for each in Letter)
_RANK = {each.value: rank for rank, each in enumerate(Letter)}
HEAD_BYTES = 5
"""Of a frame: its letter and its length."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A letter and what stands under it."""

    letter: str
    content: bytes

    @property
    def is_known(self) -> bool:
        """Whether this version understands it."""
        return self.letter in _KNOWN

    def to_bytes(self) -> bytes:
        """As it stands in the envelope."""
        return self.letter.encode() + len(self.content).to_bytes(4) + self.content


END = Frame(Letter.END.value, b"")
AHEAD = "k"
"""A change of the sender's keys for which there is no room among the entries: it tells who signed the manifest."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The frames of an envelope without the end."""

    frames: tuple[Frame, ...]
    later: str
    """SHA-256 of all after the first, with the end."""

    def contents(self, letter: Letter) -> list[bytes]:
        """What stands under a letter, in order."""
        return [frame.content for frame in self.frames if frame.letter == letter]

    def ahead(self) -> list[bytes]:
        """The changes of the sender's keys that are told ahead of their place."""
        return [frame.content for frame in self.frames if frame.letter == AHEAD]

    def counts(self) -> dict[str, int]:
        """How many frames of each letter come after the first."""
        return counted(self.frames[1:])


def counted(frames: Iterable[Frame]) -> dict[str, int]:
    """How many frames there are of each letter."""
    found: dict[str, int] = {}
    for frame in frames:
        found[frame.letter] = found.get(frame.letter, 0) + 1
    return found


def layout_of(content: bytes) -> Layout:
    """The frames in an envelope's contents. Raises `Refused` for one that is cut, unknown, too large or misplaced."""
    frames: list[Frame] = []
    at = second = 0
    while not frames or frames[-1].letter != Letter.END:
        if len(frames) > limits.MAX_FRAMES:
            raise Refused("pouch-too-many", what="frames", most=limits.MAX_FRAMES)
        frames.append(_frame_at(content, at))
        at += HEAD_BYTES + len(frames[-1].content)
        second = second or at
    if len(content) != bucket(at) or content.count(0, at) != len(content) - at:
        raise Refused("pouch-padding")
    _look_at_order(frames)
    return Layout(tuple(frames[:-1]), hashlib.sha256(memoryview(content)[second:at]).hexdigest())


def _frame_at(content: bytes, at: int) -> Frame:
    begins = at + HEAD_BYTES
    letter = content[at : at + 1].decode("latin-1")
    if letter in ("", "\0"):
        raise Refused("pouch-no-end")
    if not (letter.isascii() and letter.isalpha()):
        raise Refused("pouch-frame-letter")
    if letter not in _KNOWN and letter.isupper():
        raise Refused("pouch-frame-unknown", letter=letter)
    length = int.from_bytes(content[at + 1 : begins])
    if begins + length > len(content):
        raise Refused("pouch-frame-cut", letter=letter)
    most = _MOST[Letter(letter)] if letter in _KNOWN else limits.MAX_OTHER_FRAME_BYTES
    if length > most:
        raise Refused("pouch-frame-too-large", letter=letter, bytes=length, most=most)
    return Frame(letter, content[begins : begins + length])


def _look_at_order(frames: list[Frame]) -> None:
    """The manifest first and once, the opening at most once, and the known letters in their order."""
    known = [_RANK[frame.letter] for frame in frames if frame.is_known]
    manifests, openings = known.count(_RANK[Letter.MANIFEST]), known.count(_RANK[Letter.OPENING])
    if frames[0].letter != Letter.MANIFEST or manifests > 1 or openings > 1 or known != sorted(known):
        raise Refused("pouch-frame-order")


def entry_bytes(entry: Entry) -> bytes:
    """An entry as it stands in its frame; an erased body stays away."""
    body = b"\0" if entry.body is None else b"\1" + entry.body
    return len(entry.raw).to_bytes(2) + entry.raw + entry.signature + body


def entry_from(content: bytes) -> Entry:
    """The entry of a frame, its form looked at and nothing verified. Raises `Refused`."""
    header, signature = _header_of(content), 2 + int.from_bytes(content[:2])
    flag = signature + SIGNATURE_BYTES
    has_body = content[flag : flag + 1]
    if has_body not in (b"\0", b"\1") or (has_body == b"\0" and len(content) != flag + 1):
        raise Refused("pouch-entry-form")
    return entry_of(header, content[signature:flag], content[flag + 1 :] if has_body == b"\1" else None)


def is_of_type(content: bytes, kind: str) -> bool:
    """Whether an entry's frame says in canonical form that it is of a type: quick, and right for every good entry."""
    return f'"type":"{kind}"'.encode() in content[2 : 2 + int.from_bytes(content[:2])]


def fork_bytes(fork: Fork) -> bytes:
    """A proof as it stands in its frame: both entries."""
    first = entry_bytes(fork.kept)
    return len(first).to_bytes(4) + first + entry_bytes(fork.other)


def fork_from(content: bytes) -> Fork:
    """The proof of a frame: two different entries of one side under one number. Their signatures are not verified."""
    length = int.from_bytes(content[:4])
    if 4 + length > len(content):
        raise Refused("pouch-fork-form")
    kept, other = entry_from(content[4 : 4 + length]), entry_from(content[4 + length :])
    mine, theirs = kept.header, other.header
    if (mine.visit, mine.side, mine.seq) != (theirs.visit, theirs.side, theirs.seq) or kept.hash == other.hash:
        raise Refused("pouch-fork-form")
    return Fork(kept, other)


def _header_of(content: bytes) -> bytes:
    length = int.from_bytes(content[:2])
    if len(content) < 2 + length + SIGNATURE_BYTES + 1:
        raise Refused("pouch-entry-form")
    return content[2 : 2 + length]
