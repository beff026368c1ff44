"""`placet new`: begin a visit file, from a template or like an old visit."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common, option, path, words
from placet.cli.exits import Exit
from placet.cli.paper import Paper
from placet.node.new import TEMPLATES, new_visit
from placet.wording.catalogues import catalogue, filled


class New(Command):
    """The command, which names the templates there are."""

    def facts(self) -> dict[str, str]:
        """The templates."""
        return {"templates": ", ".join(TEMPLATES)}


@click.command("new", cls=New)
@click.argument("folder", type=path(), metavar="DIR")
@option("new", "--template", type=click.Choice(TEMPLATES), metavar="NAME")
@option("new", "--like", type=path(), metavar="OLD")
@common()
def new_command(folder: Path, template: str | None, like: Path | None) -> Exit:
    """Write the file and say what comes next."""
    if template is not None and like is not None:
        raise click.UsageError("Choose one: --template or --like.")
    begun = new_visit(folder, template or "working", like)[0]
    paper = Paper()
    said = words()["new"]
    paper.line(filled(said["done"], {"file": begun}))
    paper.blank()
    label = catalogue("en", "outcome")["head"]["next"]
    steps = ((f"placet check {folder}", said["next-check"]), (f"placet plan {folder}", said["next-plan"]))
    paper.steps(label, steps)
    return Exit.DONE
