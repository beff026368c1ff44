"""Receipts that another side waits for: it has signed, we hold that, and it does not know yet that we do.

A point is agreed at a side when it knows that all signatures have arrived everywhere. So the envelope that carries a
receipt is the one that is easily forgotten: nothing is asked in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import takewhile

from placet.agreement.envelopes.outstanding import held_by
from placet.agreement.fold import Signed
from placet.node.joint.desk import Desk
from placet.node.joint.envelopes import last_word
from placet.projections.standing import PointStanding


def receipts_due(desk: Desk) -> dict[str, tuple[PointStanding, ...]]:
    """By other side, the points of which it has signed and is not told yet that we hold it; only sides with any.

    What was sealed for a side counts as told until an envelope of it, taken in since, does not show to hold it: ours
    may be lost, or on its way.
    """
    if not desk.has_counterpart:
        return {}
    found = {other: receipts_after(desk, other, _told(desk, other)) for other in desk.opening.others(desk.side)}
    return {other: points for other, points in found.items() if points}


def receipts_after(desk: Desk, other: str, seq: int) -> tuple[PointStanding, ...]:
    """The points of which another side has signed, and our receipt stands in our chain after a number."""
    points = {
        point
        for signed in _signed(desk)
        if other in signed.assents and not signed.taken_back and signed.receipts.get(desk.side, 0) > seq
        for point, _ in signed.bundle.texts
    }
    return tuple(each for each in desk.standings() if each.point in points)


def _signed(desk: Desk) -> Iterator[Signed]:
    folded = desk.fold()
    yield from folded.any_level.values()
    yield from folded.final.values()


def _told(desk: Desk, other: str) -> int:
    """Up to which number of ours the other side holds our chain, or was sealed an envelope since its last to us."""
    kept = [each for each in desk.stores.shared.envelopes(desk.visit) if each.other == other]
    since = takewhile(lambda each: each.outgoing, reversed(kept))
    heads = (head for each in since for head in json.loads(each.heads))
    sealed = (int(seq) for side, seq, _ in heads if side == desk.side)
    shown = (held_by(desk.record, other, told)[desk.side] for told in (None, last_word(desk, other)))
    return max((*shown, *sealed))
