"""Every rule of the page broken one at a time; and what a dishonest side would show to make a text look agreed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.agreement.evil import EvilParty
from tests.agreement.parties import Keys, Party, parties, secret, settle
from tests.verifier.forged import Fields, chain_of, forged, parsed, refusal, remembered

from placet.agreement.acts import Level
from placet.agreement.certificate import certificate
from placet.agreement.entry import Kind
from placet.agreement.tabling import Text
from placet.errors import Refused
from placet.formats.canonical import canonical
from placet.verifier import SENTENCES, verified

__all__ = ["remembered"]
pytestmark = pytest.mark.usefixtures("remembered")
TALKS = {"title": {"en": "Talks"}}


def exchange(ir: Party, ru: Party, text: Text, **ru_signs: Any) -> None:
    """Both sign and both receive."""
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, **ru_signs)
    ir.hear(ru)
    ir.acknowledge()
    ru.hear(ir)


@pytest.fixture
def two() -> tuple[EvilParty, EvilParty]:
    ir, ru = parties("IR", "RU")
    return EvilParty.in_place_of(ir), EvilParty.in_place_of(ru)


@pytest.fixture
def whole(two) -> Fields:
    ir, ru = two
    text = ir.propose(TALKS)
    exchange(ir, ru, text)
    return parsed(forged(ir.record, text))


def changed(whole: Fields, change: Callable[[Fields], object]) -> bytes:
    change(whole)
    return canonical(whole)


def in_text(inside: Fields, name: Any, **fields: Any) -> None:
    inside[name] = canonical({**parsed(inside[name].encode()), **fields}).decode()


FORM: dict[str, Callable[[Fields], object]] = {
    "another version": lambda w: w.update(v=2),
    "a version that is a truth value": lambda w: w.update(v=True),
    "no chains": lambda w: w.pop("chains"),
    "a chain missing": lambda w: w["chains"].pop("RU"),
    "a chain of nobody": lambda w: w["chains"].update(CN=w["chains"]["RU"]),
    "no entry": lambda w: w["chains"]["RU"].update(headers=[]),
    "a header with a space": lambda w: w["chains"]["RU"]["headers"].__setitem__(0, "{ }"),
    "an opening with one side": lambda w: in_text(w, "opening", sides=parsed(w["opening"].encode())["sides"][:1]),
    "an opening in another order": lambda w: in_text(w, "opening", sides=parsed(w["opening"].encode())["sides"][::-1]),
    "an opening of another suite": lambda w: in_text(w, "opening", suite="X2"),
    "a body that is not asked for": lambda w: w["chains"]["RU"]["bodies"].append([99, "{}"]),
    "bodies out of order": lambda w: w["chains"]["RU"]["bodies"].reverse(),
    "a body twice": lambda w: w["chains"]["RU"]["bodies"].append(w["chains"]["RU"]["bodies"][-1]),
}


@pytest.mark.parametrize("change", FORM.values(), ids=FORM)
def test_rule_1_form(change, whole):
    assert refusal(changed(whole, change)) == "certificate-form"


@pytest.mark.parametrize(
    "fields",
    [
        {"threshold": 2},
        {"threshold": 0},
        {"node": "00" * 32},
        {"node": "01" + "00" * 31},
        {"roots": []},
        {"seals": [["11" * 32, "Office"]]},
        {"pouch": "00"},
        {"names": []},
    ],
    ids=str,
)
def test_rule_1_a_card_that_could_not_be_enrolled(fields, whole):
    opening = parsed(whole["opening"].encode())
    in_text(opening["sides"], 0, **fields)
    whole["opening"] = canonical(opening).decode()
    assert refusal(canonical(whole)) == "certificate-form"


def test_rule_1_one_key_in_two_cards(whole, two):
    opening = parsed(whole["opening"].encode())
    in_text(opening["sides"], 0, node=two[1].keys.node.public)
    whole["opening"] = canonical(opening).decode()
    assert refusal(canonical(whole)) == "certificate-form"


CHAIN: dict[str, Callable[[Fields], object]] = {
    "an entry left out": lambda w: w["chains"]["IR"]["headers"].pop(1),
    "the first left out": lambda w: w["chains"]["IR"]["headers"].pop(0),
    "two in the other order": lambda w: w["chains"]["IR"]["headers"].insert(2, w["chains"]["IR"]["headers"].pop(1)),
    "the other side's": lambda w: w["chains"]["IR"].update(w["chains"]["RU"]),
    "the other side's signature": lambda w: w["chains"]["IR"].update(signature=w["chains"]["RU"]["signature"]),
    "the last left out, whose signature it is": lambda w: w["chains"]["RU"]["headers"].pop(),
    "another opening": lambda w: in_text(w, "opening", title={"en": "Another visit"}),
    "another level of a clock": lambda w: in_text(w["chains"]["IR"]["headers"], 3, at="2027-03-04T00:00:09Z"),
}


@pytest.mark.parametrize("change", CHAIN.values(), ids=CHAIN)
def test_rule_2_chain(change, whole):
    for chain in whole["chains"].values():
        chain["bodies"] = [pair for pair in chain["bodies"] if pair[0] == 1]
    assert refusal(changed(whole, change)) == "certificate-chain"


def test_rule_2_the_chain_of_another_file_is_not_grafted(whole):
    other = parties("IR", "RU")[0]
    strange = Party(other.keys, parties("CN", "IR")[0].opening)
    strange.join()
    whole["chains"]["IR"] = chain_of(strange.record.chains["IR"].entries)
    assert refusal(canonical(whole)) == "certificate-chain"


@pytest.mark.parametrize(
    "header",
    [{"seen": []}, {"seen": [["RU", 1, "ab" * 32]]}, {"seen": [["CN", 1, "ab" * 32]]}, {"type": "join"}],
    ids=str,
)
def test_rule_2_what_was_seen_does_not_fall_nor_differ(header, whole, two):
    ir = two[0]
    wire = ir.wire("acknowledge", header=header)
    whole["chains"]["IR"]["headers"].append(wire.raw.decode())
    whole["chains"]["IR"]["signature"] = wire.signature.hex()
    assert refusal(canonical(whole)) == "certificate-chain"


def test_rule_5_a_body_that_is_not_the_signed_one(whole):
    whole["chains"]["RU"]["bodies"][-1][1] = whole["chains"]["IR"]["bodies"][-1][1]
    assert refusal(canonical(whole)) == "certificate-body"


def test_rule_5_the_body_of_an_assent_is_missing(whole):
    whole["chains"]["RU"]["bodies"] = []
    assert refusal(canonical(whole)) == "certificate-body"


@pytest.mark.parametrize("roots", ["old", "new", "both"])
def test_rule_6_keys(roots, two):
    ir, ru = two
    new = Keys("RU", generation=1)
    signing = {"old": (ru.keys,), "new": (new,), "both": (ru.keys, new)}[roots]
    text = ir.propose(TALKS)
    wire = ru.wire("keys", ru.change_keys(new, roots=signing))
    whole = parsed(forged(ir.record, text))
    whole["chains"]["RU"]["headers"].append(wire.raw.decode())
    whole["chains"]["RU"]["bodies"].append([2, wire.body.decode()])
    whole["chains"]["RU"]["signature"] = wire.signature.hex()
    # Both: the change stands, and the next rule that fails is that nobody signed the text.
    assert refusal(canonical(whole)) == ("certificate-assent" if roots == "both" else "certificate-keys")
    whole["chains"]["RU"]["bodies"].pop()
    assert refusal(canonical(whole)) == "certificate-body"


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("signed_by", ["old", "new"])
def test_keys_may_change_before_and_between(side, signed_by, two):
    ir, ru = two
    party, text = two[side], ir.propose(TALKS)
    ir.assent(text)
    new = Keys(party.side, generation=1)
    change = party.wire("keys", party.change_keys(new), key=new.node if signed_by == "new" else None)
    party.keys = new
    for record in (ir.record, ru.record):
        ru.hear(ir)
        record.admit_all([entry_of_wire(change)])
    ru.assent(text)
    settle([ir, ru])
    ir.acknowledge()
    raw = certificate(ir.record, ir.fold(), text)
    first = Keys(party.side).card
    assert verified(raw).sides[side].fingerprint == first.fingerprint.replace(" ", "")
    if side == 0:  # a signature of the new key's, put in the place of the old one's
        assert refusal(forged(ir.record, text, ends={"IR": 2, "RU": 1})) == "certificate-assent"


def entry_of_wire(wire):
    from placet.agreement.entry import entry_of  # noqa: PLC0415 (used here only)

    return entry_of(wire.raw, wire.signature, wire.body)


def test_rule_7_a_text_that_nobody_put_on_the_table(whole):
    whole["text"] = ["ab" * 32, "cd" * 32]
    assert refusal(canonical(whole)) == "certificate-text"


def test_rule_7_the_text_is_withheld(whole):
    whole["chains"]["IR"]["bodies"] = [pair for pair in whole["chains"]["IR"]["bodies"] if pair[0] != 2]
    assert refusal(canonical(whole)) == "certificate-text"


def test_rule_8_a_package_that_does_not_hold_the_text(two):
    ir, ru = two
    one, other = ir.propose(TALKS), ir.propose(TALKS)
    both = ir.package(one)
    exchange(ir, ru, both)
    assert verified(forged(ir.record, one, both)).bundle == both
    assert refusal(forged(ir.record, other, both)) == "certificate-bundle"
    assert refusal(forged(ir.record, both, one)) == "certificate-bundle"


def test_rule_8_the_body_of_a_package_is_missing(two):
    ir, ru = two
    one = ir.propose(TALKS)
    both = ir.package(one)
    exchange(ir, ru, both)
    whole = parsed(forged(ir.record, one, both))
    whole["chains"]["IR"]["bodies"] = [pair for pair in whole["chains"]["IR"]["bodies"] if pair[0] != 3]
    assert refusal(canonical(whole)) == "certificate-body"


def test_rule_9_signed_ad_referendum_only(two):
    ir, ru = two
    text = ir.propose(TALKS)
    exchange(ir, ru, text, level=Level.AD_REFERENDUM)
    assert refusal(forged(ir.record, text)) == "certificate-assent"


@pytest.mark.parametrize(
    "change",
    [{"level": Level.AD_REFERENDUM}, {"side": "IR"}, {"visit": "ab" * 32}, {"at": "2027-01-01T00:00:00Z"}],
    ids=str,
)
def test_rule_9_a_seal_over_anything_else(change, two):
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.write("assent", ru.seal(text, **change), point=text[0], revision=text[1])
    settle(list(two))
    ir.acknowledge()
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_rule_9_an_office_that_must_sign_has_not():
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    exchange(ir, ru, text, offices=["protocol"])
    assert refusal(forged(ir.record, text)) == "certificate-assent"
    ru.assent(text, offices=["council"])
    settle([ir, ru])
    ir.acknowledge()
    found = verified(certificate(ir.record, ir.fold(), text))
    assert [side.assent for side in found.sides] == [3, 3]  # RU: join, protocol's seal, council's


def test_rule_9_an_office_that_a_member_of_a_package_needs_has_not():
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    one, other = ir.propose(TALKS), ir.propose(TALKS, needs=[("RU", "council")])
    both = ir.package(one, other)
    exchange(ir, ru, both, offices=["protocol"])
    assert refusal(forged(ir.record, one, both)) == "certificate-assent"


def test_rule_9_a_text_that_had_not_reached_its_signer(two):
    ir, ru = two
    text = ir.propose(TALKS)
    ru.assent(text)  # its name, by telephone
    settle(list(two))
    ir.assent(text)
    settle(list(two))
    ru.acknowledge()
    settle(list(two))
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_rule_11_signed_again_after_it_was_taken_back(two):
    ir, ru = two
    text = ir.propose(TALKS)
    ru.hear(ir)
    ru.assent(text)
    ru.withdraw(text)
    exchange(ir, ru, text)
    assert ir.agreed() == []
    assert refusal(forged(ir.record, text)) == "certificate-withdrawn"
    whole = parsed(forged(ir.record, text))  # RU's chain as if it began with the second signature
    chain = whole["chains"]["RU"]
    chain.update(headers=[chain["headers"][0], chain["headers"][3]], bodies=[chain["bodies"][0], chain["bodies"][3]])
    assert refusal(canonical(whole)) == "certificate-chain"


def test_rule_9_some_offices_signed_before_it_was_taken_back():
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    ru.hear(ir)
    ru.assent(text, offices=["protocol"])
    ru.withdraw(text)
    exchange(ir, ru, text, offices=["council", "protocol"])
    assert ir.agreed() == []
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_rule_9_signed_ad_referendum_replaced_and_then_signed_finally(two):
    """RU's counter-text took its first signature back: the second, final one has no effect, whoever shows it."""
    ir, ru = two
    text = ir.propose(TALKS)
    ru.hear(ir)
    ru.assent(text, Level.AD_REFERENDUM)
    ru.assent(ru.propose(TALKS, point=text[0]), Level.AD_REFERENDUM)
    exchange(ir, ru, text)
    assert ir.agreed() == ru.agreed() == []
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_rule_9_what_one_office_sealed_before_the_side_signed_a_counter_text():
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    ru.hear(ir)
    ru.assent(text, offices=["protocol"])
    ru.assent(ru.propose(TALKS, point=text[0]))
    exchange(ir, ru, text, offices=["council"])
    assert ir.agreed() == ru.agreed() == []
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_rule_9_what_one_office_sealed_with_a_key_that_was_stolen():
    ir, ru = parties("IR", "RU", offices={"RU": ("council", "protocol")})
    text = ir.propose(TALKS, needs=[("RU", "council"), ("RU", "protocol")])
    ru.hear(ir)
    ru.assent(text, offices=["protocol"])
    ru.change_keys(last_good=1)
    exchange(ir, ru, text, offices=["council"])
    assert ir.agreed() == ru.agreed() == []
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_rule_9_what_is_connected_by_a_package_is_in_the_certificate(two):
    """RU replaced the package by a text of another point of it; so what it signed of it again takes nothing back."""
    ir, ru = two
    text, lunch = ir.propose(TALKS), ir.propose(TALKS)
    counter = ir.propose(TALKS, point=text[0])
    package = ir.package(counter, lunch)
    other = ir.propose(TALKS, point=lunch[0])
    ru.hear(ir)
    ru.assent(package, Level.AD_REFERENDUM)
    ru.assent(other, Level.AD_REFERENDUM)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text, Level.AD_REFERENDUM)
    ru.assent(package)  # has no effect
    ru.assent(text)
    settle([ir, ru])
    ir.acknowledge()
    settle([ir, ru])
    assert ir.agreed() == [text]
    whole = parsed(certificate(ir.record, ir.fold(), text))
    assert verified(canonical(whole)).text == text
    bodies = whole["chains"]["RU"]["bodies"]
    assert [seq for seq, _ in bodies] == [2, 3, 4, 5, 6]  # every assent: join is its first entry
    whole["chains"]["RU"]["bodies"] = [pair for pair in bodies if pair[0] != 3]
    assert refusal(canonical(whole)) == "certificate-body"


