"""A full disk under the commands of the tutorial: told in words, nothing half done, and well again after."""

from __future__ import annotations

import re
import resource
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.cli.homes import Homes, copied, done
from tests.cli.running import placet
from tests.stores.faults import Fault, failing_disk

from placet.errors import StorageError
from placet.node.joint import handing_over
from placet.node.joint.desk import Desk
from placet.node.joint.envelopes import SealedEnvelope, remember_sealed

MOST = 60
"""More writes and syncs than any command here makes; reaching it would mean that a loop does not end."""
BELOW_AN_ENVELOPE = 34_000
"""Bytes: the least envelope has 34,057, what a database writes beside it less (its index of the log 32,768)."""


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes, as if the disk ended there."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def number_in(said: str) -> int:
    """The number of the envelope that a command has sealed."""
    found = re.search(r"Envelope no\. (\d+)", said)
    assert found is not None, said
    return int(found[1])


def next_number(homes: Homes, name: str) -> int:
    return number_in(done("envelope", "seal", homes.tehran, "--to", "RU", "-o", homes.folder / name).stdout)


def rows_in(home: Path, table: str) -> int:
    """How much of a kind a home keeps in its records."""
    with closing(sqlite3.connect(home / "shared.db")) as database:
        ((found,),) = database.execute(f"SELECT count(*) FROM {table}").fetchall()
        return int(found)


def records_in(home: Path) -> int:
    """How many joint files a home keeps records of, whether or not they are in its list."""
    return rows_in(home, "visits")


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_no_number_is_used_where_there_is_no_room_for_the_envelope(homes: Homes) -> None:
    before, files = next_number(homes, "before.envelope"), left_in(homes.folder)
    for _ in range(2):
        with files_up_to(BELOW_AN_ENVELOPE):
            result = placet("envelope", "seal", homes.tehran, "--to", "RU", "-o", homes.folder / "x.envelope")
        assert result.exit_code == 7
        assert "x.envelope: the disk is full. Make room and try again" in " ".join(result.stderr.split())
        assert left_in(homes.folder) == files
    assert next_number(homes, "x.envelope") == before + 1


def test_no_number_is_used_where_the_paper_has_no_room_or_the_envelope_s_name(homes: Homes) -> None:
    before = next_number(homes, "before.envelope")
    one = homes.folder / "one.pdf"
    for output, paper in ((one, one), (homes.folder / "y", homes.folder / "y.doc"), (one, homes.tehran / "own-heads")):
        result = placet("envelope", "seal", homes.tehran, "--to", "RU", "-o", output, "--paper", paper)
        assert result.exit_code == 7
        assert not output.exists()
    assert next_number(homes, "x.envelope") == before + 1


def test_an_envelope_into_no_file_is_refused_and_uses_no_number(homes: Homes) -> None:
    before = next_number(homes, "before.envelope")
    for output in ("/", homes.folder, homes.visit / "visit.toml" / "x", f"{'x' * 300}.envelope"):
        result = placet("envelope", "seal", homes.tehran, "--to", "RU", "-o", output)
        assert (result.exit_code, "Traceback" in result.output) == (7, False), result.output
    assert next_number(homes, "x.envelope") == before + 1


