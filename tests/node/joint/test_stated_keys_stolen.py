"""Whoever has the old keys of a side does not go on in its place after a fork, nor keep it from going on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.node.joint.forked import digests, exchange, forked, frozen_at, signed_by, take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.stating import (
    code_of_taking,
    drafted_with_keys,
    drafted_without,
    gone_on_with_new_keys,
    put_in_force,
    signed_with_all,
    talk,
)
from tests.node.joint.test_certified_after import cards_of
from tests.node.joint.test_undone_keys import renewed, root, under

from placet.agreement import limits
from placet.agreement.entry import Entry, Kind, body_of, written
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import Use, digest
from placet.errors import Refused
from placet.node.joint.changing_keys import root_of_card
from placet.node.joint.desk import Act
from placet.node.joint.going_on import looked_at, our_cards, sign


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, ...]:
    """IR holds one branch of its chain and RU the other: entries 3 and 4 of each."""
    return forked(tmp_path, "RU")


@pytest.fixture
def settled(two: tuple[SideHome, ...]) -> tuple[SideHome, ...]:
    """All have signed that IR's own branch counts and goes on with new keys; both hold to it."""
    return gone_on_with_new_keys(two)


def note_by(thief: SideHome) -> Entry:
    """The next entry of IR's chain as the thief knows it, by the old machine key."""
    with thief.desk() as desk:
        header = desk._header(desk.record, Act(Kind.NOTE))
        body = body_of({"text": {"en": "a thief's"}}, bytes(32))
        return written(replace(header, body=digest(Use.BODY, body), length=len(body)), body, desk.keyring.node)


def enveloped(thief: SideHome, *entries: Entry) -> bytes:
    """An envelope of the thief to RU with these entries, whatever they are."""
    with thief.desk() as desk:
        contents = contents_for(desk.record, Route("IR", "RU"))
        last = entries[-1].head
        heads = (last, *(head for head in contents.heads if head.side != "IR"))
        contents = replace(contents, entries=entries, heads=heads, forks=(), statements=(), opening=None)
        return packed(contents, Stamp(desk.means.chance(16), 77), desk.keyring.node)


def test_a_thief_of_the_machine_who_knows_the_statement_does_not_write_first(
    tmp_path: Path, settled: tuple[SideHome, ...]
) -> None:
    ir, ru = settled
    thief = ir.copy_to(tmp_path / "thief")
    (thief.folder / "keys" / "2" / "root.key").unlink()  # the machine's keys, and what lies there
    assert thief.refusal_of_writing() == "keys-awaited"
    forged = enveloped(thief, note_by(thief))
    with pytest.raises(Refused, match="keys-awaited"):
        ru.receive(forged)
    put_in_force(ir)
    carry(ir, ru)
    with pytest.raises(Refused, match=r"keys-awaited|pouch-signature"):
        ru.receive(forged)
    assert frozen_at(ru) == []
    carry(ru, ir)
    assert ir.refusal_of_writing() is None


def test_a_thief_whose_branch_is_longer_keeps_nobody_from_hearing_of_it(tmp_path: Path) -> None:
    """RU holds eight entries of the thief; IR's envelope is signed with the keys in force after its own fifth."""
    ir, ru = homes(tmp_path, "IR", "RU")
    thief = ir.copy_to(tmp_path / "thief")
    with thief.desk() as desk:
        desk.write([Act(Kind.NOTE, {"text": {"en": "x"}}) for _ in range(6)])
    carry(thief, ru)
    ir.propose()
    carry(ir, ru)
    carry(ru, ir)
    assert frozen_at(ir) == [("IR", 3, [4, 8])]
    assert frozen_at(ru) == [("IR", 3, [8, 4])]
    signed = drafted_with_keys(ir)
    for home in (ir, ru):
        signed = signed_with_all(home, signed)
    take_in(ir, signed)
    put_in_force(ir)
    carry(ir, ru)  # statement and change in one envelope
    assert cards_of(ru, "IR") == 2
    with pytest.raises(Refused):
        carry(thief, ru)


