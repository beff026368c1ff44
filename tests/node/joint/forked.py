"""A side that used numbers twice: its home went back to an older copy, somebody vouched for it, and both had spoken."""

from __future__ import annotations

import stat
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.node.joint.homes import PASSPHRASE, SideHome, homes
from tests.stores.in_memory import folder_in_memory

from placet.agreement.resumption import SignedResumption
from placet.agreement.state import state_digest
from placet.node.joint.footing import vouch
from placet.node.joint.going_on import drafted, frozen, sign, take

AGAIN = "again"
"""Where the home lies that went back."""


def forked(folder: Path, *others: str) -> tuple[SideHome, ...]:
    """IR's home that went back, and the others, the first of whom holds the branch that it forgot; all know of both.

    IR joined (entry 1) and received what the others joined with (one entry for each); then a proposal of two entries
    left for the first of the others, and after the restore another one of two entries: with one other side both are
    numbers 3 and 4. Made once for the same sides and then copied: the same keys, and the same entries.
    """
    for path, mode, content in _made(others):
        if content is None:
            (folder / path).mkdir()
        else:
            (folder / path).write_bytes(content)
        (folder / path).chmod(mode)
    return SideHome(folder / AGAIN, "IR"), *(SideHome(folder / side, side) for side in others)


@cache
def _made(others: tuple[str, ...]) -> tuple[tuple[Path, int, bytes | None], ...]:
    """Every folder and file of them as it lies there when all is closed; a folder has no content."""
    with TemporaryDirectory(dir=folder_in_memory()) as name:
        folder = Path(name)
        _fork(folder, others)
        return tuple(
            (path.relative_to(folder), stat.S_IMODE(path.stat().st_mode), None if path.is_dir() else path.read_bytes())
            for path in sorted(folder.rglob("*"))
        )


def _fork(folder: Path, others: tuple[str, ...]) -> None:
    ir, *rest = homes(folder, "IR", *others)
    backup = ir.back_up(folder / "copy")
    ir.propose()
    rest[0].receive(ir.seal(others[0]).raw)
    again = ir.restored(backup, folder / AGAIN)
    with again.desk() as desk:
        vouch(desk)
    again.propose()
    everybody = (again, *rest)
    for _ in range(2):
        exchange(everybody)


def exchange(everybody: tuple[SideHome, ...]) -> None:
    """An envelope from each to each."""
    for sender in everybody:
        for receiver in everybody:
            if sender is not receiver:
                receiver.receive(sender.seal(receiver.side).raw)


def signed_by(home: SideHome, signed: SignedResumption, *, instead: bool = False) -> SignedResumption:
    """The statement with this home's signature too."""
    with home.desk() as desk:
        return sign(desk, signed, desk.keyring.root(PASSPHRASE), instead=instead)


def statement_of(everybody: tuple[SideHome, ...], by: SideHome, number: int = 1) -> SignedResumption:
    """Drafted by one, signed by all."""
    with by.desk() as desk:
        signed = drafted(desk, number)
    for home in everybody:
        signed = signed_by(home, signed)
    return signed


def take_in(home: SideHome, signed: SignedResumption) -> None:
    with home.desk() as desk:
        take(desk, signed)


def digests(everybody: tuple[SideHome, ...]) -> set[str]:
    found = set()
    for home in everybody:
        with home.desk() as desk:
            found.add(state_digest(desk.record))
    return found


def frozen_at(home: SideHome) -> list[tuple[str, int, list[int]]]:
    """The frozen chains, the number that was used twice, and how long each branch is."""
    with home.desk() as desk:
        return [(each.side, each.seq, [len(branch) for branch in each.branches]) for each in frozen(desk)]
