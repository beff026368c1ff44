"""New keys that all sides signed and that were lost before they were in force: others take their place."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.node.joint.forked import digests, exchange, forked, frozen_at, signed_by, take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry
from tests.node.joint.stating import (
    code_of_taking,
    drafted_with_keys,
    drawn,
    gone_on_with_new_keys,
    put_in_force,
    signed_with_all,
)
from tests.node.joint.test_certified_after import agree_to_all, cards_of, evidence
from tests.node.joint.test_undone_keys import root, under

from placet.agreement.resumption import SignedResumption
from placet.errors import Refused
from placet.node.joint.changing_keys import root_of_card
from placet.node.joint.going_on import looked_at, our_cards, sign, take
from placet.node.joint.lost_keys import superseding
from placet.node.joint.stating_keys import with_new_keys
from placet.verifier import verified


@pytest.fixture(params=[("RU",), ("FR", "RU")], ids=["two", "three"])
def settled(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[SideHome, ...]:
    """All hold to it that IR's own branch counts and goes on with new keys; then IR lost those keys."""
    everybody = gone_on_with_new_keys(forked(tmp_path, *request.param))
    (everybody[0].folder / "keys" / "2").rename(tmp_path / "lost")
    return everybody


def found_again(home: SideHome, tmp_path: Path) -> None:
    """The lost keys, back in their folder: the next that were drawn lie there by now."""
    (home.folder / "keys" / "2").rename(home.folder / "keys" / "3")
    shutil.copytree(tmp_path / "lost", home.folder / "keys" / "2")


def with_others(home: SideHome) -> SignedResumption:
    """The statement that brings other keys in the place of those that were lost."""
    with home.desk() as desk:
        return with_new_keys(desk, superseding(desk), lambda: drawn(home))


def signed_as_lost(home: SideHome, signed: SignedResumption) -> SignedResumption:
    """Signed with every root that is at hand, by somebody who says that the keys are lost."""
    with home.desk() as desk:
        for card in our_cards(desk, signed, keys_lost=True):
            signed = sign(desk, signed, root_of_card(home.folder, card, PASSPHRASE), keys_lost=True)
    return signed


def signed_by_others(everybody: tuple[SideHome, ...], signed: SignedResumption) -> SignedResumption:
    for home in everybody[1:]:
        signed = signed_with_all(home, signed)
    return signed


def test_a_chain_whose_stated_keys_were_lost_goes_on_with_others(settled: tuple[SideHome, ...]) -> None:
    ir, *others = settled
    with pytest.raises(Refused, match="awaited-keys-not-here"):
        put_in_force(ir)
    signed = signed_by_others(settled, signed_as_lost(ir, with_others(ir)))
    for home in settled:
        take_in(home, signed)
    assert ir.refusal_of_writing() == "keys-awaited"
    numbers = ir.own_numbers()
    change = put_in_force(ir)
    assert change.header.prev == signed.resumption.hash
    assert ir.own_numbers() == [*numbers, change.hash]  # nothing that counts was taken away, no number used twice
    for _ in range(2):
        exchange(settled)
    agree_to_all(others[-1])
    for _ in range(3):
        exchange(settled)
    assert len(digests(settled)) == 1
    assert [cards_of(home, "IR") for home in settled] == [2] * len(settled)
    assert [frozen_at(home) for home in settled] == [[]] * len(settled)


def test_evidence_of_what_was_agreed_before_and_since_verifies(settled: tuple[SideHome, ...]) -> None:
    ir, *others = settled
    signed = signed_by_others(settled, signed_as_lost(ir, with_others(ir)))
    for home in settled:
        take_in(home, signed)
    put_in_force(ir)
    for _ in range(2):
        exchange(settled)
    for home in others:
        agree_to_all(home)
    for _ in range(3):
        exchange(settled)
    assert verified(evidence(ir)) == verified(evidence(others[0]))


def test_both_statements_may_come_by_envelope_alone(settled: tuple[SideHome, ...]) -> None:
    ir, *others = settled
    signed = signed_by_others(settled, signed_as_lost(ir, with_others(ir)))
    take_in(ir, signed)
    put_in_force(ir)
    for home in others:
        assert carry(ir, home).statements == 1
        assert cards_of(home, "IR") == 2


def test_keys_that_were_lost_again_are_replaced_again(settled: tuple[SideHome, ...]) -> None:
    ir, *_ = settled
    for are_lost_again in (True, False):
        signed = signed_by_others(settled, signed_as_lost(ir, with_others(ir)))
        for home in settled:
            take_in(home, signed)
        if are_lost_again:
            shutil.rmtree(ir.folder / "keys" / "2")
    put_in_force(ir)
    for _ in range(2):
        exchange(settled)
    assert [cards_of(home, "IR") for home in settled] == [2] * len(settled)


# ------------------------------------------------------------------------------------------ a thief


