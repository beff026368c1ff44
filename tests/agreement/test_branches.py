"""What is kept beside a closed chain: branches to read, each entry signed and in its place, nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.agreement.parties import Party, parties
from tests.agreement.resuming import forked, own, resume

from placet.agreement import limits
from placet.agreement.branches import beside, branches
from placet.agreement.entry import Entry, Kind
from placet.agreement.resumption import settling


def beside_at(party: Party, entries: list[Entry]) -> list[str]:
    return [entry.hash for entry in beside(party.record.chains["IR"], entries)]


def test_both_branches_are_there_to_read_whatever_order_they_came_in() -> None:
    _, twin, ru = forked()
    twin.say(Kind.NOTE, {"from": "its twin again"})
    found = beside(ru.record.chains["IR"], own(twin)[::-1])
    assert [entry.hash for entry in found] == [entry.hash for entry in own(twin)[1:]]
    held, other = branches(ru.record.chains["IR"], found)
    assert ([e.hash for e in held], [e.hash for e in other]) == (
        [e.hash for e in ru.record.chains["IR"].entries],
        [e.hash for e in own(twin)],
    )


def test_a_branch_that_leaves_a_branch_is_one_of_its_own() -> None:
    _, twin, ru = forked()
    third = twin.twin()
    twin.say(Kind.NOTE, {"from": "its twin"})
    third.say(Kind.NOTE, {"from": "a third pen"})
    chain = ru.record.chains["IR"]
    found = branches(chain, beside(chain, [*own(twin), *own(third)]))
    ends = {branch[-1].hash for branch in found}
    assert ends == {chain.entries[-1].hash, own(twin)[-1].hash, own(third)[-1].hash}
    assert [len(branch) for branch in found] == [3, 3, 3]


def test_what_is_not_signed_not_in_its_place_or_of_another_is_left_out() -> None:
    _, twin, ru = forked()
    twin.say(Kind.NOTE, {"from": "its twin"})
    third, last = own(twin)[2], twin.say(Kind.NOTE, {"from": "its twin"})
    proven = own(twin)[1].hash
    assert beside_at(ru, [last]) == [proven]  # what it stands on is not here
    assert beside_at(ru, [replace(third, signature=bytes(64))]) == [proven]
    assert beside_at(ru, [replace(third, header=replace(third.header, seq=9))]) == [proven]
    assert beside_at(ru, own(ru)) == [proven]


def test_keys_that_were_changed_on_a_branch_write_on_it() -> None:
    _, twin, ru = forked()
    twin.change_keys()
    twin.say(Kind.NOTE, {"with": "new keys"})
    assert beside_at(ru, own(twin)) == [entry.hash for entry in own(twin)[1:]]


def test_no_more_is_kept_than_a_statement_may_name(monkeypatch: pytest.MonkeyPatch) -> None:
    _, twin, ru = forked()
    for number in range(3):
        twin.say(Kind.NOTE, {"number": number})
    monkeypatch.setattr(limits, "MAX_BRANCH", 2)
    assert beside_at(ru, own(twin)) == [entry.hash for entry in own(twin)[1:3]]


def test_nothing_lies_beside_a_chain_that_is_whole_or_goes_on() -> None:
    ir, _ = parties("IR", "RU")
    assert beside_at(ir, own(ir)) == []
    ir, twin, ru = forked()
    resume(settling(own(ir), [own(twin)]), ir, ru)
    assert beside_at(ru, own(twin)) == []


def test_what_was_kept_before_stays_and_nobody_makes_room_for_ever_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """A side that signs ever new branches would else fill the disk: those with the least hash came first."""
    ir, twin, ru = forked()
    others = [ir.twin() for _ in range(6)]
    for at, each in enumerate(others):
        each.record = twin.record.copy()
        each.say(Kind.NOTE, {"another": at})
    heap = [own(each)[-1] for each in others]
    monkeypatch.setattr(limits, "MAX_BRANCH", 3)  # the proof's entry and two more
    chain = ru.record.chains["IR"]
    kept = beside(chain, heap[:2])
    assert {entry.hash for entry in kept} == {own(twin)[1].hash, *(entry.hash for entry in heap[:2])}
    assert [entry.hash for entry in beside(chain, heap, kept)] == [entry.hash for entry in kept]
    assert {entry.hash for entry in beside(chain, heap)} != {entry.hash for entry in kept}
