"""Nobody can make another side keep more of a chain than the bound, and every node counts the same."""

from __future__ import annotations

import pytest
from tests.agreement.parties import Party, parties

from placet.agreement import limits
from placet.agreement.entry import Kind
from placet.agreement.record import Record, size_of
from placet.errors import Refused


def talks() -> tuple[Party, Party]:
    ir, ru = parties("IR", "RU")
    for number in range(5):
        ir.say(Kind.NOTE, {"text": "x" * number * 100})
    return ir, ru


def test_a_chain_counts_header_signature_and_body_of_every_entry() -> None:
    ir, _ = talks()
    chain = ir.record.chains["IR"]
    assert chain.size == sum(len(each.raw) + 64 + len(each.body or b"") for each in chain.entries) > 1000
    assert ir.record.copy().chains["IR"].size == chain.size


def test_an_erased_body_counts_on_so_that_all_nodes_refuse_the_same_entry() -> None:
    ir, _ = talks()
    notes = [(each.header.side, each.header.seq) for each in ir.record if each.header.type == Kind.NOTE]
    bare = Record(ir.opening)
    bare.admit_all(ir.record.without_bodies(notes))
    assert bare.chains["IR"].size == ir.record.chains["IR"].size


@pytest.mark.parametrize(("spare", "is_taken"), [(0, True), (-1, False)])
def test_the_last_byte_that_fits_is_taken_and_the_next_is_refused(
    monkeypatch: pytest.MonkeyPatch, spare: int, is_taken: bool
) -> None:
    ir, ru = talks()
    entries = ir.record.chains["IR"].entries
    ru.record.admit_all(entries[:-1])
    last, before = entries[-1], ru.record.chains["IR"].size
    monkeypatch.setattr(limits, "MAX_CHAIN_BYTES", before + size_of(last) + spare)
    if is_taken:
        ru.record.admit(last)
        return
    for door in (ru.record.admit, lambda entry: ru.record.admit_all([entry])):
        with pytest.raises(Refused) as refusal:
            door(last)
        assert (refusal.value.code, refusal.value.facts) == (
            "chain-full",
            {"side": "IR", "seq": 6, "bytes": before, "most": before + size_of(last) - 1},
        )
    assert len(ru.record.chains["IR"].entries) == 5  # joining and four notes
    ru.say(Kind.NOTE, {"text": "there is room in every other chain"})


def test_people_are_told_at_three_quarters() -> None:
    # 256 MiB, and three quarters of it: 192 MiB.
    assert (limits.MAX_CHAIN_BYTES, limits.NEARLY_FULL_CHAIN_BYTES) == (256 << 20, 192 << 20)