def test_a_thief_who_filled_the_room_for_branches_first_does_not_keep_new_keys_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_BRANCH", 10)
    ir, ru = homes(tmp_path, "IR", "RU")
    thief = ir.copy_to(tmp_path / "thief")
    ir.propose()
    carry(ir, ru)
    with thief.desk() as desk:
        desk.write([Act(Kind.NOTE, {"text": {"en": "x"}}) for _ in range(11)])
    carry(thief, ru)  # of the eleven one more than fit lies beside at RU
    carry(ru, ir)
    signed = drafted_with_keys(ir)
    for home in (ir, ru):
        signed = signed_with_all(home, signed)
    take_in(ir, signed)
    put_in_force(ir)
    carry(ir, ru)
    carry(ru, ir)
    assert cards_of(ru, "IR") == 2
    assert ir.refusal_of_writing() is None


def others_instead(thief: SideHome, seq: int, many: int) -> list[Entry]:
    """So many more entries of the thief's under a number of its branch."""
    with thief.desk() as desk:
        model, found = desk.record.chains["IR"].entries[seq - 1].header, []
        for at in range(many):
            body = body_of({}, at.to_bytes(32, "big"))
            header = replace(model, type="note-x", point=None, revision=None, needs=())
            header = replace(header, body=digest(Use.BODY, body), length=len(body))
            found.append(written(header, body, desk.keyring.node))
        return found


def test_where_a_thief_has_left_no_room_for_our_branch_none_counts_and_new_keys_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RU holds the thief's branch and keeps nine more entries of the thief's beside it: all that it keeps."""
    monkeypatch.setattr(limits, "MAX_BRANCH", 10)
    ir, ru = homes(tmp_path, "IR", "RU")
    thief = ir.copy_to(tmp_path / "thief")
    thief.propose()
    carry(thief, ru)
    for forged in others_instead(thief, 3, 11):
        ru.receive(enveloped(thief, forged))
    ir.propose()
    carry(ir, ru)
    carry(ru, ir)
    with pytest.raises(Refused, match="branch-not-held"):
        signed_by(ru, drafted_without(ir, 1))
    signed = drafted_with_keys(ir, 0)
    for home in (ir, ru):
        signed = signed_with_all(home, signed)
    take_in(ir, signed)
    assert put_in_force(ir).header.seq == 3
    for _ in range(2):
        exchange((ir, ru))
    assert cards_of(ru, "IR") == 2
    assert len(digests((ir, ru))) == 1


def test_a_third_side_that_changes_its_keys_without_end_does_not_keep_the_envelope_out(tmp_path: Path) -> None:
    """An envelope brings 32 changes of keys at most. CN has handed 33 to IR alone, and IR's own rests on them."""
    ir, ru, cn = everybody = homes(tmp_path, "IR", "RU", "CN")
    for _ in range(limits.MAX_KEY_CHANGES + 1):
        renewed(cn)
    carry(cn, ir)
    carry(ir, cn)
    carry(cn, ir)
    assert cards_of(ir, "CN") == 34
    renewed(ir)
    envelope = ir.seal("RU")
    kinds = [(entry.header.side, entry.header.type) for entry in envelope.contents.entries]
    assert kinds.count(("CN", "keys")) == limits.MAX_KEY_CHANGES
    assert ("IR", "keys") not in kinds
    ru.receive(envelope.raw)
    assert (cards_of(ru, "CN"), cards_of(ru, "IR")) == (33, 1)
    carry(ru, ir)
    carry(ir, ru)
    assert (cards_of(ru, "CN"), cards_of(ru, "IR")) == (34, 2)
    talk(tuple(everybody))


# ------------------------------------------------------------------------------------------ the old root


def test_the_old_root_and_the_other_side_do_not_state_it_without_the_keys_that_were_drawn(
    two: tuple[SideHome, ...],
) -> None:
    ir, ru = two
    drafted_with_keys(ir)
    lie = under(drafted_without(ir).resumption, ("IR", root(ir, 1)), ("RU", root(ru, 1)))
    assert code_of_taking(ir, lie) == "resumption-leaves-out-keys"
    take_in(ru, lie)  # RU lies, or was deceived, and sends it
    with pytest.raises(Refused, match="resumption-leaves-out-keys"):
        carry(ru, ir)
    assert frozen_at(ir) == [("IR", 3, [4, 4])]
    with ir.desk() as desk:
        assert len(looked_at(desk, lie).left_out) == 1
    with pytest.raises(Refused, match="resumption-leaves-out-keys"):
        signed_by(ir, lie)
    take_in(ir, signed_by(ir, lie, instead=True))  # a person says that it is meant
    assert frozen_at(ir) == []


