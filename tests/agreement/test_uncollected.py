"""Python looks for garbage again after a record was read, also where it was refused, and only if it did before."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from tests.agreement.parties import parties

from placet.agreement.entry import Entry
from placet.agreement.record import Record
from placet.agreement.uncollected import uncollected
from placet.errors import Refused


@pytest.fixture(autouse=True)
def looking() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("was_looking", [True, False])
def test_afterwards_it_is_as_it_was(was_looking: bool) -> None:
    (gc.enable if was_looking else gc.disable)()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() is was_looking


def test_a_batch_is_read_without_looking_and_a_refusal_does_not_leave_it_so() -> None:
    ir, ru = parties("IR", "RU")
    ir.propose({"number": 1})
    seen = []

    def entries() -> Iterator[Entry]:
        seen.append(gc.isenabled())
        yield from ir.record.chains["IR"].entries[1:]

    with pytest.raises(Refused):  # nobody has joined
        Record(ru.opening).admit_all(entries())
    assert (seen, gc.isenabled()) == ([False], True)
