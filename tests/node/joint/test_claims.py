"""Somebody claims more of our chain than we have: nothing is written, it is told who, and a person's word decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.test_undone_keys import renewed

from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.header import Head
from placet.errors import Refused
from placet.node.joint.footing import claims, doubt, vouch
from placet.node.joint.opening_files import enrolled, open_with
from placet.stores.own_heads import own_heads_of


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome]:
    """Both have joined, and each has shown the other that it has."""
    ir, ru = homes(tmp_path, "IR", "RU")
    carry(ru, ir)
    return ir, ru


CLAIMED = 40
"""Far beyond the few entries that IR writes here."""


def claiming(sender: SideHome, name: str = "ab", *, number: int = 50) -> bytes:
    """An envelope to IR that says that its sender holds an entry of IR's which there never was."""
    with sender.desk() as desk:
        contents = contents_for(desk.record, Route(sender.side, "IR"))
        invented = Head("IR", CLAIMED, name * 32)
        have = tuple(invented if head.side == "IR" else head for head in contents.have)
        contents = replace(contents, have=have, entries=(), heads=have)
        return packed(contents, Stamp(desk.means.chance(16), number), desk.keyring.node)


def told(home: SideHome) -> list[tuple[str, int, bool]]:
    with home.desk() as desk:
        return [(each.by, each.shown.seq, each.is_key_replaced) for each in claims(desk)]


def vouched(home: SideHome) -> None:
    with home.desk() as desk:
        assert vouch(desk).may_write


def may_join_others(home: SideHome) -> bool:
    """Whether it takes a file of others that names a card of its own which was drawn long ago."""
    with home.office() as office:
        return office.stores.shared.footing("0a" * 32).may_write


def test_a_claim_stops_writing_and_says_whose_it_is(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    ir.receive(claiming(ru))
    assert ir.refusal_of_writing() == "restored"
    assert told(ir) == [("RU", CLAIMED, False)]
    assert not may_join_others(ir)


def test_a_person_who_denies_it_is_not_asked_again_by_the_same_claim(two: tuple[SideHome, SideHome]) -> None:
    """And new files may be joined again: nothing was set back."""
    ir, ru = two
    ir.receive(claiming(ru))
    vouched(ir)
    assert (told(ir), may_join_others(ir)) == ([], True)
    ir.receive(claiming(ru, number=51))
    assert ir.refusal_of_writing() is None


def test_another_claim_stops_it_again(two: tuple[SideHome, SideHome]) -> None:
    """A true one looks like that: a number that was used twice is for ever."""
    ir, ru = two
    ir.receive(claiming(ru))
    vouched(ir)
    ir.receive(claiming(ru, "cd", number=51))
    assert ir.is_read_only()
    assert len(told(ir)) == 1


def test_while_one_is_undecided_others_are_told_beside_it_and_denied_with_it(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    for number, name in enumerate(("ab", "cd", "ab"), start=50):
        ir.receive(claiming(ru, name, number=number))
    assert len(told(ir)) == 2  # the third says the same as the first
    vouched(ir)
    for number, name in enumerate(("ab", "cd"), start=60):
        ir.receive(claiming(ru, name, number=number))
    assert not ir.is_read_only()


def test_one_that_is_made_with_a_replaced_key_is_told_as_such(tmp_path: Path, two: tuple[SideHome, SideHome]) -> None:
    """It stops us all the same: a side that went back to an old copy of itself has no other key."""
    ir, ru = two
    thief = ru.copy_to(tmp_path / "thief")
    renewed(ru)
    carry(ru, ir)
    ir.receive(claiming(thief))
    assert told(ir) == [("RU", CLAIMED, True)]
    assert ir.is_read_only()


def test_a_side_that_went_back_itself_and_has_no_other_key_says_the_truth(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    """Both went back, IR without knowing it, and CN told IR of RU's new keys: nobody else could stop IR here."""
    cn, ir, ru = homes(tmp_path / "three", "CN", "IR", "RU")
    carry(ru, ir)
    older, yesterday = ru.back_up(tmp_path / "older"), ir.copy_to(tmp_path / "yesterday")
    renewed(ru)
    carry(ru, cn)
    ir.propose()
    old_ru = ru.restored(older, tmp_path / "restored")
    old_ru.receive(ir.seal("RU").raw)
    carry(cn, yesterday)
    assert not yesterday.is_read_only()
    carry(old_ru, yesterday)  # sealed with RU's old key: it holds what IR proposed since yesterday
    assert yesterday.is_read_only()
    assert told(yesterday) == [("RU", len(ir.own_numbers()), True)]


def test_what_is_claimed_and_comes_back_was_true_and_the_home_was_set_back(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    ir, ru = two
    yesterday = ir.copy_to(tmp_path / "yesterday")
    ir.propose()
    carry(ir, ru)
    with pytest.raises(Refused, match="older-copy"):
        carry(ru, yesterday)
    assert len(told(yesterday)) == 1
    carry(yesterday, ru)
    assert carry(ru, yesterday).recovered == len(ir.own_numbers())
    assert (told(yesterday), yesterday.is_read_only(), may_join_others(yesterday)) == ([], False, False)


def test_a_person_s_word_after_it_came_back_does_not_say_that_it_was_never_set_back(tmp_path: Path) -> None:
    """With a third side that has not answered."""
    _, ir, ru = homes(tmp_path, "CN", "IR", "RU")
    carry(ru, ir)
    yesterday = ir.copy_to(tmp_path / "yesterday")
    ir.propose()
    carry(ir, ru)
    with pytest.raises(Refused, match="older-copy"):
        carry(ru, yesterday)
    carry(yesterday, ru)
    carry(ru, yesterday)
    assert yesterday.unanswered() == ("CN",)
    vouched(yesterday)
    assert not may_join_others(yesterday)


def test_what_a_person_doubts_is_asked_anew_and_what_was_denied_counts_again(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    ir.receive(claiming(ru))
    vouched(ir)
    with ir.desk() as desk:
        doubt(desk)
    vouched(ir)
    assert not may_join_others(ir)  # a person said that the home was set back
    ir.receive(claiming(ru, number=51))
    assert ir.is_read_only()


def test_a_restored_home_has_neither_claims_nor_denials(tmp_path: Path, two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    ir.receive(claiming(ru))
    vouched(ir)
    ir.receive(claiming(ru, "cd", number=51))
    again = ir.restored(ir.back_up(tmp_path / "copy"), tmp_path / "again")
    own = own_heads_of((again.folder / "own-heads").read_bytes())
    assert (own.claims, own.denied, own.is_restored) == ((), (), True)


def test_keys_that_were_drawn_serve_again_once_the_claim_is_denied(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    with ir.office() as office:
        card = office.keyring.card.card.hash
        office.stores.shared.doubt_home()
        office.stores.shared.note_drawn(card)
        assert office.stores.shared.is_new("0b" * 32, card)
    ir.receive(claiming(ru))
    with ir.office() as office:
        assert not office.stores.shared.is_new("0b" * 32, card)  # perhaps they were drawn before it was set back
    vouched(ir)
    with ir.office() as office:
        assert office.stores.shared.is_new("0b" * 32, card)


def test_files_in_which_we_have_written_go_on_while_a_claim_about_another_is_undecided(
    two: tuple[SideHome, SideHome],
) -> None:
    ir, ru = two
    with ir.office() as office:
        root = office.keyring.root(PASSPHRASE)
        other = open_with(office, {"en": "Another"}, list(enrolled(office).values()), root)
        visit = other.visit
    ir.receive(claiming(ru))
    with ir.office() as office:
        assert office.stores.shared.footing(visit).may_write
