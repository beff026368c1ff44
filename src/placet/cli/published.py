"""`placet import` and `placet export`: a published programme into a visit folder, and back word for word."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.values import path
from placet.node.published import export_published, import_published
from placet.wording.language import language as language_of


@click.command("import", cls=Command)
@click.argument("source", type=path(), metavar="PUBLISHED.json")
@option("--out", type=path(), metavar="DIR", required=True)
@common()
@click.pass_obj
def import_command(language: str, source: Path, out: Path) -> Exit:
    """Import, and say what comes next."""
    spoken = language_of(language)
    import_published(source, out, spoken)
    paper, said = Paper(spoken), spoken.words("commands")
    paper.line(spoken.fill(said["import"]["done"], {"source": source, "folder": out}))
    paper.blank()
    label = spoken.words("outcome")["labels"]["next"]
    paper.steps(label, [(f"placet check {quote(str(out))}", said["new"]["next-check"])])
    return Exit.DONE


@click.command("export", cls=Command)
@click.argument("visit", type=path(), metavar="DIR")
@option("--published", is_flag=True)
@common()
def export_command(visit: Path, *, published: bool) -> Exit:
    """Print the published programme, one JSON value."""
    if not published:
        raise WrongUse("needs-published")
    print_json(export_published(visit))
    return Exit.DONE
