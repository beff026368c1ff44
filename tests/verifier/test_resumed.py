"""Evidence of a chain that went on after a fork: what all sides signed is checked, and whatever was not is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from tests.agreement.parties import Party, agree, keys_of, parties
from tests.agreement.resuming import own, resume, signed
from tests.verifier.forged import forged, parsed, refusal, remembered

from placet.agreement import certificate as certificates
from placet.agreement.certificate import certificate
from placet.agreement.entry import Entry, Kind
from placet.agreement.resuming import as_if_signed, resumed
from placet.agreement.resumption import Resumption, SignedResumption, settling
from placet.agreement.signing import Use
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.formats.canonical import canonical
from placet.verifier import Verified, told, verified

__all__ = ["remembered"]
pytestmark = pytest.mark.usefixtures("remembered")
TALKS = {"title": {"en": "Talks"}}


def evidence(party: Party, text: Text) -> bytes:
    return certificate(party.record, party.fold(), text)


def refused(party: Party, text: Text) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as caught:
        evidence(party, text)
    return caught.value.code, dict(caught.value.facts)


def places(party: Party, text: Text) -> list[tuple[str, int, int]]:
    """By side, where the fold has its assent and its receipt."""
    meant = next(each for each in reversed(party.fold().agreed) if text in each.bundle.texts)
    return [(side, meant.assents[side], meant.receipts[side]) for side in sorted(meant.assents)]


def shown(found: Verified) -> list[tuple[str, int, int]]:
    return [(side.side, side.assent, side.receipt) for side in found.sides]


def parted() -> tuple[Party, Party, Party]:
    """IR wrote entry 2 to RU, its twin another entry 2; RU holds both."""
    ir, ru = parties("IR", "RU")
    twin = ir.twin()
    twin.say(Kind.NOTE, {"from": "its twin"})
    ir.say(Kind.NOTE, {"from": "IR"})
    ru.hear(ir)
    ru.record.admit(twin.last())
    return ir, twin, ru


def take_up(party: Party, entries: Sequence[Entry]) -> None:
    party.record.admit_all(entries)


# ------------------------------------------------------------------------------ what is agreed verifies


def test_what_was_agreed_before_the_fork_and_after_it_verifies() -> None:
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
    assert evidence(ru, before) == evidence(ir, before) == first  # it rests on nothing that was settled
    assert verified(first).sides[0].settled == 0
    agree(after, ir, ru)
    found = verified(evidence(ru, after))
    assert evidence(ru, after) == evidence(ir, after)
    assert shown(found) == places(ru, after)
    assert [side.settled for side in found.sides] == [1, 0]
    assert "all sides signed which counts, times: 1" in told(found)
    assert verified(forged(ru.record, after)).text == after


def test_the_branch_that_was_not_held_may_count() -> None:
    ir, twin, ru = parted()
    resume(settling(own(twin), [own(ir)]), ir, ru)
    for party in (ir, ru):
        take_up(party, own(twin))
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    found = verified(evidence(ru, text))
    assert shown(found) == places(ru, text)


def test_what_a_side_saw_of_a_dropped_branch_counts_as_far_as_that_is_shared() -> None:
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)  # 2
    twin = ir.twin()
    ir.say(Kind.NOTE, {"from": "IR"})  # 3, dropped
    ru.hear(ir)
    ru.acknowledge()  # has seen IR's note: counts as two entries of IR
    ru.record.admit(twin.say(Kind.NOTE, {"from": "its twin"}))
    resume(settling(own(twin), [own(ir)]), ir, ru)
    for party in (ir, ru):
        take_up(party, own(twin))
    agree(text, ir, ru)
    assert ru.agreed() == [text]
    raw = evidence(ru, text)
    assert shown(verified(raw)) == places(ru, text)
    whole = parsed(raw)
    whole["chains"]["IR"].pop("resumptions")
    assert refusal(canonical(whole)) == "certificate-chain"


def test_a_receipt_that_has_seen_only_a_dropped_entry_is_none() -> None:
    """RU signed IR's assent on the branch that is dropped; on what counts IR has not signed."""
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)  # 2
    twin = ir.twin()
    ir.assent(text)  # 3, dropped
    ru.hear(ir)
    ru.assent(text)
    ru.record.admit(twin.say(Kind.NOTE, {"from": "its twin"}))
    resume(settling(own(twin), [own(ir)]), ir, ru)
    for party in (ir, ru):
        take_up(party, own(twin))
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)
    assert ru.agreed() == []
    assert refusal(forged(ru.record, text)) == "certificate-assent"
    ir.assent(text)  # 5, after the twin's note and the acknowledgement
    ru.hear(ir)
    assert refusal(forged(ru.record, text)) == "certificate-receipt"  # RU's assent has seen 2 entries that count
    ru.acknowledge()
    assert shown(verified(forged(ru.record, text))) == [("IR", 5, 5), ("RU", 2, 3)] == places(ru, text)


