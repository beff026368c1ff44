"""The one door through which an entry comes in: order, heaps, forks, damage, and what an attempt may cost."""

from __future__ import annotations

import random  # noqa: TID251  # shuffles, seeded
from collections.abc import Iterable

import pytest
from tests.agreement.evil import EvilParty, Wire, offer, snapshot
from tests.agreement.parties import Keys, Party, parties
from tests.agreement.refusals import code_of, refusal_of

from placet.agreement import acts, record, signing
from placet.agreement.cards import card_of
from placet.agreement.entry import Entry, entry_of
from placet.agreement.fold import fold
from placet.agreement.header import Head
from placet.agreement.opening import opened
from placet.agreement.record import Admission, Chain, Fork, Record
from placet.agreement.signing import Use, verifies
from placet.agreement.state import state_digest
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

TALKS = {"title": {"en": "Talks"}}


def two() -> tuple[EvilParty, Party]:
    return EvilParty.among("IR", "RU")


def notes(party: EvilParty, number: int) -> list[Entry]:
    return [party.write("note", {"text": f"{n}"}) for n in range(number)]


def again(entry: Entry) -> Entry:
    return entry_of(entry.raw, entry.signature, entry.body)


# ------------------------------------------------------------------------------ one at a time


def test_an_entry_is_taken_once_and_known_ever_after():
    evil, honest = two()
    entry = evil.write("note")
    assert [honest.record.admit(again(entry)) for _ in range(3)] == [
        Admission.TAKEN, Admission.KNOWN, Admission.KNOWN,
    ]  # fmt: skip


def test_a_record_tells_what_it_holds():
    evil, honest = two()
    notes(evil, 2)
    honest.hear(evil)
    record = honest.record
    assert (len(record), [head.side for head in record.heads()]) == (4, ["IR", "RU"])
    assert record.seen_by("IR") == (Head("RU", 1, record.heads()[1].hash),)
    assert [record.entry("IR", seq) is None for seq in (0, 1, 3, 4)] == [True, False, False, True]
    assert Record(evil.opening).heads() == ()
    assert record.chains["IR"].card_at(99) == evil.keys.card


def test_the_first_entry_of_a_chain_is_signed_by_the_roots_of_its_side():
    evil, _ = two()
    fresh = EvilParty(evil.keys, evil.opening)
    for roots in (
        [],
        [[evil.keys.node.public, "00" * 64]],
        [[evil.keys.root.public, evil.keys.root.sign(Use.CARD, b"")]],
    ):
        assert code_of(offer, fresh.wire("join", {"roots": roots}), Record(evil.opening)) == "not-joined-by-roots"
    assert code_of(offer, fresh.wire("join", {}), Record(evil.opening)) == "field"
    assert code_of(offer, fresh.wire("note", {}), Record(evil.opening)) == "not-joined"
    assert fresh.join().header.seq == 1


def test_a20_the_roots_join_this_file_with_this_card_and_nothing_else_is_joined_by_that():
    evil, _ = two()
    joined = evil.record.entry("IR", 1)
    assert joined is not None
    other = opened([evil.keys.card, parties("IR", "US")[1].keys.card], {"en": "Another"}, bytes(32))
    there = EvilParty(evil.keys, other)
    roots = joined.body_fields()
    assert roots is not None
    assert code_of(offer, there.wire("join", {"roots": roots["roots"]}), Record(other)) == "not-joined-by-roots"


def test_what_a_side_has_not_seen_it_has_not_seen():
    chain = Chain("IR")
    assert chain.first_that_saw("US", 1) is None
    evil, honest = two()
    evil.write("note")
    honest.hear(evil)
    record = honest.record
    assert record.chains["IR"].first_that_saw("IR", 2) == 2
    assert record.chains["IR"].first_that_saw("IR", 3) is None
    assert record.chains["IR"].first_that_saw("RU", 1) == 2
    assert record.chains["IR"].first_that_saw("RU", 2) is None


# ------------------------------------------------------------------------------ heaps


