"""The arithmetic behind common dates: points of edwards25519, hashing to them, and a proof that all were raised alike.

Everything is bytes: a point and a scalar have 32, a proof 64. Nothing here knows what a date is, or whose turn it is.
Normative text: docs/formats/common-dates.md; why this group and not another: docs/adr/0012-a-group-for-common-dates.md.
Beside `signing` this is the only module that knows the library.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import nacl.bindings as sodium
from nacl.exceptions import RuntimeError as SodiumError

from placet.agreement.signing import Use

POINT_BYTES = 32
PROOF_BYTES = 64
"""Challenge and response."""


def hashed(label: bytes, *parts: bytes) -> bytes:
    """SHA-512 of a label and of parts, each after its length: no two lists of parts run together."""
    framed = b"".join(len(part).to_bytes(4, "big") + part for part in (Use.DATES, label, *parts))
    return hashlib.sha512(framed).digest()


def scalar_from(label: bytes, *parts: bytes) -> bytes:
    """A scalar that nobody can tell from a random one without knowing all parts."""
    return sodium.crypto_core_ed25519_scalar_reduce(hashed(label, *parts))


def point_for(label: bytes, *parts: bytes) -> bytes:
    """A point whose logarithm nobody knows: the sum of two Elligator maps, in the group of prime order."""
    both = hashed(label, *parts)
    one = sodium.crypto_core_ed25519_from_uniform(both[:POINT_BYTES])
    other = sodium.crypto_core_ed25519_from_uniform(both[POINT_BYTES:])
    return sodium.crypto_core_ed25519_add(one, other)


def key_of(scalar: bytes) -> bytes:
    """The base point raised: what a scalar is known by, and proofs are held against."""
    return sodium.crypto_scalarmult_ed25519_base_noclamp(scalar)


def raised(scalar: bytes, point: bytes) -> bytes:
    """A safe point raised to a scalar."""
    return sodium.crypto_scalarmult_ed25519_noclamp(scalar, point)


def is_safe(point: bytes) -> bool:
    """Whether bytes are a point of the group of prime order, written in the one way there is; not the neutral one."""
    return len(point) == POINT_BYTES and sodium.crypto_core_ed25519_is_valid_point(point)


@dataclass(frozen=True, slots=True)
class Statement:
    """Each of `results` is its point raised to the scalar behind `key`. Without points: that scalar is known.

    All points are safe ones; `context` says where the statement is made, so that its proof serves nowhere else.
    """

    context: bytes
    key: bytes
    points: tuple[bytes, ...] = ()
    results: tuple[bytes, ...] = ()

    @property
    def parts(self) -> tuple[bytes, ...]:
        """All that is stated, in order."""
        return (self.context, self.key, *self.points, *self.results)


def proven(statement: Statement, scalar: bytes) -> bytes:
    """A proof of a statement that is true, telling nothing else. The same statement gets the same proof.

    The nonce depends on every byte of the statement: two statements under one nonce would tell the scalar.
    """
    sums = _sums(statement)
    nonce = scalar_from(b"nonce", scalar, *statement.parts)
    challenge = _challenge(statement, sums, _commitments(nonce, sums))
    response = sodium.crypto_core_ed25519_scalar_sub(nonce, sodium.crypto_core_ed25519_scalar_mul(challenge, scalar))
    return challenge + response


def is_proven(statement: Statement, proof: bytes) -> bool:
    """Whether a proof shows the statement; any bytes may be given as proof."""
    challenge, response = proof[:32], proof[32:]
    if len(proof) != PROOF_BYTES or response != sodium.crypto_core_ed25519_scalar_reduce(response + bytes(32)):
        return False  # each scalar has one notation
    try:
        sums = _sums(statement)
        hidden = _commitments(response, sums)
        known = [raised(challenge, point) for point in (statement.key, *sums[1:])]
    except SodiumError:  # a scalar of zero, or points made to cancel out: no true proof comes to that
        return False
    commitments = [sodium.crypto_core_ed25519_add(one, other) for one, other in zip(hidden, known, strict=True)]
    return challenge == _challenge(statement, sums, commitments)


def _sums(statement: Statement) -> tuple[bytes, ...]:
    """One weighted sum of the points and one of the results.

    Nobody knows the weights before all points are fixed, so pairs that are amiss do not cancel each other out.
    """
    if not statement.points:
        return ()
    seed = hashed(b"seed", *statement.parts)
    pairs = list(zip(statement.points, statement.results, strict=True))
    weights = [scalar_from(b"weight", seed, number.to_bytes(4, "big"), *pair) for number, pair in enumerate(pairs)]
    return _weighted(weights, statement.points), _weighted(weights, statement.results)


def _weighted(weights: list[bytes], points: tuple[bytes, ...]) -> bytes:
    total, *others = [raised(weight, point) for weight, point in zip(weights, points, strict=True)]
    for each in others:
        total = sodium.crypto_core_ed25519_add(total, each)
    return total


def _commitments(scalar: bytes, sums: tuple[bytes, ...]) -> list[bytes]:
    return [key_of(scalar), *(raised(scalar, point) for point in sums[:1])]


def _challenge(statement: Statement, sums: tuple[bytes, ...], commitments: list[bytes]) -> bytes:
    return scalar_from(b"challenge", statement.context, statement.key, *sums, *commitments)
