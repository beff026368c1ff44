"""Reading a sealed envelope: from bytes to what another side says, or refused with a code.

Nothing is handed out before everything was verified: every segment, the signature of the sender under the keys in
force at the place in its chain where it stood, and that all that follows is what it signed. The entries are then of
good form and in order; whether each is signed and may be taken in, `record` decides, the one door for all of them.

Whoever knows our public key can seal to us. So all sizes are bounded before they are used, and the sender is looked at
before what it writes is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from placet.agreement import limits
from placet.agreement.cards import Card
from placet.agreement.changed_keys import key_change_of
from placet.agreement.entry import Entry, Kind
from placet.agreement.envelopes.frames import Frame, Layout, Letter, entry_from, fork_from, is_of_type, layout_of
from placet.agreement.envelopes.manifest import Manifest, is_signed_by, manifest_of
from placet.agreement.envelopes.sealing import PouchKey, key_id
from placet.agreement.envelopes.segments import Clear, clear_of, content_of
from placet.agreement.header import Header
from placet.agreement.opening import Opening, opening_of
from placet.agreement.record import Fork, Record
from placet.agreement.resumption import Resumption, SignedResumption, signed_resumption_of
from placet.agreement.signing import Use, digest
from placet.errors import Refused


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who reads: the keys that open, by id, older ones among them; and our record of a joint file, where we have it."""

    keys: Mapping[str, PouchKey]
    record_of: Callable[[str], Record | None]


@dataclass(frozen=True, slots=True)
class Pouch:
    """An envelope that was verified."""

    manifest: Manifest
    opening: Opening
    is_first: bool
    """Whether we have no record of the file. Then everything rests on the opening inside, and people decide whether
    they trust it: by the fingerprints of its cards."""
    entries: tuple[Entry, ...]
    """Of good form, by side and number, without a gap; neither signatures nor bodies are verified."""
    forks: tuple[Fork, ...]
    statements: tuple[SignedResumption, ...]
    """By which chains go on after a fork; of good form, their signatures not verified."""
    others: tuple[Frame, ...]
    """What may be passed over: what this version does not understand, and changes of keys ahead of their place."""
    signer: Card
    """The sender's keys with which it was signed: good where the sender says that it stood, perhaps replaced since."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What statements say about the links of chains: their own names, and the entries that count by name."""

    names: frozenset[str]
    counted: frozenset[str]

    def links(self, entry: Entry) -> bool:
        """Whether an entry need not name the one before it."""
        return entry.header.prev in self.names or entry.hash in self.counted


def pouch_of(raw: bytes, addressee: Addressee) -> Pouch:
    """What an envelope holds. Raises `Refused`, and nothing else, for all other bytes."""
    clear = clear_of(raw)
    key = addressee.keys.get(clear.kem)
    if key is None:
        raise Refused("pouch-other-key")
    layout = layout_of(content_of(raw, clear, key))
    manifest = manifest_of(layout.frames[0].content)
    _look_at_address(manifest, clear, layout)
    record = addressee.record_of(manifest.visit)
    opening = record.opening if record is not None else _opening_in(layout, manifest)
    sides = _Sides(opening, record, layout)
    sides.look_at_recipient(manifest)
    signer = sides.signer(manifest)
    return _read(layout, manifest, opening, record, signer)


def _look_at_address(manifest: Manifest, clear: Clear, layout: Layout) -> None:
    """Whether the letter inside belongs into this envelope."""
    if manifest.kem != clear.kem:
        raise Refused("pouch-forwarded", side=manifest.sender)
    if manifest.id != clear.id:
        raise Refused("pouch-id-differs")
    if manifest.frames != layout.later:
        raise Refused("pouch-frames-differ")
    if dict(manifest.counts) != layout.counts():
        raise Refused("pouch-counts-differ")


def _opening_in(layout: Layout, manifest: Manifest) -> Opening:
    """The opening of a file that we do not know."""
    found = layout.contents(Letter.OPENING)
    if not found:
        raise Refused("pouch-unknown-visit")
    opening = opening_of(found[0])
    if opening.visit != manifest.visit:
        raise Refused("other-visit")
    return opening


