"""Evidence after a fork where keys were changed since: an exchange between two offices that say nothing is enough."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.node.joint.forked import exchange, forked, signed_by, statement_of, take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.test_undone_keys import renewed

from placet.agreement.certificate import certificate
from placet.errors import Refused
from placet.node.joint.footing import vouch
from placet.node.joint.keyring import MAIN_OFFICE
from placet.node.joint.signing import Seals, agree
from placet.stores.backup import Backup
from placet.verifier import verified


def length(home: SideHome, side: str) -> int:
    return len(home.chain_of(side))


def agree_to_all(home: SideHome) -> None:
    with home.desk() as desk:
        seals = Seals({MAIN_OFFICE: desk.keyring.seal(MAIN_OFFICE, PASSPHRASE)})
        agree(desk, [point for point in desk.standings() if point.in_force is None], seals)


def evidence(home: SideHome) -> bytes:
    with home.desk() as desk:
        (point,) = desk.standings()
        assert point.in_force is not None
        return certificate(desk.record, desk.fold(), point.in_force.text)


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome]:
    """RU signs a statement about IR's chain, changes its keys, and agrees to what IR has proposed."""
    ir, ru = forked(tmp_path, "RU")
    take_in(ir, statement_of((ir, ru), ru))
    carry(ir, ru)
    renewed(ru)
    agree_to_all(ru)
    return ir, ru


def test_two_idle_offices_come_to_evidence_and_fall_silent(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    carry(ru, ir)
    with pytest.raises(Refused, match="certificate-beyond"):
        evidence(ir)  # nothing shows yet that RU went on before it changed its keys
    before = length(ir, "RU")
    carry(ir, ru)  # IR's receipt is the first entry that stands on the statement
    assert length(ru, "RU") == before + 1  # and is answered, receipt or not
    first = evidence(ru)
    carry(ru, ir)
    assert evidence(ir) == first
    (_, of_ru) = verified(first).sides
    assert of_ru.side == "RU"
    ends = length(ir, "IR"), length(ir, "RU")
    for _ in range(2):
        exchange(two)
    assert (length(ir, "IR"), length(ir, "RU")) == ends == (length(ru, "IR"), length(ru, "RU"))


def test_who_changes_keys_before_all_have_signed_signs_the_same_statement_again(tmp_path: Path) -> None:
    ir, ru = forked(tmp_path, "RU")
    signed = statement_of((ir, ru), ru)
    renewed(ru)
    take_in(ir, signed)  # RU's change of keys rests on the other branch, so it is not here yet
    with pytest.raises(Refused, match="resumption-old-root"):
        carry(ir, ru)
    again = signed_by(ru, signed)
    assert len(again.roots["RU"]) == 2  # with the root of each of its two cards
    take_in(ru, again)
    carry(ir, ru)
    agree_to_all(ru)
    for _ in range(2):
        exchange((ir, ru))
    assert verified(evidence(ir)) == verified(evidence(ru))


def went_back(folder: Path) -> tuple[SideHome, SideHome, Backup]:
    """IR changed its keys, RU answered with a proposal, and IR went back to a copy from before."""
    ir, ru = homes(folder, "IR", "RU")
    backup = ir.back_up(folder / "copy")
    renewed(ir)
    carry(ir, ru)
    ru.propose()
    return ir.restored(backup, folder / "again"), ru, backup


def with_its_keys(ir: SideHome) -> SideHome:
    """Its newest keys, from where they were kept."""
    shutil.copytree(ir.folder.parent / "IR" / "keys" / "2", ir.folder / "keys" / "2")
    return ir


def cards_of(home: SideHome, side: str) -> int:
    """How many cards a side has had, as far as its chain counts."""
    with home.desk() as desk:
        return len(desk.record.chains[side].cards)


def goes_on(ir: SideHome, ru: SideHome) -> None:
    """It asks, has its chain back with the change of keys, and writes with the new ones."""
    carry(ir, ru)  # with the keys of where it stands
    assert carry(ru, ir).recovered == 3  # joining, the receipt for RU's, the change of keys
    assert cards_of(ir, "IR") == 2
    with ir.desk() as desk:  # the receipt that it owed for the proposal, in the new keys
        assert len(desk.record.chains["IR"].entries) == 4
    agree_to_all(ir)
    for _ in range(2):
        exchange((ir, ru))
    assert verified(evidence(ir)) == verified(evidence(ru))


def test_a_copy_from_before_new_keys_gets_them_back_and_goes_on_with_them(tmp_path: Path) -> None:
    ir, ru, _ = went_back(tmp_path)
    carry(ir, ru)
    with pytest.raises(Refused, match="pouch-other-key"):
        carry(ru, ir)  # sealed to the new ones
    goes_on(with_its_keys(ir), ru)


def test_a_copy_that_wrote_on_without_its_new_keys_is_believed_by_nobody_and_begins_again(tmp_path: Path) -> None:
    ir, ru, backup = went_back(tmp_path)
    with ir.desk() as desk:
        vouch(desk)
    ir.propose()
    with_its_keys(ir)
    with pytest.raises(Refused, match="pouch-signature"):
        carry(ir, ru)  # where it stands now, RU knows newer keys: whoever has the old ones may have stolen them
    before = cards_of(ru, "IR"), length(ru, "IR")
    begun = with_its_keys(ir.restored(backup, tmp_path / "begun"))
    assert (cards_of(ru, "IR"), length(ru, "IR")) == before
    goes_on(begun, ru)
