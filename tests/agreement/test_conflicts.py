"""The conflicts that letters under way bring about, one by one, and what becomes of each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import Party, agree, parties, settle

from placet.agreement.acts import Level
from placet.agreement.entry import Kind
from placet.agreement.entry import written as entry_written
from placet.agreement.record import Admission, Record
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}
SHORT = {"title": {"en": "Talks, shorter"}}
LONG = {"title": {"en": "Talks, longer"}}


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def test_two_that_edit_the_same_text_at_once_have_two_texts_side_by_side_and_nothing_merged() -> None:
    ir, ru = two()
    point, first = ir.propose(TALKS)
    settle([ir, ru])
    ours = ir.propose(SHORT, point=point, base=[first])
    theirs = ru.propose(LONG, point=point, base=[first])
    settle([ir, ru])
    assert set(ir.fold().table) == {(point, first), ours, theirs}
    assert ir.fold().any_level == ru.fold().any_level == {}


def test_a_text_that_was_agreed_holds_until_another_is_agreed_and_then_comes_before_it() -> None:
    ir, ru = two()
    old = ir.propose(TALKS)
    agree(old, ir, ru)
    new = ru.propose(SHORT, point=old[0], base=[old[1]])
    ru.assent(new)
    settle([ir, ru])
    assert ir.agreed() == [old]
    agree(new, ir, ru)
    assert ir.agreed() == ru.agreed() == [old, new]
    assert ir.fold().final[old].ended_by == frozenset()  # superseded, which is no withdrawal


def test_a_withdrawal_in_the_same_entry_that_receives_the_acceptance_ends_an_agreement() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.withdraw(text)  # entry 4 has seen RU's assent: it is the receipt, too
    signed = ir.fold().final[text]
    assert (ir.agreed(), signed.receipts, signed.ended_by) == ([text], {"IR": 4, "RU": 2}, {"IR"})


def test_a_counter_text_in_the_same_entry_that_receives_the_acceptance_comes_too_late_to_take_back() -> None:
    ir, ru = two()
    old = ir.propose(TALKS)
    ir.assent(old)
    new = ir.propose(SHORT, point=old[0])
    ru.hear(ir)
    ru.assent(old)
    ir.hear(ru)
    ir.assent(new)
    assert (ir.agreed(), ir.fold().final[old].withdrawals) == ([old], {})


def test_a_lapse_before_the_acceptance_was_received_leaves_nothing_agreed() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.withdraw(text, "lapsed")
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    assert ir.agreed() == ru.agreed() == []
    assert ru.fold().sayings["IR"].lapsed == {text}
    assert ru.fold().final[text].taken_back == {"IR"}


def test_an_offer_lapses_and_an_agreement_does_not() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    ir.withdraw(text, "lapsed")
    signed = ir.fold().final[text]
    assert (ir.agreed(), signed.ended_by, signed.withdrawals) == ([text], frozenset(), {})
    ir.withdraw(text)
    assert ir.fold().final[text].ended_by == {"IR"}


def test_the_first_of_several_withdrawals_counts() -> None:
    ir, _ = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.withdraw(text)
    ir.withdraw(text, "lapsed")
    assert ir.fold().final[text].withdrawals == {"IR": 4}  # 1 joins, 2 proposes, 3 assents
    assert ir.fold().sayings["IR"].lapsed == frozenset()


def test_both_may_withdraw_from_an_agreement() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    ir.withdraw(text)
    ru.withdraw(text)
    settle([ir, ru])
    assert ir.agreed() == [text]
    assert ir.fold().final[text].ended_by == {"IR", "RU"}


def test_a_withdrawal_of_what_was_never_sealed_changes_nothing() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    settle([ir, ru])
    ru.withdraw(text)
    agree(text, ir, ru)
    assert ir.agreed() == [text]


def test_a_text_that_was_taken_back_can_be_signed_no_more() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.withdraw(text)
    agree(text, ir, ru)
    assert ir.agreed() == ru.agreed() == []
    again = ir.propose(TALKS, point=text[0])
    agree(again, ir, ru)
    assert ir.agreed() == [again]


def test_a_counter_text_takes_the_earlier_signature_back_and_is_named() -> None:
    ir, ru = two()
    ours = ir.propose(TALKS)
    ir.assent(ours)
    counter = ir.propose(SHORT, point=ours[0])
    ir.assent(counter)
    ru.hear(ir)
    ru.assent(ours)
    ir.hear(ru)
    ir.acknowledge()
    signed = ir.fold().final[ours]
    assert (signed.taken_back, signed.replaced_by, signed.withdrawals) == ({"IR"}, {"IR": counter}, {"IR": 5})


def test_what_was_withdrawn_in_words_before_it_was_replaced_was_not_replaced() -> None:
    ir, _ = two()
    ours = ir.propose(TALKS)
    ir.assent(ours)
    counter = ir.propose(SHORT, point=ours[0])
    ir.withdraw(ours)
    ir.assent(counter)
    signed = ir.fold().final[ours]
    assert (signed.withdrawals, signed.replaced_by) == ({"IR": 5}, {})


def test_what_was_replaced_before_it_was_withdrawn_in_words_was_replaced() -> None:
    ir, _ = two()
    ours = ir.propose(TALKS)
    ir.assent(ours)
    counter = ir.propose(SHORT, point=ours[0])
    ir.assent(counter)
    ir.withdraw(ours)
    signed = ir.fold().final[ours]
    assert (signed.withdrawals, signed.replaced_by) == ({"IR": 5}, {"IR": counter})


def test_a_text_of_another_point_takes_nothing_back() -> None:
    ir, ru = two()
    ours, other = ir.propose(TALKS), ir.propose(SHORT)
    ir.assent(ours)
    ir.assent(other)
    agree(ours, ir, ru)
    assert ir.agreed() == [ours]


def test_a_seal_under_a_text_that_had_not_arrived_has_no_effect() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.assent(text)  # RU has not heard of it
    settle([ir, ru])
    ir.acknowledge()
    assert ir.agreed() == []
    ru.assent(text)
    settle([ir, ru])
    ir.acknowledge()
    assert ir.agreed() == [text]


def test_an_entry_that_comes_twice_changes_nothing() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    before = len(ru.record)
    assert [ru.record.admit(entry) for entry in ir.record] == [Admission.KNOWN] * before
    assert ru.record.admit_all(ir.record) == []


def test_an_entry_of_another_visit_is_refused() -> None:
    ir, _ = two()
    om, _ = parties("IR", "OM")
    with pytest.raises(Refused) as refused:
        om.record.admit(ir.last())
    assert refused.value.code == "other-visit"


def test_a_side_that_claims_to_have_seen_another_entry_than_we_hold_is_not_believed() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    said = ir.say(Kind.NOTE, {"words": "to TM"})
    tm.record.admit(said)
    claims = tm.acknowledge()
    other = Party(ir.keys, ir.opening, ticks=100)
    other.record = ru.record.copy()
    ru.record.admit(other.say(Kind.NOTE, {"words": "to RU"}))
    with pytest.raises(Refused) as refused:
        ru.record.admit(claims)
    assert (refused.value.code, refused.value.facts["wants"]) == ("seen-contradicts", "IR 2")


def test_what_a_side_claims_to_have_seen_includes_what_those_entries_had_seen() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    ir.say(Kind.NOTE, {})
    settle([ir, tm])
    tm.acknowledge()  # TM's second entry has seen IR's second
    settle([ir, ru, tm])
    honest = ru.acknowledge()
    heads = tuple(
        replace(head, seq=1, hash=ir.record.chains["IR"].entries[0].hash) if head.side == "IR" else head
        for head in honest.header.seen
    )
    understated = entry_written(replace(honest.header, seen=heads), honest.body or b"", ru.keys.node)
    with pytest.raises(Refused) as refused:
        ir.record.admit(understated)
    assert refused.value.code == "seen-not-closed"


def test_clocks_that_run_backwards_change_nothing() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    entry = ir.say(Kind.NOTE, {})
    record = Record(ir.opening)
    for each in (*ru.record, *(e for e in ir.record if e.header.side == "IR" and e is not entry)):
        record.admit_all([each]) if record.entry(each.header.side, each.header.seq) is None else None
    early = entry_written(replace(entry.header, at="1999-01-01T00:00:00Z"), entry.body or b"", ir.keys.node)
    assert record.admit(early) is Admission.TAKEN
    ir.record = record
    agree(text, ir, ru)
    assert ir.agreed() == ru.agreed() == [text]


def test_a_kind_of_entry_from_the_future_is_kept_acknowledged_and_without_effect() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    entry = ir.say("firm-offer", {"until": "noon"}, point=text[0], revision=text[1])
    assert ru.record.admit(entry) is Admission.TAKEN
    assert ru.acknowledge().header.seen[0].seq == entry.header.seq
    assert ru.agreed() == [text]


def test_a_kind_of_entry_from_the_future_may_come_without_its_body() -> None:
    ir, ru = two()
    entry = ir.say("firm-offer", {"until": "noon"})
    assert ru.record.admit(replace(entry, body=None)) is Admission.TAKEN


@pytest.mark.parametrize("level", list(Level))
def test_three_sides_agree_when_each_has_received_all_three_signatures(level: Level) -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    text = ir.propose(TALKS)
    for signer, hearer in ((ir, ru), (ru, tm), (tm, ir)):
        signer.assent(text, level)
        hearer.hear(signer)
    ir.acknowledge()
    ru.hear(ir)
    assert ru.fold().any_level[text].receipts == {"IR": 4, "TM": 2}  # RU has received TM's, and not said so
    ru.acknowledge()
    found = ru.fold()
    assert [each.bundle.key for each in found.ad_referendum] == [text]
    assert [each.bundle.key for each in found.agreed] == ([text] if level is Level.FINAL else [])
