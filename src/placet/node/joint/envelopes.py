"""Sealed envelopes: what leaves for another side, and what comes from it, all or nothing.

Receiving decides first: the envelope is opened, verified and taken into a copy of the record. Only when all of it may
be taken in is anything kept, and then the receipt that we owe. An offer of ours whose time ran out lapses
before anything that came later is taken in, by our own clock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from placet.agreement.cards import SignedCard
from placet.agreement.entry import Entry, Kind
from placet.agreement.envelopes.manifest import Manifest, manifest_of, seq_of
from placet.agreement.envelopes.outstanding import Contents, Route, contents_for, surplus
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.envelopes.pouch import Addressee, Pouch, pouch_of
from placet.agreement.envelopes.segments import ID_BYTES
from placet.agreement.record import Record
from placet.agreement.signing import SIGNATURE_BYTES, SecretKey
from placet.errors import NotFoundError, Refused
from placet.formats.canonical import canonical
from placet.node.joint.desk import Act, Desk, load
from placet.node.joint.going_on import refuse_against_our_keys
from placet.node.joint.lapsing import lapse
from placet.node.joint.office import Office
from placet.node.joint.opening_files import enrol, file_joined, join, refuse_own_side, refuse_strangers
from placet.node.joint.ports import Answer, Batch, Claim, KeptEnvelope
from placet.node.joint.purging import due, erase
from placet.node.joint.taking_in import Brought, TakenIn, lying_beside, taking_in


@dataclass(frozen=True, slots=True)
class SealedEnvelope:
    """An envelope that is ready to leave."""

    raw: bytes
    stamp: Stamp
    contents: Contents

    @property
    def number(self) -> int:
        """Among ours to its recipient."""
        return self.stamp.number

    @property
    def asks(self) -> bool:
        """Whether its answer is what lets us write again."""
        return self.stamp.asks


@dataclass(frozen=True, slots=True)
class Received:
    """What an envelope brought. `before` is the record as it was."""

    desk: Desk
    before: Record | None
    sender: str
    number: int
    taken: tuple[Entry, ...]
    their_hold: int
    """Up to which number of ours the sender holds our chain."""
    is_again: bool
    recovered: int | None
    """Up to which number our own chain was given back to us, where that lets us write again."""
    asks: bool
    """Whether the sender may not write before an envelope of ours answers this one."""
    statements: int = 0
    """By how many statements a chain goes on from now on."""


def seal(desk: Desk, to: str) -> SealedEnvelope:
    """Seal what a side has not shown to hold, and remember that it was sealed. Raises `NotFoundError`, `Refused`."""
    envelope = prepared(desk, to)
    remember_sealed(desk, envelope)
    return envelope


def prepared(desk: Desk, to: str) -> SealedEnvelope:
    """The envelope that is next. `remember_sealed` uses its number up; before that, nothing of it may be written."""
    others = desk.opening.others(desk.side)
    if to not in others:
        raise NotFoundError(to, others)
    contents = contents_for(desk.record, Route(desk.side, to), told=last_word(desk, to))
    number = sum(kept.outgoing and kept.other == to for kept in desk.stores.shared.envelopes(desk.visit)) + 1
    stamp = Stamp(desk.means.chance(ID_BYTES), number, asks=desk.is_read_only)
    return SealedEnvelope(packed(contents, stamp, desk.keyring.node), stamp, contents)


def remember_sealed(desk: Desk, envelope: SealedEnvelope) -> None:
    """Use its number up. After a `StorageError`, `was_sealed` tells whether it is."""
    to, stamp, heads = envelope.contents.route.recipient, envelope.stamp, _heads_text(envelope.contents)
    at = desk.means.stamp()
    kept = KeptEnvelope(to, outgoing=True, number=stamp.number, id=stamp.id.hex(), at=at, heads=heads)
    desk.stores.shared.append(Batch(desk.visit, envelope=kept))


def was_sealed(desk: Desk, envelope: SealedEnvelope) -> bool:
    """Whether the number of this very envelope is used up."""
    kept, name = desk.stores.shared.envelopes(desk.visit), envelope.stamp.id.hex()
    return any(each.outgoing and each.id == name for each in kept)


@dataclass(frozen=True, slots=True)
class Opened:
    """What an envelope holds, and our record of its joint file where we have one; both verified."""

    pouch: Pouch
    record: Record | None


def opened_with(office: Office, raw: bytes) -> Opened:
    """Open an envelope; nothing is kept. Raises `Refused`."""
    keys = {keyring.pouch.id: keyring.pouch for keyring in office.keyrings}
    known = {file.visit for file in office.files() if file.visit}
    loaded: list[Record] = []

    def ours(visit: str) -> Record | None:
        if visit not in known:
            return None
        loaded.append(load(office.stores.shared, visit))
        return loaded[-1]

    pouch = pouch_of(raw, Addressee(keys, ours))
    return Opened(pouch, loaded[-1] if loaded else None)


def receive(
    office: Office, raw: bytes, root: Callable[[], SecretKey] | None = None, compared: Sequence[SignedCard] = ()
) -> Received:
    """Take an envelope in. Raises `Refused`, `StorageError`; then nothing has changed.

    `root` is asked for to join a file that is new to us: without it, and for sides whose cards we have not compared,
    `Refused`. Cards that were `compared` just now are remembered once the envelope is taken in.
    """
    refuse_own_side(office, compared)
    received = _received(office, raw, root, compared)
    for card in compared:
        enrol(office, card)
    return received


def _received(
    office: Office, raw: bytes, root: Callable[[], SecretKey] | None, compared: Sequence[SignedCard]
) -> Received:
    envelope = opened_with(office, raw)
    pouch = envelope.pouch
    if pouch.is_first:
        refuse_strangers(office, pouch.opening, compared)
        if root is None:
            raise Refused("not-joined-yet", side=pouch.manifest.sender)
        taking_in(Record(pouch.opening), Brought(pouch.entries, pouch.forks, pouch.statements))  # before we join
        desk, before = join(office, pouch.opening, root()), None
    else:
        desk = office.desk(file_joined(office, pouch.manifest.visit).name, record=envelope.record)
        before = desk.record
    return _take_in(office, desk, pouch, before)


def _take_in(office: Office, desk: Desk, pouch: Pouch, before: Record | None) -> Received:
    manifest = pouch.manifest
    known = any(not kept.outgoing and kept.id == manifest.id for kept in desk.stores.shared.envelopes(desk.visit))
    brought = Brought([*pouch.entries, *_kept_and_counting(desk, pouch)], pouch.forks, pouch.statements)
    found = taking_in(desk.record, brought) if known else _decided(desk, pouch, brought)
    if not known:
        if desk.may_write and not pouch.statements and lapse(desk):  # a statement names what there was when signed
            found = taking_in(desk.record, brought)
        at, told = desk.means.stamp(), manifest.to_bytes().decode()
        kept = KeptEnvelope(manifest.sender, outgoing=False, number=manifest.number, id=manifest.id, at=at, heads=told)
        desk.keyring = office.keyring_for(found.record)  # it may bring back our own change of keys
        # What proves a fork to the sender must be here to be named, even where another pair proves it here.
        proven = [entry for fork in pouch.forks for entry in (fork.kept, fork.other)]
        aside = lying_beside(found.record, desk.stores.shared.beside(desk.visit), [*pouch.entries, *proven])
        desk.stores.shared.append(replace(found.batch(), envelope=kept, beside=aside))
        desk.record = found.record
    erase(desk, due(desk))
    recovered = _recovered(desk, pouch)
    if desk.may_write and _owes_receipt(desk):
        desk.write([Act(Kind.ACKNOWLEDGE)])
    return Received(
        desk=desk,
        before=before,
        sender=manifest.sender,
        number=manifest.number,
        taken=tuple(found.taken),
        their_hold=seq_of(_told_last(desk, manifest).have, desk.side),
        is_again=known,
        recovered=recovered,
        asks=manifest.asks,
        statements=len(found.later),
    )


def _told_last(desk: Desk, manifest: Manifest) -> Manifest:
    """What its sender said last: another manifest where this one was taken in before."""
    return last_word(desk, manifest.sender) or manifest


def _kept_and_counting(desk: Desk, pouch: Pouch) -> list[Entry]:
    """Entries of other branches that lie here already, and that a statement in the envelope makes count."""
    counting = {name for each in pouch.statements for name in each.resumption.counts}
    proofs = desk.stores.shared.forks(desk.visit) if counting else ()
    proven = [entry for fork in proofs for entry in (fork.kept, fork.other)]
    beside = desk.stores.shared.beside(desk.visit) if counting else ()
    return [entry for entry in (*proven, *beside) if entry.hash in counting]


def _doubt_what_is_old(desk: Desk, pouch: Pouch, record: Record) -> None:
    """Stop writing where the sender holds more of our chain than we do: then we hold an old copy and do not know it.

    Only the sender's word says so; but a number that is used twice is for ever, and a doubt can be lifted. Keys that
    were replaced raise it too: a sender that went back to an old copy of itself has no others, and may hold what we
    forgot. Where we doubt already, what was asked stays asked. `record` is what ours would be with all that came: where
    it shows a fork of our chain, or what all sides signed after one, that explains what the sender holds.
    """
    manifest, chain = pouch.manifest, record.chains[desk.side]
    if chain.fork is not None:
        return
    count, known = len(desk.record.chains[desk.side].entries), {*chain.dropped, *chain.counted.values()}
    for head in surplus(desk.record, manifest.have):
        if head.side == desk.side and head.seq > count and head.hash not in known:
            claim = Claim(manifest.sender, manifest.number, head, _is_replaced(desk, pouch))
            desk.is_read_only = not desk.stores.shared.claimed(desk.visit, claim).may_write


def _is_replaced(desk: Desk, pouch: Pouch) -> bool:
    """Whether an envelope is signed with keys of its sender of which we know that they were replaced."""
    *replaced, (_, newest) = desk.record.chains[pouch.manifest.sender].cards
    return pouch.signer != newest and any(pouch.signer == card for _, card in replaced)


def _decided(desk: Desk, pouch: Pouch, brought: Brought) -> TakenIn:
    """What taking all of it in would make, before anything is written. Raises `Refused` where that may not be."""
    try:
        found = taking_in(desk.record, brought)
    except Refused as refusal:
        _doubt_what_is_old(desk, pouch, desk.record)
        if desk.is_read_only and refusal.code in ("seen-missing", "gap"):  # it rests on what went with the newer copy
            raise Refused("older-copy", side=pouch.manifest.sender, entry=_missing(refusal)) from None
        raise
    refuse_against_our_keys(desk, [each.statement for each in found.later])
    _doubt_what_is_old(desk, pouch, found.record)
    return found


def _missing(refusal: Refused) -> str:
    """The side and number of the entry that is not here."""
    side, seq = refusal.facts["side"], refusal.facts["seq"]
    return str(refusal.facts.get("wants") or f"{side} {int(seq) - 1}")


def _recovered(desk: Desk, pouch: Pouch) -> int | None:
    """Whether the sender's answer lets a restored home write again; up to which number, if it does.

    A sender that asks itself may have gone back to an old copy too, and cannot tell how far we had come. Keys that were
    replaced answer nothing: whoever stole them can date an envelope back to where they were in force.
    """
    manifest = pouch.manifest
    if not desk.is_read_only or manifest.asks or _is_replaced(desk, pouch):
        return None
    shown = next((head for head in manifest.have if head.side == desk.side), None)
    footing = desk.stores.shared.confirm(desk.visit, Answer(manifest.sender, manifest.answers, shown))
    desk.is_read_only = not footing.may_write
    return None if desk.is_read_only else len(desk.record.chains[desk.side].entries)


def _owes_receipt(desk: Desk) -> bool:
    """Whether others said anything but that they received, and nothing of ours tells yet that we have it.

    Two idle sides fall silent. What a full disk kept from being told is told with the next envelope, or with this one.
    The first entry of a chain that goes on after a fork is answered even where it is a receipt: by that answer we are
    seen to have gone on, and a certificate may need it where our keys were changed since we signed.
    """
    for side, counts in desk.record.chains[desk.side].seen.items():
        chain, told = desk.record.chains[side], counts[-1] if counts else 0
        settled = max(chain.links, default=0)
        if chain.links and told <= settled < len(chain.entries):
            return True
        if any(entry.header.type != Kind.ACKNOWLEDGE for entry in chain.entries[told:]):
            return True
    return False


def last_word(desk: Desk, other: str) -> Manifest | None:
    """The manifest of another side that we took in last."""
    kept = [each for each in desk.stores.shared.envelopes(desk.visit) if not each.outgoing and each.other == other]
    return manifest_of(bytes(SIGNATURE_BYTES) + kept[-1].heads.encode()) if kept else None


def _heads_text(contents: Contents) -> str:
    return canonical([[head.side, head.seq, head.hash] for head in contents.heads]).decode()
