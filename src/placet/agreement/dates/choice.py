"""What a side chose for a round, and the chance that hides it: the secret of the round, and all that is made of it.

A choice is kept in the office's private store (`to_document`) from before the first message of the round until the
common windows are kept there too, and is then erased: `PrivateStore.forget`. That is for the first side once its
`close` is durable, for the second once a good `close` came in (`turns.has_served`). After that not even a seizure of
the machine tells which other windows were chosen. Never printed, never in an error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from placet.agreement import limits
from placet.agreement.dates.groups import Statement, hashed, key_of, point_for, proven, raised, scalar_from
from placet.agreement.dates.meeting import (
    Closed,
    Meeting,
    Points,
    Returned,
    Sent,
    stated_in_close,
    stated_in_return,
)
from placet.agreement.dates.search import Search
from placet.agreement.dates.windows import Window, window_of
from placet.agreement.shape import Shape
from placet.errors import Refused

CHANCE_BYTES = 32


@dataclass(frozen=True, slots=True)
class Choice:
    """The windows of a side in a round, and 32 random bytes that were never used before."""

    meeting: Meeting
    side: str
    windows: tuple[Window, ...] = field(repr=False)
    chance: bytes = field(repr=False)

    def to_document(self) -> dict[str, Any]:
        """For the private store; canonical JSON can hold it."""
        search = self.meeting.search
        return {
            "chance": self.chance.hex(),
            "point": search.point,
            "revision": search.revision,
            "round": self.meeting.round,
            "side": self.side,
            "windows": [window.to_fields() for window in self.windows],
        }


def chosen(meeting: Meeting, side: str, secret: tuple[Sequence[Window], bytes]) -> Choice:
    """A choice of windows under new chance. Raises `Refused` for more windows than agreed, one twice or not allowed.

    Refusals name a window by its place only: what an office chose stands in no message.
    """
    windows, chance = tuple(secret[0]), secret[1]
    if side not in meeting.search.sides or len(chance) != CHANCE_BYTES:
        raise ValueError("a side of the search, and 32 random bytes")
    if not 1 <= meeting.round <= meeting.search.terms.rounds:
        raise Refused("dates-rounds-used", rounds=meeting.search.terms.rounds)
    if len(windows) > meeting.search.terms.number:
        raise Refused("dates-too-many-windows", most=meeting.search.terms.number)
    for place, window in enumerate(windows):
        if not meeting.search.terms.allow(window) or window in windows[:place]:
            raise Refused("dates-window", place=place + 1)
    return Choice(meeting, side, windows, chance)


def choice_of(document: Mapping[str, Any], search: Search) -> Choice:
    """A choice as it was kept. Raises `Refused` where it is damaged or belongs to another search."""
    shape = Shape(document, "choice")
    if shape.hash("point") != search.point or shape.hash("revision") != search.revision:
        raise Refused("dates-choice-differs")
    side = shape.side("side")
    if side not in search.sides:
        raise Refused("field", field="choice.side")
    meeting = Meeting(search, shape.number("round", 1, limits.MAX_DATE_ROUNDS))
    windows = shape.items("windows", limits.MAX_DATES, window_of)
    return chosen(meeting, side, (windows, bytes.fromhex(shape.hash("chance"))))


@dataclass(frozen=True, slots=True)
class Blinded:
    """A choice as points: the scalar, its key, and each raised point with the window behind it, or None for a blank."""

    scalar: bytes = field(repr=False)
    key: bytes
    windows: Mapping[bytes, Window | None] = field(repr=False)

    @property
    def points(self) -> Points:
        """In ascending order, so that their order tells nothing."""
        return tuple(sorted(self.windows))


def blinded(choice: Choice) -> Blinded:
    """The points of a choice, filled up with blanks to the agreed number. The same choice gives the same points."""
    context, side = choice.meeting.context, choice.side.encode()
    scalar = _scalar_of(choice)
    found: dict[bytes, Window | None] = {
        raised(scalar, element_of(choice.meeting, window)): window for window in choice.windows
    }
    for number in range(len(choice.windows), choice.meeting.search.terms.number):
        blank = hashed(b"chance", choice.chance, context, side, number.to_bytes(4, "big"))[:32]
        found[raised(scalar, point_for(b"blank", context, side, blank))] = None
    return Blinded(scalar, key_of(scalar), found)


def _scalar_of(choice: Choice) -> bytes:
    return scalar_from(b"scalar", choice.chance, choice.meeting.context, choice.side.encode())


def element_of(meeting: Meeting, window: Window) -> bytes:
    """The point that stands for a window in this round, the same for both sides and known to everybody."""
    return point_for(b"window", meeting.context, window.arrival.isoformat().encode(), str(window.days).encode())


def sent_of(choice: Choice) -> Sent:
    """The first message."""
    own = blinded(choice)
    proof = proven(Statement(choice.meeting.context_of(choice.side), own.key), own.scalar)
    return Sent(own.key, own.points, proof)


def returned_of(choice: Choice, sent: Sent) -> Returned:
    """The second message, in answer to a first that was found good."""
    own = blinded(choice)
    answer = Returned(own.key, own.points, tuple(raised(own.scalar, point) for point in sent.points), b"")
    proof = proven(stated_in_return(choice.meeting, sent, answer), own.scalar)
    return Returned(answer.key, answer.points, answer.raised, proof)


def closed_of(choice: Choice, sent: Sent, returned: Returned) -> Closed:
    """The third message, in answer to a second that was found good."""
    scalar = _scalar_of(choice)
    answer = Closed(tuple(raised(scalar, point) for point in returned.points), b"")
    proof = proven(stated_in_close(choice.meeting, (sent, returned), answer), scalar)
    return Closed(answer.raised, proof)
