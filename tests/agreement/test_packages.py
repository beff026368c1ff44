"""Packages: several texts that are agreed together or not at all."""

from __future__ import annotations

import pytest
from tests.agreement.parties import Party, agree, parties, settle

from placet.agreement.acts import Level
from placet.agreement.entry import Kind
from placet.agreement.tabling import Text

TALKS = {"title": {"en": "Talks"}}
DINNER = {"title": {"en": "Dinner"}}
SHORT = {"title": {"en": "Talks, shorter"}}


def tied() -> tuple[Party, Party, Text, Text, Text]:
    """IR has tabled talks and a dinner, and tied them together; RU knows."""
    ir, ru = parties("IR", "RU")
    talks, dinner = ir.propose(TALKS), ir.propose(DINNER)
    both = ir.package(talks, dinner)
    settle([ir, ru])
    return ir, ru, talks, dinner, both


def test_a_package_is_agreed_as_one_and_its_members_with_it() -> None:
    ir, ru, talks, dinner, both = tied()
    agree(both, ir, ru)
    assert [each.bundle.texts for each in ru.fold().agreed] == [{talks, dinner, both}]


def test_a_member_that_only_one_side_signed_by_itself_is_not_agreed() -> None:
    ir, ru, talks, _, both = tied()
    ir.assent(both)
    ru.assent(talks)
    settle([ir, ru])
    ir.acknowledge()
    ru.acknowledge()
    settle([ir, ru])
    assert ir.agreed() == ru.agreed() == []


def test_a_counter_to_one_member_takes_the_whole_package_back() -> None:
    ir, ru, talks, _, both = tied()
    ir.assent(both)
    counter = ir.propose(SHORT, point=talks[0])
    ir.assent(counter)
    agree(both, ir, ru)
    assert ir.agreed() == []
    assert ir.fold().final[both].replaced_by == {"IR": counter}


def test_a_package_takes_back_an_earlier_signature_under_another_text_of_a_member() -> None:
    ir, ru, talks, _, both = tied()
    counter = ru.propose(SHORT, point=talks[0])
    ru.assent(counter)
    ru.assent(both)
    settle([ir, ru])
    assert ru.fold().final[counter].replaced_by == {"RU": both}


def test_a_package_and_the_same_text_signed_by_itself_do_not_contradict_each_other() -> None:
    ir, ru, talks, _, both = tied()
    agree(talks, ir, ru)
    agree(both, ir, ru)
    assert ir.agreed() == [talks, both]
    assert ir.fold().final[talks].withdrawals == {}


def test_two_packages_with_another_text_of_one_point_contradict_each_other() -> None:
    ir, ru, talks, dinner, both = tied()
    short = ru.propose(SHORT, point=talks[0])
    other = ru.package(short, dinner)
    settle([ir, ru])
    ir.assent(both)
    ru.assent(other)
    settle([ir, ru])
    ir.assent(other)
    ru.assent(both)
    settle([ir, ru])
    ir.acknowledge()
    ru.acknowledge()
    settle([ir, ru])
    assert ir.agreed() == ru.agreed() == []
    assert ir.fold().final[both].replaced_by == {"IR": other}
    assert ir.fold().final[other].replaced_by == {"RU": both}


def test_withdrawing_a_package_takes_it_back_and_withdrawing_a_member_does_not() -> None:
    ir, ru, talks, _, both = tied()
    ir.assent(both)
    ir.withdraw(talks)
    assert ir.fold().final[both].withdrawals == {}
    ir.withdraw(both)
    agree(both, ir, ru)
    assert ir.agreed() == []


def test_a_package_of_which_a_member_has_not_arrived_cannot_be_signed() -> None:
    ir, ru = parties("IR", "RU")
    talks, unknown = ir.propose(TALKS), ("1" * 64, "2" * 64)
    both = ir.package(talks, unknown)
    agree(both, ir, ru)
    assert ir.agreed() == []
    assert ir.fold().any_level == {}


def test_a_package_may_be_tabled_before_its_members_and_signed_once_they_are_there() -> None:
    ir, ru = parties("IR", "RU")
    talks = ir.propose(TALKS)
    ru.hear(ir)
    dinner = ru.propose(DINNER)
    both = ir.package(talks, dinner)  # IR knows the name by telephone
    ir.assent(both)
    settle([ir, ru])
    assert ir.fold().any_level == {}
    agree(both, ir, ru)
    assert ir.agreed() == [both]
    assert ir.fold().final[both].assents["IR"] == 5  # joins, proposes, ties, signs too early, signs


def test_packages_cannot_be_tied_together() -> None:
    ir, ru, _, _, both = tied()
    ball = ir.propose({"title": {"en": "Ball"}})
    outer = ir.package(both, ball)
    agree(outer, ir, ru)
    assert ir.agreed() == []
    assert ir.fold().any_level == {}


@pytest.mark.parametrize("which", ["none", "twice", "itself", "words", "list"])
def test_a_package_whose_members_are_not_told_as_they_should_be_is_not_on_the_table(which: str) -> None:
    ir, ru = parties("IR", "RU")
    talks = ir.propose(TALKS)
    own = "3" * 64
    members = {
        "none": [],
        "twice": [list(talks), [talks[0], "4" * 64]],
        "itself": [[own, "4" * 64]],
        "words": [["talks", "dinner"]],
        "list": {"talks": "dinner"},
    }[which]
    key = ir.table(Kind.PACKAGE, "package", {"members": members}, point=own)
    agree(key, ir, ru)
    assert ir.agreed() == []
    assert key not in ir.fold().table


def test_a_single_text_of_the_kind_package_is_no_package_and_not_on_the_table() -> None:
    ir, _ = parties("IR", "RU")
    talks = ir.propose(TALKS)
    key = ir.table(Kind.PROPOSE, "package", {"members": [list(talks)]})
    assert key not in ir.fold().table


def test_a_package_is_agreed_ad_referendum_first_where_one_side_has_to_ask() -> None:
    ir, ru, _, _, both = tied()
    ir.assent(both)
    ru.assent(both, Level.AD_REFERENDUM)
    settle([ir, ru])
    ir.acknowledge()
    ru.acknowledge()
    settle([ir, ru])
    found = ru.fold()
    assert [each.bundle.key for each in found.ad_referendum] == [both]
    assert found.agreed == ()
