"""Stores that are gone with the process: for tests and for trying things out. They answer as the databases do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from placet.agreement.entry import ERASABLE, Entry
from placet.agreement.header import Head
from placet.agreement.record import Fork
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import Use, digest
from placet.errors import NotFoundError, Refused
from placet.node.joint.ports import Batch, Kept, KeptEnvelope
from placet.stores.database import storable
from placet.stores.order import Number, is_dropped, new_of, number_of, staying
from placet.stores.private import written
from placet.stores.record import refuse_other_visits


@dataclass(slots=True)
class _File:
    """One joint file."""

    opening: bytes
    history: list[Kept] = field(default_factory=list)
    hashes: dict[Number, str] = field(default_factory=dict)
    """What counts now."""
    beside: dict[str, Entry] = field(default_factory=dict)
    envelopes: dict[tuple[str, bool, str], KeptEnvelope] = field(default_factory=dict)
    erased: set[Number] = field(default_factory=set)

    def __copy__(self) -> _File:
        beside, envelopes = dict(self.beside), dict(self.envelopes)
        return _File(self.opening, list(self.history), dict(self.hashes), beside, envelopes, set(self.erased))

    def keep(self, entries: Iterable[Entry], forks: Iterable[Fork]) -> None:
        """Keep what is new of these."""
        new = new_of(entries, self.hashes, dict(sorted(self.hashes)))  # of each side the last number stays
        self.history += new
        self.hashes.update((number_of(entry), entry.hash) for entry in new)
        for fork in forks:
            if not any(isinstance(kept, Fork) and kept.other.hash == fork.other.hash for kept in self.history):
                self.history.append(_lighter(fork) if number_of(fork.other) in self.erased else fork)

    def settle(self, signed: SignedResumption) -> None:
        """Keep a statement, and cut off what does not count."""
        statement = signed.resumption
        statements = [kept for kept in self.history if isinstance(kept, SignedResumption)]
        if statement.hash not in {each.resumption.hash for each in statements}:
            stays = staying(statement, self.hashes)
            for side, seq in list(self.hashes):
                if side == statement.side and seq > stays:
                    del self.hashes[side, seq]
            self.history.append(signed)

    def erase(self, number: Number) -> None:
        """Take away the bodies under a number, in every branch and in proofs."""
        self.erased.add(number)
        self.history = [_without_body(kept, number) for kept in self.history]
        self.beside = {name: _erased(entry, number) for name, entry in self.beside.items()}


def _lighter(fork: Fork) -> Fork:
    return Fork(replace(fork.kept, body=None), replace(fork.other, body=None))


def _erased(entry: Entry, number: Number) -> Entry:
    is_meant = number_of(entry) == number and entry.header.type in ERASABLE
    return replace(entry, body=None) if is_meant else entry


def _without_body(kept: Kept, number: Number) -> Kept:
    if isinstance(kept, Entry):
        return _erased(kept, number)
    return _lighter(kept) if isinstance(kept, Fork) and number_of(kept.other) == number else kept


class MemoryRecord:
    """A `Shelf` in memory."""

    place = "memory"

    def __init__(self) -> None:
        """A store with nothing in it."""
        self._files: dict[str, _File] = {}
        self._began = False

    @property
    def epoch(self) -> int:
        """One as soon as something was written."""
        return int(self._began)

    def visits(self) -> tuple[str, ...]:
        """Ids in the order of opening."""
        return tuple(self._files)

    def open_file(self, visit: str, opening: bytes) -> None:
        """Keep a new joint file."""
        if digest(Use.OPENING, opening) != visit:
            raise Refused("other-visit")
        self._files.setdefault(visit, _File(opening))
        self._began = True

    def opening(self, visit: str) -> bytes:
        """The opening's bytes."""
        return self._file(visit).opening

    def entries(self, visit: str) -> Iterator[Entry]:
        """In the order of keeping."""
        return iter([kept for kept in self._file(visit).history if isinstance(kept, Entry)])

    def forks(self, visit: str) -> Iterator[Fork]:
        """In the order of keeping."""
        return iter([kept for kept in self._file(visit).history if isinstance(kept, Fork)])

    def history(self, visit: str) -> Iterator[Kept]:
        """Entries, proofs and statements, in the order of keeping."""
        return iter(list(self._file(visit).history))

    def beside(self, visit: str) -> Iterator[Entry]:
        """Entries of branches that nobody has chosen."""
        return iter(list(self._file(visit).beside.values()))

    def envelopes(self, visit: str) -> tuple[KeptEnvelope, ...]:
        """In the order of keeping."""
        return tuple(self._file(visit).envelopes.values())

    def append(self, batch: Batch) -> None:
        """Keep all of it or nothing: work on a copy, and take it over at the end."""
        file = copy(self._file(batch.visit))
        refuse_other_visits(batch)
        file.keep(batch.entries, batch.forks)
        for each in batch.resumed:
            file.settle(each.statement)
            file.keep(each.entries, each.forks)
        for entry in batch.beside:
            file.beside.setdefault(entry.hash, entry)
        if batch.envelope is not None:
            _keep_envelope(file, batch.envelope)
        self._files[batch.visit], self._began = file, True

    def erase_bodies(self, visit: str, entries: Iterable[Number]) -> None:
        """Erase bodies."""
        file = copy(self._file(visit))
        for number in list(entries):
            if number not in file.hashes:
                raise NotFoundError("{} {}".format(*number), ())
            counting = {each.hash: each for each in self.entries(visit)}[file.hashes[number]]
            if counting.header.type not in ERASABLE:
                raise Refused("body-needed", side=number[0], seq=number[1])
            file.erase(number)
        self._files[visit], self._began = file, True

    def head(self, visit: str, side: str) -> Head | None:
        """The last entry of a side's chain, or None."""
        chain = sorted((seq, name) for (its, seq), name in self._file(visit).hashes.items() if its == side)
        return Head(side, *chain[-1]) if chain else None

    def knows(self, visit: str, head: Head) -> bool:
        """Whether this very entry is kept, or all sides have signed that it does not count."""
        is_kept = any(entry.head == head for entry in self.entries(visit))
        statements = [kept for kept in self.history(visit) if isinstance(kept, SignedResumption)]
        return is_kept or is_dropped(statements, head)

    def flaws(self) -> tuple[str, ...]:
        """Memory finds nothing wrong with itself."""
        return ()

    def close(self) -> None:
        """Nothing is to be let go of."""

    def _file(self, visit: str) -> _File:
        if visit not in self._files:
            raise NotFoundError(visit, ())
        return self._files[visit]


