"""`placet consider`, `not-now` and `withdraw`: replies short of a signature, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_argument, points_of, refuse_past
from placet.cli.joint.shown import Shown
from placet.cli.values import Day
from placet.node.joint.remarks import Note, decline, note
from placet.node.joint.signing import last_of_ours, withdraw
from placet.wording.language import language as language_of


@click.command("consider", cls=Command)
@home_argument
@points_argument
@option("--until", type=Day(), metavar="DAY")
@option("--noted", is_flag=True)
@file_option
@common()
@click.pass_obj
def consider_command(
    language: str, home: Path, *, points: Sequence[str], until: date | None, noted: bool, file_name: str | None
) -> Exit:
    """Say that it is being considered, or noted."""
    with office_at(home) as office:
        desk = office.desk(file_name)
        found = points_of(desk, points)
        refuse_past(desk, "--until", until)
        note(desk, found, Note.NOTED if noted else Note.UNDER_CONSIDERATION, until)
        shown = Shown(desk, language_of(language))
        shown.done("noted", labels=[point.label for point in found])
        shown.leaves()
    return Exit.DONE


@click.command("not-now", cls=Command)
@home_argument
@points_argument
@option("--because", default="", metavar="WORDS")
@file_option
@common()
@click.pass_obj
def not_now_command(language: str, home: Path, *, points: Sequence[str], because: str, file_name: str | None) -> Exit:
    """Say that it is not possible at this stage."""
    with office_at(home) as office:
        desk = office.desk(file_name)
        found = points_of(desk, points)
        decline(desk, found, because)
        shown = Shown(desk, language_of(language))
        shown.done("noted", labels=[point.label for point in found])
        shown.leaves()
    return Exit.DONE


@click.command("withdraw", cls=Command)
@home_argument
@points_argument
@option("--yes", is_flag=True)
@file_option
@common()
@click.pass_obj
def withdraw_command(language: str, home: Path, *, points: Sequence[str], yes: bool, file_name: str | None) -> Exit:
    """Take a signature or a proposal back; of what is agreed, the agreement."""
    spoken = language_of(language)
    with office_at(home) as office:
        desk = office.desk(file_name)
        shown, found = Shown(desk, spoken), points_of(desk, points)
        for point in found:
            shown.paper.line(f"{point.label}  {shown.title(point)}: {shown.said.standing(point)}")
            text = last_of_ours(point, desk.side)
            is_given = desk.side in text.receipts_of and text.signed_by == set(desk.opening.sides)
            said = shown.words["ask"]["word-was-given" if is_given else "not-agreed-yet"]
            shown.paper.line(spoken.fill(said, {"label": point.label}), indent=2)
        if not yes and not click.confirm(str(shown.words["ask"]["withdraw"]), default=False, err=True):
            return Exit.STOPPED
        withdraw(desk, found)
        shown.done("withdrawn", labels=[point.label for point in found])
        shown.leaves()
    return Exit.DONE
