"""The work grows with what was said and not with its square, whoever says it: instructions are counted, not seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from tests.agreement.parties import Party, parties

from placet.agreement.acts import Level
from placet.agreement.entry import Entry
from placet.agreement.fold import fold
from placet.agreement.record import Record

OFFICES = ("council", "protocol")


def instructions(call: Callable[[], object]) -> int:
    """How many instructions of Python a call takes: the same on every machine of one version."""
    count, outer = 0, sys.gettrace()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    sys.settrace(trace)
    try:
        call()
    finally:
        sys.settrace(outer)
    return count


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU", offices={"IR": OFFICES, "RU": OFFICES})
    return ir, ru


def one_text_tabled_and_signed_again_and_again(count: int) -> Record:
    ir, _ = two()
    text = ir.propose({}, needs=[("IR", "nobody")])
    first = ir.last()
    for _ in range(count):
        ir.table_again(first)
        ir.assent(text)
    return ir.record


def one_point_with_many_texts_signed_in_turn(count: int) -> Record:
    ir, _ = two()
    point, _ = ir.propose({})
    for number in range(count):
        ir.assent(ir.propose({"n": number}, point=point))
    return ir.record


def a_large_package_sealed_in_part_as_often_as_it_has_members(count: int) -> Record:
    ir, _ = two()
    members = [ir.propose({"n": number}, needs=[("IR", "nobody")]) for number in range(count)]
    both = ir.package(*members)
    for _ in range(count):
        ir.assent(both)
    return ir.record


def a_large_package_sealed_in_part_and_let_go_again(count: int) -> Record:
    ir, _ = two()
    members = [ir.propose({"n": number}, needs=[("IR", "council")]) for number in range(count)]
    both = ir.package(*members)
    for number in range(count):
        ir.assent(both, offices=["protocol"])
        ir.assent(ir.propose({"n": number}, point=members[0][0]))
    return ir.record


def a_package_that_never_can_be_signed(count: int) -> Record:
    ir, _ = two()
    members = [ir.propose({"n": number}) for number in range(count)]
    both = ir.package(*members, ("1" * 64, "2" * 64))
    for _ in range(count):
        ir.assent(both)
    return ir.record


def many_texts_of_one_point_sealed_in_part(count: int) -> Record:
    ir, _ = two()
    point, _ = ir.propose({})
    for number in range(count):
        ir.assent(ir.propose({"n": number}, point=point, needs=[("IR", "council")]), offices=["protocol"])
        ir.assent(ir.propose({"n": number}, point=point), offices=["protocol"])
    return ir.record


def many_withdrawals_of_one_text_all_stolen(count: int) -> Record:
    ir, _ = two()
    text = ir.propose({})
    ir.assent(text)
    for _ in range(count):
        ir.withdraw(text)
    ir.change_keys(last_good=1)
    return ir.record


def many_changes_of_keys_that_disown_everything(count: int) -> Record:
    ir, _ = two()
    for number in range(count):
        ir.assent(ir.propose({"n": number}))
        ir.change_keys(last_good=1)
    return ir.record


def many_thefts_one_after_the_other(count: int) -> Record:
    ir, _ = two()
    for number in range(count):
        last = len(ir.record.chains["IR"].entries)
        ir.assent(ir.propose({"n": number}))
        ir.change_keys(last_good=last)
    return ir.record


@pytest.mark.parametrize(
    "history",
    [
        one_text_tabled_and_signed_again_and_again,
        one_point_with_many_texts_signed_in_turn,
        a_large_package_sealed_in_part_as_often_as_it_has_members,
        a_large_package_sealed_in_part_and_let_go_again,
        a_package_that_never_can_be_signed,
        many_texts_of_one_point_sealed_in_part,
        many_withdrawals_of_one_text_all_stolen,
        many_changes_of_keys_that_disown_everything,
        many_thefts_one_after_the_other,
    ],
)
def test_twice_as_much_said_is_no_more_than_about_twice_the_work(history: Callable[[int], Record]) -> None:
    small, large = history(30), history(60)
    # A square would make four times as much of the larger; what is the same for both makes it less than twice.
    assert instructions(lambda: fold(large)) < 2.2 * instructions(lambda: fold(small))


def woven(count: int) -> tuple[Record, list[Entry]]:
    """Sides that each wait for the other after every entry, in the order that makes them wait longest."""
    ir, ru = two()
    known = ir.record.copy()
    for _ in range(count):
        ru.acknowledge()
        ir.hear(ru)
        ir.acknowledge()
        ru.hear(ir)
    return known, [entry for entry in ir.record if entry.header.seq > 1]


def test_a_heap_in_which_everything_waits_for_something_is_no_more_work_for_each_entry() -> None:
    found = []
    for count in (15, 30):
        known, heap = woven(count)
        found.append(instructions(lambda known=known, heap=heap: known.admit_all(heap)))  # type: ignore[misc] # bound now
    assert found[1] < 2.2 * found[0]


def test_replaying_old_entries_after_many_changes_of_keys_is_no_more_work_for_each_entry() -> None:
    found = []
    for count in (15, 30):
        record = many_thefts_one_after_the_other(count)
        old = list(record)
        found.append(instructions(lambda record=record, old=old: [record.admit(entry) for entry in old]))  # type: ignore[misc] # bound now
        chain = record.chains["IR"]
        last = len(chain.entries)
        found[-1] += instructions(lambda chain=chain, last=last: [chain.card_at(seq) for seq in range(1, last)])  # type: ignore[misc] # bound now
    assert found[1] < 2.2 * found[0]


def test_a_level_is_looked_for_in_both() -> None:
    assert list(Level) == [Level.AD_REFERENDUM, Level.FINAL]  # from the lower to the higher: `sayings` relies on it
