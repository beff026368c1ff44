"""Erasing what was written: a side asks all others to erase bodies of its own, and here they are erased at once.

What another side asks for is erased as soon as it is taken in, and so again after a restore: its entries come back with
the requests. One thing stays until a person here says otherwise: the words of what is agreed. Nothing in the record
rests on them, but who could no longer read them would hold a signature under nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from placet.agreement.entry import ERASABLE, Entry, Kind
from placet.agreement.erasure import asked_to_erase
from placet.errors import Refused
from placet.node.joint.desk import Act, Desk

Place = tuple[str, int]
"""A side, and a number in its chain."""


def erasable(desk: Desk) -> tuple[Entry, ...]:
    """Our own entries whose bodies are there and may be erased, in order."""
    chain = desk.record.chains[desk.side]
    return tuple(each for each in chain.entries if each.header.type in ERASABLE and each.body is not None)


def ask(desk: Desk, numbers: Collection[int]) -> Entry:
    """Ask all sides to erase bodies of our own entries, and erase them here. Raises `Refused`; then nothing is done."""
    there = {each.header.seq for each in erasable(desk)}
    for number in sorted(set(numbers)):
        if number not in there:
            raise Refused("not-erasable", side=desk.side, seq=number)
    entry = desk.write([Act(Kind.PURGE, {"entries": sorted(set(numbers))})])[0]
    erase(desk, due(desk))
    return entry


def due(desk: Desk) -> tuple[Place, ...]:
    """What was asked for and is still here, without what `kept_back` names."""
    kept = {place for place, _ in kept_back(desk)}
    return tuple(sorted(asked_to_erase(desk.record) - kept))


def kept_back(desk: Desk) -> tuple[tuple[Place, str], ...]:
    """What others asked for that are the words of something agreed, each with the label of its point."""
    agreed = {point.in_force.text[1]: point.label for point in desk.standings() if point.in_force is not None}
    found = []
    for side, seq in sorted(asked_to_erase(desk.record)):
        entry = desk.record.entry(side, seq)
        if side != desk.side and entry is not None and entry.header.revision in agreed:
            found.append(((side, seq), agreed[entry.header.revision]))
    return tuple(found)


def erase(desk: Desk, places: Sequence[Place]) -> None:
    """Erase bodies here, for good. Raises `Refused` where something rests on one, `StorageError`."""
    if places:
        lighter = desk.record.without_bodies(places)
        desk.stores.shared.erase_bodies(desk.visit, places)
        desk.record = lighter
