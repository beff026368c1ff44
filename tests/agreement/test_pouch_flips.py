"""One wrong byte anywhere, and one byte too few at any place: refused each time, and told why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from tests.agreement.breaking import draft, good
from tests.agreement.pouches import offices, padded, reader_without_record

from placet.agreement.envelopes.pouch import pouch_of
from placet.errors import Refused

WHOLE = 34_057
"""Two lines of 15 and 134 bytes, a length of 4, 32 KiB of contents, and 1,136 bytes by which sealing is longer."""


def codes_of(variants: Iterable[bytes]) -> Counter[str]:
    """How often each code came up, and how often one was read; anything else that is raised fails the test."""
    addressee = reader_without_record(offices("IR", "RU")[1])
    found: Counter[str] = Counter()
    for raw in variants:
        try:
            pouch_of(raw, addressee)
            found["read"] += 1
        except Refused as refusal:
            found[refusal.code] += 1
    return found


def flips(raw: bytes, places: Iterable[int]) -> Iterable[bytes]:
    changed = bytearray(raw)
    for at in places:
        changed[at] ^= 1
        yield bytes(changed)
        changed[at] ^= 1


@pytest.mark.slow
def test_every_flipped_byte_of_an_envelope_is_found_out() -> None:
    raw = good()
    codes = codes_of(flips(raw, range(len(raw))))
    assert codes.total() == len(raw) == WHOLE
    assert codes["pouch-seal"] >= 32 * 1024 + 1136  # and where the id in clear becomes another
    assert codes["not-a-pouch"] == 14  # of the first line all but the version
    assert codes["pouch-version"] == 1
    assert set(codes) == {
        "not-a-pouch",
        "pouch-version",
        "pouch-header",
        "pouch-suite",
        "pouch-other-key",
        "pouch-segment-length",
        "pouch-truncated",
        "pouch-seal",
    }


def test_every_shortened_envelope_is_found_out() -> None:
    raw = good()
    assert codes_of(raw[:length] for length in range(len(raw))) == {"pouch-truncated": WHOLE}


def test_a_flipped_byte_inside_is_found_out_even_where_it_is_sealed_well() -> None:
    it = draft(fill=lambda content: content)
    content = it.content()
    manifest = 5 + int.from_bytes(content[1:5])
    places = [*range(manifest), *range(manifest, len(content), 9)]
    codes = codes_of(it.seal(padded(each)) for each in flips(content, places))
    assert codes.total() == len(places)
    assert codes["read"] == 0
    assert codes["pouch-signature"] >= 64  # in the signature itself, and in what only it protects
    assert codes["pouch-frames-differ"] > len(places) // 4  # in what the manifest answers for
