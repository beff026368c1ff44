"""Which entries of a batch are new, and in which order they are kept.

Form and signatures were verified before; here it is only made sure that every number is taken once, that none is left
out, and that reading in the order of keeping meets no entry before those that its writer had seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from placet.agreement.entry import Entry
from placet.agreement.header import Head
from placet.agreement.resumption import Resumption, SignedResumption
from placet.errors import Refused

Number = tuple[str, int]
"""A side, and the number of an entry in its chain."""


def number_of(entry: Entry) -> Number:
    """Under which number the entry stands."""
    return entry.header.side, entry.header.seq


def new_of(entries: Iterable[Entry], taken: Mapping[Number, str], heads: Mapping[str, int]) -> list[Entry]:
    """Those not kept yet, in causal order. Raises `Refused`.

    `taken` holds the hashes under all numbers of the batch that are kept, `heads` the last number of each side in it.
    """
    new: dict[Number, Entry] = {}
    for entry in entries:
        number = number_of(entry)
        kept = new[number].hash if number in new else taken.get(number)
        if kept is None:
            new[number] = entry
        elif kept != entry.hash:
            raise Refused("number-used", side=number[0], seq=number[1])
    for side, seq in new:
        if (side, seq - 1) not in new and seq != heads.get(side, 0) + 1:
            raise Refused("gap", side=side, seq=seq, have=heads.get(side, 0))
    return in_causal_order(list(new.values()))


def staying(statement: Resumption, kept: Mapping[Number, str]) -> int:
    """The last number that a statement leaves in its chain, of which `kept` tells the hashes that counted so far."""
    counts = enumerate(statement.counts, start=statement.after + 1)
    same = takewhile(lambda pair: kept.get((statement.side, pair[0])) == pair[1], counts)
    return statement.after + sum(1 for _ in same)


def is_dropped(statements: Iterable[SignedResumption], head: Head) -> bool:
    """Whether one of these names an entry as not counting."""
    told = (each.resumption for each in statements if each.resumption.side == head.side)
    return any(name == head.hash for each in told for _, name in each.dropped)


def in_causal_order(entries: Sequence[Entry]) -> list[Entry]:
    """Each entry after those that its writer had seen; entries that come so already stay as they are."""
    waiting = {number_of(entry): entry for entry in entries}
    placed: list[Entry] = []
    for entry in entries:
        opened: set[Number] = set()
        stack = [entry]
        while stack:
            number = number_of(stack[-1])
            causes = [waiting[cause] for cause in _causes(stack[-1], waiting)]
            if number not in waiting:
                stack.pop()
            elif not causes:
                placed.append(waiting.pop(number))
            elif number in opened:  # its causes were placed or wait for it: hashes make that impossible
                raise Refused("seen-missing", side=number[0], seq=number[1], wants=f"{number[0]} {number[1]}")
            else:
                opened.add(number)
                stack.extend(causes)
    return placed


def _causes(entry: Entry, waiting: Mapping[Number, Entry]) -> list[Number]:
    """The entries that wait and must come before. What another branch has under such a number is none of them."""
    side, seq = number_of(entry)
    seen = ((head.side, head.seq) for head in entry.header.seen)
    hashes = {head.hash for head in entry.header.seen}
    before = [(side, seq - 1)] if (side, seq - 1) in waiting else []
    return [*before, *(number for number in seen if number in waiting and waiting[number].hash in hashes)]
