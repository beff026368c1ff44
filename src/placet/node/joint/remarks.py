"""Replies short of a signature that the other side is told: under consideration, noted, agreed by telephone, not now.

They change no standing. Names of officers stay out of them: with whom one spoke is kept as evidence, in this office.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import Any

from placet.agreement.entry import Entry, Kind
from placet.node.joint.desk import Act, Desk
from placet.projections.standing import PointStanding


class Note(Enum):
    """What a note says."""

    UNDER_CONSIDERATION = "under-consideration"
    NOTED = "noted"
    AGREED_ORALLY = "agreed-orally"


def note(desk: Desk, points: Sequence[PointStanding], said: Note, until: date | None = None) -> list[Entry]:
    """Tell the others. `until`: when they may expect more. Raises `Refused`."""
    return desk.write([noting(point, said, until) for point in points])


def noting(point: PointStanding, said: Note, until: date | None = None) -> Act:
    """The act of a note."""
    fields: dict[str, Any] = {"note": said.value}
    if until is not None:
        fields["until"] = until.isoformat()
    return _about(Kind.NOTE, fields, point)


def decline(desk: Desk, points: Sequence[PointStanding], words: str = "") -> list[Entry]:
    """Say that something is not possible at this stage, best with a reason that may be shared."""
    return desk.write([declining(point, words) for point in points])


def declining(point: PointStanding, words: str = "") -> Act:
    """The act by which something is said not to be possible at this stage."""
    return _about(Kind.DECLINE, {"words": words} if words else {}, point)


def _about(kind: Kind, fields: dict[str, Any], point: PointStanding) -> Act:
    text = point.latest.text
    return Act(kind, fields, {"point": text[0], "revision": text[1]})