def test_a13_a_gap_heals_as_soon_as_what_was_missing_comes():
    evil, honest = two()
    first, *later = notes(evil, 5)
    before = snapshot(honest.record)
    for entry in later:
        refusal = refusal_of(honest.record.admit, entry)
        assert (refusal.code, refusal.facts["have"]) == ("gap", 1)
    assert snapshot(honest.record) == before
    assert [honest.record.admit(entry) for entry in (first, *later)] == [Admission.TAKEN] * 5


def everything(parties_: Iterable[Party]) -> list[Entry]:
    return [again(entry) for party in list(parties_)[:1] for entry in party.record]


@pytest.mark.parametrize("seed", range(10))
def test_a_heap_is_taken_in_whatever_order_it_comes(seed):
    ir, ru, us = parties("IR", "RU", "US")
    for round_ in range(3):
        ir.hear(ru)
        ru.hear(us)
        us.hear(ir)
        for party in (ir, ru, us):
            party.propose({"title": {"en": f"{round_}"}})
    for _ in range(3):
        for one in (ir, ru, us):
            for other in (ir, ru, us):
                if one is not other:
                    one.hear(other)
    heap = everything([ir])
    random.Random(seed).shuffle(heap)
    record = Record(ir.opening)
    assert len(record.admit_all(heap)) == len(heap)
    assert snapshot(record) == snapshot(ir.record)
    assert record.admit_all(heap) == []


def test_a08_a_heap_with_a_poisonous_entry_says_which_and_a_copy_keeps_the_record_as_it_was():
    evil, honest = two()
    good = notes(evil, 3)
    poisoned = [good[0], entry_of(good[1].raw, bytes(64), good[1].body), good[2]]
    before, copy = snapshot(honest.record), honest.record.copy()
    refusal = refusal_of(copy.admit_all, poisoned)
    assert (refusal.code, refusal.facts) == ("bad-signature", {"side": "IR", "seq": 3})
    assert snapshot(honest.record) == before
    assert len(copy.chains["IR"].entries) == 2  # those before it stay, in the copy
    assert len(honest.record.admit_all(good)) == 3


def test_a_heap_that_waits_for_something_says_for_what():
    ir, ru, us = parties("IR", "RU", "US")
    us.propose(TALKS)
    ir.hear(us)
    ru.hear(ir, up_to=1)
    ir.propose(TALKS)
    waits = ir.record.entry("IR", 2)
    own = us.record.entry("US", 1)
    assert waits is not None
    assert own is not None
    fresh = parties("IR", "RU", "US")[1]
    refusal = refusal_of(fresh.record.admit_all, [again(waits), again(own)])
    assert (refusal.code, refusal.facts["wants"]) == ("seen-missing", "US 2")


def test_two_chains_that_wait_for_what_is_not_there_are_refused():
    ir, ru, us = parties("IR", "RU", "US")
    us.propose(TALKS)
    ir.hear(us)
    ru.hear(us)
    entries = [ir.acknowledge(), ru.acknowledge()]
    fresh = parties("IR", "RU", "US")[2]
    fresh.record = Record(fresh.opening)
    fresh.record.admit_all(entry for entry in everything([ir]) if entry.header.seq == 1)
    before = snapshot(fresh.record)
    assert code_of(fresh.record.admit_all, [again(entry) for entry in entries]) == "seen-missing"
    assert snapshot(fresh.record) == before


def test_a_copy_shares_nothing_that_changes():
    evil, honest = two()
    copy = honest.record.copy()
    assert snapshot(copy) == snapshot(honest.record)
    other = evil.wire("note", {"text": "yes"})
    for entry in notes(evil, 2):
        copy.admit(entry)
    offer(other, copy)
    assert copy.chains["IR"].fork is not None
    assert honest.record.chains["IR"].fork is None
    assert len(honest.record) == 2


# ------------------------------------------------------------------------------ forks


def forked() -> tuple[EvilParty, Party, Wire]:
    evil, honest = two()
    other = evil.wire("note", {"text": "yes"})
    evil.write("note", {"text": "no"})
    honest.hear(evil)
    assert offer(other, honest.record) is Admission.FORK
    return evil, honest, other


