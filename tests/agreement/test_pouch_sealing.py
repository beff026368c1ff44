"""Keys that open envelopes, sizes, and what stands outside."""

from __future__ import annotations

import pytest
from tests.agreement.parties import secret
from tests.agreement.pouches import SealingKeys, lines_of, offices, padme

from placet.agreement import limits
from placet.agreement.cards import POUCH_KEY_BYTES
from placet.agreement.envelopes.sealing import SEALED_EXTRA_BYTES, PouchKey, key_id, sealed
from placet.agreement.envelopes.segments import bucket, clear_of, closed, content_of, outside_of
from placet.errors import Refused
from placet.formats.canonical import parse_object

BEYOND = (
    bytes([255]) * 1184
)  # the half of a key that is a lattice's: numbers of 12 bits, all 4095, where 3328 is the most


def test_a_key_is_made_from_its_seed_alone() -> None:
    one, same = PouchKey(secret("a")), PouchKey(secret("a"))
    assert one.public == same.public
    assert one.id == key_id(same.public)
    assert PouchKey(secret("b")).public != one.public
    assert len(one.public) == POUCH_KEY_BYTES


def test_a_key_is_made_from_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        PouchKey(bytes(31))


def test_a_key_does_not_print_its_secret() -> None:
    key = PouchKey(secret("a"))
    assert repr(key) == f"PouchKey(id='{key.id}')"


def test_only_the_key_it_was_sealed_to_opens_it_and_only_under_the_same_info() -> None:
    key = PouchKey(secret("a"))
    hidden = sealed(b"talks", key.public, b"first")
    assert len(hidden) == len(b"talks") + SEALED_EXTRA_BYTES
    assert key.unsealed(hidden, b"first") == b"talks"
    for opener, info in ((PouchKey(secret("b")), b"first"), (key, b"second")):
        with pytest.raises(Refused, match="pouch-seal"):
            opener.unsealed(hidden, info)


@pytest.mark.parametrize(
    "public",
    [
        pytest.param(BEYOND + PouchKey(secret("a")).public[-32:], id="no lattice key: numbers beyond its modulus"),
        pytest.param(PouchKey(secret("a")).public[:-32] + bytes(32), id="curve key of small order"),
        pytest.param(PouchKey(secret("a")).public[:-1], id="too short"),
        pytest.param(b"", id="none"),
    ],
)
def test_nothing_is_sealed_to_a_key_that_is_unfit(public: bytes) -> None:
    with pytest.raises(Refused, match="pouch-key-unfit"):
        sealed(b"talks", public, b"")


def test_the_same_contents_never_give_the_same_sealed_bytes() -> None:
    key = PouchKey(secret("a"))
    assert sealed(b"talks", key.public, b"") != sealed(b"talks", key.public, b"")


def test_sizes_are_those_of_padme_and_never_less_than_32_kib() -> None:
    sizes = [5, 32 * 1024, 32 * 1024 + 1, 40_000, 65_536, 65_537, 100_000, 2**20 + 1, 2**26 - 1, 2**26]
    assert [bucket(size) for size in sizes] == [padme(size) for size in sizes]
    assert bucket(limits.MAX_CONTENT_BYTES) == limits.MAX_CONTENT_BYTES


def test_contents_up_to_128_kib_take_49_sizes() -> None:
    # 32 KiB; from there to 64 KiB in steps of 2 KiB: 16; from there to 128 KiB in steps of 2 KiB: 32.
    assert len({bucket(size) for size in range(0, 128 * 1024 + 1, 64)}) == 1 + 16 + 32


def test_in_clear_stand_version_id_key_number_of_segments_and_suite_and_nothing_else() -> None:
    ir, ru = offices("IR", "RU")
    lines, sealed_part = lines_of(ir.write_to(ru))
    first, second = lines.splitlines()
    assert first == b"PLACET-POUCH/1"
    fields = parse_object(second)
    assert fields == {"id": ir.stamp().id.hex(), "kem": ru.keys.pouch.id, "n": 1, "suite": "X1"}
    assert len(sealed_part) == 4 + 32 * 1024 + SEALED_EXTRA_BYTES


def test_large_contents_take_several_segments_and_come_back_as_they_were() -> None:
    key, content = PouchKey(secret("a")), bytes(range(256)) * 40_000  # 10,240,000 bytes
    raw = closed(content, "ab" * 16, key.public, key.id)
    clear = clear_of(raw)
    assert clear.segments == 2
    filled = content_of(raw, clear, key)
    assert len(filled) == 10_485_760  # in steps of 2^18 at this size: 40 of them
    assert filled[: len(content)] == content
    assert filled.count(0, len(content)) == len(filled) - len(content)


@pytest.fixture(scope="module")
def two_segments() -> tuple[bytes, list[bytes], PouchKey]:
    """The lines in clear, and two segments with their lengths."""
    key = PouchKey(secret("a"))
    raw = closed(bytes(8 * 1024 * 1024 + 1), "ab" * 16, key.public, key.id)
    lines, rest = lines_of(raw)
    first = 4 + 8 * 1024 * 1024 + SEALED_EXTRA_BYTES
    return lines, [rest[:first], rest[first:]], key


def refusal_of(raw: bytes, key: PouchKey) -> str:
    with pytest.raises(Refused) as refusal:
        content_of(raw, clear_of(raw), key)
    return refusal.value.code


def test_segments_cannot_be_exchanged_doubled_or_left_out(two_segments: tuple[bytes, list[bytes], PouchKey]) -> None:
    lines, (first, last), key = two_segments
    assert refusal_of(lines + last + first, key) == "pouch-segment-length"
    assert refusal_of(lines + first, key) == "pouch-truncated"
    assert refusal_of(lines + first + first, key) == "pouch-seal"
    assert refusal_of(lines + first + last + last, key) == "pouch-longer"
    fewer = lines.replace(b'"n":2', b'"n":1')
    assert refusal_of(fewer + first, key) == "pouch-seal"
    assert refusal_of(fewer + last, key) == "pouch-seal"


def test_without_a_key_the_lengths_of_all_segments_are_looked_at(
    two_segments: tuple[bytes, list[bytes], PouchKey],
) -> None:
    lines, (first, last), _ = two_segments
    assert outside_of(lines + first + last) == clear_of(lines + first + last)
    for raw, code in (
        (lines + first + last[:-1], "pouch-truncated"),
        (lines + first + last + b"x", "pouch-longer"),
        (lines + last + first, "pouch-segment-length"),
    ):
        with pytest.raises(Refused, match=code):
            outside_of(raw)


def test_more_than_an_envelope_may_hold_is_not_sealed() -> None:
    key = SealingKeys("RU").pouch
    with pytest.raises(Refused, match="pouch-too-large"):
        closed(bytes(limits.MAX_CONTENT_BYTES + 1), "ab" * 16, key.public, key.id)
