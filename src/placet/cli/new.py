"""`placet new`: begin a visit file, from a template or like an old visit."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper
from placet.cli.values import OneOf, path
from placet.node.new import TEMPLATES, new_visit
from placet.wording.language import language as language_of


class New(Command):
    """The command, which names the templates there are."""

    def facts(self) -> dict[str, str]:
        """The templates."""
        return {"templates": ", ".join(TEMPLATES)}


@click.command("new", cls=New)
@click.argument("folder", type=path(), metavar="DIR")
@option("--template", type=OneOf(TEMPLATES), metavar="NAME")
@option("--like", type=path(), metavar="OLD")
@common()
@click.pass_obj
def new_command(language: str, folder: Path, template: str | None, like: Path | None) -> Exit:
    """Write the file and say what comes next."""
    if template is not None and like is not None:
        raise WrongUse("template-and-like")
    spoken = language_of(language)
    begun = new_visit(folder, template or "working", like, spoken=spoken)[0]
    paper = Paper(spoken)
    said = spoken.words("commands")["new"]
    paper.line(spoken.fill(said["done"], {"file": begun}))
    paper.blank()
    label, typed = spoken.words("outcome")["labels"]["next"], quote(str(folder))
    steps = ((f"placet check {typed}", said["next-check"]), (f"placet plan {typed}", said["next-plan"]))
    paper.steps(label, steps)
    return Exit.DONE
