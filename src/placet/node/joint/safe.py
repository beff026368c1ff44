"""Secrets at rest: Argon2id makes a key of a passphrase, XChaCha20-Poly1305 locks what is kept under it.

The cost is read from the file and bounded on both sides: a file can neither make us wait for ever nor make a weak lock
pass for a strong one.
"""

from __future__ import annotations

from dataclasses import dataclass

import nacl.bindings as sodium
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from placet.errors import Refused
from placet.formats.canonical import canonical, parse_object

MIB = 1024 * 1024
MAX_SAFE_BYTES = 64 * 1024
PURPOSE = b"placet/safe/v1\n"
SALT_BYTES, NONCE_BYTES = 16, 24


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one passphrase costs."""

    passes: int
    memory_mib: int


STRONG = Cost(passes=3, memory_mib=256)
"""For every key that an office keeps."""
LIGHT = Cost(passes=1, memory_mib=8)
"""For homes made to be shown or tested, whose keys are worth nothing."""
DEAREST = Cost(passes=10, memory_mib=1024)


def locked(secret: bytes, passphrase: str, chance: bytes, cost: Cost = STRONG) -> bytes:
    """The secret under a passphrase. `chance`: 40 random bytes, new each time."""
    salt, nonce = chance[:SALT_BYTES], chance[SALT_BYTES : SALT_BYTES + NONCE_BYTES]
    key = _key(passphrase, salt, cost)
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(secret, PURPOSE, nonce, key)
    head = {"memory": cost.memory_mib, "nonce": nonce.hex(), "passes": cost.passes, "salt": salt.hex(), "v": 1}
    return canonical({**head, "sealed": sealed.hex()})


def opened(safe: bytes, passphrase: str) -> bytes:
    """What was locked. Raises `Refused`: `wrong-passphrase`, or `safe-damaged` for bytes that are no safe."""
    fields = parse_object(safe.strip(), MAX_SAFE_BYTES)
    try:
        cost = Cost(int(fields["passes"]), int(fields["memory"]))
        salt, nonce, sealed = (bytes.fromhex(fields[name]) for name in ("salt", "nonce", "sealed"))
    except (KeyError, ValueError, TypeError):
        raise Refused("safe-damaged") from None
    fits = 1 <= cost.passes <= DEAREST.passes and LIGHT.memory_mib <= cost.memory_mib <= DEAREST.memory_mib
    if not fits or len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES:
        raise Refused("safe-damaged")
    try:
        return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, PURPOSE, nonce, _key(passphrase, salt, cost))
    except (CryptoError, ValueError):
        raise Refused("wrong-passphrase") from None


def _key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return argon2id.kdf(32, passphrase.encode(), salt, opslimit=cost.passes, memlimit=cost.memory_mib * MIB)
