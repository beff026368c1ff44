"""`placet standing`: every point, where it stands, whose turn it is, and since when."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at
from placet.cli.joint.shown import Shown
from placet.cli.paper import print_json
from placet.node.joint.digest import digest_of
from placet.node.joint.standing import state_data, state_of
from placet.wording.language import language as language_of


@click.command("standing", cls=Command)
@home_argument
@file_option
@common("json")
@click.pass_obj
def standing_command(language: str, home: Path, *, file_name: str | None, as_json: bool) -> Exit:
    """Show it."""
    with office_at(home, writing=False) as office:
        desk = office.desk(file_name)
        state = state_of(desk)
        if as_json:
            print_json(state_data(state, digest_of(desk)))
            return Exit.DONE
        shown = Shown(desk, language_of(language))
        shown.state(state)
        shown.digest(digest_of(desk))
    return Exit.DONE
