"""What was sealed once is opened for ever; what was refused once is refused with the same code.

The cases are files: an envelope, and beside it the seed of the key that opens it and what must come of it. A program
that shares no code with this one can be held to them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.bindings._rust import openssl
from scripts.write_pouch_vectors import says

from placet.agreement.envelopes.pouch import Addressee, pouch_of
from placet.agreement.envelopes.sealing import _SUITE, PouchKey
from placet.errors import Refused

VECTORS = Path(__file__).resolve().parent.parent / "vectors"
GOOD = sorted((VECTORS / "pouches" / "good").glob("*.json"))
BROKEN = sorted((VECTORS / "pouches" / "broken").glob("*.json"))


def case_of(path: Path) -> tuple[dict[str, Any], bytes, Addressee]:
    case = json.loads(path.read_text(encoding="utf-8"))
    key = PouchKey(bytes.fromhex(case["seed"]))
    return case, path.with_suffix(".pouch").read_bytes(), Addressee({key.id: key}, lambda _: None)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_golden_envelope_says_what_it_said(path: Path) -> None:
    case, raw, _ = case_of(path)
    assert says(raw) == case["says"]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_envelope_is_refused_with_its_code(path: Path) -> None:
    case, raw, addressee = case_of(path)
    with pytest.raises(Refused) as refusal:
        pouch_of(raw, addressee)
    assert refusal.value.code == case["code"]


def test_there_are_at_least_two_broken_ones_to_each_good_one() -> None:
    assert len(BROKEN) >= 2 * len(GOOD) > 0


def test_suite_x1_is_the_one_of_the_published_text() -> None:
    # The vector binds additional data, which our envelopes do not use: hence the library's inner function.
    case = json.loads((VECTORS / "hpke" / "mlkem768-x25519.json").read_text(encoding="utf-8"))
    key = PouchKey(bytes.fromhex(case["skRm"]))
    assert key.public.hex().startswith(case["pkRm_begins"])
    assert key.public.hex().endswith(case["pkRm_ends"])
    sealed, info, aad = (bytes.fromhex(each) for each in (case["enc"] + case["ct"], case["info"], case["aad"]))
    assert openssl.hpke._decrypt_with_aad(_SUITE, sealed, key._private, info, aad).hex() == case["pt"]
