"""A command that is suggested names the home as it was typed, and can be copied and run."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from tests.cli.homes import Homes, done
from tests.cli.running import placet


@pytest.fixture
def blank(homes: Homes) -> Path:
    """The home of Moscow under a name that a shell takes apart."""
    return homes.moscow.rename(homes.folder / "our home")


def suggested(printed: str) -> list[str]:
    """What a shell makes of the last line, without the name of the program."""
    program, *arguments = shlex.split(printed.splitlines()[-1].rpartition(": ")[2])
    assert program == "placet"
    return arguments


@pytest.mark.parametrize("language", ["en", "fa", "ru"])
def test_what_is_suggested_after_an_error_runs_as_it_stands(blank: Path, language: str) -> None:
    refused = placet("withdraw", blank, "P-01", "--yes", "--say", language)
    assert refused.exit_code == 3
    assert suggested(refused.stderr) == ["standing", str(blank)]
    done(*suggested(refused.stderr))


def test_what_is_suggested_after_an_act_names_home_and_side(blank: Path) -> None:
    told = done("consider", blank, "P-01").stdout
    *command, option, file = suggested(told)
    assert (command, option, file) == (["envelope", "seal", str(blank), "--to", "IR"], "-o", "FILE")
    done(*command, option, blank / "one.envelope")


def test_how_a_command_is_used_names_the_home_that_was_typed(blank: Path) -> None:
    wrong = placet("envelope", "seal", blank)
    assert (wrong.exit_code, f"placet envelope seal '{blank}' --to SIDE -o FILE" in wrong.stderr) == (2, True)


def test_in_a_home_of_several_files_the_one_that_is_meant_is_named(homes: Homes) -> None:
    done("open", homes.tehran, homes.visit, "--with", homes.card("moscow"), "--anew")
    proposed = done("propose", homes.tehran, "category", "--file", "file-2", "--yes").stdout
    assert suggested(proposed)[:5] == ["envelope", "seal", str(homes.tehran), "--file", "file-2"]
    refused = placet("withdraw", homes.tehran, "P-01", "--file", "file-2", "--yes")
    assert refused.exit_code == 0, refused.stderr
    again = placet("withdraw", homes.tehran, "P-01", "--file", "file-2", "--yes")
    assert suggested(again.stderr) == ["standing", str(homes.tehran), "--file", "file-2"]
    done(*suggested(again.stderr))


def test_a_home_that_a_plan_is_to_keep_to_is_named_too(apart: Homes) -> None:
    refused = placet("plan", apart.visit, "--agreed", apart.tehran)
    assert suggested(refused.stderr) == ["open", str(apart.tehran), "VISIT"]


def test_where_no_home_was_typed_the_word_for_it_stays() -> None:
    wrong = placet("envelope", "seal")
    assert (wrong.exit_code, "HOME" in wrong.stderr) == (2, True)
