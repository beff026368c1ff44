"""What another side lacks, and so what the next envelope to it holds: a pure function of our record and of its word.

It starts from what the other side has *shown to hold*, never from what was last sent: a lost envelope heals by itself,
and one that comes twice changes nothing. What it holds is what the envelope says that was taken in last; before there
is one, what its latest entry has seen. Numbers of envelopes say nothing here: they fall when a side goes back to an old
copy. Such a side says so by holding less, and gets its own entries back. Entries of every side's chain are sent, so
that a third side hears through us too. Where it holds another entry than ours under one number we go back to what both
have in common: so a fork comes out, each side can prove it, and each can read the other branch. What all sides signed
to go on after a fork comes along until the recipient has shown to hold to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from placet.agreement import limits
from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind
from placet.agreement.envelopes.frames import AHEAD, HEAD_BYTES, Frame, entry_bytes
from placet.agreement.envelopes.manifest import Manifest, Mark
from placet.agreement.header import Head
from placet.agreement.opening import Opening
from placet.agreement.record import Fork, Record
from placet.agreement.resumption import SignedResumption

_BESIDE_ENTRIES = 8 * 1024 * 1024
"""Room for everything that is not an entry: manifest, opening, proofs of forks, statements."""
_FRAMES_BESIDE = 100
"""The same, in frames."""
MAX_ENTRY_BYTES = limits.MAX_CONTENT_BYTES - _BESIDE_ENTRIES
_LEAST = 512 * 1024
"""Room for the largest entry: with less, it would hold up the envelopes for ever."""


@dataclass(frozen=True, slots=True)
class Route:
    """From whom to whom."""

    sender: str
    recipient: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is to be sealed into one envelope."""

    route: Route
    visit: str
    to: Card
    """The recipient's keys as we know them."""
    opening: Opening | None
    """The file's opening, until the recipient has shown to have it."""
    entries: tuple[Entry, ...]
    forks: tuple[Fork, ...]
    have: tuple[Head, ...]
    heads: tuple[Head, ...]
    proven: tuple[Mark, ...]
    """All forks that we can prove, sent or not."""
    is_all: bool
    """Whether nothing is left for a later envelope."""
    answers: str = ""
    """The id of the recipient's envelope that we took in last; empty for none."""
    statements: tuple[SignedResumption, ...] = ()
    """What all sides signed to go on after forks and the recipient has not shown to hold, of each chain in order."""
    resumed: tuple[Mark, ...] = ()
    """How many such statements we hold, of each chain that has any."""
    others: tuple[Frame, ...] = ()


def contents_for(
    record: Record, route: Route, *, told: Manifest | None = None, most: int = MAX_ENTRY_BYTES
) -> Contents:
    """What the recipient lacks. `told`: its manifest, as we took in last; `most`: bytes of entries, half a MiB or more.

    Where it is more than one envelope may hold, it is cut so that nothing is sent whose writer had seen what is not.
    """
    if most < _LEAST:
        raise ValueError("an envelope must have room for the largest entry")
    base = held_by(record, route.recipient, told)
    reached, entries = _taken(record, base, most)
    chain = record.chains[route.recipient]
    proven = {side: (side, each.fork.seq) for side, each in record.chains.items() if each.fork is not None}
    known = () if told is None else told.forks
    statements = _statements(record, told)
    return Contents(
        route=route,
        visit=record.opening.visit,
        to=chain.card_at(len(chain.entries) + 1),
        opening=record.opening if told is None and not chain.entries else None,
        entries=entries,
        forks=tuple(fork for fork in _forks(record) if proven[fork.kept.header.side] not in known),
        have=record.heads(),
        heads=_heads(record, reached),
        proven=tuple(proven.values()),
        is_all=all(reached[side] == len(each.entries) for side, each in record.chains.items()),
        answers="" if told is None else told.id,
        statements=statements,
        resumed=tuple((side, len(each.resumptions)) for side, each in record.chains.items() if each.resumptions),
        others=tuple(Frame(AHEAD, entry_bytes(each)) for each in _changes_beyond(record, route.sender, reached)),
    )