@dataclass(frozen=True, slots=True)
class _Sides:
    """The keys of the sides as far as we know them, and as far as changes of keys in this envelope tell us more."""

    opening: Opening
    record: Record | None
    layout: Layout

    def look_at_recipient(self, manifest: Manifest) -> None:
        """The key is ours and the sender signed for it, so the side it names must be ours: as far as cards tell.

        After a step back to an old copy our own record may not know our newest key; then its id alone decides.
        """
        for side in (manifest.sender, manifest.recipient):
            if side not in self.opening.cards:
                raise Refused("unknown-side", side=side)
        holders = {side for side in self.opening.cards if manifest.kem in self._pouch_keys(side)}
        is_ours = manifest.recipient in holders or (self.record is not None and not holders)
        if not is_ours:
            raise Refused("pouch-recipient", side=manifest.recipient)

    def signer(self, manifest: Manifest) -> Card:
        """The keys in force where the sender stood, with which it signed. Raises `Refused`.

        Where that is on another branch than ours, those of that branch: where it leaves ours is told by a statement in
        the envelope, which is taken in with all the rest or nothing is.
        """
        known, refusal = self._known(manifest.sender), Refused("pouch-signature", side=manifest.sender)
        afters = [each.after for each in self._new_statements() if each.side == manifest.sender]
        for shared in sorted({known, min([known, *afters])}, reverse=True):
            try:
                card = self._card_of_sender(manifest, shared)
            except Refused as error:  # its changes of keys follow from those of the other branch, or from none
                refusal = error
                continue
            if is_signed_by(self.layout.frames[0].content, card.node):
                return card
        raise refusal

    def _card_of_sender(self, manifest: Manifest, known: int) -> Card:
        """Where so many entries of it are known. Changes that we have not received yet count if its roots signed."""
        if manifest.position <= known + 1:
            return self._card_at(manifest.sender, manifest.position)
        card = self._card_at(manifest.sender, known + 1)
        for entry in self._changes(manifest):
            if known < entry.header.seq < manifest.position:
                card = key_change_of(entry, card).card
        return card

    def _changes(self, manifest: Manifest) -> list[Entry]:
        """The sender's changes of keys in this envelope, in order: in their place, and ahead of it."""
        frames = [content for content in self.layout.contents(Letter.ENTRY) if is_of_type(content, Kind.KEYS)]
        ahead = self.layout.ahead()
        if max(len(frames), len(ahead)) > limits.MAX_KEY_CHANGES:
            raise Refused("pouch-too-many", what="key-changes", most=limits.MAX_KEY_CHANGES)
        entries = [entry_from(content) for content in (*frames, *ahead)]
        ours = [each for each in entries if (each.header.side, each.header.visit) == (manifest.sender, manifest.visit)]
        return sorted(ours, key=lambda entry: entry.header.seq)

    def _new_statements(self) -> Iterator[Resumption]:
        held = {each.resumption.hash for each in _held_statements(self.record)}
        return (each.resumption for each in _statements_in(self.layout) if each.resumption.hash not in held)

    def _known(self, side: str) -> int:
        return len(self.record.chains[side].entries) if self.record is not None else 0

    def _card_at(self, side: str, seq: int) -> Card:
        return self.record.chains[side].card_at(seq) if self.record is not None else self.opening.cards[side]

    def _pouch_keys(self, side: str) -> set[str]:
        cards = self.record.chains[side].cards if self.record is not None else [(1, self.opening.cards[side])]
        return {key_id(card.pouch) for _, card in cards}


def _read(layout: Layout, manifest: Manifest, opening: Opening, record: Record | None, signer: Card) -> Pouch:
    """What the sender signed, looked at piece by piece."""
    if any(digest(Use.OPENING, raw) != manifest.visit for raw in layout.contents(Letter.OPENING)):
        raise Refused("other-visit")
    entries = tuple(entry_from(content) for content in layout.contents(Letter.ENTRY))
    forks = tuple(fork_from(content) for content in layout.contents(Letter.FORK))
    statements = _statements_in(layout)
    _look_at_whose(manifest, opening, [each.header for each in (*entries, *(fork.kept for fork in forks))])
    _look_at_whose(manifest, opening, [each.resumption for each in statements])
    _look_at_chains(entries, _settled_by([*statements, *_held_statements(record)]))
    _look_at_heads(entries, manifest)
    _look_at_forks(forks)
    others = tuple(frame for frame in layout.frames if not frame.is_known)
    return Pouch(manifest, opening, record is None, entries, forks, statements, others, signer)


def _look_at_whose(manifest: Manifest, opening: Opening, headers: Sequence[Header | Resumption]) -> None:
    """All of the one joint file and its sides."""
    if any(header.visit != manifest.visit for header in headers):
        raise Refused("other-visit")
    for side in (*manifest.named_sides(), *(header.side for header in headers)):
        if side not in opening.cards:
            raise Refused("unknown-side", side=side)


def _held_statements(record: Record | None) -> Iterator[SignedResumption]:
    for chain in record.chains.values() if record is not None else ():
        yield from chain.resumptions


def _settled_by(statements: Iterable[SignedResumption]) -> Settled:
    """What statements say about the links of chains."""
    told = [each.resumption for each in statements]
    return Settled(frozenset(each.hash for each in told), frozenset(name for each in told for name in each.counts))


def _look_at_chains(entries: Sequence[Entry], settled: Settled) -> None:
    """By side and number, each on the one before it, or on what all sides signed to go on."""
    for before, after in pairwise(entries):
        where: dict[str, str | int] = {"side": after.header.side, "seq": after.header.seq}
        earlier, later = (before.header.side, before.header.seq), (after.header.side, after.header.seq)
        if earlier == later:
            raise Refused("pouch-entry-twice", **where)
        if earlier > later:
            raise Refused("pouch-entry-order", **where)
        if earlier[0] == later[0]:
            if earlier[1] + 1 != later[1]:
                raise Refused("pouch-entry-gap", **where)
            if after.header.prev != before.hash and not settled.links(after):
                raise Refused("broken-chain", **where)


def _look_at_heads(entries: Sequence[Entry], manifest: Manifest) -> None:
    """The manifest says where the entries lead to."""
    last = {entry.header.side: entry.head for entry in entries}
    told = {head.side: head for head in manifest.heads}
    if any(told.get(side) != head for side, head in last.items()):
        raise Refused("pouch-heads-differ")


def _look_at_forks(forks: Sequence[Fork]) -> None:
    """One proof for a side is enough."""
    sides = [fork.kept.header.side for fork in forks]
    if sides != sorted(set(sides)):
        raise Refused("pouch-fork-form")


def _statements_in(layout: Layout) -> tuple[SignedResumption, ...]:
    statements = layout.contents(Letter.RESUME)
    if len(statements) > limits.MAX_SIDES:
        raise Refused("pouch-too-many", what="statements", most=limits.MAX_SIDES)
    return tuple(signed_resumption_of(statement) for statement in statements)
