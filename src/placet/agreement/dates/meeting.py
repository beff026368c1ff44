"""One round of a search: three messages, after which both sides know the windows in common and nothing else.

    send     the first side's windows, each as a point raised to its scalar
    return   the second side's own in the same way, and the first side's raised once more
    close    the second side's raised once more by the first

A window that both chose has been raised by both and is the same point at last; any other is a point like any, to
whoever lacks one of the scalars. Every message carries a proof that one scalar was used for all that was raised: who
moves last cannot deny what is in common. What a message must be like is decided here, from the messages alone and by
anybody; whose turn it is, in `rounds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from placet.agreement import limits
from placet.agreement.dates.groups import Statement, is_proven, is_safe
from placet.agreement.dates.search import Search
from placet.errors import Refused
from placet.formats.canonical import canonical

Points = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One round of a search."""

    search: Search
    round: int

    @property
    def first(self) -> str:
        """The side that sends. They take turns from round to round."""
        one, other = self.search.sides
        begins = self.search.terms.first
        return begins if self.round % 2 else (other if begins == one else one)

    @property
    def second(self) -> str:
        """The side that answers."""
        one, other = self.search.sides
        return other if self.first == one else one

    @property
    def context(self) -> bytes:
        """What every window is hashed with: the same day is another point in another round, search or visit."""
        search = self.search
        return canonical(
            {"point": search.point, "revision": search.revision, "round": self.round, "visit": search.visit}
        )

    def context_of(self, side: str) -> bytes:
        """What a side's proofs are made for."""
        search = self.search
        return canonical(
            {
                "point": search.point,
                "revision": search.revision,
                "round": self.round,
                "side": side,
                "visit": search.visit,
            }
        )


@dataclass(frozen=True, slots=True)
class Sent:
    """The first message. The points ascend: their order tells nothing."""

    key: bytes
    points: Points = field(repr=False)
    proof: bytes = field(repr=False)
    """That the scalar behind the key is known."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The second message. `raised` are the first side's points in their order."""

    key: bytes
    points: Points = field(repr=False)
    raised: Points = field(repr=False)
    proof: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Closed:
    """The third message: the second side's points, raised, in their order."""

    raised: Points = field(repr=False)
    proof: bytes = field(repr=False)


Message = Sent | Returned | Closed


@lru_cache(maxsize=3 * limits.MAX_DATE_ROUNDS)
def fault_in(meeting: Meeting, messages: tuple[Message, ...]) -> str | None:
    """The code for what is wrong with the last of a round's messages, or None; those before it were found good.

    Remembered, because a record is read more often than it grows. Messages are public; no secret is kept here.
    """
    try:
        match messages:
            case (Sent() as sent,):
                look_at_sent(meeting, sent)
            case (Sent() as sent, Returned() as returned):
                look_at_returned(meeting, sent, returned)
            case (Sent() as sent, Returned() as returned, Closed() as closed):
                look_at_closed(meeting, (sent, returned), closed)
            case _:
                return "dates-out-of-turn"
    except Refused as refusal:
        return refusal.code
    return None


def look_at_sent(meeting: Meeting, sent: Sent) -> None:
    """Raise `Refused` unless a first message is as it must be."""
    _look_at_key(sent.key)
    _look_at_points(meeting, sent.points)
    _look_at_order(sent.points)
    _look_at_proof(Statement(meeting.context_of(meeting.first), sent.key), sent.proof)


def look_at_returned(meeting: Meeting, sent: Sent, returned: Returned) -> None:
    """Raise `Refused` unless a second message is as it must be for this first one."""
    _look_at_key(returned.key)
    _look_at_points(meeting, returned.points)
    _look_at_order(returned.points)
    _look_at_points(meeting, returned.raised)
    _look_at_new(returned, sent)
    _look_at_proof(stated_in_return(meeting, sent, returned), returned.proof)


def look_at_closed(meeting: Meeting, before: tuple[Sent, Returned], closed: Closed) -> None:
    """Raise `Refused` unless a third message is as it must be for these two.

    Nothing but the proof says that points were handed back here: the second side knew the key before it chose its own,
    and could choose them so that an honest answer holds points that were there before.
    """
    _look_at_points(meeting, closed.raised)
    _look_at_proof(stated_in_close(meeting, before, closed), closed.proof)


def stated_in_return(meeting: Meeting, sent: Sent, returned: Returned) -> Statement:
    """What the proof of a second message shows."""
    return Statement(meeting.context_of(meeting.second), returned.key, sent.points, returned.raised)


def stated_in_close(meeting: Meeting, before: tuple[Sent, Returned], closed: Closed) -> Statement:
    """What the proof of a third message shows."""
    sent, returned = before
    return Statement(meeting.context_of(meeting.first), sent.key, returned.points, closed.raised)


def _look_at_key(key: bytes) -> None:
    if not is_safe(key):
        raise Refused("dates-point-unsafe", place=0)


def _look_at_points(meeting: Meeting, points: Points) -> None:
    """As many as agreed, each a safe point, none twice."""
    agreed = meeting.search.terms.number
    if len(points) != agreed:
        raise Refused("dates-count", found=len(points), agreed=agreed)
    for place, point in enumerate(points, start=1):
        if not is_safe(point):
            raise Refused("dates-point-unsafe", place=place)
    if len(set(points)) != len(points):
        raise Refused("dates-point-twice")


def _look_at_order(points: Sequence[bytes]) -> None:
    if list(points) != sorted(points):
        raise Refused("dates-order")


def _look_at_new(returned: Returned, sent: Sent) -> None:
    """Nothing is handed back as it came, least of all as somebody's own.

    An honest second message cannot be made to look so: its scalar was not there when the first one was written.
    """
    handed = {sent.key, *sent.points}
    if not handed.isdisjoint((returned.key, *returned.points, *returned.raised)):
        raise Refused("dates-reflected")


def _look_at_proof(statement: Statement, proof: bytes) -> None:
    if not is_proven(statement, proof):
        raise Refused("dates-proof")
