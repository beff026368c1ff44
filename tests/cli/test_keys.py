"""New keys at the terminal: in good time, after a loss, after a theft; and once more after a crash in between."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.running import placet
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes

from placet.errors import Refused
from placet.node.joint.changing_keys import successors
from placet.node.joint.envelopes import seal
from placet.node.joint.keyring import NODE, POUCH, ROOT, keep_keys
from placet.node.joint.means import REAL
from placet.node.joint.safe import LIGHT


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[SideHome, SideHome]:
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    ir, ru = homes(tmp_path, "IR", "RU")
    ir.propose()
    carry(ir, ru)
    return ir, ru


def change(home: SideHome, *more: object) -> Result:
    return placet("keys", "change", home.folder, *more)


def is_heard_with_new_keys(ir: SideHome, ru: SideHome) -> None:
    """RU takes in what IR writes with its new keys, and seals to the new one."""
    ir.propose()
    carry(ir, ru)
    assert ru.chain_of("IR") == ir.own_numbers()
    carry(ru, ir)


def test_keys_are_changed_in_good_time(two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    before = ru.seal("IR").raw  # to the old key, on its way while the keys change
    done = change(ir)
    assert done.exit_code == 0, done.stderr
    assert "New keys are in force in 1 file." in done.stdout
    assert "keys/2/root.key away on another stick" in " ".join(done.stdout.split())
    shown = placet("keys", "show", ir.folder).stdout.split()
    assert (shown[0], len(set(shown))) == ("2", len(shown))
    ir.receive(before)
    is_heard_with_new_keys(ir, ru)


def test_after_a_loss_of_the_machine_s_keys_the_root_key_is_enough(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    """The root lies on another stick, as it should."""
    ir, ru = two
    folder = ir.folder / "keys" / "1"
    stick = tmp_path / "stick.key"
    (folder / ROOT).rename(stick)
    for path in (NODE, POUCH, "seal-protocol.key"):
        (folder / path).unlink()
    lost = placet("standing", ir.folder)
    assert (lost.exit_code, "placet keys change" in lost.stderr) == (3, True)
    assert change(ir).exit_code == 2  # the root is not where it was
    assert not (ir.folder / "keys" / "2").exists()
    done = change(ir, "--root", stick)
    assert done.exit_code == 0, done.stderr
    is_heard_with_new_keys(ir, ru)


def test_after_a_theft_what_was_signed_since_is_disowned(two: tuple[SideHome, SideHome]) -> None:
    """The thief proposes from a copy of the home, and RU has it before IR hears of it."""
    ir, ru = two
    good = len(ir.own_numbers())
    thief = ir.copy_to(ir.folder.parent / "thief")
    thief.propose()
    carry(thief, ru)
    with pytest.raises(Refused, match="older-copy"):  # RU holds more of IR's file than IR, and answers to that
        carry(ru, ir)
    assert ir.is_read_only()
    carry(ir, ru)
    assert carry(ru, ir).recovered == good + 2  # a text and its seal, by the thief
    assert change(ir, "--last-good", good + 9).exit_code == 3
    done = change(ir, "--last-good", good)
    assert done.exit_code == 0, done.stderr
    carry(ir, ru)
    with ru.desk() as desk:
        chain = desk.record.chains["IR"]
        doubtful = [seq for seq in range(1, len(chain.entries) + 1) if chain.is_doubtful(seq)]
    assert doubtful == [good + 1, good + 2]
    # And with the stolen keys nothing more can be written that RU takes in.
    thief.propose()
    with thief.desk() as desk:
        raw = seal(desk, "RU").raw
    refused = ru.folder.parent / "stolen.envelope"
    refused.write_bytes(raw)
    assert placet("envelope", "receive", ru.folder, refused).exit_code == 3
    is_heard_with_new_keys(ir, ru)


def test_a_crash_between_the_new_keys_and_the_telling_is_mended_by_doing_it_again(
    two: tuple[SideHome, SideHome],
) -> None:
    ir, ru = two
    keys, keyring = successors(ir.folder, REAL)
    keep_keys(keyring.folder, keys, PASSPHRASE, REAL, LIGHT)
    is_heard_with_new_keys(ir, ru)  # with the old ones: no file was told
    done = change(ir)
    assert done.exit_code == 0, done.stderr
    is_heard_with_new_keys(ir, ru)


def test_what_cannot_be_done_is_refused_before_any_key_is_written(two: tuple[SideHome, SideHome]) -> None:
    ir, _ = two
    wrong = ir.folder.parent / "wrong"
    wrong.write_text("another passphrase")
    assert change(ir, "--passphrase-file", wrong).exit_code == 3
    with ir.desk() as desk:
        desk.stores.shared.doubt(desk.visit)
    assert change(ir).exit_code == 3
    assert [path.name for path in (ir.folder / "keys").iterdir()] == ["1"]
