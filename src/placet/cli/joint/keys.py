"""`placet keys`: show our fingerprint, or put new keys in force."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from placet.agreement.signing import SecretKey
from placet.cli.commands import Command, Number, OneOf, common, option, path
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, passphrase_of, passphrase_option
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper
from placet.node.joint.changing_keys import change_keys, root_in_force, successors
from placet.node.joint.desk import Desk, Stores
from placet.node.joint.ending_keys import end_with_keys
from placet.node.joint.keyring import Keyring, keep_keys, key_cards, open_keyring
from placet.node.joint.means import REAL
from placet.node.joint.office import Office
from placet.stores.reaching import open_home
from placet.wording.language import Language
from placet.wording.language import language as language_of


@dataclass(frozen=True, slots=True)
class Told:
    """Which joint file is told, all where none is named; and what happened in it."""

    file: str | None
    last_good: int | None
    is_suspended: bool


@click.command("keys", cls=Command)
@click.argument("action", type=OneOf(["show", "change"]), metavar="show|change")
@home_argument
@option("--last-good", type=Number(int, 1, 10**6, "number"), metavar="N")
@option("--suspended", is_flag=True)
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
    suspended: bool,
    root: Path | None,
    new_passphrase_file: Path | None,
    file_name: str | None,
    passphrase_file: Path | None,
) -> Exit:
    """Do one of the two."""
    spoken = language_of(language)
    if action == "show":
        for folder, card in key_cards(home):
            Paper(spoken).labelled(folder.name, card.card.fingerprint)
        return Exit.DONE
    passphrase = passphrase_of(passphrase_file, spoken)
    new = passphrase_of(new_passphrase_file, spoken) if new_passphrase_file is not None else passphrase
    told = Told(file_name, int(last_good) if last_good else None, is_suspended=suspended)
    _change(spoken, home, (passphrase, new), root, told)
    return Exit.DONE


def _change(
    spoken: Language,
    home: Path,
    passphrases: tuple[str, str],
    root: Path | None,
    told: Told,
) -> None:
    """Draw new keys and tell the joint files: all, or the one that was named. The old machine keys are not needed."""
    keys, keyring = successors(home, REAL)

    def keep() -> Keyring:
        keep_keys(keyring.folder, keys, passphrases[1], REAL)
        return open_keyring(keyring.folder)

    with open_home(home, keyring.side) as stores:
        office = Office((keyring,), Stores(stores.record, stores.private), REAL)
        joint = [file.name for file in office.files() if file.visit]
        names = [told.file] if told.file is not None else joint
        if len(names) != 1 and (told.is_suspended or told.last_good is not None):
            raise WrongUse("suspended-file" if told.is_suspended else "last-good-file")
        desks = [office.desk(name, keyring) for name in names]

        def root_of(desk: Desk) -> SecretKey:
            return root_in_force(home, desk, passphrases[0], root)

        if told.is_suspended:
            last = end_with_keys(desks[0], root_of, keys, keep, told.last_good)
            said = spoken.fill(spoken.words("joint")["done"]["keys-at-end"], {"seq": last.header.seq})
        else:
            entries = change_keys(desks, root_of, keys, keep, told.last_good)
            said = spoken.fill(spoken.words("joint")["done"]["keys-changed"], {"n": len(entries)})
    paper = Paper(spoken)
    paper.line(said)
    paper.line(keys.card.fingerprint, "head", indent=4)
