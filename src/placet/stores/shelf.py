"""What lies under the guard: where the records of joint files are kept, without a thought of whose node this is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from placet.agreement.entry import Entry
from placet.agreement.header import Head
from placet.agreement.record import Fork
from placet.node.joint.ports import Batch, Kept, KeptEnvelope


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a store that is not as it was written. `code` as in `Refused`, or what the database said."""

    place: str
    code: str


class Shelf(Protocol):
    """A `RecordStore` as far as one can be without knowing what left the office."""

    @property
    def place(self) -> str:
        """What an error calls it."""

    @property
    def epoch(self) -> int:
        """How many times a process began to write here."""

    def visits(self) -> tuple[str, ...]:
        """As in `RecordStore`, and so are the next ones down to `close`."""

    def open_file(self, visit: str, opening: bytes) -> None:
        """Keep a new joint file."""

    def opening(self, visit: str) -> bytes:
        """The opening's bytes."""

    def entries(self, visit: str) -> Iterator[Entry]:
        """Every entry, in causal order."""

    def forks(self, visit: str) -> Iterator[Fork]:
        """The kept proofs."""

    def history(self, visit: str) -> Iterator[Kept]:
        """Entries, proofs and statements, in the order of keeping."""

    def beside(self, visit: str) -> Iterator[Entry]:
        """Entries of branches that nobody has chosen."""

    def envelopes(self, visit: str) -> tuple[KeptEnvelope, ...]:
        """In the order of keeping."""

    def append(self, batch: Batch) -> None:
        """Keep all of it, durably, or nothing."""

    def erase_bodies(self, visit: str, entries: Iterable[tuple[str, int]]) -> None:
        """Erase bodies for good."""

    def close(self) -> None:
        """Let go of it."""

    def head(self, visit: str, side: str) -> Head | None:
        """The last entry of a side's chain as it counts now, or None."""

    def knows(self, visit: str, head: Head) -> bool:
        """Whether this very entry is kept, counting or dropped, or all sides have signed that it does not count."""

    def flaws(self) -> tuple[str, ...]:
        """What the database itself finds wrong; what is kept in it is looked at in `examining`."""
