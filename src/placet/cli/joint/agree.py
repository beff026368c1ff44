"""`placet agree`: see exactly what is signed, then sign it for the side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.agreement.acts import Level, Wording
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import (
    file_option,
    home_argument,
    office_at,
    office_option,
    passphrase_of,
    passphrase_option,
    points_argument,
    points_of,
    seals_of,
)
from placet.cli.joint.sheet import is_signed, show_sheet
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.values import path
from placet.node.joint.sheets import Waived, refuse_unsound, sheet_of
from placet.node.joint.signing import agree, covered, refuse_signed
from placet.wording.language import Language


@click.command("agree", cls=Command)
@home_argument
@points_argument
@option("--ad-referendum", is_flag=True)
@option("--no-objection", is_flag=True)
@option("--confirm-wall-time", is_flag=True)
@option("--without-initials", is_flag=True)
@option("--without-offices", is_flag=True)
@option("--programme", type=path(), metavar="FILE")
@option("--yes", is_flag=True)
@file_option
@office_option
@passphrase_option
@common()
@pass_spoken
def agree_command(
    spoken: Language,
    home: Path,
    *,
    points: Sequence[str],
    ad_referendum: bool,
    no_objection: bool,
    confirm_wall_time: bool,
    without_initials: bool,
    without_offices: bool,
    programme: Path | None,
    yes: bool,
    file_name: str | None,
    offices: Sequence[str],
    passphrase_file: Path | None,
) -> Exit:
    """Show the sheet, ask, sign."""
    if ad_referendum and no_objection:
        raise WrongUse("two-levels")
    level = Level.AD_REFERENDUM if ad_referendum else Level.FINAL
    wording = Wording.NO_OBJECTION if no_objection else Wording.AGREE
    with office_at(home) as office:
        desk = office.desk(file_name)
        desk.refuse_writing()
        signers = desk.keyring.signing(offices)
        asked = [point.asked_of(desk.side) for point in points_of(desk, points)]
        shown, found = Shown(desk, spoken), covered(desk.standings(), asked)
        refuse_signed(desk.side, found, level)
        sheets = [sheet_of(desk, point, programme) for point in found]
        waived = Waived(confirm_wall_time, without_initials, without_offices)
        for sheet in sheets:
            show_sheet(shown, sheet, level, signers)
        for sheet in sheets:
            refuse_unsound(sheet, waived, signers)
        if not is_signed(shown, yes=yes):
            return Exit.STOPPED
        seals = seals_of(desk, signers, passphrase_of(passphrase_file, spoken))
        agree(desk, found, seals, level, wording)
        shown.done("signed", labels=[point.label for point in found])
        shown.leaves()
    return Exit.DONE
