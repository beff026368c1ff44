"""What a side asks away is gone at every side, stays gone after a restore, and never takes an agreed text unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.running import placet
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes

from placet.agreement.entry import Kind
from placet.errors import Refused
from placet.node.joint.digest import digest_of
from placet.node.joint.keyring import MAIN_OFFICE
from placet.node.joint.purging import ask, kept_back
from placet.node.joint.signing import Seals, agree
from placet.stores.home import SHARED

CANARY = "a remark"


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome]:
    """IR has proposed something, and RU has received it."""
    ir, ru = homes(tmp_path, "IR", "RU")
    ir.propose()
    carry(ir, ru)
    return ir, ru


def proposal(home: SideHome) -> int:
    """The number of IR's proposal: it joined, sent a receipt, then proposed."""
    with home.desk() as desk:
        found = [e.header.seq for e in desk.record.chains["IR"].entries if e.header.type == Kind.PROPOSE]
    assert found == [3]
    return found[0]


def has_body(home: SideHome, seq: int, side: str = "IR") -> bool:
    with home.desk() as desk:
        entry = desk.record.entry(side, seq)
        assert entry is not None
        return entry.body is not None


def bytes_kept(home: SideHome) -> bytes:
    return b"".join(path.read_bytes() for path in home.folder.glob(f"{SHARED}*"))


def everybody_agrees(ir: SideHome, ru: SideHome) -> None:
    with ru.desk() as desk:
        agree(desk, list(desk.standings()), Seals({MAIN_OFFICE: desk.keyring.seal(MAIN_OFFICE, PASSPHRASE)}))
    carry(ru, ir)
    carry(ir, ru)


def test_what_a_side_asks_away_is_erased_there_and_at_whoever_receives_it(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    seq = proposal(ir)
    assert CANARY.encode() in bytes_kept(ir)
    assert CANARY.encode() in bytes_kept(ru)
    with ir.desk() as desk:
        ask(desk, [seq])
    assert not has_body(ir, seq)
    carry(ir, ru)
    assert not has_body(ru, seq)
    assert CANARY.encode() not in bytes_kept(ir) + bytes_kept(ru)
    carry(ru, ir)
    with ir.desk() as one, ru.desk() as other:
        assert digest_of(one) == digest_of(other)
        assert not list(one.stores.shared.flaws())


def test_a_restored_home_does_not_bring_back_what_was_asked_away(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    """At both: who asked forgot that it did, and who was asked forgot that it was."""
    ir, ru = two
    seq = proposal(ir)
    copies = [ir.back_up(tmp_path / "IR.copy"), ru.back_up(tmp_path / "RU.copy")]
    with ir.desk() as desk:
        ask(desk, [seq])
    carry(ir, ru)
    again = ir.restored(copies[0], tmp_path / "IR-again")
    assert has_body(again, seq)  # the copy is older than the request
    carry(again, ru)
    carry(ru, again)
    assert not has_body(again, seq)
    other = ru.restored(copies[1], tmp_path / "RU-again")
    assert has_body(other, seq)
    carry(other, again)
    carry(again, other)
    assert not has_body(other, seq)
    for home in (again, other):
        assert [path.name for path in home.folder.glob(f"{SHARED}*") if CANARY.encode() in path.read_bytes()] == []


def test_the_agreed_words_of_another_side_stay_until_somebody_here_says_so(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    everybody_agrees(ir, ru)
    seq = proposal(ir)
    with ir.desk() as desk:
        ask(desk, [seq])
    carry(ir, ru)
    assert has_body(ru, seq)
    with ru.desk() as desk:
        before = digest_of(desk)
        assert [place for place, _ in kept_back(desk)] == [("IR", seq)]
    shown = placet("purge", "show", ru.folder)
    assert f"asks to erase entry {seq}, the agreed words of P-01" in " ".join(shown.stdout.split())
    assert placet("purge", "erase", ru.folder).exit_code == 130
    assert has_body(ru, seq)
    assert placet("purge", "erase", ru.folder, "--yes").exit_code == 0
    assert not has_body(ru, seq)
    with ru.desk() as desk:
        assert digest_of(desk) == before  # what is agreed is agreed
        assert desk.standings()[0].in_force is not None


def test_only_what_is_there_and_is_ours_and_rests_under_nothing_can_be_asked_away(
    two: tuple[SideHome, SideHome],
) -> None:
    ir, _ = two
    seq = proposal(ir)
    with ir.desk() as desk:
        for numbers in ([1], [seq, 99], [seq + 1]):  # joining; one that is not there; the seal
            with pytest.raises(Refused, match="not-erasable"):
                ask(desk, numbers)
    assert has_body(ir, seq)


def test_the_terminal_shows_what_can_be_asked_away_asks_first_and_says_what_it_did(
    two: tuple[SideHome, SideHome],
) -> None:
    ir, _ = two
    seq = proposal(ir)
    assert f"{seq} proposal P-01" in " ".join(placet("purge", "show", ir.folder).stdout.split())
    assert placet("purge", "ask", ir.folder, seq).exit_code == 130
    assert has_body(ir, seq)
    done = placet("purge", "ask", ir.folder, seq, "--yes")
    assert (done.exit_code, has_body(ir, seq)) == (0, False)
    assert "The words of 1 entry are erased here" in done.stdout
    assert "None of your entries" in placet("purge", "show", ir.folder).stdout
    again = placet("purge", "ask", ir.folder, seq, "--yes")
    assert (again.exit_code, "Traceback" in again.stderr) == (3, False)
    for wrong in (("ask", ir.folder), ("show", ir.folder, 3), ("ask", ir.folder, "x")):
        assert placet("purge", *wrong).exit_code == 2