def test_rule_10_no_receipt(two):
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.hear(ru)
    assert refusal(forged(ir.record, text)) == "certificate-receipt"


def test_rule_10_a_chain_that_ends_before_what_the_others_receipt_has_seen(two):
    """IR withdrew, and RU saw it; IR shows its own chain from before."""
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ir.acknowledge()
    ru.hear(ir)
    ru.assent(text)  # has seen IR's fourth entry
    settle(list(two))
    ir.acknowledge()
    assert refusal(forged(ir.record, text, ends={"IR": 4})) == "certificate-receipt"  # IR's own is the fifth
    assert verified(forged(ir.record, text, ends={"IR": 5}))


def test_rule_11_withdrawn_before_the_receipt(two):
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    ir.withdraw(text)
    ir.hear(ru)
    ir.acknowledge()
    assert refusal(forged(ir.record, text)) == "certificate-withdrawn"


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("as_package", [False, True])
def test_rule_11_another_text_of_the_point_signed_before_the_receipt(as_package, level, two):
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    counter = ir.propose({"title": {"en": "Talks, shorter"}}, point=text[0])
    ir.assent(ir.package(counter) if as_package else counter, level)
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == []
    whole = parsed(forged(ir.record, text))
    assert refusal(canonical(whole)) == "certificate-withdrawn"
    if as_package:  # join, text, assent, counter-text, package
        whole["chains"]["IR"]["bodies"] = [pair for pair in whole["chains"]["IR"]["bodies"] if pair[0] != 5]
        assert refusal(canonical(whole)) == "certificate-body"


