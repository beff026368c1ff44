"""Bodies that are erased: nothing that is agreed rests on one, and what was asked away does not come back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import Party, agree, parties, settle
from tests.agreement.verdicts import state_of

from placet.agreement.acts import revision_of
from placet.agreement.entry import ERASABLE, Entry, Kind
from placet.agreement.erasure import asked_to_erase, purged_by
from placet.agreement.record import Admission, Record
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}


def agreed() -> tuple[Party, Party]:
    """Two sides with one of each kind of entry that bears on agreement."""
    ir, ru = parties("IR", "RU")
    talks, dinner = ir.propose(TALKS), ru.propose({"title": {"en": "Dinner"}})
    settle([ir, ru])
    agree(ir.package(talks, dinner), ir, ru)
    ir.say(Kind.NOTE, {"words": "noted"})
    ru.say(Kind.DECLINE, {"words": "not this one"}, point=dinner[0], revision=dinner[1])
    settle([ir, ru])
    return ir, ru


def places(record: Record) -> list[tuple[str, int]]:
    return [(entry.header.side, entry.header.seq) for entry in record if entry.header.type in ERASABLE]


def test_without_any_body_that_may_be_erased_the_same_is_agreed() -> None:
    ir, _ = agreed()
    bare = ir.record.without_bodies(places(ir.record))
    assert len(places(bare)) == 4  # two proposals, a note, a decline
    assert all(bare.chains[side].entries[seq - 1].body is None for side, seq in places(bare))
    assert state_of(bare) == state_of(ir.record)


def test_the_record_that_it_was_erased_from_is_not_changed() -> None:
    ir, _ = agreed()
    ir.record.without_bodies(places(ir.record))
    assert all(entry.body is not None for entry in ir.record)


def test_who_comes_in_later_gets_by_without_erased_bodies() -> None:
    ir, _ = agreed()
    late = Record(ir.opening)
    late.admit_all(ir.record.without_bodies(places(ir.record)))
    assert state_of(late) == state_of(ir.record)


@pytest.mark.parametrize("place", [("IR", 1), ("IR", 3), ("IR", 99), ("IR", 0), ("TM", 1)])
def test_a_body_that_something_rests_on_or_that_is_not_there_is_not_erased(place: tuple[str, int]) -> None:
    ir, _ = agreed()  # IR's entry 3 is the package
    with pytest.raises(Refused) as refused:
        ir.record.without_bodies([place])
    assert (refused.value.code, refused.value.facts) == ("not-erasable", {"side": place[0], "seq": place[1]})


@pytest.mark.parametrize("kind", sorted(frozenset(Kind) - ERASABLE - {Kind.JOIN}))
def test_an_entry_that_something_rests_on_is_refused_without_its_body(kind: Kind) -> None:
    ir, ru = parties("IR", "RU")
    entry = ir.change_keys() if kind is Kind.KEYS else ir.say(kind, {})
    with pytest.raises(Refused) as refused:
        ru.record.admit(replace(entry, body=None))
    assert refused.value.code == "body-missing"


def test_what_a_text_said_is_not_known_any_more_and_its_name_still_is() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)
    bare = replace(ir.last(), body=None)
    assert revision_of(bare) is None
    ru.record.admit(bare)
    agree(text, ir, ru)
    assert ru.agreed() == [text]


# ------------------------------------------------------------------------- asked to erase, and filled in


def test_a_side_asks_to_erase_bodies_of_its_own() -> None:
    ir, ru = agreed()  # of IR: 2 proposes, 3 ties, 4 signs, 5 acknowledges, 6 remarks
    ir.purge(2, 3, 6)
    settle([ir, ru])
    assert asked_to_erase(ru.record) == {("IR", 2), ("IR", 6)}  # a package is not erasable
    ru.record = ru.record.without_bodies(asked_to_erase(ru.record))
    assert asked_to_erase(ru.record) == frozenset()
    assert ru.record.chains["IR"].purged == {2, 3, 6}


@pytest.mark.parametrize(
    ("asked", "found"),
    [([2, 3], {2, 3}), ([3], {3}), ([1, 4, 5, 0, -1], {1}), ([True, "2", 2.5], set()), ("2", set()), (None, set())],
)
def test_only_numbers_of_earlier_entries_are_asked_for(asked: object, found: set[int]) -> None:
    ir, _ = parties("IR", "RU")
    for _ in range(2):
        ir.say(Kind.NOTE, {})
    asked = [each for each in asked if not isinstance(each, float)] if isinstance(asked, list) else asked
    entry = ir.say(Kind.PURGE, {} if asked is None else {"entries": asked})
    assert purged_by(entry) == found
    assert purged_by(ir.say(Kind.NOTE, {"entries": [2]})) == frozenset()


def stripped() -> tuple[Party, Party, Entry]:
    """IR made a remark; RU got it by way of somebody who passed it on without its body."""
    ir, ru = parties("IR", "RU")
    entry = ir.say(Kind.NOTE, {"words": "noted"})
    ru.record.admit(replace(entry, body=None))
    return ir, ru, entry


def test_a_body_that_is_missing_comes_in_later() -> None:
    _, ru, entry = stripped()
    assert ru.record.admit(replace(entry, body=None)) is Admission.KNOWN
    assert ru.record.admit(entry) is Admission.FILLED
    assert ru.record.chains["IR"].entries[1].body == entry.body
    assert ru.record.admit(entry) is Admission.KNOWN


def test_what_its_writer_asked_to_erase_does_not_come_back() -> None:
    ir, ru, entry = stripped()
    ru.record.admit(ir.purge(2))
    assert ru.record.admit(entry) is Admission.KNOWN
    assert ru.record.chains["IR"].entries[1].body is None


def test_another_body_than_the_one_that_was_signed_does_not_come_in() -> None:
    _, ru, entry = stripped()
    with pytest.raises(Refused) as refused:
        ru.record.admit(replace(entry, body=b'{"words":"lies"}'))
    assert refused.value.code == "body-differs"
    assert ru.record.chains["IR"].entries[1].body is None


def test_a_body_that_is_here_is_not_replaced() -> None:
    ir, ru = parties("IR", "RU")
    entry = ir.say(Kind.NOTE, {"words": "noted"})
    ru.record.admit(entry)
    assert ru.record.admit(replace(entry, body=b"{}")) is Admission.KNOWN
    assert ru.record.chains["IR"].entries[1].body == entry.body
