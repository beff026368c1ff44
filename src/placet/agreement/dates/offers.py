"""What follows from a round: each window in common counts as offered by both, so searching binds whoever searches.

For every common window both sides can write down the same text of the same point, with the same salt and therefore
under the same name: it does not matter who puts it on the table, nor whether both do so at once. From then on the
window is a point like any other: held, confirmed, withdrawn (`holds`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from placet.agreement.acts import Revision, point_id
from placet.agreement.dates.groups import hashed
from placet.agreement.dates.meeting import Meeting
from placet.agreement.dates.turns import Common
from placet.agreement.dates.windows import Window

WINDOW = "window"
"""The kind of point that a window of dates is."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A window that counts as offered by both, as a text that both can write."""

    window: Window
    revision: Revision

    def to_fields(self) -> dict[str, Any]:
        """The body of the `propose` entry, without its salt: that is the revision's."""
        revision = self.revision
        return {
            "base": list(revision.base),
            "content": dict(revision.content),
            "kind": revision.kind,
            "schema": revision.schema,
        }


def offers(meeting: Meeting, common: Sequence[Common]) -> tuple[Offer, ...]:
    """The offers that follow from a round, by date. Empty where nothing is in common."""
    return tuple(Offer(each.window, _revision(meeting, each)) for each in common)


def _revision(meeting: Meeting, common: Common) -> Revision:
    """The salt comes from the point that the window became: nobody outside the two files can guess it."""
    search = meeting.search
    salt = hashed(b"offer", meeting.context, common.point)[:32].hex()
    return Revision(
        visit=search.visit,
        point=point_id(search.visit, meeting.first, WINDOW, salt),
        kind=WINDOW,
        schema=1,
        base=(),
        content={
            "round": meeting.round,
            "search": search.revision,
            "type": "offered",
            "window": common.window.to_fields(),
        },
        needs=search.needs,
        salt=salt,
    )
