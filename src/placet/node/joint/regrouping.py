"""After a counter to one member of a package: the same package again, with the counter-text in the old one's place.

The package on the table holds the old text and can no longer be agreed once the counter-text is signed. Its other
members keep their texts; only the bond is new.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.agreement.acts import members_of
from placet.agreement.tabling import Text
from placet.node.joint.desk import Desk
from placet.projections.standing import PointStanding


def regrouped(desk: Desk, signed: Iterable[PointStanding]) -> list[list[Text]]:
    """The packages to be proposed anew, once the texts on the table of these points were signed."""
    countered = {base: point.latest.text for point in signed for base in point.latest.base}
    found = []
    for package in desk.standings():
        if package.kind != "package" or package.in_force is not None:
            continue
        entry = desk.record.entry(package.latest.side, package.latest.seq)
        members = members_of(entry) if entry is not None else None
        if members and any(text in countered for _, text in members):
            found.append([countered.get(text, (point, text)) for point, text in members])
    return found
