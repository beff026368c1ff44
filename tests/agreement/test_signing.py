"""Signatures: libsodium's rules, worked out by hand for the keys and signatures that libraries disagree about."""

from __future__ import annotations

import pytest
from tests.agreement.curve import BASE, NEUTRAL, ORDER, PRIME, TORSION, added, challenge, encoded, spelt, times, x_of

from placet.agreement.signing import SecretKey, Use, digest, enrolled, fault_of, is_signed, verifies, why_refused
from placet.errors import Refused

SEED = bytes(range(32))
KEY = SecretKey(SEED)
MESSAGE = b"the talks begin at ten"
A, R = 0x1234567890ABCDEF << 100, 0xFEDCBA0987654321 << 90
"""The secret numbers behind a key and behind the first half of a signature."""


def key_point(secret: int, torsion: int) -> bytes:
    return encoded(added(times(secret, BASE), TORSION[torsion]))


def signature(first: bytes, key: bytes, message: bytes, *, secret: int, nonce: int) -> bytes:
    number = (nonce + challenge(first, key, message) * secret) % ORDER
    return first + number.to_bytes(32, "little")


KEYS = {(secret, torsion): key_point(secret, torsion) for secret in (0, A) for torsion in range(8)}
FIRSTS = {(nonce, torsion): key_point(nonce, torsion) for nonce in (0, R) for torsion in range(8)}


@pytest.mark.parametrize("number", range(8))
def test_signatures_that_libraries_disagree_about_are_accepted_by_the_rules_of_libsodium(number):
    """All 256 pairs of key and first half, each with a part of prime order or none, and a part of small order or none.

    libsodium: the second half below the group's order; key canonical and not of small order; the first half, byte for
    byte, what comes out of S·B - h·A, and not of small order. With key a·B + i·T, first half r·B + j·T and
    S = r + h·a that is so exactly if a and r are not nought and j + h·i is divisible by eight. (Libraries that
    multiply by eight first accept every one of the 256, small keys too; those that look at encodings less, more.)
    """
    message = MESSAGE + bytes([number])
    for (secret, i), key in KEYS.items():
        for (nonce, j), first in FIRSTS.items():
            made = signature(first, key, message, secret=secret, nonce=nonce)
            h = challenge(first, key, message)
            expected = bool(secret and nonce and (j + h * i) % 8 == 0)
            assert verifies(key, message, made) is expected, (secret, i, nonce, j)
            assert (why_refused(key, message, made) is None) is expected


def test_with_an_enrolled_key_only_a_first_half_of_prime_order_is_accepted():
    # i = 0: j + h·0 is divisible by eight only for j = 0.
    key = KEYS[A, 0]
    enrolled(key.hex())
    good = [
        (nonce, j)
        for (nonce, j), first in FIRSTS.items()
        if verifies(key, MESSAGE, signature(first, key, MESSAGE, secret=A, nonce=nonce))
    ]
    assert good == [(R, 0)]


def test_with_a_key_of_small_order_one_signature_would_fit_every_text():
    """The identity as key: S·B - h·A is S·B whatever h is. Such a signature must not be accepted for any text."""
    key = encoded(NEUTRAL)
    fits_all = encoded(times(R, BASE)) + R.to_bytes(32, "little")
    for message in (b"", b"one text", b"another"):
        assert not verifies(key, message, fits_all)
        assert why_refused(key, message, fits_all) == "key-small-order"


def test_no_byte_passes_from_the_message_to_the_signature_or_back():
    key, made = KEYS[A, 0], signature(FIRSTS[R, 0], KEYS[A, 0], MESSAGE, secret=A, nonce=R)
    assert verifies(key, MESSAGE, made)
    # Put one behind the other, all three are the same bytes.
    assert not verifies(key, MESSAGE[1:], made + MESSAGE[:1])
    assert not verifies(key, made[63:] + MESSAGE, made[:63])


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (ORDER - 1, "signature-wrong"),  # the largest that may stand there
        (ORDER, "signature-not-canonical"),
        (2**252 - 1, "signature-wrong"),
    ],
)
def test_a_second_half_is_canonical_below_the_order_of_the_group(number, code):
    made = encoded(times(R, BASE)) + number.to_bytes(32, "little")
    assert why_refused(KEYS[A, 0], MESSAGE, made) == code


SMALL = {f"{n} times a point of order eight": encoded(point) for n, point in enumerate(TORSION)} | {
    # x = 0 has no sign, but its bit can be set: 1 and -1, of order one and two.
    "the neutral point with a sign": spelt(1, 1),
    "the point of order two with a sign": spelt(PRIME - 1, 1),
}
NOT_CANONICAL = {
    # y may be written as y + p where that is below 2^255: y = 0 to 18.
    **{f"p + {y}": spelt(PRIME + y) for y in range(19)},
    **{f"p + {y} with a sign": spelt(PRIME + y, 1) for y in range(19)},
}
NOT_ON_CURVE = {f"y = {y}": spelt(y) for y in range(2, 40) if x_of(y) is None}
MIXED = {f"prime order and {n} of eight": KEYS[A, n] for n in range(1, 8)}


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        *((key, "key-small-order") for key in SMALL.values()),
        *((key, "key-not-canonical") for key in NOT_CANONICAL.values()),
        *((key, "key-not-on-curve") for key in NOT_ON_CURVE.values()),
        *((key, "key-mixed-order") for key in MIXED.values()),
    ],
    ids=[*SMALL, *NOT_CANONICAL, *NOT_ON_CURVE, *MIXED],
)
def test_b01_an_unsafe_key_is_not_enrolled_and_its_signatures_count_for_nothing(bad, code):
    with pytest.raises(Refused) as refusal:
        enrolled(bad.hex())
    assert refusal.value.code == code
    nothing = bytes(64)
    assert not verifies(bad, MESSAGE, nothing)
    # With a key of mixed order libsodium looks at the signature, whose first half is here y = 0, of order four.
    assert why_refused(bad, MESSAGE, nothing) == (code if code != "key-mixed-order" else "signature-small-order")


