"""Stores that are gone with the process: for tests and for trying things out. They answer as the databases do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any

from placet.agreement.entry import ERASABLE, Entry, Head
from placet.agreement.record import Fork
from placet.agreement.signing import Use, digest
from placet.errors import NotFoundError, Refused
from placet.node.joint.ports import Batch, KeptEnvelope
from placet.stores.database import storable
from placet.stores.order import Number, new_of, number_of
from placet.stores.private import written
from placet.stores.record import refuse_other_visits


@dataclass(slots=True)
class _File:
    """One joint file."""

    opening: bytes
    entries: dict[Number, Entry] = field(default_factory=dict)
    forks: dict[str, Fork] = field(default_factory=dict)
    envelopes: dict[tuple[str, bool, str], KeptEnvelope] = field(default_factory=dict)

    erased: set[Number] = field(default_factory=set)

    def __copy__(self) -> _File:
        return _File(self.opening, dict(self.entries), dict(self.forks), dict(self.envelopes), set(self.erased))

    def erase(self) -> None:
        """Take away the bodies under all erased numbers, of entries and of proofs."""
        for number in self.erased:
            self.entries[number] = replace(self.entries[number], body=None)
        for key, fork in self.forks.items():
            if number_of(fork.other) in self.erased:
                self.forks[key] = Fork(replace(fork.kept, body=None), replace(fork.other, body=None))


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
        return iter(list(self._file(visit).entries.values()))

    def forks(self, visit: str) -> Iterator[Fork]:
        """In the order of keeping."""
        return iter(list(self._file(visit).forks.values()))

    def envelopes(self, visit: str) -> tuple[KeptEnvelope, ...]:
        """In the order of keeping."""
        return tuple(self._file(visit).envelopes.values())

    def append(self, batch: Batch) -> None:
        """Keep all of it or nothing: work on a copy, and take it over at the end."""
        file = copy(self._file(batch.visit))
        refuse_other_visits(batch)
        hashes = {number: entry.hash for number, entry in file.entries.items()}
        heads = dict(sorted(hashes))  # of each side the last number stays
        for entry in new_of(batch.entries, hashes, heads):
            file.entries[number_of(entry)] = entry
        for fork in batch.forks:
            file.forks.setdefault(fork.other.hash, fork)
        if batch.envelope is not None:
            _keep_envelope(file, batch.envelope)
        file.erase()
        self._files[batch.visit], self._began = file, True

    def erase_bodies(self, visit: str, entries: Iterable[Number]) -> None:
        """Erase bodies."""
        file = copy(self._file(visit))
        for number in list(entries):
            if number not in file.entries:
                raise NotFoundError("{} {}".format(*number), ())
            if file.entries[number].header.type not in ERASABLE:
                raise Refused("body-needed", side=number[0], seq=number[1])
            file.erased.add(number)
        file.erase()
        self._files[visit], self._began = file, True

    def head(self, visit: str, side: str) -> Head | None:
        """The last entry of a side's chain, or None."""
        chain = [entry for entry in self.entries(visit) if entry.header.side == side]
        return chain[-1].head if chain else None

    def hash_at(self, visit: str, side: str, seq: int) -> str | None:
        """The hash under a number, or None."""
        entry = self._file(visit).entries.get((side, seq))
        return None if entry is None else entry.hash

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
