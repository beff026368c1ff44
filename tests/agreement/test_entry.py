"""Entries: a header that is its bytes, a signature beside it, and a body that can be erased."""

from __future__ import annotations

from typing import Any

import pytest
from tests.agreement.parties import parties, secret
from tests.agreement.refusals import code_of, refusal_of

from placet.agreement import limits
from placet.agreement.entry import (
    ERASABLE,
    FIRST_PREVIOUS,
    Entry,
    Kind,
    body_of,
    entry_of,
    header_of,
    look_at_body,
    written,
)
from placet.agreement.header import Head, Header
from placet.agreement.signing import SecretKey, Use, digest
from placet.formats.canonical import canonical, parse_object

HASH, OTHER = "0a" * 32, "0b" * 32
KEY = SecretKey(secret("key"))
HEADER = Header(
    visit=HASH, side="IR", seq=2, prev=OTHER, seen=(Head("RU", 1, HASH), Head("US", 7, OTHER)), type="propose",
    at="2027-03-04T12:34:56Z", body=HASH, length=2, point=HASH, revision=OTHER,
    needs=(("IR", "council"), ("RU", "protocol")),
)  # fmt: skip
FIELDS = parse_object(HEADER.to_bytes())


def with_fields(**fields: Any) -> bytes:
    return canonical({name: value for name, value in {**FIELDS, **fields}.items() if value is not None})


def test_a_header_is_read_as_it_was_written():
    assert header_of(HEADER.to_bytes()) == HEADER
    bare = Header(
        visit=HASH, side="RU", seq=1, prev=FIRST_PREVIOUS, seen=(), type="join", at="2027-03-04T12:34:56Z", body=HASH,
        length=2,
    )  # fmt: skip
    assert header_of(bare.to_bytes()) == bare


def test_the_header_of_the_specification_has_its_size():
    # Two sides, one head seen, a point and a text: what a real visit has most. 4 KiB is more than six times that.
    usual = Header(
        visit=HASH, side="A", seq=57, prev=OTHER, seen=(Head("B", 41, HASH),), type="assent",
        at="2027-03-04T12:34:56Z", body=HASH, length=812, point=HASH, revision=OTHER,
    )  # fmt: skip
    assert len(usual.to_bytes()) < limits.MAX_HEADER_BYTES / 6


def test_the_largest_header_that_the_bounds_allow_fits_in():
    sides = [f"S{'X' * 10}{number}" for number in range(limits.MAX_SIDES)]
    largest = Header(
        visit=HASH, side=sides[0], seq=limits.MAX_ENTRIES, prev=OTHER,
        seen=tuple(Head(side, limits.MAX_ENTRIES, HASH) for side in sides[1:]), type="a" * 32,
        at="2027-03-04T12:34:56Z", body=HASH, length=limits.MAX_BODY_BYTES, point=HASH, revision=OTHER,
        needs=tuple((sides[0], f"{'o' * 30}{number:02}") for number in range(limits.MAX_NEEDS)),
    )  # fmt: skip
    assert header_of(largest.to_bytes()) == largest


def test_seen_counts_the_own_chain_and_nothing_of_those_not_heard():
    assert [HEADER.seen_of(side) for side in ("IR", "RU", "US", "FR")] == [2, 1, 7, 0]


def test_a_field_that_we_do_not_know_is_signed_and_stays():
    raw = with_fields(later={"a": [True]})
    entry = entry_of(raw, bytes.fromhex(KEY.sign(Use.ENTRY, raw)), None)
    assert entry.raw == raw
    assert entry.header == HEADER
    assert entry.hash == digest(Use.ENTRY, raw) != digest(Use.ENTRY, HEADER.to_bytes())


def test_a_type_that_we_do_not_know_is_read():
    assert header_of(with_fields(type="toast")).type == "toast"


