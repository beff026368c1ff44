"""A side that used numbers twice: its home went back to an older copy, somebody vouched for it, and both had spoken."""

from __future__ import annotations

from pathlib import Path

from tests.node.joint.homes import PASSPHRASE, SideHome, homes

from placet.agreement.resumption import SignedResumption
from placet.agreement.state import state_digest
from placet.node.joint.footing import vouch
from placet.node.joint.going_on import drafted, frozen, sign, take


def forked(folder: Path, *others: str) -> tuple[SideHome, ...]:
    """IR's home that went back, and the others, the first of whom holds the branch that it forgot; all know of both.

    IR joined (entry 1) and received what the others joined with (one entry for each); then a proposal of two entries
    left for the first of the others, and after the restore another one of two entries: with one other side both are
    numbers 3 and 4.
    """
    ir, *rest = homes(folder, "IR", *others)
    backup = ir.back_up(folder / "copy")
    ir.propose()
    rest[0].receive(ir.seal(others[0]).raw)
    again = ir.restored(backup, folder / "again")
    with again.desk() as desk:
        vouch(desk)
    again.propose()
    everybody = (again, *rest)
    for _ in range(2):
        exchange(everybody)
    return everybody


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
