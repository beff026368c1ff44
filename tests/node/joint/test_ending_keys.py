"""New keys at the end of the branch that is to count: whoever stole the old ones cannot go on from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.node.joint.forked import digests, exchange, forked, frozen_at, signed_by, take_in
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.test_certified_after import agree_to_all, cards_of, evidence
from tests.node.joint.test_undone_keys import root, under

from placet.agreement.entry import Entry, Kind
from placet.agreement.resumption import SignedResumption
from placet.errors import Refused
from placet.node.joint.changing_keys import root_in_force, successors
from placet.node.joint.desk import Act
from placet.node.joint.ending_keys import end_with_keys
from placet.node.joint.footing import doubt
from placet.node.joint.going_on import drafted, frozen, looked_at
from placet.node.joint.keyring import keep_keys, open_keyring
from placet.node.joint.means import REAL
from placet.node.joint.ports import Batch
from placet.node.joint.safe import LIGHT
from placet.verifier import verified


def ended(home: SideHome) -> Entry:
    """New keys at the end of the branch that a home holds."""
    keys, keyring = successors(home.folder, REAL)

    def keep():
        keep_keys(keyring.folder, keys, PASSPHRASE, REAL, LIGHT)
        return open_keyring(keyring.folder)

    with home.office() as office:
        return end_with_keys(office.desk(), lambda desk: root_in_force(home.folder, desk, PASSPHRASE), keys, keep)


def drafted_by(home: SideHome, last: str) -> SignedResumption:
    """The statement that the branch counts that ends with an entry."""
    with home.desk() as desk:
        (it,) = frozen(desk)
        number = next(at for at, branch in enumerate(it.branches, start=1) if branch[-1].hash == last)
        return drafted(desk, number)


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, ...]:
    """IR holds one branch of its chain, and ends it with new keys; RU holds the other. Both have all of it to read."""
    return forked(tmp_path, "RU")


def test_a_branch_that_ends_with_new_keys_counts_with_them(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    last = ended(ir)
    assert (last.header.seq, last.header.type) == (5, "keys")
    exchange(two)
    # On either branch joining, a receipt, and two entries; the new keys are a fifth, and a branch of their own to IR.
    assert frozen_at(ir) == [("IR", 3, [4, 4, 5])]
    assert frozen_at(ru) == [("IR", 3, [4, 5])]
    signed = drafted_by(ru, last.hash)
    for home in two:
        signed = signed_by(home, signed)
    take_in(ru, signed)
    exchange(two)
    exchange(two)
    assert len(digests(two)) == 1
    assert cards_of(ir, "IR") == cards_of(ru, "IR") == 2
    assert ir.refusal_of_writing() is None  # with the new keys
    carry(ir, ru)
    with ru.desk() as desk:
        chain = desk.record.chains["IR"]
        assert chain.entries[4].hash == last.hash
        assert chain.card_at(5) != chain.card_at(6) == chain.cards[-1][1]


def test_evidence_of_what_was_agreed_on_it_verifies(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    last = ended(ir)
    exchange(two)
    signed = drafted_by(ir, last.hash)
    for home in two:
        signed = signed_by(home, signed)
    take_in(ir, signed)
    exchange(two)
    agree_to_all(ru)
    for _ in range(2):
        exchange(two)
    assert verified(evidence(ir)) == verified(evidence(ru))


def test_the_other_side_may_have_seen_no_fork_yet(tmp_path: Path) -> None:
    """RU holds the branch already when it hears of the fork and of the new keys, all in one envelope."""
    ir, ru = homes(tmp_path, "IR", "RU")
    other = ir.copy_to(tmp_path / "other")
    ir.propose()
    carry(ir, ru)
    other.propose()
    with ir.office() as office, other.desk() as theirs:
        rival = theirs.record.entry("IR", 3)
        assert rival is not None
        desk = office.desk()
        before = desk.record.copy()
        before.admit(rival)
        fork = before.chains["IR"].fork
        assert fork is not None
        office.stores.shared.append(Batch(desk.visit, forks=[fork]))
    last = ended(ir)
    carry(ir, ru)
    assert frozen_at(ru) == [("IR", 3, [5, 3])]
    signed = drafted_by(ru, last.hash)
    for home in (ir, ru):
        signed = signed_by(home, signed)
    take_in(ir, signed)
    carry(ir, ru)
    carry(ru, ir)
    assert cards_of(ir, "IR") == cards_of(ru, "IR") == 2
    assert ir.refusal_of_writing() is None


def test_it_is_done_once_and_only_where_a_chain_is_suspended(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    with pytest.raises(Refused, match="nothing-frozen"):
        ended(ru)
    ended(ir)
    with pytest.raises(Refused, match="branch-ends-with-keys"):
        ended(ir)
    assert sorted(each.name for each in (ir.folder / "keys").iterdir()) == ["1", "2"]


def test_a_home_that_may_be_old_writes_none(two: tuple[SideHome, ...]) -> None:
    ir, _ = two
    with ir.desk() as desk:
        doubt(desk)
    with pytest.raises(Refused, match="restored"):
        ended(ir)


@pytest.mark.parametrize("kind", ["the other branch", "this branch without its end"])
def test_the_old_roots_and_the_other_side_do_not_take_them_back(two: tuple[SideHome, ...], kind: str) -> None:
    ir, ru = two
    with ir.desk() as desk:
        own, theirs = (branch[-1].hash for branch in frozen(desk)[0].branches)
    ended(ir)
    exchange(two)
    statement = drafted_by(ir, theirs if kind == "the other branch" else own).resumption
    lie = under(statement, ("IR", root(ir, 1)), ("RU", root(ru, 1)))
    with pytest.raises(Refused, match="resumption-undoes-keys"):
        take_in(ir, lie)
    take_in(ru, lie)  # RU lies, and sends it
    with pytest.raises(Refused, match="resumption-undoes-keys"):
        carry(ru, ir)
    with ir.desk() as desk:
        assert looked_at(desk, lie).unsigned == ("IR",)
    meant = under(statement, ("IR", root(ir, 1)), ("IR", root(ir, 2)), ("RU", root(ru, 1)))
    take_in(ir, meant)  # with both
    assert cards_of(ir, "IR") == 1


def test_what_a_thief_writes_at_the_end_of_our_branch_is_not_taken_for_ours(two: tuple[SideHome, ...]) -> None:
    """He has the machine's key, and RU hands on what he wrote; it neither goes along with us nor keeps us from ours."""
    ir, ru = two
    with ir.desk() as desk:
        forged = desk.prepared(desk.record, Act(Kind.KEYS, {"card": "none", "roots": []}))
    with ru.desk() as desk:
        desk.stores.shared.append(Batch(desk.visit, beside=[forged]))
    with ir.desk() as desk:
        desk.stores.shared.append(Batch(desk.visit, beside=[forged]))
    last = ended(ir)
    assert last.hash != forged.hash
    exchange(two)
    signed = drafted_by(ru, last.hash)
    for home in two:
        signed = signed_by(home, signed)
    take_in(ir, signed)
    exchange(two)
    assert cards_of(ru, "IR") == 2
