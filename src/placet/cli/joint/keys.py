"""`placet keys`: show our fingerprint, or put new keys in force."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.commands import Command, Number, OneOf, common, option, path
from placet.cli.exits import Exit
from placet.cli.joint.home import (
    file_option,
    home_argument,
    office_at,
    passphrase_of,
    passphrase_option,
    root_of,
)
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper
from placet.node.joint.changing_keys import change_keys
from placet.node.joint.keyring import draw_keys, keep_keys, next_folder, open_keyring
from placet.wording.language import language as language_of


@click.command("keys", cls=Command)
@click.argument("action", type=OneOf(["show", "change"]), metavar="show|change")
@home_argument
@option("--last-good", type=Number(int, 1, 10**6, "number"), metavar="N")
@option("--root", type=path(), metavar="FILE")
@option("--new-passphrase-file", type=path(), metavar="FILE")
@file_option
@passphrase_option
@common()
@click.pass_obj
def keys_command(
    language: str,
    action: str,
    home: Path,
    *,
    last_good: float | None,
    root: Path | None,
    new_passphrase_file: Path | None,
    file_name: str | None,
    passphrase_file: Path | None,
) -> Exit:
    """Do one of the two."""
    spoken = language_of(language)
    paper, words = Paper(spoken), spoken.words("joint")["done"]
    with office_at(home, writing=action == "change") as office:
        if action == "show":
            for keyring in office.keyrings:
                paper.labelled(keyring.folder.name, keyring.card.card.fingerprint)
            return Exit.DONE
        joint = [file.name for file in office.files() if file.visit]
        names = [file_name] if file_name is not None else joint
        if last_good is not None and len(names) != 1:
            raise WrongUse("last-good-file")
        passphrase = passphrase_of(passphrase_file, spoken)
        old = root_of(office, passphrase, root)
        card = office.keyring.card.card
        keys = draw_keys(card.side, card.names, office.means, sorted(card.offices))
        folder = next_folder(home)
        new = passphrase_of(new_passphrase_file, spoken) if new_passphrase_file is not None else passphrase
        keep_keys(folder, keys, new, office.means)
        desks = [office.desk(name) for name in names]
        entries = change_keys(desks, old, keys, open_keyring(folder), int(last_good) if last_good else None)
        paper.line(spoken.fill(words["keys-changed"], {"n": len(entries)}))
        paper.line(keys.card.fingerprint, "head", indent=4)
    return Exit.DONE
