"""An officer's approval of a round: seals over the very points that are sent, so that the machine alone cannot search.

Whoever takes a node has its key but not the seals: it can neither claim windows in a side's name, nor find out the
other side's by claiming them.
"""

from __future__ import annotations

from collections.abc import Sequence

from placet.agreement.cards import Card
from placet.agreement.dates.choice import Choice, blinded
from placet.agreement.dates.meeting import Meeting, Points
from placet.agreement.signing import Use, digest, is_signed
from placet.errors import Refused
from placet.formats.canonical import canonical

Seals = Sequence[tuple[str, str]]
"""Pairs of seal key and signature."""


def to_approve(choice: Choice) -> bytes:
    """What the officer seals, under `Use.DATES`, once the windows of the choice were shown."""
    own = blinded(choice)
    return approving(choice.meeting, choice.side, (own.key, own.points))


def approving(meeting: Meeting, side: str, shown: tuple[bytes, Points]) -> bytes:
    """The sealed bytes for a side's key and points in a round."""
    key, points = shown
    return canonical(
        {
            "point": meeting.search.point,
            "points": digest(Use.DATES, key + b"".join(points)),
            "revision": meeting.search.revision,
            "round": meeting.round,
            "side": side,
            "visit": meeting.search.visit,
        }
    )


def look_at_approval(statement: bytes, seals: Seals, required: tuple[Card, frozenset[str]]) -> None:
    """Raise `Refused` unless every office that is required sealed the statement, and at least one did."""
    card, offices = required
    good = {card.seals[key] for key, seal in seals if key in card.seals and is_signed(key, Use.DATES, statement, seal)}
    if not good or not offices <= good:
        raise Refused("dates-not-approved", side=card.side)
