"""Help in three sections, with examples that are real commands, at once."""

from __future__ import annotations

import resource
import shlex
import subprocess
import sys

import pytest
from tests.cli.running import placet, placet_process

from placet.cli.app import COMMANDS, main
from placet.wording.catalogues import catalogue

SAID = catalogue("en", "commands")


def test_three_sections_and_not_an_alphabet():
    printed = placet("--help").stdout
    assert printed.index("Begin:") < printed.index("Every day:") < printed.index("Rarely:")
    for name in COMMANDS:
        assert f"\n  {name} " in printed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_examples(name):
    printed = placet(name, "--help").stdout
    assert "Examples:" in printed
    assert "--traceback" in printed
    assert "{" not in printed
    assert "<x" not in printed
    assert max(len(line) for line in printed.splitlines()) <= 100


def test_what_an_example_does_is_read_in_one_line():
    """In a terminal of 80 columns: beside the command, or under a long one."""
    for name in ("plan", "repair", "dates"):
        printed = placet(name, "--help").stdout
        lines = {line.strip() for line in printed[: printed.index("What it takes:")].splitlines()}
        short = [said for _, said in SAID[name]["examples"] if len(said) <= 34]
        assert short
        assert [said for said in short if not any(line.endswith(said) for line in lines)] == []


@pytest.mark.parametrize(
    "example", [example for name in ("placet", *COMMANDS) for example, _ in SAID[name]["examples"]]
)
def test_every_example_parses(example):
    words = shlex.split(example.partition("|")[0].partition(">")[0])
    assert words.pop(0) == "placet"
    with main.make_context("placet", words) as context:
        name, command, rest = main.resolve_command(context, [*context._protected_args, *context.args])
        assert command is not None
        command.make_context(name, rest, parent=context).close()


def test_help_answers_at_once():
    def processor_time() -> float:
        """Seconds of work, which other tests running beside this one do not change."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert placet_process("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(processor_time() for _ in range(5)) < 0.3


@pytest.mark.parametrize("command", ["check", "compare", "new", "joint.standing", "joint.agree", "joint.envelope"])
def test_a_command_that_plans_nothing_does_not_wait_for_the_solver(command):
    loaded = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", loaded, f"placet.cli.{command}"], capture_output=True, text=True, check=True
    )
    assert {"ortools", "pandas", "openpyxl", "docx"}.isdisjoint(ran.stdout.split())


def test_the_version():
    assert placet("--version").stdout.startswith("Placet 0.")


def test_the_rules_are_listed_and_each_can_be_shown():
    names = [line.split()[0] for line in placet("rules").stdout.splitlines() if line and line[0].islower()]
    assert "night-rest" in names
    for name in names:
        result = placet("rules", name)
        assert (result.exit_code, "source" in result.stdout) == (0, True)
        assert max(len(line) for line in result.stdout.splitlines()) <= 100
