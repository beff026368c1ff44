"""Which texts are agreed: a pure function of the record, the same at every node, and never taken back.

The rule. Every side has signed the same text, and every side has *received* all those signatures before it took its
own back. For a text r and a side i: `assent` is the entry with which i first signed r; `receipt` is the first entry of
i whose writer had all n assents; `withdrawal` is i's first withdrawal of r, or, before the receipt, its first assent to
a text that contradicts r (who signs a counter-text takes the earlier signature back). r is agreed if every receipt
exists and no side withdrew before its receipt. A withdrawal after the receipt is an agreement withdrawn: history
stays, the point has a new standing. A lapse, or what a stolen key did, can prevent an agreement and never end one.

Why not simply "all have signed": with letters under way, that answer changes back (tests/agreement/test_wrong_rules).
All receipts lie in a fixed beginning of the chains, so no later entry can undo them; two contradicting texts that are
both agreed come in the same order at every side, because otherwise an assent would lie before itself.

The rule is applied twice: to assents of any level, which gives what is agreed *ad referendum*, and to final ones. An
assent of either level takes back whatever it contradicts, and a text that was signed ad referendum and taken back so
is not signed finally any more: what is agreed finally is agreed ad referendum, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from placet.agreement.acts import Level, Wording
from placet.agreement.record import Chain, Record
from placet.agreement.sayings import Assent, How, Sayings, TakenBack, sayings_of
from placet.agreement.tabling import Bundle, Table, Text, table_of
from placet.agreement.uncollected import uncollected
from placet.agreement.values import value


@value(frozen=True, slots=True)
class Signed:
    """How far a bundle has come, at one level, that at least one side has signed."""

    bundle: Bundle
    level: Level
    assents: Mapping[str, int]
    """The number of each side's first effective assent."""
    receipts: Mapping[str, int]
    """Of each side, the first entry whose writer had all assents; empty until all have signed."""
    withdrawals: Mapping[str, int]
    """Where a side took its assent back, before or after its receipt."""
    taken_back: frozenset[str]
    """Of these, sides that did so before their receipt: for them there is no agreement."""
    replaced_by: Mapping[str, Text]
    """Of these, where they did so by signing a contradicting text: that text."""
    wordings: Mapping[str, Wording]
    contested: frozenset[str]
    """Sides of which an entry that this rests on, or one that takes it back, lies in a fork, or after the last that a
    stolen key's owner vouches for. What is agreed stands; people must settle it."""

    def is_signed_by(self, sides: tuple[str, ...]) -> bool:
        """Whether all these sides have signed and none took it back before it had the receipt of all."""
        return all(side in self.assents and side not in self.taken_back for side in sides)

    @property
    def ended_by(self) -> frozenset[str]:
        """Sides that withdrew after their receipt."""
        return frozenset(self.withdrawals) - self.taken_back


@dataclass(frozen=True, slots=True)
class Folded:
    """What follows from a record."""

    sides: tuple[str, ...]
    table: Table
    agreed: tuple[Signed, ...]
    """By the order of agreement: of two that contradict each other, the later replaces the earlier."""
    ad_referendum: tuple[Signed, ...]
    """Agreed at any level, whether or not they are agreed finally too; in the same order."""
    final: Mapping[Text, Signed]
    """Every bundle with a final assent."""
    any_level: Mapping[Text, Signed]
    """Every bundle with an assent."""
    sayings: Mapping[str, Sayings]


@uncollected()
def fold(record: Record) -> Folded:
    """What is agreed, what is signed, and what was ended."""
    table = table_of(record)
    sides = record.opening.sides
    sayings = {side: sayings_of(chain, table) for side, chain in record.chains.items()}
    assents: Mapping[str, Sequence[Assent]] = {side: said.assents for side, said in sayings.items()}
    any_level, effective = _applied(record, sayings, assents, Level.AD_REFERENDUM)
    final, _ = _applied(record, sayings, effective, Level.FINAL)
    return Folded(
        sides=sides,
        table=table,
        agreed=_agreed(sides, final),
        ad_referendum=_agreed(sides, any_level),
        final=final,
        any_level=any_level,
        sayings=sayings,
    )


def _agreed(sides: tuple[str, ...], signed: Mapping[Text, Signed]) -> tuple[Signed, ...]:
    """Those that are agreed, in the order in which the first side signed: contradicting ones are so at every side."""
    found = (each for each in signed.values() if len(each.receipts) == len(sides) and not each.taken_back)
    return tuple(sorted(found, key=lambda each: each.assents[sides[0]]))


def _applied(
    record: Record, sayings: Mapping[str, Sayings], assents: Mapping[str, Sequence[Assent]], level: Level
) -> tuple[dict[Text, Signed], dict[str, list[Assent]]]:
    """The rule, for assents of one level; and which assents of either level have an effect."""
    signers: dict[Text, dict[str, Assent]] = defaultdict(dict)
    for side, found in assents.items():
        for assent in found:
            if assent.level is level:
                signers[assent.bundle.key][side] = assent
    receipts = {key: _receipts(record, signed) for key, signed in signers.items() if len(signed) == len(sayings)}
    read = {side: _read(side, found, level, receipts) for side, found in assents.items()}
    doubted = {side: chain for side, chain in record.chains.items() if chain.is_doubted}
    signed = {}
    for key, assents_to in signers.items():
        receipt = receipts.get(key, {})
        ways = {
            side: _Way(assent, receipt.get(side), read[side].replaced.get(key), sayings[side].taken_back.get(key, ()))
            for side, assent in assents_to.items()
        }
        signed[key] = _signed(level, receipt, ways, doubted)
    return signed, {side: each.effective for side, each in read.items()}