def test_rule_11_a_counter_text_without_effect_takes_nothing_back(two):
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    counter = ir.propose(TALKS, point=text[0], needs=[("IR", "council")])
    ir.assent(counter)  # the council has not sealed
    ir.assent((text[0], "ab" * 32))  # nobody put it on the table
    ir.write("assent", {"seals": "none"}, point=text[0], revision=counter[1])
    ir.hear(ru)
    ir.acknowledge()
    assert ir.agreed() == [text]
    assert verified(certificate(ir.record, ir.fold(), text)).text == text


def test_rule_12_keys_that_may_have_been_stolen(two):
    ir, ru = two
    text = ir.propose(TALKS)
    exchange(ir, ru, text)
    before = certificate(ir.record, ir.fold(), text)
    ru.write("keys", ru.change_keys(Keys("RU", generation=1), last_good=1))  # RU's assent was its second entry
    ir.hear(ru)
    with pytest.raises(Refused, match="contested"):
        certificate(ir.record, ir.fold(), text)
    assert verified(before)  # it was written before, and a certificate shows nothing later
    assert refusal(forged(ir.record, text)) == "certificate-contested"


def test_what_a_stolen_key_signed_ad_referendum_bars_the_text_as_in_the_fold(two):
    ir, ru = two
    text = ir.propose(TALKS)
    ru.hear(ir)
    ru.assent(text, Level.AD_REFERENDUM)
    ru.write("keys", ru.change_keys(new := Keys("RU", generation=1), last_good=1))
    ru.keys = new
    exchange(ir, ru, text)
    assert ir.agreed() == []
    assert refusal(forged(ir.record, text)) == "certificate-assent"


