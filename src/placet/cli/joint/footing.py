"""`placet footing`: whether this home may write, and what only a person knows about that."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at
from placet.cli.joint.shown import Shown
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.cli.values import OneOf
from placet.errors import Refused
from placet.node.joint.desk import Desk
from placet.node.joint.footing import awaited, claims, doubt, doubt_home, vouch
from placet.node.joint.office import Office
from placet.wording.language import Language


@click.command("footing", cls=Command)
@click.argument("action", type=OneOf(["show", "doubt", "vouch"]), metavar="show|doubt|vouch")
@home_argument
@option("--yes", is_flag=True)
@file_option
@common()
@pass_spoken
def footing_command(spoken: Language, action: str, home: Path, *, yes: bool, file_name: str | None) -> Exit:
    """Show it, or do what a person says."""
    with office_at(home, writing=action != "show") as office:
        if action == "doubt" and file_name is None:
            _doubt_home(office, spoken)
            return Exit.DONE
        desk = office.desk(file_name)
        if not desk.has_counterpart:
            raise Refused("no-counterpart")
        shown = Shown(desk, spoken)
        words = shown.words["footing"]
        if action == "doubt":
            doubt(desk)
        if action == "vouch" and desk.is_read_only:
            facts = {"ours": len(desk.record.chains[desk.side].entries)}
            shown.paper.line(shown.spoken.fill(words["vouch"], facts))
            shown.claims(claims(desk))
            if not yes and not is_confirmed(words["question"], shown.spoken):
                return Exit.STOPPED
            vouch(desk)
        _show(shown, desk)
    return Exit.DONE


def _doubt_home(office: Office, spoken: Language) -> None:
    paper, words = Paper(spoken), spoken.words("joint")["footing"]
    for desk in doubt_home(office):
        _show(Shown(desk, spoken), desk)
    paper.line(spoken.fill(words["joins-none"], {}))


def _show(shown: Shown, desk: Desk) -> None:
    if desk.is_read_only:
        shown.read_only(awaited(desk), claims(desk))
    else:
        facts = {"ours": len(desk.record.chains[desk.side].entries)}
        shown.paper.line(shown.spoken.fill(shown.words["footing"]["may-write"], facts))
