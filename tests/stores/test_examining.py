"""Full verification: what a store hands out and was not written so is a flaw; one file's flaw hides no other's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.stores.talks import Talks, fork, rival

from placet.agreement.record import Fork
from placet.errors import Refused, StorageError
from placet.node.joint.ports import Batch
from placet.stores.examining import flaws_of
from placet.stores.memory import MemoryRecord
from placet.stores.shelf import Flaw


@pytest.fixture
def other():
    return Talks("FR", "IR")


@pytest.fixture
def shelf(talks, other):
    """Two joint files; in the first, four entries and a proof."""
    shelf = MemoryRecord()
    talks.say("IR")
    talks.say("RU")
    for each in (talks, other):
        shelf.open_file(each.visit, each.opening)
        shelf.append(Batch(each.visit, each.log))
    shelf.append(Batch(talks.visit, forks=[fork(talks.parties["IR"], talks.log[2])]))
    return shelf


def test_what_was_written_has_no_flaw(shelf):
    assert list(flaws_of(shelf)) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda entries, _: [*entries, entries[0]], "damaged"),
        (lambda entries, _: entries[:1] + entries[2:], "seen-missing"),
        (lambda entries, _: entries[::-1], "gap"),
        (lambda entries, talks: [*entries[:2], rival(talks.parties["RU"], entries[2]), *entries[3:]], "bad-signature"),
        (lambda entries, _: [*entries[:3], *Talks("FR", "IR").log], "other-visit"),
    ],
    ids=["twice", "left out", "backwards", "signed by another", "of another file"],
)
def test_entries_that_are_not_the_chain(shelf, talks, monkeypatch, change, code):
    changed = change(list(shelf.entries(talks.visit)), talks)
    real = shelf.history
    monkeypatch.setattr(shelf, "history", lambda visit: iter(changed) if visit == talks.visit else real(visit))
    assert list(flaws_of(shelf)) == [Flaw(talks.visit, code)]


def test_the_first_fault_is_told_also_where_signatures_are_verified_many_at_once(shelf, other, monkeypatch):
    other.spoken(60)
    good = other.log
    forged = replace(good[40], signature=bytes(64))

    def entries(visit, faults=("forged", "damaged")):
        if visit == other.visit:
            yield from good[:40]
            yield forged if "forged" in faults else good[40]
            yield from good[41:]
            raise Refused("damaged")
        yield from kept(visit)

    kept = shelf.history
    monkeypatch.setattr(shelf, "history", entries)
    assert list(flaws_of(shelf)) == [Flaw(other.visit, "bad-signature")]
    monkeypatch.setattr(shelf, "history", lambda visit: entries(visit, ("damaged",)))
    assert list(flaws_of(shelf)) == [Flaw(other.visit, "damaged")]


def test_a_proof_that_proves_nothing(shelf, talks, monkeypatch):
    entry, real = talks.log[2], shelf.history
    wrong = [*talks.log, Fork(entry, entry)]
    monkeypatch.setattr(shelf, "history", lambda visit: iter(wrong) if visit == talks.visit else real(visit))
    assert list(flaws_of(shelf)) == [Flaw(talks.visit, "damaged")]


def test_an_opening_under_another_id(shelf, talks, other, monkeypatch):
    monkeypatch.setattr(shelf, "opening", lambda _: other.opening)
    assert list(flaws_of(shelf)) == [Flaw(talks.visit, "damaged")]


def test_a_store_that_cannot_even_be_looked_at(shelf, monkeypatch):
    def fails():
        raise StorageError("somewhere", "is damaged")

    monkeypatch.setattr(shelf, "visits", fails)
    assert list(flaws_of(shelf)) == [Flaw("memory", "storage")]


def test_what_the_database_finds_comes_first(shelf, talks, monkeypatch):
    monkeypatch.setattr(shelf, "flaws", lambda: ("a page",))
    monkeypatch.setattr(shelf, "opening", lambda _: b"{}")
    assert next(flaws_of(shelf)) == Flaw("memory", "a page")
    assert len(list(flaws_of(shelf))) == 3
