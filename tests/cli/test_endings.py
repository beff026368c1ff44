"""How the command ends when the world around it does: Ctrl-C, a full disk, a reader who left, no stdout at all."""

from __future__ import annotations

import errno
import io
import json
import sys

import click
import pytest
from tests.cli.running import placet
from tests.cli.visits import SMALL, written

from placet.cli.app import COMMANDS, main
from placet.cli.exits import Exit, exit_of
from placet.errors import PlacetError
from placet.node.interrupts import Terminated

FULL = OSError(errno.ENOSPC, "No space left on device", "/papers/index.html")
GONE = BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.fixture
def failing(tmp_path, monkeypatch):
    """Plan a small visit while planning fails so."""
    visit = written(tmp_path / "visit", SMALL)
    assert placet("plan", "--help").exit_code == 0  # the command is loaded now

    monkeypatch.setattr("os._exit", sys.exit)

    def plan(error: BaseException, *more: str):
        def fails(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr("placet.cli.plan.answered", fails)
        return placet("plan", visit, *more)

    return plan


@pytest.fixture
def real_stdout(tmp_path, monkeypatch):
    """A file that stands for the stdout of the process."""
    with (tmp_path / "stdout").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "__stdout__", file)
        yield file


@pytest.mark.parametrize(
    ("error", "code", "name", "said"),
    [
        (KeyboardInterrupt(), 130, "stopped", "Stopped. Nothing is half written."),
        (Terminated(), 143, "stopped", "Stopped. Nothing is half written."),
        (FULL, 7, "storage", "/papers/index.html: there is no room left on this disk."),
        (OSError(), 7, "storage", "What there is to say cannot be written: the system refuses (number 0)."),
        (PlacetError("a reason of its own"), 1, "placet", "a reason of its own"),
    ],
)
def test_what_ends_it_is_told_in_words_and_as_json(failing, error, code, name, said):
    told = failing(error)
    assert (told.exit_code, told.stdout, told.stderr.strip()) == (code, "", said)
    told = failing(error, "--json")
    assert (told.exit_code, told.stderr.strip()) == (code, "")
    assert json.loads(told.stdout) == {"outcome": "error", "code": name, "message": said, "faults": []}


def test_an_error_that_has_no_code_of_its_own_is_ours():
    assert exit_of(PlacetError("unforeseen")) is Exit.BUG


def test_no_command_at_all_is_wrong_use_and_shows_the_help():
    result = placet()
    assert (result.exit_code, result.stderr) == (2, "")
    assert result.stdout == placet("--help").stdout


def test_a_command_without_its_argument_is_told_where_help_is():
    result = placet("why")
    assert result.exit_code == 2
    assert "placet why --help shows how, with examples." in result.stderr


def test_a_reader_who_left_is_no_failure_and_the_rest_goes_nowhere(failing, real_stdout, tmp_path):
    result = failing(GONE)
    assert (result.exit_code, result.stderr) == (0, "")
    real_stdout.write("what was still in the buffer")
    real_stdout.flush()
    assert (tmp_path / "stdout").read_text(encoding="utf-8") == ""


@pytest.mark.parametrize(("second", "code"), [(GONE, 0), (FULL, 7)])
def test_a_failure_that_cannot_be_told_still_has_its_code(failing, real_stdout, monkeypatch, second, code):
    def fails(*_: object, **__: object) -> None:
        raise second

    assert failing(ZeroDivisionError()).exit_code == 1  # `telling` is loaded now
    monkeypatch.setattr("placet.cli.telling.tell", fails)
    result = failing(ZeroDivisionError())
    assert (result.exit_code, result.output) == (code, "")


def test_a_stdout_that_is_closed_already_has_nothing_in_its_buffer(failing, real_stdout):
    real_stdout.close()
    assert failing(GONE).exit_code == 0


@pytest.mark.parametrize("stream", [None, io.StringIO()])
def test_a_stdout_that_is_no_file_is_written_to_or_left_alone(monkeypatch, stream):
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    if stream is not None:
        assert stream.getvalue().startswith("Placet 0.")


def test_the_group_knows_its_commands_and_no_others():
    context = click.Context(main)
    assert main.list_commands(context) == list(COMMANDS)
    assert main.get_command(context, "plan").name == "plan"
    assert main.get_command(context, "chek") is None


def test_a_command_that_is_none_is_our_mistake(monkeypatch):
    assert placet("plan", "--help").exit_code == 0
    monkeypatch.setattr("placet.cli.plan.plan_command", object())
    result = placet("plan")
    assert result.exit_code == 1
    assert "TypeError: plan is no command" in result.stderr