def _keep_envelope(file: _File, envelope: KeptEnvelope) -> None:
    for text in (envelope.other, envelope.id, envelope.at, envelope.heads):
        storable(text)
    key = (envelope.other, envelope.outgoing, envelope.id)
    if key in file.envelopes:
        return
    kept = [each.number for each in file.envelopes.values() if each.outgoing and each.other == envelope.other]
    if envelope.outgoing and envelope.number in kept:
        raise Refused("envelope-number-used", other=envelope.other, number=envelope.number)
    file.envelopes[key] = envelope


class MemoryPrivate:
    """A `PrivateStore` in memory."""

    def __init__(self) -> None:
        """A store with nothing in it."""
        self._kept: list[tuple[str, str, str | None]] = []

    def keep(self, visit: str, kind: str, document: dict[str, Any]) -> int:
        """Keep one document."""
        self._kept.append((storable(visit), storable(kind), written(document)))
        return len(self._kept)

    def keep_all(self, visit: str, documents: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Keep documents together."""
        self._kept += [(storable(visit), storable(kind), written(document)) for kind, document in documents]

    def documents(self, visit: str, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Documents of a kind, oldest first."""
        wanted = (storable(visit), storable(kind))
        for number, (its_visit, its_kind, document) in enumerate(list(self._kept), 1):
            if (its_visit, its_kind) == wanted and document is not None:
                yield number, json.loads(document)

    def forget(self, numbers: Iterable[int]) -> None:
        """Erase the content."""
        wanted = sorted(set(numbers))
        for number in wanted:
            if not 1 <= number <= len(self._kept):
                raise NotFoundError(str(number), ())
        for number in wanted:
            self._kept[number - 1] = (*self._kept[number - 1][:2], None)

    def flaws(self) -> tuple[str, ...]:
        """Memory finds nothing wrong with itself."""
        return ()

    def close(self) -> None:
        """Nothing is to be let go of."""