HEADS = [["RU", 1, HASH], ["US", 7, OTHER]]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"v": 0}, "level"),
        ({"v": 2}, "level"),
        ({"v": True}, "level"),
        ({"v": None}, "level"),
        ({"visit": None}, "field-missing"),
        ({"visit": HASH.upper()}, "field"),
        ({"side": None}, "field-missing"),
        ({"side": "ir"}, "field"),
        ({"side": "ISLAMICREPUBLIC"}, "field"),
        ({"seq": None}, "field-missing"),
        ({"seq": 0}, "field-bound"),
        ({"seq": -1}, "field-bound"),
        ({"seq": True}, "field"),
        ({"seq": "2"}, "field"),
        ({"seq": limits.MAX_ENTRIES + 1}, "field-bound"),
        ({"seq": 2**53 - 1}, "field-bound"),
        ({"prev": None}, "field-missing"),
        ({"prev": "0"}, "field"),
        ({"type": None}, "field-missing"),
        ({"type": ""}, "field"),
        ({"type": "Propose"}, "field"),
        ({"type": "a" * 33}, "field"),
        ({"at": None}, "field-missing"),
        ({"at": "2027-02-30T00:00:00Z"}, "no-such-moment"),
        ({"at": 1_800_000_000}, "field"),
        ({"body": None}, "field-missing"),
        ({"length": None}, "field-missing"),
        ({"length": 1}, "field-bound"),
        ({"length": limits.MAX_BODY_BYTES + 1}, "field-bound"),
        ({"point": ""}, "field"),
        ({"point": 0}, "field"),
        ({"revision": "none"}, "field"),
        ({"needs": []}, "field-bound"),
        ({"needs": {}}, "field"),
        ({"needs": ["IR"]}, "field"),
        ({"needs": [["IR"]]}, "field"),
        ({"needs": [["IR", 1]]}, "field"),
        ({"needs": [[1, "council"]]}, "field"),
        ({"needs": [["ir", "council"]]}, "field"),
        ({"needs": [["IR", "Council"]]}, "field"),
        ({"needs": [["RU", "protocol"], ["IR", "council"]]}, "not-in-order"),
        ({"needs": [["IR", "council"], ["IR", "council"]]}, "not-in-order"),
        ({"needs": [["IR", f"o{number}"] for number in range(10, 27)]}, "field-bound"),
        ({"seen": None}, "field-missing"),
        ({"seen": {}}, "field"),
        ({"seen": [1]}, "field"),
        ({"seen": [["RU", 1]]}, "field"),
        ({"seen": [["RU", 0, HASH]]}, "field"),
        ({"seen": [["RU", True, HASH]]}, "field"),
        ({"seen": [["RU", "1", HASH]]}, "field"),
        ({"seen": [["RU", limits.MAX_ENTRIES + 1, HASH]]}, "field"),
        ({"seen": [["ru", 1, HASH]]}, "field"),
        ({"seen": [[1, 1, HASH]]}, "field"),
        ({"seen": [["RU", 1, "0a"]]}, "field"),
        ({"seen": [["RU", 1, 5]]}, "field"),
        ({"seen": HEADS[::-1]}, "not-in-order"),
        ({"seen": [HEADS[0], HEADS[0]]}, "not-in-order"),
        ({"seen": [["IR", 1, HASH]]}, "not-in-order"),
        ({"seen": [[f"S{number}", 1, HASH] for number in range(9)]}, "field-bound"),
    ],
)
def test_a_header_that_is_not_as_it_must_be_is_refused(fields, code):
    assert code_of(header_of, with_fields(**fields)) == code


def test_a07_the_largest_numbers_that_may_be_are_taken_and_the_next_are_not():
    assert header_of(with_fields(seq=limits.MAX_ENTRIES)).seq == 1_000_000
    assert header_of(with_fields(length=limits.MAX_BODY_BYTES)).length == 262_144
    assert header_of(with_fields(seen=[["RU", limits.MAX_ENTRIES, HASH]])).seen_of("RU") == 1_000_000
    for raw in (b"9" * 20, b"9" * 100_000, b"1e9", b"2.0", b"-0"):
        spelt = with_fields().replace(b'"seq":2', b'"seq":' + raw)
        assert code_of(header_of, spelt[: limits.MAX_HEADER_BYTES]) in {
            "number-too-large", "fraction", "not-canonical", "not-json",
        }  # fmt: skip


def test_a_header_has_a_bound():
    room = limits.MAX_HEADER_BYTES - len(with_fields(later=""))
    header_of(with_fields(later="a" * room))
    assert code_of(header_of, with_fields(later="a" * (room + 1))) == "too-large"


# ------------------------------------------------------------------------------ entries and bodies

BODY = body_of({"title": "Talks"}, secret("salt"))


def header(**fields: Any) -> Header:
    named = {name: getattr(HEADER, name) for name in HEADER.__dataclass_fields__}
    return Header(**{**named, "body": digest(Use.BODY, BODY), "length": len(BODY), **fields})


def test_an_entry_is_its_header_whatever_signature_stands_beside_it():
    entry = written(header(), BODY, KEY)
    other = entry_of(entry.raw, bytes(64), None)
    assert (other.hash, other) == (entry.hash, entry)
    assert entry.head == Head("IR", 2, entry.hash)


def test_what_a_body_says_is_there_until_it_is_erased():
    entry = written(header(), BODY, KEY)
    assert entry.body_fields() == {"salt": secret("salt").hex(), "title": "Talks"}
    assert entry_of(entry.raw, entry.signature, None).body_fields() is None


