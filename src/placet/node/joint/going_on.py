"""Going on after a fork: both branches to read, the statement that one counts, our signature, and its coming in.

Each side signs one statement about one fork, and remembers which. As long as one side does so, no two statements about
it can ever be signed by all, and no two nodes can hold to different ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from placet.agreement import limits
from placet.agreement.branches import Branch, beside, branches
from placet.agreement.cards import Card
from placet.agreement.entry import FIRST_PREVIOUS, Entry
from placet.agreement.fold import fold
from placet.agreement.record import Chain, Record
from placet.agreement.resuming import as_if_signed, card_for, refuse_unfit, undone_keys, unsigned_by, unsigned_cards
from placet.agreement.resumption import Resumption, SignedResumption, settling
from placet.agreement.signing import SecretKey, Use
from placet.errors import NotFoundError, Refused
from placet.node.joint.desk import Desk
from placet.node.joint.keyring import Keyring, open_keyrings
from placet.node.joint.lost_keys import is_said_lost, say_lost, taken_back
from placet.node.joint.stating_keys import home_of, keep_in_mind, left_out, refuse_strange_keys, stated_at
from placet.node.joint.taking_in import Brought, TakenIn, taking_in
from placet.projections.standing import PointStanding, TextStanding
from placet.projections.where_it_stands import standings

KIND = "resumption"


@dataclass(frozen=True, slots=True)
class Frozen:
    """A chain that parted from itself."""

    side: str
    seq: int
    """The first number that was used twice."""
    branches: tuple[Branch, ...]
    """Whole branches as far as they are here; the first is the one that this node holds to."""
    new_keys: tuple[str, ...]
    """Fingerprints of the keys that were drawn here, or signed for, to go on with."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a statement says and would bring about here."""

    statement: Resumption
    counts: tuple[Entry, ...]
    dropped: tuple[Entry, ...]
    """What of the dropped branches is here to read."""
    elsewhere: int
    """How many dropped entries only others have received."""
    lost: tuple[PointStanding, ...]
    """Points of which what is agreed now would not be agreed any more."""
    unsigned: tuple[str, ...]
    """The sides that have not signed it yet, or not with all the keys that it takes."""
    left_out: tuple[str, ...]
    """Fingerprints of new keys that were drawn here or signed for before at this place, and that it does not bring."""
    takes_back: Card | None
    """The keys that the chain waits for by an earlier statement, where this one takes them back."""


def frozen(desk: Desk) -> tuple[Frozen, ...]:
    """The chains that are closed, by side."""
    chains = desk.record.chains.values() if desk.has_counterpart else ()
    return tuple(
        Frozen(chain.side, chain.fork.seq, branches(chain, _beside(desk, chain)), stated_at(desk, _place_of(chain)))
        for chain in chains
        if chain.fork is not None
    )


def _place_of(chain: Chain) -> tuple[str, str]:
    """What the next statement about a chain is about: its side, and the statement that it follows."""
    held = chain.resumptions
    return chain.side, held[-1].resumption.hash if held else FIRST_PREVIOUS


def drafted(desk: Desk, number: int, side: str | None = None) -> SignedResumption:
    """The statement that a branch counts, by its place in `Frozen.branches` from 1; 0 for none. Nobody signed it yet.

    Raises `Refused`: `nothing-frozen`, `too-long-to-state`; and `NotFoundError` for a side or branch that there is not.
    """
    found = frozen(desk)
    if not found:
        raise Refused("nothing-frozen")
    meant = [each for each in found if side in (None, each.side)]
    if len(meant) != 1:
        raise NotFoundError(side or "", tuple(each.side for each in found))
    it = meant[0]
    if not (0 if it.seq > 1 else 1) <= number <= len(it.branches):
        raise NotFoundError(str(number), tuple(str(at) for at in range(1, len(it.branches) + 1)))
    counted = it.branches[number - 1] if number else it.branches[0][: it.seq - 1]
    _, follows = _place_of(desk.record.chains[it.side])
    statement = settling(counted, it.branches, follows)
    refuse_unfit(desk.record, statement)
    _refuse_too_long(it.side, max(len(statement.counts), len(statement.dropped)))
    return SignedResumption(statement, {})


