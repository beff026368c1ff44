"""Signatures and hashes, each under the name of what it is used for.

One verifier everywhere: Ed25519 by libsodium's rules. Libraries disagree about odd signatures, and two nodes that
disagree about one entry would part for ever. A public key is looked at more strictly when it is enrolled: with a key
of small order one signature fits every text. With an enrolled key the rules of libsodium and the stricter and laxer
ones of others come to the same for every signature that its holder makes by the book.

This is the only module that knows the signature library.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain

import nacl.bindings as sodium
from nacl.exceptions import CryptoError

from placet.errors import Refused

KEY_BYTES = 32
SIGNATURE_BYTES = 64
HASH_PATTERN = re.compile(r"[0-9a-f]{64}\Z")
SIGNATURE_PATTERN = re.compile(r"[0-9a-f]{128}\Z")
_ORDER = 2**252 + 27742317777372353535851937790883648493
_PRIME = 2**255 - 19
_NEUTRAL = (1).to_bytes(KEY_BYTES, "little")


class Use(bytes, Enum):
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
    STATE = b"placet/state/v1\n"


def digest(use: Use, content: bytes) -> str:
    """SHA-256 of the tag and the content, in hex."""
    return hashlib.sha256(use + content).hexdigest()


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
        return sodium.crypto_sign(use + content, secret)[:SIGNATURE_BYTES].hex()


def is_signed(key: str, use: Use, content: bytes, signature: str) -> bool:
    """Whether the holder of `key` (hex) signed the content for this use. What is not hex in lower case never is."""
    if not HASH_PATTERN.match(key) or not SIGNATURE_PATTERN.match(signature):
        return False
    return verifies(bytes.fromhex(key), use + content, bytes.fromhex(signature))


def verifies(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether libsodium accepts the signature; any bytes may be given."""
    if len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        sodium.crypto_sign_open(signature + message, key)
    except CryptoError:
        return False
    return True


Claim = tuple[bytes, bytes, bytes]
"""A key, a message and a signature, of which it is asked whether they belong together."""
_CORES = 2
_AT_A_STRETCH = 64
"""Claims that a thread takes at once: some milliseconds, so that none is left alone with the rest."""


def verified_ahead(claims: Sequence[Claim]) -> list[bool]:
    """Of each claim whether it is good; many in several threads: libsodium is called without the interpreter's lock."""
    stretches = [claims[at : at + _AT_A_STRETCH] for at in range(0, len(claims), _AT_A_STRETCH)]
    if len(stretches) < _CORES:
        return _verified(claims)
    with ThreadPoolExecutor(_CORES) as threads:
        return list(chain.from_iterable(threads.map(_verified, stretches)))


def _verified(claims: Sequence[Claim]) -> list[bool]:
    return [verifies(*claim) for claim in claims]


def why_refused(key: bytes, message: bytes, signature: bytes) -> str | None:
    """The code for a signature that is not accepted, or None. For people who look into it; nothing is decided here."""
    if verifies(key, message, signature):
        return None
    if len(key) != KEY_BYTES:
        return "key-length"
    if len(signature) != SIGNATURE_BYTES:
        return "signature-length"
    fault = fault_of(key)
    if fault is not None and fault is not PointFault.MIXED_ORDER:  # with such a key libsodium accepts one in eight
        return f"key-{fault.value}"
    point, number = signature[:KEY_BYTES], int.from_bytes(signature[KEY_BYTES:], "little")
    if number >= _ORDER or fault_of(point) is PointFault.NOT_CANONICAL:
        return "signature-not-canonical"
    return "signature-small-order" if fault_of(point) is PointFault.SMALL_ORDER else "signature-wrong"


class PointFault(Enum):
    """Why 32 bytes are no public key to be trusted, or no sound half of a signature."""

    NOT_CANONICAL = "not-canonical"
    NOT_ON_CURVE = "not-on-curve"
    SMALL_ORDER = "small-order"
    MIXED_ORDER = "mixed-order"


def fault_of(point: bytes) -> PointFault | None:
    """What is wrong with 32 bytes as a point, or None where it lies in the group of prime order."""
    if int.from_bytes(point, "little") & (2**255 - 1) >= _PRIME:
        return PointFault.NOT_CANONICAL
    if sodium.crypto_core_ed25519_is_valid_point(point):
        return None
    try:
        for _ in range(3):  # eight times the point: nothing is left of one of small order
            point = sodium.crypto_core_ed25519_add(point, point)
    except CryptoError:
        return PointFault.NOT_ON_CURVE
    return PointFault.SMALL_ORDER if point == _NEUTRAL else PointFault.MIXED_ORDER


def enrolled(key: object) -> str:
    """A public key (hex) that may be enrolled. Raises `Refused` for one that is malformed or unsafe to trust."""
    if not isinstance(key, str) or not HASH_PATTERN.match(key):
        raise Refused("key-malformed")
    fault = fault_of(bytes.fromhex(key))
    if fault is not None:
        raise Refused(f"key-{fault.value}")
    return key
