"""Canonical form: what is in the profile has one spelling, that of RFC 8785; all else is refused by name."""

from __future__ import annotations

import json
from typing import Any

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.thorough import thorough

from placet.errors import Refused
from placet.formats.canonical import (
    MAX_CANONICAL_BYTES,
    MAX_DEPTH,
    MAX_NUMBER,
    canonical,
    canonicalised,
    parse_canonical,
    parse_object,
)

KEYS = st.text("abzAZ09_-", min_size=1, max_size=64)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-MAX_NUMBER, MAX_NUMBER)
VALUES = st.recursive(
    st.one_of(TEXTS, NUMBERS, st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=8,
)
ANY_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=4)),
    max_leaves=6,
)


def code_of(parse: Any, given_: Any) -> str:
    with pytest.raises(Refused) as refusal:
        parse(given_)
    return refusal.value.code


@thorough
@given(VALUES)
def test_three_libraries_and_we_write_a_value_of_the_profile_with_the_same_bytes_and_read_it_back(value):
    ours = canonical(value)
    assert ours == rfc8785.dumps(value)
    assert ours == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert ours == orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    assert parse_canonical(ours) == value


@thorough
@given(VALUES, st.sampled_from([None, 1, 4]), st.booleans())
def test_any_spelling_of_a_value_comes_to_the_one_canonical_one_and_only_that_is_read(value, indent, escaped):
    spelt = json.dumps(value, indent=indent, ensure_ascii=escaped).encode()
    assert canonicalised(spelt) == canonical(value)
    if spelt != canonical(value):
        assert code_of(parse_canonical, spelt) == "not-canonical"


@thorough
@given(st.one_of(st.binary(max_size=200), ANY_JSON.map(lambda value: json.dumps(value).encode())))
def test_bytes_are_read_exactly_when_they_are_what_would_be_written(raw):
    try:
        value = parse_canonical(raw)
    except Refused:
        return
    assert canonical(value) == raw == rfc8785.dumps(value)


REFUSED = {
    "nothing": (b"", "not-json"),
    "a mark before the text": (b"\xef\xbb\xbf{}", "not-json"),
    "two values": (b"{}{}", "not-json"),
    "a comma at the end": (b'{"a":1,}', "not-json"),
    "a comment": (b"{/* */}", "not-json"),
    "single quotes": (b"{'a':1}", "not-json"),
    "a line break within a text": (b'"a\nb"', "not-json"),
    "not a number": (b"NaN", "not-json"),
    "without end": (b"Infinity", "not-json"),
    "without end the other way": (b'{"a":-Infinity}', "not-json"),
    "a leading zero": (b"01", "not-json"),
    "a plus": (b"+1", "not-json"),
    "a text cut off": (b'{"a":"b', "not-json"),
    "a byte that is no UTF-8": (b'{"a":"\xff"}', "not-utf8"),
    "an overlong spelling of a slash": (b'"\xc0\xaf"', "not-utf8"),
    "half a pair in UTF-8": (b'"\xed\xa0\x80"', "not-utf8"),
    "half a pair, escaped": (b'"\\ud800"', "not-unicode"),
    "the other half": (b'{"a":["\\udc00x"]}', "not-unicode"),
    "nothing in a field": (b'{"a":null}', "null"),
    "a fraction": (b'{"a":1.5}', "fraction"),
    "a whole number written as a fraction": (b"1.0", "fraction"),
    "a power": (b"1e5", "fraction"),
    "beyond every float": (b"1e999", "fraction"),
    "a fraction of a hundred thousand digits": (b"0." + b"7" * 100_000, "fraction"),
    "two to the 53rd": (b"9007199254740992", "number-too-large"),
    "minus two to the 53rd": (b"-9007199254740992", "number-too-large"),
    "more than 64 bits": (b"18446744073709551616", "number-too-large"),
    "a hundred thousand digits": (b"9" * 100_000, "number-too-large"),
    "a key twice": (b'{"a":1,"a":1}', "key-twice"),
    "a key twice, once escaped": (b'{"a":1,"\\u0061":2}', "key-twice"),
    "a key twice far inside": (b'[[{"a":{"b":1,"b":2}}]]', "key-twice"),
    "an empty key": (b'{"":1}', "bad-key"),
    "a key with a space": (b'{"a b":1}', "bad-key"),
    "a key in Cyrillic": ('{"а":1}'.encode(), "bad-key"),
    "a key of 65 letters": (b'{"' + b"a" * 65 + b'":1}', "bad-key"),
    "a key with a line break at its end": (b'{"a\\n":1}', "bad-key"),
    "minus nought": (b"-0", "not-canonical"),
    "a space": (b'{"a": 1}', "not-canonical"),
    "a line break at the end": (b"{}\n", "not-canonical"),
    "keys in another order": (b'{"b":1,"a":2}', "not-canonical"),
    "keys in the order of no capitals": (b'{"a":1,"B":2}', "not-canonical"),
    "an escape that is not needed": (b'"\\u0041"', "not-canonical"),
    "an escaped slash": (b'"\\/"', "not-canonical"),
    "an escape in capitals": (b'"\\u000F"', "not-canonical"),
    "17 lists": (b"[" * 17 + b"]" * 17, "too-deep"),
    "a thousand lists": (b"[" * 1000 + b"]" * 1000, "too-deep"),
    "a million lists": (b"[" * 1_000_000, "too-deep"),
    "17 objects": (b'{"a":' * 17 + b"1" + b"}" * 17, "too-deep"),
}


