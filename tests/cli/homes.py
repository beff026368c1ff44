"""Two homes on one disk, as `placet init` makes them, with cards exchanged and a file that both have joined."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from tests.cli.running import placet
from tests.cli.visits import written

from placet.node.joint.keyring import keep_keys
from placet.node.joint.safe import LIGHT

PASSPHRASE = "correct horse battery"
SIDES = {"tehran": "IR", "moscow": "RU"}
NAMES = {"tehran": ["en=Iran", "fa=ایران"], "moscow": ["en=Russia", "ru=Россия"]}
VISIT = """
format_version = 1
title = "Visit of the President"
kind = "official"
starts_on = 2027-05-10
[sides.AR]
name = "Arvandia"
role = "host"
[sides.SE]
name = "Severia"
role = "guest"
[legs.capital]
city = "Arvand"
zone = "Asia/Tehran"
first_day = 1
last_day = 1
[venues.palace]
name = "Palace"
[venues.hall]
name = "Hall"
[people.president-ar]
office = "President of Arvandia"
side = "AR"
[people.president-se]
office = "President of Severia"
side = "SE"
[engagements.talks]
title = "Talks"
kind = "talks"
day = 1
at = "10:00"
length = "60m"
venues = ["palace"]
who = ["president-ar", "president-se"]
[engagements.lunch]
title = "Lunch"
kind = "meal"
day = 1
at = "13:00–14:00"
venues = ["hall"]
who = ["president-ar", "president-se"]
"""


@dataclass(frozen=True)
class Homes:
    """Where they lie, and what an officer types."""

    folder: Path

    @property
    def tehran(self) -> Path:
        return self.folder / "tehran"

    @property
    def moscow(self) -> Path:
        return self.folder / "moscow"

    @property
    def visit(self) -> Path:
        return self.folder / "visit"

    def card(self, home: str) -> Path:
        return self.folder / home / "keys" / "1" / "key-card"

    def sealed(self, sender: str, to: str, name: str) -> Path:
        """An envelope of one home to a side, in a file of this name."""
        done("envelope", "seal", self.folder / sender, "--to", to, "-o", self.folder / name)
        return self.folder / name

    def carry(self, sender: str, receiver: str) -> Result:
        """Seal an envelope at one home and take it in at the other."""
        name = f"{len(list(self.folder.glob('*.envelope')))}.envelope"
        return done("envelope", "receive", self.folder / receiver, self.sealed(sender, SIDES[receiver], name))

    def exchange(self) -> None:
        """There, back and there again: both hold the same and know it."""
        self.carry("tehran", "moscow")
        self.carry("moscow", "tehran")
        self.carry("tehran", "moscow")

    def standing(self, home: str = "tehran") -> Any:
        return json.loads(done("standing", self.folder / home, "--json").stdout)

    def points(self, home: str = "tehran") -> dict[str, str]:
        """Where each point stands, by label."""
        return {point["label"]: point["standing"] for point in self.standing(home)["points"]}


def done(*args: object) -> Result:
    """Run a command that must succeed."""
    result = placet(*args)
    assert result.exit_code == 0, f"{args}: {result.exit_code}\n{result.output}"
    return result


def made(folder: Path) -> Homes:
    """Both homes, each knowing the other's card, and their visit; nothing is open yet."""
    homes = Homes(folder)
    written(homes.visit, VISIT)
    for home, side in SIDES.items():
        names = [part for name in NAMES[home] for part in ("--name", name)]
        done("init", folder / home, "--side", side, *names, "--office", "protocol", "--office", "council")
    return homes


def joined(folder: Path) -> Homes:
    """Besides, a file that Tehran opened and Moscow joined; the category is on the table as P-01."""
    homes = made(folder)
    done("open", homes.tehran, homes.visit, "--with", homes.card("moscow"))
    done("propose", homes.tehran, "category", "--yes")
    first = homes.sealed("tehran", "RU", "first.envelope")
    done("envelope", "receive", homes.moscow, first, "--with", homes.card("tehran"))
    homes.carry("moscow", "tehran")
    homes.carry("tehran", "moscow")
    return homes


def light_keys(patch: pytest.MonkeyPatch) -> None:
    """Keys under a lock that costs next to nothing, and their passphrase where scripts of an office keep it."""
    for command in ("init", "keys", "resume"):
        patch.setattr(f"placet.cli.joint.{command}.keep_keys", partial(keep_keys, cost=LIGHT))
    patch.setenv("PLACET_PASSPHRASE", PASSPHRASE)


def copied(homes: Homes, folder: Path) -> Homes:
    """The same homes elsewhere, to be changed at will."""
    shutil.copytree(homes.folder, folder)
    return Homes(folder)
