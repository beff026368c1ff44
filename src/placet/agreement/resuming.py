"""After a fork: all sides agree which branch counts, and the chain goes on from it. A pure function of the record.

What the branch that does not count said is no longer part of the record; it stays as proof. Entries of others that had
seen it count as having seen what it shares with the branch that counts, so what rests on nothing else is untouched:
an agreement of which every entry of the forked side stands in the counted part stays agreed.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from placet.agreement.cards import Card, is_signed_by_roots
from placet.agreement.entry import FIRST_PREVIOUS, Entry
from placet.agreement.erasure import purged_by
from placet.agreement.opening import Opening
from placet.agreement.record import Admission, Chain, Record, change_keys, size_of
from placet.agreement.resumption import Resumption, SignedResumption
from placet.agreement.signing import Use
from placet.errors import Refused


def resumed(record: Record, signed: SignedResumption) -> Record:
    """A copy of the record in which the statement holds; entries that count and are not held come in as any others.

    Raises `Refused` as `refuse_unfit` does, and for a side whose roots, as they are now, did not sign.
    """
    refuse_unfit(record, signed.resumption)
    for side in unsigned_by(record, signed):
        if _is_signed(card_for(record, signed.resumption, side), side, signed):
            raise Refused("resumption-new-root", side=side)
        is_old = any(_is_signed(card, side, signed) for _, card in record.chains[side].cards)
        raise Refused("resumption-old-root" if is_old else "resumption-not-signed", side=side)
    return as_if_signed(record, signed)


def as_if_signed(record: Record, signed: SignedResumption) -> Record:
    """A copy of the record in which a statement holds, whoever signed it: to see what would come of it."""
    other, statement = record.copy(), signed.resumption
    chain = other.chains[statement.side]
    shared = _shared(chain, statement)
    _cut(chain, min(shared, len(chain.entries)))
    _settle(chain, signed, shared)
    for each in other.chains.values():
        if each is not chain:
            each.seen[chain.side] = [_seen_of(chain, entry) for entry in each.entries]
    return other


def rebuilt(opening: Opening, entries: Iterable[Entry], statements: Iterable[SignedResumption]) -> Record:
    """The record of these entries, given as they came in, and of these statements, given as they were made.

    Raises `Refused` as `Record.admit` and `resumed` do.
    """
    record, left = Record(opening), list(entries)
    for statement in statements:
        left = [entry for entry in left if not _is_taken(record, entry)]
        record = resumed(record, statement)
    for entry in left:
        record.admit(entry)
    return record


def _is_taken(record: Record, entry: Entry) -> bool:
    """Take an entry in if that can be done before the statement; what belongs to another branch may count later."""
    try:
        return record.admit(entry) is not Admission.FORK
    except Refused:
        return False


def refuse_unfit(record: Record, statement: Resumption) -> None:
    """Raise `Refused` for a statement that cannot hold in this record, whoever signed it.

    Another file or side; one that holds already, or that does not follow the last one that does; a part before the fork
    that is not held; something held of which the statement does not say whether it counts.
    """
    if statement.visit != record.opening.visit:
        raise Refused("other-visit")
    chain = record.chains.get(statement.side)
    if chain is None:
        raise Refused("unknown-side", side=statement.side)
    _look_at_order(chain, statement)
    told = {*statement.counts, *(name for _, name in statement.dropped)}
    held = {entry.hash for entry in chain.entries[statement.after :]}
    forked = set() if chain.fork is None else {chain.fork.kept.hash, chain.fork.other.hash}
    before = record.entry(statement.side, statement.after)
    prev = FIRST_PREVIOUS if before is None else before.hash
    if len(chain.entries) < statement.after or statement.prev != prev or not held | forked <= told:
        raise Refused("resumption-incomplete", side=statement.side, seq=statement.after)


def _look_at_order(chain: Chain, statement: Resumption) -> None:
    """One statement after the other, in the same order at every node."""
    held = [FIRST_PREVIOUS, *(each.resumption.hash for each in chain.resumptions)]
    if statement.hash in held:
        raise Refused("resumption-known", side=chain.side)
    if statement.follows != held[-1]:
        raise Refused("resumption-other" if statement.follows in held else "resumption-gap", side=chain.side)


def unsigned_by(record: Record, signed: SignedResumption) -> tuple[str, ...]:
    """The sides whose roots, as they count for this statement, have not signed it."""
    return tuple(side for side in record.chains if unsigned_cards(record, signed, side))


def unsigned_cards(record: Record, signed: SignedResumption, side: str) -> tuple[Card, ...]:
    """The cards whose roots must sign for a side and have not: of the forked one also the card that is to come."""
    statement = signed.resumption
    coming = statement.card if side == statement.side else None
    cards = (card_for(record, statement, side), *(() if coming is None else (coming,)))
    return tuple(card for card in cards if not _is_signed(card, side, signed))


def card_for(record: Record, statement: Resumption, side: str) -> Card:
    """The card whose roots sign for a side: of the forked one that before the fork, of others the newest known here."""
    chain = record.chains[side]
    return chain.card_at(statement.after + 1) if side == statement.side else chain.cards[-1][1]


def undone_keys(record: Record, signed: SignedResumption) -> Card | None:
    """The newest keys of the forked side, written or awaited, where the statement takes them back or replaces them.

    None where it does not, and where enough of their roots signed it. The rule asks only for the roots before the
    fork: whoever stole those, and another side, could so take back that they were replaced. The side itself must not
    let them.
    """
    statement = signed.resumption
    chain = record.chains[statement.side]
    changes = [(seq, change.card) for seq, change in chain.changes]
    seq, newest = max([*changes, *chain.awaited.items()], key=lambda each: each[0], default=(0, None))
    if newest is None or seq <= statement.after or _is_signed(newest, statement.side, signed):
        return None
    written = record.entry(statement.side, seq)
    is_kept = written is not None and written.hash in statement.counts
    is_last = statement.card == newest or (is_kept and statement.card is None)
    return None if is_last else newest


def _is_signed(card: Card, side: str, signed: SignedResumption) -> bool:
    return is_signed_by_roots(card, Use.RESUME, signed.resumption.to_bytes(), signed.roots.get(side, ()))


def _shared(chain: Chain, statement: Resumption) -> int:
    """How far what counts now is what counted so far, whether or not it is all held."""
    known = {entry.header.seq: entry.hash for entry in chain.entries[statement.after :]}
    numbers = range(statement.after + 1, statement.last + 1)
    same = takewhile(
        lambda pair: known.get(pair[0], chain.counted.get(pair[0])) == pair[1],
        zip(numbers, statement.counts, strict=True),
    )
    return statement.after + sum(1 for _ in same)


def _cut(chain: Chain, length: int) -> None:
    """Leave the first entries of a chain, and what follows from them."""
    del chain.entries[length:]
    chain.size = sum(map(size_of, chain.entries))
    changes, chain.changes, chain.stolen, chain.cards = chain.changes, [], [], chain.cards[:1]
    for seq, change in changes:
        if seq <= length:
            change_keys(chain, seq, change)
    chain.sealed = {seq: sealed for seq, sealed in chain.sealed.items() if seq <= length}
    chain.seen = {side: counts[:length] for side, counts in chain.seen.items()}
    chain.purged = {number for entry in chain.entries for number in purged_by(entry)}


def _settle(chain: Chain, signed: SignedResumption, shared: int) -> None:
    """Write down what the statement says about the numbers after the fork."""
    statement = signed.resumption
    if chain.fork is not None:
        chain.settled.append(chain.fork)
        chain.fork = None
    chain.resumptions.append(signed)
    chain.counted = {seq: name for seq, name in chain.counted.items() if seq <= statement.after}
    chain.counted.update(enumerate(statement.counts, start=statement.after + 1))
    chain.links = {seq: name for seq, name in chain.links.items() if seq < statement.after}
    chain.links[statement.last] = statement.hash
    chain.awaited = {seq: card for seq, card in chain.awaited.items() if seq <= statement.after}
    if statement.card is not None:
        chain.awaited[statement.last + 1] = statement.card
    counts = set(statement.counts)
    dropped = {name: min(last, shared) for name, last in chain.dropped.items() if name not in counts}
    chain.dropped = {**dropped, **{name: last for last, name in statement.dropped}}


def _seen_of(chain: Chain, entry: Entry) -> int:
    """How many entries of a chain, of those that count, the writer of an entry of another side had received."""
    return next((chain.dropped.get(head.hash, head.seq) for head in entry.header.seen if head.side == chain.side), 0)
