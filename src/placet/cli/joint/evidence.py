"""`placet certificate` and `placet log`: what was agreed, for whoever trusts neither side; and our own record."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from placet.agreement.certificate import certificate
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_of
from placet.cli.joint.shown import Shown
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.cli.values import OneOf, path
from placet.errors import Refused
from placet.node.folders import write_new_file
from placet.node.joint.desk import load
from placet.projections.standing import Standing
from placet.wording.language import Language


@click.command("certificate", cls=Command)
@home_argument
@click.argument("point", metavar="POINT")
@option("--output", "-o", type=path(), required=True, metavar="FILE")
@file_option
@common()
@pass_spoken
def certificate_command(spoken: Language, home: Path, *, point: str, output: Path, file_name: str | None) -> Exit:
    """Write it."""
    with office_at(home, writing=False) as office:
        desk = office.desk(file_name)
        (found,) = points_of(desk, [point])
        if found.in_force is None:
            was_agreed = any(text.standing is Standing.ENDED for text in found.texts)
            raise Refused("no-longer-agreed" if was_agreed else "not-agreed", point=found.label)
        write_new_file(output, certificate(desk.record, desk.fold(), found.in_force.text))
        shown = Shown(desk, spoken)
        for key, file in (("written", str(output)), ("verify", quote(str(output)))):
            facts = {"label": found.label, "file": file}
            shown.paper.line(shown.spoken.fill(shown.words["certificate"][key], facts))
    return Exit.DONE


@click.command("log", cls=Command)
@click.argument("action", type=OneOf(["verify"]), metavar="verify")
@home_argument
@common()
@pass_spoken
def log_command(spoken: Language, action: str, home: Path) -> Exit:  # noqa: ARG001  # there is one action yet
    """Look at everything again; whatever is wrong is raised."""
    with office_at(home, writing=False) as office:
        flaws = list(office.stores.shared.flaws())
        if flaws:
            raise Refused("store-damaged", what=", ".join(map(str, flaws[:3])))
        count = sum(len(load(office.stores.shared, visit)) for visit in office.stores.shared.visits())
    Paper(spoken).line(spoken.fill(spoken.words("joint")["log"]["sound"], {"n": count}))
    return Exit.DONE
