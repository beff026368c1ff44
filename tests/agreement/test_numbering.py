"""The numbers of points: the same at every side, and never changed by what comes later."""

from __future__ import annotations

from dataclasses import replace

from tests.agreement.parties import parties, settle

from placet.agreement.numbering import number_by_point, numbers_of

TALKS = {"title": {"en": "Talks"}}


def test_each_side_has_numbers_of_its_own() -> None:
    ir, ru = parties("IR", "RU")
    ours = [ir.propose(TALKS)[0] for _ in range(3)]
    theirs = [ru.propose(TALKS)[0] for _ in range(2)]
    settle([ir, ru])
    assert numbers_of(ir.record) == {1: ours[0], 2: theirs[0], 3: ours[1], 4: theirs[1], 5: ours[2]}
    assert list(numbers_of(ir.record)) == [1, 2, 3, 4, 5]


def test_who_has_received_less_has_the_same_numbers_for_what_it_has() -> None:
    fr, _, ru = parties("FR", "IR", "RU")
    (point, _) = ru.propose(TALKS)
    fr.propose(TALKS)
    assert numbers_of(ru.record) == {3: point}
    ru.hear(fr)
    assert numbers_of(ru.record)[3] == point


def test_another_text_of_a_point_is_no_new_point() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)
    ru.hear(ir)
    ru.propose({"title": {"en": "Talks, shorter"}}, point=text[0], base=[text[1]])
    ir.hear(ru)
    ir.propose({"title": {"en": "Talks, longer"}}, point=text[0], base=[text[1]])
    assert numbers_of(ir.record) == {1: text[0]}


def test_a_package_is_a_point_too() -> None:
    ir, _ = parties("IR", "RU")
    one, other = ir.propose(TALKS), ir.propose({"title": {"en": "Dinner"}})
    package = ir.package(one, other)
    assert numbers_of(ir.record) == {1: one[0], 3: other[0], 5: package[0]}


def test_an_erased_text_keeps_its_number() -> None:
    ir, ru = parties("IR", "RU")
    ir.propose(TALKS)
    text = ir.propose({"title": {"en": "Dinner"}})
    erased = [replace(entry, body=None) if entry.header.type == "propose" else entry for entry in ir.record]
    ru.record.admit_all(erased)
    assert number_by_point(numbers_of(ru.record))[text[0]] == 3


def test_a_point_that_two_brought_up_without_each_other_has_both_numbers_and_is_called_by_the_smaller() -> None:
    ir, ru = parties("IR", "RU")
    (point, _) = ir.propose(TALKS)
    ru.propose(TALKS, point=point)  # told by word of mouth
    settle([ir, ru])
    assert numbers_of(ir.record) == {1: point, 2: point} == numbers_of(ru.record)
    assert number_by_point(numbers_of(ir.record)) == {point: 1}
