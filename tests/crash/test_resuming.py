"""A statement drops the branch that a home holds, and the power is cut before the file of own heads is told."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.node.joint.forked import digests, exchange, forked, statement_of, take_in

from placet.stores.home import SHARED
from placet.stores.own_heads import OWN_HEADS, read_own_heads


def test_a_home_that_kept_the_statement_and_did_not_tell_its_file_goes_on(tmp_path: Path) -> None:
    """What the cut leaves: the database with the statement, and the file as it was before, with an entry that is
    dropped now."""
    two = forked(tmp_path, "RU")
    ir, ru = two
    signed = statement_of(two, ru)
    told = (ir.folder / OWN_HEADS).read_bytes()
    dropped = read_own_heads(ir.folder, "IR")
    take_in(ir, signed)
    after = read_own_heads(ir.folder, "IR")
    assert dropped is not None
    assert after is not None
    visit = signed.resumption.visit
    # Four entries were written; of them the first two count, and the counting ones came from RU before.
    assert dropped.heads[visit].hash in {name for _, name in signed.resumption.dropped}
    assert after.heads[visit].hash == signed.resumption.counts[-1]
    (ir.folder / OWN_HEADS).write_bytes(told)
    assert not ir.is_read_only()
    exchange(two)
    assert ir.refusal_of_writing() is None
    for _ in range(2):
        exchange(two)
    assert len(digests(two)) == 1


def test_a_database_from_before_the_statement_is_taken_for_old(tmp_path: Path) -> None:
    two = forked(tmp_path, "RU")
    ir, ru = two
    before = tmp_path / "before.db"
    shutil.copy(ir.folder / SHARED, before)
    take_in(ir, statement_of(two, ru))
    assert not ir.is_read_only()
    for old in ir.folder.glob(f"{SHARED}*"):
        old.unlink()
    shutil.copy(before, ir.folder / SHARED)
    assert ir.is_read_only()
