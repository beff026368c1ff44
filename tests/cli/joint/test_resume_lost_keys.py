"""From the officers' chairs: new keys that were lost before they were in force, and a chain that went on without."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.cli.homes import light_keys
from tests.cli.joint.test_resume import refused, words
from tests.cli.joint.test_resume_with_new_keys import commands_of, fingerprint_in, says_yes
from tests.cli.running import placet
from tests.node.joint.forked import digests, exchange, forked
from tests.node.joint.homes import PASSPHRASE, SideHome
from tests.node.joint.test_certified_after import cards_of
from tests.stores.faults import failing_disk


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[SideHome, ...]:
    """IR's chain is suspended: its home holds entries 3 and 4 of one branch, RU those of the other."""
    light_keys(monkeypatch)
    monkeypatch.setenv("PLACET_PASSPHRASE", PASSPHRASE)
    monkeypatch.chdir(tmp_path)
    return forked(tmp_path, "RU")


def stated_and_lost(ir: SideHome, ru: SideHome) -> str:
    """All sides sign that IR goes on with new keys, which are then gone; their fingerprint."""
    fingerprint = fingerprint_in(words("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", "s"))
    words("resume", ir.folder, "--sign", "s", "-o", "s-ir", "--yes")
    words("resume", ru.folder, "--sign", "s-ir", "-o", "s-all", "--yes")
    for home in (ir, ru):
        words("resume", home.folder, "--with", "s-all")
    shutil.rmtree(ir.folder / "keys" / "2")
    return fingerprint


