"""`placet store lay-out`: what the owner of a PostgreSQL database does before a home is in it, and after an update."""

from __future__ import annotations

import click

from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.database_address import DatabaseAddress
from placet.cli.paper import Paper
from placet.cli.values import OneOf
from placet.stores.reaching import lay_out, looked_at
from placet.wording.language import language as language_of


@click.command("store", cls=Command)
@click.argument("action", type=OneOf(["lay-out"]), metavar="lay-out")
@click.argument("address", type=DatabaseAddress(owners=True), metavar="ADDRESS")
@option("--yes", is_flag=True)
@common()
@click.pass_obj
def store_command(language: str, action: str, address: str, *, yes: bool) -> Exit:  # noqa: ARG001  # there is but one
    """Show what will be done, ask, and do it."""
    spoken = language_of(language)
    paper, words = Paper(spoken), spoken.words("joint")["store"]
    plan = looked_at(address)
    paper.line(spoken.fill(words["head"], {"database": plan.database, "owner": plan.owner}), "head")
    for step in plan.steps:
        facts = {"schema": step.schema, "role": step.role, "found": step.found, "wanted": step.wanted}
        key = "made" if not step.found else "brought-up" if step.found < step.wanted else "same"
        paper.bullet(spoken.fill(words[key], facts))
    paper.line(str(words["rights"]))
    if not yes and not is_confirmed(words["question"], spoken):
        return Exit.STOPPED
    lay_out(address)
    paper.line(spoken.fill(words["done"], {"database": plan.database}))
    return Exit.DONE
