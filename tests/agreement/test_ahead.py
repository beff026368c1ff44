"""What is verified ahead, and read in one look, changes no answer: only how soon it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.agreement.parties import Party, parties, secret
from tests.agreement.pouches import offices
from tests.thorough import thorough

from placet.agreement.acts import Sealing, sealing_in, sealing_of
from placet.agreement.ahead import Ahead, looked_ahead
from placet.agreement.entry import Entry, _read, entry_of, header_of, look_at_body
from placet.agreement.header import Head, Header
from placet.agreement.plain_assent import plain_seal_of
from placet.agreement.plain_header import plain_of
from placet.agreement.record import Admission, Record
from placet.agreement.signing import Claim, SecretKey, Use, digest, verified_ahead, verifies
from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

HASH, OTHER = "0a" * 32, "0b" * 32
KEY = SecretKey(secret("key"))
PLAIN = Header(
    visit=HASH, side="IR", seq=2, prev=OTHER, seen=(Head("RU", 1, HASH), Head("US", 7, OTHER)), type="propose",
    at="2027-03-04T12:34:56Z", body=HASH, length=2, point=HASH, revision=OTHER,
)  # fmt: skip


# verified ahead


def claim(number: int) -> Claim:
    words = f"words {number}".encode()
    return bytes.fromhex(KEY.public), Use.ENTRY + words, bytes.fromhex(KEY.sign(Use.ENTRY, words))


@pytest.mark.parametrize("count", [1, 32, 33, 70])
def test_of_each_claim_it_is_said_whether_it_is_good_few_or_many(count: int) -> None:
    good = [claim(number) for number in range(count)]
    bad = [(key, words + b"!", signature) for key, words, signature in good]
    # two claims for each number: up to 64 of them no thread is begun, and 140 are three stretches
    mixed = [each for pair in zip(good, bad, strict=True) for each in pair]
    assert verified_ahead(mixed) == [True, False] * count
    assert verified_ahead(mixed[1:]) == ([True, False] * count)[1:]


def test_of_no_claims_nothing_is_said() -> None:
    assert verified_ahead([]) == []


def test_what_is_known_ahead_is_not_verified_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ir, asked = talk(20), []
    record = heard_russia(ir)
    known = list(looked_ahead(ir.record.chains["IR"].entries, record.last_card))
    monkeypatch.setattr("placet.agreement.record.verifies", lambda *each: asked.append(each))
    monkeypatch.setattr("placet.agreement.acts.verifies", lambda *each: asked.append(each))
    assert [record.admit_known(each) for each in known] == [Admission.TAKEN] * 41
    assert len(record.chains["IR"].sealed) == 20
    assert asked == []


def test_what_was_verified_with_other_keys_than_are_in_force_is_verified_anew() -> None:
    ir = talk(1)
    entries, own = list(ir.record.chains["IR"].entries), ir.keys.card
    other = ir.record.chains["RU"].cards[0][1]
    assert [each.is_signed for each in looked_ahead(entries, lambda _: own)] == [True] * 3
    assert [each.is_signed for each in looked_ahead(entries, lambda _: other)] == [False] * 3
    record = heard_russia(ir)
    for each in looked_ahead(entries, lambda _: other):
        assert record.admit_known(each) is Admission.TAKEN
    assert record.chains["IR"].sealed == ir.record.chains["IR"].sealed
    assert set(record.chains["IR"].sealed) == {3}
    # neither does a signature count that is good under other keys alone, nor one under a card that only looks the same
    ir.propose({"number": 2})
    forged = replace(ir.record.chains["IR"].entries[-1], signature=bytes(64))
    for card in (other, replace(own)):
        with pytest.raises(Refused, match="bad-signature"):
            record.admit_known(Ahead(forged, card=card, is_signed=True))


def talk(count: int) -> Party:
    """Iran puts so many texts on the table and seals each."""
    ir, _ = parties("IR", "RU")
    for number in range(count):
        ir.assent(ir.propose({"number": number}))
    return ir


def heard_russia(ir: Party) -> Record:
    """A new record that holds no more than Russia's joining, which Iran has seen."""
    record = Record(ir.opening)
    record.admit(ir.record.chains["RU"].entries[0])
    return record


