"""The record of a joint file: each side's chain, and the one door through which an entry comes in.

`Record.admit` decides first and acts afterwards: an entry is either taken, known already, or refused with a code, and
a refusal changes nothing. Two entries of one side with one number are kept as proof and close that side's chain, until
all sides settle in `resuming` which of its branches counts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum

from placet.agreement import limits
from placet.agreement.acts import Sealed, Sealing, is_joined_by_roots, sealing_in
from placet.agreement.ahead import Ahead, looked_ahead
from placet.agreement.cards import Card
from placet.agreement.changed_keys import KeyChange, key_change_of
from placet.agreement.entry import ERASABLE, FIRST_PREVIOUS, Entry, Kind, look_at_body
from placet.agreement.erasure import purged_by
from placet.agreement.header import Head
from placet.agreement.opening import Opening
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import SIGNATURE_BYTES, Use, verifies
from placet.agreement.uncollected import uncollected
from placet.errors import Refused


class Admission(Enum):
    """What came of an entry that was not refused."""

    TAKEN = "taken"
    KNOWN = "known"
    FILLED = "filled"
    """Known, and its body, which was missing here, is there now."""
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

    def is_proven(self, card: Card) -> bool:
        """Whether it proves what it says, given the card that was in force at its number."""
        places = {(each.header.visit, each.header.side, each.header.seq) for each in (self.kept, self.other)}
        signed = all(is_written_with(card, each) for each in (self.kept, self.other))
        return len(places) == 1 and self.kept.hash != self.other.hash and signed


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
    """For each other side, how many of its entries each of ours had seen, as far as they count; never falls."""
    stolen: list[tuple[int, int]] = field(default_factory=list)
    """Stretches that the side disowns, in order and apart: the last entry that was good, and the change of keys."""
    purged: set[int] = field(default_factory=set)
    """Entries whose body the side has asked to erase."""
    fork: Fork | None = None
    """The proof with the lowest number."""
    settled: list[Fork] = field(default_factory=list)
    """Proofs of forks since all sides agreed which branch counts."""
    resumptions: list[SignedResumption] = field(default_factory=list)
    """In what they agreed it."""
    counted: dict[int, str] = field(default_factory=dict)
    """By number, the only entry that may stand there, where that was agreed."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Entries of branches that do not count, with the last number that such a branch shares with what counts."""
    size: int = 0
    """Bytes of all entries as they were written: an erased body counts on, so that every node counts the same."""
    links: dict[int, str] = field(default_factory=dict)
    """By number, what the next entry names as the one before it, where that is an agreement to resume."""
    awaited: dict[int, Card] = field(default_factory=dict)
    """By number, the keys that the entry under it must put in force, where all sides signed that."""

    @property
    def head(self) -> Head | None:
        """The last entry, or None."""
        return self.entries[-1].head if self.entries else None

    @property
    def previous(self) -> str:
        """What the next entry names as the one before it."""
        last = self.entries[-1].hash if self.entries else FIRST_PREVIOUS
        return self.links.get(len(self.entries), last)

    @property
    def awaits(self) -> Card | None:
        """The keys that the next entry must put in force, where it must."""
        return self.awaited.get(len(self.entries) + 1)

    def card_at(self, seq: int) -> Card:
        """The keys in force at a number: valid by place in the chain, never by a clock."""
        since, last = self.cards[-1]
        return last if seq >= since else self.cards[bisect_right(self.cards, seq, key=lambda card: card[0]) - 1][1]

    @property
    def is_doubted(self) -> bool:
        """Whether any entry may be doubtful."""
        return self.fork is not None or bool(self.stolen)

    def is_doubtful(self, seq: int) -> bool:
        """Whether an entry lies in a fork, or after the last that the owner of a stolen key vouches for."""
        if self.fork is not None and seq >= self.fork.seq:
            return True
        at = bisect_left(self.stolen, (seq, 0)) - 1
        return at >= 0 and seq < self.stolen[at][1]

    def first_that_saw(self, side: str, seq: int) -> int | None:
        """The number of the first entry whose writer had entry `seq` of `side`, or None."""
        if side == self.side:
            return seq if seq <= len(self.entries) else None
        counts = self.seen.get(side, [])
        at = bisect_left(counts, seq)
        return at + 1 if at < len(counts) else None


