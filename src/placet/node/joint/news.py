"""What an envelope changed, in three columns: new from them, ours that they have not answered, changed by both.

And the calm half: what is agreed now, and how many points stand as they did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from placet.agreement.changed_keys import KeyChange
from placet.agreement.entry import Entry, Kind
from placet.agreement.fold import fold
from placet.node.joint.envelopes import Received
from placet.projections.standing import PointStanding, Standing
from placet.projections.where_it_stands import standings

SPEAKS = frozenset({Kind.PROPOSE, Kind.PACKAGE, Kind.ASSENT, Kind.WITHDRAW, Kind.DECLINE, Kind.NOTE})
"""Entries that say something about a point."""
CHANGES = frozenset({Kind.PROPOSE, Kind.PACKAGE, Kind.WITHDRAW})
"""Entries that change what is on the table; two sides can do it to one point at once."""


@dataclass(frozen=True, slots=True)
class News:
    """Points after an envelope was taken in, each in one of the columns or among those that stand."""

    theirs: tuple[PointStanding, ...]
    ours: tuple[PointStanding, ...]
    both: tuple[PointStanding, ...]
    agreed: tuple[PointStanding, ...]
    over: tuple[PointStanding, ...]
    """Ours that the others have not seen and that nobody need answer: lapsed, replaced, taken back."""
    standing: int
    remarks: frozenset[tuple[str, int]]
    """Side and number of the entries of others that are new, some of which are remarks."""
    keys: tuple[tuple[str, int, KeyChange], ...]
    """New keys of others, each with its side and from which number on."""


def news_of(received: Received) -> News:
    """What came of an envelope."""
    desk = received.desk
    now = {point.point: point for point in desk.standings()}
    before = standings(received.before, fold(received.before)) if received.before is not None else ()
    was = {point.point: point.standing for point in before}
    moved = {point for point, standing in was.items() if point in now and now[point].standing is not standing}
    unseen = [e for e in desk.record.chains[desk.side].entries if e.header.seq > received.their_hold]
    ours = _said(unseen, SPEAKS)
    # What they said of one point may move others: those of its package, or all that stood under keys that were stolen.
    theirs = _points(received.taken, desk.side) | moved - ours
    new = frozenset((e.header.side, e.header.seq) for e in received.taken if e.header.side != desk.side)
    both = _said(unseen, CHANGES) & _said([e for e in received.taken if e.header.side != desk.side], CHANGES)
    agreed = [p for p in now.values() if p.standing is Standing.AGREED and was.get(p.point) is not Standing.AGREED]
    mine = _of(now, ours - both - theirs)
    touched = theirs | ours | {point.point for point in agreed}
    return News(
        theirs=_of(now, theirs - both - {point.point for point in agreed}),
        ours=tuple(point for point in mine if point.on_table),
        both=_of(now, both),
        agreed=tuple(agreed),
        over=tuple(point for point in mine if not point.on_table),
        standing=len(now.keys() - touched),
        remarks=new,
        keys=tuple(
            (side, seq, change)
            for side, chain in desk.record.chains.items()
            for seq, change in chain.changes
            if (side, seq) in new
        ),
    )


def _points(taken: Iterable[Entry], own: str) -> set[str]:
    return _said((entry for entry in taken if entry.header.side != own), SPEAKS)


def _said(entries: Iterable[Entry], kinds: frozenset[Kind]) -> set[str]:
    return {str(e.header.point) for e in entries if e.header.point is not None and e.header.type in kinds}


def _of(now: dict[str, PointStanding], points: set[str]) -> tuple[PointStanding, ...]:
    return tuple(point for point in now.values() if point.point in points)
