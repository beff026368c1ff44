"""`placet hand-over` and `placet save`: answer a request with data, and write down what the other side handed over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_argument, points_of
from placet.cli.joint.shown import Shown
from placet.cli.joint.signed import Signing, kept, signed, signing_options
from placet.cli.misuse import WrongUse
from placet.cli.typed import pass_spoken
from placet.cli.values import Words, path
from placet.model.points import MOST_HANDED_BYTES, MOST_HANDED_FILES
from placet.model.text import Text
from placet.node.folders import write_folder
from placet.node.joint.handing_data_over import prepared, received
from placet.node.joint.wishes import wish
from placet.wording.language import Language


class HandOver(Command):
    """With the bounds in its description."""

    def facts(self) -> dict[str, str]:
        """How much may be handed over at once."""
        return {"files": str(MOST_HANDED_FILES), "kib": str(MOST_HANDED_BYTES >> 10)}


@click.command("hand-over", cls=HandOver)
@home_argument
@click.argument("point", metavar="POINT")
@click.argument("files", nargs=-1, type=path(), metavar="[FILE…]")
@option("--words", type=Words(), metavar="WORDS")
@signing_options
@file_option
@common()
@pass_spoken
def hand_over_command(
    spoken: Language,
    /,
    home: Path,
    *,
    point: str,
    files: Sequence[Path],
    words: str | None,
    file_name: str | None,
    **asked: object,
) -> Exit:
    """Show what is signed, ask, sign it."""
    if not files and words is None:
        raise WrongUse("nothing-to-hand-over")
    how = Signing.taken_from(asked)
    with office_at(home) as office:
        desk = office.desk(file_name)
        desk.refuse_writing()
        (request,) = points_of(desk, [point])
        said = Text({spoken.speaks: words}) if words is not None else None
        wishes, shown = wish(prepared(desk, request, files, said)), Shown(desk, spoken)
        if how.draft:
            kept(desk, shown, wishes)
            return Exit.DONE
        shown.paper.line(spoken.fill(shown.words["request"]["to"], {"label": request.label}), "head")
        texts = signed(desk, shown, wishes, how)
        if texts is None:
            return Exit.STOPPED
        shown.done("handed-over", labels=shown.labels_of(texts), request=request.label)
        shown.leaves()
    return Exit.DONE


@click.command("save", cls=Command)
@home_argument
@points_argument
@option("--out", type=path(), metavar="FOLDER", required=True)
@file_option
@common()
@pass_spoken
def save_command(spoken: Language, home: Path, *, points: Sequence[str], out: Path, file_name: str | None) -> Exit:
    """Write the files under names of ours."""
    with office_at(home, writing=False) as office:
        desk = office.desk(file_name)
        files = received(points_of(desk, points), desk.standings())
        write_folder(out, {name: file.data for name, file in files.items()})
        shown = Shown(desk, spoken)
        for name, file in files.items():
            facts = {"file": out / name, "name": file.name}
            shown.paper.line(spoken.fill(shown.words["request"]["saved"], facts))
    return Exit.DONE