def test_who_stops_it_between_the_number_and_the_file_gets_the_file(
    homes: Homes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, output = next_number(homes, "before.envelope"), homes.folder / "x.envelope"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a solver used before may have left what kills us

    def remember_and_stop(desk: Desk, envelope: SealedEnvelope) -> None:
        remember_sealed(desk, envelope)
        signal.raise_signal(signal.SIGINT)  # to this thread: others of the test runner do not hold it back

    monkeypatch.setattr(handing_over, "remember_sealed", remember_and_stop)
    stopped = placet("envelope", "seal", homes.tehran, "--to", "RU", "-o", output)
    assert stopped.exit_code == 130
    monkeypatch.undo()
    assert f"Envelope no. {before + 1} from Iran" in done("envelope", "receive", homes.moscow, output).output


@pytest.mark.parametrize("kind", ["full", "broken"])
def test_whichever_call_fails_a_number_is_in_one_file_or_told_to_be_lost(homes: Homes, kind: str) -> None:
    before, lost = next_number(homes, "before.envelope"), 0
    with failing_disk(kind) as fault:
        for at in range(1, MOST):
            output, paper = homes.folder / f"{at}.envelope", homes.folder / f"{at}.txt"
            files = left_in(homes.folder)
            fault.arm(at)
            result = placet("envelope", "seal", homes.tehran, "--to", "RU", "-o", output, "--paper", paper)
            had_failed = fault.disarm()
            said = " ".join(result.output.split())
            if not had_failed:
                break
            if result.exit_code == 0:  # what failed was not needed, as emptying the log when it is closed
                assert number_in(said) == before + 1
                before += 1
                continue
            assert result.exit_code == 7, said
            told_lost = f"Number {before + 1} of the envelopes to RU is used up, and nobody has it." in said
            told_good = f"Envelope no. {before + 1} is written and good" in said
            lost += told_lost
            before += told_lost or told_good
            assert left_in(homes.folder) - files == ({output.name} if told_good else set())
        else:
            pytest.fail("it never ended")
    assert number_in(said) == before + 1
    assert lost > 0  # such a number can be lost at all
    received = done("envelope", "receive", homes.moscow, homes.folder / f"{at}.envelope")
    assert f"Envelope no. {before + 1} from Iran" in received.output


Command = Callable[[Homes], list[object]]
COMMANDS: dict[str, Command] = {
    "propose": lambda h: ["propose", h.tehran, "talks", "--yes"],
    "receive": lambda h: ["envelope", "receive", h.moscow, h.folder / "next.envelope"],
}


def swept(made: Homes, command: Command, fault: Fault, folder: Path) -> None:
    """Every third write fails once; told again on the healed disk, the command comes to what it would have come to."""
    untroubled = copied(made, folder / "untroubled")
    done(*command(untroubled))
    for at in range(1, MOST, 3):
        homes = copied(made, folder / f"at-{at}")
        fault.arm(at)
        result = placet(*command(homes))
        had_failed = fault.disarm()
        assert result.exit_code in (0, 7), result.output
        assert (result.exit_code == 0) or "the disk is full. Make room" in " ".join(result.stderr.split())
        again = placet(*command(homes))
        assert again.exit_code == 0 or "already" in again.stderr, again.output
        for home in ("tehran", "moscow"):
            done("log", "verify", homes.folder / home)
            assert homes.points(home) == untroubled.points(home)
            for table in ("entries", "envelopes"):  # the receipt that is owed among them
                assert rows_in(homes.folder / home, table) == rows_in(untroubled.folder / home, table), at
        if not had_failed:
            return
    pytest.fail("it never ended")


@pytest.mark.parametrize("named", COMMANDS)
def test_a_write_of_a_command_that_finds_the_disk_full_is_told_and_can_be_done_again(
    homes: Homes, in_memory: Path, named: str
) -> None:
    done("propose", homes.tehran, "lunch", "--yes")
    homes.sealed("tehran", "RU", "next.envelope")
    with failing_disk("full") as fault:
        swept(homes, COMMANDS[named], fault, in_memory)


OPENING: dict[str, Command] = {
    "open": lambda h: ["open", h.tehran, h.visit, "--with", h.card("moscow")],
    "join": lambda h: ["envelope", "receive", h.moscow, h.folder / "first.envelope", "--with", h.card("tehran")],
}


@pytest.mark.parametrize("named", OPENING)
def test_a_file_is_opened_and_joined_whole_or_not_at_all(apart: Homes, tmp_path: Path, named: str) -> None:
    if named == "join":
        done("open", apart.tehran, apart.visit, "--with", apart.card("moscow"))
        apart.sealed("tehran", "RU", "first.envelope")
    with failing_disk("full") as fault:
        for at in range(1, 3 * MOST, 3):
            homes = copied(apart, tmp_path / f"at-{at}")
            fault.arm(at)
            first = placet(*OPENING[named](homes))
            had_failed = fault.disarm()
            assert first.exit_code in (0, 7), first.output
            if first.exit_code == 7:
                done(*OPENING[named](homes))
            home = homes.tehran if named == "open" else homes.moscow
            assert placet("standing", home).exit_code == 0, at  # one file is open there, not none and not two
            assert records_in(home) == 1, at  # and nothing beside it that nobody sees
            if not had_failed:
                return
    pytest.fail("it never ended")


def cut_short(homes: Homes, named: str) -> None:
    """Stop opening or joining where only the name of the file is missing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("placet.node.joint.office.Office.keep_file", _full)
        result = placet(*OPENING[named](homes))
    assert (result.exit_code, "the disk is full" in result.stderr) == (7, True), result.output


def test_an_opening_that_is_told_otherwise_the_second_time_is_another(apart: Homes) -> None:
    cut_short(apart, "open")
    file = apart.visit / "visit.toml"
    file.write_text(file.read_text("utf-8").replace("Visit of the President", "Visit of the Minister"), "utf-8")
    done(*OPENING["open"](apart))
    assert records_in(apart.tehran) == 2  # the record of the visit that was meant first is in no list
    assert apart.standing()["points"] == []


def test_what_has_left_the_office_is_not_opened_anew_where_the_list_of_files_was_lost(apart: Homes) -> None:
    before = (apart.tehran / "private.db").read_bytes()
    done(*OPENING["open"](apart))
    apart.sealed("tehran", "RU", "first.envelope")
    (apart.tehran / "private.db").write_bytes(before)
    done(*OPENING["open"](apart))
    assert records_in(apart.tehran) == 2


def test_who_could_not_finish_joining_and_opens_the_same_file_is_in_the_one_of_the_other_side(apart: Homes) -> None:
    done(*OPENING["open"](apart))
    apart.sealed("tehran", "RU", "first.envelope")
    cut_short(apart, "join")
    done("open", apart.moscow, apart.visit, "--with", apart.card("tehran"))
    done("propose", apart.tehran, "category", "--yes")
    apart.carry("moscow", "tehran")
    apart.carry("tehran", "moscow")
    assert (records_in(apart.tehran), records_in(apart.moscow)) == (1, 1)
    assert apart.points("moscow") == apart.points("tehran") == {"P-01": "signed"}


def test_a_home_whose_keys_find_no_room_is_none(in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = in_memory / "made"
    folder.mkdir()
    monkeypatch.setenv("PLACET_PASSPHRASE", "correct horse battery")
    given = ["init", folder / "paris", "--side", "FR", "--name", "en=France"]
    assert placet("init", "--help").exit_code == 0  # the command is loaded now
    monkeypatch.setattr("placet.cli.joint.init.keep_keys", _full)
    result = placet(*given)
    assert (result.exit_code, "the disk is full" in result.stderr) == (7, True), result.output
    assert list(folder.iterdir()) == []


def _full(place: object, *_: object) -> None:
    raise StorageError(str(place), "disk-full")