def outcome(record: Record, admit: Callable[[Record, Iterable[Entry]], Any], entries: Iterable[Entry]) -> str:
    """The refusal, and everything that the record holds then."""
    refused = ""
    try:
        admit(record, entries)
    except Refused as refusal:
        refused = f"{refusal.code} {refusal.facts}"
    sealed = {side: chain.sealed for side, chain in record.chains.items()}
    return f"{refused} {[entry.hash for entry in record]} {sealed}"


def one_by_one(record: Record, entries: Iterable[Entry]) -> None:
    for entry in entries:
        record.admit(entry)


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def test_a_batch_has_the_outcome_of_its_entries_one_by_one_wherever_it_is_bad() -> None:
    ir = talk(20)
    good = ir.record.chains["IR"].entries
    own = {"signature": lambda entry: flipped(entry.signature, 5), "body": lambda entry: flipped(entry.body, 30)}
    outcomes = set()
    for at in (0, 1, 2, 39, 40):
        for name, change in own.items():
            entries = [*good[:at], replace(good[at], **{name: change(good[at])}), *good[at + 1 :]]
            first = outcome(heard_russia(ir), one_by_one, entries)
            assert outcome(heard_russia(ir), Record.admit_all, entries) == first
            outcomes.add(first)
    assert len(outcomes) == 10
    assert outcome(heard_russia(ir), Record.admit_all, good) == outcome(heard_russia(ir), one_by_one, good)


def test_a_seal_that_is_wrong_counts_for_as_little_in_a_batch() -> None:
    ir = talk(0)
    stranger = SecretKey(secret("stranger"))
    own, ir.keys.seals["protocol"] = ir.keys.seals["protocol"], stranger
    for number in range(20):
        ir.assent(ir.propose({"number": number}))
    ir.keys.seals["protocol"] = own
    ir.assent(ir.propose({"number": 20}))
    record = heard_russia(ir)
    record.admit_all(ir.record.chains["IR"].entries)
    # the join, then text and seal twenty-one times: the last of them is entry 1 + 42
    assert set(record.chains["IR"].sealed) == {43}


def test_after_a_change_of_keys_within_a_batch_the_new_keys_are_in_force() -> None:
    ir, _ = offices("IR", "RU")
    for generation in (1, 2):
        for number in range(20):
            ir.assent(ir.propose({"number": number}))
        ir.change_keys(generation)
    ir.propose({"number": 99})
    entries = ir.record.chains["IR"].entries
    assert outcome(heard_russia(ir), Record.admit_all, entries) == outcome(heard_russia(ir), one_by_one, entries)
    assert outcome(heard_russia(ir), one_by_one, entries).startswith(" ")  # nothing was refused


def test_every_body_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ir, read, recognised = talk(20), [], []
    monkeypatch.setattr(
        "placet.agreement.entry.parse_object", lambda raw, most: read.append(raw) or parse_object(raw, most)
    )
    monkeypatch.setattr("placet.agreement.acts.plain_seal_of", lambda raw: recognised.append(raw) or plain_seal_of(raw))
    heard_russia(ir).admit_all(ir.record.chains["IR"].entries)
    # two joins, looked at and asked for their roots, and 20 texts: 2 * 2 + 20
    assert (len(read), len(set(read))) == (24, 22)
    assert (len(recognised), len(set(recognised))) == (20, 20)


def test_a_source_that_fails_is_heard_after_what_it_gave_before() -> None:
    entries = talk(1).record.chains["IR"].entries

    def source() -> Iterator[Entry]:
        yield from entries
        raise Refused("damaged")

    given = looked_ahead(source(), lambda _: None)
    assert [next(given).entry for _ in entries] == entries
    with pytest.raises(Refused, match="damaged"):
        next(given)


@pytest.mark.parametrize(
    ("count", "asked"),
    [
        (1, 2),  # the join, a text and its seal: two and one
        (2, 3),  # five entries: two, two and one
    ],
)
def test_keys_are_asked_for_anew_with_every_part_of_a_long_batch(
    monkeypatch: pytest.MonkeyPatch, count: int, asked: int
) -> None:
    monkeypatch.setattr("placet.agreement.ahead.AT_ONCE", 2)
    entries, sides = talk(count).record.chains["IR"].entries, []
    given = [ahead.entry for ahead in looked_ahead(entries, sides.append)]
    assert given == entries
    assert sides == ["IR"] * asked


