"""A branch longer than a statement may name: it is said, and nobody goes in circles or writes what none can read."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.node.joint.forked import exchange
from tests.node.joint.homes import SideHome, carry, homes
from tests.node.joint.stating import drafted_with_keys, drafted_without, signed_with_all

from placet.agreement import limits
from placet.agreement.entry import Kind
from placet.agreement.resumption import signed_resumption_of
from placet.errors import Refused
from placet.node.joint.desk import Act
from placet.node.joint.going_on import looked_at

MOST = 10


def say(home: SideHome, count: int) -> None:
    with home.desk() as desk:
        desk.write([Act(Kind.NOTE, {"text": {"en": "x"}}) for _ in range(count)])


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int) -> tuple[SideHome, SideHome]:
    """RU holds `many` entries of a thief from IR's entry 3 on, IR's home a proposal of two."""
    monkeypatch.setattr(limits, "MAX_BRANCH", MOST)
    ir, ru = homes(tmp_path, "IR", "RU")
    thief = ir.copy_to(tmp_path / "thief")
    say(thief, many)
    carry(thief, ru)
    ir.propose()
    carry(ir, ru)
    carry(ru, ir)
    return ir, ru


@pytest.mark.parametrize("many", [MOST + 1])
@pytest.mark.parametrize(("number", "count"), [(1, MOST + 1), (2, MOST + 1), (0, MOST + 3)])
def test_whoever_holds_the_long_branch_drafts_no_statement_that_nobody_could_read(
    parted: tuple[SideHome, SideHome], number: int, count: int
) -> None:
    """It counts, the other one does, or none: then the two of the other one are dropped as well."""
    _, ru = parted
    with pytest.raises(Refused) as refusal:
        drafted_without(ru, number)
    assert refusal.value.code == "too-long-to-state"
    assert refusal.value.facts == {"side": "IR", "count": count, "most": MOST}


@pytest.mark.parametrize("many", [MOST + 1])
def test_whoever_holds_it_is_not_sent_in_circles_by_another_s_draft(parted: tuple[SideHome, SideHome]) -> None:
    """IR keeps ten of the eleven beside, and names those: RU would have it stated anew for ever."""
    ir, ru = parted
    signed = signed_with_all(ir, drafted_with_keys(ir))
    for _ in range(2):
        with ru.desk() as desk, pytest.raises(Refused) as refusal:
            looked_at(desk, signed)
        assert (refusal.value.code, refusal.value.facts["count"]) == ("too-long-to-state", MOST + 1)
        carry(ru, ir)
        signed = signed_with_all(ir, drafted_with_keys(ir))


@pytest.mark.parametrize("many", [MOST])
def test_as_many_as_a_statement_names_are_no_hindrance(parted: tuple[SideHome, SideHome]) -> None:
    ir, ru = parted
    exchange(parted)
    for home in parted:
        signed = drafted_without(home, 1)
        assert signed_resumption_of(signed.to_bytes()) == signed
    with ru.desk() as desk:
        assert len(looked_at(desk, drafted_without(ir)).dropped) == MOST
