"""Keys that nobody may enrol though they look like keys: of the envelope, and those whose secret is in print.

Knows numbers only, no library: a library says of such a key that it cannot compute, at the moment when the first
envelope is to be sealed; here it is said while the card is looked at.
"""

from __future__ import annotations

from functools import cache

from placet.agreement.signing import KEY_BYTES, SecretKey

POUCH_KEY_BYTES = 1216
"""An ML-KEM-768 key of 1,184 bytes and, behind it, an X25519 key of 32."""
_MODULUS = 3329
_COEFFICIENT_BYTES = 1152
"""768 numbers below the modulus, each of 12 bits; the seed of the matrix follows and may be anything."""
_PRIME = 2**255 - 19
_LOW_ORDER = frozenset(
    {
        0,
        1,
        _PRIME - 1,
        325606250916557431795983626356110631294008115727848805560023387167927233504,
        39382357235489614581723060781553021112529911719440698176882885853963445705823,
    }
)
"""X25519 keys with which every shared secret is zero: the points of an order that divides eight, also on the twist."""
_IN_PRINT = (
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "f5e5767cf153319517630f226876b86c8160cc583bc013744c6bf255f5cc0ee5",
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
)
"""The secrets of the examples in RFC 8032, section 7.1."""


def is_safe_pouch_key(key: bytes) -> bool:
    """Whether an envelope can be sealed to these bytes, and the secret then depends on both halves."""
    if len(key) != POUCH_KEY_BYTES:
        return False
    lattice = key[:_COEFFICIENT_BYTES]
    for low, middle, high in zip(lattice[0::3], lattice[1::3], lattice[2::3], strict=True):  # two numbers in 3 bytes
        if low | (middle & 15) << 8 >= _MODULUS or middle >> 4 | high << 4 >= _MODULUS:
            return False
    curve = int.from_bytes(key[-KEY_BYTES:], "little")
    return curve < _PRIME and curve not in _LOW_ORDER


@cache
def keys_in_print() -> frozenset[str]:
    """Public keys whose secret everybody has: the examples of the standard, and secrets that are one byte repeated."""
    seeds = [bytes.fromhex(seed) for seed in _IN_PRINT] + [bytes((byte,)) * KEY_BYTES for byte in range(256)]
    return frozenset(SecretKey(seed).public for seed in seeds)
