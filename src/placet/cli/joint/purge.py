"""`placet purge`: ask all sides to erase what this side wrote, and see what others asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.values import Number, OneOf
from placet.errors import Refused
from placet.node.joint.desk import Desk
from placet.node.joint.purging import ask, erasable, erase, kept_back
from placet.wording.language import Language


@click.command("purge", cls=Command)
@click.argument("action", type=OneOf(["show", "ask", "erase"]), metavar="show|ask|erase")
@home_argument
@click.argument("numbers", type=Number(int, 1, 10**6, "number"), nargs=-1, metavar="[N…]")
@option("--yes", is_flag=True)
@file_option
@common()
@pass_spoken
def purge_command(
    spoken: Language, action: str, home: Path, *, numbers: Sequence[float], yes: bool, file_name: str | None
) -> Exit:
    """Show it, or ask, or erase what stays until somebody here says so."""
    if (action == "ask") != bool(numbers):
        raise WrongUse("purge-form")
    with office_at(home, writing=action != "show") as office:
        desk = office.desk(file_name)
        if not desk.has_counterpart:
            raise Refused("no-counterpart")
        shown = Shown(desk, spoken)
        words = shown.words["purge"]
        if action == "show":
            _show(shown, desk)
            return Exit.DONE
        if not yes and not is_confirmed(words["question"], shown.spoken):
            return Exit.STOPPED
        if action == "ask":
            ask(desk, [int(number) for number in numbers])
            shown.paper.line(shown.spoken.fill(words["asked"], {"n": len(set(numbers))}))
            shown.leaves()
        else:
            places = [place for place, _ in kept_back(desk)]
            erase(desk, places)
            shown.paper.line(shown.spoken.fill(words["erased"], {"n": len(places)}))
    return Exit.DONE


def _show(shown: Shown, desk: Desk) -> None:
    """What of ours may be erased, and what others asked for that is still here."""
    words = shown.words["purge"]
    labels = {point.point: point.label for point in desk.standings()}
    rows = [
        (str(each.header.seq), str(words["kinds"][each.header.type]), labels.get(each.header.point or "", ""),
         shown.said.day_of(each.header.at))
        for each in erasable(desk)
    ]  # fmt: skip
    shown.paper.line(str(words["ours" if rows else "none"]), "head")
    shown.paper.columns(rows, indent=4)
    for (side, seq), label in kept_back(desk):
        facts = {"side": shown.said.side(side), "seq": seq, "label": label}
        shown.paper.line(shown.spoken.fill(words["kept-back"], facts))
