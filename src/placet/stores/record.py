"""The records of joint files in a database: chains, proofs of forks, statements after them, the list of envelopes.

Rows are added in one transaction for each batch and never changed; a body is erased by adding a row that says so. What
is private is kept by another module over another connection, and this one has no way to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from heapq import merge
from typing import Any

from placet.agreement.entry import ERASABLE, Entry
from placet.agreement.header import Head
from placet.agreement.record import Fork
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import Use, digest
from placet.errors import NotFoundError, Refused
from placet.node.joint.ports import Batch, Kept, KeptEnvelope
from placet.stores import rows
from placet.stores.database import Database, storable
from placet.stores.order import Number, is_dropped, new_of, number_of, staying
from placet.stores.troubles import trouble

_CHUNK = 1_000  # rows that are read at once; nothing is held open between two chunks


class SqlRecord:
    """A `Shelf` in a database that was laid out for it."""

    def __init__(self, database: Database) -> None:
        """Take a database over. Raises `StorageError` where it does not answer."""
        self._database = database
        self._epoch = self._kept_epoch()
        self._began = False

    @property
    def place(self) -> str:
        """What an error calls it."""
        return self._database.place

    @property
    def epoch(self) -> int:
        """How many times a process began to write here, as of our opening or our own first write."""
        return self._epoch

    def visits(self) -> tuple[str, ...]:
        """Ids in the order of opening."""
        return tuple(visit for (visit,) in self._database.find(rows.VISITS))

    def open_file(self, visit: str, opening: bytes) -> None:
        """Keep a new joint file."""
        if digest(Use.OPENING, opening) != visit:
            raise Refused("other-visit")
        with self._writing():
            if not self._database.find(rows.OPENING, (visit,)):
                self._database.run(rows.KEEP_VISIT, [(self._next("visits"), visit, opening)])

    def opening(self, visit: str) -> bytes:
        """The opening's bytes."""
        for row in self._database.find(rows.OPENING, (visit,)):
            return rows.opening_of(row)
        raise NotFoundError(visit, ())

    def entries(self, visit: str) -> Iterator[Entry]:
        """Every entry, in the order of keeping, which is causal."""
        self.opening(visit)
        return map(rows.entry_of, self._in_chunks(rows.ENTRIES, visit))

    def forks(self, visit: str) -> Iterator[Fork]:
        """The kept proofs, in the order of keeping."""
        self.opening(visit)
        return map(rows.fork_of, self._in_chunks(rows.FORKS, visit))

    def history(self, visit: str) -> Iterator[Kept]:
        """Entries, proofs and statements, in the order of keeping: they are numbered together."""
        self.opening(visit)
        kinds: tuple[tuple[str, Callable[[tuple[Any, ...]], Kept]], ...] = (
            (rows.ENTRIES, rows.entry_of),
            (rows.FORKS, rows.fork_of),
            (rows.STATEMENTS, rows.statement_of),
        )
        found = (self._numbered(statement, read, visit) for statement, read in kinds)
        return (kept for _, kept in merge(*found, key=lambda numbered: numbered[0]))

    def beside(self, visit: str) -> Iterator[Entry]:
        """Entries of branches that nobody has chosen, in the order of keeping."""
        self.opening(visit)
        return map(rows.entry_of, self._in_chunks(rows.BRANCHES, visit))

    def envelopes(self, visit: str) -> tuple[KeptEnvelope, ...]:
        """In the order of keeping."""
        self.opening(visit)
        return tuple(map(rows.envelope_of, self._database.find(rows.ENVELOPES, (visit,))))

    def append(self, batch: Batch) -> None:
        """Keep all of it or nothing."""
        with self._writing():
            self.opening(batch.visit)
            refuse_other_visits(batch)
            self._keep_entries(batch.visit, batch.entries)
            self._keep_forks(batch.visit, batch.forks)
            for each in batch.resumed:
                self._keep_statement(batch.visit, each.statement)
                self._keep_entries(batch.visit, each.entries)
                self._keep_forks(batch.visit, each.forks)
            self._keep_beside(batch.visit, batch.beside)
            if batch.envelope is not None:
                self._keep_envelope(batch.visit, batch.envelope)

    def erase_bodies(self, visit: str, entries: Iterable[Number]) -> None:
        """Erase bodies: the database takes them away when it is told which."""
        wanted = [(visit, side, seq) for side, seq in entries]
        with self._writing():
            for number in wanted:
                self._require_erasable(*number)
            self._database.run(rows.ERASE, wanted)
        self._database.scrub()

    def head(self, visit: str, side: str) -> Head | None:
        """The last entry of a side's chain, or None."""
        for seq, kept in self._database.find(rows.HEAD, (visit, side)):
            return Head(side, seq, kept)
        return None

    def knows(self, visit: str, head: Head) -> bool:
        """Whether this very entry is kept, or all sides have signed that it does not count."""
        if self._database.find(rows.ENTRY, (visit, head.side, head.seq, head.hash)):
            return True
        return is_dropped(map(rows.statement_of, self._in_chunks(rows.STATEMENTS, visit)), head)

    def flaws(self) -> tuple[str, ...]:
        """What the database itself finds wrong."""
        return self._database.flaws()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A transaction, refused after another process has written; with our first, we say that we began."""
        with self._database.transaction():
            if self._kept_epoch() != self._epoch:
                raise trouble(self.place, "overtaken")
            if not self._began:
                self._database.run(rows.BEGIN, [(self._epoch + 1,)])
            yield
        if not self._began:
            self._began, self._epoch = True, self._epoch + 1

    def _kept_epoch(self) -> int:
        return int(self._database.find(rows.EPOCH)[0][0])

    def _next(self, table: str) -> int:
        """The number of the next row. Without gaps, and the same in every kind of database."""
        return int(self._database.find(rows.next_number(table))[0][0])

    def _in_chunks(self, statement: str, visit: str) -> Iterator[tuple[Any, ...]]:
        last = 0
        while found := self._database.find(statement, (visit, last, _CHUNK)):
            yield from found
            last = found[-1][0]

    def _taken(self, visit: str, numbers: Sequence[Number]) -> dict[Number, str]:
        """The hashes that are kept under these numbers, and perhaps under some between them."""
        taken: dict[Number, str] = {}
        for side in sorted({side for side, _ in numbers}):
            seqs = [seq for each, seq in numbers if each == side]
            found = self._database.find(rows.HASHES, (visit, side, min(seqs), max(seqs)))
            taken.update({(side, seq): kept for seq, kept in found})
        return taken

    def _keep_entries(self, visit: str, entries: Sequence[Entry]) -> None:
        found = (self.head(visit, side) for side in {entry.header.side for entry in entries})
        heads = {head.side: head.seq for head in found if head is not None}
        new = new_of(entries, self._taken(visit, [number_of(entry) for entry in entries]), heads)
        turns = dict(self._database.find(rows.TURNS, (visit,)))
        numbered = enumerate(new, self._next_in_history())
        kept = [(*rows.entry_row(at, each), turns.get(each.header.side, 0)) for at, each in numbered]
        self._database.run(rows.KEEP_ENTRY, kept)

    def _next_in_history(self) -> int:
        """The number of the next entry, proof or statement: together they are the history of all files."""
        return int(self._database.find(rows.NEXT_IN_HISTORY)[0][0])

    def _numbered(
        self, statement: str, read: Callable[[tuple[Any, ...]], Kept], visit: str
    ) -> Iterator[tuple[int, Kept]]:
        return ((row[0], read(row)) for row in self._in_chunks(statement, visit))

    def _keep_statement(self, visit: str, signed: SignedResumption) -> None:
        statement = signed.resumption
        kept = [row[1:] for row in self._in_chunks(rows.STATEMENTS, visit)]
        if any(name == statement.hash for _, _, name, _ in kept):
            return
        turn = sum(side == statement.side for side, *_ in kept) + 1
        numbers = [(statement.side, seq) for seq in range(statement.after + 1, statement.last + 1)]
        stays = staying(statement, self._taken(visit, numbers))
        row = (self._next_in_history(), visit, statement.side, turn, stays, statement.hash, signed.to_bytes())
        self._database.run(rows.KEEP_STATEMENT, [row])

    def _keep_beside(self, visit: str, entries: Sequence[Entry]) -> None:
        kept = {name for (name,) in self._database.find(rows.BRANCH_HASHES, (visit,))}
        new = {entry.hash: entry for entry in entries if entry.hash not in kept}
        first = self._next("branches")
        self._database.run(rows.KEEP_BRANCH, [rows.entry_row(at, each) for at, each in enumerate(new.values(), first)])

    def _keep_forks(self, visit: str, forks: Sequence[Fork]) -> None:
        kept = set(self._database.find(rows.FORK_HASHES, (visit,)))
        new = {fork.other.hash: fork for fork in forks if (fork.other.hash,) not in kept}
        kept_now = [rows.fork_row(at, fork) for at, fork in enumerate(new.values(), self._next_in_history())]
        self._database.run(rows.KEEP_FORK, kept_now)

    def _keep_envelope(self, visit: str, envelope: KeptEnvelope) -> None:
        direction = (visit, storable(envelope.other), int(envelope.outgoing))
        if self._database.find(rows.ENVELOPE_BY_ID, (*direction, storable(envelope.id))):
            return
        if envelope.outgoing and self._database.find(rows.ENVELOPE_BY_COUNT, (*direction, envelope.number)):
            raise Refused("envelope-number-used", other=envelope.other, number=envelope.number)
        told = (envelope.number, envelope.id, storable(envelope.at), storable(envelope.heads))
        self._database.run(rows.KEEP_ENVELOPE, [(self._next("envelopes"), *direction, *told)])

    def _require_erasable(self, visit: str, side: str, seq: int) -> None:
        found = self._database.find(rows.TYPE, (visit, side, seq))
        if not found:
            raise NotFoundError(f"{side} {seq}", ())
        if found[0][0] not in ERASABLE:
            raise Refused("body-needed", side=side, seq=seq)


def refuse_other_visits(batch: Batch) -> None:
    """Raise `Refused` where an entry or a statement belongs to another joint file."""
    forks = [*batch.forks, *(fork for each in batch.resumed for fork in each.forks)]
    entries = [*batch.entries, *batch.beside, *(entry for each in batch.resumed for entry in each.entries)]
    headers = [each.header for each in (*entries, *(entry for fork in forks for entry in (fork.kept, fork.other)))]
    statements = [each.statement.resumption for each in batch.resumed]
    if not {each.visit for each in headers} | {each.visit for each in statements} <= {batch.visit}:
        raise Refused("other-visit")
