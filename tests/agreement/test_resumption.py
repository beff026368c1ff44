"""After a fork all sides agree which branch counts, and the chain goes on from what they signed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from tests.agreement.parties import Keys, Party, agree, parties, settle
from tests.agreement.resuming import code_of, forked, heads, last_statement, own, resume, signed
from tests.agreement.searching import TERMS
from tests.agreement.verdicts import state_of

from placet.agreement.dates.search import Search
from placet.agreement.entry import FIRST_PREVIOUS, Entry, Kind
from placet.agreement.entry import written as entry_written
from placet.agreement.record import Admission, Record
from placet.agreement.resuming import rebuilt, resumed, undone_keys
from placet.agreement.resumption import SignedResumption, settling
from placet.agreement.signing import Use
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}


# ------------------------------------------------------------------------- what comes of it, two sides


def test_the_branch_that_is_held_counts_and_the_chain_goes_on_from_the_statement() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir), [own(twin)])
    before = ru.record.chains["IR"].fork
    resume(statement, ir, ru)
    chain = ru.record.chains["IR"]
    assert (chain.fork, chain.settled, chain.previous) == (None, [before], statement.hash)
    assert chain.resumptions == [signed(statement, ir, ru)]
    said = ir.say(Kind.NOTE, {})
    assert said.header.prev == statement.hash
    assert ru.record.admit(said) is Admission.TAKEN
    assert ru.record.admit(twin.last()) is Admission.KNOWN
    assert not chain.is_doubtful(2)


def test_the_branch_that_is_not_held_counts_and_comes_in_as_any_other_entry() -> None:
    ir, twin, ru = forked()
    dropped = own(ir)[1:]
    statement = settling(own(twin), [own(ir)])
    resume(statement, ir, ru)
    assert heads(ru) == [("IR", 1), ("RU", 1)]
    assert ru.record.admit(dropped[0]) is Admission.KNOWN
    assert ru.record.admit_all(own(twin)) == own(twin)[1:]
    ir.record.admit_all(own(twin))
    assert ru.record.admit(ir.acknowledge()) is Admission.TAKEN
    assert state_of(ir.record) == state_of(ru.record)


def test_neither_branch_may_count() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir)[:1], [own(ir), own(twin)])
    assert statement.counts == ()
    resume(statement, ir, ru)
    said = ir.acknowledge()
    assert (said.header.seq, said.header.prev) == (2, statement.hash)
    assert ru.record.admit(said) is Admission.TAKEN


def test_an_old_pen_cannot_go_on_writing() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir)[:2], [own(ir), own(twin)])
    resume(statement, ir, ru)
    clone = Party(ir.keys, ir.opening, ticks=70)
    clone.record = Record(ir.opening)
    clone.record.admit_all([*own(ir)[:2], *own(ru)])
    stale = clone.say(Kind.NOTE, {"from": "a clone that has not heard of it"})
    with pytest.raises(Refused) as refused:
        ru.record.admit(stale)
    assert refused.value.code == "broken-chain"


def test_where_a_key_was_stolen_what_counts_ends_with_new_keys_and_the_thief_cannot_go_first() -> None:
    ir, ru = parties("IR", "RU")
    thief, ours = ir.twin(), ir.twin()
    ru.record.admit(thief.say(Kind.NOTE, {"by": "the thief"}))
    ours.say(Kind.NOTE, {"by": "IR"})
    change = ours.change_keys()
    ir.record.admit(own(ours)[1])
    ir.record.admit(thief.last())  # IR learns of it: its own chain is closed, too
    statement = settling(own(ours), [own(thief), own(ir)])
    assert statement.counts[-1] == change.hash
    resume(statement, ir, ru)
    thief.record = resumed(thief.record, signed(statement, ir, ru))
    thief.record.admit_all(own(ours)[:2])
    header = replace(own(thief)[-1].header, seq=3, prev=own(ours)[1].hash)
    stolen = entry_written(header, own(thief)[-1].body or b"", thief.keys.node)
    for party in (ir, ru):
        party.record.admit_all(own(ours)[:2])
        with pytest.raises(Refused) as refused:
            party.record.admit(stolen)
        assert refused.value.code == "other-branch"
        assert party.record.admit(change) is Admission.TAKEN


def test_where_all_said_what_counts_nothing_else_may_stand_there() -> None:
    ir, twin, ru = forked()
    third = ir.twin()
    third.record = Record(ir.opening)
    third.record.admit_all([own(ir)[0], own(ru)[0]])
    unknown = third.say(Kind.NOTE, {"from": "a third pen"})
    resume(settling(own(twin), [own(ir)]), ir, ru)
    with pytest.raises(Refused) as refused:
        ru.record.admit(unknown)
    assert refused.value.code == "other-branch"
    ru.record.admit_all(own(twin))
    with pytest.raises(Refused) as refused:
        ru.record.admit(unknown)
    assert refused.value.code == "other-branch"
    assert ru.record.chains["IR"].fork is None


def test_what_was_agreed_on_nothing_that_is_dropped_stands_and_the_rest_goes_by_consent_of_all() -> None:
    ir, ru = parties("IR", "RU")
    before, after = ir.propose(TALKS), ir.propose(TALKS)
    agree(before, ir, ru)
    twin = ir.twin()
    agree(after, ir, ru)
    ru.record.admit(twin.say(Kind.NOTE, {}))
    assert ru.agreed() == [before, after]
    resume(settling(own(twin), [own(ir)]), ir, ru)
    assert ru.agreed() == [before]
    assert ru.fold().final[before].contested == frozenset()
    ru.record.admit_all(own(twin))
    ir.record.admit_all(own(twin))
    agree(after, ir, ru)
    assert ir.agreed() == ru.agreed() == [before, after]


def test_what_a_side_had_seen_of_a_dropped_branch_counts_as_far_as_that_is_shared() -> None:
    ir, ru = parties("IR", "RU")
    shared = ir.say(Kind.NOTE, {})
    twin = ir.twin()
    dropped = ir.propose(TALKS)
    ru.hear(ir)
    ru.assent(dropped)
    ru.record.admit(twin.say(Kind.NOTE, {}))
    assert ru.record.chains["RU"].seen["IR"] == [0, 3]
    resume(settling(own(twin), [own(ir)]), ir, ru)
    assert ru.record.chains["RU"].seen["IR"] == [0, shared.header.seq]
    assert ru.fold().any_level == {}  # the text that RU signed is on no table any more


def test_a_step_of_a_search_that_saw_a_dropped_entry_has_seen_what_that_shares() -> None:
    ir, ru = parties("IR", "RU")
    ir.say(Kind.NOTE, {})
    twin = ir.twin()
    ir.say(Kind.NOTE, {"dropped": True})  # 3
    ru.hear(ir)
    ru.acknowledge()
    ru.record.admit(twin.say(Kind.NOTE, {}))
    search = Search(ir.opening.visit, ("IR", "RU"), "", "", TERMS, (), (("IR", 3),), (), is_contested=False)
    search.look_at_place(ru.record, ru.last())
    assert ru.record.had(ru.last(), "IR") == 3
    resume(settling(own(twin), [own(ir)]), ir, ru)
    assert (ru.record.had(ru.last(), "IR"), ru.record.had(ru.last(), "RU")) == (2, 2)
    with pytest.raises(Refused, match="dates-not-agreed"):
        search.look_at_place(ru.record, ru.last())


def test_who_stole_roots_that_were_replaced_takes_the_change_of_keys_back_only_with_the_new_ones() -> None:
    ir, ru = parties("IR", "RU")
    ir.say(Kind.NOTE, {})  # 2
    stolen = ir.keys
    ir.change_keys(last_good=1)  # 3
    statement = settling(own(ir)[:1], [own(ir)])
    new, ir.keys = ir.keys, stolen
    lie = signed(statement, ir, ru)
    assert resumed(ir.record, lie)  # by the rule for all, who do not know which keys are whose
    assert undone_keys(ir.record, lie) == new.card
    both = [*lie.roots["IR"], (new.root.public, new.root.sign(Use.RESUME, statement.to_bytes()))]
    assert undone_keys(ir.record, SignedResumption(statement, {**lie.roots, "IR": both})) is None
    kept = settling(own(ir), [[*own(ir)[:1], _other(stolen, ir)]])
    assert undone_keys(ir.record, SignedResumption(kept, {})) is None  # it counts the change
    assert undone_keys(Record(ir.opening), lie) is None


def _other(keys: Keys, ir: Party) -> Entry:
    thief = Party(keys, ir.opening, ticks=500)
    thief.record = Record(ir.opening)
    thief.record.admit_all([*own(ir)[:1], ir.record.chains["RU"].entries[0]])
    return thief.say(Kind.NOTE, {"by": "a thief"})


def test_keys_seals_and_stretches_go_with_the_branch_that_is_dropped() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)
    ir.purge(2)
    ir.change_keys()  # 4
    old, twin = ir.keys, ir.twin()
    twin.say(Kind.NOTE, {})
    ir.assent(text)
    ir.purge(4)
    ir.change_keys(last_good=5)
    ru.hear(ir)
    chain = ru.record.chains["IR"]
    assert (sorted(chain.sealed), chain.stolen, chain.purged, len(chain.cards)) == ([5], [(5, 7)], {2, 4}, 3)
    ru.record.admit(twin.last())
    statement = settling(own(twin), [own(ir)])
    ir.keys = old  # the roots of the card before the fork sign
    ru.record = resumed(ru.record, signed(statement, ir, ru))
    chain = ru.record.chains["IR"]
    assert (chain.sealed, chain.stolen, chain.purged) == ({}, [], {2})
    assert [since for since, _ in chain.cards] == [1, 5]
    assert [seq for seq, _ in chain.changes] == [4]
    assert chain.seen["RU"] == [0, 1, 1, 1]
    assert ru.record.admit(twin.last()) is Admission.TAKEN


def test_a_record_is_not_changed_by_what_is_resumed_from_it() -> None:
    ir, twin, ru = forked()
    before = ru.record
    resume(settling(own(twin), [own(ir)]), ir, ru)
    assert before.chains["IR"].fork is not None
    assert (len(before.chains["IR"].entries), before.chains["IR"].dropped, before.chains["IR"].links) == (3, {}, {})


# ----------------------------------------------------------------------------------- three sides


def split() -> tuple[Party, Party, Party, Party]:
    """IR wrote to RU, its twin to TM; both took it in and went on from there."""
    ir, ru, tm = parties("IR", "RU", "TM")
    ir.say(Kind.NOTE, {"shared": True})
    settle([ir, ru, tm])
    twin = ir.twin()
    for _ in range(3):
        ir.say(Kind.NOTE, {"to": "RU"})
    ru.hear(ir)
    ru.say(Kind.NOTE, {})
    ir.hear(ru)
    twin.say(Kind.NOTE, {"to": "TM"})
    tm.hear(twin)
    tm.say(Kind.NOTE, {})
    twin.hear(tm)
    twin.say(Kind.NOTE, {"seen": "TM's"})
    tm.hear(twin)
    tm.say(Kind.NOTE, {})
    return ir, twin, ru, tm


def spread(members: Sequence[Party], entries: Iterable[Entry]) -> None:
    heap = list(entries)
    for member in members:
        member.record.admit_all(heap)


@pytest.mark.parametrize("which", ["of IR", "of its twin"])
def test_three_sides_that_went_on_from_two_branches_come_together_again(which: str) -> None:
    ir, twin, ru, tm = split()
    everything = [*ir.record, *twin.record, *ru.record, *tm.record]
    branches = {"of IR": own(ir), "of its twin": own(twin)}
    counted = branches.pop(which)
    statement = settling(counted, list(branches.values()))
    resume(statement, ir, ru, tm)
    spread([ir, ru, tm], everything)
    ir.acknowledge()
    settle([ir, ru, tm])
    assert state_of(ir.record) == state_of(ru.record) == state_of(tm.record)
    assert [e.hash for e in own(ir)[:-1]] == [e.hash for e in counted]
    # What TM had seen of its twin's entries 3 and 4 is, if IR's branch counts, the two that both share.
    assert tm.record.chains["TM"].seen["IR"] == {"of IR": [0, 2, 2], "of its twin": [0, 3, 4]}[which]


def test_a_side_that_never_saw_the_fork_holds_to_the_statement_as_well() -> None:
    ir, twin, ru = forked()
    plain = Record(ir.opening)
    plain.admit_all([*own(ir), *own(ru)])
    statement = settling(own(ir), [own(twin)])
    assert resumed(plain, signed(statement, ir, ru)).chains["IR"].previous == statement.hash


def test_what_others_had_seen_of_a_longer_dropped_branch_waits_for_what_is_shared() -> None:
    ir, ru, tm = parties("IR", "RU", "TM")
    twin = ir.twin()
    ir.say(Kind.NOTE, {"to": "RU"})
    ru.hear(ir)
    for _ in range(2):
        twin.say(Kind.NOTE, {"to": "TM"})
    tm.hear(twin)
    said = tm.acknowledge()  # has seen IR's entry 3, on the twin's branch
    statement = settling(own(twin)[:2], [own(ir), own(twin)])
    resume(statement, ir, ru, tm)
    with pytest.raises(Refused) as refused:
        ru.record.admit(said)
    assert refused.value.code == "seen-missing"
    assert ru.record.admit(own(twin)[1]) is Admission.TAKEN
    assert ru.record.admit(said) is Admission.TAKEN
    assert ru.record.chains["TM"].seen["IR"] == [0, 2]


# ------------------------------------------------------------------------------------ more than once


def test_a_second_fork_is_settled_after_the_first() -> None:
    ir, twin, ru = forked()
    resume(settling(own(ir), [own(twin)]), ir, ru)
    again = ir.twin()
    again.record = ir.record.copy()
    ir.say(Kind.NOTE, {})
    ru.hear(ir)
    ru.record.admit(again.say(Kind.PURGE, {}))
    second = settling(own(ir), [own(again)], last_statement(ir))
    resume(second, ir, ru)
    chain = ru.record.chains["IR"]
    assert (second.after, chain.previous, len(chain.settled), len(chain.resumptions)) == (3, second.hash, 2, 2)
    assert sorted(chain.counted) == [2, 3, 4]
    assert set(chain.dropped) == {own(twin)[1].hash, own(again)[3].hash}


def test_a_later_statement_may_take_an_earlier_one_back() -> None:
    ir, twin, ru = forked()
    first = settling(own(ir), [own(twin)])
    resume(first, ir, ru)
    ir.say(Kind.NOTE, {})
    ru.hear(ir)
    second = settling(own(twin), [own(ir)], first.hash)
    resume(second, ir, ru)
    chain = ru.record.chains["IR"]
    assert (len(chain.entries), chain.counted, chain.links) == (1, {2: own(twin)[1].hash}, {2: second.hash})
    assert own(twin)[1].hash not in chain.dropped
    assert ru.record.admit(own(twin)[1]) is Admission.TAKEN


def test_a_branch_shares_no_more_than_what_counts_in_the_end() -> None:
    ir, ru = parties("IR", "RU")
    early = ir.twin()
    early.say(Kind.NOTE, {"twin": "early"})
    for _ in range(3):
        ir.say(Kind.NOTE, {})  # 2 to 4
    late = ir.twin()
    late.say(Kind.NOTE, {"twin": "late"})
    ir.say(Kind.NOTE, {})
    ru.hear(ir)
    resume(settling(own(ir), [own(late)]), ir, ru)
    assert ru.record.chains["IR"].dropped == {own(late)[4].hash: 4}
    with pytest.raises(Refused) as refused:
        ru.record.admit(early.last())
    assert refused.value.code == "other-branch"
    of_ir = own(ir)
    resume(settling(own(early), [of_ir], last_statement(ru)), ir, ru)
    assert ru.record.chains["IR"].dropped == dict.fromkeys([each.hash for each in (*of_ir[1:], own(late)[4])], 1)


# ------------------------------------------------------------------------------------------ refused


def test_a_statement_of_another_visit_or_side_is_refused() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir), [own(twin)])
    assert code_of(ru.record, signed(replace(statement, visit="1" * 64), ir, ru)) == "other-visit"
    assert code_of(ru.record, signed(replace(statement, side="TM"), ir, ru)) == "unknown-side"


def test_the_roots_of_every_side_must_have_signed_this_very_statement() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir), [own(twin)])
    other = settling(own(twin), [own(ir)])
    assert code_of(ru.record, signed(statement, ir)) == "resumption-not-signed"
    assert code_of(ru.record, signed(statement, ru)) == "resumption-not-signed"
    assert code_of(ru.record, replace(signed(other, ir, ru), resumption=statement)) == "resumption-not-signed"
    swapped = signed(statement, ir, ru).roots
    wrong = SignedResumption(statement, {"IR": swapped["RU"], "RU": swapped["IR"]})
    assert code_of(ru.record, wrong) == "resumption-not-signed"


def test_the_keys_count_that_others_have_now_and_that_the_side_had_before_the_fork() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir), [own(twin)])
    stale = signed(statement, ir, ru)
    ru.change_keys()
    assert code_of(ru.record, stale) == "resumption-old-root"
    assert resumed(ru.record, signed(statement, ir, ru)).chains["IR"].fork is None


def test_a_statement_that_leaves_out_something_that_is_held_is_refused() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir), [own(twin)])
    for lacking in (
        replace(statement, dropped=()),  # the proof's other entry
        replace(statement, counts=statement.counts[:1]),  # entry 3, which RU holds
        replace(statement, after=2, prev=own(ir)[1].hash, counts=statement.counts[1:], dropped=()),  # begins too late
    ):
        assert code_of(ru.record, signed(lacking, ir, ru)) == "resumption-incomplete"


def test_statements_hold_one_after_the_other_and_each_once() -> None:
    ir, twin, ru = forked()
    first = settling(own(ir), [own(twin)])
    said = signed(first, ir, ru)
    assert code_of(ru.record, signed(replace(first, follows="1" * 64), ir, ru)) == "resumption-gap"
    resume(first, ir, ru)
    other = settling(own(twin), [own(ir)])  # follows nothing, as the first one does
    for record in (ir.record, ru.record):
        assert code_of(record, said) == "resumption-known"
        assert code_of(record, signed(other, ir, ru)) == "resumption-other"
        assert code_of(record, signed(replace(other, follows="1" * 64), ir, ru)) == "resumption-gap"


def test_a_statement_about_a_part_that_is_not_held_or_is_another_is_refused() -> None:
    ir, twin, ru = forked()
    statement = settling(own(ir), [own(twin)])
    empty = Record(ir.opening)
    assert code_of(empty, signed(statement, ir, ru)) == "resumption-incomplete"
    ahead = replace(statement, after=9, prev=FIRST_PREVIOUS)
    assert code_of(ru.record, signed(ahead, ir, ru)) == "resumption-incomplete"
    foreign = replace(statement, prev="1" * 64)
    assert code_of(ru.record, signed(foreign, ir, ru)) == "resumption-incomplete"


# ------------------------------------------------------------------------------------------ rebuilt


@pytest.mark.parametrize("which", ["of IR", "of its twin"])
def test_a_record_is_built_again_from_entries_of_all_branches_and_the_statements(which: str) -> None:
    ir, twin, ru = forked()
    came = [*ru.record, *own(twin)]  # as they came to RU: the proof last
    pair = (own(ir), own(twin)) if which == "of IR" else (own(twin), own(ir))
    statement = settling(pair[0], [pair[1]])
    resume(statement, ir, ru)
    spread([ir, ru], pair[0])
    came.append(ir.acknowledge())
    ru.record.admit(came[-1])
    again = rebuilt(ir.opening, came, [signed(statement, ir, ru)])
    assert state_of(again) == state_of(ru.record)
    assert len(again) == len(ru.record)


def test_a_record_is_not_built_again_from_a_damaged_store() -> None:
    ir, _, ru = forked()
    with pytest.raises(Refused) as refused:
        rebuilt(ir.opening, list(ru.record)[1:], [])
    assert refused.value.code == "gap"