def test_malformed_packages_bodies_and_unknown_types_take_no_certificate_away(two):
    ir, ru = two
    text = ir.propose(TALKS)
    for content in ({}, {"members": [list(text), list(text)]}, {"members": "all"}):
        body = {"base": [], "content": content, "kind": "package", "schema": 1}
        ru.write("package", body, point=secret(str(content)).hex(), revision="ab" * 32)
    ru.write("package", {}, point=text[0], revision=text[1])
    ru.write("of-tomorrow", {"deep": [[1]]}, point=text[0], revision=text[1])
    exchange(ir, ru, text)
    assert verified(certificate(ir.record, ir.fold(), text)).text == text


def test_a_package_cannot_be_shown_as_a_single_text_that_contradicts_nothing(two):
    """RU's counter-package, tabled anew by IR as if its name were that of a single text."""
    ir, ru = two
    text = ir.propose(TALKS)
    ir.assent(text)
    ru.hear(ir)
    ru.assent(text)
    counter = ru.propose(TALKS, point=text[0])
    package = ru.package(counter)
    settle(list(two))
    ir.say(Kind.PROPOSE, {}, point=package[0], revision=package[1])
    ru.hear(ir)
    ru.assent(package)
    settle(list(two))
    ir.acknowledge()
    found = verified(forged(ir.record, text))
    assert [each.bundle.key for each in ir.fold().agreed] == [text]
    assert (found.sides[1].assent, found.sides[1].receipt) == (2, 2)  # RU's receipt came before the counter-package


