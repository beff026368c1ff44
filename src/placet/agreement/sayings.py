"""What one side said that bears on agreement: its effective assents, and what it took back.

An assent has effect if the text, and every member of a package, had reached its writer, and if every office that the
text needs on this side has sealed it, in this entry or before. Of a text that a side once signed and took back, it can
sign no more: the same words are proposed again under another name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from placet.agreement.acts import Level, Sealed
from placet.agreement.entry import Entry, Kind
from placet.agreement.record import Record
from placet.agreement.tabling import Bundle, Table, Text, known_to


@dataclass(frozen=True, slots=True)
class Assent:
    """An effective assent. `seq` is the entry with which the last office that is needed sealed."""

    seq: int
    bundle: Bundle
    sealed: Sealed


@dataclass(slots=True)
class Sayings:
    """In the order of the chain."""

    assents: list[Assent] = field(default_factory=list)
    partial: dict[Text, frozenset[str]] = field(default_factory=dict)
    """Texts that some but not all of the needed offices have sealed, with those that have not."""
    taken_back: dict[Text, int] = field(default_factory=dict)
    """By text that the side had sealed, the entry that took it back first."""
    lapsed: set[Text] = field(default_factory=set)
    """Of these, those that ended with their time."""


@dataclass(slots=True)
class _Seals:
    """The offices that have sealed a text so far, by level; a final seal counts for both."""

    offices: dict[Level, set[str]] = field(default_factory=lambda: {level: set() for level in Level})
    counted: set[Level] = field(default_factory=set)


def sayings_of(record: Record, side: str, table: Table) -> Sayings:
    """What a side said, from its chain and what had reached it."""
    chain, said = record.chains[side], Sayings()
    seals: dict[Text, _Seals] = defaultdict(_Seals)
    vouched = {seq: change.last_good for seq, change in chain.changes if change.last_good is not None}
    for entry in chain.entries:
        header = entry.header
        if header.seq in vouched:
            _disown(said, vouched[header.seq], header.seq)
        if header.point is None or header.revision is None:
            continue
        key = (header.point, header.revision)
        if header.type == Kind.WITHDRAW and key in seals:
            if key not in said.taken_back and (entry.body_fields() or {}).get("reason") == "lapsed":
                said.lapsed.add(key)
            said.taken_back.setdefault(key, header.seq)
        elif header.seq in chain.sealed and key not in said.taken_back:
            _sign(said, seals[key], key, _Signing(entry, chain.sealed[header.seq], table))
    return said


@dataclass(frozen=True, slots=True)
class _Signing:
    """An entry with good seals, and what was on the table."""

    entry: Entry
    sealed: Sealed
    table: Table

    def bundle_of(self, key: Text) -> Bundle | None:
        """What it covers, or None where the text or a member had not reached its writer.

        The name of a package says what its members are; who tables it as a single text does not make it one.
        """
        known = known_to(self.entry, key, self.table)
        bundle = max((each.bundle for each in known), key=lambda each: len(each.texts), default=None)
        if bundle is None or not all(known_to(self.entry, text, self.table) for text in bundle.texts):
            return None
        return bundle

    def needed_for(self, bundle: Bundle) -> set[str]:
        """The offices of the writer's side that must each seal."""
        tabled = (each for text in bundle.texts for each in known_to(self.entry, text, self.table))
        return {office for each in tabled for side, office in each.needs if side == self.entry.header.side}


def _sign(said: Sayings, seals: _Seals, key: Text, signing: _Signing) -> None:
    bundle, sealed, seq = signing.bundle_of(key), signing.sealed, signing.entry.header.seq
    if bundle is None:
        return
    needed = signing.needed_for(bundle)
    levels = [Level.AD_REFERENDUM, Level.FINAL] if sealed.level is Level.FINAL else [Level.AD_REFERENDUM]
    for level in levels:
        seals.offices[level] |= sealed.offices
        if needed <= seals.offices[level] and level not in seals.counted:
            seals.counted.add(level)
            said.assents.append(Assent(seq, bundle, Sealed(level, sealed.wording, frozenset(seals.offices[level]))))
    missing = frozenset(needed - seals.offices[sealed.level])
    if missing:
        said.partial[key] = missing
    else:
        said.partial.pop(key, None)


def _disown(said: Sayings, last_good: int, seq: int) -> None:
    """A stolen key: what it signed is taken back with the change of keys. What was agreed by then is contested."""
    for assent in said.assents:
        if last_good < assent.seq < seq:
            said.taken_back.setdefault(assent.bundle.key, seq)
