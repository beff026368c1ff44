"""A restored home writes again once every other side has answered its own question, and nothing older will do."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from tests.node.joint.homes import SideHome, carry, homes
from tests.node.joint.test_undone_keys import renewed

from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.errors import Refused, StorageError
from placet.node.joint.envelopes import Received
from placet.node.joint.footing import vouch
from placet.stores.guard import GuardedRecord
from placet.stores.own_heads import OWN_HEADS


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome]:
    """Both have joined."""
    ir, ru = homes(tmp_path, "IR", "RU")
    return ir, ru


def receive_if_it_may_be(home: SideHome, raw: bytes) -> Received | None:
    """Old envelopes may answer entries that are gone here: then nothing is taken in."""
    try:
        return home.receive(raw)
    except Refused:
        return None


@pytest.mark.slow
def test_no_order_of_old_envelopes_lets_a_restored_home_write(tmp_path: Path, two: tuple[SideHome, SideHome]) -> None:
    """A backup, then more that left; each envelope that RU ever sealed is played back, in every order."""
    ir, ru = two
    carry(ir, ru)
    old = [ru.seal("IR").raw]  # shows all of ours that there is, and was not taken in before the backup
    backup = ir.back_up(tmp_path / "copy")
    ir.receive(old[0])
    old.append(ru.seal("IR").raw)
    ir.propose()
    carry(ir, ru)
    old.append(ru.seal("IR").raw)
    ir.receive(old[2])
    ru.propose()
    old.append(ru.seal("IR").raw)
    ir.receive(old[3])
    written = ir.own_numbers()
    again = ir.restored(backup, tmp_path / "again")
    # Joining, a receipt and a proposal have left; the receipt for what RU proposed has not, and its number is free.
    left = written[:-1]
    assert again.own_numbers() == left[:-2]
    for number, order in enumerate(permutations(old)):
        copy = again.copy_to(tmp_path / f"copy-{number}")
        if number % 2:
            (copy.folder / OWN_HEADS).unlink()
        for raw in order:
            received = receive_if_it_may_be(copy, raw)
            assert received is None or received.recovered is None
            assert copy.is_read_only()
        assert copy.refusal_of_writing() == "restored"
        asked = ru.copy_to(tmp_path / f"asked-{number}")
        carry(copy, asked)
        answered = carry(asked, copy)
        assert answered.recovered == len(left)
        assert copy.own_numbers()[: len(left)] == left
        assert copy.refusal_of_writing() is None
        assert copy.own_numbers()[: len(left)] == left
        carry(copy, asked)  # and no number was used twice: RU takes in what was written since
        assert asked.chain_of("IR") == copy.own_numbers()


def test_a_side_that_went_back_gets_its_own_entries_back_though_its_numbers_are_lower(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    ir, ru = two
    backup = ir.back_up(tmp_path / "copy")
    for _ in range(3):
        ir.propose()
        carry(ir, ru)
    last = ir.own_numbers()
    again = ir.restored(backup, tmp_path / "again")
    question = again.seal("RU")
    assert question.asks
    assert question.number == 2  # the first opened the file; three more were sealed since and are forgotten here
    assert ru.receive(question.raw).asks
    assert carry(ru, again).recovered == len(last)
    assert again.own_numbers() == last


def test_every_other_side_must_answer_since_each_may_hold_what_no_other_does(tmp_path: Path) -> None:
    fr, ir, ru = homes(tmp_path, "FR", "IR", "RU")
    carry(fr, ir)
    carry(ir, ru)
    backup = ir.back_up(tmp_path / "copy")
    ir.propose()
    carry(ir, ru)  # and never to FR
    written = ir.own_numbers()
    again = ir.restored(backup, tmp_path / "again")
    carry(again, fr)
    assert carry(fr, again).recovered is None
    assert again.unanswered() == ("RU",)
    assert again.refusal_of_writing() == "restored"
    carry(again, ru)
    assert carry(ru, again).recovered == len(written)
    assert (again.own_numbers(), again.unanswered()) == (written, ())
    assert again.refusal_of_writing() is None


def test_an_answer_with_keys_that_were_replaced_counts_for_nothing(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    """Whoever stole them reads a question's id on its outside, and says that it stands where they were in force."""
    ir, ru = two
    thief = ru.copy_to(tmp_path / "thief")
    renewed(ru)
    carry(ru, ir)
    backup = ir.back_up(tmp_path / "copy")
    ir.propose()
    carry(ir, ru)
    again = ir.restored(backup, tmp_path / "again")
    question = again.seal("RU")
    with thief.desk() as desk:
        answer = replace(contents_for(desk.record, Route("RU", "IR")), answers=question.stamp.id.hex())
        forged = packed(answer, Stamp(bytes(16), 9), desk.keyring.node)
    assert again.receive(forged).recovered is None
    assert again.refusal_of_writing() == "restored"
    ru.receive(question.raw)
    assert carry(ru, again).recovered == len(ir.own_numbers())


