"""Two entries of one side under one number: proof, a closed chain, and nothing undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import Party, agree, parties, settle

from placet.agreement.entry import Entry, Kind, entry_of
from placet.agreement.entry import written as entry_written
from placet.agreement.record import Admission, Fork
from placet.agreement.signing import Use
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def own(party: Party) -> list[Entry]:
    return party.record.chains[party.side].entries


def code_of(party: Party, entry: Entry) -> str:
    with pytest.raises(Refused) as refused:
        party.record.admit(entry)
    return refused.value.code


def branched(words: int = 2) -> tuple[Party, Party, Party]:
    """IR, its twin, and RU who has heard IR: the two differ from entry 2 on."""
    ir, ru = two()
    twin = ir.twin()
    for _ in range(words):
        ir.say(Kind.NOTE, {"from": "IR"})
        twin.say(Kind.NOTE, {"from": "its twin"})
    ru.hear(ir)
    return ir, twin, ru


def test_a_second_entry_under_a_number_is_proof_and_closes_the_chain() -> None:
    ir, twin, ru = branched()
    assert ru.record.admit(own(twin)[1]) is Admission.FORK
    chain = ru.record.chains["IR"]
    assert chain.fork == Fork(own(ir)[1], own(twin)[1])
    assert chain.fork.seq == 2
    assert chain.fork.is_proven(ir.keys.card)
    assert len(chain.entries) == 3
    assert code_of(ru, ir.acknowledge()) == "chain-closed"


def test_the_proof_stays_the_same_when_it_comes_again_and_the_lowest_number_is_kept() -> None:
    ir, twin, ru = branched()
    later, first = own(twin)[2], own(twin)[1]
    assert ru.record.admit(later) is Admission.FORK
    assert ru.record.chains["IR"].fork == Fork(own(ir)[2], later)
    assert not ru.record.chains["IR"].is_doubtful(2)
    assert ru.record.admit(first) is Admission.FORK
    assert ru.record.admit(later) is Admission.FORK
    assert ru.record.chains["IR"].fork == Fork(own(ir)[1], first)
    assert [ru.record.chains["IR"].is_doubtful(seq) for seq in (1, 2, 3)] == [False, True, True]


def test_what_was_agreed_stands_and_is_contested_where_it_rests_on_the_fork() -> None:
    ir, ru = two()
    before, after = ir.propose(TALKS), ir.propose(TALKS)
    agree(before, ir, ru)
    twin = ir.twin()
    agree(after, ir, ru)
    ru.record.admit(twin.say(Kind.NOTE, {}))
    assert ru.agreed() == [before, after]
    assert [ru.fold().final[text].contested for text in (before, after)] == [frozenset(), {"IR"}]


def test_a_withdrawal_that_lies_in_a_fork_makes_an_agreement_contested() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    twin = ir.twin()
    ir.withdraw(text)
    ru.hear(ir)
    ru.record.admit(twin.acknowledge())
    assert (ru.agreed(), ru.fold().final[text].contested) == ([text], {"IR"})


def test_a_counter_text_that_lies_in_a_fork_makes_what_it_takes_back_contested() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    twin = ir.twin()
    ir.assent(ir.propose({}, point=text[0]))
    ru.hear(ir)
    ru.record.admit(twin.acknowledge())
    signed = ru.fold().final[text]
    assert (signed.taken_back, signed.contested) == ({"IR"}, {"IR"})


def test_an_entry_that_another_forged_under_a_used_number_is_no_proof() -> None:
    _, twin, ru = branched()
    forged = entry_written(own(twin)[1].header, own(twin)[1].body or b"", ru.keys.node)
    assert code_of(ru, forged) == "bad-signature"
    assert ru.record.chains["IR"].fork is None


def test_the_owner_finds_out_that_a_second_node_writes() -> None:
    ir, twin, _ = branched()
    assert ir.record.admit(own(twin)[1]) is Admission.FORK
    assert ir.record.chains["IR"].fork is not None


def test_two_first_entries_are_a_fork_as_well() -> None:
    ir, ru = two()
    twin = Party(ir.keys, ir.opening, ticks=50)
    assert ru.record.admit(twin.join()) is Admission.FORK
    assert ru.record.chains["IR"].is_doubtful(1)


@pytest.mark.parametrize("of_thief", [False, True])
def test_a_change_of_keys_on_the_other_branch_is_proof_whichever_key_signed_it(of_thief: bool) -> None:
    ir, ru = two()
    twin = ir.twin()
    ru.record.admit(twin.say(Kind.NOTE, {}))  # a thief wrote to RU
    change = ir.change_keys(signed_by_new=True)
    if of_thief:
        change = entry_written(change.header, change.body or b"", twin.keys.node)
    assert ru.record.admit(change) is Admission.FORK
    fork = ru.record.chains["IR"].fork
    assert fork is not None
    assert fork.is_proven(twin.keys.card)


def test_a_change_of_keys_whose_body_is_another_ones_proves_nothing() -> None:
    ir, ru = two()
    twin = ir.twin()
    ru.record.admit(twin.say(Kind.NOTE, {}))
    change = ir.change_keys(signed_by_new=True)
    raw = replace(change.header, body="7" * 64).to_bytes()
    signature = bytes.fromhex(ir.keys.node.sign(Use.ENTRY, raw))
    assert code_of(ru, entry_of(raw, signature, change.body)) == "bad-signature"


def test_after_a_fork_entries_of_the_other_branch_under_other_keys_are_just_closed_out() -> None:
    ir, ru = two()
    twin = ir.twin()
    for _ in range(2):
        twin.say(Kind.NOTE, {})
    ru.hear(twin)  # it calls itself IR
    change, said = ir.change_keys(), ir.say(Kind.NOTE, {})
    assert code_of(ru, said) == "bad-signature"  # under the keys that RU knows of
    assert ru.record.admit(change) is Admission.FORK
    assert code_of(ru, said) == "chain-closed"


def test_a_thief_with_keys_that_all_have_seen_replaced_can_close_nothing_any_more() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    thief = ir.twin()
    ir.say(Kind.NOTE, {})
    ir.change_keys(last_good=2)  # 3
    old = [thief.say(Kind.NOTE, {}), thief.change_keys()]  # other entries 2 and 3, by the old machine key
    settle([ir, ru, tm])
    for party in (ru, tm):
        party.acknowledge()
    settle([ir, ru, tm])
    for party in (ir, ru, tm):
        assert code_of(party, old[0]) == "keys-replaced"
        assert code_of(party, old[1]) == "keys-replaced"
        assert party.record.chains["IR"].fork is None
    assert ru.record.admit(ir.twin().say(Kind.NOTE, {})) is Admission.TAKEN  # 4
    assert ru.record.admit(ir.say(Kind.DECLINE, {})) is Admission.FORK  # another 4, under the keys in force


def test_until_all_have_seen_the_change_an_old_key_still_proves_that_somebody_wrote_twice() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    other = ir.twin().say(Kind.NOTE, {})
    ir.say(Kind.NOTE, {})
    ir.change_keys()
    ru.hear(ir)
    ru.acknowledge()
    tm.hear(ru)  # TM has not said that it knows; it may have taken the other entry
    assert ru.record.admit(other) is Admission.FORK
    assert tm.record.admit(other) is Admission.FORK


@pytest.mark.parametrize("lie", ["same", "number", "side", "visit", "forged"])
def test_a_proof_that_does_not_hold_is_none(lie: str) -> None:
    ir, twin, ru = branched()
    kept, other = own(ir)[1], own(twin)[1]
    false = {
        "same": kept,
        "number": own(twin)[2],
        "side": ru.acknowledge(),
        "visit": entry_written(replace(other.header, visit="9" * 64), other.body or b"", ir.keys.node),
        "forged": entry_written(other.header, other.body or b"", ru.keys.node),
    }[lie]
    assert Fork(kept, other).is_proven(ir.keys.card)
    assert not Fork(kept, false).is_proven(ir.keys.card)
    assert not Fork(false, kept).is_proven(ir.keys.card)


# ------------------------------------------------------------------------------------ in a heap


def test_a_heap_with_proof_of_a_fork_is_taken_as_far_as_it_goes() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    twin = ir.twin()
    ir.say(Kind.NOTE, {"to": "RU"})
    ru.hear(ir)
    for _ in range(2):
        twin.say(Kind.NOTE, {"to": "TM"})
    before = tm.say(Kind.NOTE, {})
    tm.hear(twin)
    after = tm.acknowledge()
    taken = ru.record.admit_all(entry for entry in tm.record if entry.header.side != "RU")
    assert taken == [before]  # what follows had seen the other branch
    chain = ru.record.chains["IR"]
    assert chain.fork == Fork(own(ir)[1], own(twin)[1])
    assert code_of(ru, after) == "seen-missing"


def test_proof_of_a_fork_is_found_also_where_a_side_before_it_waits() -> None:
    om, ru, tm = parties("OM", "RU", "TM")
    twin = ru.twin()
    ru.say(Kind.NOTE, {"to": "TM"})
    tm.hear(ru)
    twin.say(Kind.NOTE, {"to": "OM"})
    om.hear(twin)
    om.acknowledge()
    heap = [entry for entry in om.record if entry.header.side != "TM"]
    assert tm.record.admit_all(heap) == []
    assert tm.record.chains["RU"].fork is not None


def test_which_branch_is_kept_of_two_in_one_heap_does_not_depend_on_the_order_in_it() -> None:
    ir, twin, _ = branched()
    heap = [*own(ir), *own(twin)]
    kept = set()
    for order in (heap, heap[::-1]):
        _, ru = two()
        ru.record.admit_all(order)
        kept.add(ru.record.chains["IR"].entries[1].hash)
    assert kept == {min(own(ir)[1].hash, own(twin)[1].hash)}


# ------------------------------------------------------- restored from a backup: what reading first is for


def test_a_side_that_writes_after_a_restore_before_it_has_heard_from_all_others_forks_itself() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    backup = ir.record.copy()
    ir.say(Kind.NOTE, {"to": "RU"})
    ru.hear(ir)
    ir.say(Kind.NOTE, {"to": "TM"})
    tm.hear(ir)
    ir.record = backup
    ir.record.admit_all(ru.record)  # RU shows what it holds of IR's chain; TM holds more
    wrong = ir.say(Kind.NOTE, {})
    assert wrong.header.seq == 3
    assert tm.record.admit(wrong) is Admission.FORK


def test_a_side_that_has_heard_from_all_others_goes_on_where_it_was() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    backup = ir.record.copy()
    ir.say(Kind.NOTE, {"to": "RU"})
    ru.hear(ir)
    ir.say(Kind.NOTE, {"to": "TM"})
    tm.hear(ir)
    ir.record = backup
    for other in (ru, tm):
        ir.record.admit_all(other.record)
    assert ru.record.admit_all([*own(ir), ir.say(Kind.NOTE, {})]) == own(ir)[2:]
    settle([ir, ru, tm])
    assert all(party.record.chains["IR"].fork is None for party in (ir, ru, tm))


def test_an_entry_that_was_under_way_when_its_writer_was_restored_is_a_fork_when_it_arrives() -> None:
    ir, ru = two()
    backup = ir.record.copy()
    under_way = ir.say(Kind.NOTE, {"by": "courier"})
    ir.record = backup
    ir.record.admit_all(ru.record)  # RU has answered, and cannot know of the envelope
    ru.record.admit(ir.say(Kind.NOTE, {}))
    assert ru.record.admit(under_way) is Admission.FORK
