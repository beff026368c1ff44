"""What commands about the joint file share: the home they open, the passphrase, the points that were named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from placet.agreement.signing import SecretKey
from placet.cli.asking import passphrase
from placet.cli.commands import option
from placet.cli.misuse import WrongUse
from placet.cli.values import path
from placet.node.files import read_bytes
from placet.node.joint.desk import Desk, Stores
from placet.node.joint.keyring import open_keyrings
from placet.node.joint.means import REAL, Means
from placet.node.joint.office import Office
from placet.node.joint.signing import Seals
from placet.node.joint.texts import find_points
from placet.projections.standing import PointStanding
from placet.stores.reaching import open_home
from placet.wording.language import Language

PASSPHRASE = "PLACET_PASSPHRASE"  # noqa: S105  # the name of a variable
"""Variable that may hold the passphrase, for scripts of this office. A terminal is asked instead."""
MOST = 4096

home_argument = click.argument("home", type=path(), metavar="HOME")
points_argument = click.argument("points", nargs=-1, required=True, metavar="POINT…")
file_option = option("--file", "file_name", metavar="FILE")
passphrase_option = option("--passphrase-file", type=path(), metavar="FILE")
needs_option = option("--needs", multiple=True, metavar="[SIDE/]OFFICE")
office_option = option("--office", "offices", multiple=True, metavar="OFFICE")


@contextmanager
def office_at(home: Path, *, writing: bool = True, means: Means = REAL) -> Iterator[Office]:
    """A home, open while the command runs. Raises `StorageError`, `Refused`."""
    keyrings = open_keyrings(home)
    with open_home(home, keyrings[0].side, writing=writing) as stores:
        yield Office(keyrings, Stores(stores.record, stores.private), means)


def passphrase_of(file: Path | None, spoken: Language, *, new: bool = False) -> str:
    """The passphrase: from a file, from the environment, or asked for; a new one twice."""
    if file is not None:
        return read_bytes(file, MOST).decode("utf-8", "replace").rstrip("\r\n")
    if (given := os.environ.get(PASSPHRASE)) is not None:
        return given
    return passphrase(spoken, new=new)


def seals_of(desk: Desk, offices: Sequence[str], passphrase: str) -> Seals:
    """The officers' keys for one signature."""
    return Seals({office: desk.keyring.seal(office, passphrase) for office in desk.keyring.signing(offices)})


def root_of(office: Office, passphrase: str, elsewhere: Path | None) -> SecretKey:
    """The root key, from the home or from where it was put away."""
    return office.keyring.root(passphrase, elsewhere)


def refuse_past(desk: Desk, option: str, day: date | None) -> None:
    """Raise `WrongUse` for a day that is over by this machine's clock: nothing can be awaited on it."""
    if day is not None and day < desk.means.now().astimezone().date():
        raise WrongUse("day-past", name=option, day=day.isoformat())


def points_of(desk: Desk, named: Sequence[str]) -> list[PointStanding]:
    """The points that were named, each once. Raises `NotFoundError`."""
    return find_points(desk.standings(), named)
