"""A side whose keys were stolen goes on with new ones after a fork, and whoever has the old ones does not."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.node.joint.forked import digests, exchange, forked, frozen_at, signed_by, take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.test_certified_after import agree_to_all, cards_of, evidence
from tests.node.joint.test_undone_keys import renewed, root, under

from placet.agreement import limits
from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind, body_of, written
from placet.agreement.envelopes.outstanding import Route, contents_for
from placet.agreement.envelopes.packing import Stamp, packed
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import Use, digest
from placet.errors import Refused
from placet.node.joint.changing_keys import awaited_card, change_keys, root_in_force, root_of_card, stated, successors
from placet.node.joint.desk import Act
from placet.node.joint.footing import doubt
from placet.node.joint.going_on import drafted, looked_at, our_cards, sign, take
from placet.node.joint.keyring import keep_keys, open_keyring
from placet.node.joint.means import REAL
from placet.node.joint.ports import Batch
from placet.node.joint.safe import LIGHT
from placet.node.joint.stating_keys import with_new_keys
from placet.verifier import verified


def drawn(home: SideHome) -> Card:
    """New keys in a home, as a statement is to bring them."""
    keys, keyring = successors(home.folder, REAL)
    keep_keys(keyring.folder, keys, PASSPHRASE, REAL, LIGHT)
    return keys.card


def drafted_with_keys(home: SideHome, number: int = 1) -> SignedResumption:
    with home.desk() as desk:
        return with_new_keys(desk, drafted(desk, number, home.side), lambda: drawn(home))


def drafted_without(home: SideHome, number: int = 1) -> SignedResumption:
    with home.desk() as desk:
        return drafted(desk, number, "IR")


def signed_with_all(home: SideHome, signed: SignedResumption) -> SignedResumption:
    """Signed with every root of a home that is to sign."""
    with home.desk() as desk:
        for card in our_cards(desk, signed):
            signed = sign(desk, signed, root_of_card(home.folder, card, PASSPHRASE))
    return signed


def put_in_force(home: SideHome, last_good: int | None = None) -> Entry:
    """The change to the keys with which all sides signed that the chain goes on."""
    with home.office() as office:
        desk = office.desk()
        card = awaited_card([desk])
        assert card is not None
        keys = stated(home.folder, card, PASSPHRASE)
        place = lambda desk: root_in_force(home.folder, desk, PASSPHRASE)  # noqa: E731 (as short as its use)
        return change_keys([desk], place, keys, lambda: open_keyring(keys.folder), last_good)[0]


def code_of_taking(home: SideHome, signed: SignedResumption) -> str:
    with pytest.raises(Refused) as refused:
        take_in(home, signed)
    return refused.value.code


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, ...]:
    """IR holds one branch of its chain and RU the other: entries 3 and 4 of each."""
    return forked(tmp_path, "RU")


@pytest.fixture
def settled(two: tuple[SideHome, ...]) -> tuple[SideHome, ...]:
    """All have signed that IR's own branch counts and goes on with new keys; both hold to it."""
    signed = drafted_with_keys(two[0])
    for home in two:
        signed = signed_with_all(home, signed)
    for home in two:
        take_in(home, signed)
    return two


# ------------------------------------------------------------------------------------------ as it should go


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


def talk(everybody: tuple[SideHome, ...]) -> None:
    """An envelope from each to each; one that rests on what has not come yet comes again."""
    for sender in everybody:
        for receiver in everybody:
            if sender is not receiver:
                with suppress(Refused):
                    carry(sender, receiver)


# ------------------------------------------------------------------------------------------ a thief


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


# ------------------------------------------------------------------------------------------ drawing, home and restore


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
