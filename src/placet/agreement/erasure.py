"""Which bodies a side has asked all others to erase: its own, by number. Nothing that is agreed rests on one.

Erasing itself is `Record.without_bodies`, and the node's business: this only reads what was asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.agreement.entry import ERASABLE, Entry, Kind


def purged_by(entry: Entry) -> frozenset[int]:
    """The numbers of earlier entries of the same chain whose bodies an entry asks to erase; none where it is amiss."""
    if entry.header.type != Kind.PURGE:
        return frozenset()
    asked = (entry.body_fields() or {}).get("entries")
    numbers = asked if isinstance(asked, list) else []
    return frozenset(number for number in numbers if type(number) is int and 1 <= number < entry.header.seq)


def asked_to_erase(entries: Iterable[Entry]) -> frozenset[tuple[str, int]]:
    """By side and number, the bodies in a record that are there, may be erased, and are asked to be."""
    there = {(each.header.side, each.header.seq): each for each in entries}
    asked = {(side, number) for (side, _), each in there.items() for number in purged_by(each)}
    return frozenset(place for place in asked if there[place].body is not None and there[place].header.type in ERASABLE)