def test_a_fork_from_the_first_entry_on() -> None:
    ir, ru = parties("IR", "RU")
    twin = Party(ir.keys, ir.opening, ticks=50)
    ru.record.admit(twin.join())
    resume(settling(own(ir), [own(twin)]), ir, ru)
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert shown(verified(evidence(ru, text))) == places(ru, text)


def test_neither_branch_may_count() -> None:
    ir, twin, ru = parted()
    resume(settling(own(ir)[:1], [own(ir), own(twin)]), ir, ru)
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert shown(verified(evidence(ru, text))) == places(ru, text)


def test_both_sides_may_have_parted() -> None:
    ir, twin, ru = parted()
    other = ru.twin()
    other.say(Kind.NOTE, {"from": "RU's twin"})
    ru.say(Kind.NOTE, {"from": "RU"})
    ir.record.admit(other.last())
    resume(settling(own(ir), [own(twin)]), ir, ru)
    resume(settling(own(ru), [own(other)]), ir, ru)
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    found = verified(evidence(ru, text))
    assert (shown(found), [side.settled for side in found.sides]) == (places(ru, text), [1, 1])


def twice() -> tuple[Party, Party, Resumption, Resumption]:
    ir, twin, ru = parted()
    first = settling(own(ir), [own(twin)])
    resume(first, ir, ru)
    again = ir.twin()
    ir.say(Kind.NOTE, {})
    ru.hear(ir)
    ru.record.admit(again.say(Kind.PURGE, {}))
    second = settling(own(ir), [own(again)], first.hash)
    resume(second, ir, ru)
    return ir, ru, first, second


def test_a_second_statement_follows_the_first() -> None:
    ir, ru, _, _ = twice()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    found = verified(evidence(ru, text))
    assert (shown(found), found.sides[0].settled) == (places(ru, text), 2)


def test_a_later_statement_may_take_an_earlier_one_back() -> None:
    ir, twin, ru = parted()
    first = settling(own(ir), [own(twin)])
    resume(first, ir, ru)
    ir.say(Kind.NOTE, {})
    ru.hear(ir)
    ru.acknowledge()  # has seen what the second statement drops
    resume(settling(own(twin), [own(ir)], first.hash), ir, ru)
    for party in (ir, ru):
        take_up(party, own(twin))
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert shown(verified(evidence(ru, text))) == places(ru, text)


