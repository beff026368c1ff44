"""Sealing to one key: HPKE (RFC 9180, base mode) with ML-KEM-768 and X25519, HKDF-SHA256, ChaCha20-Poly1305.

Two key exchanges in one, so that what a courier copies today stays closed when either is broken. The hybrid is the
IETF's MLKEM768-X25519, known as X-Wing: keys, order and seeds are as there. Base mode names no sender; who wrote is
proven inside.

This is the only module that knows the encryption library, and the one place where chance enters below the node: the
library draws what each sealing needs itself and takes it from nobody. What is sealed is the same for the same input;
the sealed bytes never are.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from placet.errors import Refused

SEED_BYTES = 32
SEALED_EXTRA_BYTES = 1136
"""By how much sealing makes a text longer: 1,088 bytes of ML-KEM, 32 of X25519, 16 of the tag."""
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_LATTICE_KEY_BYTES = 1184
_LATTICE_SEED_BYTES = 64


def key_id(public: bytes) -> str:
    """By what an envelope names the key it is sealed to: SHA-256 of the public key, in hex."""
    return hashlib.sha256(public).hexdigest()


@dataclass(frozen=True, slots=True)
class PouchKey:
    """A key that opens envelopes. Made from 32 random bytes, which are all that need be kept; never printed."""

    seed: bytes = field(repr=False)
    public: bytes = field(init=False, repr=False, compare=False)
    id: str = field(init=False, compare=False)
    _private: MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out both halves, as the IETF's text expands a seed."""
        if len(self.seed) != SEED_BYTES:
            raise ValueError("a key is made from 32 bytes")
        expanded = hashlib.shake_256(self.seed).digest(_LATTICE_SEED_BYTES + 32)
        lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:_LATTICE_SEED_BYTES])
        curve = X25519PrivateKey.from_private_bytes(expanded[_LATTICE_SEED_BYTES:])
        public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        object.__setattr__(self, "public", public)
        object.__setattr__(self, "id", key_id(public))
        object.__setattr__(self, "_private", MLKEM768X25519PrivateKey(lattice, curve))

    def unsealed(self, sealed: bytes | memoryview, info: bytes) -> bytes:
        """What was sealed to this key under this `info`. Raises `Refused` for every other bytes."""
        try:
            return _SUITE.decrypt(sealed, self._private, info)
        except (InvalidTag, ValueError):
            raise Refused("pouch-seal") from None


def sealed(content: bytes | memoryview, public: bytes, info: bytes) -> bytes:
    """The content, sealed. Raises `Refused` for a public key that nothing can be sealed to."""
    try:
        lattice = MLKEM768PublicKey.from_public_bytes(public[:_LATTICE_KEY_BYTES])
        curve = X25519PublicKey.from_public_bytes(public[_LATTICE_KEY_BYTES:])
        return _SUITE.encrypt(content, MLKEM768X25519PublicKey(lattice, curve), info)
    except ValueError:
        raise Refused("pouch-key-unfit", key=key_id(public)) from None
