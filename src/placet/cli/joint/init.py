"""`placet init`: the keys and the stores of one side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from placet.agreement.shape import LANGUAGE_PATTERN, NAME_PATTERN, SIDE_PATTERN
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.database_address import DatabaseAddress
from placet.cli.joint.home import home_argument, passphrase_of, passphrase_option
from placet.cli.misuse import BadValue, WrongUse
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.node.joint.keyring import (
    CARD,
    MAIN_OFFICE,
    ROOT,
    draw_keys,
    keep_keys,
    next_folder,
    open_keyring,
    refuse_short,
)
from placet.node.joint.means import REAL
from placet.stores.home import whole_or_none
from placet.stores.reaching import begin_home
from placet.wording.language import Language


class Short(click.ParamType[str]):
    """A short name of a form that both sides can write; `advice` is the key of the sentence for any other."""

    name = "short"

    def __init__(self, pattern: re.Pattern[str], advice: str) -> None:
        """Only what the pattern matches."""
        self.pattern, self.advice = pattern, advice

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  # click asks so
        """Read it."""
        if not self.pattern.match(str(value)):
            raise BadValue(self.advice, value, param)
        return str(value)


@click.command("init", cls=Command)
@home_argument
@option("--side", type=Short(SIDE_PATTERN, "no-side"), required=True, metavar="SIDE")
@option("--name", "names", multiple=True, required=True, metavar="LANG=NAME")
@option("--office", "offices", type=Short(NAME_PATTERN, "no-office"), multiple=True, metavar="OFFICE")
@option("--store", type=DatabaseAddress(), metavar="ADDRESS")
@passphrase_option
@common()
@pass_spoken
def init_command(
    spoken: Language,
    home: Path,
    *,
    side: str,
    names: Sequence[str],
    offices: Sequence[str],
    store: str | None,
    passphrase_file: Path | None,
) -> Exit:
    """Make them, and say what to hand over."""
    keys = draw_keys(side, dict(map(_named, names)), REAL, offices or (MAIN_OFFICE,))
    passphrase = passphrase_of(passphrase_file, spoken, new=True)
    refuse_short(passphrase)  # before there is a home
    with whole_or_none(begin_home(home, side, store)):
        folder = next_folder(home)
        keep_keys(folder, keys, passphrase, REAL)
    paper, words = Paper(spoken), spoken.words("joint")["done"]
    paper.line(spoken.fill(words["made"], {"folder": folder}))
    paper.line(open_keyring(folder).card.card.fingerprint, "head", indent=4)
    paper.line(spoken.fill(words["card"], {"file": folder / CARD}))
    paper.line(spoken.fill(words["root"], {"file": folder / ROOT}))
    if store is not None:
        paper.line(spoken.fill(words["on-server"], {"server": store}))
    return Exit.DONE


def _named(given: str) -> tuple[str, str]:
    language, mark, name = given.partition("=")
    if not mark or not name.strip() or not LANGUAGE_PATTERN.match(language.strip()):
        raise WrongUse("name-form", found=given)
    return language.strip(), name.strip()
