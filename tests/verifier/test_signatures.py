"""The verifier's arithmetic and libsodium accept the same signatures."""

from __future__ import annotations

import hashlib

import pytest
from nacl.bindings import crypto_core_ed25519_is_valid_point, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey
from tests.agreement.curve import BASE, ORDER, PRIME, TORSION, added, challenge, encoded, spelt, times

from placet.verifier import is_good_signature, is_safe_key

MESSAGE = b"the talks begin at ten"
A, R = 0x1234567890ABCDEF << 100, 0xFEDCBA0987654321 << 90
SMALL = [encoded(point) for point in TORSION]
ODD = [spelt(PRIME + y, odd) for y in range(19) for odd in (0, 1)] + [spelt(1, 1), spelt(PRIME - 1, 1), spelt(2)]


def libsodium(key: bytes, signature: bytes, message: bytes) -> bool:
    try:
        VerifyKey(key).verify(message, signature)
    except BadSignatureError:
        return False
    return True


def drawn(*words: object) -> bytes:
    return hashlib.sha512(repr(words).encode()).digest()


def agree(key: bytes, signature: bytes, message: bytes) -> bool:
    mine = is_good_signature(key, signature, message)
    assert mine is libsodium(key, signature, message), (key.hex(), signature.hex(), message.hex())
    return mine


def test_good_signatures_of_any_length_of_message_are_accepted():
    for number in range(40):
        signer, message = SigningKey(drawn(number)[:32]), drawn(number, "message") * number
        assert agree(bytes(signer.verify_key), signer.sign(message).signature, message)


def test_a_signature_with_one_bit_turned_is_refused():
    signer = SigningKey(bytes(32))
    key, signature = bytes(signer.verify_key), signer.sign(MESSAGE).signature
    for bit in range(0, 512, 7):
        turned = (int.from_bytes(signature, "little") ^ 1 << bit).to_bytes(64, "little")
        assert not agree(key, turned, MESSAGE)
    for bit in range(0, 256, 7):
        turned = (int.from_bytes(key, "little") ^ 1 << bit).to_bytes(32, "little")
        assert not agree(turned, signature, MESSAGE)


def test_bytes_that_nobody_made_are_refused():
    for number in range(60):
        assert not agree(drawn(number, "key")[:32], drawn(number, "signature"), MESSAGE)


def test_a_second_half_that_is_not_reduced_is_refused():
    signer = SigningKey(bytes(32))
    key, signature = bytes(signer.verify_key), signer.sign(MESSAGE).signature
    second = int.from_bytes(signature[32:], "little")
    for times_order in range(1, 16):
        longer = second + times_order * ORDER
        if longer < 1 << 256:
            assert not agree(key, signature[:32] + longer.to_bytes(32, "little"), MESSAGE)
    for edge in (ORDER - 1, ORDER, ORDER + 1, (1 << 256) - 1, 0):
        assert not agree(key, signature[:32] + edge.to_bytes(32, "little"), MESSAGE)


@pytest.mark.parametrize("torsion", range(8))
def test_parts_of_small_order_are_treated_as_libsodium_treats_them(torsion):
    # Key a·B + i·T and first half r·B + j·T, S = r + h·a: good exactly if a, r are not nought and 8 divides j + h·i.
    for secret, nonce in ((A, R), (0, R), (A, 0), (0, 0)):
        key = encoded(added(times(secret, BASE), TORSION[torsion]))
        for other in range(8):
            first = encoded(added(times(nonce, BASE), TORSION[other]))
            h = challenge(first, key, MESSAGE)
            made = first + ((nonce + h * secret) % ORDER).to_bytes(32, "little")
            assert agree(key, made, MESSAGE) is bool(secret and nonce and (other + h * torsion) % 8 == 0)


def test_keys_and_first_halves_that_are_written_unusually_are_refused():
    fits_all = encoded(times(R, BASE)) + R.to_bytes(32, "little")  # with a neutral key, S·B - h·A is S·B
    for odd in (*ODD, *SMALL):
        assert not agree(odd, fits_all, MESSAGE)
        assert not agree(encoded(times(A, BASE)), odd + bytes(32), MESSAGE)


def test_a_key_may_be_enrolled_exactly_if_libsodium_calls_it_a_valid_point():
    honest = [crypto_sign_seed_keypair(drawn(number)[:32])[0] for number in range(8)]
    mixed = [encoded(added(times(A, BASE), point)) for point in TORSION]
    for key in (*honest, *mixed, *SMALL, *ODD, *(drawn(number)[:32] for number in range(20))):
        assert is_safe_key(key) is bool(crypto_core_ed25519_is_valid_point(key)), key.hex()
    assert all(map(is_safe_key, honest))
    assert [is_safe_key(key) for key in mixed] == [True] + [False] * 7


def test_libsodium_itself_is_what_is_compared_with():
    signer = SigningKey(bytes(32))
    assert crypto_sign_open(bytes(signer.sign(MESSAGE)), bytes(signer.verify_key)) == MESSAGE
