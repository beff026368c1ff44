"""After a theft, from the officers' chairs: the how-to word by word, and what its pages say on the way."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.cli.homes import light_keys
from tests.cli.joint.test_resume import refused, words
from tests.cli.running import placet
from tests.node.joint.forked import digests, exchange, forked, frozen_at
from tests.node.joint.homes import PASSPHRASE, SideHome, carry, homes
from tests.node.joint.test_certified_after import cards_of
from tests.stores.faults import failing_disk

from placet.cli import main
from placet.node.joint.opening_files import open_with


def commands_of(page: Path, heading: str) -> list[list[str]]:
    """The commands under a heading of a how-to, in order."""
    section = page.read_text("utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    blocks = re.findall(r"```\n(.*?)```", section, flags=re.DOTALL)
    return [shlex.split(line)[1:] for block in blocks for line in block.splitlines()]


def says_yes(command: list[str]) -> Result:
    result = CliRunner().invoke(main, command, input="y\n")
    assert result.exit_code == 0, (command, result.stderr)
    return result


@pytest.fixture
def page(checkout: Path) -> Path:
    return checkout / "docs" / "how-to" / "after-a-theft.md"


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[SideHome, ...]:
    """IR's chain is suspended: its home holds entries 3 and 4 of one branch, RU those of the other."""
    light_keys(monkeypatch)
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    return forked(tmp_path, "RU")


LATER = "whoever has the old ones can then not go on before you do."


def fingerprint_in(said: str) -> str:
    (found,) = set(re.findall(r"\d{5}(?: \d{5}){5}", said))
    return found


# -------------------------------------------------------------------------------------------- the how-to


def test_the_how_to_after_a_theft_holds_word_by_word(tmp_path: Path, two: tuple[SideHome, ...], page: Path) -> None:
    names = ("tehran", "moscow")
    for home, name in zip(two, names, strict=True):
        home.folder.rename(tmp_path / name)
    ir, ru = (SideHome(tmp_path / name, home.side) for home, name in zip(two, names, strict=True))
    commands = commands_of(page, "Where your chain is suspended")
    said = {" ".join(command[:4]): says_yes(command).stdout for command in commands}
    assert len(said) == len(commands) == 8
    drawn = fingerprint_in(said["resume tehran --draft --counts"])
    told = " ".join(said["resume moscow --sign statement-ir"].split())
    assert (
        f"goes on with NEW KEYS and nothing else. Sign only if Side IR reads you this fingerprint by voice: {drawn}"
        in told
    )
    assert drawn == placet("keys", "show", ir.folder).stdout.splitlines()[0].split(maxsplit=1)[1]
    assert cards_of(ir, "IR") == cards_of(ru, "IR") == 2
    carry(ru, ir)
    assert ir.refusal_of_writing() is None
    for _ in range(2):
        exchange((ir, ru))
    assert len(digests((ir, ru))) == 1
    assert "all in order" in words("log", "verify", ru.folder)


def test_keys_for_a_statement_are_noted_as_drawn_here_so_that_a_restored_home_may_join_with_them(
    tmp_path: Path, two: tuple[SideHome, ...]
) -> None:
    ir, _ = two  # restored, and somebody vouched for its file
    placet("resume", ir.folder, "--draft", "--counts", "1", "--new-keys", "-o", tmp_path / "statement")
    with ir.office() as office:
        shared, (newest, *_) = office.stores.shared, office.keyrings
        assert shared.is_new("0a" * 32, newest.card.card.hash)


def test_a_root_that_is_named_and_not_there_is_told_though_others_are_at_hand(
    tmp_path: Path, two: tuple[SideHome, ...]
) -> None:
    ir, _ = two
    statement, signed = tmp_path / "statement", tmp_path / "signed"
    placet("resume", ir.folder, "--draft", "--counts", "1", "--new-keys", "-o", statement)
    result = placet("resume", ir.folder, "--sign", statement, "-o", signed, "--root", tmp_path / "none", "--yes")
    assert (result.exit_code, "none" in result.stderr) == (2, True)
    assert not signed.exists()


