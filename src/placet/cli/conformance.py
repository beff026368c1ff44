"""`placet conformance`: the doors for foreign bytes, for tests from outside. Answers in single lines."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import BinaryIO

import click

from placet.cli.commands import Command, common, words
from placet.cli.exits import Exit, exit_of
from placet.cli.misuse import WrongUse
from placet.cli.values import OneOf, path
from placet.errors import PlacetError, StorageError, VisitFileError
from placet.node.conformance import READERS, canonical_of, signature_answers
from placet.wording.catalogues import COMPLETE
from placet.wording.errors import fault_lines, sentence
from placet.wording.isolates import without_isolates
from placet.wording.language import language as language_of

TASKS = ("verify-signature", "canonical", "parse")
SHOWN = 400
"""Characters of a message."""


@click.command("conformance", cls=Command)
@click.argument("task", type=OneOf(TASKS), metavar="TASK")
@click.argument("kind", type=OneOf(tuple(READERS)), required=False, metavar="[KIND]")
@click.argument("file", type=path(), required=False, metavar="[FILE]")
@common()
def conformance_command(task: str, kind: str | None, file: Path | None) -> Exit:
    """Answer, line by line; or one line on stderr that begins with the code."""
    if task == "parse" and file is None:
        raise WrongUse("conformance-what")
    if task != "parse" and kind is not None:
        raise WrongUse("conformance-nothing")
    try:
        if kind is not None and file is not None:
            READERS[kind](file)
            click.echo(words(COMPLETE)["conformance"]["accepted"])
        elif task == "canonical":
            click.echo(canonical_of(_stdin()), nl=False)
        else:
            for answer in signature_answers(_stdin()):
                click.echo(answer)
    except StorageError:
        raise
    except PlacetError as error:
        click.echo(f"{error.code}: {_message(error)}", err=True)
        return exit_of(error)
    return Exit.DONE


def _stdin() -> BinaryIO:
    """The bytes that are piped in; none where there is no such stream."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def _message(error: PlacetError) -> str:
    """What is wrong, in one line without anything that would steer a terminal."""
    spoken = language_of(COMPLETE)  # for programs: one language
    if isinstance(error, VisitFileError):
        first = fault_lines(error.faults[0], spoken)
        said: str = f"{sentence(error, spoken)} {first.place} {first.found} {first.remedy}"
    else:
        said = sentence(error, spoken)
    shown = (letter if letter.isprintable() or letter.isspace() else "?" for letter in without_isolates(said))
    return " ".join("".join(shown).split())[:SHOWN]
