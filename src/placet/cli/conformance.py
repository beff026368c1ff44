"""`placet conformance`: the doors for foreign bytes, for tests from outside. Answers in single lines."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import BinaryIO

import click

from placet.cli.commands import Command, common, path, words
from placet.cli.exits import Exit, exit_of
from placet.cli.paper import text_of
from placet.errors import PlacetError, Refused, StorageError, VisitFileError
from placet.node.conformance import READERS, canonical_of, signature_answers
from placet.wording.catalogues import filled
from placet.wording.errors import fault_lines, sentence

TASKS = ("verify-signature", "canonical", "parse")
SHOWN = 400
"""Characters of a message."""


@click.command("conformance", cls=Command)
@click.argument("task", type=click.Choice(TASKS), metavar="TASK")
@click.argument("kind", type=click.Choice(tuple(READERS)), required=False, metavar="[KIND]")
@click.argument("file", type=path(), required=False, metavar="[FILE]")
@common()
def conformance_command(task: str, kind: str | None, file: Path | None) -> Exit:
    """Answer, line by line; or one line on stderr that begins with the code."""
    if task == "parse" and file is None:
        raise click.UsageError(words()["conformance"]["what-is-read"])
    if task != "parse" and kind is not None:
        raise click.UsageError(words()["conformance"]["nothing-is-read"])
    try:
        if kind is not None and file is not None:
            READERS[kind](file)
            click.echo(words()["conformance"]["accepted"])
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
    if isinstance(error, Refused):
        said = filled(
            words()["conformance"]["refused"], {"facts": " ".join(f"{k}={v}" for k, v in error.facts.items())}
        )
    elif isinstance(error, VisitFileError):
        first = fault_lines(error.faults[0])
        said = f"{sentence(error)} {first.place} {first.found} {first.remedy}"
    else:
        said = sentence(error)
    return " ".join(text_of(said).plain.split())[:SHOWN]
