"""The folder that a command given alone works in."""

from __future__ import annotations

from pathlib import Path

from placet.cli.misuse import WrongUse
from placet.node.files import has_visit

HERE = Path()


def refuse_nowhere(visit: Path) -> None:
    """A command given alone in a folder without a visit is told how to begin."""
    if visit == HERE and not has_visit(visit):
        raise WrongUse("no-visit")