class _Queue:
    """Entries of one side that wait to be taken in, the first of them looked at ahead."""

    def __init__(self, entries: Sequence[Entry], card: Callable[[str], Card | None]) -> None:
        self._waiting = looked_ahead(entries, card)
        self._left = len(entries)
        self.front = next(self._waiting, None)

    def __len__(self) -> int:
        return self._left

    def advance(self) -> None:
        """Go on to the next."""
        self._left -= 1
        self.front = next(self._waiting, None)


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

    def had(self, entry: Entry, side: str) -> int:
        """How many entries of a side, of those that count, the writer of an entry of ours had received, or written."""
        header = entry.header
        return header.seq if side == header.side else self.chains[header.side].seen[side][header.seq - 1]

    def last_card(self, side: str) -> Card | None:
        """The keys in force after the last entry of a side, or None where it is none of the file's."""
        chain = self.chains.get(side)
        return None if chain is None else chain.cards[-1][1]

    def admit(self, entry: Entry) -> Admission:
        """Take an entry in, or say that it is known or a fork. Raises `Refused`; then nothing has changed."""
        return self.admit_known(Ahead(entry))

    def admit_known(self, ahead: Ahead) -> Admission:
        """The same; whatever was found out ahead, the answer is the same."""
        entry = ahead.entry
        chain = self._chain(entry)
        header = entry.header
        if entry.hash in chain.dropped:
            return Admission.KNOWN
        if header.seq <= len(chain.entries):
            return self._again(chain, entry)
        if chain.fork is not None:
            raise Refused("chain-closed", side=header.side, seq=header.seq)
        self._look_at_place(chain, entry)
        _look_at_room(chain, entry)
        seen = self._look_at_seen(chain, entry)
        sealing, card = _look_at_what_is_said(ahead), chain.card_at(header.seq)
        is_known = ahead.card is card  # or else other keys were in force than was guessed
        change = _verify(card, entry, chain.awaits, is_signed=is_known and ahead.is_signed)
        sealed = ahead.sealed if is_known or sealing is None else sealing.under(card)
        self._take(chain, entry, seen)
        if change is not None:
            change_keys(chain, header.seq, change)
        if sealed is not None:
            chain.sealed[header.seq] = sealed
        return Admission.TAKEN

    @uncollected()
    def admit_all(self, entries: Iterable[Entry]) -> list[Entry]:
        """Take in a causally closed heap in any order; what was taken, in the order of taking.

        Raises `Refused` for the first entry that can never be taken, or for one that waits for something which is not
        in the heap; those before it stay taken, so whoever wants all or nothing admits into a copy. What a fork holds
        up raises nothing: the proof must be kept, and the rest can come again once it is settled.
        """
        by_side: dict[str, list[Entry]] = defaultdict(list)
        for entry in sorted(entries, key=lambda each: (each.header.side, each.header.seq, each.hash)):
            by_side[entry.header.side].append(entry)
        queues = {side: _Queue(queue, self.last_card) for side, queue in by_side.items()}
        taken: list[Entry] = []
        while queues:
            left = sum(map(len, queues.values()))
            waits = [wait for queue in queues.values() if (wait := self._draw(queue, taken)) is not None]
            queues = {side: queue for side, queue in queues.items() if queue}
            if sum(map(len, queues.values())) == left:
                if any(chain.fork is not None for chain in self.chains.values()):
                    return taken
                raise next((each for each in waits if str(each.facts["wants"]).split()[0] not in queues), waits[0])
        return taken

    def copy(self) -> Record:
        """A record that can be added to without touching this one; entries are shared, they never change."""
        other = Record(self.opening)
        other.chains = {
            side: replace(
                chain,
                entries=list(chain.entries),
                cards=list(chain.cards),
                changes=list(chain.changes),
                sealed=dict(chain.sealed),
                seen={name: list(counts) for name, counts in chain.seen.items()},
                stolen=list(chain.stolen),
                purged=set(chain.purged),
                settled=list(chain.settled),
                resumptions=list(chain.resumptions),
                counted=dict(chain.counted),
                dropped=dict(chain.dropped),
                links=dict(chain.links),
                awaited=dict(chain.awaited),
            )
            for side, chain in self.chains.items()
        }
        return other

    def without_bodies(self, places: Iterable[tuple[str, int]]) -> Record:
        """A copy in which these bodies, by side and number, are erased. Raises `Refused` where something rests on one.

        Nothing else changes: what is agreed is agreed, and every chain verifies.
        """
        other = self.copy()
        for side, seq in places:
            entry = other.entry(side, seq) if side in other.chains else None
            if entry is None or entry.header.type not in ERASABLE:
                raise Refused("not-erasable", side=side, seq=seq)
            other.chains[side].entries[seq - 1] = replace(entry, body=None)
        return other

    def _draw(self, queue: _Queue, taken: list[Entry]) -> Refused | None:
        """Take in what can be taken from the front of a queue; why the rest waits, if it does."""
        while queue.front is not None:
            ahead = queue.front
            try:
                if self.admit_known(ahead) is Admission.TAKEN:
                    taken.append(ahead.entry)
            except Refused as refusal:
                if refusal.code in ("seen-missing", "seen-contradicts"):
                    return refusal
                if refusal.code != "chain-closed":
                    raise
            queue.advance()
        return None

    def _chain(self, entry: Entry) -> Chain:
        if entry.header.visit != self.opening.visit:
            raise Refused("other-visit")
        chain = self.chains.get(entry.header.side)
        if chain is None:
            raise Refused("unknown-side", side=entry.header.side)
        return chain

    def _again(self, chain: Chain, entry: Entry) -> Admission:
        """An entry under a number that is taken: the same once more, or proof against its writer."""
        seq = entry.header.seq
        kept = chain.entries[seq - 1]
        if kept.hash == entry.hash:
            return _fill(chain, kept, entry)
        if not is_written_with(chain.card_at(seq), entry):
            # After the fork the other branch may have other keys, and proves nothing that is not proven.
            is_beyond = chain.fork is not None and seq > chain.fork.seq
            raise Refused("chain-closed" if is_beyond else "bad-signature", side=chain.side, seq=seq)
        if seq <= max(chain.links, default=0):  # all sides have signed what stands there
            raise Refused("other-branch", side=chain.side, seq=seq)
        if seq in chain.awaited and new_card_of(entry, chain.card_at(seq)) != chain.awaited[seq]:
            raise Refused("keys-awaited", side=chain.side, seq=seq)
        if self._is_settled_by_keys(chain, seq):
            raise Refused("keys-replaced", side=chain.side, seq=seq)
        if chain.fork is None or seq < chain.fork.seq:
            chain.fork = Fork(kept, as_signed(entry))
        return Admission.FORK

    def _is_settled_by_keys(self, chain: Chain, seq: int) -> bool:
        """Whether the keys of a number were replaced since, and every other side has seen that in this very chain.

        Then nobody can be on another branch, and whoever still has the old key must not be able to close the chain.
        """
        at = bisect_left(chain.changes, seq, key=lambda change: change[0])
        if at == len(chain.changes):
            return False
        others = (other for other in self.chains.values() if other is not chain)
        return all(other.first_that_saw(chain.side, chain.changes[at][0]) is not None for other in others)

    def _look_at_place(self, chain: Chain, entry: Entry) -> None:
        header = entry.header
        if header.seq != len(chain.entries) + 1:
            raise Refused("gap", side=header.side, seq=header.seq, have=len(chain.entries))
        if header.seq in chain.counted:
            if entry.hash != chain.counted[header.seq]:
                raise Refused("other-branch", side=header.side, seq=header.seq)
        elif header.prev != chain.previous:
            raise Refused("broken-chain", side=header.side, seq=header.seq)
        if (header.type == Kind.JOIN) != (header.seq == 1):
            raise Refused("not-joined", side=header.side, seq=header.seq)

    def _look_at_seen(self, chain: Chain, entry: Entry) -> Mapping[str, int]:
        """How many entries of each other side the writer had received, of those that count."""
        header, found = entry.header, dict.fromkeys(chain.seen, 0)
        for head in header.seen:
            if head.side not in found:
                raise Refused("unknown-side", side=head.side)
            found[head.side] = self.chains[head.side].dropped.get(head.hash, head.seq)
        for other, counts in chain.seen.items():
            if counts and found[other] < counts[-1]:
                raise Refused("seen-falls", side=header.side, seq=header.seq)
        for head in header.seen:
            theirs = self.chains[head.side]
            if found[head.side] > len(theirs.entries):
                raise Refused("seen-missing", side=header.side, seq=header.seq, wants=f"{head.side} {head.seq}")
            if head.hash not in theirs.dropped and theirs.entries[head.seq - 1].hash != head.hash:
                raise Refused("seen-contradicts", side=header.side, seq=header.seq, wants=f"{head.side} {head.seq}")
        for side, seq in found.items():
            known = self.chains[side].seen if seq else {}
            for third, counts in known.items():
                if counts[seq - 1] > found.get(third, header.seq):
                    raise Refused("seen-not-closed", side=header.side, seq=header.seq)
        return found

    @staticmethod
    def _take(chain: Chain, entry: Entry, seen: Mapping[str, int]) -> None:
        chain.entries.append(entry)
        chain.size += size_of(entry)
        for other, counts in chain.seen.items():
            counts.append(seen[other])
        chain.purged.update(purged_by(entry))