def test_keys_that_were_lost_are_replaced_by_others(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    lost = stated_and_lost(ir, ru)
    told = refused("keys", "change", ir.folder)
    assert f"new keys that are not in this home, fingerprint {lost}" in told
    assert f"placet resume {ir.folder} --draft --keys-lost -o FILE" in told
    way = f"placet resume {ir.folder} --draft --keys-lost -o FILE"
    assert f"If those keys are lost, let all sides sign others: {way}" in words("resume", ir.folder)
    told = words("resume", ir.folder, "--draft", "--keys-lost", "-o", "t")
    drawn = fingerprint_in(told)
    assert drawn != lost
    assert f"placet resume {ir.folder} --sign t -o FILE --keys-lost" in told
    told = words("resume", ir.folder, "--sign", "t", "-o", "t-ir", "--yes", "--keys-lost")
    assert f"It TAKES BACK your own new keys with the fingerprint {lost}" in told
    assert f"read their fingerprint to all other sides: {drawn}" in told
    assert "Everything up to no. 4 counts as it did, and nothing is dropped." in told
    assert "Not yet signed by Side RU." in told
    told = words("resume", ru.folder, "--sign", "t-ir", "-o", "t-all", "--yes")
    assert f"It TAKES BACK the new keys with the fingerprint {lost}" in told
    assert f"only if Side IR reads you this fingerprint by voice: {drawn}" in told
    words("resume", ir.folder, "--with", "t-all")
    assert drawn in words("keys", "change", ir.folder)
    for _ in range(2):
        exchange(two)
    assert [cards_of(home, "IR") for home in two] == [2, 2]
    assert len(digests(two)) == 1


def test_who_signs_without_saying_that_they_are_lost_is_told_that_it_is_not_all(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    stated_and_lost(ir, ru)
    words("resume", ir.folder, "--draft", "--keys-lost", "-o", "t")
    told = words("resume", ir.folder, "--sign", "t", "-o", "t-ir", "--yes")
    assert f"If they are lost, say so: placet resume {ir.folder} --sign t-ir -o FILE --keys-lost" in told
    assert "Hand it to the next side" not in told
    words("resume", ru.folder, "--sign", "t-ir", "-o", "t-ru", "--yes")
    assert "--keys-lost" in refused("resume", ir.folder, "--with", "t-ru")
    words("resume", ir.folder, "--sign", "t-ru", "-o", "t-all", "--yes", "--keys-lost")
    words("resume", ir.folder, "--with", "t-all")


def test_the_option_stands_where_it_means_something(two: tuple[SideHome, ...]) -> None:
    ir, _ = two
    for more in (
        ["--keys-lost"],
        ["--with", "s", "--keys-lost"],
        ["--draft", "--counts", "1", "--keys-lost", "-o", "s"],
        ["--draft", "--new-keys", "--keys-lost", "-o", "s"],
        ["--draft", "--side", "IR", "--keys-lost", "-o", "s"],
    ):
        assert placet("resume", ir.folder, *more).exit_code == 2, more
    assert "There are no new keys of IR to take back" in refused(
        "resume", ir.folder, "--draft", "--keys-lost", "-o", "s"
    )
    assert not Path("s").exists()


def test_what_the_how_to_says_of_lost_keys_holds_word_by_word(
    tmp_path: Path, two: tuple[SideHome, ...], checkout: Path
) -> None:
    for home, name in zip(two, ("tehran", "moscow"), strict=True):
        home.folder.rename(tmp_path / name)
    ir, ru = SideHome(tmp_path / "tehran", "IR"), SideHome(tmp_path / "moscow", "RU")
    stated_and_lost(ir, ru)
    commands = commands_of(checkout / "docs" / "how-to" / "after-a-theft.md", "Where the new keys are lost")
    assert len(commands) == 5
    for command in commands:
        says_yes(command)
    exchange((ir, ru))
    assert [cards_of(home, "IR") for home in (ir, ru)] == [2, 2]


# ------------------------------------------------------------------------------------------ gone on without them


@pytest.mark.parametrize("came", ["by-file", "by-envelope"])
def test_whoever_went_on_without_the_keys_that_were_drawn_is_told_to_change_keys_at_once(
    two: tuple[SideHome, ...], came: str
) -> None:
    """The statement without new keys was signed first; then IR heard of the theft, and drew some."""
    ir, ru = two
    words("resume", ir.folder, "--draft", "--counts", 1, "-o", "s0")
    words("resume", ir.folder, "--sign", "s0", "-o", "s0-ir", "--yes")
    drawn = fingerprint_in(words("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", "s1"))
    words("resume", ru.folder, "--sign", "s0-ir", "-o", "s0-all", "--yes")  # RU had not heard
    said = f"without the new keys that were drawn for it, fingerprint {drawn}"
    if came == "by-file":
        told = words("resume", ir.folder, "--with", "s0-all")
    else:
        words("resume", ru.folder, "--with", "s0-all")
        words("envelope", "seal", ru.folder, "--to", "IR", "-o", "e")
        told = words("envelope", "receive", ir.folder, "e")
    assert said in told
    assert "Change your keys at once: placet keys change" in told
    assert said in words("standing", ir.folder)
    assert said in words("resume", ir.folder)
    assert json.loads(placet("standing", ir.folder, "--json").stdout)["keys_left_behind"] == [drawn]
    assert "new keys that were drawn" not in words("standing", ru.folder)
    words("keys", "change", ir.folder)
    assert said not in words("standing", ir.folder)
    assert json.loads(placet("standing", ir.folder, "--json").stdout)["keys_left_behind"] == []


def test_who_signs_one_without_them_instead_is_told_what_to_do_once_it_holds(two: tuple[SideHome, ...]) -> None:
    ir, _ = two
    words("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", "s1")
    words("resume", ir.folder, "--draft", "--counts", 1, "-o", "s0")
    told = words("resume", ir.folder, "--sign", "s0", "-o", "s0-ir", "--yes", "--instead")
    assert "It leaves out new keys that were drawn for your chain. As soon as it holds, change your keys" in told
    assert f"placet keys change {ir.folder}" in told


def test_who_never_drew_any_is_told_nothing_of_the_kind(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    words("resume", ir.folder, "--draft", "--counts", 1, "-o", "s")
    words("resume", ir.folder, "--sign", "s", "-o", "s-ir", "--yes")
    words("resume", ru.folder, "--sign", "s-ir", "-o", "s-all", "--yes")
    assert "keys" not in words("resume", ir.folder, "--with", "s-all")
    assert "keys" not in words("standing", ir.folder)


# ------------------------------------------------------------------------------------------ what the pages say


def test_each_side_is_told_what_is_its_own_to_do(two: tuple[SideHome, ...]) -> None:
    ir, ru = two
    assert "If Side IR tells you of a theft, let Side IR draft the statement" in words("resume", ru.folder)
    assert "let Side IR draft" not in words("resume", ir.folder)
    told = words("resume", ir.folder, "--draft", "--counts", 1, "--new-keys", "-o", "s")
    assert f"Look at it and sign it: placet resume {ir.folder} --sign s -o FILE" in told
    told = words("resume", ir.folder, "--sign", "s", "-o", "s-ir", "--yes")
    assert "Your chain goes on with NEW KEYS and nothing else. Have a copy of them before you sign" in told
    assert "reads you this fingerprint" not in told  # nobody reads it to the side itself
    assert "reads you this fingerprint" in words("resume", ru.folder, "--sign", "s-ir", "-o", "s-all", "--yes")


@pytest.mark.parametrize("code", ["en", "fa", "ru"])
def test_nothing_in_a_whole_play_is_shown_as_a_mark_for_what_cannot_be_shown(
    two: tuple[SideHome, ...], code: str
) -> None:
    """In Russian a no-break space stands within the number of bytes."""
    ir, ru = two
    stated_and_lost(ir, ru)
    told = placet("envelope", "seal", ir.folder, "--to", "RU", "-o", "e", "--say", code).stdout
    told += placet("envelope", "receive", ru.folder, "e", "--say", code).stdout
    for home in two:
        told += (
            placet("resume", home.folder, "--say", code).stdout + placet("standing", home.folder, "--say", code).stdout
        )
    assert re.search("[4۴]\\W[0۰][5۵][7۷]", told)  # 34,057 bytes, as each language writes it
    assert "\N{REPLACEMENT CHARACTER}" not in told


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_whatever_a_bad_disk_stops_goes_on_with_the_same_command(
    tmp_path: Path, two: tuple[SideHome, ...], kind: str
) -> None:
    ir, ru = two
    stated_and_lost(ir, ru)
    words("resume", ir.folder, "--draft", "--keys-lost", "-o", "t")
    words("resume", ru.folder, "--sign", "t", "-o", "t-ru", "--yes")
    failures = 0
    with failing_disk(kind) as fault:
        for at in range(1, 60, 3):
            copy, whole = ir.copy_to(tmp_path / f"copy-{at}"), tmp_path / f"whole-{at}"
            command = ("resume", copy.folder, "--sign", "t-ru", "-o", whole, "--yes", "--keys-lost")
            fault.arm(at)
            first = placet(*command)
            failed = fault.disarm()
            assert "Traceback" not in first.output
            if first.exit_code != 0:
                whole.unlink(missing_ok=True)
                words(*command)
            words("resume", copy.folder, "--with", whole)
            failures += failed
            if not failed:
                break
    assert failures > 1
