"""Which texts are agreed: a pure function of the record, the same at every node, and never taken back.

The rule. Every side has sealed the same text, and every side has *received* all those seals before it withdrew its
own. For a text r and a side i: `assent` is i's first effective assent to r; `receipt` is the first entry of i whose
writer had all n assents; `withdrawal` is i's first withdrawal of r, or its first assent to a text that contradicts r
made before the receipt (who signs a counter-text takes the earlier signature back). r is agreed if every receipt
exists and no side withdrew before its receipt. A withdrawal after the receipt is an agreement withdrawn: history
stays, the point has a new standing.

Why not simply "all have signed": with letters under way, that answer changes back (tests/agreement/test_wrong_rules).
All receipts lie in a fixed beginning of the chains, so no later entry can undo them; two contradicting texts that are
both agreed come in the same order at every side, because otherwise an assent would lie before itself.

The rule is applied twice: to assents of any level, which gives what is agreed *ad referendum*, and to final ones. An
assent of either level takes back whatever it contradicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from placet.agreement.acts import Level, Wording
from placet.agreement.record import Record
from placet.agreement.sayings import Assent, Sayings, sayings_of
from placet.agreement.tabling import Bundle, Table, Text, table_of


@dataclass(frozen=True, slots=True)
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
    replaced_by: Mapping[str, Text]
    """Of these, where it did so by signing a contradicting text: that text."""
    wordings: Mapping[str, Wording]
    contested: frozenset[str]
    """Sides of which an entry that this rests on lies in a fork, or after the last that a stolen key's owner vouches
    for. What is agreed stands; people must settle it."""

    def is_signed_by(self, sides: tuple[str, ...]) -> bool:
        """Whether all these sides have signed and none took it back before it had the receipt of all."""
        return all(side in self.assents and side not in self.taken_back for side in sides)

    @property
    def taken_back(self) -> frozenset[str]:
        """Sides that withdrew before their receipt: for them there is no agreement."""
        never = max(self.withdrawals.values(), default=0) + 1
        return frozenset(side for side, seq in self.withdrawals.items() if seq < self.receipts.get(side, never))

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


def fold(record: Record) -> Folded:
    """What is agreed, what is signed, and what was ended."""
    table = table_of(record)
    sides = record.opening.sides
    sayings = {side: sayings_of(record, side, table) for side in sides}
    any_level = _applied(record, sayings, Level.AD_REFERENDUM)
    final = _applied(record, sayings, Level.FINAL)
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


def _applied(record: Record, sayings: Mapping[str, Sayings], level: Level) -> dict[Text, Signed]:
    """The rule, for assents of one level."""
    firsts = {side: _first_assents(said, level) for side, said in sayings.items()}
    bundles = {key: _common(key, firsts) for first in firsts.values() for key in first}
    assents = {key: {side: first[key].seq for side, first in firsts.items() if key in first} for key in bundles}
    receipts = {key: _receipts(record, signed) for key, signed in assents.items() if len(signed) == len(sayings)}
    replaced = {side: _replaced(side, said, firsts[side], receipts) for side, said in sayings.items()}
    found = {}
    for key in sorted(bundles):
        withdrawals, replaced_by = _withdrawals(key, assents[key], sayings, replaced)
        found[key] = Signed(
            bundle=bundles[key],
            level=level,
            assents=assents[key],
            receipts=receipts.get(key, {}),
            withdrawals=withdrawals,
            replaced_by=replaced_by,
            wordings={side: firsts[side][key].sealed.wording for side in assents[key]},
            contested=_contested(record, assents[key], receipts.get(key, {})),
        )
    return found


def _common(key: Text, firsts: Mapping[str, Mapping[Text, Assent]]) -> Bundle:
    """What all that signed it have signed: the members only if everybody had been told them."""
    return min((first[key].bundle for first in firsts.values() if key in first), key=lambda each: len(each.texts))


def _first_assents(said: Sayings, level: Level) -> dict[Text, Assent]:
    return {each.bundle.key: each for each in reversed(said.assents) if each.sealed.level is level}


def _receipts(record: Record, assents: Mapping[str, int]) -> dict[str, int]:
    """For each side its first entry that had received all these; sides without one are left out."""
    found = {}
    for side, chain in record.chains.items():
        seqs = [chain.first_that_saw(other, seq) for other, seq in assents.items()]
        known = [seq for seq in seqs if seq is not None]
        if len(known) == len(seqs):
            found[side] = max(known)
    return found


def _replaced(
    side: str, said: Sayings, first: Mapping[Text, Assent], receipts: Mapping[Text, Mapping[str, int]]
) -> dict[Text, tuple[int, Text]]:
    """Which of a side's assents it took back by signing a contradicting text before its receipt, where, and which.

    Each assent leaves the open ones once, so the work grows with what was signed and not with its square.
    """
    standing: dict[str, dict[str, list[Text]]] = defaultdict(dict)  # point -> text of it -> bundles signed with it
    found: dict[Text, tuple[int, Text]] = {}
    for assent in said.assents:
        for point, text in assent.bundle.texts:
            for other in [each for each in standing[point] if each != text]:
                for key in standing[point].pop(other):
                    receipt = receipts.get(key, {}).get(side)
                    if receipt is None or receipt > assent.seq:
                        found.setdefault(key, (assent.seq, assent.bundle.key))
            if first.get(assent.bundle.key) is assent:
                standing[point].setdefault(text, []).append(assent.bundle.key)
    return found


def _withdrawals(
    key: Text,
    assents: Mapping[str, int],
    sayings: Mapping[str, Sayings],
    replaced: Mapping[str, Mapping[Text, tuple[int, Text]]],
) -> tuple[dict[str, int], dict[str, Text]]:
    """Where each side took its assent back, in words or by a counter-text; and the counter-texts."""
    withdrawals: dict[str, int] = {}
    replaced_by: dict[str, Text] = {}
    for side, assent in assents.items():
        said = sayings[side].taken_back.get(key)
        if said is not None and said > assent:
            withdrawals[side] = said
        seq, by = replaced[side].get(key, (None, key))
        if seq is not None and seq <= withdrawals.get(side, seq):
            withdrawals[side], replaced_by[side] = seq, by
    return withdrawals, replaced_by


def _contested(record: Record, assents: Mapping[str, int], receipts: Mapping[str, int]) -> frozenset[str]:
    return frozenset(
        side for found in (assents, receipts) for side, seq in found.items() if record.chains[side].is_doubtful(seq)
    )
