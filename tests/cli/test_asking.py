"""Questions: in the language of whoever is asked, and nothing but a yes is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click
import pytest
from click.testing import CliRunner, Result

from placet.cli.asking import is_confirmed, passphrase
from placet.wording.language import language


def asked(question: Callable[[], object], typed: str) -> Result:
    """What a command prints that prints the answer to a question."""
    command = click.Command("ask", callback=lambda: click.echo(question()))
    return CliRunner().invoke(command, input=typed)


CASES = [
    ("en", "yes\n", True), ("en", "Y\n", True), ("en", "\n", False), ("en", "да\n", False),
    ("fa", "بله\n", True), ("fa", "y\n", True), ("fa", "خیر\n", False),
    ("ru", " ДА \n", True), ("ru", "yes\n", True), ("ru", "нет\n", False), ("ru", "perhaps\n", False),
]  # fmt: skip


@pytest.mark.parametrize(("code", "typed", "is_yes"), CASES)
def test_a_yes_in_the_own_language_or_in_english_is_one_and_nothing_else(code: str, typed: str, is_yes: bool) -> None:
    assert asked(lambda: is_confirmed("?", language(code)), typed).stdout == f"{is_yes}\n"


@pytest.mark.parametrize(("code", "choice"), [("en", "[y/N]"), ("fa", "[بله/خیر]"), ("ru", "[да/нет]")])
def test_it_says_what_may_be_answered(code: str, choice: str) -> None:
    assert asked(lambda: is_confirmed("?", language(code)), "\n").stderr.startswith(f"? {choice}: ")


def test_where_nobody_answers_the_line_is_ended() -> None:
    result = asked(lambda: is_confirmed("?", language("en")), "")
    assert (result.exit_code, result.stderr) == (1, "? [y/N]: \nAborted!\n")


TYPED: Sequence[tuple[bool, str]] = [(False, "one\n"), (True, "one\none\n"), (True, "two\nthree\none\none\n")]


@pytest.mark.parametrize(("new", "typed"), TYPED)
def test_a_new_passphrase_is_typed_twice_until_both_are_the_same(new: bool, typed: str) -> None:
    result = asked(lambda: passphrase(language("ru"), new=new), typed)
    assert result.stdout == "one\n"
    assert ("Введено по-разному" in result.stderr) == ("three" in typed)
