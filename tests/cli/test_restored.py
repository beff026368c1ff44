"""What the terminal tells an officer whose home may be older than what has left it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.running import placet
from tests.node.joint.homes import PASSPHRASE, SideHome, homes

from placet.agreement import limits
from placet.node.joint.keyring import draw_keys, keep_keys, next_folder
from placet.node.joint.means import REAL
from placet.node.joint.opening_files import enrolled, open_with
from placet.node.joint.safe import LIGHT
from placet.stores.home import begin_home
from placet.stores.own_heads import own_heads_of


@pytest.fixture
def two(tmp_path: Path) -> tuple[SideHome, SideHome]:
    """A home of IR that came out of a sealed copy, and one of RU that holds more of IR's file."""
    ir, ru = homes(tmp_path, "IR", "RU")
    backup = ir.back_up(tmp_path / "copy")
    ir.propose()
    ru.receive(ir.seal("RU").raw)
    return ir.restored(backup, tmp_path / "again"), ru


def words(*args: object) -> str:
    result = placet(*args)
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


def test_a_restored_home_says_what_to_do_until_it_is_done(tmp_path: Path, two: tuple[SideHome, SideHome]) -> None:
    ir, ru = two
    question, answer = tmp_path / "question", tmp_path / "answer"
    for command in (("standing",), ("footing", "show")):
        assert "seal one to Side RU, and take in the answer" in words(*command, ir.folder)
    assert json.loads(placet("standing", ir.folder, "--json").stdout)["awaited"] == ["RU"]
    refused = placet("propose", ir.folder, "category", "--yes")
    assert refused.exit_code != 0
    assert "This envelope asks Side RU" in words("envelope", "seal", ir.folder, "--to", "RU", "-o", question)
    told = words("envelope", "receive", ru.folder, question)
    assert "Side IR may have gone back to an older copy, and waits for your answer:" in told
    assert f"placet envelope seal {ru.folder} --to IR -o FILE" in told
    assert "This envelope asks" not in words("envelope", "seal", ru.folder, "--to", "IR", "-o", answer)
    # Joining, the receipt for RU's, and a proposal of one text and its seal: the file of IR has 4 entries.
    assert "given back to us up to no. 4." in words("envelope", "receive", ir.folder, answer)
    assert words("footing", "show", ir.folder) == "This home may be written in. Our file reaches no. 4."
    assert json.loads(placet("standing", ir.folder, "--json").stdout)["awaited"] == []


def test_an_old_envelope_leaves_a_restored_home_as_it_is_and_says_so(
    tmp_path: Path, two: tuple[SideHome, SideHome]
) -> None:
    ir, ru = two
    old = tmp_path / "old"
    old.write_bytes(ru.seal("IR").raw)  # with RU's receipt for a proposal that is not here any more
    refused = placet("envelope", "receive", ir.folder, old)
    assert refused.exit_code == 3
    assert "rests on entry IR 4, which is not here" in " ".join(refused.stderr.split())
    assert ir.is_read_only()


def test_an_old_envelope_that_can_be_taken_in_changes_nothing_about_writing(tmp_path: Path) -> None:
    ir, ru = homes(tmp_path, "IR", "RU")
    old = tmp_path / "old"
    old.write_bytes(ru.seal("IR").raw)
    again = ir.restored(ir.back_up(tmp_path / "copy"), tmp_path / "again")
    assert "For reading only" in words("envelope", "receive", again.folder, old)
    assert again.is_read_only()


def test_a_person_may_doubt_and_vouch_and_is_asked_before_vouching(two: tuple[SideHome, SideHome]) -> None:
    _, ru = two
    assert "For reading only" in words("footing", "doubt", ru.folder)
    stopped = placet("footing", "vouch", ru.folder)
    assert (stopped.exit_code, ru.is_read_only()) == (130, True)
    assert "may be written in" in words("footing", "vouch", ru.folder, "--yes")
    assert not ru.is_read_only()
    assert "may be written in" in words("footing", "vouch", ru.folder)  # nothing to vouch for: nobody is asked


def test_a_home_that_was_brought_back_with_no_file_in_it_is_doubted_as_well(tmp_path: Path) -> None:
    """Folder and database of a home that had joined nothing yet: it may have joined files since."""
    home = SideHome(tmp_path / "FR", "FR")
    begin_home(home.folder, "FR").close()
    keep_keys(next_folder(home.folder), draw_keys("FR", {"en": "Side FR"}, REAL), PASSPHRASE, REAL, LIGHT)
    assert own_heads_of((home.folder / "own-heads").read_bytes()).is_set_back is False
    assert "placet keys draw" in words("footing", "doubt", home.folder)
    assert own_heads_of((home.folder / "own-heads").read_bytes()).is_set_back is True


def test_a_doubt_is_about_every_file_of_a_home(two: tuple[SideHome, SideHome]) -> None:
    _, ru = two
    with ru.office() as office:
        root = office.keyring.root(PASSPHRASE)
        open_with(office, {"en": "Another"}, list(enrolled(office).values()), root)
    words("footing", "doubt", ru.folder)
    with ru.office() as office:
        assert [office.desk(file.name).is_read_only for file in office.files()] == [True, True]


def test_a_chain_that_is_nearly_full_is_told_in_good_time(
    two: tuple[SideHome, SideHome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, ru = two
    with ru.desk() as desk:
        size = desk.record.chains["IR"].size
        assert size > desk.record.chains["RU"].size
    assert "at most 256 MiB" not in words("standing", ru.folder)
    monkeypatch.setattr(limits, "NEARLY_FULL_CHAIN_BYTES", size)
    assert "The chain of Side IR holds 0 of at most 256 MiB." in words("standing", ru.folder)
    assert "The chain of Side RU" not in words("standing", ru.folder)
    assert json.loads(placet("standing", ru.folder, "--json").stdout)["nearly_full"] == ["IR"]


@pytest.mark.parametrize("command", ["agree", "withdraw", "counter"])
def test_where_nothing_may_be_written_nothing_is_shown_to_be_signed(tmp_path: Path, command: str) -> None:
    doubted = _doubted(tmp_path)
    more = ("--category", "state") if command == "counter" else ()
    result = placet(command, doubted, "P-01", *more, "--yes")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "This home was restored" in result.stderr


def test_a_reply_is_not_shown_either_and_a_telephone_call_that_cannot_be_told_is_not_kept(tmp_path: Path) -> None:
    doubted = _doubted(tmp_path)
    result = placet("reply", doubted, "P-01-KX7MP agreed", "--yes")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "This home was restored" in result.stderr
    before = placet("standing", doubted, "--json").stdout
    result = placet("note", doubted, "P-01", "--agreed-by-phone", "the embassy")
    assert (result.exit_code, result.stdout) == (3, "")
    assert placet("standing", doubted, "--json").stdout == before
    assert placet("note", doubted, "P-01", "--agreed-by-phone", "the embassy", "--here-only").exit_code == 0
    assert placet("standing", doubted, "--json").stdout != before


def _doubted(folder: Path) -> Path:
    """The home of RU with a proposal of IR in it, which a person then doubted."""
    ir, ru = homes(folder, "IR", "RU")
    ir.propose()
    ru.receive(ir.seal("RU").raw)
    assert placet("footing", "doubt", ru.folder).exit_code == 0
    return ru.folder
