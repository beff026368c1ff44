"""New keys for a chain after a fork, at the home that drew them: which are put in force, and what a restore leaves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.node.joint.forked import forked, frozen_at, take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.stating import (
    code_of_taking,
    drafted_with_keys,
    drafted_without,
    drawn,
    gone_on_with_new_keys,
    put_in_force,
    signed_with_all,
)
from tests.node.joint.test_certified_after import cards_of
from tests.node.joint.test_undone_keys import renewed, root, under

from placet.agreement.entry import Kind
from placet.errors import Refused
from placet.node.joint.changing_keys import awaited_card, change_keys, root_in_force, successors
from placet.node.joint.desk import Act
from placet.node.joint.footing import doubt
from placet.node.joint.going_on import drafted, take
from placet.node.joint.means import REAL
from placet.node.joint.ports import Batch
from placet.node.joint.stating_keys import with_new_keys


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, ...]:
    """IR holds one branch of its chain and RU the other: entries 3 and 4 of each."""
    return forked(tmp_path, "RU")


@pytest.fixture
def settled(two: tuple[SideHome, ...]) -> tuple[SideHome, ...]:
    """All have signed that IR's own branch counts and goes on with new keys; both hold to it."""
    return gone_on_with_new_keys(two)


def test_keys_are_drawn_once_for_a_place_and_for_one_s_own_chain(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    one, other = drafted_with_keys(ir), drafted_with_keys(ir, 2)
    assert one.resumption.card == other.resumption.card
    assert sorted(each.name for each in (ir.folder / "keys").iterdir()) == ["1", "2"]
    with ru.desk() as desk, pytest.raises(Refused, match="keys-for-own-chain"):
        with_new_keys(desk, drafted(desk, 1), lambda: drawn(ru))
    assert sorted(each.name for each in (ru.folder / "keys").iterdir()) == ["1"]


def test_only_the_keys_that_all_signed_are_put_in_force(settled: tuple[SideHome, ...]) -> None:
    ir, _ = settled
    keys, _ = successors(ir.folder, REAL)
    with ir.office() as office, pytest.raises(Refused, match="keys-awaited"):
        change_keys([office.desk()], lambda desk: root_in_force(ir.folder, desk, PASSPHRASE), keys, lambda: None)
    assert sorted(each.name for each in (ir.folder / "keys").iterdir()) == ["1", "2"]


def test_files_that_wait_for_different_keys_are_told_one_by_one(settled: tuple[SideHome, ...]) -> None:
    ir, _ = settled
    with ir.desk() as desk:
        other = desk.record.copy()
        other.chains["IR"].awaited = {5: desk.keyring.card.card}
        twin = type(desk)(desk.keyring, desk.stores, desk.means, desk.file, other)
        assert awaited_card([desk, desk]) == desk.record.chains["IR"].awaits
        with pytest.raises(Refused, match="several-awaited-keys"):
            awaited_card([desk, twin])


def test_a_home_restored_from_before_gets_all_of_it_back_once_its_new_keys_are_there(
    tmp_path: Path, two: tuple[SideHome, ...]
) -> None:
    ir, ru = two
    backup = ir.back_up(tmp_path / "before")
    signed = drafted_with_keys(ir)
    for home in two:
        signed = signed_with_all(home, signed)
    for home in two:
        take_in(home, signed)
    put_in_force(ir)
    carry(ir, ru)
    again = ir.restored(backup, tmp_path / "restored")
    carry(again, ru)
    with pytest.raises(Refused, match="pouch-other-key"):
        carry(ru, again)
    shutil.copytree(ir.folder / "keys" / "2", again.folder / "keys" / "2")
    carry(again, ru)
    assert carry(ru, again).recovered == 5
    assert cards_of(again, "IR") == 2
    assert again.refusal_of_writing() is None
    carry(again, ru)
    assert frozen_at(ru) == []


def test_a_home_restored_before_the_change_left_writes_it_once_it_was_answered(
    tmp_path: Path, settled: tuple[SideHome, ...]
) -> None:
    """The copy knows of the statement and not of the change, which RU has: there is never a second one."""
    ir, ru = settled
    backup = ir.back_up(tmp_path / "before")
    change = put_in_force(ir)
    carry(ir, ru)
    again = ir.restored(backup, tmp_path / "restored")
    with pytest.raises(Refused, match="restored"):
        put_in_force(again)
    carry(again, ru)
    carry(ru, again)
    assert again.own_numbers()[4] == change.hash
    assert again.refusal_of_writing() is None


def test_a_database_from_before_the_change_is_known_for_old(tmp_path: Path, settled: tuple[SideHome, ...]) -> None:
    """The change is told outside the database like any entry: putting the older file back makes no second one."""
    ir, _ = settled
    older = ir.copy_to(tmp_path / "older")
    put_in_force(ir)
    told = (ir.folder / "own-heads").read_bytes()
    (older.folder / "own-heads").write_bytes(told)
    assert older.is_read_only()
    with pytest.raises(Refused, match="restored"):
        put_in_force(older)


def test_a_home_that_may_be_old_puts_none_in_force(settled: tuple[SideHome, ...]) -> None:
    ir, _ = settled
    with ir.desk() as desk:
        doubt(desk)
    with pytest.raises(Refused, match="restored"):
        put_in_force(ir)


def test_keys_that_lie_elsewhere_are_asked_for(settled: tuple[SideHome, ...]) -> None:
    ir, _ = settled
    shutil.rmtree(ir.folder / "keys" / "2")
    with pytest.raises(Refused, match="awaited-keys-not-here"):
        put_in_force(ir)


def two_machines(folder: Path) -> tuple[SideHome, SideHome]:
    """IR's two machines: one proposes, the other changes the keys; the first has the proof, and the new keys too."""
    ir, _ = homes(folder, "IR", "RU")
    other = ir.copy_to(folder / "other")
    renewed(other)
    ir.propose()
    shutil.copytree(other.folder / "keys" / "2", ir.folder / "keys" / "2")
    with ir.desk() as desk, other.desk() as theirs:
        change, trial = theirs.record.entry("IR", 3), desk.record.copy()
        assert change is not None
        trial.admit(change)
        fork = trial.chains["IR"].fork
        assert fork is not None
        desk.stores.shared.append(Batch(desk.visit, forks=[fork]))
    return ir, SideHome(folder / "RU", "RU")


def test_the_desk_that_takes_a_statement_writes_on_with_the_keys_that_count(tmp_path: Path) -> None:
    ir, ru = two_machines(tmp_path)
    assert frozen_at(ir) == [("IR", 3, [4, 3])]
    whole = under(drafted_without(ir, 2).resumption, ("IR", root(ir, 1)), ("RU", root(ru, 1)))
    with ir.desk() as desk:
        assert desk.keyring.folder.name == "1"
        take(desk, whole)
        assert desk.keyring.folder.name == "2"
        desk.write([Act(Kind.ACKNOWLEDGE)])
    carry(ir, ru)
    assert len(ru.chain_of("IR")) == 4


def test_a_desk_to_which_the_keys_that_count_are_missing_takes_nothing(tmp_path: Path) -> None:
    ir, ru = two_machines(tmp_path)
    whole = under(drafted_without(ir, 2).resumption, ("IR", root(ir, 1)), ("RU", root(ru, 1)))
    shutil.rmtree(ir.folder / "keys" / "2")
    assert code_of_taking(ir, whole) == "keys-differ"
    assert frozen_at(ir) == [("IR", 3, [4, 3])]
