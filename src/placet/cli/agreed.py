"""`--agreed HOME`: whatever the sides have agreed stands in a plan, each engagement named by its point."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from placet.cli.joint.home import office_at
from placet.cli.paper import Paper
from placet.node.joint.agreed_visit import AgreedVisit, agreed_visit
from placet.node.opening import open_dated


def opened(visit: Path, starts_on: date | None, home: Path | None) -> AgreedVisit:
    """The visit at a path, with what was agreed in a home where one is named."""
    if home is None:
        return AgreedVisit(open_dated(visit, starts_on))
    with office_at(home, writing=False) as office:
        return agreed_visit(office, visit, starts_on)


def show_agreed(paper: Paper, visit: AgreedVisit) -> None:
    """Say how much is no longer ours to choose, and what is agreed and missing from our file."""
    if visit.pinned is None:
        return
    words, say = paper.spoken.words("outcome")["agreed"], paper.spoken.fill
    count = len(visit.pinned.placed)
    paper.labelled(words["label"], say(words["placed"], {"n": count}) if count else words["nothing"])
    for label in visit.pinned.elsewhere:
        paper.labelled("", say(words["elsewhere"], {"point": label}))
