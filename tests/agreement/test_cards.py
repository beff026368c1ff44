"""Key cards: every key has one purpose, is safe to trust, and enough roots vouch for it."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from tests.agreement.curve import BASE, NEUTRAL, PRIME, TORSION, added, encoded, spelt, times
from tests.agreement.parties import Keys, secret
from tests.agreement.refusals import code_of, refusal_of

from placet.agreement import limits
from placet.agreement.cards import (
    FINGERPRINT_DIGITS,
    card_of,
    is_signed_by_roots,
    signatures_of,
    signed,
    signed_card_of,
    written,
)
from placet.agreement.signing import SecretKey, Use
from placet.agreement.unsafe_keys import POUCH_KEY_BYTES, is_safe_pouch_key, keys_in_print
from placet.formats.canonical import canonical, parse_object

IR = Keys("IR", ("protocol", "council"))
FIELDS = parse_object(IR.card.raw)
ROOTS = [SecretKey(secret("root", number)) for number in range(3)]

PLAIN = next(key for n in range(20) if int((key := SecretKey(secret("plain", n)).public)[-2:], 16) < 0x80)
"""A public key whose bytes are a good key of X25519 too: the highest bit is not set."""


def with_fields(**fields: Any) -> bytes:
    return canonical({name: value for name, value in {**FIELDS, **fields}.items() if value is not None})


def three_roots(threshold: int) -> bytes:
    return with_fields(roots=sorted(root.public for root in ROOTS), threshold=threshold)


def test_a_card_is_what_was_written():
    card = card_of(IR.card.raw)
    assert card == IR.card
    assert (card.side, card.names, card.threshold, card.node) == ("IR", {"en": "Side IR"}, 1, IR.node.public)
    assert card.offices == {"protocol", "council"}
    assert set(card.seals) == {seal.public for seal in IR.seals.values()}


def test_a_field_that_we_do_not_know_changes_nothing_and_stays():
    later = with_fields(telex="not yet", more={"a": [1]})
    card = card_of(later)
    assert card.raw == later
    assert card != IR.card
    assert card.keys == IR.card.keys


def test_a_fingerprint_has_thirty_digits_and_is_of_the_bytes():
    # SHA-256 of the tag and the bytes, modulo 10^30, in groups of five.
    number = int(hashlib.sha256(b"placet/card/v1\n" + IR.card.raw).hexdigest(), 16) % 10**30
    assert IR.card.fingerprint.replace(" ", "") == f"{number:030d}"
    assert [len(group) for group in IR.card.fingerprint.split()] == [5] * 6
    assert card_of(with_fields(names={"en": "Side IR."})).fingerprint != IR.card.fingerprint
    assert FINGERPRINT_DIGITS == 30


UNSAFE = {
    "of small order": (encoded(TORSION[1]), "key-small-order"),
    "the neutral point": (encoded(NEUTRAL), "key-small-order"),
    "of mixed order": (encoded(added(times(5, BASE), TORSION[1])), "key-mixed-order"),
    "not canonical": (spelt(PRIME + 3), "key-not-canonical"),
    "not on the curve": (spelt(2), "key-not-on-curve"),
    "of the standard's examples": (
        bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
        "key-in-print",
    ),
    "made from noughts": (bytes.fromhex(SecretKey(bytes(32)).public), "key-in-print"),
    "made from one byte repeated": (bytes.fromhex(SecretKey(b"\x2a" * 32).public), "key-in-print"),
}


@pytest.mark.parametrize("place", ["roots", "seals", "node"])
@pytest.mark.parametrize(("key", "code"), UNSAFE.values(), ids=UNSAFE)
def test_b01_a12_no_card_has_an_unsafe_key_anywhere(place, key, code):
    fields = {"roots": [key.hex()], "seals": [[key.hex(), "protocol"]], "node": key.hex()}
    assert code_of(card_of, with_fields(**{place: fields[place]})) == code


@pytest.mark.parametrize(
    "fields",
    [
        {"node": IR.root.public},
        {"node": IR.seals["protocol"].public},
        {"seals": [[IR.root.public, "protocol"]]},
        {"roots": [IR.root.public, IR.root.public]},
        {"seals": [[IR.seals["protocol"].public, "protocol"], [IR.seals["protocol"].public, "council"]]},
        {"node": PLAIN, "pouch": (IR.card.pouch[:-32] + bytes.fromhex(PLAIN)).hex()},
    ],
    ids=[
        "node and root",
        "node and seal",
        "seal and root",
        "a root twice",
        "one seal for two offices",
        "pouch and node",
    ],
)
def test_b05_a_key_has_one_purpose(fields):
    assert code_of(card_of, with_fields(**fields)) == "key-used-twice"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"v": 2}, "level"),
        ({"v": True}, "level"),
        ({"v": None}, "level"),
        ({"side": "ir"}, "field"),
        ({"side": None}, "field-missing"),
        ({"names": {}}, "field-bound"),
        ({"names": None}, "field-missing"),
        ({"roots": []}, "field-bound"),
        ({"roots": None}, "field-missing"),
        ({"roots": [1]}, "key-malformed"),
        ({"roots": ["0" * 64] * (limits.MAX_KEYS + 1)}, "field-bound"),
        ({"seals": []}, "field-bound"),
        ({"seals": [["0" * 64, "protocol"]] * (limits.MAX_KEYS + 1)}, "field-bound"),
        ({"seals": [IR.root.public]}, "field"),
        ({"seals": [[IR.node.public]]}, "field"),
        ({"seals": [[IR.seals["protocol"].public, "Protocol"]]}, "field"),
        ({"seals": [[IR.seals["protocol"].public, 1]]}, "field"),
        ({"seals": [[7, "protocol"]]}, "key-malformed"),
        ({"threshold": 0}, "field-bound"),
        ({"threshold": 2}, "field-bound"),
        ({"threshold": True}, "field"),
        ({"node": None}, "key-malformed"),
        ({"pouch": None}, "field-missing"),
        ({"pouch": "00"}, "field"),
        ({"pouch": IR.card.pouch.hex().upper()}, "field"),
        ({"pouch": " " + IR.card.pouch.hex()[1:]}, "field"),
    ],
)
def test_a_card_that_is_not_as_it_must_be_is_refused(fields, code):
    assert code_of(card_of, with_fields(**fields)) == code


@pytest.mark.parametrize("raw", [b"", b"[]", IR.card.raw + b"\n", b" " + IR.card.raw, IR.card.raw[:-1]])
def test_a_card_is_its_bytes(raw):
    assert code_of(card_of, raw) in {"not-json", "not-an-object", "not-canonical"}


def test_a_card_has_a_bound():
    room = limits.MAX_CARD_BYTES - len(with_fields(more=""))
    assert card_of(with_fields(more="a" * room)).side == "IR"
    assert code_of(card_of, with_fields(more="a" * (room + 1))) == "too-large"


def test_our_own_card_is_written_in_normal_form_c():
    card = IR.card
    parts: dict[str, Any] = {
        "side": card.side, "roots": card.roots, "threshold": 1, "seals": card.seals, "node": card.node,
        "pouch": card.pouch,
    }  # fmt: skip
    assert written(names={"en": "Cafe"}, **parts).names == {"en": "Cafe"}
    assert code_of(written, names={"en": "Cafe\u0301"}, **parts) == "not-nfc"


# ------------------------------------------------------------------------------ envelope keys


def packed(*numbers: int) -> bytes:
    """768 numbers of 12 bits, two in three bytes, the first of them given; a seed, and a good point of X25519."""
    every = [*numbers, *[0] * (768 - len(numbers))]
    pairs = zip(every[::2], every[1::2], strict=True)
    return b"".join((a | b << 12).to_bytes(3, "little") for a, b in pairs) + bytes(32) + (9).to_bytes(32, "little")


@pytest.mark.parametrize("numbers", [(3328, 3328), (0, 0), (0x101, 0xAB)])
def test_an_envelope_key_of_numbers_below_the_modulus_is_safe(numbers):
    assert is_safe_pouch_key(packed(*numbers))


@pytest.mark.parametrize("numbers", [(3329, 0), (0, 3329), (4095, 4095), (*[0] * 767, 3329), (*[0] * 766, 3329)])
def test_an_envelope_key_with_a_number_that_is_none_is_not(numbers):
    # FIPS 203, 7.2: the key must be what comes of decoding and encoding it again, modulo 3329.
    assert not is_safe_pouch_key(packed(*numbers))


@pytest.mark.parametrize(
    "curve",
    [0, 1, PRIME - 1, PRIME, PRIME + 1, 2**255 + 9, 2**256 - 1,
     325606250916557431795983626356110631294008115727848805560023387167927233504,
     39382357235489614581723060781553021112529911719440698176882885853963445705823],
)  # fmt: skip
def test_an_envelope_key_whose_second_half_gives_nothing_away_but_noughts_is_not(curve):
    assert not is_safe_pouch_key(packed()[:-32] + curve.to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, POUCH_KEY_BYTES - 1, POUCH_KEY_BYTES + 1])
def test_an_envelope_key_has_one_length(length):
    assert not is_safe_pouch_key((packed() * 2)[:length])


def test_a_card_with_an_unsafe_envelope_key_is_refused_before_anybody_seals_to_it():
    assert code_of(card_of, with_fields(pouch=packed(3329).hex())) == "pouch-key-unsafe"
    assert card_of(with_fields(pouch=packed(3328).hex())).side == "IR"


def test_the_keys_in_print_are_those_of_the_standard_and_of_repeated_bytes():
    assert len(keys_in_print()) == 5 + 256
    assert "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf" in keys_in_print()  # RFC 8032, the last


# ------------------------------------------------------------------------------ signatures of roots


def by(*roots: SecretKey) -> dict[str, Any]:
    return {root.public: root.sign for root in roots}


@pytest.mark.parametrize(
    ("threshold", "signers", "is_enough"), [(1, 1, True), (2, 1, False), (2, 2, True), (3, 2, False)]
)
def test_a_card_is_handed_over_under_as_many_roots_as_it_wants_itself(threshold, signers, is_enough):
    file = signed(card_of(three_roots(threshold)), by(*ROOTS[:signers])).to_bytes()
    if is_enough:
        assert signed_card_of(file).to_bytes() == file
    else:
        assert refusal_of(signed_card_of, file).facts == {"side": "IR"}
        assert code_of(signed_card_of, file) == "card-not-signed"


def test_a18_one_root_that_signs_twice_is_one_root():
    card = card_of(three_roots(2))
    once = (ROOTS[0].public, ROOTS[0].sign(Use.CARD, card.raw))
    assert not is_signed_by_roots(card, Use.CARD, card.raw, [once, once])
    # The same key with a second, different and wrong signature, and a stranger's good one.
    stranger = SecretKey(secret("stranger"))
    more = [once, (ROOTS[0].public, "00" * 64), (stranger.public, stranger.sign(Use.CARD, card.raw))]
    assert not is_signed_by_roots(card, Use.CARD, card.raw, more)
    assert is_signed_by_roots(card, Use.CARD, card.raw, [once, (ROOTS[1].public, ROOTS[1].sign(Use.CARD, card.raw))])


def test_a20_a_roots_signature_for_something_else_does_not_vouch_for_a_card():
    card = IR.card
    file = canonical({"card": card.raw.decode(), "signatures": [[IR.root.public, IR.root.sign(Use.JOIN, card.raw)]]})
    assert code_of(signed_card_of, file) == "card-not-signed"


@pytest.mark.parametrize(
    "value",
    [None, {}, "ab", [1], [["0" * 64]], [["0" * 64, "0" * 127]], [["0" * 63, "0" * 128]], [[1, 2]],
     [["0" * 64, "0" * 128]] * (limits.MAX_KEYS + 1)],
)  # fmt: skip
def test_signatures_are_pairs_and_not_too_many(value):
    assert signatures_of([]) == ()
    assert signatures_of([["0" * 64, "0" * 128]]) == (("0" * 64, "0" * 128),)
    assert code_of(signatures_of, value) == ("field-bound" if isinstance(value, list) and len(value) > 2 else "field")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"signatures": []}, "field-missing"),
        ({"card": 1, "signatures": []}, "field"),
        ({"card": "{}", "signatures": []}, "level"),
        ({"card": "a" * (limits.MAX_CARD_BYTES + 1), "signatures": []}, "field-bound"),
        ({"card": IR.card.raw.decode()}, "field"),
    ],
)
def test_a_card_file_that_is_not_as_it_must_be_is_refused(fields, code):
    assert code_of(signed_card_of, canonical(fields)) == code


def test_a_card_file_has_a_bound():
    assert code_of(signed_card_of, b'"' + b"a" * limits.MAX_CARD_FILE_BYTES + b'"') == "too-large"