def test_whoever_has_the_older_root_and_the_other_sides_do_not_say_so_for_us(
    tmp_path: Path, settled: tuple[SideHome, ...]
) -> None:
    """Only at the home that drew the keys can a person say it; the thief's own copy of the home does not count here."""
    ir, *_ = settled
    thief = ir.copy_to(tmp_path / "thief")
    theirs = signed_by_others(settled, signed_as_lost(thief, with_others(thief)))
    assert code_of_taking(ir, theirs) == "resumption-undoes-keys"
    without = replace(theirs.resumption, card=None)
    roots = [("IR", root(ir, 1)), *((home.side, root(home, 1)) for home in settled[1:])]
    assert code_of_taking(ir, under(without, *roots)) == "resumption-undoes-keys"


def test_what_a_person_said_is_said_of_that_statement_alone(tmp_path: Path, settled: tuple[SideHome, ...]) -> None:
    ir, *_ = settled
    signed_as_lost(ir, with_others(ir))
    thief = ir.copy_to(tmp_path / "thief")
    with thief.desk() as desk:
        theirs = SignedResumption(replace(superseding(desk).resumption, card=drawn(thief)), {})
    shutil.copytree(thief.folder / "keys" / "3", ir.folder / "keys" / "3")  # even where its keys were put in here
    roots = [("IR", root(ir, 1)), ("IR", root(ir, 3)), *((home.side, root(home, 1)) for home in settled[1:])]
    assert code_of_taking(ir, under(theirs.resumption, *roots)) == "resumption-undoes-keys"


def test_it_is_not_said_without_being_asked(settled: tuple[SideHome, ...]) -> None:
    ir, *_ = settled
    draft = with_others(ir)
    with ir.desk() as desk:
        for card in our_cards(desk, draft)[:2]:  # the old one and the other new one; the lost one is third
            draft = sign(desk, draft, root_of_card(ir.folder, card, PASSPHRASE))
        assert looked_at(desk, draft).unsigned == tuple(sorted(home.side for home in settled))
    signed = signed_by_others(settled, draft)
    assert code_of_taking(ir, signed) == "resumption-undoes-keys"
    signed = signed_as_lost(ir, signed)
    with ir.desk() as desk:
        assert looked_at(desk, signed).unsigned == ()
        take(desk, signed)


def test_keys_in_force_are_never_taken_back_as_lost(tmp_path: Path, settled: tuple[SideHome, ...]) -> None:
    """They were found and put in force after all: from then on the statement fits nowhere."""
    ir, *others = settled
    signed = signed_by_others(settled, signed_as_lost(ir, with_others(ir)))
    found_again(ir, tmp_path)
    put_in_force(ir)
    for home in others:
        carry(ir, home)
    for home in settled:
        assert code_of_taking(home, signed) == "resumption-incomplete"  # it does not name the change to them
    with ir.desk() as desk, pytest.raises(Refused, match="no-keys-awaited"):
        superseding(desk)


def test_a_home_that_forgot_the_change_which_left_does_not_take_it_back(
    tmp_path: Path, settled: tuple[SideHome, ...]
) -> None:
    """Restored from before it, its keys gone: whoever holds the change does not go with it, and gives it back."""
    ir, *others = settled
    shutil.copytree(tmp_path / "lost", ir.folder / "keys" / "2")
    backup = ir.back_up(tmp_path / "before")
    change = put_in_force(ir)
    carry(ir, others[0])
    again = ir.restored(backup, tmp_path / "restored")
    (again.folder / "keys" / "2").rename(tmp_path / "lost-again")
    signed = signed_as_lost(again, with_others(again))
    with pytest.raises(Refused, match="resumption-incomplete"):
        signed_by(others[0], signed)
    shutil.copytree(tmp_path / "lost-again", again.folder / "keys" / "2", dirs_exist_ok=True)
    carry(again, others[0])
    carry(others[0], again)
    assert again.own_numbers()[change.header.seq - 1] == change.hash


# ------------------------------------------------------------------------------------------ what others see


def test_every_other_side_sees_which_keys_it_takes_back(settled: tuple[SideHome, ...]) -> None:
    ir, *others = settled
    with ir.desk() as desk:
        lost = desk.record.chains["IR"].awaits
    signed = signed_as_lost(ir, with_others(ir))
    for home in (ir, *others):
        with home.desk() as desk:
            assert looked_at(desk, signed).takes_back == lost
    with others[0].desk() as desk, pytest.raises(Refused, match="no-keys-awaited"):
        sign(desk, signed, desk.keyring.root(PASSPHRASE), keys_lost=True)  # they are not this side's to give up


def test_where_none_are_awaited_none_are_taken_back(tmp_path: Path) -> None:
    ir, ru = forked(tmp_path, "RU")
    with ir.desk() as desk, pytest.raises(Refused, match="no-keys-awaited"):
        superseding(desk)
    signed = drafted_with_keys(ir)
    with ir.desk() as desk:
        assert looked_at(desk, signed).takes_back is None
        with pytest.raises(Refused, match="no-keys-awaited"):
            sign(desk, signed, desk.keyring.root(PASSPHRASE), keys_lost=True)
    with ru.desk() as desk, pytest.raises(Refused, match="no-keys-awaited"):
        superseding(desk)