def test_entries_of_a_side_that_nobody_knows_are_left_to_the_door() -> None:
    entries = talk(1).record.chains["IR"].entries
    known = [(ahead.card, ahead.is_signed, ahead.sealed) for ahead in looked_ahead(entries, lambda _: None)]
    assert known == [(None, False, None)] * 3


def test_the_seals_of_an_assent_are_claimed_under_keys_of_the_card_alone() -> None:
    ir, ru = parties("IR", "RU")
    entry = ir.assent(ir.propose({"number": 1}))
    sealing = sealing_of(entry.header, entry.body_fields())
    assert [verifies(*each) for each in sealing.claims(ir.keys.card)] == [True]
    assert sealing.claims(ru.keys.card) == []


# read in one look


def answer(read: Callable[[Any], object], given: object) -> object:
    try:
        return read(given)
    except Refused as refusal:
        return refusal.code, refusal.facts


def test_a_header_in_plain_form_is_read_in_one_look_to_the_same_values() -> None:
    bare = replace(PLAIN, seen=(), point=None, revision=None)
    most = replace(PLAIN, seen=tuple(Head(f"S{number}", 1_000_000, HASH) for number in range(7)), length=262_144)
    for header in (PLAIN, bare, most, replace(bare, point=HASH), replace(bare, revision=HASH)):
        raw = header.to_bytes()
        assert plain_of(raw) is not None
        assert header_of(raw) == _read(raw) == header


@pytest.mark.parametrize(
    "change",
    [
        {"needs": (("IR", "council"),)},
        {"at": "2027-02-29T12:34:56Z"},
        {"length": 1},
        {"length": 262_145},
        {"seq": 1_000_001},
        {"seen": (Head("RU", 1_000_001, HASH),)},
        {"seen": (Head("US", 1, HASH), Head("RU", 1, HASH))},
        {"seen": (Head("RU", 1, HASH), Head("RU", 1, HASH))},
        {"seen": (Head("IR", 1, HASH),)},
        {"seen": tuple(Head(f"S{number}", 1, HASH) for number in range(8))},
    ],
)
def test_what_is_out_of_the_plain_form_goes_the_long_way(change) -> None:
    raw = replace(PLAIN, **change).to_bytes()
    assert plain_of(raw) is None
    assert answer(header_of, raw) == answer(_read, raw)


def test_a_header_that_is_too_large_is_not_even_looked_at() -> None:
    raw = PLAIN.to_bytes() + b" " * 4096
    assert plain_of(raw) is None


PIECES = [
    b"", b",", b'"', b"[", b"]", b"0", b"00", b"-", b"1", b" ", b"\n", b"\\u0041", b"\xc3\xa9", b"\xb2", b"true",
    b"null", b'"v":1', b'"v":2', b'"x":1,', b'"needs":[["IR","a"]],', b"1.0", b"1e3", b"9999999", b"24", b"99", b"A",
]  # fmt: skip


@thorough
@given(
    st.sampled_from([PLAIN, replace(PLAIN, seen=(), point=None), replace(PLAIN, needs=(("IR", "council"),))]),
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 80), st.sampled_from(PIECES)), max_size=2),
)
def test_a_mutated_header_has_the_same_answer_in_one_look_and_field_by_field(header, cuts) -> None:
    raw = header.to_bytes()
    for start, length, piece in cuts:
        raw = raw[:start] + piece + raw[start + length :]
    assert answer(header_of, raw) == answer(_read, raw)


def test_every_byte_changed_to_every_neighbour_has_the_same_answer() -> None:
    raw = PLAIN.to_bytes()
    for at in range(len(raw)):
        for bit in (1, 2, 4, 16, 32, 128):
            changed = raw[:at] + bytes([raw[at] ^ bit]) + raw[at + 1 :]
            assert answer(header_of, changed) == answer(_read, changed)


