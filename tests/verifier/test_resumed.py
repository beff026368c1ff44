"""Evidence after a fork was settled: what was agreed before verifies; what rests on the statement is refused."""

from __future__ import annotations

import pytest
from tests.agreement.parties import Party, agree, parties
from tests.agreement.test_resumption import own, resume

from placet.agreement.certificate import certificate
from placet.agreement.entry import Kind
from placet.agreement.resumption import settling
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.verifier import verified

TALKS = {"title": {"en": "Talks"}}


def evidence(party: Party, text: Text) -> bytes:
    return certificate(party.record, party.fold(), text)


def test_what_was_agreed_before_the_fork_verifies_and_what_rests_on_the_statement_is_refused() -> None:
    ir, ru = parties("IR", "RU")
    before, after = ir.propose(TALKS), ir.propose(TALKS)
    agree(before, ir, ru)
    first = evidence(ru, before)
    twin = ir.twin()
    twin.say(Kind.NOTE, {"from": "its twin"})
    ir.say(Kind.NOTE, {"from": "IR"})
    ru.hear(ir)
    ru.record.admit(twin.last())
    resume(settling(own(ir), [own(twin)]), ir, ru)
    assert evidence(ru, before) == evidence(ir, before) == first
    assert verified(first).visit == ir.opening.visit
    agree(after, ir, ru)
    assert ru.agreed() == [before, after]
    with pytest.raises(Refused) as refused:
        evidence(ru, after)
    # The last of IR that counts is its note; what it signs next names the statement as the one before.
    assert (refused.value.code, refused.value.facts["side"]) == ("certificate-beyond", "IR")
    assert refused.value.facts["seq"] == own(ir).index(next(e for e in own(ir) if e.header.type == Kind.NOTE)) + 2


def test_what_a_side_saw_of_a_dropped_branch_is_no_evidence() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)
    twin = ir.twin()
    ir.say(Kind.NOTE, {"from": "IR"})
    ru.hear(ir)
    ru.acknowledge()  # has seen IR's note
    ru.record.admit(twin.say(Kind.NOTE, {"from": "its twin"}))
    resume(settling(own(twin), [own(ir)]), ir, ru)
    ru.record.admit_all(own(twin))
    ir.record.admit_all(own(twin))
    agree(text, ir, ru)
    assert ru.agreed() == [text]
    with pytest.raises(Refused) as refused:
        evidence(ru, text)
    assert refused.value.code == "certificate-beyond"
