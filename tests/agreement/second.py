"""Common dates a second time, written from docs/formats/common-dates.md alone, in plain arithmetic and slowly.

It imports nothing of Placet and no library of cryptography, so that the two cannot agree on a mistake.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
A = 486662
TAG = b"placet/dates/v1\n"

Point = tuple[int, int, int, int]
"""Extended coordinates: x = X/Z, y = Y/Z, xy = T/Z."""
NEUTRAL: Point = (0, 1, 1, 0)


def root(square: int) -> int | None:
    """A square root modulo P, or None."""
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return x if x * x % P == square % P else None


def add(one: Point, other: Point) -> Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, point: Point) -> Point:
    total = NEUTRAL
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point = add(point, point)
        scalar >>= 1
    return total


def encode(point: Point) -> bytes:
    inverse = pow(point[2], -1, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decode(raw: bytes) -> Point | None:
    """The point of a canonical encoding, or None."""
    number = int.from_bytes(raw, "little")
    y, sign = number & (2**255 - 1), number >> 255
    x = root((y * y - 1) * pow(D * y * y + 1, -1, P)) if y < P else None
    if x is None or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


BASE_POINT = decode(bytes.fromhex("58" + "66" * 31))
assert BASE_POINT is not None
BASE: Point = BASE_POINT


def is_safe(raw: bytes) -> bool:
    point = decode(raw)
    return point is not None and raw != encode(NEUTRAL) and encode(times(L, point)) == encode(NEUTRAL)


def safe(raw: bytes) -> Point:
    point = decode(raw)
    assert point is not None
    return point


def hashed(label: str, *parts: bytes) -> bytes:
    framed = [TAG, label.encode(), *parts]
    return hashlib.sha512(b"".join(len(part).to_bytes(4, "big") + part for part in framed)).digest()


def scalar(label: str, *parts: bytes) -> int:
    return int.from_bytes(hashed(label, *parts), "little") % L


def mapped(raw: bytes) -> Point:
    number = int.from_bytes(raw, "little")
    sign, r = number >> 255, number & (2**255 - 1)
    x = -A * pow(1 + 2 * r * r, -1, P) % P
    y = root(x**3 + A * x * x + x)
    if y is None:
        x = (-x - A) % P
        y = root(x**3 + A * x * x + x)
    factor = root(-(A + 2))
    assert y is not None
    assert factor is not None
    left = factor * x * pow(y, -1, P) % P
    right = (x - 1) * pow(x + 1, -1, P) % P
    left = left if left & 1 == sign else P - left
    return times(8, (left, right, 1, left * right % P))


def point(label: str, *parts: bytes) -> Point:
    both = hashed(label, *parts)
    return add(mapped(both[:32]), mapped(both[32:]))


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fixed(number: int) -> bytes:
    return number.to_bytes(4, "big")


class SecondSide:
    """One side in one round."""

    def __init__(self, context: dict[str, Any], side: str, secret: dict[str, Any], number: int) -> None:
        self.context, self.own_context = canonical(context), canonical({**context, "side": side})
        chance, name = bytes.fromhex(secret["chance"]), side.encode()
        self.scalar = scalar("scalar", chance, self.context, name)
        self.key = encode(times(self.scalar, BASE))
        bases: list[tuple[Any, Point]] = [
            (each, point("window", self.context, each["arrival"].encode(), str(each["days"]).encode()))
            for each in secret["windows"]
        ]
        for count in range(len(bases), number):
            blank = hashed("chance", chance, self.context, name, fixed(count))[:32]
            bases.append((None, point("blank", self.context, name, blank)))
        self.windows = {encode(times(self.scalar, base)): each for each, base in bases}
        self.points = sorted(self.windows)

    def raise_all(self, points: Sequence[bytes]) -> list[bytes]:
        return [encode(times(self.scalar, safe(each))) for each in points]

    def prove(self, points: Sequence[bytes], raised: Sequence[bytes]) -> bytes:
        stated = [self.own_context, self.key, *points, *raised]
        nonce = scalar("nonce", self.scalar.to_bytes(32, "little"), *stated)
        sums = weighted(stated, points, raised)
        commitments = [encode(times(nonce, BASE)), *(encode(times(nonce, each)) for each in sums[:1])]
        challenge = scalar("challenge", self.own_context, self.key, *map(encode, sums), *commitments)
        response = (nonce - challenge * self.scalar) % L
        return challenge.to_bytes(32, "little") + response.to_bytes(32, "little")


def weighted(stated: Sequence[bytes], points: Sequence[bytes], raised: Sequence[bytes]) -> list[Point]:
    if not points:
        return []
    seed = hashed("seed", *stated)
    sums = [NEUTRAL, NEUTRAL]
    for number, pair in enumerate(zip(points, raised, strict=True)):
        weight = scalar("weight", seed, fixed(number), *pair)
        sums = [add(total, times(weight, safe(each))) for total, each in zip(sums, pair, strict=True)]
    return sums


def holds(context: bytes, key: bytes, lists: tuple[Sequence[bytes], Sequence[bytes]], proof: bytes) -> bool:
    """Whether a proof shows that the second list is the first, raised to the scalar behind the key."""
    challenge, response = (int.from_bytes(half, "little") for half in (proof[:32], proof[32:]))
    sums = weighted([context, key, *lists[0], *lists[1]], *lists)
    if not (0 < challenge < L and 0 < response < L) or any(encode(each) == encode(NEUTRAL) for each in sums):
        return False
    known = [safe(key), *sums[1:]]
    pairs = zip([BASE, *sums[:1]], known, strict=True)
    commitments = [encode(add(times(response, one), times(challenge, other))) for one, other in pairs]
    return challenge == scalar("challenge", context, key, *map(encode, sums), *commitments)


def verdict(context: dict[str, Any], sides: tuple[str, str], messages: list[dict[str, Any]]) -> str | None:
    """What is false about the last of a round's messages, marked * on the page; None where it counts."""
    number, message = context["number"], messages[-1]
    context = {name: value for name, value in context.items() if name != "number"}
    side = sides[1] if message["type"] == "return" else sides[0]
    lists = {name: [bytes.fromhex(each) for each in message.get(name, [])] for name in ("points", "raised")}
    if "key" in message and not is_safe(bytes.fromhex(message["key"])):
        return "dates-point-unsafe"
    for name, found in lists.items():
        code = list_verdict(found, number, name) if name in message else None
        if code is not None:
            return code
    if message["type"] == "return":
        handed = {messages[0]["key"], *messages[0]["points"]}
        if handed & {message["key"], *message["points"], *message["raised"]}:
            return "dates-reflected"
    before = [bytes.fromhex(each) for each in messages[-2]["points"]] if len(messages) > 1 else []
    key = bytes.fromhex(message["key"] if "key" in message else messages[0]["key"])
    proof = bytes.fromhex(message["proof"])
    own = canonical({**context, "side": side})
    return None if holds(own, key, (before, lists["raised"]), proof) else "dates-proof"


def list_verdict(found: Sequence[bytes], number: int, name: str) -> str | None:
    if len(found) != number:
        return "dates-count"
    if not all(is_safe(each) for each in found):
        return "dates-point-unsafe"
    if len(set(found)) != len(found):
        return "dates-point-twice"
    return "dates-order" if name == "points" and list(found) != sorted(found) else None