def _signed(
    level: Level, receipts: Mapping[str, int], ways: Mapping[str, _Way], doubted: Mapping[str, Chain]
) -> Signed:
    gone = {side: way for side, way in ways.items() if way.is_left}
    withdrawals, taken_back, replaced_by = _backs(gone) if gone else _NO_BACKS
    return Signed(
        bundle=next(iter(ways.values())).assent.bundle,
        level=level,
        assents={side: way.assent.seq for side, way in ways.items()},
        receipts=receipts,
        withdrawals=withdrawals,
        taken_back=taken_back,
        replaced_by=replaced_by,
        wordings={side: way.assent.wording for side, way in ways.items()},
        contested=_contested(ways, doubted) if doubted else _NO_SIDE,
    )


_NO_SIDE: frozenset[str] = frozenset()
_Backs = tuple[Mapping[str, int], frozenset[str], Mapping[str, Text]]
_NO_BACKS: _Backs = (MappingProxyType({}), _NO_SIDE, MappingProxyType({}))
"""Of nearly every text: said once, not worked out for each."""


def _backs(gone: Mapping[str, _Way]) -> _Backs:
    """Of sides that went back: where, who of them before its receipt, and by signing which text instead."""
    backs = {side: way.back for side, way in gone.items()}
    return (
        {side: back for side, back in backs.items() if back is not None},
        frozenset([side for side, way in gone.items() if way.early]),
        {
            side: way.replacement.bundle.key
            for side, way in gone.items()
            if way.replacement is not None and way.replacement.seq == backs[side]
        },
    )


def _contested(ways: Mapping[str, _Way], doubted: Mapping[str, Chain]) -> frozenset[str]:
    return frozenset(
        [side for side, chain in doubted.items() if side in ways and any(map(chain.is_doubtful, ways[side].rests_on))]
    )


def _receipts(record: Record, assents: Mapping[str, Assent]) -> dict[str, int]:
    """For each side its first entry that had received all these; sides without one are left out."""
    found = {}
    for side, chain in record.chains.items():
        seqs = [chain.first_that_saw(other, assent.seq) for other, assent in assents.items()]
        known = [seq for seq in seqs if seq is not None]
        if len(known) == len(seqs):
            found[side] = max(known)
    return found


@dataclass(slots=True)
class _Read:
    """A side's assents, read in their order."""

    effective: list[Assent]
    replaced: dict[Text, Assent]
    """By text whose assent was taken back before its receipt by signing another: that other."""


def _read(side: str, assents: Sequence[Assent], level: Level, receipts: Mapping[Text, Mapping[str, int]]) -> _Read:
    """Which assents have an effect, and which were taken back by signing a contradicting text before the receipt.

    Each assent leaves the open ones once, so the work grows with what was signed and not with its square.
    """
    standing: dict[str, dict[str, list[Text]]] = defaultdict(dict)  # point -> text of it -> bundles signed with it
    found = _Read([], {})
    for assent in assents:
        bundle = assent.bundle
        if bundle.key in found.replaced:
            continue
        found.effective.append(assent)
        for point, text in bundle.texts:
            signed = standing[point]
            for other in [each for each in signed if each != text]:
                for key in signed.pop(other):
                    receipt = receipts.get(key, {}).get(side)
                    if receipt is None or receipt > assent.seq:
                        found.replaced.setdefault(key, assent)
            if assent.level is level:
                signed.setdefault(text, []).append(bundle.key)
    return found


@dataclass(slots=True)
class _Way:
    """How one side came to a text, and whether it went back."""

    assent: Assent
    receipt: int | None
    replacement: Assent | None
    """What it signed instead, before its receipt."""
    withdrawals: Sequence[TakenBack]

    @property
    def is_left(self) -> bool:
        """Whether it went back at all, in any way."""
        return self.replacement is not None or bool(self.withdrawals)

    @property
    def early(self) -> list[int]:
        """Where it took its assent back before its receipt."""
        backs = [each.seq for each in self.withdrawals if self._is_early(each)]
        return backs if self.replacement is None else [*backs, self.replacement.seq]

    @property
    def back(self) -> int | None:
        """Where it took its assent back, or ended an agreement; None where it stands by it."""
        late = (each.seq for each in self.withdrawals if each.how is How.WITHDRAWN)
        return min(self.early or late, default=None)

    @property
    def rests_on(self) -> tuple[int, ...]:
        """Numbers of the entries by which it signed, received and went back."""
        receipt = () if self.receipt is None else (self.receipt,)
        replaced = () if self.replacement is None else (self.replacement.seq,)
        return (self.assent.seq, *receipt, *replaced, *(each.seq for each in self.withdrawals))

    def _is_early(self, back: TakenBack) -> bool:
        """Whether it came before the receipt. Who disowns a signature receives nothing for it with the same entry."""
        if self.receipt is None or back.seq < self.receipt:
            return True
        return back.how is How.DISOWNED and back.seq == self.receipt
