"""`placet import` and `placet export`: a published programme into a visit folder, and back word for word."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common, option, path, words
from placet.cli.exits import Exit
from placet.cli.paper import Paper, print_json
from placet.node.published import export_published, import_published
from placet.wording.catalogues import catalogue, filled


@click.command("import", cls=Command)
@click.argument("source", type=path(), metavar="PUBLISHED.json")
@option("import", "--out", type=path(), metavar="DIR", required=True)
@common()
def import_command(source: Path, out: Path) -> Exit:
    """Import, and say what comes next."""
    import_published(source, out)
    paper = Paper()
    paper.line(filled(words()["import"]["done"], {"source": source, "folder": out}))
    paper.blank()
    label = catalogue("en", "outcome")["head"]["next"]
    paper.steps(label, [(f"placet check {out}", words()["new"]["next-check"])])
    return Exit.DONE


@click.command("export", cls=Command)
@click.argument("visit", type=path(), metavar="DIR")
@option("export", "--published", is_flag=True)
@common()
def export_command(visit: Path, *, published: bool) -> Exit:
    """Print the published programme, one JSON value."""
    if not published:
        raise click.UsageError(words()["export"]["needs-published"])
    print_json(export_published(visit))
    return Exit.DONE
