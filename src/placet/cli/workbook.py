"""`placet workbook`: the visit as an Excel workbook, which every command takes as the visit."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.here import HERE, refuse_nowhere
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper
from placet.cli.values import path
from placet.node.workbook import save_workbook
from placet.wording.language import language as language_of

ENDING = ".xlsx"


@click.command("workbook", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--output", "-o", type=path(), metavar="FILE.xlsx", required=True)
@option("--shared", is_flag=True)
@option("--lang", metavar="LANG")
@common()
@click.pass_obj
def workbook_command(language: str, visit: Path, *, output: Path, shared: bool, lang: str | None) -> Exit:
    """Write it, and say what comes next."""
    refuse_nowhere(visit)
    if output.suffix.casefold() != ENDING:
        raise WrongUse("workbook-ending")
    save_workbook(visit, output, shared_only=shared, language=lang)
    spoken = language_of(language)
    paper, said = Paper(spoken), spoken.words("commands")["workbook"]
    paper.line(spoken.fill(said["done"], {"file": output}))
    paper.blank()
    paper.steps(spoken.words("outcome")["labels"]["next"], [(f"placet check {quote(str(output))}", said["check"])])
    return Exit.DONE