def test_the_header_of_an_entry_is_the_plain_one() -> None:
    entry = talk(1).record.chains["IR"].entries[2]
    assert plain_of(entry.raw) is not None
    assert entry_of(entry.raw, entry.signature, entry.body) == entry


SEAL = {"level": "final", "salt": HASH, "seals": [[HASH, HASH + OTHER]], "wording": "agree"}


def assent(body: bytes | None, header: Header = PLAIN) -> Entry:
    """An assent with this body, which its header names; nothing of it is signed."""
    named = body or b"{}"
    header = replace(header, type="assent", body=digest(Use.BODY, named), length=len(named))
    return entry_of(header.to_bytes(), bytes(64), body)


def long_way(entry: Entry) -> Sealing | None:
    return sealing_of(entry.header, look_at_body(entry))


@pytest.mark.parametrize("level", ["final", "ad-referendum"])
@pytest.mark.parametrize("wording", ["agree", "no-objection"])
def test_a_plain_assent_is_read_in_one_look_to_the_same_values(level: str, wording: str) -> None:
    body = canonical({**SEAL, "level": level, "wording": wording})
    assert plain_seal_of(body) == (level, wording, (HASH, HASH + OTHER))
    assert sealing_in(assent(body)) == long_way(assent(body)) is not None


@pytest.mark.parametrize(
    "change",
    [
        {"seals": []},
        {"seals": [[HASH, HASH + OTHER]] * 2},
        {"seals": [[HASH, HASH]]},
        {"seals": [["0A" * 32, HASH + OTHER]]},
        {"salt": "0a"},
        {"level": 1},
        {"level": "Final"},
        {"wording": ""},
        {"zone": "later"},
    ],
)
def test_an_assent_out_of_the_plain_form_goes_the_long_way(change: dict[str, Any]) -> None:
    body = canonical({**SEAL, **change})
    assert plain_seal_of(body) is None
    assert sealing_in(assent(body)) == long_way(assent(body))


@pytest.mark.parametrize("change", [{"level": "final-final"}, {"wording": "agree-not"}])
def test_words_that_mean_nothing_come_to_nothing_in_one_look_too(change: dict[str, str]) -> None:
    body = canonical({**SEAL, **change})
    assert plain_seal_of(body) is not None
    assert sealing_in(assent(body)) is long_way(assent(body)) is None


@pytest.mark.parametrize("change", [{"point": None}, {"revision": None}])
def test_an_assent_to_no_text_comes_to_nothing_in_one_look_too(change: dict[str, None]) -> None:
    entry = assent(canonical(SEAL), replace(PLAIN, **change))
    assert sealing_in(entry) is long_way(entry) is None


def test_a_plain_assent_is_refused_where_its_header_names_another_or_it_is_missing() -> None:
    other = replace(assent(canonical(SEAL)), body=canonical({**SEAL, "salt": OTHER}))
    assert answer(sealing_in, other) == answer(long_way, other) == ("body-differs", {"side": "IR", "seq": 2})
    missing = assent(None)
    assert answer(sealing_in, missing) == answer(long_way, missing) == ("body-missing", {"side": "IR", "seq": 2})


@thorough
@given(
    st.sampled_from([SEAL, {**SEAL, "level": "ad-referendum"}, {**SEAL, "seals": []}, {**SEAL, "zone": [1]}]),
    st.lists(st.tuples(st.integers(0, 340), st.integers(0, 80), st.sampled_from(PIECES)), max_size=2),
)
def test_a_mutated_assent_has_the_same_answer_in_one_look_and_field_by_field(fields, cuts) -> None:
    body = canonical(fields)
    for start, length, piece in cuts:
        body = body[:start] + piece + body[start + length :]
    entry = assent(body or b"{}")
    assert answer(sealing_in, entry) == answer(long_way, entry)


def test_every_byte_of_an_assent_changed_to_every_neighbour_has_the_same_answer() -> None:
    body = canonical(SEAL)
    for at in range(len(body)):
        for bit in (1, 2, 4, 16, 32, 128):
            entry = assent(body[:at] + bytes([body[at] ^ bit]) + body[at + 1 :])
            assert answer(sealing_in, entry) == answer(long_way, entry)