@pytest.mark.parametrize("first", [*SMALL.values(), *NOT_CANONICAL.values()], ids=[*SMALL, *NOT_CANONICAL])
def test_b01_a_first_half_that_is_small_or_not_canonical_is_refused(first):
    # Whatever the second half: a signature that would be right for the point meant, r = 0, S = h·a.
    key = KEYS[A, 0]
    made = signature(first, key, MESSAGE, secret=A, nonce=0)
    assert not verifies(key, MESSAGE, made)
    code = "signature-small-order" if first in SMALL.values() else "signature-not-canonical"
    assert why_refused(key, MESSAGE, made) == code


@pytest.mark.parametrize("more", [1, 2, 3, 8, 15], ids=lambda more: f"{more} times the order more")
def test_b02_a_second_half_beyond_the_order_is_refused(more):
    # S and S + n·L are the same number to the curve. 2^256 / L is just below 16.
    good = bytes.fromhex(KEY.sign(Use.SEAL, MESSAGE))
    number = int.from_bytes(good[32:], "little") + more * ORDER
    assert number < 2**256
    other = good[:32] + number.to_bytes(32, "little")
    message, key = Use.SEAL + MESSAGE, bytes.fromhex(KEY.public)
    assert verifies(key, message, good)
    assert not verifies(key, message, other)
    assert why_refused(key, message, other) == "signature-not-canonical"


@pytest.mark.parametrize("length", [0, 1, 32, 63, 65, 96, 128])
def test_b02_a_signature_of_another_length_is_refused(length):
    key = bytes.fromhex(KEY.public)
    good = bytes.fromhex(KEY.sign(Use.SEAL, MESSAGE))
    other = (good * 2)[:length]
    assert not verifies(key, Use.SEAL + MESSAGE, other)
    assert why_refused(key, Use.SEAL + MESSAGE, other) == "signature-length"


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_b07_a_key_of_another_length_is_refused(length):
    key = (bytes.fromhex(KEY.public) * 2)[:length]
    good = bytes.fromhex(KEY.sign(Use.SEAL, MESSAGE))
    assert not verifies(key, Use.SEAL + MESSAGE, good)
    assert why_refused(key, Use.SEAL + MESSAGE, good) == "key-length"


@pytest.mark.parametrize(
    "bad", [None, 1, b"", "", "0" * 63, "0" * 65, "A" * 64, "0" * 64 + "\n", "٠" * 64, "0x" + "0" * 62]
)
def test_a_key_is_64_digits_in_lower_case(bad):
    with pytest.raises(Refused) as refusal:
        enrolled(bad)
    assert refusal.value.code == "key-malformed"


def test_a_bit_changed_anywhere_in_a_signature_makes_it_wrong():
    good = bytes.fromhex(KEY.sign(Use.ENTRY, MESSAGE))
    key, message = bytes.fromhex(KEY.public), Use.ENTRY + MESSAGE
    for bit in range(512):
        other = bytearray(good)
        other[bit // 8] ^= 1 << bit % 8
        assert not verifies(key, message, bytes(other))
        assert why_refused(key, message, bytes(other)) is not None


def test_another_text_makes_a_good_signature_wrong():
    good = bytes.fromhex(KEY.sign(Use.ENTRY, MESSAGE))
    key = bytes.fromhex(KEY.public)
    assert why_refused(key, Use.ENTRY + MESSAGE, good) is None
    assert why_refused(key, Use.ENTRY + MESSAGE + b" ", good) == "signature-wrong"


@pytest.mark.parametrize("signed_for", Use)
def test_a20_a_signature_is_good_for_the_use_it_was_made_for_and_no_other(signed_for):
    made = KEY.sign(signed_for, MESSAGE)
    assert [use for use in Use if is_signed(KEY.public, use, MESSAGE, made)] == [signed_for]


def test_a20_no_tag_is_the_beginning_of_another():
    tags = [use.value for use in Use]
    assert [(one, other) for one in tags for other in tags if one != other and other.startswith(one)] == []
    assert len({digest(use, MESSAGE) for use in Use}) == len(Use)


@pytest.mark.parametrize(
    ("key", "made"),
    [("", ""), (KEY.public, ""), (KEY.public, "zz" * 64), (KEY.public.upper(), KEY.sign(Use.SEAL, b"")), ("é", "é")],
)
def test_what_is_not_hex_has_signed_nothing(key, made):
    assert is_signed(KEY.public, Use.SEAL, b"", KEY.sign(Use.SEAL, b""))
    assert not is_signed(key, Use.SEAL, b"", made)


def test_the_library_makes_the_signatures_that_the_book_makes():
    # RFC 8032, section 7.1, test 2: a message of one byte.
    seed = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    made = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    key = SecretKey(seed)
    assert key.public == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert verifies(bytes.fromhex(key.public), b"\x72", made)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_secret_of_another_length_is_a_mistake_of_ours(length):
    with pytest.raises(ValueError, match="32 bytes"):
        SecretKey(bytes(length))


def test_a_secret_is_not_shown():
    assert SEED.hex() not in repr(KEY)
    assert repr(SEED) not in repr(KEY)


def test_the_arithmetic_of_these_tests_is_that_of_the_curve():
    assert times(ORDER, BASE) == NEUTRAL
    assert [times(8, point) for point in TORSION] == [NEUTRAL] * 8
    assert len(set(TORSION)) == 8
    assert fault_of(encoded(times(A, BASE))) is None
