"""A side's desk for one file: the record as it stands, and the pen with which the side adds to it.

While the other side has no Placet there is no record: what is said lies in the private store alone (`drafts`,
`evidence`), and nothing can be signed.

What is written is durable before anybody learns of it: entries are made on a copy of the record, kept by the store in
one piece, and only then is the copy the record. A desk whose record may be older than what this side once wrote is for
reading only, until another side has shown it its own last entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from placet.agreement.entry import Entry, Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.fold import Folded, fold
from placet.agreement.header import Header
from placet.agreement.opening import Opening, opening_of
from placet.agreement.record import Fork, Record
from placet.agreement.resuming import resumed
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import Use, digest
from placet.errors import Refused
from placet.node.joint.keyring import Keyring
from placet.node.joint.means import Means
from placet.node.joint.ports import Batch, PrivateStore, RecordStore
from placet.projections.standing import PointStanding
from placet.projections.where_it_stands import standings

SALT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be written down: its kind, what the body says, and what the header says besides.

    `finish` makes the body where it depends on the header's clock (the seal under an assent). `salt` is given where
    the text's own name rests on it.
    """

    kind: Kind
    fields: Mapping[str, Any] = field(default_factory=dict)
    header: Mapping[str, Any] = field(default_factory=dict)
    salt: bytes | None = None
    finish: Callable[[Header], Mapping[str, Any]] | None = None


@dataclass(slots=True)
class Stores:
    """Where a side keeps what it shares and what it does not."""

    shared: RecordStore
    private: PrivateStore

    def close(self) -> None:
        """Let another process open them."""
        self.shared.close()
        self.private.close()


class Desk:
    """One side at one file. `file` is its name in the private store; `record` is None while there is no counterpart."""

    def __init__(self, keyring: Keyring, stores: Stores, means: Means, file: str, record: Record | None) -> None:
        """Sit down. `record` was loaded and verified; see `load`."""
        self.keyring, self.stores, self.means, self.file = keyring, stores, means, file
        self._record = record
        self.is_read_only = False

    @property
    def has_counterpart(self) -> bool:
        """Whether there is another side that can sign."""
        return self._record is not None

    @property
    def record(self) -> Record:
        """The record. Raises `Refused` while there is no counterpart."""
        if self._record is None:
            raise Refused("no-counterpart")
        return self._record

    @record.setter
    def record(self, record: Record) -> None:
        self._record = record

    @property
    def side(self) -> str:
        """Ours."""
        return self.keyring.side

    @property
    def opening(self) -> Opening:
        """The document that opened the file."""
        return self.record.opening

    @property
    def visit(self) -> str:
        """The id of the file."""
        return self.record.opening.visit

    def fold(self) -> Folded:
        """What follows from the record as it is now."""
        return fold(self.record)

    def standings(self) -> tuple[PointStanding, ...]:
        """Where every point of the record stands now."""
        return standings(self.record, self.fold()) if self.has_counterpart else ()

    def write(self, acts: Sequence[Act]) -> list[Entry]:
        """Write acts down, all or none of them. Raises `Refused` where the side may not write, `StorageError`."""
        self.refuse_numbers()
        draft, entries = self.record.copy(), []
        for act in acts:
            entries.append(self._entry(draft, act))
            draft.admit(entries[-1])
        self.stores.shared.append(Batch(self.visit, entries))
        self.record = draft
        return entries

    def as_if(self, acts: Sequence[Act]) -> Desk:
        """The desk as it would be after some acts, to look at. Nothing is written, and nothing can be there.

        Raises `Refused` where the side may not write, or the record would not take an act.
        """
        self.refuse_writing()
        draft = self.record.copy()
        for act in acts:
            draft.admit(self._entry(draft, act))
        seen = Desk(self.keyring, self.stores, self.means, self.file, draft)
        seen.is_read_only = True
        return seen

    @property
    def may_write(self) -> bool:
        """Whether anything may be added now."""
        try:
            self.refuse_writing()
        except Refused:
            return False
        return True

    def refuse_writing(self) -> None:
        """Raise `Refused` where nothing may be added, or nothing but the new keys that all sides signed."""
        self.refuse_numbers()
        chain = self.record.chains[self.side]
        if chain.awaits is not None:
            raise Refused("keys-awaited", side=self.side, seq=len(chain.entries) + 1)

    def refuse_numbers(self) -> None:
        """Raise `Refused` where no number may be used: after a restore, or once two entries carry one number."""
        if self.is_read_only:
            raise Refused("restored", side=self.side)
        chain = self.record.chains[self.side]
        if chain.fork is not None:
            raise Refused("chain-closed", side=self.side, seq=chain.fork.seq)
        if len(chain.entries) < max(chain.counted, default=0):  # another machine of this side wrote what counts
            raise Refused("branch-awaited", side=self.side, seq=len(chain.entries) + 1)

    def prepared(self, record: Record, act: Act) -> Entry:
        """The entry that an act would be as the next of our chain in a record; nothing is written."""
        return self._entry(record, act)

    def _entry(self, record: Record, act: Act) -> Entry:
        header = self._header(record, act)
        fields = act.finish(header) if act.finish is not None else act.fields
        body = body_of(fields, act.salt or self.means.chance(SALT_BYTES))
        return entry_written(replace(header, body=digest(Use.BODY, body), length=len(body)), body, self.keyring.node)

    def _header(self, record: Record, act: Act) -> Header:
        head = record.chains[self.side].head
        return Header(
            visit=self.visit,
            side=self.side,
            seq=head.seq + 1 if head is not None else 1,
            prev=record.chains[self.side].previous,
            seen=record.seen_by(self.side),
            type=act.kind.value,
            at=self.means.stamp(),
            body="0" * 64,
            length=2,
            **act.header,
        )


def load(store: RecordStore, visit: str) -> Record:
    """The record of a joint file, every entry verified again. Raises `Refused` where the store was damaged."""
    record = Record(opening_of(store.opening(visit)))
    if record.opening.visit != visit:
        raise Refused("other-visit")
    for kind, run in groupby(store.history(visit), type):
        if kind is Entry:
            record.admit_all(each for each in run if isinstance(each, Entry))
            continue
        for kept in run:
            if isinstance(kept, Fork):
                record.admit(kept.other)
            if isinstance(kept, SignedResumption):
                record = resumed(record, kept)
    return record
