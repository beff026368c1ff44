"""The digest of a state: the same for the same record however it came about, another for anything that differs."""

from __future__ import annotations

import random  # noqa: TID251  # shuffles, seeded

import pytest
from tests.agreement.evil import EvilParty, offer
from tests.agreement.parties import Keys, Party, parties
from tests.agreement.resuming import own, resume

from placet.agreement.acts import Level
from placet.agreement.entry import entry_of
from placet.agreement.fold import fold
from placet.agreement.record import Record
from placet.agreement.resumption import settling
from placet.agreement.state import short, state_digest

TALKS = {"title": {"en": "Talks"}}


def a_history(*sides: str) -> list[Party]:
    """A point agreed, one crossed, one withdrawn, one ad referendum, a package; everybody knows everything."""
    members = parties(*sides)
    ir, ru = members[:2]
    agreed = ir.propose(TALKS)
    ir.assent(agreed)
    crossed = ru.propose({"title": {"en": "Dinner"}})
    ru.assent(crossed)
    for one in members:
        for other in members:
            if one is not other:
                one.hear(other)
    ours = ir.propose({"title": {"en": "Supper"}}, point=crossed[0], base=[crossed[1]])
    ir.assent(ours)
    for party in members[1:]:
        party.assent(agreed)
    both = ru.package(agreed, crossed)
    ru.assent(both, Level.AD_REFERENDUM)
    ru.withdraw(crossed, "lapsed")
    for one in members:
        for other in members:
            if one is not other:
                one.hear(other)
    for party in members:
        party.acknowledge()
    for one in members:
        for other in members:
            if one is not other:
                one.hear(other)
    return members


@pytest.mark.parametrize("sides", [("IR", "RU"), ("IR", "RU", "US")])
def test_all_sides_come_to_the_same(sides):
    assert len({state_digest(party.record) for party in a_history(*sides)}) == 1


@pytest.mark.parametrize("seed", range(20))
def test_a05_the_order_of_arrival_leaves_no_trace(seed):
    one = a_history("IR", "RU", "US")[0]
    entries, record = list(one.record), Record(one.opening)
    random.Random(seed).shuffle(entries)
    record.admit_all(entries)
    assert state_digest(record) == state_digest(one.record)


def test_every_entry_makes_another_state():
    one = a_history("IR", "RU")[0]
    record, found = Record(one.opening), {state_digest(Record(one.opening))}
    for entry in Record(one.opening).admit_all(one.record):
        record.admit(entry)
        found.add(state_digest(record))
    assert len(found) == len(record) + 1


def test_another_file_is_another_state():
    assert state_digest(Record(parties("IR", "RU")[0].opening)) != state_digest(Record(parties("IR", "US")[0].opening))


def test_an_erased_body_leaves_no_trace():
    ir = parties("IR", "RU")[0]
    ir.propose(TALKS)
    bare = Record(ir.opening)
    for entry in Record(ir.opening).admit_all(ir.record):
        body = None if entry.header.type == "propose" else entry.body
        bare.admit(entry_of(entry.raw, entry.signature, body))
    assert state_digest(bare) == state_digest(ir.record)


def test_a19_a_fork_is_part_of_the_state():
    evil, honest = EvilParty.among("IR", "RU")
    other = evil.wire("note", {"text": "one"})
    evil.write("note", {"text": "two"})
    honest.hear(evil)
    before = state_digest(honest.record)
    offer(other, honest.record)
    assert state_digest(honest.record) != before


def test_a_statement_to_resume_is_part_of_the_state_where_every_entry_stays():
    ir, ru = parties("IR", "RU")
    twin = ir.twin()
    ir.propose(TALKS)
    twin.propose({"title": {"en": "Dinner"}})
    ru.hear(ir)
    before = [head.hash for head in ir.record.heads()], state_digest(ir.record)
    assert state_digest(ru.record) == before[1]
    resume(settling(own(ir), [own(twin)]), ir, ru)
    assert [head.hash for head in ir.record.heads()] == before[0]
    assert state_digest(ir.record) != before[1]
    assert state_digest(ru.record) == state_digest(ir.record)


def test_what_a_stolen_key_puts_in_doubt_is_part_of_the_state():
    evil, _ = EvilParty.among("IR", "RU")
    text = evil.propose(TALKS)
    evil.assent(text)
    new, found = Keys("IR", generation=1), set()
    for last_good in (None, 1, 3):
        record = evil.record.copy()
        offer(evil.wire("keys", evil.change_keys(new, last_good)), record)
        found.add((state_digest(record), fold(record).final[text].contested))
    # The assent is entry 3: nobody disowns it, it lies after the last good one, it is the last good one.
    assert [contested for _, contested in sorted(found, key=lambda each: len(each[1]))] == [set(), set(), {"IR"}]
    assert len({digest for digest, _ in found}) == 3


def test_officers_compare_sixteen_digits_in_groups_of_four():
    assert short("0123456789abcdef" * 4) == "0123 4567 89ab cdef"
