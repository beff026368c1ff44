"""New keys by place in the chain, and keys that were stolen: what they touched is contested, never void."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.agreement.parties import Party, agree, keys_of, parties, secret, settle

from placet.agreement.acts import Level
from placet.agreement.changed_keys import changing, key_change_fields
from placet.agreement.entry import Entry, Kind, body_of
from placet.agreement.entry import written as entry_written
from placet.agreement.record import Admission
from placet.agreement.signing import SecretKey, Use, digest
from placet.errors import Refused

TALKS = {"title": {"en": "Talks"}}
SHORT = {"title": {"en": "Talks, shorter"}}
OFFICES = ("council", "protocol")


def two() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    return ir, ru


def test_what_the_roots_sign_and_what_the_entry_says_is_as_the_page_on_formats_has_it() -> None:
    card = two()[0].keys.card
    for good, told in ((None, {}), (3, {"last_good": 3})):
        said = json.loads(changing("0a" * 32, 5, "0b" * 32, card, good))
        assert said == {"card": card.raw.decode(), "prev": "0b" * 32, "seq": 5, "visit": "0a" * 32, **told}
        fields = key_change_fields(card, good, [("key", "signature")])
        assert fields == {"card": card.raw.decode(), "roots": [["key", "signature"]], **told}


def code_of(party: Party, entry: Entry) -> str:
    with pytest.raises(Refused) as refused:
        party.record.admit(entry)
    return refused.value.code


# ----------------------------------------------------------------------------------------- rotation


def test_new_keys_are_in_force_from_the_next_entry_on_and_old_ones_no_more() -> None:
    ir, ru = two()
    old, text = ir.keys, ir.propose(TALKS)
    ir.assent(text)
    ir.change_keys()
    settle([ir, ru])
    chain = ru.record.chains["IR"]
    assert [chain.card_at(seq) for seq in (1, 4, 5)] == [old.card, old.card, ir.keys.card]
    said = ir.say(Kind.NOTE, {})
    backdated = entry_written(said.header, said.body or b"", old.node)
    assert code_of(ru, backdated) == "bad-signature"
    assert ru.record.admit(said) is Admission.TAKEN


def test_what_was_signed_with_old_keys_stands() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.change_keys()
    agree(text, ir, ru)
    assert (ir.agreed(), ir.fold().final[text].contested) == ([text], frozenset())


def test_a_seal_with_an_old_key_after_the_change_has_no_effect() -> None:
    ir, _ = two()
    text = ir.propose(TALKS)
    old = ir.keys
    ir.change_keys()
    new = ir.keys
    old.node, node = new.node, old.node  # the machine key is new, the seal is old
    ir.keys = old
    ir.assent(text)
    old.node, ir.keys = node, new
    assert ir.fold().any_level == {}


def test_the_change_may_be_signed_by_the_new_machine_key_where_the_old_one_is_lost() -> None:
    ir, ru = two()
    ir.change_keys(signed_by_new=True)
    settle([ir, ru])
    assert ru.record.chains["IR"].card_at(3) == ir.keys.card


def changed_by(ir: Party, roots: list[SecretKey], **lies: object) -> Entry:
    """A change of keys that is signed by some roots, with something in it that is not so."""
    new = keys_of(str(lies.get("side", "IR")), ("protocol",), 1)
    head = ir.last()
    seq, prev = head.header.seq + 1, head.hash
    good = lies.get("last_good")
    statement = changing(ir.opening.visit, seq, str(lies.get("prev", prev)), new.card, good)  # type: ignore[arg-type] # lies
    signatures = [(root.public, root.sign(Use.KEYS, statement)) for root in roots]
    body = body_of(key_change_fields(new.card, good, signatures), secret("keys"))  # type: ignore[arg-type] # lies
    header = replace(
        head.header,
        type=Kind.KEYS.value,
        seq=seq,
        prev=prev,
        body=digest(Use.BODY, body),
        length=len(body),
        point=None,
        revision=None,
    )
    return entry_written(header, body, ir.keys.node)


@pytest.mark.parametrize(
    ("signers", "lies", "code"),
    [
        (("old", "new"), {}, None),
        (("old",), {}, "bad-root-signature"),
        (("new",), {}, "bad-root-signature"),
        (("old", "new"), {"side": "TM"}, "unknown-side"),
        (("old", "new"), {"prev": "0" * 64}, "bad-root-signature"),
        (("old", "new"), {"last_good": 0}, "field-bound"),
        (("old", "new"), {"last_good": 2}, "field-bound"),  # it is entry 2 itself
        (("old", "new"), {"last_good": 1}, None),
    ],
)
def test_old_and_new_roots_sign_a_change_for_one_place(
    signers: tuple[str, ...], lies: dict[str, object], code: str | None
) -> None:
    ir, ru = two()
    new = keys_of(str(lies.get("side", "IR")), ("protocol",), 1)
    roots = {"old": ir.keys.root, "new": new.root}
    entry = changed_by(ir, [roots[name] for name in signers], **lies)
    if code is None:
        assert ru.record.admit(entry) is Admission.TAKEN
    else:
        assert code_of(ru, entry) == code
        assert ru.record.chains["IR"].changes == []


def test_a_change_of_keys_without_its_body_is_refused() -> None:
    ir, ru = two()
    assert code_of(ru, replace(ir.change_keys(), body=None)) == "body-missing"


def test_a_change_that_no_key_of_the_side_signed_is_refused() -> None:
    ir, ru = two()
    entry = ir.change_keys()
    stranger = entry_written(entry.header, entry.body or b"", SecretKey(secret("stranger")))
    assert code_of(ru, stranger) == "bad-signature"


# -------------------------------------------------------------------------------------------- theft


def test_a_signature_with_a_stolen_key_is_taken_back_before_the_receipt() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)  # 3: by the thief
    ir.change_keys(last_good=2)
    agree(text, ir, ru)
    signed = ru.fold().final[text]
    assert (ru.agreed(), signed.taken_back, signed.contested) == ([], {"IR"}, {"IR"})
    assert signed.withdrawals == {"IR": 4}


def test_the_change_of_keys_is_no_receipt_for_what_it_disowns() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)  # 3: by the thief
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.change_keys(last_good=2)  # 4 is the first that has seen RU's assent
    assert ir.fold().final[text].receipts["IR"] == 4
    assert ir.agreed() == []


def test_what_was_agreed_with_a_stolen_key_is_contested_and_not_void() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)  # 3: by the thief, who lets it be received as well
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()  # 4
    ir.change_keys(last_good=2)
    settle([ir, ru])
    signed = ru.fold().final[text]
    assert (ru.agreed(), signed.contested, signed.ended_by) == ([text], {"IR"}, frozenset())


def test_what_rests_on_a_receipt_with_a_stolen_key_is_contested() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    ir.acknowledge()  # 4: by the thief
    ir.change_keys(last_good=3)
    signed = ir.fold().final[text]
    assert (ir.agreed(), signed.contested) == ([text], {"IR"})


def test_what_rests_on_nothing_that_was_stolen_is_not_contested() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    last = ir.last().header.seq
    ir.acknowledge()  # by the thief
    ir.change_keys(last_good=last)
    assert ir.fold().final[text].contested == frozenset()


def test_a_withdrawal_with_a_stolen_key_does_not_end_an_agreement_and_makes_it_contested() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    agree(text, ir, ru)
    last = ir.last().header.seq
    ir.withdraw(text)  # by the thief
    assert ir.fold().final[text].ended_by == {"IR"}
    ir.change_keys(last_good=last)
    signed = ir.fold().final[text]
    assert (ir.agreed(), signed.ended_by, signed.contested) == ([text], frozenset(), {"IR"})
    ir.withdraw(text)
    assert ir.fold().final[text].ended_by == {"IR"}


def test_a_withdrawal_with_a_stolen_key_before_the_receipt_stays_because_others_relied_on_it() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.withdraw(text)  # 4: by the thief
    ir.change_keys(last_good=3)
    agree(text, ir, ru)
    assert ir.agreed() == []
    assert ir.fold().final[text].withdrawals == {"IR": 4}


def test_a_signature_from_before_the_theft_stays() -> None:
    ir, ru = two()
    text, other = ir.propose(TALKS), ir.propose(SHORT)
    ir.assent(text)
    ir.assent(other)  # 5: by the thief
    ir.change_keys(last_good=4)
    agree(text, ir, ru)
    assert ir.agreed() == [text]


def test_a_text_that_a_thief_has_signed_is_signed_no_more_and_is_proposed_again() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.change_keys(last_good=2)
    agree(text, ir, ru)
    assert ir.agreed() == []
    again = ir.propose(TALKS, point=text[0])
    agree(again, ir, ru)
    assert (ir.agreed(), ir.fold().final[again].contested) == ([again], frozenset())


def test_the_seal_of_one_office_with_a_stolen_key_does_not_add_up_with_later_ones() -> None:
    ir, ru = parties("IR", "RU", offices={"RU": OFFICES})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    settle([ir, ru])
    ru.assent(text, offices=["council"])  # 2: by the thief
    ru.change_keys(last_good=1)
    ru.assent(text, offices=["protocol"])
    assert ru.fold().any_level == {}
    assert ru.fold().sayings["RU"].partial == {text: {"council"}}
    ru.assent(text, offices=["council"])
    assert ru.fold().final[text].assents == {"RU": 5}


def test_the_seal_of_one_office_from_before_the_theft_still_adds_up() -> None:
    ir, ru = parties("IR", "RU", offices={"RU": OFFICES})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    settle([ir, ru])
    ru.assent(text, offices=["council"])
    ru.assent(text, offices=["council"])  # 3: once more, by the thief
    ru.change_keys(last_good=2)
    ru.assent(text, offices=["protocol"])
    assert ru.fold().final[text].assents == {"RU": 5}


def test_two_thefts_disown_two_stretches_and_nothing_between() -> None:
    ir, _ = two()
    texts = [ir.propose({"n": number}) for number in range(4)]  # 2 to 5
    ir.assent(texts[0])  # 6: by the first thief
    ir.change_keys(last_good=5)  # 7
    ir.assent(texts[1])  # 8
    ir.assent(texts[2])  # 9: by the second thief
    ir.change_keys(last_good=8)  # 10
    ir.assent(texts[3])  # 11
    chain = ir.record.chains["IR"]
    assert chain.stolen == [(5, 7), (8, 10)]
    assert [chain.is_doubtful(seq) for seq in range(4, 12)] == [False, False, True, False, False, True, False, False]
    agreed = [text for text in texts if not ir.fold().final[text].taken_back]
    assert agreed == [texts[1], texts[3]]


@pytest.mark.parametrize(
    ("goods", "stolen"),
    [
        ([2, 2], [(2, 6)]),  # the second disowns the first change, too
        ([2, 1], [(1, 6)]),
        ([2, 3], [(2, 6)]),  # 3 and 4 by the first, 4 and 5 by the second
        ([2, 4], [(2, 6)]),
        ([2, 5], [(2, 5), (5, 6)]),
    ],
)
def test_stretches_that_overlap_become_one(goods: list[int], stolen: list[tuple[int, int]]) -> None:
    ir, _ = two()
    for _ in range(3):
        ir.acknowledge()  # 2 to 4
    for good in goods:
        ir.change_keys(last_good=good)  # 5 and 6
    assert ir.record.chains["IR"].stolen == stolen


def test_a_theft_touches_a_package_as_a_whole() -> None:
    ir, ru = two()
    both = ir.package(ir.propose(TALKS), ir.propose(SHORT))
    ir.assent(both)  # 5: by the thief
    ir.change_keys(last_good=4)
    agree(both, ir, ru)
    assert ir.agreed() == []


def test_a_final_signature_by_a_thief_burns_the_text_at_both_levels_before_its_receipts() -> None:
    ir, ru = two()
    text = ir.propose(TALKS)
    ir.assent(text, Level.AD_REFERENDUM)
    ir.assent(text, Level.FINAL)  # 4: by the thief
    ir.change_keys(last_good=3)
    agree(text, ir, ru)
    assert ir.fold().any_level[text].taken_back == {"IR"}
    assert ir.fold().final[text].taken_back == {"IR"}
