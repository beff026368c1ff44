"""Whether what is kept is still what was written: everything is read and verified from the first byte.

Signatures too: a hash beside the bytes tells only that a disk did not change them, a signature that nobody did.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.agreement.ahead import looked_ahead
from placet.agreement.opening import opening_of
from placet.agreement.record import Admission, Record
from placet.errors import PlacetError, Refused
from placet.node.joint.ports import RecordStore
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
    record = Record(opening)
    for entry, ahead in looked_ahead(shelf.entries(visit), record.last_card):
        if record.admit(entry, ahead) is not Admission.TAKEN:
            raise Refused("damaged", side=entry.header.side, seq=entry.header.seq)
    for fork in shelf.forks(visit):
        if record.admit(fork.other) is not Admission.FORK:
            raise Refused("damaged", side=fork.other.header.side, seq=fork.seq)
    return record
