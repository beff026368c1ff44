"""The header of an entry, and the head that it leaves of a chain: what they hold, whoever read or writes them."""

from __future__ import annotations

from typing import Any

from placet.agreement.values import value
from placet.formats.canonical import canonical


@value(frozen=True, slots=True)
class Head:
    """The last entry that somebody knows of a side's chain."""

    side: str
    seq: int
    hash: str


@value(frozen=True, slots=True)
class Header:
    """What is signed. `at` is the writer's own clock in UTC: a label that no rule reads."""

    visit: str
    side: str
    seq: int
    prev: str
    seen: tuple[Head, ...]
    """The heads of the other sides' chains that the writer had received, by side; never falls."""
    type: str
    at: str
    body: str
    length: int
    """Bytes of the body."""
    point: str | None = None
    revision: str | None = None
    needs: tuple[tuple[str, str], ...] = ()
    """Sides and their offices that must each seal this text."""

    def seen_of(self, side: str) -> int:
        """How many entries of a side had been received, or written by it itself before this one."""
        if side == self.side:
            return self.seq
        return next((head.seq for head in self.seen if head.side == side), 0)

    def to_bytes(self) -> bytes:
        """The canonical bytes."""
        fields: dict[str, Any] = {
            "at": self.at,
            "body": self.body,
            "length": self.length,
            "prev": self.prev,
            "seen": [[head.side, head.seq, head.hash] for head in self.seen],
            "seq": self.seq,
            "side": self.side,
            "type": self.type,
            "v": 1,
            "visit": self.visit,
        }
        if self.point is not None:
            fields["point"] = self.point
        if self.revision is not None:
            fields["revision"] = self.revision
        if self.needs:
            fields["needs"] = [list(pair) for pair in self.needs]
        return canonical(fields)
