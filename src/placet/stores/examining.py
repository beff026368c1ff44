"""Whether what is kept is still what was written: everything is read and verified from the first byte.

Signatures too: a hash beside the bytes tells only that a disk did not change them, a signature that nobody did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from placet.agreement.ahead import looked_ahead
from placet.agreement.entry import Entry
from placet.agreement.opening import Opening, opening_of
from placet.agreement.record import Admission, Fork, Record
from placet.agreement.resuming import resumed
from placet.agreement.resumption import SignedResumption
from placet.errors import PlacetError, Refused
from placet.node.joint.ports import Kept, RecordStore
from placet.stores.shelf import Flaw, Shelf


def flaws_of(shelf: Shelf) -> Iterator[Flaw]:
    """What the database finds wrong; then of each joint file the first fault, since what follows rests on it."""
    try:
        yield from (Flaw(shelf.place, said) for said in shelf.flaws())
        visits = shelf.visits()
    except PlacetError as error:  # so damaged that it cannot even be looked at
        yield Flaw(shelf.place, error.code)
        return
    for visit in visits:
        try:
            record_of(shelf, visit)
        except PlacetError as error:
            yield Flaw(visit, error.code)


def record_of(shelf: Shelf | RecordStore, visit: str) -> Record:
    """A joint file, verified entry by entry, with its forks. Raises `Refused` for the first that is wrong."""
    opening = opening_of(shelf.opening(visit))
    if opening.visit != visit:
        raise Refused("damaged")
    return taken_in(opening, shelf.history(visit))


def taken_in(opening: Opening, history: Iterable[Kept]) -> Record:
    """The record of what was kept, each in its place and each as what it was kept for. Raises `Refused`."""
    record = Record(opening)
    for is_entry, run in groupby(history, lambda kept: isinstance(kept, Entry)):
        if is_entry:
            _take_entries(record, (kept for kept in run if isinstance(kept, Entry)))
            continue
        for kept in run:
            if isinstance(kept, Fork) and record.admit(kept.other) is not Admission.FORK:
                raise Refused("damaged", side=kept.other.header.side, seq=kept.seq)
            if isinstance(kept, SignedResumption):
                record = resumed(record, kept)
    return record


def _take_entries(record: Record, entries: Iterable[Entry]) -> None:
    for ahead in looked_ahead(entries, record.last_card):
        if record.admit_known(ahead) is not Admission.TAKEN:
            header = ahead.entry.header
            raise Refused("damaged", side=header.side, seq=header.seq)
