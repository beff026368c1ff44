"""Offers that end with their time: a hold of dates that nobody confirmed is taken back, without a word about why.

By our own clock, and before anything that came later is taken in: no rule compares the clocks of two sides.
"""

from __future__ import annotations

from placet.agreement.dates.holds import LAPSED, due
from placet.agreement.entry import Entry, Kind
from placet.node.joint.desk import Act, Desk


def lapse(desk: Desk) -> list[Entry]:
    """Take back the holds of ours whose time has passed. Raises `StorageError`."""
    texts = due(desk.record, desk.fold(), (desk.side, desk.means.stamp()))
    acts = [Act(Kind.WITHDRAW, {"reason": LAPSED}, {"point": point, "revision": text}) for point, text in texts]
    return desk.write(acts) if acts else []