def test_a_lying_proposal_does_not_narrow_what_a_package_covers(two):
    """IR tables the name of RU's package as if it were a single text: who signs it signs the members all the same."""
    ir, ru = two
    one = ru.propose(TALKS)
    both = ru.package(one)
    ir.hear(ru)
    ir.say(Kind.PROPOSE, {}, point=both[0], revision=both[1])
    exchange(ir, ru, both)
    assert [each.bundle.texts for each in ir.fold().agreed] == [{one, both}]
    assert verified(certificate(ir.record, ir.fold(), one)).bundle == both


def test_who_had_only_a_lying_proposal_signed_nothing(two):
    ir, ru = two
    one = ru.propose(TALKS)
    both = ru.package(one)
    ir.say(Kind.PROPOSE, {}, point=both[0], revision=both[1])  # its name is not that of this header
    ir.assent(both)  # before it has heard of RU's package
    ir.hear(ru)
    ru.hear(ir)
    ru.assent(both)
    settle([ir, ru])
    ir.acknowledge()
    assert ir.fold().agreed == ()
    assert refusal(forged(ir.record, one, both)) == "certificate-assent"


def test_every_code_has_its_sentence():
    assert all(sentence.endswith(".") for sentence in SENTENCES.values())
    assert len(SENTENCES) == 13
