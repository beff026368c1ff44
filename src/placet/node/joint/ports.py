"""Where a node keeps its joint files and what stays in its office: interfaces, implemented in `stores`.

Two stores, because what seals envelopes must have no way to what is private. What a store answers was verified when
it came in and is verified again when it is read: nobody trusts a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from placet.agreement.entry import Entry
from placet.agreement.header import Head
from placet.agreement.record import Fork
from placet.agreement.resumption import SignedResumption


class Footing(StrEnum):
    """How what is kept of our own chain stands to what may have left this office."""

    FRESH = "fresh"
    """Nothing of ours was written yet."""
    IN_STEP = "in-step"
    RESTORED = "restored"
    """What is kept is older than what was written here, or came out of a backup."""
    UNKNOWN = "unknown"
    """The file that tells what was written here is missing."""

    @property
    def may_write(self) -> bool:
        """Whether we may write an entry; else a number could be used twice, and the chain would part from itself."""
        return self in (Footing.FRESH, Footing.IN_STEP)


@dataclass(frozen=True, slots=True)
class KeptEnvelope:
    """An envelope that was sealed or received: its number counts per visit, other side and direction, from 1."""

    other: str
    outgoing: bool
    number: int
    id: str
    """The id in the envelope's own header; an id received before is not counted again."""
    at: str
    """UTC by this office's clock."""
    heads: str
    """Canonical JSON: to which heads it brought the other side, or us."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What another side's envelope shows of our own chain."""

    by: str
    to: str
    """The id of the envelope of ours that it had taken in last; empty for none."""
    shown: Head | None
    """The last entry of ours that it holds; None where it holds none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What another side's envelope says that it holds of our own chain, beyond what is kept here."""

    by: str
    envelope: int
    """Its number among theirs to us."""
    shown: Head
    is_key_replaced: bool
    """Whether it was sealed with keys of which we know that they were replaced: whoever stole them can seal so."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A statement by which a chain goes on after a fork, and what was taken in once it held."""

    statement: SignedResumption
    entries: Sequence[Entry] = ()
    forks: Sequence[Fork] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What is kept together or not at all. What stands in `resumed` comes after the rest, in its order."""

    visit: str
    entries: Sequence[Entry] = ()
    forks: Sequence[Fork] = ()
    envelope: KeptEnvelope | None = None
    resumed: Sequence[Resumed] = ()
    beside: Sequence[Entry] = ()
    """Entries of branches that nobody has chosen, kept for people to read: no part of any chain."""


Kept = Entry | Fork | SignedResumption
"""What changes a record when it is read again."""


class RecordStore(Protocol):
    """The joint files of one side: openings, chains, proofs of forks, the list of envelopes.

    Only one process writes at a time; a second is refused when it opens the store. What was appended cannot be changed
    or taken away, by the database's own rule; a body may be erased.
    """

    def visits(self) -> tuple[str, ...]:
        """Ids of the joint files, in the order in which they were opened."""

    def open_file(self, visit: str, opening: bytes) -> None:
        """Keep a new joint file. The same opening again changes nothing, another one is `Refused`."""

    def opening(self, visit: str) -> bytes:
        """The opening's bytes. Raises `NotFoundError`."""

    def entries(self, visit: str) -> Iterator[Entry]:
        """Every entry, so that each comes after all that its writer had seen. Raises `Refused` for damaged bytes.

        Those of dropped branches are among them.
        """

    def forks(self, visit: str) -> Iterator[Fork]:
        """The kept proofs."""

    def history(self, visit: str) -> Iterator[Kept]:
        """Entries, proofs and statements in the order of keeping: in that order they can all be taken in again."""

    def beside(self, visit: str) -> Iterator[Entry]:
        """Entries of branches that nobody has chosen, in the order of keeping."""

    def envelopes(self, visit: str) -> tuple[KeptEnvelope, ...]:
        """In the order in which they were kept."""

    def append(self, batch: Batch) -> None:
        """Keep all of it, durably: when this returns, a power cut takes nothing away, and only then may bytes leave.

        What is kept already is left as it is. Entries may come in any order, if nothing is missing between them and
        what is kept. Raises `Refused` (`number-used` where a number is taken by other bytes, `gap`, `restored` for an
        entry of our own where `footing` does not let us write); then nothing was kept. Entries of our own that come
        back to us stand in a batch with the envelope that brought them. After a `StorageError` it is not known whether
        the batch was kept: append the same again or read anew, and never write another entry under its numbers.
        """

    def footing(self, visit: str) -> Footing:
        """Whether we may write in this file."""

    def confirm(self, visit: str, answer: Answer) -> Footing:
        """Another side has shown the last entry that it has of our chain, or that it has none; how we stand now.

        It counts only as an answer to an envelope that was sealed here since we may not write, and only if what is kept
        holds the entry shown. We may write again once every other side has answered so, and what is kept holds the last
        entry that was written here, as far as that is known.
        """

    def vouch(self, visit: str) -> Footing:
        """A person made sure that nothing after what is kept here ever left this office: we may write again.

        What was claimed meanwhile is denied by that, and raises no doubt any more; any other claim does.
        """

    def claimed(self, visit: str, claim: Claim) -> Footing:
        """Another side says that it holds more of our chain than is kept: nothing is written until that is decided.

        One that a person denied changes nothing, and neither does one where we may not write for another reason.
        """

    def claims(self, visit: str) -> tuple[Claim, ...]:
        """The claims about this file that nobody has decided."""

    def is_new(self, visit: str, card: str) -> bool:
        """Whether nothing of ours in a file can have left: its opening names a card of ours that was drawn since.

        `card`: its hash. Since: since this home came out of a copy, or was found or said to be an old one.
        """

    def note_drawn(self, card: str) -> None:
        """New keys were drawn here. Called once they are written down; a crash before it only means to draw again."""

    def unanswered(self, visit: str) -> tuple[str, ...]:
        """The other sides that must still answer before we may write; none where we may."""

    def doubt(self, visit: str) -> None:
        """Stop writing in this file until it is confirmed: somebody holds an entry of ours that we do not have.

        Also when a person says that the store was brought back from a copy. What was asked before counts no more.
        """

    def doubt_home(self) -> None:
        """A person says that the whole home was brought back: files that are not here may have been joined before.

        Those that are here are doubted one by one.
        """

    def flaws(self) -> Iterator[object]:
        """What full verification finds wrong, from the first byte on; nothing where all is well."""

    def erase_bodies(self, visit: str, entries: Iterable[tuple[str, int]]) -> None:
        """Erase bodies, by side and number, for good. Chains still verify. Raises `NotFoundError` and `Refused`.

        Of every branch: what the number stands for now and what it stood for before.

        `Refused("body-needed")`: something agreed rests on this one; then none was erased.
        """

    def close(self) -> None:
        """Let another process open the store."""


class PrivateStore(Protocol):
    """What never leaves: drafts, remarks, evidence, initials, secrets of date searches. Append-only documents."""

    def keep(self, visit: str, kind: str, document: dict[str, Any]) -> int:
        """Keep one document durably; returns its number, counted over the whole store from 1."""

    def keep_all(self, visit: str, documents: Sequence[tuple[str, dict[str, Any]]]) -> None:
        """Keep documents, each with its kind, durably and together or not at all."""

    def documents(self, visit: str, kind: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Documents of a kind with their numbers, oldest first."""

    def forget(self, numbers: Iterable[int]) -> None:
        """Erase the content of documents for good: secrets that have served, personal data that is due.

        Raises `NotFoundError` for a number that was never given; then nothing was erased.
        """

    def close(self) -> None:
        """Let another process open the store."""