def _refuse_too_long(side: str, count: int) -> None:
    """Raise `Refused` for more entries than any statement may name."""
    if count > limits.MAX_BRANCH:
        raise Refused("too-long-to-state", side=side, count=count, most=limits.MAX_BRANCH)


def looked_at(desk: Desk, signed: SignedResumption) -> Preview:
    """What a statement comes to. Raises `Refused` where it cannot hold here, and for what counts and is not here."""
    statement, record = signed.resumption, desk.record
    if (held := record.chains.get(statement.side)) is not None:  # or else it would be stated anew for ever
        beyond = {entry.hash for entry in held.entries[statement.after :]}
        _refuse_too_long(statement.side, len(beyond.difference(statement.counts)))
    refuse_unfit(record, statement)
    chain = record.chains[statement.side]
    here = {entry.hash: entry for entry in (*chain.entries, *_beside(desk, chain))}
    missing = next((at for at, name in enumerate(statement.counts, statement.after + 1) if name not in here), None)
    if missing is not None:
        raise Refused("branch-not-held", side=statement.side, seq=missing)
    counts = tuple(here[name] for name in statement.counts)
    dropped = [here[name] for _, name in statement.dropped if name in here]
    trial = as_if_signed(record, signed)
    with suppress(Refused):  # what it waits for comes with a later envelope
        trial.admit_all(counts)
    return Preview(
        statement=statement,
        counts=counts,
        dropped=tuple(sorted(dropped, key=lambda entry: (entry.header.seq, entry.hash))),
        elsewhere=len(statement.dropped) - len(dropped),
        lost=_lost(desk, trial),
        unsigned=tuple(sorted({*unsigned_by(record, signed), *([desk.side] if _undone(desk, signed) else [])})),
        left_out=left_out(desk, statement),
        takes_back=taken_back(desk, statement),
    )


def our_cards(desk: Desk, signed: SignedResumption, *, keys_lost: bool = False) -> tuple[Card, ...]:
    """The cards whose roots sign a statement for us and have not; where all have, the one that signs first.

    More than one where it brings our chain new keys, or takes back a change of them. `keys_lost`: a person says that
    those which it takes back are lost, so they are asked for nothing.
    """
    undone = _undone(desk, signed)
    if keys_lost and undone == taken_back(desk, signed.resumption):
        undone = None
    missing = (*unsigned_cards(desk.record, signed, desk.side), *(() if undone is None else (undone,)))
    return tuple(dict.fromkeys(missing)) or (card_for(desk.record, signed.resumption, desk.side),)


def refuse_against_our_keys(desk: Desk, statements: Sequence[SignedResumption]) -> None:
    """Raise `Refused` for a statement about our own chain that somebody who stole our keys may have made.

    One that takes back our newest keys without their signature, unless a person said here that they are lost; that
    brings keys which are not here; or that does without those drawn for this place, unless it was signed here all the
    same.
    """
    for signed in statements:
        if _undone(desk, signed) is not None:
            raise Refused("resumption-undoes-keys", side=desk.side)
        refuse_strange_keys(desk, signed.resumption)
        left = left_out(desk, signed.resumption) if signed.resumption.side == desk.side else ()
        if left and signed.resumption.hash not in _signed_before(desk, signed.resumption):
            raise Refused("resumption-leaves-out-keys", side=desk.side, fingerprint=left[-1])


def _undone(desk: Desk, signed: SignedResumption) -> Card | None:
    newest = undone_keys(desk.record, signed) if signed.resumption.side == desk.side else None
    return None if newest is None or is_said_lost(desk, signed.resumption, newest) else newest