def _verify(card: Card, entry: Entry, awaited: Card | None, *, is_signed: bool) -> KeyChange | None:
    """The signature, under the card in force. Returns the change of keys that the entry makes, if it makes one.

    Where keys are awaited it must make that very one. Where it is known that the machine key of this card signed, that
    is not found out again.
    """
    header = entry.header
    change = key_change_of(entry, card) if header.type == Kind.KEYS else None
    if awaited is not None and (change is None or change.card != awaited):
        raise Refused("keys-awaited", side=header.side, seq=header.seq)
    if not is_signed and not is_written_with(card, entry):
        raise Refused("bad-signature", side=header.side, seq=header.seq)
    if header.type == Kind.JOIN and not is_joined_by_roots(entry, card):
        raise Refused("not-joined-by-roots", side=header.side, seq=header.seq)
    return change


def size_of(entry: Entry) -> int:
    """Bytes of an entry with the body that its header names, whether or not that is there."""
    return len(entry.raw) + SIGNATURE_BYTES + entry.header.length


def _look_at_room(chain: Chain, entry: Entry) -> None:
    """Nobody can make another side keep more than the bound."""
    if chain.size + size_of(entry) > limits.MAX_CHAIN_BYTES:
        most = limits.MAX_CHAIN_BYTES
        raise Refused("chain-full", side=chain.side, seq=entry.header.seq, bytes=chain.size, most=most)


