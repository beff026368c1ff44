"""A side whose keys were stolen goes on with new ones after a fork."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.node.joint.forked import digests, exchange, forked, frozen_at, take_in
from tests.node.joint.homes import SideHome, carry, homes
from tests.node.joint.stating import (
    drafted_with_keys,
    gone_on_with_new_keys,
    put_in_force,
    signed_with_all,
    talk,
)
from tests.node.joint.test_certified_after import agree_to_all, cards_of, evidence
from tests.node.joint.test_undone_keys import renewed

from placet.verifier import verified


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, ...]:
    """IR holds one branch of its chain and RU the other: entries 3 and 4 of each."""
    return forked(tmp_path, "RU")


@pytest.fixture
def settled(two: tuple[SideHome, ...]) -> tuple[SideHome, ...]:
    """All have signed that IR's own branch counts and goes on with new keys; both hold to it."""
    return gone_on_with_new_keys(two)


def test_a_chain_goes_on_with_new_keys(settled: tuple[SideHome, ...]) -> None:
    ir, ru = settled
    assert ir.refusal_of_writing() == "keys-awaited"
    assert put_in_force(ir).header.seq == 5
    exchange(settled)
    assert ir.refusal_of_writing() is None  # with the new keys
    agree_to_all(ru)
    for _ in range(2):
        exchange(settled)
    assert len(digests(settled)) == 1
    assert cards_of(ir, "IR") == cards_of(ru, "IR") == 2
    assert [frozen_at(home) for home in settled] == [[], []]


def test_evidence_of_what_was_agreed_on_it_verifies(settled: tuple[SideHome, ...]) -> None:
    ir, ru = settled
    put_in_force(ir)
    agree_to_all(ru)
    for _ in range(2):
        exchange(settled)
    assert verified(evidence(ir)) == verified(evidence(ru))


def test_the_statement_and_the_change_of_keys_may_come_by_envelope_alone(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    signed = drafted_with_keys(ir)
    for home in (ru, ir):
        signed = signed_with_all(home, signed)
    take_in(ir, signed)
    assert carry(ir, ru).statements == 1  # before the change, with the old machine key
    put_in_force(ir)
    carry(ir, ru)
    carry(ru, ir)
    assert cards_of(ru, "IR") == 2
    assert ir.refusal_of_writing() is None


def test_they_come_by_envelope_to_whoever_holds_the_thief_s_branch_with_keys_of_its_own(tmp_path: Path) -> None:
    """Also where our change stands beyond all that is held there: it does not follow from the thief's keys."""
    ir, fr, ru = homes(tmp_path, "IR", "FR", "RU")
    exchange((ir, fr, ru))
    thief = ir.copy_to(tmp_path / "thief")  # the root is in it
    for _ in range(3):
        ir.propose()
    renewed(thief)
    carry(thief, ru)
    for sender, receiver in ((ir, fr), (fr, ru), (ru, fr), (fr, ir)):
        carry(sender, receiver)
    signed = drafted_with_keys(ir)
    for home in (ir, fr, ru):
        signed = signed_with_all(home, signed)
    take_in(ir, signed)
    change = put_in_force(ir)
    with ru.desk() as desk:
        assert change.header.seq > len(desk.record.chains["IR"].entries) + 1
    assert carry(ir, ru).statements == 1
    assert ru.chain_of("IR") == ir.own_numbers()


def test_nothing_is_written_while_the_keys_are_awaited(settled: tuple[SideHome, ...]) -> None:
    """Neither a receipt by itself, nor an offer that lapses: an envelope from RU is taken in all the same."""
    ir, ru = settled
    before = len(ir.own_numbers())
    ru.propose()
    carry(ru, ir)
    assert len(ir.own_numbers()) == before == 4
    put_in_force(ir)
    carry(ru, ir)
    assert len(ir.own_numbers()) == 5  # the change, which says by itself that RU's proposal was received


def test_entries_that_the_thief_wrote_are_disowned_with_the_change(settled: tuple[SideHome, ...]) -> None:
    ir, ru = settled
    put_in_force(ir, last_good=2)
    carry(ir, ru)
    with ru.desk() as desk:
        chain = desk.record.chains["IR"]
        assert [chain.is_doubtful(seq) for seq in range(1, 6)] == [False, False, True, True, False]


def test_it_is_done_again_and_again(tmp_path: Path, settled: tuple[SideHome, ...]) -> None:
    """After new keys, two machines write for IR with them: the second fork is settled as the first was."""
    ir, ru = settled
    put_in_force(ir)
    exchange(settled)
    other = ir.copy_to(tmp_path / "machine")
    ir.propose()
    carry(ir, ru)
    other.propose()
    carry(other, ru)
    carry(ru, ir)
    assert [seq for _, seq, _ in frozen_at(ir)] == [seq for _, seq, _ in frozen_at(ru)] != []
    signed = drafted_with_keys(ir)
    for home in settled:
        signed = signed_with_all(home, signed)
    for home in settled:
        take_in(home, signed)
    put_in_force(ir)
    exchange(settled)
    assert cards_of(ir, "IR") == cards_of(ru, "IR") == 3
    assert len(digests(settled)) == 1


def test_both_sides_may_need_new_keys(tmp_path: Path) -> None:
    ir, ru, cn = everybody = homes(tmp_path, "IR", "RU", "CN")
    others = ir.copy_to(tmp_path / "ir2"), ru.copy_to(tmp_path / "ru2")
    ir.propose()
    carry(ir, cn)
    others[0].propose()
    carry(others[0], ru)
    ru.propose()
    others[1].propose()
    carry(others[1], cn)
    for _ in range(3):
        talk(tuple(everybody))
    assert [sorted(side for side, _, _ in frozen_at(home)) for home in everybody] == [["IR", "RU"]] * 3
    for home in (ir, ru):
        signed = drafted_with_keys(home)
        for each in everybody:
            signed = signed_with_all(each, signed)
        for each in everybody:
            take_in(each, signed)
        for _ in range(2):
            talk(tuple(everybody))
    put_in_force(ir)
    put_in_force(ru)
    for _ in range(4):
        talk(tuple(everybody))
    assert [cards_of(home, side) for home in everybody for side in ("IR", "RU")] == [2] * 6
    assert len(digests(tuple(everybody))) == 1
