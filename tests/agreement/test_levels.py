"""Ad referendum and final: two levels under one rule."""

from __future__ import annotations

from tests.agreement.parties import Party, agree, parties, settle

from placet.agreement.acts import Level, Wording
from placet.agreement.tabling import Text

TALKS = {"title": {"en": "Talks"}}
SHORT = {"title": {"en": "Talks, shorter"}}


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def keys(found: tuple[object, ...]) -> list[Text]:
    return [each.bundle.key for each in found]  # type: ignore[attr-defined] # tests name what they look at


def test_what_is_agreed_finally_is_agreed_ad_referendum_too() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert keys(ir.fold().agreed) == keys(ir.fold().ad_referendum) == [text]


def test_both_ad_referendum_is_not_final() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru, level=Level.AD_REFERENDUM)
    assert (keys(ir.fold().ad_referendum), ir.fold().agreed, ir.fold().final) == ([text], (), {})


def test_a_text_that_was_signed_ad_referendum_and_replaced_is_not_signed_finally_any_more() -> None:
    ir, ru = two()
    first = ir.propose(TALKS)
    ir.assent(first, Level.AD_REFERENDUM)
    second = ir.propose(SHORT, point=first[0])
    ir.assent(second)
    ir.assent(first)  # back to the first, which was taken back
    agree(first, ir, ru)
    found = ir.fold()
    assert keys(found.agreed) == keys(found.ad_referendum) == []
    assert "IR" not in found.final[first].assents
    assert found.final[second].withdrawals == {}


def test_a_final_assent_without_effect_does_not_keep_later_ones_from_theirs() -> None:
    ir, _ = two()
    first = ir.propose(TALKS)
    ir.assent(first, Level.AD_REFERENDUM)
    ir.assent(ir.propose(SHORT, point=first[0]))
    ir.assent(first)  # was taken back: no effect
    dinner = ir.propose({"title": {"en": "Dinner"}})
    ir.assent(dinner)
    final = ir.fold().final
    assert first not in final
    assert "IR" in final[dinner].assents


def test_a_text_that_was_agreed_ad_referendum_may_be_signed_finally_after_a_counter_text() -> None:
    ir, ru = two()
    first = ir.propose(TALKS)
    agree(first, ir, ru, level=Level.AD_REFERENDUM)
    second = ir.propose(SHORT, point=first[0])
    ir.assent(second, Level.AD_REFERENDUM)
    agree(first, ir, ru)
    found = ir.fold()
    assert keys(found.agreed) == [first]
    assert found.any_level[second].replaced_by == {"IR": first}


def test_an_assent_ad_referendum_takes_a_final_one_back_that_it_contradicts() -> None:
    ir, ru = two()
    first = ir.propose(TALKS)
    ir.assent(first)
    second = ir.propose(SHORT, point=first[0])
    ir.assent(second, Level.AD_REFERENDUM)
    agree(first, ir, ru)
    assert ir.agreed() == []
    assert ir.fold().final[first].replaced_by == {"IR": second}


def test_a_final_assent_after_one_ad_referendum_counts_from_its_own_place() -> None:
    ir, _ = two()
    text = ir.propose(TALKS)
    ir.assent(text, Level.AD_REFERENDUM)
    ir.assent(text, Level.FINAL)
    ir.assent(text, Level.AD_REFERENDUM)
    found = ir.fold()
    assert (found.any_level[text].assents, found.final[text].assents) == ({"IR": 3}, {"IR": 4})
    assert (found.any_level[text].level, found.final[text].level) == (Level.AD_REFERENDUM, Level.FINAL)


def test_a_withdrawal_takes_both_levels_back() -> None:
    ir, _ = two()
    text = ir.propose(TALKS)
    ir.assent(text, Level.AD_REFERENDUM)
    ir.assent(text)
    ir.withdraw(text)
    found = ir.fold()
    assert (found.any_level[text].taken_back, found.final[text].taken_back) == ({"IR"}, {"IR"})


def test_an_agreement_ad_referendum_can_be_withdrawn_from() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru, level=Level.AD_REFERENDUM)
    ru.withdraw(text)
    assert keys(ru.fold().ad_referendum) == [text]
    assert ru.fold().any_level[text].ended_by == {"RU"}


def test_who_signed_and_still_stands_by_it() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    settle([ir, ru])
    ru.assent(text)
    signed = ru.fold().final[text]
    assert (signed.is_signed_by(("IR", "RU")), signed.is_signed_by(("IR", "TM"))) == (True, False)
    ir.withdraw(text)
    ir.hear(ru)
    assert ir.fold().final[text].is_signed_by(("IR", "RU")) is False


def test_how_an_assent_was_put_is_told() -> None:
    ir, _ = two()
    text = ir.propose(TALKS)
    ir.assent(text, wording=Wording.NO_OBJECTION)
    assert ir.fold().final[text].wordings == {"IR": Wording.NO_OBJECTION}
    assert ir.fold().any_level[text].wordings == {"IR": Wording.NO_OBJECTION}