def test_new_keys_at_the_end_of_what_counts() -> None:
    ir, ru = parties("IR", "RU")
    thief = ir.twin()
    ru.record.admit(thief.say(Kind.NOTE, {"by": "the thief"}))
    ir.say(Kind.NOTE, {"by": "IR"})
    old = ir.keys
    ir.change_keys()
    new, ir.keys = ir.keys, old  # the roots of the card before the fork sign
    resume(settling(own(ir), [own(thief)]), ir, ru)
    ir.keys = new
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert shown(verified(evidence(ru, text))) == places(ru, text)
    whole = parsed(evidence(ru, text))
    roots = whole["chains"]["IR"]["resumptions"]["roots"]
    raw = whole["chains"]["IR"]["resumptions"]["statements"][0].encode()
    roots["IR"] = [[new.root.public, new.root.sign(Use.RESUME, raw)]]
    assert refusal(canonical(whole)) == "certificate-resumption-not-signed"


def gone_on_with_new_keys() -> tuple[Party, Party, Text]:
    """IR's chain went on with the keys that all signed; the change of keys is its entry 3, and a text is agreed."""
    ir, thief, ru = parted()
    new = keys_of("IR", ("protocol",), 1)
    statement = replace(settling(own(ir), [own(thief)]), card=new.card)
    raw, said = statement.to_bytes(), signed(statement, ir, ru)
    roots = [*said.roots["IR"], (new.root.public, new.root.sign(Use.RESUME, raw))]
    for party in (ir, ru):
        party.record = resumed(party.record, replace(said, roots={**said.roots, "IR": roots}))
    ir.change_keys()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    return ir, ru, text


def test_new_keys_that_a_statement_brings() -> None:
    ir, ru, text = gone_on_with_new_keys()
    assert evidence(ir, text) == evidence(ru, text)
    assert shown(verified(evidence(ru, text))) == places(ru, text) == [("IR", 5, 6), ("RU", 2, 3)]


def test_a_chain_that_goes_on_with_other_keys_than_the_statement_brings_is_refused() -> None:
    """Whoever has the old root can write another change of keys there, or none: no node takes that in, nor a reader."""
    for kind in (Kind.KEYS, Kind.NOTE):
        ir, thief, ru = parted()
        statement = replace(settling(own(ir), [own(thief)]), card=keys_of("IR", ("protocol",), 2).card)
        for party in (ir, ru):
            party.record = as_if_signed(party.record, signed(statement, ir, ru))
            party.record.chains["IR"].awaited.clear()  # a node that does not ask
        if kind is Kind.KEYS:
            ir.change_keys()
        else:
            ir.say(kind, {})
        text = ir.propose(TALKS)
        agree(text, ir, ru)
        assert refusal(evidence(ru, text)) == "certificate-resumption"


@pytest.mark.parametrize("after", [1, 2])
def test_a_later_statement_takes_keys_back_that_were_to_come(after: int) -> None:
    """It begins where the first does, or where the change of keys was to stand."""
    ir, thief, ru = parted()
    first = replace(settling(own(ir), [own(thief)]), card=keys_of("IR", ("protocol",), 2).card)
    for party in (ir, ru):
        party.record = as_if_signed(party.record, signed(first, ir, ru))
    second = replace(first, card=None, follows=first.hash)
    if after == 2:
        second = replace(second, after=2, prev=own(ir)[1].hash, counts=(), dropped=())
    resume(second, ir, ru)
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert shown(verified(evidence(ru, text))) == places(ru, text)


# ---------------------------------------------------------------------------- what no reader could check


def test_keys_that_changed_since_the_statement_need_a_side_that_is_seen_to_have_gone_on() -> None:
    """RU signs the statement, changes its keys, and signs the text before it has heard of what stands on it."""
    ir, ru = parties("IR", "RU")
    text = ir.propose(TALKS)  # 2
    ir.assent(text)  # 3
    twin = ir.twin()
    twin.say(Kind.NOTE, {"from": "its twin"})
    ir.say(Kind.NOTE, {"from": "IR"})  # 4
    ru.hear(ir)
    ru.record.admit(twin.last())
    resume(settling(own(ir), [own(twin)]), ir, ru)
    ru.change_keys()
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()  # 5, its receipt, stands on the statement
    assert ru.agreed() == []
    ru.hear(ir)
    assert ru.agreed() == [text]
    assert refused(ru, text) == ("certificate-beyond", {"side": "IR", "by": "RU"})
    assert refusal(forged(ru.record, text)) == "certificate-resumption-not-signed"
    ru.acknowledge()  # has seen entry 5: what it signed it signed with the keys it had before
    raw = evidence(ru, text)
    assert shown(verified(raw)) == places(ru, text) == [("IR", 3, 5), ("RU", 3, 3)]
    assert len(parsed(raw)["chains"]["RU"]["headers"]) == 4  # join, keys, assent, and beyond its receipt


