"""The rule of agreement, case by case."""

from __future__ import annotations

from tests.agreement.parties import Party, parties

from placet.agreement.acts import Level

TALKS = {"title": {"en": "Talks"}}


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def test_two_signatures_and_two_receipts_are_an_agreement() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)  # RU's own assent is its receipt: it had IR's
    assert ru.agreed() == []  # IR has not received RU's
    ir.hear(ru)
    assert ir.agreed() == []  # nor said so
    ir.acknowledge()
    assert ir.agreed() == [text]
    ru.hear(ir)
    assert ru.agreed() == [text]


def test_a_withdrawal_before_the_acceptance_was_received_leaves_nothing_agreed() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.withdraw(text)
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    assert ir.agreed() == ru.agreed() == []
    assert ir.fold().final[text].taken_back == {"IR"}


def test_a_withdrawal_after_the_receipt_ends_an_agreement_and_leaves_history() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()
    ir.withdraw(text)
    assert ir.agreed() == [text]
    assert ir.fold().final[text].ended_by == {"IR"}


def test_two_that_sign_each_others_text_at_once_have_crossed_and_nothing_is_agreed() -> None:
    ir, ru = two()
    ours = ir.propose(TALKS)
    ir.assent(ours)
    ru.hear(ir)
    theirs = ru.propose({"title": {"en": "Talks, shorter"}}, point=ours[0], base=[ours[1]])
    ru.assent(theirs)
    ir.hear(ru)
    ir.assent(theirs)
    ru.assent(ours)
    ir.hear(ru)
    ru.hear(ir)
    ir.acknowledge()
    ru.acknowledge()
    ir.hear(ru)
    ru.hear(ir)
    assert ir.agreed() == ru.agreed() == []
    assert ir.fold().final[ours].replaced_by == {"IR": theirs}
    assert ir.fold().final[theirs].replaced_by == {"RU": ours}


def test_all_offices_that_are_needed_must_seal() -> None:
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, offices=["protocol"])
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == []
    assert ir.fold().sayings["RU"].partial == {text: frozenset({"council"})}
    ru.hear(ir)
    ru.assent(text, offices=["council"])
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == [text]


def test_a_package_is_agreed_together() -> None:
    ir, ru = two()
    one, other = ir.propose(TALKS), ir.propose({"title": {"en": "Dinner"}})
    both = ir.package(one, other)
    ir.assent(both)
    ru.hear(ir)
    ru.assent(both)
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == [both]
    assert ir.fold().agreed[0].bundle.texts == {one, other, both}


def test_ad_referendum_is_agreed_at_its_own_level_until_both_confirm() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, Level.AD_REFERENDUM)
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == []
    assert [each.bundle.key for each in ir.fold().ad_referendum] == [text]
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == [text]