def test_so_does_its_part_where_nothing_is_suspended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Path
) -> None:
    light_keys(monkeypatch)
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    ir, ru = homes(tmp_path, "IR", "RU")
    ir.propose()
    ir.folder.rename(tmp_path / "tehran")
    for command in commands_of(page, "Where nothing is suspended"):
        says_yes(command)
    carry(SideHome(tmp_path / "tehran", "IR"), ru)
    assert cards_of(ru, "IR") == 3  # the first, and one for each command


# -------------------------------------------------------------------------------------------- what the pages say


def test_the_pages_lead_to_new_keys_and_warn_of_what_leaves_them_out(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    draft, bare, half, whole = (tmp_path / name for name in ("draft", "bare", "half", "whole"))
    told = words("resume", ir.folder)
    assert f"placet resume {ir.folder} --draft --counts 1 -o FILE" in told
    assert f"If a key of yours was stolen, let the statement bring new ones: {LATER} placet resume" in told
    assert f"placet resume {ir.folder} --draft --counts 1 --new-keys -o FILE" in told
    assert "--new-keys" not in words("resume", ru.folder)
    words("resume", ir.folder, "--draft", "--counts", 1, "-o", bare)
    drawn = fingerprint_in(words("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", draft))
    told = words("resume", ir.folder)
    assert f"fingerprint {drawn}. Let the statement bring them" in told
    assert "--draft --counts 1 -o FILE" not in told  # what is proposed brings them
    stopped = placet("resume", ir.folder, "--sign", bare, "-o", half)
    assert f"It LEAVES OUT the new keys with the fingerprint {drawn}" in " ".join(stopped.stdout.split())
    assert (stopped.exit_code, half.exists()) == (130, False)
    assert f"leaves out the new keys of IR with the fingerprint {drawn}" in refused(
        "resume", ir.folder, "--sign", bare, "-o", half, "--yes"
    )
    assert "It brings no new keys. If Side IR has told you of a theft" in words(
        "resume", ru.folder, "--sign", bare, "-o", tmp_path / "of-ru", "--yes"
    )
    assert not half.exists()
    words("resume", ir.folder, "--sign", draft, "-o", half, "--yes")
    words("resume", ru.folder, "--sign", half, "-o", whole, "--yes", "--instead")
    told = words("resume", ir.folder, "--with", whole)
    assert f"your side goes on with the new keys {drawn}. Nothing else can be written" in told
    envelope = tmp_path / "envelope"
    words("envelope", "seal", ir.folder, "--to", "RU", "-o", envelope)
    told = f"Side IR goes on with the new keys {drawn}, which are not in force yet"
    assert told in words("envelope", "receive", ru.folder, envelope)
    assert told in words("standing", ru.folder)
    state = json.loads(placet("standing", ir.folder, "--json").stdout)
    assert state["new_keys"] == [{"side": "IR", "fingerprint": drawn}]
    assert "goes on with new keys; entry 5 can only be their change" in refused("purge", "ask", ir.folder, 3, "--yes")
    assert f"{drawn}" in words("keys", "change", ir.folder)
    assert json.loads(placet("standing", ir.folder, "--json").stdout)["new_keys"] == []


def test_new_keys_are_drawn_for_one_s_own_chain_by_a_draft_alone(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    place = tmp_path / "statement"
    assert "for your own chain only" in refused(
        "resume", ru.folder, "--draft", "--counts", 1, "--new-keys", "-o", place
    )
    assert placet("resume", ir.folder, "--new-keys").exit_code == 2
    assert placet("resume", ir.folder, "--sign", place, "-o", tmp_path / "x", "--new-keys").exit_code == 2
    assert not place.exists()
    for home in two:
        assert sorted(each.name for each in (home.folder / "keys").iterdir()) == ["1"]
    place.write_text("")
    taken = placet("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", place)
    assert (taken.exit_code, "Traceback" in taken.output) == (7, False)
    assert sorted(each.name for each in (ir.folder / "keys").iterdir()) == ["1"]  # the place is looked at first


def test_roots_that_were_put_away_sign_from_there_and_one_by_one(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    draft, half, both, whole = (tmp_path / name for name in ("draft", "half", "both", "whole"))
    words("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", draft)
    sticks = tmp_path / "old.key", tmp_path / "new.key"
    for number, stick in enumerate(sticks, start=1):
        (ir.folder / "keys" / str(number) / "root.key").rename(stick)
    assert placet("resume", ir.folder, "--sign", draft, "-o", half, "--yes").exit_code == 2  # neither is there
    assert "Not yet signed by Side IR and Side RU" in words(
        "resume", ir.folder, "--sign", draft, "-o", half, "--yes", "--root", sticks[0]
    )
    assert "Not yet signed by Side RU" in words(
        "resume", ir.folder, "--sign", half, "-o", both, "--yes", "--root", sticks[1]
    )
    words("resume", ru.folder, "--sign", both, "-o", whole, "--yes")
    words("resume", ir.folder, "--with", whole)
    shutil.copy(sticks[1], ir.folder / "keys" / "2" / "root.key")
    words("keys", "change", ir.folder, "--root", sticks[0])
    exchange(two)
    assert cards_of(ru, "IR") == 2


# -------------------------------------------------------------------------------------------- several files, a bad disk


def test_of_several_files_the_suspended_one_is_left_out_and_named(tmp_path: Path, two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    assert "Two different entries of IR carry number 3" in refused("keys", "change", ir.folder)  # the only one
    with ir.office() as office, ru.office() as other:
        open_with(office, {"en": "Another"}, [other.keyring.card], office.keyring.root(PASSPHRASE))
    told = words("keys", "change", ir.folder)
    assert "New keys are in force in 1 file." in told
    assert "file-1 was not told: your chain is suspended there." in told
    assert "Two different entries of IR carry number 3" in refused("keys", "change", ir.folder, "--file", "file-1")
    draft, half, whole = (tmp_path / name for name in ("draft", "half", "whole"))
    drawn = fingerprint_in(
        words("resume", ir.folder, "--file", "file-1", "--draft", "--counts", 1, "--new-keys", "-o", draft)
    )
    words("resume", ir.folder, "--file", "file-1", "--sign", draft, "-o", half, "--yes")
    words("resume", ru.folder, "--sign", half, "-o", whole, "--yes")
    words("resume", ir.folder, "--file", "file-1", "--with", whole)
    told = words("keys", "change", ir.folder)
    assert ("New keys are in force in 2 files." in told, fingerprint_in(told)) == (True, drawn)


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_whatever_a_bad_disk_stops_goes_on_with_the_same_command(
    tmp_path: Path, two: tuple[SideHome, ...], kind: str
) -> None:
    ir, ru = two
    stopped = 0
    with failing_disk(kind) as fault:
        for at in range(1, 100, 7):
            home, place = ir.copy_to(tmp_path / f"copy-{at}"), tmp_path / f"statement-{at}"
            command = ("resume", home.folder, "--draft", "--counts", 1, "--new-keys", "-o", place)
            fault.arm(at)
            first = placet(*command)
            failed = fault.disarm()
            assert "Traceback" not in first.output
            stopped += first.exit_code != 0
            if first.exit_code != 0:
                place.unlink(missing_ok=True)
                assert words(*command)
            drawn = [each for each in (home.folder / "keys").iterdir() if (each / "key-card").exists()]
            assert len(drawn) >= 2
            half = tmp_path / f"half-{at}"
            words("resume", home.folder, "--sign", place, "-o", half, "--yes")
            assert frozen_at(home) == frozen_at(ru)
            if not failed:
                break
    assert stopped > 1
