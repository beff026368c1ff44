"""What an envelope or a file brings, taken into a copy of the record in the order in which it can hold.

A statement by which a chain goes on comes in as early as it can: before the entries that stand on it, after those that
it stands on. All of it is taken in, or it is refused and nothing has changed; nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from placet.agreement.branches import beside
from placet.agreement.entry import Entry
from placet.agreement.record import Admission, Fork, Record
from placet.agreement.resuming import resumed
from placet.agreement.resumption import SignedResumption
from placet.errors import Refused
from placet.node.joint.ports import Batch, Resumed

MAY_WAIT = ("resumption-incomplete", "resumption-gap")
"""Why a statement may have to wait for what came with it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What came, nothing of it verified."""

    entries: Sequence[Entry] = ()
    forks: Sequence[Fork] = ()
    statements: Sequence[SignedResumption] = ()


@dataclass(slots=True)
class _Stage:
    """What was taken in under one statement, or before the first."""

    statement: SignedResumption | None = None
    entries: list[Entry] = field(default_factory=list)
    forks: list[Fork] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The record with everything in it, and what of it is new."""

    record: Record
    entries: Sequence[Entry]
    forks: Sequence[Fork]
    later: Sequence[Resumed]
    """What came to hold by statements, in their order."""

    @property
    def taken(self) -> list[Entry]:
        """Every new entry that counts, or counted until a statement took it away again."""
        return [*self.entries, *(entry for each in self.later for entry in each.entries)]

    def batch(self) -> Batch:
        """What is to be kept of it."""
        return Batch(self.record.opening.visit, self.entries, self.forks, resumed=self.later)


def taking_in(record: Record, brought: Brought) -> TakenIn:
    """Take all of it into a copy. Raises `Refused`; a statement that holds already changes nothing."""
    draft, stages = record.copy(), [_Stage()]
    waiting = [each for each in brought.statements if not _holds(record, each)]
    while waiting:
        draft, ready = _first_that_fits(draft, waiting)
        if ready is not None:
            waiting.remove(ready)
            stages.append(_Stage(ready))
        elif not _take_before(draft, brought.entries, waiting, stages[-1]):
            resumed(draft, waiting[0])  # raises why it waits in vain
    _take(draft, brought.entries, stages[-1])
    for fork in brought.forks:
        _prove(draft, fork, stages[-1])
    later = [Resumed(each.statement, each.entries, each.forks) for each in stages if each.statement is not None]
    return TakenIn(draft, stages[0].entries, stages[0].forks, later)


def lying_beside(record: Record, kept: Iterable[Entry], entries: Iterable[Entry]) -> list[Entry]:
    """Of these those that stand on other branches of forked chains; the proofs' own are kept with the proofs.

    What was `kept` before stays: together they are no more than a statement may name.
    """
    before, heap = list(kept), list(entries)
    found = []
    for chain in record.chains.values():
        proven = chain.fork.other.hash if chain.fork is not None else ""
        found += [entry for entry in beside(chain, heap, before) if entry.hash != proven]
    return found


def _holds(record: Record, signed: SignedResumption) -> bool:
    chain = record.chains.get(signed.resumption.side)
    held = chain.resumptions if chain is not None else ()
    return any(each.resumption.hash == signed.resumption.hash for each in held)


def _first_that_fits(draft: Record, waiting: Sequence[SignedResumption]) -> tuple[Record, SignedResumption | None]:
    """The record under the first statement that can hold now, and that one; or the record as it is."""
    for signed in waiting:
        try:
            return resumed(draft, signed), signed
        except Refused as refusal:
            if refusal.code not in MAY_WAIT:
                raise
    return draft, None


def _take_before(draft: Record, entries: Iterable[Entry], waiting: Sequence[SignedResumption], stage: _Stage) -> bool:
    """Take in what stands before all statements that wait, as far as it goes; whether that was anything."""
    firsts: dict[str, int] = {}
    for each in (signed.resumption for signed in waiting):
        firsts[each.side] = min(each.after, firsts.get(each.side, each.after))
    early = [each for each in entries if each.header.seq <= firsts.get(each.header.side, each.header.seq)]
    probe = draft.copy()
    with suppress(Refused):  # the rest waits for the statement, or is refused after it
        probe.admit_all(early)
    held = {entry.hash for entry in draft}
    new = [entry for entry in probe if entry.hash not in held]
    _take(draft, new, stage)
    return bool(new)


def _take(draft: Record, entries: Iterable[Entry], stage: _Stage) -> None:
    before = {side: chain.fork for side, chain in draft.chains.items()}
    stage.entries += draft.admit_all(entries)
    stage.forks += [
        chain.fork for side, chain in draft.chains.items() if chain.fork is not None and chain.fork is not before[side]
    ]


def _prove(draft: Record, fork: Fork, stage: _Stage) -> None:
    chain = draft.chains[fork.kept.header.side]
    before = chain.fork
    for entry in (fork.kept, fork.other):
        if draft.admit(entry) is Admission.TAKEN:
            stage.entries.append(entry)
    if chain.fork is not None and chain.fork is not before:
        stage.forks.append(chain.fork)