def test_an_answer_to_a_question_of_an_earlier_restore_counts_no_more(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    """The copy is made after the question was sealed and before its answer came: the question is in it."""
    ir, ru = two
    first = ir.restored(ir.back_up(tmp_path / "copy"), tmp_path / "first")
    carry(first, ru)
    backup = first.back_up(tmp_path / "second copy")
    answer = ru.seal("IR").raw
    assert first.receive(answer).recovered == len(first.own_numbers())
    first.propose()
    carry(first, ru)
    second = first.restored(backup, tmp_path / "second")
    assert second.receive(answer).recovered is None
    assert second.refusal_of_writing() == "restored"
    carry(second, ru)
    assert carry(ru, second).recovered == len(first.own_numbers())


def test_two_sides_that_both_went_back_do_not_believe_each_other_and_a_person_decides(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    old = [home.restored(home.back_up(tmp_path / f"{home.side}.copy"), tmp_path / f"{home.side}-2") for home in two]
    ir, ru = old
    for _ in range(2):
        assert carry(ir, ru).recovered is None
        assert carry(ru, ir).recovered is None
    with ir.desk() as desk:
        assert vouch(desk).may_write
    assert carry(ir, ru).recovered == len(ru.own_numbers())


def test_a_lost_question_or_a_lost_answer_is_asked_again(tmp_path: Path, two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    again = ir.restored(ir.back_up(tmp_path / "copy"), tmp_path / "again")
    again.seal("RU")
    question = again.seal("RU").raw
    ru.receive(question)
    ru.seal("IR")
    assert carry(ru, again).recovered == len(ir.own_numbers())


def test_an_answer_that_was_cut_short_by_a_crash_counts_when_it_comes_again(
    tmp_path: Path, two: tuple[SideHome, SideHome], monkeypatch: pytest.MonkeyPatch
) -> None:
    ir, ru = two
    again = ir.restored(ir.back_up(tmp_path / "copy"), tmp_path / "again")
    carry(again, ru)
    answer = ru.seal("IR").raw
    with monkeypatch.context() as crash:
        crash.setattr(GuardedRecord, "confirm", lambda *_: (_ for _ in ()).throw(StorageError("home", "not-written")))
        with pytest.raises(StorageError):
            again.receive(answer)
    assert again.is_read_only()
    received = again.receive(answer)
    assert (received.is_again, received.recovered) == (True, len(ir.own_numbers()))


# a home that went back and does not know it


def test_a_machine_that_was_set_back_whole_stops_as_soon_as_another_side_shows_more(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    """Database and own heads are both of yesterday. RU holds what was written since, and does not send it."""
    ir, ru = two
    yesterday = ir.copy_to(tmp_path / "yesterday")
    ir.propose()
    carry(ir, ru)
    carry(ru, ir)
    carry(ir, ru)
    ru.propose()
    assert not yesterday.is_read_only()
    with pytest.raises(Refused) as refusal:
        carry(ru, yesterday)
    # RU joined and sent a receipt for IR's joining; its third, a receipt for the proposal, is what yesterday lacks.
    assert (refusal.value.code, refusal.value.facts) == ("older-copy", {"side": "RU", "entry": "RU 3"})
    assert yesterday.refusal_of_writing() == "restored"
    carry(yesterday, ru)
    assert carry(ru, yesterday).recovered is not None
    assert yesterday.own_numbers()[:-1] == ru.chain_of("IR")  # and a receipt for the proposal


def test_who_holds_no_more_than_we_do_raises_no_doubt(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    ir.propose()
    carry(ru, ir)
    assert not ir.is_read_only()
