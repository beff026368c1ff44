"""The one way in which a value is written down to be signed: restricted JSON, byte for byte the same everywhere.

The profile: UTF-8 without a mark, no space, keys in the order of their bytes and made of `[A-Za-z0-9_-]{1,64}`, whole
numbers below 2^53 in size, texts, true and false, lists and objects, at most `MAX_DEPTH` deep. No null, no fraction, no
key twice. Normalisation of Unicode is no matter of validity: tables differ between versions, and two honest nodes would
disagree for ever. Bytes are kept as received; nobody signs or hashes what was written down again.

Normative text: docs/formats/agreement.md, "Canonical form". Inside the profile the bytes are those of RFC 8785.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, NoReturn

import orjson

from placet.errors import Refused

MAX_DEPTH = 16
"""Lists and objects inside one another."""
MAX_NUMBER = 2**53 - 1
"""The largest whole number, and with a minus the smallest: what every JSON library holds exactly."""
MAX_CANONICAL_BYTES = 2 * 1024 * 1024
"""No document of the protocol is larger; each has a smaller bound of its own."""

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")
_REMEMBERED = 1024  # keys; the protocol has some dozens, and a stranger may send any


def canonical(value: Any) -> bytes:
    """The bytes of a value. Raises `Refused` where the profile has no way to write it."""
    _walk(value, 1)
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except (TypeError, ValueError):  # a lone surrogate is all that a walked value can still hold
        raise Refused("not-unicode") from None


def parse_canonical(raw: bytes, at_most: int = MAX_CANONICAL_BYTES) -> Any:
    """The value that canonical bytes hold. Raises `Refused`, and nothing else, for all other bytes."""
    if len(raw) > at_most:
        raise Refused("too-large", bytes=len(raw), most=at_most)
    try:
        value = orjson.loads(raw)
        _walk(value, 1)
        is_canonical = orjson.dumps(value, option=orjson.OPT_SORT_KEYS) == raw
    except (orjson.JSONDecodeError, Refused):
        is_canonical = False
    if not is_canonical:
        _refuse(raw)
    return value


def parse_object(raw: bytes, at_most: int = MAX_CANONICAL_BYTES) -> dict[str, Any]:
    """The object that canonical bytes hold. Raises `Refused` for other bytes and for any other value."""
    value = parse_canonical(raw, at_most)
    if not isinstance(value, dict):
        raise Refused("not-an-object")
    return value


def canonicalised(raw: bytes) -> bytes:
    """The canonical bytes of any JSON text whose value the profile can hold. Raises `Refused` for every other."""
    if len(raw) > MAX_CANONICAL_BYTES:
        raise Refused("too-large", bytes=len(raw), most=MAX_CANONICAL_BYTES)
    return canonical(_strict(raw))


def _walk(value: Any, depth: int) -> None:
    """Refuse what the profile does not have. Exact types: a subclass may write itself down in its own manner."""
    kind = type(value)
    if kind is str or kind is bool:
        return
    if kind is int:
        if not -MAX_NUMBER <= value <= MAX_NUMBER:
            raise Refused("number-too-large")
        return
    if kind is not dict and kind is not list:
        raise Refused("null" if value is None else "fraction" if kind is float else "not-json")
    if depth > MAX_DEPTH:
        raise Refused("too-deep", most=MAX_DEPTH)
    if kind is list:
        for item in value:
            if type(item) is not str:
                _walk(item, depth + 1)
        return
    for key, item in value.items():
        if type(key) is not str:
            raise Refused("bad-key")
        _look_at_key(key)
        kind = type(item)  # nothing is wrong with a text or a small number, and most values are one of them
        if kind is not str and not (kind is int and -MAX_NUMBER <= item <= MAX_NUMBER):
            _walk(item, depth + 1)


@lru_cache(_REMEMBERED)
def _look_at_key(key: str) -> None:
    """Refuse a key that the profile does not have. Only good ones are remembered, so none of them is long."""
    if not _KEY.match(key):
        raise Refused("bad-key")


def _refuse(raw: bytes) -> NoReturn:
    """Say why bytes are not canonical, once it is known that they are not: by the parser that forgets nothing."""
    canonical(_strict(raw))
    raise Refused("not-canonical")


def _strict(raw: bytes) -> Any:
    """The value of JSON as RFC 8259 has it, without what that lets each parser decide: keys twice, lone surrogates."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not-utf8") from None
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_json, parse_int=_whole, parse_float=_fraction
        )
    except RecursionError:
        raise Refused("too-deep", most=MAX_DEPTH) from None
    except ValueError:
        raise Refused("not-json") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("key-twice")
    return found


def _no_json(_name: str) -> NoReturn:
    raise Refused("not-json")


def _fraction(_digits: str) -> NoReturn:
    raise Refused("fraction")


def _whole(digits: str) -> int:
    if len(digits) > len(str(-MAX_NUMBER)):  # before Python turns ten thousand digits into a number
        raise Refused("number-too-large")
    return int(digits)
