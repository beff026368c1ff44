"""Offers that end with their time: a hold of dates that nobody confirmed is taken back, without a word about why.

By our own clock, and before anything that came later is taken in: no rule compares the clocks of two sides.
"""

from __future__ import annotations

from placet.agreement.entry import Entry, Kind
from placet.model.points import DatesContent
from placet.node.joint.desk import Act, Desk
from placet.node.joint.texts import understood
from placet.projections.standing import Standing

OPEN = frozenset({Standing.PROPOSED, Standing.SIGNED, Standing.PARTLY_SEALED, Standing.DECLINED})


def lapse(desk: Desk) -> list[Entry]:
    """Take back what we offered until a day that is over. Raises `StorageError`."""
    today = desk.means.now().date()
    acts = []
    for point in desk.standings():
        for text in point.on_table:
            content = understood(text).content
            is_over = (
                isinstance(content, DatesContent) and content.held_until is not None and content.held_until < today
            )
            if is_over and desk.side in text.signed_by | {text.side} and text.standing in OPEN:
                key = text.package or text.text
                acts.append(Act(Kind.WITHDRAW, {"reason": "lapsed"}, {"point": key[0], "revision": key[1]}))
    return desk.write(acts) if acts else []
