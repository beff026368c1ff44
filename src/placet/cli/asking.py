"""What whoever sits at the terminal is asked, in their language and on standard error: results alone are printed.

Nobody to ask (a closed input, Ctrl-C) is no answer: `click.Abort`, which ends the command.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from placet.wording.catalogues import COMPLETE, catalogue
from placet.wording.language import Language


def is_confirmed(question: object, spoken: Language) -> bool:
    """Whether the answer is a yes, in the language of the question or in English. Whatever else is said is none."""
    words = spoken.words("joint")["ask"]
    with _line_ended():
        said = click.prompt(f"{question} {words['choice']}", default="", show_default=False, err=True)
    return str(said).strip().casefold() in {*words["yes"], *catalogue(COMPLETE, "joint")["ask"]["yes"]}


def passphrase(spoken: Language, *, new: bool) -> str:
    """The passphrase; a new one is asked for until it was typed twice alike."""
    words = spoken.words("joint")["ask"]
    with _line_ended():
        while True:
            said = _hidden(words["new-passphrase" if new else "passphrase"])
            if not new or _hidden(words["again"]) == said:
                return said
            click.echo(words["differ"], err=True)


def _hidden(prompt: object) -> str:
    return str(click.prompt(str(prompt), hide_input=True, err=True))


@contextmanager
def _line_ended() -> Iterator[None]:
    """What is printed after a question that nobody answered stands on a line of its own."""
    try:
        yield
    except click.Abort:
        click.echo(err=True)
        raise
