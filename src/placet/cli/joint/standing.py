"""`placet standing`: every point, where it stands, whose turn it is, and since when."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at
from placet.cli.joint.shown import Shown
from placet.cli.misuse import refuse_idle
from placet.cli.paper import print_json
from placet.cli.typed import pass_spoken
from placet.cli.undrawn_shown import show_undrawn
from placet.cli.values import Languages, path
from placet.node.folders import write_new_file
from placet.node.joint.digest import digest_of
from placet.node.joint.open_points import made, sheet, undrawn_on
from placet.node.joint.receipts import receipts_due
from placet.node.joint.standing import state_data, state_of
from placet.wording.language import Language


@click.command("standing", cls=Command)
@home_argument
@option("--paper", type=path(), metavar="FILE")
@option("--to", default="", metavar="SIDE")
@option("--lang", "languages", type=Languages(), default=(), metavar="LANG[,LANG]")
@file_option
@common("json")
@pass_spoken
def standing_command(
    spoken: Language,
    home: Path,
    *,
    paper: Path | None,
    to: str,
    languages: tuple[str, ...],
    file_name: str | None,
    as_json: bool,
) -> Exit:
    """Show it, and print what is open where that is asked for."""
    if paper is None:
        refuse_idle({"--to": to, "--lang": languages}, "--paper")
    with office_at(home, writing=False) as office:
        desk = office.desk(file_name)
        state, due = state_of(desk), receipts_due(desk)
        if paper is not None:
            contents = sheet(desk, office.file(file_name).title, to, languages)
            write_new_file(paper, made(contents, paper, desk.means.now().date()))
        if as_json:
            print_json(state_data(state, digest_of(desk), due))
            return Exit.DONE
        shown = Shown(desk, spoken)
        shown.state(state)
        shown.due(due)
        shown.dates_owed()
        shown.digest(digest_of(desk))
        if paper is not None:
            shown.paper.line(shown.spoken.fill(shown.words["head"]["paper"], {"file": paper}))
            show_undrawn(shown.paper, undrawn_on(contents, paper))
    return Exit.DONE
