"""`placet workbook`: the visit as an Excel workbook, which every command takes as the visit."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common, option, path, words
from placet.cli.exits import Exit
from placet.cli.paper import Paper
from placet.cli.plan import HERE, refuse_nowhere
from placet.node.workbook import save_workbook
from placet.wording.catalogues import catalogue, filled

ENDING = ".xlsx"


@click.command("workbook", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("workbook", "--output", "-o", type=path(), metavar="FILE.xlsx", required=True)
@option("workbook", "--shared", is_flag=True)
@option("workbook", "--lang", metavar="LANG")
@common()
def workbook_command(visit: Path, *, output: Path, shared: bool, lang: str | None) -> Exit:
    """Write it, and say what comes next."""
    refuse_nowhere(visit)
    said = words()["workbook"]
    if output.suffix.casefold() != ENDING:
        raise click.UsageError(said["ending"])
    save_workbook(visit, output, shared_only=shared, language=lang)
    paper = Paper()
    paper.line(filled(said["done"], {"file": output}))
    paper.blank()
    paper.steps(catalogue("en", "outcome")["head"]["next"], [(f"placet check {output}", said["check"])])
    return Exit.DONE
