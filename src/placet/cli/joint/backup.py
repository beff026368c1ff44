"""`placet backup` and `placet restore`: a sealed copy of a home, and a home out of one."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import home_argument, passphrase_of, passphrase_option
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.cli.values import path
from placet.node.joint.keyring import key_files, open_keyrings, refuse_short
from placet.stores.backup import Backup, back_up
from placet.stores.backup import restore as restore_home
from placet.wording.language import Language


@click.command("backup", cls=Command)
@home_argument
@option("--output", "-o", type=path(), required=True, metavar="FILE")
@passphrase_option
@common()
@pass_spoken
def backup_command(spoken: Language, home: Path, *, output: Path, passphrase_file: Path | None) -> Exit:
    """Make it, and restore it once to see that it can be."""
    side = open_keyrings(home)[0].side
    passphrase = passphrase_of(passphrase_file, spoken, new=True)
    refuse_short(passphrase)
    back_up(home, side, Backup(output, passphrase), also=key_files(home))
    Paper(spoken).line(spoken.fill(spoken.words("joint")["backup"]["written"], {"file": output}))
    return Exit.DONE


@click.command("restore", cls=Command)
@click.argument("backup", type=path(), metavar="FILE")
@click.argument("home", type=path(), metavar="HOME")
@passphrase_option
@common()
@pass_spoken
def restore_command(spoken: Language, backup: Path, home: Path, *, passphrase_file: Path | None) -> Exit:
    """Make the home, and say what must come before anything is written in it."""
    restore_home(Backup(backup, passphrase_of(passphrase_file, spoken)), home)
    Paper(spoken).line(spoken.fill(spoken.words("joint")["backup"]["restored"], {"folder": home}))
    return Exit.DONE