def test_what_a_statement_dropped_that_was_taken_back_from_before_cannot_be_shown_once_somebody_saw_it() -> None:
    ir, ru = parties("IR", "RU")
    early = ir.twin()
    for _ in range(2):
        ir.say(Kind.NOTE, {})  # 2, 3
    late = ir.twin()
    ru.hear(ir)
    ru.record.admit(late.say(Kind.NOTE, {"twin": "late"}))  # 4
    ru.acknowledge()
    ir.say(Kind.NOTE, {})  # another 4
    resume(settling(own(ir), [own(late)]), ir, ru)
    first = ir.record.chains["IR"].resumptions[-1].resumption
    early.say(Kind.NOTE, {"twin": "early"})  # another 2
    resume(settling(own(early), [own(ir)], first.hash), ir, ru)
    for party in (ir, ru):
        take_up(party, own(early))
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    assert ru.record.chains["RU"].seen["IR"][1] == 1  # of the late twin's, what the early one shares
    assert refused(ru, text) == ("certificate-taken-back", {"side": "RU", "seq": 2, "by": "IR"})
    assert refusal(forged(ru.record, text)) == "certificate-chain"


def test_more_statements_than_a_reader_looks_at_make_no_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    ir, ru, _, _ = twice()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    monkeypatch.setattr(certificates, "MOST_STATEMENTS", 2)
    assert verified(evidence(ru, text))
    monkeypatch.setattr(certificates, "MOST_STATEMENTS", 1)
    assert refused(ru, text)[0] == "certificate-taken-back"


# ------------------------------------------------------------------------- a dishonest side with replaced keys


def test_who_holds_a_replaced_root_of_the_other_side_cannot_drop_what_was_said() -> None:
    """RU signed, withdrew, and would show that it did not: it signs for IR with a root that IR has replaced."""
    ir, ru = parties("IR", "RU")
    stolen = ir.keys
    ir.change_keys()
    text = ir.propose(TALKS)
    ru.hear(ir)
    ru.assent(text)  # 2
    shorter = ru.twin()
    ru.withdraw(text)  # 3
    ir.hear(ru)
    ir.assent(text)  # has seen RU's withdrawal
    ru.hear(ir)
    assert ru.agreed() == ir.agreed() == []
    statement = settling(own(shorter), [own(ru)])
    shorter.record = ru.record
    lie = SignedResumption(
        statement,
        {
            "IR": [(stolen.root.public, stolen.root.sign(Use.RESUME, statement.to_bytes()))],
            "RU": [(ru.keys.root.public, ru.keys.root.sign(Use.RESUME, statement.to_bytes()))],
        },
    )
    with pytest.raises(Refused, match="resumption-old-root"):
        resumed(ir.record, lie)
    shorter.record = as_if_signed(ru.record, lie)
    shorter.acknowledge()  # RU's receipt, on the statement
    assert shorter.agreed() == [text]
    assert refused(shorter, text) == ("certificate-beyond", {"side": "RU", "by": "IR"})
    assert refusal(forged(shorter.record, text)) == "certificate-resumption-not-signed"
    honest = signed(statement, ir, ru)  # had IR signed, with the root that it has, it would hold
    shorter.record = as_if_signed(ru.record, honest)
    shorter.acknowledge()
    assert shown(verified(forged(shorter.record, text))) == places(shorter, text)
