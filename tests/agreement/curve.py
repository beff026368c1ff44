"""Ed25519 by the book, in whole numbers: slow, and sharing nothing with the library that the code rests on.

To make the keys and signatures that no honest library makes, and to work out what libsodium says of them.
"""

from __future__ import annotations

import hashlib

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, PRIME) % PRIME
_ROOT = pow(2, (PRIME - 1) // 4, PRIME)

Point = tuple[int, int]
NEUTRAL: Point = (0, 1)


def added(one: Point, other: Point) -> Point:
    (x1, y1), (x2, y2) = one, other
    product = _D * x1 * x2 * y1 * y2 % PRIME
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, PRIME) % PRIME
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, PRIME) % PRIME
    return x, y


def times(number: int, point: Point) -> Point:
    found = NEUTRAL
    while number:
        if number & 1:
            found = added(found, point)
        point = added(point, point)
        number >>= 1
    return found


def x_of(y: int, odd: int = 0) -> int | None:
    """The x of that parity to a y, or None where there is none on the curve."""
    square = (y * y - 1) * pow(_D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    if (x * x - square) % PRIME:
        x = x * _ROOT % PRIME
    if (x * x - square) % PRIME:
        return None
    return x if x & 1 == odd else -x % PRIME


def encoded(point: Point) -> bytes:
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def spelt(y: int, odd: int = 0) -> bytes:
    """32 bytes for a y that may be the prime or more, with any sign."""
    return (y | odd << 255).to_bytes(32, "little")


def challenge(first: bytes, key: bytes, message: bytes) -> int:
    return int.from_bytes(hashlib.sha512(first + key + message).digest(), "little") % ORDER


_Y = 4 * pow(5, -1, PRIME) % PRIME
_X = x_of(_Y)
assert _X is not None
BASE: Point = (_X, _Y)


def _of_order_eight() -> Point:
    for y in range(2, 100):
        x = x_of(y)
        if x is not None and times(4, times(ORDER, (x, y))) != NEUTRAL:
            return times(ORDER, (x, y))
    raise AssertionError("half of all points have a part of order eight")


TORSION = [times(number, _of_order_eight()) for number in range(8)]
"""The eight points of small order: number n is n times a point of order eight."""