def sign(
    desk: Desk, signed: SignedResumption, root: SecretKey, *, instead: bool = False, keys_lost: bool = False
) -> SignedResumption:
    """The statement with our signature. Raises `Refused`: `resumption-signed-other` where we signed another about this.

    `instead`: a person says that the other one will not be used. `keys_lost`: that the keys which it takes back are
    lost, and were never put in force.
    """
    statement = signed.resumption
    looked_at(desk, signed)
    if all(root.public not in card.roots for card in our_cards(desk, signed, keys_lost=keys_lost)):
        raise Refused("keys-differ", side=desk.side)
    refuse_strange_keys(desk, statement)
    before = _signed_before(desk, statement)
    if not instead and statement.hash not in before:
        if before:
            raise Refused("resumption-signed-other", side=statement.side)
        if left := left_out(desk, statement):
            raise Refused("resumption-leaves-out-keys", side=statement.side, fingerprint=left[-1])
    if keys_lost:
        say_lost(desk, statement)
    keep_in_mind(desk, statement)
    document = {"follows": statement.follows, "hash": statement.hash, "side": statement.side}
    desk.stores.private.keep(desk.file, KIND, document)
    ours = [pair for pair in signed.roots.get(desk.side, ()) if pair[0] != root.public]
    ours.append((root.public, root.sign(Use.RESUME, statement.to_bytes())))
    return SignedResumption(statement, {**signed.roots, desk.side: ours})


def joined(parts: Sequence[SignedResumption]) -> SignedResumption:
    """One statement with the signatures that several files bear. Raises `Refused` where they are not about one."""
    first = parts[0].resumption
    roots: dict[str, list[tuple[str, str]]] = {}
    for part in parts:
        if part.resumption != first:
            raise Refused("resumption-differs", side=first.side)
        for side, pairs in part.roots.items():
            roots.setdefault(side, []).extend(pair for pair in pairs if pair not in roots.get(side, []))
    return SignedResumption(first, roots)


def take(desk: Desk, signed: SignedResumption) -> TakenIn:
    """Hold to a statement that all sides have signed, durably. Raises `Refused`, `StorageError`."""
    statement = signed.resumption
    refuse_unfit(desk.record, statement)
    refuse_against_our_keys(desk, [signed])
    chain, counts = desk.record.chains[statement.side], set(statement.counts)
    here = [entry for entry in (*chain.entries, *_beside(desk, chain)) if entry.hash in counts]
    try:
        found = taking_in(desk.record, Brought(entries=here, statements=[signed]))
    except Refused as refusal:
        if refusal.code not in ("seen-missing", "seen-contradicts"):
            raise
        found = taking_in(desk.record, Brought(statements=[signed]))  # what they wait for comes with an envelope
    keyring = _keyring_after(desk, found.record)
    desk.stores.shared.append(found.batch())
    desk.record, desk.keyring = found.record, keyring
    return found


def _keyring_after(desk: Desk, record: Record) -> Keyring:
    """The keys with which our next entry is written: what counts now may hold a change of them."""
    chain = record.chains[desk.side]
    card = chain.card_at(len(chain.entries) + 1)
    if desk.keyring.card.card == card:
        return desk.keyring
    found = next((each for each in open_keyrings(home_of(desk)) if each.card.card == card), None)
    if found is None:
        raise Refused("keys-differ", side=desk.side)
    return found


def _beside(desk: Desk, chain: Chain) -> list[Entry]:
    return beside(chain, desk.stores.shared.beside(desk.visit))


def _signed_before(desk: Desk, statement: Resumption) -> list[str]:
    """The statements about the same fork that were signed here."""
    documents = (document for _, document in desk.stores.private.documents(desk.file, KIND))
    same = (statement.side, statement.follows)
    return [str(each["hash"]) for each in documents if (each["side"], each["follows"]) == same]


def _lost(desk: Desk, after: Record) -> tuple[PointStanding, ...]:
    now = {point.point: point.in_force for point in standings(after, fold(after))}
    agreed = [point for point in desk.standings() if point.in_force is not None]
    return tuple(point for point in agreed if _text(now.get(point.point)) != _text(point.in_force))


def _text(found: TextStanding | None) -> tuple[str, str] | None:
    return found.text if found is not None else None