@pytest.mark.parametrize(("raw", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_canonical_is_refused_by_name(raw, code):
    assert code_of(parse_canonical, raw) == code


@pytest.mark.parametrize(
    ("raw", "code"),
    [(raw, code) for raw, code in REFUSED.values() if code != "not-canonical"],
    ids=[name for name, (_, code) in REFUSED.items() if code != "not-canonical"],
)
def test_what_no_spelling_could_mend_is_refused_by_the_same_name_when_it_is_to_be_spelt(raw, code):
    assert code_of(canonicalised, raw) == code


SPELT = {
    "numbers at both ends": (b"[9007199254740991,-9007199254740991,0]", [MAX_NUMBER, -MAX_NUMBER, 0]),
    "all that JSON escapes": (rb'"\b\t\n\f\r\"\\\u0000\u001f"', '\b\t\n\f\r"\\\0\x1f'),
    "what JSON leaves alone": ('"/\x7f\u2028\u2029é日😀"'.encode(), "/\x7f\u2028\u2029é日😀"),
    "a text that is not normalised": ('"e\u0301"'.encode(), "e\u0301"),
    "a text without a letter": (b'""', ""),
    "keys in the order of their bytes": (b'{"-":1,"0":2,"A":3,"_":4,"a":5}', {"a": 5, "_": 4, "A": 3, "0": 2, "-": 1}),
    "a key of 64 letters": (b'{"' + b"k" * 64 + b'":true}', {"k" * 64: True}),
    "empty ones": (b'[[],{},""]', [[], {}, ""]),
    "16 lists": (b"[" * 16 + b"]" * 16, None),
}


@pytest.mark.parametrize(("raw", "value"), SPELT.values(), ids=SPELT)
def test_what_is_canonical_is_read_for_what_it_is(raw, value):
    found = parse_canonical(raw)
    assert canonical(found) == raw
    assert value is None or found == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "null"),
        ([1.0], "fraction"),
        (2**53, "number-too-large"),
        ("\ud800", "not-unicode"),
        ({1: 2}, "bad-key"),
        ({"a.b": 1}, "bad-key"),
        ((1, 2), "not-json"),
        (b"bytes", "not-json"),
        ({"a": {1}}, "not-json"),
        (type("Text", (str,), {})("a"), "not-json"),
    ],
)
def test_what_the_profile_has_no_way_to_write_is_refused(value, code):
    assert code_of(canonical, value) == code


def test_a_list_that_holds_itself_is_too_deep():
    loop: list[Any] = []
    loop.append(loop)
    assert code_of(canonical, loop) == "too-deep"


def test_true_is_no_one():
    assert canonical([True, 1]) == b"[true,1]"


def test_the_depth_is_that_of_lists_and_objects_and_not_of_what_they_hold():
    deepest: Any = 1
    for _ in range(MAX_DEPTH):
        deepest = [deepest]
    assert parse_canonical(canonical(deepest)) == deepest
    assert code_of(canonical, [deepest]) == "too-deep"


@pytest.mark.parametrize("parse", [parse_canonical, canonicalised])
def test_a_byte_more_than_the_bound_is_not_looked_at(parse):
    # A text of n letters has n + 2 bytes.
    largest = b'"' + b"a" * (MAX_CANONICAL_BYTES - 2) + b'"'
    parse(largest)
    assert code_of(parse, largest + b" ") == "too-large"


def test_a_document_has_a_bound_of_its_own():
    assert parse_canonical(b"[1]", 3) == [1]
    with pytest.raises(Refused, match="too-large") as refusal:
        parse_canonical(b"[12]", 3)
    assert refusal.value.facts == {"bytes": 4, "most": 3}


@pytest.mark.parametrize("raw", [b"[]", b'"a"', b"1", b"true"])
def test_a_document_is_an_object(raw):
    assert code_of(parse_object, raw) == "not-an-object"
    assert parse_object(b'{"a":1}') == {"a": 1}
