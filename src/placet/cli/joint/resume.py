"""`placet resume`: both branches of a chain that parted, and the statement by which all sides go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.agreement.resumption import SignedResumption
from placet.cli.commands import Command, Number, common, option, path
from placet.cli.exits import Exit
from placet.cli.joint.branches import ShownBranches
from placet.cli.joint.home import file_option, home_argument, office_at, passphrase_of, passphrase_option
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.node.folders import refuse_new_file, write_new_file
from placet.node.joint.changing_keys import root_of_card
from placet.node.joint.desk import Desk
from placet.node.joint.given_files import statement_at
from placet.node.joint.going_on import drafted, frozen, joined, looked_at, our_card, sign, take
from placet.wording.language import language as language_of


@click.command("resume", cls=Command)
@home_argument
@option("--draft", is_flag=True)
@option("--counts", type=Number(int, 0, 1000, "branch"), metavar="N")
@option("--side", metavar="SIDE")
@option("--sign", "to_sign", type=path(), metavar="FILE")
@option("--with", "taken", type=path(), multiple=True, metavar="FILE")
@option("--output", "-o", type=path(), metavar="FILE")
@option("--instead", is_flag=True)
@option("--root", type=path(), metavar="FILE")
@option("--yes", is_flag=True)
@file_option
@passphrase_option
@common()
@click.pass_obj
def resume_command(
    language: str,
    home: Path,
    *,
    draft: bool,
    counts: float | None,
    side: str | None,
    to_sign: Path | None,
    taken: Sequence[Path],
    output: Path | None,
    instead: bool,
    root: Path | None,
    yes: bool,
    file_name: str | None,
    passphrase_file: Path | None,
) -> Exit:
    """Show the branches, or do one of the three."""
    asked = draft + (to_sign is not None) + bool(taken)
    if asked > 1 or draft != (counts is not None) or (output is not None) != (draft or to_sign is not None):
        raise WrongUse("resume-form")
    with office_at(home, writing=to_sign is not None or bool(taken)) as office:
        shown = Shown(office.desk(file_name), language_of(language))
        branches = ShownBranches(shown, home)
        if draft and output is not None:
            write_new_file(output, drafted(shown.desk, int(counts or 0), side).to_bytes())
            branches.drafted(int(counts or 0), output)
        elif to_sign is not None and output is not None:
            refuse_new_file(output)
            signed = _read([to_sign])
            branches.sheet(looked_at(shown.desk, signed))
            if not yes and not click.confirm(str(branches.words["question"]), default=False, err=True):
                shown.paper.line(str(branches.words["not-signed"]))
                return Exit.STOPPED
            passphrase = passphrase_of(passphrase_file, shown.spoken)
            key = root_of_card(home, our_card(shown.desk, signed), passphrase, root)
            signed = sign(shown.desk, signed, key, instead=instead)
            write_new_file(output, signed.to_bytes())
            branches.signed(looked_at(shown.desk, signed), output)
        elif taken:
            _take(branches, shown.desk, _read(taken))
        else:
            branches.overview(frozen(shown.desk))
    return Exit.DONE


def _read(files: Sequence[Path]) -> SignedResumption:
    """The statement in these files, with all their signatures."""
    return joined(list(map(statement_at, files)))


def _take(branches: ShownBranches, desk: Desk, signed: SignedResumption) -> None:
    take(desk, signed)
    branches.holds(signed.resumption)
