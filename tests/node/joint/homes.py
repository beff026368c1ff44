"""Homes on a disk for tests: real keys, real databases, envelopes as bytes. Everything is closed between two acts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from placet.errors import Refused
from placet.model.points import CategoryContent
from placet.model.text import Text
from placet.model.visit import VisitKind
from placet.node.joint.desk import Desk, Stores
from placet.node.joint.envelopes import Received, SealedEnvelope, receive, seal
from placet.node.joint.keyring import MAIN_OFFICE, draw_keys, keep_keys, key_files, next_folder, open_keyrings
from placet.node.joint.means import REAL
from placet.node.joint.office import Office
from placet.node.joint.opening_files import enrol, open_with
from placet.node.joint.safe import LIGHT
from placet.node.joint.signing import Seals
from placet.node.joint.wishes import put_forward, wish
from placet.stores.backup import Backup, back_up, restore
from placet.stores.home import begin_home, open_home
from placet.stores.sealing import Cost

PASSPHRASE = "known to everybody"
CHEAP = Cost(memory_mib=8, passes=1)


@dataclass
class SideHome:
    """One side's home."""

    folder: Path
    side: str

    @contextmanager
    def office(self) -> Iterator[Office]:
        with open_home(self.folder, self.side) as stores:
            yield Office(open_keyrings(self.folder), Stores(stores.record, stores.private), REAL)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        with self.office() as office:
            yield office.desk()

    def propose(self) -> None:
        """Put one more text on the table, and sign it: one or two entries more."""
        with self.desk() as desk:
            content = CategoryContent(category=VisitKind.WORKING, remark=Text({"en": "a remark"}))
            seals = Seals({MAIN_OFFICE: desk.keyring.seal(MAIN_OFFICE, PASSPHRASE)})
            put_forward(desk, wish(content), seals)

    def seal(self, to: str) -> SealedEnvelope:
        with self.desk() as desk:
            return seal(desk, to)

    def receive(self, raw: bytes) -> Received:
        with self.office() as office:
            return receive(office, raw, lambda: office.keyring.root(PASSPHRASE))

    def refusal_of_writing(self) -> str | None:
        """With which code this home refuses to write; None where it writes, which it has then done."""
        try:
            self.propose()
        except Refused as refusal:
            return refusal.code
        return None

    def is_read_only(self) -> bool:
        with self.desk() as desk:
            return desk.is_read_only

    def unanswered(self) -> tuple[str, ...]:
        """The sides whose answer this home waits for."""
        with self.desk() as desk:
            return desk.stores.shared.unanswered(desk.visit)

    def own_numbers(self) -> list[str]:
        """The hashes of our chain, by number."""
        return self.chain_of(self.side)

    def chain_of(self, side: str) -> list[str]:
        """The hashes of a side's chain as it is held here."""
        with self.desk() as desk:
            assert desk.record.chains[side].fork is None
            return [entry.hash for entry in desk.record.chains[side].entries]

    def copy_to(self, folder: Path) -> SideHome:
        """The same home, as if its machine had been copied."""
        shutil.copytree(self.folder, folder)
        folder.chmod(0o700)
        return SideHome(folder, self.side)

    def back_up(self, path: Path) -> Backup:
        backup = Backup(path, PASSPHRASE)
        back_up(self.folder, self.side, backup, also=key_files(self.folder), cost=CHEAP)
        return backup

    def restored(self, backup: Backup, folder: Path) -> SideHome:
        restore(backup, folder)
        return SideHome(folder, self.side)


def homes(folder: Path, *sides: str) -> list[SideHome]:
    """Homes of sides that have each other's cards; the first has opened the file, the others have joined it."""
    made = []
    for side in sides:
        home = SideHome(folder / side, side)
        begin_home(home.folder, side).close()
        keep_keys(next_folder(home.folder), draw_keys(side, {"en": f"Side {side}"}, REAL), PASSPHRASE, REAL, LIGHT)
        made.append(home)
    cards = {home.side: open_keyrings(home.folder)[0].card for home in made}
    for home in made:
        with home.office() as office:
            for side, card in cards.items():
                if side != home.side:
                    enrol(office, card)
    first, *others = made
    with first.office() as office:
        others_cards = [cards[home.side] for home in others]
        open_with(office, {"en": "A visit"}, others_cards, office.keyring.root(PASSPHRASE))
    for home in others:
        home.receive(first.seal(home.side).raw)
    for home in others:
        first.receive(home.seal(first.side).raw)
    return made


def carry(sender: SideHome, receiver: SideHome) -> Received:
    """One envelope from one to the other."""
    return receiver.receive(sender.seal(receiver.side).raw)