def _look_at_what_is_said(ahead: Ahead) -> Sealing | None:
    """The body, and what stands in it where it is an assent's."""
    entry = ahead.entry
    if ahead.sealing is not None:
        return ahead.sealing
    if entry.header.type == Kind.ASSENT:
        return sealing_in(entry)
    look_at_body(entry)
    return None


def is_written_with(card: Card, entry: Entry) -> bool:
    """Whether a side wrote an entry while this card was in force: with its machine key, or with new keys by the old."""
    words = Use.ENTRY + entry.raw
    if verifies(bytes.fromhex(card.node), words, entry.signature):
        return True
    new = new_card_of(entry, card)  # where the roots did not sign, only the old key may have
    return new is not None and verifies(bytes.fromhex(new.node), words, entry.signature)


def new_card_of(entry: Entry, card: Card) -> Card | None:
    """The keys that an entry puts in force after these; None where it does not, or their roots did not sign."""
    if entry.header.type == Kind.KEYS:
        with suppress(Refused):
            look_at_body(entry)
            return key_change_of(entry, card).card
    return None


def as_signed(entry: Entry) -> Entry:
    """The entry without a body that is not the one it names: a proof keeps nothing that its writer did not sign."""
    try:
        look_at_body(entry)
    except Refused:
        return replace(entry, body=None)
    return entry


def _fill(chain: Chain, kept: Entry, entry: Entry) -> Admission:
    """The same entry once more. Its body is taken in if it is missing here and its writer did not ask to erase it."""
    seq = kept.header.seq
    if kept.body is not None or entry.body is None or seq in chain.purged:
        return Admission.KNOWN
    look_at_body(entry)
    chain.entries[seq - 1] = replace(kept, body=entry.body)
    return Admission.FILLED


def change_keys(chain: Chain, seq: int, change: KeyChange) -> None:
    """Put new keys in force after a number, and note what the side disowns. Stretches that overlap become one."""
    chain.changes.append((seq, change))
    chain.cards.append((seq + 1, change.card))
    if change.last_good is not None:
        good = change.last_good
        while chain.stolen and chain.stolen[-1][1] > good:
            good = min(good, chain.stolen.pop()[0])
        chain.stolen.append((good, seq))
