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
    fields: dict[str, Any] = {"note": said.value}
    if until is not None:
        fields["until"] = until.isoformat()
    return desk.write([_about(Kind.NOTE, fields, point) for point in points])


def decline(desk: Desk, points: Sequence[PointStanding], words: str = "") -> list[Entry]:
    """Say that something is not possible at this stage, best with a reason that may be shared."""
    fields = {"words": words} if words else {}
    return desk.write([_about(Kind.DECLINE, fields, point) for point in points])


def _about(kind: Kind, fields: dict[str, Any], point: PointStanding) -> Act:
    text = point.latest.text
    return Act(kind, fields, {"point": text[0], "revision": text[1]})