def test_a19_a_fork_closes_the_chain_and_its_proof_stands_alone():
    evil, honest, other = forked()
    fork = honest.record.chains["IR"].fork
    assert fork is not None
    assert (fork.seq, fork.other.raw) == (2, other.raw)
    key = bytes.fromhex(evil.keys.card.node)
    for each in (fork.kept, fork.other):
        assert verifies(key, Use.ENTRY + each.raw, each.signature)
    assert code_of(honest.record.admit, evil.write("note")) == "chain-closed"
    assert honest.record.chains["IR"].is_doubtful(2)
    assert not honest.record.chains["IR"].is_doubtful(1)


def test_a19_a_second_fork_is_told_too_and_the_first_proof_stays():
    evil, honest, other = forked()
    proof = honest.record.chains["IR"].fork
    third = evil.signed(other.raw.replace(b'"note"', b'"memo"'), other.body)
    assert offer(third, honest.record) is Admission.FORK
    assert honest.record.chains["IR"].fork is proof


def test_a19_the_other_sides_chain_goes_on():
    _, honest, _ = forked()
    assert honest.acknowledge().header.seq == 2


def test_a17_a_proof_keeps_only_a_body_that_its_writer_named():
    evil, honest = two()
    other = evil.wire("note", {"text": "yes"})
    evil.write("note", {"text": "no"})
    honest.hear(evil)
    truly, falsely = honest.record.copy(), honest.record.copy()
    offer(other, truly)
    offer(other.but(body=b"slander"), falsely)
    proofs = [record.chains["IR"].fork for record in (truly, falsely)]
    assert [proof and proof.other.body for proof in proofs] == [other.body, None]


def test_a_fork_is_a_pair():
    evil, _ = two()
    one, other = notes(evil, 2)
    assert Fork(one, other).seq == 2


# ------------------------------------------------------------------------------ damage


def damaged(entry: Entry) -> Iterable[tuple[bytes, bytes, bytes | None]]:
    """The entry with each byte of its parts flipped in two ways, and cut off before each."""
    assert entry.body is not None
    parts = [entry.raw, entry.signature, entry.body]
    for number, part in enumerate(parts):
        for at in range(len(part)):
            for other in (part[at] ^ 1, part[at] ^ 0x80):
                yield swapped(parts, number, part[:at] + bytes((other,)) + part[at + 1 :])
            yield swapped(parts, number, part[:at])


def swapped(parts: list[bytes], number: int, part: bytes) -> tuple[bytes, bytes, bytes | None]:
    raw, signature, body = (part if at == number else each for at, each in enumerate(parts))
    return raw, signature, body


CODES_OF_DAMAGE = {
    "not-json", "not-utf8", "not-canonical", "not-an-object", "bad-key", "key-twice", "too-deep", "field",
    "field-missing", "field-bound", "level", "no-such-moment", "not-in-order", "signature-length", "bad-signature",
    "body-differs", "broken-chain", "gap", "other-visit", "unknown-side", "seen-missing", "seen-contradicts",
    "not-joined", "number-too-large", "fraction", "null", "body-missing",
}  # fmt: skip


def test_a14_every_byte_of_an_entry_counts():
    """Header, signature and body: flipped or cut anywhere, the entry is refused and nothing has changed."""
    evil, honest = two()
    entry = evil.write("note", {"text": "The talks begin at ten."})
    before, codes, tried = snapshot(honest.record), set(), 0
    for raw, signature, body in damaged(entry):
        tried += 1
        try:
            found = honest.record.admit(entry_of(raw, signature, body))
        except Refused as refusal:
            codes.add(refusal.code)
        else:
            pytest.fail(f"{found}: {raw!r} {signature!r} {body!r}")
    assert entry.body is not None
    assert tried == 3 * (len(entry.raw) + 64 + len(entry.body))
    assert codes <= CODES_OF_DAMAGE
    assert snapshot(honest.record) == before
    assert honest.record.admit(entry) is Admission.TAKEN


def test_a14_a_proposal_too_whose_body_may_be_missing_but_not_another():
    evil, honest = two()
    evil.propose(TALKS)
    entry = evil.record.chains["IR"].entries[-1]
    before = snapshot(honest.record)
    for raw, signature, body in damaged(entry):
        with pytest.raises(Refused):
            honest.record.admit(entry_of(raw, signature, body))
    assert snapshot(honest.record) == before


