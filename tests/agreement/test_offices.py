"""Points that several offices of a side must seal, in one entry or one after the other."""

from __future__ import annotations

from tests.agreement.parties import Party, agree, parties, settle

from placet.agreement.acts import Level
from placet.agreement.tabling import Text

TALKS = {"title": {"en": "Talks"}}
SHORT = {"title": {"en": "Talks, shorter"}}
OFFICES = ("council", "protocol")
BOTH = (("RU", "council"), ("RU", "protocol"))


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU", offices={"RU": OFFICES, "IR": OFFICES})
    return ir, ru


def asked(ru_needs: tuple[tuple[str, str], ...] = BOTH) -> tuple[Party, Party, Text]:
    """IR has tabled a text that needs both offices of RU."""
    ir, ru = two()
    text = ir.propose(TALKS, needs=ru_needs)
    settle([ir, ru])
    return ir, ru, text


def test_one_entry_with_both_seals_is_enough() -> None:
    _, ru, text = asked()
    ru.assent(text, offices=OFFICES)
    assert ru.fold().final[text].assents == {"RU": 2}


def test_seals_add_up_over_entries_and_the_last_one_signs() -> None:
    _, ru, text = asked()
    ru.assent(text, offices=["council"])
    assert (ru.fold().final, ru.fold().sayings["RU"].partial) == ({}, {text: {"protocol"}})
    ru.assent(text, offices=["council"])  # once more, which changes nothing
    ru.assent(text, offices=["protocol"])
    found = ru.fold()
    assert (found.final[text].assents, found.sayings["RU"].partial) == ({"RU": 4}, {})
    assert [(each.seq, each.level) for each in found.sayings["RU"].assents] == [
        (4, Level.AD_REFERENDUM),
        (4, Level.FINAL),
    ]


def test_a_final_seal_counts_ad_referendum_and_not_the_other_way_round() -> None:
    _, ru, text = asked()
    ru.assent(text, Level.AD_REFERENDUM, ["council"])
    ru.assent(text, Level.FINAL, ["protocol"])
    found = ru.fold()
    assert found.any_level[text].assents == {"RU": 3}
    assert found.final == {}
    assert found.sayings["RU"].partial == {text: {"council"}}  # finally, the council has not sealed
    ru.assent(text, Level.FINAL, ["council"])
    assert ru.fold().final[text].assents == {"RU": 4}


def test_where_no_office_of_a_side_is_named_any_seal_of_it_is_enough() -> None:
    ir, _, text = asked()
    ir.assent(text, offices=["council"])
    assert ir.fold().final[text].assents == {"IR": 3}


def test_a_text_that_needs_an_office_which_does_not_exist_waits_for_it() -> None:
    _, ru, text = asked((("RU", "almanac"),))
    ru.assent(text, offices=OFFICES)
    assert ru.fold().sayings["RU"].partial == {text: {"almanac"}}
    assert ru.fold().any_level == {}


def test_what_was_sealed_in_part_can_be_taken_back_and_then_not_be_completed() -> None:
    _, ru, text = asked()
    ru.assent(text, offices=["council"])
    ru.withdraw(text)
    ru.assent(text, offices=["protocol"])
    found = ru.fold()
    assert (found.any_level, found.sayings["RU"].partial) == ({}, {})


def test_a_package_needs_every_office_that_a_member_needs() -> None:
    ir, ru = two()
    talks = ir.propose(TALKS, needs=[("RU", "council")])
    dinner = ir.propose({"title": {"en": "Dinner"}}, needs=[("RU", "protocol")])
    both = ir.package(talks, dinner)
    settle([ir, ru])
    ru.assent(both, offices=["protocol"])
    assert ru.fold().sayings["RU"].partial == {both: {"council"}}
    ru.assent(both, offices=["council"])
    assert ru.fold().final[both].assents == {"RU": 3}


def test_who_signs_a_counter_text_takes_back_what_single_offices_had_sealed() -> None:
    _, ru, text = asked()
    ru.assent(text, offices=["protocol"])
    counter = ru.propose(SHORT, point=text[0])
    ru.assent(counter, offices=["protocol"])
    ru.assent(text, offices=["council"])  # the council comes late: the protocol has moved on
    found = ru.fold()
    assert text not in found.any_level
    assert found.final[counter].withdrawals == {}
    assert found.sayings["RU"].partial == {text: {"protocol"}}
    ru.assent(text, offices=["protocol"])
    assert ru.fold().final[text].assents == {"RU": 6}
    assert ru.fold().final[counter].replaced_by == {"RU": text}


def test_seals_in_part_are_taken_back_as_often_as_a_counter_text_is_signed() -> None:
    _, ru, text = asked()
    for length in (1, 2):
        ru.assent(text, offices=["protocol"])
        counter = ru.propose({"hours": length}, point=text[0])
        ru.assent(counter, offices=["protocol"])
    ru.assent(text, offices=["council"])
    assert text not in ru.fold().any_level


def test_a_signature_ad_referendum_stays_where_the_final_one_was_only_begun() -> None:
    ir, ru, text = asked()
    ru.assent(text, Level.AD_REFERENDUM, OFFICES)
    ir.hear(ru)
    ir.assent(text)
    ru.hear(ir)
    ru.acknowledge()
    ru.assent(text, Level.FINAL, ["protocol"])
    counter = ru.propose(SHORT, point=text[0])
    ru.assent(counter, Level.AD_REFERENDUM)
    ru.assent(text, Level.FINAL, ["council"])
    found = ru.fold()
    assert found.any_level[text].taken_back == frozenset()  # its receipt came before the counter-text
    assert "RU" not in found.final[text].assents


def test_seals_in_part_of_another_point_stay() -> None:
    ir, ru, text = asked()
    other = ir.propose(SHORT)
    settle([ir, ru])
    ru.assent(text, offices=["protocol"])
    ru.assent(other, offices=["protocol"])
    ru.assent(text, offices=["council"])
    assert ru.fold().final[text].assents == {"RU": 4}


def test_both_sides_with_all_offices_agree() -> None:
    ir, ru, text = asked()
    agree(text, ir, ru)
    assert ir.agreed() == ru.agreed() == [text]
