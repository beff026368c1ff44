"""`placet open`: a file for a visit, alone or with the key cards of the other sides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, passphrase_of, passphrase_option, root_of
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.cli.values import path
from placet.node.joint.given_files import key_card_at
from placet.node.joint.joining_later import agreed_on_paper
from placet.node.joint.opening_files import admit_counterpart, open_alone, open_with, refuse_open_already
from placet.node.joint.our_visit import remember_visit, title_for_others
from placet.node.opening import open_dated
from placet.wording.joint import JointWords
from placet.wording.language import Language


@click.command("open", cls=Command)
@home_argument
@click.argument("visit", type=path(), metavar="VISIT")
@option("--with", "cards", type=path(), multiple=True, metavar="KEY-CARD")
@option("--anew", is_flag=True)
@file_option
@option("--root", type=path(), metavar="FILE")
@passphrase_option
@common()
@pass_spoken
def open_command(
    spoken: Language,
    home: Path,
    visit: Path,
    *,
    cards: Sequence[Path],
    anew: bool,
    file_name: str | None,
    root: Path | None,
    passphrase_file: Path | None,
) -> Exit:
    """Open it, and say which fingerprints to compare."""
    title = title_for_others(open_dated(visit).visit)
    others = [key_card_at(each) for each in cards]
    paper, words = Paper(spoken), spoken.words("joint")["done"]
    if file_name is not None and (cards or anew):
        raise WrongUse("open-form")
    with office_at(home) as office:
        if file_name is not None:
            file = office.file(file_name)
            remember_visit(office, file.name, visit)
            paper.line(spoken.fill(words["own-visit"], {"visit": visit, "file": file.name}))
            return Exit.DONE
        alone = next((file for file in office.files() if not file.visit and dict(file.title) == title), None)
        if not others:
            if alone:
                remember_visit(office, alone.name, visit)
            else:
                open_alone(office, title, visit)
            paper.line(str(words["opened-alone"]))
            return Exit.DONE
        if not anew and alone is None:
            refuse_open_already(office, title, others)
        key = root_of(office, passphrase_of(passphrase_file, spoken), root)
        if alone:
            desk = admit_counterpart(office, alone, others, key, visit)
        else:
            desk = open_with(office, title, others, key, visit)
        said = JointWords(desk.opening, desk.side, spoken)
        paper.line(spoken.fill(words["opened"], {"sides": said.sides(desk.opening.sides)}))
        for card in others:
            facts = {"side": said.side(card.card.side), "fingerprint": card.card.fingerprint}
            paper.line(spoken.fill(words["compared"], facts))
        waiting = len(agreed_on_paper(desk))
        if waiting:
            paper.line(spoken.fill(words["offer"], {"n": waiting}))
    return Exit.DONE