def test_a_header_that_was_damaged_before_it_was_signed_is_read_for_what_it_is_or_refused():
    """The evil side signs the damage: whatever is taken then is canonical, and is the same at both doors."""
    evil, honest = two()
    wire = evil.wire("note", {"text": "The talks begin at ten."})
    outcomes = set()
    for at in range(len(wire.raw)):
        for bit in range(8):
            raw = bytearray(wire.raw)
            raw[at] ^= 1 << bit
            other = evil.signed(bytes(raw), wire.body)
            outcomes.add(outcome_of(other, honest.record.copy()))
    assert outcomes <= {"taken", *CODES_OF_DAMAGE}
    assert "taken" in outcomes  # another second or another type is a good entry too


def outcome_of(wire: Wire, record: Record) -> str:
    try:
        return offer(wire, record).value
    except Refused as refusal:
        return refusal.code


# ------------------------------------------------------------------------------ what an attempt may cost


@pytest.fixture
def verifications(monkeypatch):
    """How often a signature was verified."""
    counted = [0]

    def counting(key: bytes, message: bytes, signature: bytes) -> bool:
        counted[0] += 1
        return verifies(key, message, signature)

    for module in (signing, acts, record):  # the others have it by its name
        monkeypatch.setattr(module, "verifies", counting)
    return counted


def test_a10_an_entry_costs_one_verification_and_an_assent_at_most_one_for_each_seal_that_may_be(verifications):
    evil, honest = two()
    note = evil.write("note")
    text = evil.propose(TALKS)
    point, revision = text
    seals = [[evil.keys.seals["protocol"].public, "00" * 64]] * 32
    body = {**evil.seal(text), "seals": seals}
    assent = evil.wire("assent", body, header={"point": point, "revision": revision})
    costs = []
    for each in (Wire.of(note), Wire.of(evil.record.chains["IR"].entries[-1]), assent):
        verifications[0] = 0
        offer(each, honest.record)
        costs.append(verifications[0])
    assert costs == [1, 1, 1 + 32]


def test_a10_what_is_out_of_place_costs_no_verification_at_all(verifications):
    evil, honest = two()
    notes(evil, 3)
    verifications[0] = 0
    for wire in (
        evil.wire("note"),
        evil.wire("note", header={"visit": "0a" * 32}),
        evil.wire("note", header={"seq": 2, "prev": "0a" * 32}),
        evil.wire("note", header={"seq": 2, "seen": [["RU", 1, "0a" * 32]]}),
        Wire.of(evil.record.chains["IR"].entries[0]),
    ):
        outcome_of(wire, honest.record)
    assert verifications[0] == 0


def test_a10_a_text_that_is_tabled_and_signed_over_and_over_comes_to_what_it_came_to_first():
    evil, honest = two()
    text = evil.propose(TALKS)
    point, revision = text
    for _ in range(500):
        evil.write("propose", {}, point=point, revision=revision)
        evil.write("assent", evil.seal(text), point=point, revision=revision)
    honest.hear(evil)
    signed = fold(honest.record).final[text]
    assert signed.assents == {"IR": 4}  # the joining, the text, the text again, the first assent
    assert state_digest(honest.record) == state_digest(evil.record)


# ------------------------------------------------------------------------------ keys by their place


def test_b05_two_sides_of_one_name_are_told_apart_by_their_keys():
    keys = [Keys("IR"), Keys("RU")]
    for each in keys:
        fields = {**parse_object(each.card.raw), "names": {"en": "The Republic"}}
        each.card = card_of(canonical(fields))
    opening = opened([each.card for each in keys], {"en": "A visit"}, bytes(32))
    ir, ru = (EvilParty(each, opening) for each in keys)
    ir.join()
    ru.join()
    ru.hear(ir)
    assert code_of(
        offer, ru.wire("note", header={"side": "IR", "prev": ru.record.heads()[0].hash, "seen": []}), ru.record
    ) == ("bad-signature")
    assert offer(ir.wire("note"), ru.record) is Admission.TAKEN
