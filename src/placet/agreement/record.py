"""The record of a joint file: each side's chain, and the one door through which an entry comes in.

`Record.admit` decides first and acts afterwards: an entry is either taken, known already, or refused with a code, and
a refusal changes nothing. Two entries of one side with one number are kept as proof and close that side's chain.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

from placet.agreement.acts import Sealed, is_joined_by_roots, sealing_of
from placet.agreement.ahead import NOTHING_KNOWN, Ahead, looked_ahead
from placet.agreement.cards import Card
from placet.agreement.changed_keys import KeyChange, key_change_of
from placet.agreement.entry import FIRST_PREVIOUS, Entry, Head, Kind, look_at_body
from placet.agreement.opening import Opening
from placet.agreement.signing import NOTHING_AHEAD, Use, Verified
from placet.errors import Refused


class Admission(Enum):
    """What came of an entry that was not refused."""

    TAKEN = "taken"
    KNOWN = "known"
    FORK = "fork"


@dataclass(frozen=True, slots=True)
class Fork:
    """Proof that a side signed two different entries under one number. Verifies without the rest of the record."""

    kept: Entry
    other: Entry

    @property
    def seq(self) -> int:
        """The number that was used twice."""
        return self.kept.header.seq


@dataclass(slots=True)
class Chain:
    """What one side has written down, in its order; its keys by position; what is derived from verified bodies."""

    side: str
    entries: list[Entry] = field(default_factory=list)
    cards: list[tuple[int, Card]] = field(default_factory=list)
    """From which number each card is in force."""
    changes: list[tuple[int, KeyChange]] = field(default_factory=list)
    """The changes of keys, with the number of the entry that made them."""
    sealed: dict[int, Sealed] = field(default_factory=dict)
    """Assents with a good seal, by number."""
    seen: dict[str, list[int]] = field(default_factory=dict)
    """For each other side, how many of its entries each of ours had seen; never falls."""
    fork: Fork | None = None

    @property
    def head(self) -> Head | None:
        """The last entry, or None."""
        return self.entries[-1].head if self.entries else None

    def card_at(self, seq: int) -> Card:
        """The keys in force at a number: valid by place in the chain, never by a clock."""
        return next(card for since, card in reversed(self.cards) if since <= seq)

    def is_doubtful(self, seq: int) -> bool:
        """Whether an entry lies in a fork, or after the last that the owner of a stolen key vouches for."""
        if self.fork is not None and seq >= self.fork.seq:
            return True
        return any(change.last_good is not None and change.last_good < seq < at for at, change in self.changes)

    def first_that_saw(self, side: str, seq: int) -> int | None:
        """The number of the first entry whose writer had entry `seq` of `side`, or None."""
        if side == self.side:
            return seq if seq <= len(self.entries) else None
        counts = self.seen.get(side, [])
        at = bisect_left(counts, seq)
        return at + 1 if at < len(counts) else None


class Record:
    """The chains of a joint file, verified. Not for use by two threads at once."""

    def __init__(self, opening: Opening) -> None:
        """A record in which nobody has said anything yet."""
        self.opening = opening
        self.chains: Mapping[str, Chain] = {
            side: Chain(side, cards=[(1, card)], seen={other: [] for other in opening.others(side)})
            for side, card in opening.cards.items()
        }

    def __iter__(self) -> Iterator[Entry]:
        """Every entry, side by side, each side's in its order."""
        return (entry for chain in self.chains.values() for entry in chain.entries)

    def __len__(self) -> int:
        """How many entries there are."""
        return sum(len(chain.entries) for chain in self.chains.values())

    def heads(self) -> tuple[Head, ...]:
        """The last entry of each chain that has one, by side."""
        return tuple(chain.head for chain in self.chains.values() if chain.head is not None)

    def seen_by(self, side: str) -> tuple[Head, ...]:
        """What the next entry of a side is to say it has seen."""
        return tuple(head for head in self.heads() if head.side != side)

    def entry(self, side: str, seq: int) -> Entry | None:
        """An entry by its number, or None."""
        entries = self.chains[side].entries
        return entries[seq - 1] if 1 <= seq <= len(entries) else None

    def admit(self, entry: Entry, ahead: Ahead = NOTHING_KNOWN) -> Admission:
        """Take an entry in, or say that it is known or a fork. Raises `Refused`; then nothing has changed.

        Whatever was found out `ahead`, the answer is the same.
        """
        chain = self._chain(entry)
        header = entry.header
        if header.seq <= len(chain.entries):
            return self._again(chain, entry)
        if chain.fork is not None:
            raise Refused("chain-closed", side=header.side, seq=header.seq)
        self._look_at_place(chain, entry)
        self._look_at_seen(chain, entry)
        change = self._verify(chain, entry, ahead.verified)
        sealing = (ahead.sealing or sealing_of(entry)) if header.type == Kind.ASSENT else None
        sealed = sealing.under(chain.card_at(header.seq), ahead.verified) if sealing is not None else None
        self._take(chain, entry, change, sealed)
        return Admission.TAKEN

    def admit_all(self, entries: Iterable[Entry]) -> list[Entry]:
        """Take in a causally closed heap in any order; what was taken, in the order of taking.

        Raises `Refused` for the first entry that can never be taken, or the first that waits for one that is missing;
        those before it stay taken, so whoever wants all or nothing admits into a copy.
        """
        taken: list[Entry] = []
        waiting: dict[str, list[Entry]] = {}
        for entry in sorted(entries, key=lambda each: (each.header.side, each.header.seq)):
            waiting.setdefault(entry.header.side, []).append(entry)
        queues = {side: looked_ahead(queue, partial(self._last_card, side)) for side, queue in waiting.items()}
        next_of = {side: next(queue) for side, queue in queues.items()}
        while next_of:
            progressed = False
            for side in list(next_of):
                while side in next_of:
                    entry, ahead = next_of[side]
                    try:
                        admission = self.admit(entry, ahead)
                    except Refused as refusal:
                        if refusal.code != "seen-missing" or len(next_of) == 1:
                            raise
                        stuck = refusal
                        break
                    progressed = True
                    if admission is Admission.TAKEN:
                        taken.append(entry)
                    following = next(queues[side], None)
                    if following is None:
                        del next_of[side]
                    else:
                        next_of[side] = following
            if next_of and not progressed:
                raise stuck
        return taken

    def copy(self) -> Record:
        """A record that can be added to without touching this one; entries are shared, they never change."""
        other = Record(self.opening)
        for side, chain in self.chains.items():
            twin = other.chains[side]
            twin.entries, twin.cards, twin.changes = list(chain.entries), list(chain.cards), list(chain.changes)
            twin.sealed, twin.fork = dict(chain.sealed), chain.fork
            twin.seen = {name: list(counts) for name, counts in chain.seen.items()}
        return other

    def _last_card(self, side: str) -> Card | None:
        chain = self.chains.get(side)
        return None if chain is None else chain.cards[-1][1]

    def _chain(self, entry: Entry) -> Chain:
        if entry.header.visit != self.opening.visit:
            raise Refused("other-visit")
        chain = self.chains.get(entry.header.side)
        if chain is None:
            raise Refused("unknown-side", side=entry.header.side)
        return chain

    def _again(self, chain: Chain, entry: Entry) -> Admission:
        """An entry under a number that is taken: the same once more, or proof against its writer."""
        kept = chain.entries[entry.header.seq - 1]
        if kept.hash == entry.hash:
            return Admission.KNOWN
        if not self._is_signed(chain, entry, NOTHING_AHEAD):
            raise Refused("bad-signature", side=chain.side, seq=entry.header.seq)
        if chain.fork is None:
            chain.fork = Fork(kept, _as_signed(entry))
        return Admission.FORK

    def _look_at_place(self, chain: Chain, entry: Entry) -> None:
        header = entry.header
        if header.seq != len(chain.entries) + 1:
            raise Refused("gap", side=header.side, seq=header.seq, have=len(chain.entries))
        if header.prev != (chain.entries[-1].hash if chain.entries else FIRST_PREVIOUS):
            raise Refused("broken-chain", side=header.side, seq=header.seq)
        if (header.type == Kind.JOIN) != (header.seq == 1):
            raise Refused("not-joined", side=header.side, seq=header.seq)

    def _look_at_seen(self, chain: Chain, entry: Entry) -> None:
        header = entry.header
        for other, counts in chain.seen.items():
            if counts and header.seen_of(other) < counts[-1]:
                raise Refused("seen-falls", side=header.side, seq=header.seq)
        for head in header.seen:
            if head.side not in chain.seen:
                raise Refused("unknown-side", side=head.side)
            known = self.entry(head.side, head.seq)
            if known is None:
                raise Refused("seen-missing", side=header.side, seq=header.seq, wants=f"{head.side} {head.seq}")
            if known.hash != head.hash:
                raise Refused("seen-contradicts", side=header.side, seq=header.seq, wants=f"{head.side} {head.seq}")

    def _verify(self, chain: Chain, entry: Entry, verified: Verified) -> KeyChange | None:
        """Signature and body. Returns the change of keys that the entry makes, if it makes one."""
        header = entry.header
        where: dict[str, str | int] = {"side": header.side, "seq": header.seq}
        look_at_body(entry)
        card = chain.card_at(header.seq)
        if header.type == Kind.KEYS:
            change = key_change_of(entry, card)
            signers = {card.node, change.card.node}
            words = Use.ENTRY.value + entry.raw
            if not any(verified.verifies(bytes.fromhex(key), words, entry.signature) for key in signers):
                raise Refused("bad-signature", **where)
            return change
        if not self._is_signed(chain, entry, verified):
            raise Refused("bad-signature", **where)
        if header.type == Kind.JOIN and not is_joined_by_roots(entry, card):
            raise Refused("not-joined-by-roots", **where)
        return None

    @staticmethod
    def _is_signed(chain: Chain, entry: Entry, verified: Verified) -> bool:
        node = bytes.fromhex(chain.card_at(entry.header.seq).node)
        return verified.verifies(node, Use.ENTRY.value + entry.raw, entry.signature)

    @staticmethod
    def _take(chain: Chain, entry: Entry, change: KeyChange | None, sealed: Sealed | None) -> None:
        seq = entry.header.seq
        chain.entries.append(entry)
        for other, counts in chain.seen.items():
            counts.append(entry.header.seen_of(other))
        if change is not None:
            chain.changes.append((seq, change))
            chain.cards.append((seq + 1, change.card))
        if sealed is not None:
            chain.sealed[seq] = sealed


def _as_signed(entry: Entry) -> Entry:
    """The entry without a body that is not the one it names: a proof keeps nothing that its writer did not sign."""
    try:
        look_at_body(entry)
    except Refused:
        return replace(entry, body=None)
    return entry
