"""What is on the table: a text's name binds what signing it covers and who must seal it, whoever tables it again."""

from __future__ import annotations

from tests.agreement.parties import agree, parties, settle

from placet.agreement.entry import Kind
from placet.agreement.tabling import Bundle

TALKS = {"title": {"en": "Talks"}}
DINNER = {"title": {"en": "Dinner"}}


def test_a_package_that_is_tabled_again_as_a_single_text_still_covers_its_members() -> None:
    ir, ru = parties("IR", "RU")
    one, other = ru.propose(TALKS), ru.propose(DINNER)
    both = ru.package(one, other)
    settle([ir, ru])
    ir.table_again(ru.last(), kind=Kind.PROPOSE)  # IR stands before RU wherever sides are in order
    agree(both, ir, ru)
    assert [each.bundle.texts for each in ru.fold().agreed] == [{one, other, both}]


def test_a_single_text_that_is_tabled_again_as_a_package_is_still_a_single_text() -> None:
    ir, ru = parties("IR", "RU")
    one, other = ir.propose(TALKS), ir.propose(DINNER)
    ir.say(Kind.PACKAGE, {"content": {"members": [list(other)]}}, point=one[0], revision=one[1])
    agree(one, ir, ru)
    assert [each.bundle.texts for each in ru.fold().agreed] == [{one}]


def test_nobody_can_ask_for_more_offices_of_a_text_by_tabling_it_again() -> None:
    ir, ru = parties("IR", "RU")
    text = ru.propose(TALKS)
    settle([ir, ru])
    ir.table_again(ru.last(), needs=(("RU", "nobody"),))
    agree(text, ir, ru)
    assert ir.agreed() == ru.agreed() == [text]
    assert ir.fold().sayings["RU"].partial == {}


def test_a_text_under_a_name_that_is_not_its_own_is_not_on_the_table() -> None:
    ir, ru = parties("IR", "RU")
    point, _ = ir.propose(TALKS)
    false = (point, "5" * 64)
    fields = {"base": [], "content": DINNER, "kind": "engagement", "schema": 1}
    ir.say(Kind.PROPOSE, fields, point=point, revision=false[1])
    agree(false, ir, ru)
    assert ir.agreed() == []
    assert false not in ir.fold().table


def test_a_proposal_that_names_no_text_is_kept_and_puts_nothing_on_the_table() -> None:
    ir, ru = parties("IR", "RU")
    ir.say(Kind.PROPOSE, {})
    ir.say(Kind.PROPOSE, {}, point="1" * 64)
    ru.hear(ir)
    assert len(ru.record.chains["IR"].entries) == 3  # the joining and the two
    assert ru.fold().table == {}


def test_a_text_that_is_tabled_many_times_stands_on_the_table_once_for_each_side() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)
    ru.hear(ir)
    first = ir.last()
    for party in (ir, ru, ir, ru):
        party.table_again(first)
    ir.hear(ru)
    assert [(each.side, each.seq) for each in ir.fold().table[text]] == [("IR", 2), ("RU", 2)]


def test_what_a_side_tabled_itself_it_knows() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)
    settle([ir, ru])
    ru.table_again(ir.last())
    ru.assent(text)
    assert ru.fold().sayings["RU"].assents[0].seq == 3


def test_bundles_contradict_each_other_over_a_point_with_different_texts() -> None:
    one = Bundle(("p", "1"), frozenset({("p", "1")}))
    same = Bundle(("q", "1"), frozenset({("p", "1"), ("q", "1")}))
    other = Bundle(("p", "2"), frozenset({("p", "2")}))
    assert [one.contradicts(same), one.contradicts(other), other.contradicts(same)] == [False, True, True]
