"""Signatures and hashes, each under the name of what it is used for.

One verifier everywhere: Ed25519 by libsodium's rules. Libraries disagree about odd signatures, and two nodes that
disagree about one entry would part for ever. A public key is looked at more strictly when it is enrolled: with a key
of small order one signature fits every text.

This is the only module that knows the signature library.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from enum import Enum

import nacl.bindings as sodium
from nacl.exceptions import CryptoError

from placet.errors import Refused

KEY_BYTES = 32
SIGNATURE_BYTES = 64
HASH_PATTERN = re.compile(r"[0-9a-f]{64}\Z")
SIGNATURE_PATTERN = re.compile(r"[0-9a-f]{128}\Z")
_ORDER = 2**252 + 27742317777372353535851937790883648493
_PRIME = 2**255 - 19


class Use(Enum):
    """What bytes are hashed or signed for. The tag stands before them, so nothing passes for something else."""

    OPENING = b"placet/opening/v1\n"
    CARD = b"placet/card/v1\n"
    JOIN = b"placet/join/v1\n"
    ENTRY = b"placet/entry/v1\n"
    BODY = b"placet/body/v1\n"
    POINT = b"placet/point/v1\n"
    REVISION = b"placet/revision/v1\n"
    SEAL = b"placet/seal/v1\n"
    KEYS = b"placet/keys/v1\n"
    RESUME = b"placet/resume/v1\n"
    POUCH = b"placet/pouch/v1\n"
    DATES = b"placet/dates/v1\n"


def digest(use: Use, content: bytes) -> str:
    """SHA-256 of the tag and the content, in hex."""
    return hashlib.sha256(use.value + content).hexdigest()


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A key that signs. Made from 32 random bytes; never printed."""

    seed: bytes = field(repr=False)
    public: str = field(init=False)

    def __post_init__(self) -> None:
        """Work out the public key."""
        if len(self.seed) != KEY_BYTES:
            raise ValueError("a key is made from 32 bytes")
        public, _ = sodium.crypto_sign_seed_keypair(self.seed)
        object.__setattr__(self, "public", public.hex())

    def sign(self, use: Use, content: bytes) -> str:
        """The signature under the tag and the content, in hex."""
        _, secret = sodium.crypto_sign_seed_keypair(self.seed)
        return sodium.crypto_sign(use.value + content, secret)[:SIGNATURE_BYTES].hex()


def is_signed(key: str, use: Use, content: bytes, signature: str) -> bool:
    """Whether the holder of `key` (hex) signed the content for this use."""
    return verifies(bytes.fromhex(key), use.value + content, bytes.fromhex(signature))


def verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether libsodium accepts the signature; any bytes may be given."""
    if len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        sodium.crypto_sign_open(signature + message, key)
    except CryptoError:
        return False
    return True


def why_refused(key: bytes, message: bytes, signature: bytes) -> str | None:
    """The code for a signature that is not accepted, or None. For people who look into it; nothing is decided here."""
    if verifies(key, message, signature):
        return None
    if len(key) != KEY_BYTES:
        return "key-length"
    if len(signature) != SIGNATURE_BYTES:
        return "signature-length"
    if int.from_bytes(signature[32:], "little") >= _ORDER:
        return "signature-not-canonical"
    if not _is_canonical_point(key):
        return "key-not-canonical"
    if not _is_of_large_order(key):
        return "key-small-order"
    return "signature-wrong"


def enrolled(key: object) -> str:
    """A public key (hex) that may be enrolled. Raises `Refused` for one that is malformed or unsafe to trust."""
    if not isinstance(key, str) or not HASH_PATTERN.match(key):
        raise Refused("key-malformed")
    raw = bytes.fromhex(key)
    if not _is_canonical_point(raw):
        raise Refused("key-not-canonical")
    if not _is_of_large_order(raw):
        raise Refused("key-small-order")
    return key


def _is_canonical_point(key: bytes) -> bool:
    return int.from_bytes(key, "little") & (2**255 - 1) < _PRIME


def _is_of_large_order(key: bytes) -> bool:
    """Whether the key is a point of the prime-order group: on the curve, neither small nor mixed in order."""
    return bool(sodium.crypto_core_ed25519_is_valid_point(key))
