"""Two offices on one machine, with fixed clocks and fixed chance, and everything that either of them lets out.

Each has a home of its own, as two offices in two countries have. What is sealed is also opened with the recipient's
key, so that a test can look at the bytes that were sealed and not only at those that nobody else can read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from placet.agreement.envelopes.segments import clear_of, content_of
from placet.node.joint.desk import Desk, Stores
from placet.node.joint.envelopes import Received, opened_with, receive, seal
from placet.node.joint.keyring import MAIN_OFFICE, draw_keys, keep_keys, next_folder, open_keyrings
from placet.node.joint.means import Means
from placet.node.joint.office import Office
from placet.node.joint.opening_files import enrol, open_with
from placet.node.joint.safe import LIGHT
from placet.node.joint.signing import Seals
from placet.projections.standing import PointStanding
from placet.stores.home import begin_home

NAMES = {"IR": {"en": "Iran", "fa": "ایران"}, "RU": {"en": "Russia", "ru": "Россия"}}
OFFICES = (MAIN_OFFICE, "council")
NOON = datetime(2027, 1, 10, 12, tzinfo=UTC)


class Chance:
    """Bytes that look like chance and are the same for the same seed and number."""

    def __init__(self, seed: str) -> None:
        self.seed, self.drawn = seed, 0

    def __call__(self, count: int) -> bytes:
        self.drawn += 1
        return hashlib.shake_256(f"{self.seed} {self.drawn}".encode()).digest(count)


class Clock:
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


class Watched:
    """A private store that remembers all that was ever kept in it, also what it forgot since."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.kept: list[tuple[str, dict[str, Any]]] = []

    def keep(self, visit: str, kind: str, document: dict[str, Any]) -> int:
        self.kept.append((kind, document))
        return int(self._store.keep(visit, kind, document))

    def keep_all(self, visit: str, documents: Sequence[tuple[str, dict[str, Any]]]) -> None:
        self.kept += documents
        self._store.keep_all(visit, documents)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


@dataclass
class Ours:
    """One of the two offices."""

    home: Path
    office: Office
    private: Watched
    clock: Clock
    passphrase: str
    file: str = ""

    @property
    def side(self) -> str:
        return self.office.side

    def desk(self) -> Desk:
        """Everything verified anew, as in a process of its own."""
        return self.office.desk(self.file)

    def seals(self, *offices: str) -> Seals:
        names = offices or (MAIN_OFFICE,)
        return Seals({name: self.desk().keyring.seal(name, self.passphrase) for name in names})

    def point(self, words: str) -> PointStanding:
        """The one point whose latest text holds these words."""
        found = [each for each in self.desk().standings() if each.latest.revision is not None]
        (one,) = [each for each in found if words in str(each.latest.revision.content)]
        return one

    def waiting(self) -> list[PointStanding]:
        return [each for each in self.desk().standings() if self.side in each.turn and each.on_table]


@dataclass
class Pair:
    """Both, and what left either of them: by name, as it left, and as its recipient can read it."""

    ours: Ours
    theirs: Ours
    left: dict[str, bytes] = field(default_factory=dict)
    read: dict[str, bytes] = field(default_factory=dict)

    def carry(self, sender: Ours, receiver: Ours) -> Received:
        raw = seal(sender.desk(), receiver.side).raw
        name = f"{len(self.left):03d} envelope {sender.side} to {receiver.side}"
        keys = {ring.pouch.id: ring.pouch for ring in receiver.office.keyrings}
        clear = clear_of(raw)
        self.left[name] = raw
        self.read[name] = clear.to_bytes() + content_of(raw, clear, keys[clear.kem])
        opened_with(receiver.office, raw)
        received = receive(receiver.office, raw, lambda: receiver.office.keyring.root(receiver.passphrase))
        receiver.file = received.desk.file
        return received

    def exchange(self) -> None:
        """An envelope each way and back, until both hold the same and know it."""
        for sender, receiver in ((self.ours, self.theirs), (self.theirs, self.ours), (self.ours, self.theirs)):
            self.carry(sender, receiver)

    def hand_over(self, name: str, content: bytes) -> None:
        """Something that leaves unsealed."""
        self.left[name] = self.read[name] = content

    def open(self, title: Mapping[str, str]) -> None:
        """We open the joint file; they join."""
        root = self.ours.office.keyring.root(self.ours.passphrase)
        self.ours.file = open_with(self.ours.office, title, [self.theirs.office.keyring.card], root).file
        self.exchange()


@contextmanager
def two_offices(folder: Path, mark: str = "", offices: Sequence[str] = OFFICES) -> Iterator[Pair]:
    """Homes, keys and exchanged cards. `mark` stands in what is private of a home: its folder and its passphrase."""
    with ExitStack() as closing:
        pair = [closing.enter_context(_office(folder, side, mark, offices)) for side in NAMES]
        both = Pair(*pair)
        for one, other in (pair, reversed(pair)):
            enrol(one.office, other.office.keyring.card)
            both.hand_over(f"key card {one.side}", one.office.keyring.card.to_bytes())
        yield both


@contextmanager
def _office(folder: Path, side: str, mark: str, offices: Sequence[str]) -> Iterator[Ours]:
    home, clock, passphrase = folder / f"{mark}home-{side}", Clock(), f"{mark}passphrase of {side}"
    means = Means(clock, Chance(side))
    with begin_home(home, side) as stores:
        keep_keys(next_folder(home), draw_keys(side, NAMES[side], means, offices), passphrase, means, LIGHT)
        private = Watched(stores.private)
        office = Office(open_keyrings(home), Stores(stores.record, private), means)
        yield Ours(home, office, private, clock, passphrase)
