"""`placet move`: a home's stores out of its folder onto a server, or back."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.database_address import StorePlace
from placet.cli.joint.home import home_argument
from placet.cli.paper import Paper
from placet.cli.typed import pass_spoken
from placet.cli.watching import Watch
from placet.node.joint.keyring import open_keyrings
from placet.stores.copying import MoveStopped, Progress
from placet.stores.move_file import require_elsewhere
from placet.stores.moving import Moved, move_home
from placet.stores.own_heads import IN_FOLDER
from placet.wording.language import Language


@click.command("move", cls=Command)
@home_argument
@option("--store", type=StorePlace(), required=True, metavar="ADDRESS|folder")
@option("--yes", is_flag=True)
@common()
@pass_spoken
def move_command(spoken: Language, home: Path, *, store: str, yes: bool) -> Exit:
    """Say what will be, ask, and do it."""
    paper, words = Paper(spoken), spoken.words("joint")["move"]
    side = open_keyrings(home)[0].side
    require_elsewhere(home, store)
    paper.line(spoken.fill(words["will"], {"home": home, "store": _said(home, store)}))
    if not yes and not is_confirmed(words["question"], spoken):
        return Exit.STOPPED
    watch = Watch(spoken, "stopping-move")
    progress = Progress(watch.stop, lambda known, of: watch.tell("moved", {"known": known, "of": of}))
    try:
        moved = watch.run(lambda: move_home(home, side, store, progress))
    except MoveStopped:
        paper.line(str(words["stopped"]))
        return Exit.STOPPED
    _show(paper, home, store, moved)
    return Exit.DONE


def _said(home: Path, store: str) -> str:
    return str(home) if store == IN_FOLDER else store


def _show(paper: Paper, home: Path, store: str, moved: Moved) -> None:
    spoken = paper.spoken
    words = spoken.words("joint")["move"]
    paper.line(spoken.fill(words["done"], {"home": home, "store": _said(home, store)}))
    if moved.contents:
        counts = {name: each.rows for name, each in moved.contents.items()}
        paper.line(spoken.fill(words["same"], {"entries": counts["entries"], "documents": counts["documents"]}))
    if moved.source == IN_FOLDER:
        paper.line(spoken.fill(words["old-files"], {"home": home}))
    else:
        paper.line(spoken.fill(words["old-server"], {"store": moved.source}))
