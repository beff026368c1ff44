"""The guard over a store of records: persist before dispatch, and never a number twice.

The order of writes, and what a power cut between two of them leaves behind:

1. The entries, in one transaction of the database, synced. Cut before: nothing was written. Cut after: the database is
   further than the file of own heads; at the next opening the file is brought up, and nothing had left.
2. The file of own heads, synced, in the place of the old one, and the folder synced.
3. `append` returns. Only now may a byte of it leave the office.

So whatever has left stands in the database, and the file of own heads names it. A database that lacks what the file
names is an old copy.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from placet.agreement.entry import Entry
from placet.agreement.header import Head
from placet.agreement.opening import opening_of
from placet.agreement.record import Fork
from placet.errors import Refused
from placet.node.joint.ports import Answer, Batch, Claim, Footing, Kept, KeptEnvelope
from placet.stores.examining import flaws_of
from placet.stores.own_heads import IN_FOLDER, OwnHeads, Question, compared, holds, read_own_heads
from placet.stores.shelf import Flaw, Shelf


class GuardedRecord:
    """A `RecordStore` that knows whose node this is. `folder` holds the file of own heads, which tells of `store`."""

    def __init__(self, shelf: Shelf, folder: Path, side: str, *, writing: bool = True, store: str = IN_FOLDER) -> None:
        """Hold a store against the file; where we write, bring the file up before anything can leave."""
        self._shelf, self._folder, self._side = shelf, folder, side
        self._lock = threading.RLock()
        told = read_own_heads(folder, side)
        self._own = replace(compared(shelf, side, told), store=store)
        self._is_file_missing = told is None and self._own.is_restored
        self._is_behind = told != self._own
        if writing:
            self._keep_up()

    @property
    def found(self) -> Footing:
        """How the whole stands: the least footing of a joint file, kept or told of."""
        footings = {self.footing(visit) for visit in (*self._shelf.visits(), *self._own.heads)}
        ranked = (Footing.UNKNOWN, Footing.RESTORED, Footing.IN_STEP)
        return next((each for each in ranked if each in footings), Footing.FRESH)

    def footing(self, visit: str) -> Footing:
        """Whether we may write in this file."""
        footing = self._own.footing(visit)
        is_unknown = self._is_file_missing and visit not in self._own.doubted
        return Footing.UNKNOWN if footing is Footing.RESTORED and is_unknown else footing

    def confirm(self, visit: str, answer: Answer) -> Footing:
        """Let us write again, if all have answered, and what is kept holds what they showed and what the file tells."""
        with self._lock:
            if not self.footing(visit).may_write and self._is_believed(visit, answer):
                self._tell(self._own.with_answer(visit, answer.by))
                last = self._own.heads.get(visit)
                if not self.unanswered(visit) and (last is None or holds(self._shelf, visit, last)):
                    told = self._own.with_claims_believed(visit)
                    self._tell(told.with_confirmed(visit, self._shelf.head(visit, self._side)))
            return self.footing(visit)

    def vouch(self, visit: str) -> Footing:
        """Let us write again on a person's word."""
        with self._lock:
            if not self.footing(visit).may_write:
                told = self._own.with_denied(visit)
                self._tell(told.with_confirmed(visit, self._shelf.head(visit, self._side)))
            return self.footing(visit)

    def claimed(self, visit: str, claim: Claim) -> Footing:
        """Stop writing, unless the claim was denied; where others are undecided, note it beside them."""
        with self._lock:
            is_denied = (visit, claim.shown.hash) in self._own.denied
            if not is_denied and (self.footing(visit).may_write or self.claims(visit)):
                self._tell(self._own.with_claim(visit, claim))
            return self.footing(visit)

    def claims(self, visit: str) -> tuple[Claim, ...]:
        """What nobody has decided about a file."""
        return self._own.claims_about(visit)

    def is_new(self, visit: str, card: str) -> bool:
        """Whether nothing of ours in a file can have left before."""
        return self._own.is_new(visit, card)

    def note_drawn(self, card: str) -> None:
        """New keys were drawn here."""
        with self._lock:
            if (own := self._own.with_drawn(card)) != self._own:
                self._tell(own)

    def unanswered(self, visit: str) -> tuple[str, ...]:
        """The other sides that must still answer."""
        if self.footing(visit).may_write:
            return ()
        others = opening_of(self._shelf.opening(visit)).others(self._side)
        return tuple(side for side in others if (visit, side) not in self._own.answered)

    def doubt(self, visit: str) -> None:
        """Stop writing in a file until it is confirmed, and joining others that may have been joined before."""
        with self._lock:
            self._tell(self._own.with_doubted(visit))

    def doubt_home(self) -> None:
        """Join no file that may have been joined before."""
        with self._lock:
            self._tell(self._own.as_set_back())

    def append(self, batch: Batch) -> None:
        """Keep a batch, and only then tell the file; see above."""
        with self._lock:
            self._refuse_while_restored(batch)
            self._shelf.append(batch)
            for entry in (*batch.entries, *(entry for each in batch.resumed for entry in each.entries)):
                if entry.header.side == self._side:
                    self._note(batch.visit, entry.head)
                    self._believe_what_came_back(batch)
            self._note_resumed(batch)
            if batch.envelope is not None and batch.envelope.outgoing and not self.footing(batch.visit).may_write:
                self._own = self._own.with_question(Question(batch.visit, batch.envelope.other, batch.envelope.id))
                self._is_behind = True
            self._keep_up()

    def open_file(self, visit: str, opening: bytes) -> None:
        """Keep a new joint file."""
        with self._lock:
            self._shelf.open_file(visit, opening)
            self._keep_up()

    def erase_bodies(self, visit: str, entries: Iterable[tuple[str, int]]) -> None:
        """Erase bodies."""
        with self._lock:
            self._shelf.erase_bodies(visit, entries)
            self._keep_up()

    def flaws(self) -> Iterator[Flaw]:
        """What full verification finds wrong."""
        return flaws_of(self._shelf)

    def visits(self) -> tuple[str, ...]:
        """Ids of the joint files."""
        return self._shelf.visits()

    def opening(self, visit: str) -> bytes:
        """The opening's bytes."""
        return self._shelf.opening(visit)

    def entries(self, visit: str) -> Iterator[Entry]:
        """Every entry, in causal order."""
        return self._shelf.entries(visit)

    def forks(self, visit: str) -> Iterator[Fork]:
        """The kept proofs."""
        return self._shelf.forks(visit)

    def history(self, visit: str) -> Iterator[Kept]:
        """Entries, proofs and statements."""
        return self._shelf.history(visit)

    def beside(self, visit: str) -> Iterator[Entry]:
        """Entries of branches that nobody has chosen."""
        return self._shelf.beside(visit)

    def envelopes(self, visit: str) -> tuple[KeptEnvelope, ...]:
        """The list of envelopes."""
        return self._shelf.envelopes(visit)

    def close(self) -> None:
        """Let go of the store."""
        self._shelf.close()

    def _refuse_while_restored(self, batch: Batch) -> None:
        """An entry of ours may come back to us in an envelope; a new one must wait."""
        came_back = batch.envelope is not None and not batch.envelope.outgoing
        if came_back or self.footing(batch.visit).may_write:
            return
        if batch.resumed:  # it came by itself, and brings nothing that is new to its signers
            return
        for entry in batch.entries:
            if entry.header.side == self._side:
                raise Refused("restored", side=self._side, seq=entry.header.seq)

    def _is_believed(self, visit: str, answer: Answer) -> bool:
        """Whether this answers a question of ours; an old envelope that is played back names none of them."""
        shown = answer.shown
        has_shown = shown is None or (shown.side == self._side and holds(self._shelf, visit, shown))
        return has_shown and Question(visit, answer.by, answer.to) in self._own.asked

    def _tell(self, own: OwnHeads) -> None:
        """Tell the file something else."""
        self._own, self._is_behind = own, True
        self._keep_up()

    def _believe_what_came_back(self, batch: Batch) -> None:
        """An entry of ours that an envelope brings while there are claims: somebody held more, so we were set back."""
        if batch.envelope is not None and not batch.envelope.outgoing and self.claims(batch.visit):
            self._own, self._is_behind = self._own.as_set_back(), True

    def _note(self, visit: str, head: Head) -> None:
        last = self._own.heads.get(visit)
        if last is None or last.seq < head.seq:
            self._own = replace(self._own, heads={**self._own.heads, visit: head})
            self._is_behind = True

    def _note_resumed(self, batch: Batch) -> None:
        """After a statement about our own chain it ends where all sides signed that it does: perhaps earlier."""
        if any(each.statement.resumption.side == self._side for each in batch.resumed):
            last, head = self._own.heads.get(batch.visit), self._shelf.head(batch.visit, self._side)
            if head is not None and (last is None or holds(self._shelf, batch.visit, last)):
                self._own = replace(self._own, heads={**self._own.heads, batch.visit: head})
                self._is_behind = True

    def _keep_up(self) -> None:
        """Write the file where it tells something else. One that could not be written is written with the next call."""
        if self._is_behind or self._own.epoch != self._shelf.epoch:
            self._is_behind = True
            self._own = replace(self._own, epoch=self._shelf.epoch)
            self._own.write(self._folder)
            self._is_behind = False