def _changes_beyond(record: Record, sender: str, reached: Mapping[str, int]) -> Sequence[Entry]:
    """The sender's changes of keys for which there is no room: without them nobody could tell that it is the sender.

    They rest on entries of others, who may have written as much as they liked and shown it to the sender alone.
    """
    beyond = record.chains[sender].entries[reached[sender] :]
    return [entry for entry in beyond if entry.header.type == Kind.KEYS][: limits.MAX_KEY_CHANGES]


def held_by(record: Record, other: str, told: Manifest | None) -> dict[str, int]:
    """How many entries of each chain another side has shown to hold, as far as they are the same as ours."""
    chain = record.chains[other]
    counts = {**chain.seen, other: [len(chain.entries)]}
    seen = {side: counts[side][-1] if counts[side] else 0 for side in record.chains}
    if told is None:
        return seen
    claims = {head.side: head for head in told.have}
    return {side: _common(record, side, claims.get(side), seen[side]) for side in record.chains}


def _common(record: Record, side: str, claim: Head | None, seen: int) -> int:
    """How far a chain is the same at both. `seen` is what an entry that we took in had of it: that was the same."""
    if claim is None:
        return 0
    chain, ours = record.chains[side], record.entry(side, claim.seq)
    if claim.hash in chain.dropped:
        return min(chain.dropped[claim.hash], len(chain.entries))
    if chain.fork is not None and (ours is None or ours.hash != claim.hash):  # each is to have both branches
        return min(claim.seq, chain.fork.seq - 1)
    if ours is None:  # they are ahead of us here: all of ours is theirs, or the fork comes out when they send
        return len(record.chains[side].entries)
    return claim.seq if ours.hash == claim.hash else min(seen, claim.seq - 1)


def _taken(record: Record, base: Mapping[str, int], most: int) -> tuple[dict[str, int], tuple[Entry, ...]]:
    """The entries beyond a base that fit, by side and number, and how far they reach."""
    reached, size, changes = dict(base), 0, 0
    for count, entry in enumerate(_in_causal_order(record, base)):
        size += HEAD_BYTES + len(entry_bytes(entry))
        changes += entry.header.type == Kind.KEYS
        if size > most or changes > limits.MAX_KEY_CHANGES or count >= limits.MAX_FRAMES - _FRAMES_BESIDE:
            break
        reached[entry.header.side] = entry.header.seq
    chains = record.chains.items()
    return reached, tuple(entry for side, chain in chains for entry in chain.entries[base[side] : reached[side]])


def _in_causal_order(record: Record, base: Mapping[str, int]) -> Iterator[Entry]:
    """Entries beyond a base, each after all that its writer had seen: in that order they were taken in."""
    reached, chains = dict(base), {side: chain.entries for side, chain in record.chains.items()}
    while waiting := [side for side, entries in chains.items() if reached[side] < len(entries)]:
        for side in waiting:
            while reached[side] < len(chains[side]):
                entry = chains[side][reached[side]]
                seen = record.chains[side].seen.items()  # what counts of it, where a branch was dropped
                if any(counts[entry.header.seq - 1] > reached[other] for other, counts in seen):
                    break
                reached[side] = entry.header.seq
                yield entry


def _statements(record: Record, told: Manifest | None) -> tuple[SignedResumption, ...]:
    """Those that the recipient lacks, as many as one envelope may hold; of each chain the first come first."""
    held = {} if told is None else dict(told.resumed)
    lacking = [each for side, chain in record.chains.items() for each in chain.resumptions[held.get(side, 0) :]]
    return tuple(lacking[: limits.MAX_SIDES])


def _forks(record: Record) -> Iterator[Fork]:
    return (chain.fork for chain in record.chains.values() if chain.fork is not None)


def _heads(record: Record, reached: Mapping[str, int]) -> tuple[Head, ...]:
    found = (record.entry(side, seq) for side, seq in reached.items())
    return tuple(entry.head for entry in found if entry is not None)


def surplus(record: Record, heads: Sequence[Head]) -> tuple[Head, ...]:
    """Of the heads that another side names, those that go beyond our record or contradict it.

    One of our own chain means that we went back to an old copy and must write nothing before we have it back.
    """
    return tuple(
        head for head in heads if (ours := record.entry(head.side, head.seq)) is None or ours.hash != head.hash
    )
