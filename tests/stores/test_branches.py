"""What every store does with a statement after a fork: the dropped branch stays, its numbers are free again."""

from __future__ import annotations

import pytest
from tests.stores.talks import Talks, bytes_of, fork, rival

from placet.agreement.entry import Entry
from placet.agreement.header import Head
from placet.agreement.record import Fork
from placet.agreement.resumption import SignedResumption, settling
from placet.agreement.signing import Use
from placet.errors import Refused
from placet.node.joint.desk import load
from placet.node.joint.ports import Batch, Resumed
from placet.stores.examining import flaws_of


def signed(talks: Talks, counted: list[Entry], *others: list[Entry]) -> SignedResumption:
    statement = settling(counted, others)
    roots = {}
    for side, party in talks.parties.items():
        roots[side] = [(party.keys.root.public, party.keys.root.sign(Use.RESUME, statement.to_bytes()))]
    return SignedResumption(statement, roots)


@pytest.fixture
def shelf(place, talks):
    """IR wrote entries 2 and 3, and its other pen another 2, of which there is proof."""
    shelf = place.record()
    shelf.open_file(talks.visit, talks.opening)
    talks.say("IR", text="two"), talks.say("IR", text="three")
    shelf.append(Batch(talks.visit, talks.log, [fork(talks.parties["IR"], talks.log[2])]))
    return shelf


@pytest.fixture
def own(talks, shelf):  # it says the entries
    return list(talks.parties["IR"].record.chains["IR"].entries)


@pytest.fixture
def other(talks, own):
    return rival(talks.parties["IR"], own[1])


def kinds(shelf, talks):
    return [type(kept) for kept in shelf.history(talks.visit)]


def test_the_branch_that_was_dropped_stays_and_its_numbers_are_free_again(place, shelf, talks, own, other):
    statement = signed(talks, [own[0], other], own)
    shelf.append(Batch(talks.visit, resumed=[Resumed(statement, [other])]))
    again = place.record()
    assert kinds(again, talks) == [Entry] * 4 + [Fork, SignedResumption, Entry]
    assert bytes_of(again.entries(talks.visit)) == bytes_of([*talks.log, other])
    assert again.head(talks.visit, "IR") == other.head
    assert all(again.knows(talks.visit, entry.head) for entry in (*own, other))
    assert not again.knows(talks.visit, Head("IR", 2, "1" * 64))
    assert list(flaws_of(again)) == []
    record = load(again, talks.visit)
    assert [entry.hash for entry in record.chains["IR"].entries] == [own[0].hash, other.hash]
    assert record.chains["IR"].previous == statement.resumption.hash


def test_what_counts_may_come_later_and_only_what_counts_now_is_in_the_way(shelf, talks, own, other):
    statement = signed(talks, [own[0], other], own)
    shelf.append(Batch(talks.visit, resumed=[Resumed(statement)]))
    assert shelf.head(talks.visit, "IR") == own[0].head
    shelf.append(Batch(talks.visit, [other]))
    assert shelf.head(talks.visit, "IR") == other.head
    with pytest.raises(Refused) as refused:
        shelf.append(Batch(talks.visit, [own[1]]))
    assert refused.value.code == "number-used"


def test_where_the_branch_that_is_held_counts_nothing_of_it_is_kept_twice(shelf, talks, own, other):
    statement = signed(talks, own, [own[0], other])
    for _ in range(2):  # the same again changes nothing
        shelf.append(Batch(talks.visit, resumed=[Resumed(statement, own)]))
    assert kinds(shelf, talks) == [Entry] * 4 + [Fork, SignedResumption]
    assert shelf.head(talks.visit, "IR") == own[2].head
    assert shelf.knows(talks.visit, other.head)  # nobody kept it as an entry; all sides have named it


def test_a_statement_of_another_file_is_refused_and_nothing_is_kept(shelf, talks, own, other):
    foreign = Talks("FR", "IR")
    shelf.open_file(foreign.visit, foreign.opening)
    before = kinds(shelf, talks)
    with pytest.raises(Refused) as refused:
        shelf.append(Batch(foreign.visit, resumed=[Resumed(signed(talks, own, [own[0], other]))]))
    assert (refused.value.code, kinds(shelf, talks), kinds(shelf, foreign)) == ("other-visit", before, [])


def test_entries_of_branches_are_kept_beside_once_and_are_no_part_of_the_chain(place, shelf, talks, own, other):
    for _ in range(2):
        shelf.append(Batch(talks.visit, beside=[other]))
    again = place.record()
    assert bytes_of(again.beside(talks.visit)) == bytes_of([other])
    assert again.head(talks.visit, "IR") == own[2].head


def test_a_body_is_erased_in_every_branch(place, shelf, talks, own, other):
    shelf.append(Batch(talks.visit, beside=[other]))
    statement = signed(talks, [own[0], other], own)
    shelf.append(Batch(talks.visit, resumed=[Resumed(statement, [other])]))
    shelf.erase_bodies(talks.visit, [("IR", 2)])
    again = place.record()
    bodies = [entry.body for entry in again.entries(talks.visit) if (entry.header.side, entry.header.seq) == ("IR", 2)]
    assert bodies == [None, None]
    assert [entry.body for entry in again.beside(talks.visit)] == [None]
    assert list(flaws_of(again)) == []