def test_a_thief_who_has_the_old_root_states_keys_of_its_own_and_this_home_does_not_go_with_it(
    tmp_path: Path, two: tuple[SideHome, ...]
) -> None:
    """By signatures the thief is IR. RU was told its fingerprint by nobody it knows; IR's own home has no such keys."""
    ir, ru = two
    thief = ir.copy_to(tmp_path / "thief")
    signed = signed_with_all(thief, drafted_with_keys(thief))
    signed = signed_by(ru, signed)
    assert code_of_taking(ir, signed) == "keys-not-here"
    with pytest.raises(Refused, match="keys-not-here"):
        signed_with_all(ir, signed)
    take_in(ru, signed)
    with pytest.raises(Refused, match="keys-not-here"):
        carry(ru, ir)
    ours = drafted_with_keys(ir)
    with pytest.raises(Refused, match="resumption-other"):  # RU signed the thief's, and holds to that
        signed_by(ru, ours)


def test_of_the_thief_s_statement_and_ours_the_other_side_signs_one(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    thief = ir.copy_to(tmp_path / "thief")
    theirs, ours = (signed_with_all(home, drafted_with_keys(home)) for home in (thief, ir))
    assert theirs.resumption.card != ours.resumption.card
    ours = signed_by(ru, ours)
    with pytest.raises(Refused, match="resumption-signed-other"):
        signed_by(ru, theirs)
    with ru.desk() as desk:
        preview = looked_at(desk, theirs)
    assert ours.resumption.card is not None
    assert preview.left_out == (ours.resumption.card.fingerprint,)
    for home in two:
        take_in(home, ours)
    put_in_force(ir)
    carry(ir, ru)
    assert code_of_taking(ru, signed_by_force(theirs, ru)) == "resumption-other"


def signed_by_force(signed: SignedResumption, ru: SideHome) -> SignedResumption:
    more = under(signed.resumption, ("RU", root(ru, 1)))
    return SignedResumption(signed.resumption, {**signed.roots, **more.roots})


def test_what_was_signed_before_in_another_sense_is_told(two: tuple[SideHome, ...]) -> None:
    """IR signs, then hears that a key was stolen."""
    ir, ru = two
    first = signed_by(ir, drafted_without(ir))
    second = drafted_with_keys(ir)
    with pytest.raises(Refused, match="resumption-signed-other"):
        signed_with_all(ir, second)
    with ir.desk() as desk:
        for card in our_cards(desk, second):
            second = sign(desk, second, root_of_card(ir.folder, card, PASSPHRASE), instead=True)
    second = signed_by(ru, second)
    with pytest.raises(Refused, match="resumption-signed-other"):
        signed_by(ru, first)
    for home in two:
        take_in(home, second)
    put_in_force(ir)
    carry(ir, ru)
    assert cards_of(ru, "IR") == 2


def test_awaited_keys_are_not_taken_back_by_the_old_root(settled: tuple[SideHome, ...]) -> None:
    ir, ru = settled
    with ir.desk() as desk:
        chain = desk.record.chains["IR"]
        held = chain.resumptions[-1].resumption
    back = replace(held, card=None, follows=held.hash)
    lie = under(back, ("IR", root(ir, 1)), ("RU", root(ru, 1)))
    assert code_of_taking(ir, lie) == "resumption-undoes-keys"
    take_in(ru, lie)
    with pytest.raises(Refused, match="resumption-undoes-keys"):
        carry(ru, ir)
    meant = under(back, ("IR", root(ir, 1)), ("IR", root(ir, 2)), ("RU", root(ru, 1)))
    take_in(ir, meant)
    assert ir.refusal_of_writing() is None
