"""Every defect of a sealed envelope has its code, and nothing else ever comes of it."""

from __future__ import annotations

import pytest
from tests.agreement.breaking import good
from tests.agreement.broken_pouches import BROKEN, CONTENTS, FRAMES, MANIFEST, OUTSIDE
from tests.agreement.pouches import offices, reader_without_record

from placet.agreement.envelopes.pouch import pouch_of
from placet.errors import Refused


def test_unbroken_it_is_read() -> None:
    _, ru = offices("IR", "RU")
    assert len(pouch_of(good(), reader_without_record(ru)).entries) == 4  # two joins, two texts


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_refused_with_the_code_of_its_defect(name: str) -> None:
    _, ru = offices("IR", "RU")
    code, build = BROKEN[name]
    with pytest.raises(Refused) as refusal:
        pouch_of(build(), reader_without_record(ru))
    assert refusal.value.code == code


def test_no_defect_has_two_names() -> None:
    assert len(BROKEN) == sum(map(len, (OUTSIDE, FRAMES, MANIFEST, CONTENTS)))
