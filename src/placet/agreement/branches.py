"""The branches of a chain that parted from itself: what is held here, and beside it what others hold.

An entry of another branch is no part of the record and settles nothing. It is kept so that people see what each branch
says, and so that a statement can name every entry of it; nobody can choose between branches that are not there to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.agreement import limits
from placet.agreement.cards import Card
from placet.agreement.entry import FIRST_PREVIOUS, Entry
from placet.agreement.record import Chain, as_signed, is_written_with, new_card_of, size_of

Branch = tuple[Entry, ...]
"""A whole chain of a side, from its first entry to the last of one branch."""


def beside(chain: Chain, entries: Iterable[Entry], kept: Iterable[Entry] = ()) -> list[Entry]:
    """Of these entries, in any order, those of other branches of a forked chain; the proof's is among them.

    What was `kept` before comes first, so that nobody makes room for ever new ones; then by number. Each stands on what
    is held up to the fork or on another of them, and is written with the keys in force there. What is more than a
    statement may name or a chain may hold is left out.
    """
    if chain.fork is None:
        return []
    first, found, size = chain.fork.seq, list[Entry](), chain.size
    start = chain.links.get(first - 1) or (chain.entries[first - 2].hash if first > 1 else FIRST_PREVIOUS)
    stands = {start: (first - 1, chain.card_at(first))}
    for held in chain.entries[first - 1 :]:
        stands[held.hash] = (held.header.seq, chain.card_at(held.header.seq + 1))
    for entry in (*_by_number([chain.fork.other, *kept]), *_by_number(entries)):
        seq, card = stands.get(entry.header.prev, (-1, None))
        if entry.hash in stands or card is None or not _follows(chain, entry, seq, card):
            continue
        size += size_of(entry)
        if size > limits.MAX_CHAIN_BYTES or len(found) == limits.MAX_BRANCH:
            break
        found.append(as_signed(entry))
        stands[entry.hash] = (entry.header.seq, new_card_of(entry, card) or card)
    return found


def _by_number(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.header.seq, each.hash))


def branches(chain: Chain, others: Sequence[Entry]) -> tuple[Branch, ...]:
    """The branches of a forked chain, the one that is held here first. `others`: what `beside` gave."""
    by_name = {entry.hash: entry for entry in others}
    inner = {entry.header.prev for entry in others}
    return (tuple(chain.entries), *(_up_to(chain, entry, by_name) for entry in others if entry.hash not in inner))


def _up_to(chain: Chain, last: Entry, by_name: dict[str, Entry]) -> Branch:
    """The whole branch that ends with an entry."""
    path = [last]
    while path[-1].header.prev in by_name:
        path.append(by_name[path[-1].header.prev])
    return (*chain.entries[: path[-1].header.seq - 1], *reversed(path))


def _follows(chain: Chain, entry: Entry, seq: int, card: Card) -> bool:
    header = entry.header
    is_next = (header.side, header.seq) == (chain.side, seq + 1)
    return is_next and is_written_with(card, entry)
