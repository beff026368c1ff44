"""The numbers by which people call points: the same at every side, for ever, and given by nobody.

The k-th point that a side put on the table first has a number that follows from k and from the side's place among the
sides: with two sides the first has 1, 3, 5, the second 2, 4, 6. Who brought a point up is known from the entry and all
that its writer had seen, so no later entry changes a number. Numbers leave gaps where one side brings up more.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Record


def numbers_of(record: Record) -> Mapping[int, str]:
    """Points by number. A point that two sides brought up without each other's knowledge has two."""
    tabled: dict[str, list[Entry]] = {}
    for entry in record:
        if entry.header.point is not None and entry.header.type in (Kind.PROPOSE, Kind.PACKAGE):
            tabled.setdefault(entry.header.point, []).append(entry)
    sides = record.opening.sides
    found: dict[int, str] = {}
    for place, side in enumerate(sides):
        numbers = count(place + 1, len(sides))
        for entry in record.chains[side].entries:
            point = entry.header.point
            if point is not None and _brings_up(entry, tabled.get(point, [])):
                found[next(numbers)] = point
    return dict(sorted(found.items()))


def number_by_point(numbers: Mapping[int, str]) -> dict[str, int]:
    """The number by which each point is called: of two, the smaller."""
    return {point: number for number, point in sorted(numbers.items(), reverse=True)}


def _brings_up(entry: Entry, tabled: list[Entry]) -> bool:
    """Whether an entry tabled its point before its writer had seen anybody do so."""
    known = [each for each in tabled if each.header.seq <= entry.header.seen_of(each.header.side)]
    return len(known) == 1 and known[0] is entry
