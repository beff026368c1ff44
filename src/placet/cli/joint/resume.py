"""`placet resume`: both branches of a chain that parted, and the statement by which all sides go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.agreement.cards import Card
from placet.agreement.resumption import SignedResumption
from placet.agreement.signing import SecretKey
from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.branches import ShownBranches
from placet.cli.joint.home import file_option, home_argument, office_at, passphrase_of, passphrase_option
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.values import Number, path
from placet.errors import NotFoundError, Refused
from placet.node.folders import refuse_new_file, write_new_file
from placet.node.joint.changing_keys import root_of_card, successors
from placet.node.joint.desk import Desk
from placet.node.joint.given_files import statement_at
from placet.node.joint.going_on import drafted, frozen, joined, looked_at, our_cards, sign, take
from placet.node.joint.keyring import keep_keys
from placet.node.joint.lost_keys import superseding
from placet.node.joint.means import REAL
from placet.node.joint.office import Office
from placet.node.joint.stating_keys import with_new_keys
from placet.wording.language import Language


@click.command("resume", cls=Command)
@home_argument
@option("--draft", is_flag=True)
@option("--counts", type=Number(int, 0, 1000, "branch"), metavar="N")
@option("--side", metavar="SIDE")
@option("--new-keys", is_flag=True)
@option("--keys-lost", is_flag=True)
@option("--sign", "to_sign", type=path(), metavar="FILE")
@option("--with", "taken", type=path(), multiple=True, metavar="FILE")
@option("--output", "-o", type=path(), metavar="FILE")
@option("--instead", is_flag=True)
@option("--root", type=path(), metavar="FILE")
@option("--yes", is_flag=True)
@file_option
@passphrase_option
@common()
@pass_spoken
def resume_command(
    spoken: Language,
    home: Path,
    *,
    draft: bool,
    counts: float | None,
    side: str | None,
    new_keys: bool,
    keys_lost: bool,
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
    has_place = (output is not None) == (draft or to_sign is not None)
    is_branch = draft and not keys_lost
    is_wrong_draft = is_branch != (counts is not None) or new_keys > is_branch or (not is_branch and side is not None)
    if asked > 1 or is_wrong_draft or not has_place or (keys_lost and not (draft or to_sign is not None)):
        raise WrongUse("resume-form")
    with office_at(home, writing=to_sign is not None or bool(taken) or new_keys or keys_lost) as office:
        shown = Shown(office.desk(file_name), spoken)
        branches = ShownBranches(shown)
        if draft and output is not None:
            refuse_new_file(output)
            signed = superseding(shown.desk) if keys_lost else drafted(shown.desk, int(counts or 0), side)
            if new_keys or keys_lost:
                signed = with_new_keys(
                    shown.desk,
                    signed,
                    lambda: _drawn(office, home, passphrase_of(passphrase_file, shown.spoken, new=True)),
                )
            write_new_file(output, signed.to_bytes())
            branches.drafted(None if keys_lost else int(counts or 0), output, signed.resumption.card)
        elif to_sign is not None and output is not None:
            refuse_new_file(output)
            signed = _read([to_sign])
            branches.sheet(looked_at(shown.desk, signed))
            if not yes and not is_confirmed(branches.words["question"], shown.spoken):
                shown.paper.line(str(branches.words["not-signed"]))
                return Exit.STOPPED
            passphrase = passphrase_of(passphrase_file, shown.spoken)
            for key in _roots(home, our_cards(shown.desk, signed, keys_lost=keys_lost), passphrase, root):
                signed = sign(shown.desk, signed, key, instead=instead, keys_lost=keys_lost)
            write_new_file(output, signed.to_bytes())
            branches.signed(looked_at(shown.desk, signed), output)
        elif taken:
            _take(branches, shown.desk, _read(taken))
        else:
            branches.overview(frozen(shown.desk))
    return Exit.DONE


def _drawn(office: Office, home: Path, passphrase: str) -> Card:
    """New keys, written down, and then noted as drawn here."""
    keys, keyring = successors(home, REAL)
    keep_keys(keyring.folder, keys, passphrase, REAL)
    office.stores.shared.note_drawn(keys.card.hash)
    return keys.card


def _roots(home: Path, cards: Sequence[Card], passphrase: str, elsewhere: Path | None) -> list[SecretKey]:
    """The roots of these cards that are at hand; those that were put away sign another time.

    Raises where none is, and where the file that was named is the root of none of them.
    """
    found, missing, is_used = list[SecretKey](), list[Refused | NotFoundError](), False
    for card in cards:
        for place in dict.fromkeys((elsewhere, None)):
            try:
                found.append(root_of_card(home, card, passphrase, place))
                is_used = is_used or place == elsewhere
                break
            except (NotFoundError, Refused) as error:
                missing.append(error)
    if not is_used:
        raise missing[0]
    return found


def _read(files: Sequence[Path]) -> SignedResumption:
    """The statement in these files, with all their signatures."""
    return joined(list(map(statement_at, files)))


def _take(branches: ShownBranches, desk: Desk, signed: SignedResumption) -> None:
    take(desk, signed)
    branches.holds(signed.resumption)