@pytest.mark.parametrize("length", [0, 63, 65])
def test_b02_a_signature_has_one_length(length):
    assert code_of(entry_of, HEADER.to_bytes(), bytes(length), BODY) == "signature-length"


def test_a_body_has_a_bound_before_it_is_looked_at():
    largest = b"{" + b" " * (limits.MAX_BODY_BYTES - 1)
    assert entry_of(HEADER.to_bytes(), bytes(64), largest).body == largest
    assert code_of(entry_of, HEADER.to_bytes(), bytes(64), largest + b"}") == "too-large"


def entry_with(body: bytes | None, /, **fields: Any) -> Entry:
    return entry_of(header(**fields).to_bytes(), bytes(64), body)


@pytest.mark.parametrize("kind", Kind)
def test_a_body_may_be_missing_exactly_where_it_may_be_erased(kind):
    if kind in ERASABLE:
        look_at_body(entry_with(None, type=kind.value))
    else:
        refusal = refusal_of(look_at_body, entry_with(None, type=kind.value))
        assert (refusal.code, refusal.facts) == ("body-missing", {"side": "IR", "seq": 2})


def test_a_body_of_a_type_that_we_do_not_know_may_be_missing():
    look_at_body(entry_with(BODY, type="toast"))
    look_at_body(entry_with(None, type="toast"))  # of a later version, which may know that it can be erased


@pytest.mark.parametrize("body", [b"", b"{}", BODY[:-1], BODY + b" ", BODY.replace(b"Talks", b"Walks")])
def test_a_body_is_the_one_that_the_header_names(body):
    look_at_body(entry_with(BODY))
    assert code_of(look_at_body, entry_with(body)) == "body-differs"


def test_a_length_that_is_not_the_bodys_is_noticed_though_the_hash_is_right():
    assert code_of(look_at_body, entry_with(BODY, length=len(BODY) + 1)) == "body-differs"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"[]", "not-an-object"), (b'""', "not-an-object"), (b'{"a": 1}', "not-canonical"), (b'{"a":1.5}', "fraction"),
        (b'{"a":NaN}', "not-json"), (b'{"a":1,"a":1}', "key-twice"), (b'{"a":"\\ud800"}', "not-unicode"),
        (b'{"a":' + b"9" * 100_000 + b"}", "number-too-large"), (b'{"a":' + b"[" * 100_000, "too-deep"),
        (b'{"a":null}', "null"), (b"\xff\xfe", "not-utf8"),
    ],
)  # fmt: skip
def test_b04_a_body_that_is_truly_named_must_be_canonical_too(body, code):
    assert code_of(look_at_body, entry_with(body, body=digest(Use.BODY, body), length=len(body))) == code


@pytest.mark.parametrize(
    "fields",
    [
        {"at": "now"}, {"seq": 0}, {"side": "ir"}, {"type": "no type"}, {"needs": (("RU", "b"), ("IR", "a"))},
        {"seen": (Head("US", 1, HASH), Head("RU", 1, HASH))}, {"body": HASH}, {"length": 5}, {"point": "talks"},
    ],
)  # fmt: skip
def test_a09_we_sign_nothing_that_the_other_sides_door_would_not_let_in(fields):
    assert code_of(written, header(**fields), BODY, KEY) in {"field", "field-bound", "not-in-order", "body-differs"}


def test_a09_a_body_that_is_too_large_for_the_other_side_is_not_written():
    body = body_of({"title": "a" * limits.MAX_BODY_BYTES}, secret("salt"))
    big = header(body=digest(Use.BODY, body), length=len(body))
    assert code_of(written, big, body, KEY) == "too-large"


def test_our_own_body_is_written_in_normal_form_c():
    assert code_of(body_of, {"title": {"en": ["Cafe\u0301"]}}, secret("salt")) == "not-nfc"
    assert body_of({"title": {"en": ["Café"]}}, bytes(32)).startswith(b'{"salt":"' + b"0" * 64)


def test_b03_the_bytes_are_those_that_were_received():
    """What was signed is kept; nothing is written down again from what was parsed."""
    ir, ru = parties("IR", "RU")
    point, _ = ir.propose({"title": {"en": "Talks"}})
    ru.hear(ir)
    mine, theirs = ir.record.entry("IR", 2), ru.record.entry("IR", 2)
    assert mine is not None
    assert theirs is not None
    assert (theirs.raw, theirs.signature, theirs.body) == (mine.raw, mine.signature, mine.body)
    assert theirs.header.point == point
