"""`placet keys`: show our fingerprint, draw keys for new files, or put new keys in force in those there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, passphrase_of, passphrase_option
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.cli.values import Number, OneOf, path
from placet.node.joint.changing_keys import Stated, awaited_card, change_keys, root_in_force, stated, successors
from placet.node.joint.desk import Desk, Stores
from placet.node.joint.keyring import CARD, ROOT, Keyring, NewKeys, keep_keys, key_cards, open_keyring
from placet.node.joint.means import REAL
from placet.node.joint.office import Office
from placet.stores.home import Home
from placet.stores.reaching import open_home
from placet.wording.language import Language


@click.command("keys", cls=Command)
@click.argument("action", type=OneOf(["show", "draw", "change"]), metavar="show|draw|change")
@home_argument
@option("--last-good", type=Number(int, 1, 10**6, "number"), metavar="N")
@option("--root", type=path(), metavar="FILE")
@option("--new-passphrase-file", type=path(), metavar="FILE")
@file_option
@passphrase_option
@common()
@pass_spoken
def keys_command(
    spoken: Language,
    action: str,
    home: Path,
    *,
    last_good: float | None,
    root: Path | None,
    new_passphrase_file: Path | None,
    file_name: str | None,
    passphrase_file: Path | None,
) -> Exit:
    """Do one of the three."""
    if action == "draw" and (last_good, root, file_name) != (None, None, None):
        raise WrongUse("draw-form")
    if action == "show":
        for folder, card in key_cards(home):
            Paper(spoken).labelled(folder.name, card.card.fingerprint)
        return Exit.DONE
    if action == "draw":
        _draw(spoken, home, passphrase_of(new_passphrase_file or passphrase_file, spoken, new=True))
        return Exit.DONE
    passphrase = passphrase_of(passphrase_file, spoken)
    new = passphrase_of(new_passphrase_file, spoken) if new_passphrase_file is not None else passphrase
    _change(spoken, home, (passphrase, new), root, file_name, int(last_good) if last_good else None)
    return Exit.DONE


def _draw(spoken: Language, home: Path, passphrase: str) -> None:
    """Draw keys for files that are opened from now on; those there are go on with theirs."""
    keys, keyring = successors(home, REAL)
    with open_home(home, keyring.side) as stores:
        _keep(stores, keys, keyring, passphrase)()
    paper, words = Paper(spoken), spoken.words("joint")["done"]
    paper.line(str(words["keys-drawn"]))
    paper.line(keys.card.fingerprint, "head", indent=4)
    paper.line(spoken.fill(words["card"], {"file": keyring.folder / CARD}))
    paper.line(spoken.fill(words["root"], {"file": keyring.folder / ROOT}))


def _keep(stores: Home, keys: NewKeys, keyring: Keyring, passphrase: str) -> Callable[[], Keyring]:
    """Write the keys down, and then note that they were drawn here."""

    def keep() -> Keyring:
        keep_keys(keyring.folder, keys, passphrase, REAL)
        stores.record.note_drawn(keys.card.hash)
        return open_keyring(keyring.folder)

    return keep


def _change(
    spoken: Language,
    home: Path,
    passphrases: tuple[str, str],
    root: Path | None,
    file_name: str | None,
    last_good: int | None,
) -> None:
    """Put new keys in force in the joint files: all, or the one that was named. The old machine keys are not needed.

    They are those with which all sides signed that a chain goes on, or else they are drawn. A file whose chain is
    suspended is left out and told of, unless it is the only one.
    """
    drawn, keyring = successors(home, REAL)
    with open_home(home, keyring.side) as stores:
        office = Office((keyring,), Stores(stores.record, stores.private), REAL)
        joint = [file.name for file in office.files() if file.visit]
        names = [file_name] if file_name is not None else joint
        if last_good is not None and len(names) != 1:
            raise WrongUse("last-good-file")
        desks, left = _open_and_suspended([office.desk(name, keyring) for name in names])
        keys: NewKeys | Stated = drawn
        folder = keyring.folder
        keep = _keep(stores, drawn, keyring, passphrases[1])
        if (card := awaited_card(desks)) is not None:
            keys = found = stated(home, card, passphrases[1])
            folder = found.folder
            keep = lambda: open_keyring(folder)  # noqa: E731  # they are kept already
        entries = change_keys(
            desks, lambda desk: root_in_force(home, desk, passphrases[0], root), keys, keep, last_good
        )
    paper = Paper(spoken)
    words = spoken.words("joint")["done"]
    paper.line(spoken.fill(words["keys-changed"], {"n": len(entries)}))
    paper.line(keys.card.fingerprint, "head", indent=4)
    paper.line(spoken.fill(words["root"], {"file": folder / ROOT}))
    for desk in left:
        paper.line(spoken.fill(words["keys-not-told"], {"file": desk.file}), "must")


def _open_and_suspended(desks: Sequence[Desk]) -> tuple[list[Desk], list[Desk]]:
    """The files that can be told of new keys, and those whose chain is suspended; all are of the first if none can."""
    left = [desk for desk in desks if desk.record.chains[desk.side].fork is not None]
    told = [desk for desk in desks if desk not in left]
    return (told, left) if told else (list(desks), [])
