"""What bodies say: texts, packages, seals. Nothing comes of one that is not as it should be, and nothing breaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from tests.agreement.evil import GONE, EvilParty
from tests.agreement.parties import Party, parties, secret

from placet.agreement import limits
from placet.agreement.acts import (
    Consent,
    Level,
    Revision,
    Sealed,
    Wording,
    assent_fields,
    is_joined_by_roots,
    joining,
    members_of,
    point_id,
    revision_of,
    sealing_of,
    tables_a_text,
)
from placet.agreement.cards import Card
from placet.agreement.entry import Entry, Kind, entry_of
from placet.agreement.signing import SecretKey, Use, digest
from placet.formats.canonical import canonical

TALKS = {"title": {"en": "Talks"}}
HASH, OTHER = "0a" * 32, "0b" * 32


def sealed_of(entry: Entry, card: Card) -> Sealed | None:
    sealing = sealing_of(entry.header, entry.body_fields())
    return None if sealing is None else sealing.under(card)


@pytest.fixture
def ir() -> EvilParty:
    return EvilParty.among("IR", "RU")[0]


def last(party: Party) -> Entry:
    return party.record.chains[party.side].entries[-1]


def erased(entry: Entry) -> Entry:
    return entry_of(entry.raw, entry.signature, None)


def test_what_a_point_and_a_text_are_named_after_is_as_the_page_on_formats_has_it(ir):
    said = b'{"kind":"matter","salt":"0b","side":"IR","visit":"0a"}'
    assert point_id("0a", "IR", "matter", "0b") == digest(Use.POINT, said)
    ir.propose(TALKS, needs=[("RU", "protocol")])
    header = last(ir).header
    parts = (header.body, header.point, header.visit)
    said = b'{"body":"%s","needs":[["RU","protocol"]],"point":"%s","type":"propose","visit":"%s"}'
    assert header.revision == digest(Use.REVISION, said % tuple(part.encode() for part in parts))


def test_a_text_is_read_from_the_entry_that_proposes_it(ir):
    point, name = ir.propose(TALKS, base=[HASH], needs=[("RU", "protocol")])
    revision = revision_of(last(ir))
    assert revision is not None
    assert (revision.point, revision.hash, revision.content) == (point, name, TALKS)
    assert (revision.kind, revision.schema, revision.base, revision.needs) == (
        "engagement", 1, (HASH,), (("RU", "protocol"),),
    )  # fmt: skip


def test_the_same_words_again_are_another_text():
    one = Revision(HASH, OTHER, "engagement", 1, (), TALKS, (), secret("one").hex())
    assert Revision(HASH, OTHER, "engagement", 1, (), TALKS, (), secret("two").hex()).hash != one.hash
    assert Revision(OTHER, OTHER, "engagement", 1, (), TALKS, (), secret("one").hex()).hash != one.hash


def test_the_name_of_a_point_is_that_of_its_maker_and_salt():
    assert (
        len({point_id(v, s, k, n) for v in (HASH, OTHER) for s in ("IR", "RU") for k in ("a", "b") for n in "12"}) == 16
    )


def text_named(party: EvilParty, body: dict[str, Any], kind: str = "propose", **wrong: Any) -> Entry:
    """An entry whose header names its very body rightly, whatever that holds, or else as `wrong` has it."""
    salted = {**body, "salt": secret("text").hex()}
    named = {"body": digest(Use.BODY, canonical(salted)), "needs": [], "point": HASH, "type": kind}
    name = digest(Use.REVISION, canonical({**named, "visit": party.opening.visit}))
    return party.write(kind, salted, **{"point": HASH, "revision": name, **wrong})


GOOD = {"base": [], "content": TALKS, "kind": "engagement", "schema": 1}


@pytest.mark.parametrize(
    "change",
    [
        {"content": None}, {"content": []}, {"content": "Talks"}, {"kind": None}, {"kind": "Engagement"},
        {"schema": 0}, {"schema": "1"}, {"schema": None}, {"base": None}, {"base": ["0a"]}, {"base": [1]},
        {"base": [HASH] * (limits.MAX_MEMBERS + 1)},
    ],
)  # fmt: skip
def test_a_body_that_is_no_text_proposes_nothing(ir, change):
    assert revision_of(text_named(ir, GOOD)) is not None
    body = {name: value for name, value in {**GOOD, **change}.items() if value is not None}
    entry = text_named(ir, body)
    assert tables_a_text(entry.header)  # so it is the body that is looked at
    assert revision_of(entry) is None


@pytest.mark.parametrize("wrong", [{"revision": OTHER}, {"point": OTHER}, {"point": GONE}, {"needs": [["RU", "a"]]}])
def test_a_body_that_is_not_the_text_its_header_names_proposes_nothing(ir, wrong):
    assert revision_of(text_named(ir, GOOD, **wrong)) is None


def test_an_erased_text_is_not_told(ir):
    ir.propose(TALKS)
    assert revision_of(erased(last(ir))) is None


@pytest.mark.parametrize("kind", ["assent", "note", "withdraw", "toast"])
def test_only_a_proposal_proposes(ir, kind):
    assert revision_of(text_named(ir, GOOD, kind)) is None


def test_a_text_in_the_costume_of_a_package_and_a_package_in_that_of_a_text_are_neither(ir):
    costume = text_named(ir, GOOD, "package")
    assert tables_a_text(costume.header)
    assert revision_of(costume) is None
    package = {**GOOD, "kind": "package", "content": {"members": [[OTHER, OTHER]]}}
    assert revision_of(text_named(ir, package, "propose")) is None
    assert members_of(text_named(ir, package, "package")) == ((OTHER, OTHER),)


@pytest.mark.parametrize(
    "members",
    [
        None, [], {}, [1], ["ab"], [[OTHER]], [[OTHER, OTHER, OTHER]], [[OTHER, 1]], [["0b", OTHER]],
        [[OTHER, HASH], [OTHER, OTHER]], [[HASH, OTHER]],
    ],
)  # fmt: skip
def test_a_package_has_members_each_of_another_point_and_not_itself(ir, members):
    content = {} if members is None else {"members": members}
    entry = text_named(ir, {**GOOD, "kind": "package", "content": content}, "package")
    assert members_of(entry) is None
    assert revision_of(entry) is not None


def test_a_package_has_as_many_members_as_it_may(ir):
    def package(number: int) -> Entry:
        members = [[f"{n:064x}", OTHER] for n in range(number)]
        return text_named(ir, {**GOOD, "kind": "package", "content": {"members": members}}, "package")

    assert len(members_of(package(limits.MAX_MEMBERS)) or ()) == 1000
    assert members_of(package(limits.MAX_MEMBERS + 1)) is None


def test_a_single_text_has_no_members(ir):
    ir.propose(TALKS)
    assert members_of(last(ir)) is None


# ------------------------------------------------------------------------------ seals


def seal(consent: Consent, *keys: SecretKey) -> list[tuple[str, str]]:
    return [(key.public, key.sign(Use.SEAL, consent.to_bytes())) for key in keys]


def consent_of(party: EvilParty, **change: Any) -> Consent:
    """What the next entry of a side consents to, but for what is changed."""
    fields: dict[str, Any] = {
        "visit": party.opening.visit, "side": party.side, "point": HASH, "revision": OTHER, "level": Level.FINAL,
        "wording": Wording.AGREE, "at": party.next_at(),
    }  # fmt: skip
    return Consent(**{**fields, **change})


def assent(party: EvilParty, consent: Consent, seals: Sequence[tuple[str, str]], /, **change: Any) -> Entry:
    return party.write("assent", {**assent_fields(consent, seals), **change}, point=HASH, revision=OTHER)


def test_a_seal_of_the_side_seals(ir):
    consent = consent_of(ir)
    sealed = sealed_of(assent(ir, consent, seal(consent, ir.keys.seals["protocol"])), ir.keys.card)
    assert sealed is not None
    assert (sealed.level, sealed.wording, sealed.offices) == (Level.FINAL, Wording.AGREE, {"protocol"})


def test_the_words_that_are_signed_are_those_of_the_format():
    # docs/formats/agreement.md: another word, and no older seal would verify
    assert [*Level] == ["ad-referendum", "final"]
    assert [*Wording] == ["agree", "no-objection"]
    assert [*Kind] == [
        "join", "propose", "package", "assent", "withdraw", "decline", "note", "acknowledge", "keys", "dates", "purge",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"visit": OTHER}, {"side": "RU"}, {"point": OTHER}, {"revision": HASH}, {"level": Level.AD_REFERENDUM},
        {"wording": Wording.NO_OBJECTION}, {"at": "2027-03-04T00:00:00Z"},
    ],
)  # fmt: skip
def test_a20_a_seal_is_for_one_text_level_wording_moment_visit_and_side(ir, other):
    """A seal made for anything else stands under an assent that says what it should: it seals nothing."""
    reused = seal(consent_of(ir, **other), ir.keys.seals["protocol"])
    assert sealed_of(assent(ir, consent_of(ir), reused), ir.keys.card) is None


def test_a_seal_by_a_key_that_is_not_for_sealing_seals_nothing(ir):
    for key in (ir.keys.node, ir.keys.root, SecretKey(secret("stranger"))):
        consent = consent_of(ir)
        assert sealed_of(assent(ir, consent, seal(consent, key)), ir.keys.card) is None


@pytest.mark.parametrize("use", Use)
def test_a20_a_signature_by_the_seal_for_another_use_seals_nothing(ir, use):
    consent, key = consent_of(ir), ir.keys.seals["protocol"]
    sealed = sealed_of(assent(ir, consent, [(key.public, key.sign(use, consent.to_bytes()))]), ir.keys.card)
    assert (sealed is not None) is (use is Use.SEAL)


def test_a18_one_office_that_seals_twice_is_one_office():
    ir, _ = EvilParty.among("IR", "RU", offices={"IR": ("council", "protocol")})
    consent = consent_of(ir)
    twice = seal(consent, *[ir.keys.seals["protocol"]] * 2)
    sealed = sealed_of(assent(ir, consent, twice), ir.keys.card)
    assert sealed is not None
    assert sealed.offices == {"protocol"}


def test_a_bad_seal_beside_a_good_one_takes_nothing_away(ir):
    consent = consent_of(ir)
    mixed = [("0c" * 32, "00" * 64), (ir.keys.seals["protocol"].public, "00" * 64)]
    mixed += seal(consent, ir.keys.seals["protocol"])
    assert sealed_of(assent(ir, consent, mixed), ir.keys.card) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"level": "almost"}, {"level": 1}, {"level": True}, {"wording": "perhaps"}, {"wording": []}, {"seals": {}},
        {"seals": [1]}, {"seals": []}, {"seals": [["0c" * 32, "00" * 64]] * (limits.MAX_SEALS + 1)},
    ],
)  # fmt: skip
def test_an_assent_that_is_not_as_it_must_be_seals_nothing(ir, change):
    consent = consent_of(ir)
    good = seal(consent, ir.keys.seals["protocol"])
    assert sealed_of(assent(ir, consent, good, **change), ir.keys.card) is None


def test_an_assent_to_nothing_seals_nothing(ir):
    consent = consent_of(ir)
    fields = assent_fields(consent, seal(consent, ir.keys.seals["protocol"]))
    for header in ({}, {"point": HASH}, {"revision": OTHER}):
        assert sealed_of(ir.write("assent", fields, **header), ir.keys.card) is None


def test_an_assent_without_its_body_seals_nothing(ir):
    consent = consent_of(ir)
    entry = assent(ir, consent, seal(consent, ir.keys.seals["protocol"]))
    assert sealed_of(erased(entry), ir.keys.card) is None


# ------------------------------------------------------------------------------ joining


def test_the_first_entry_carries_the_signatures_of_the_roots(ir):
    entry = ir.record.entry("IR", 1)
    assert entry is not None
    assert is_joined_by_roots(entry, ir.keys.card)
    assert not is_joined_by_roots(erased(entry), ir.keys.card)
    assert not is_joined_by_roots(entry, parties("IR", "RU")[1].keys.card)


def test_what_the_roots_sign_is_the_file_and_the_card(ir):
    assert joining(ir.opening.visit, ir.keys.card) != joining(HASH, ir.keys.card)
    assert canonical({"side": "IR"})[1:-1] in joining(ir.opening.visit, ir.keys.card)
    assert digest(Use.CARD, ir.keys.card.raw).encode() in joining(ir.opening.visit, ir.keys.card)
