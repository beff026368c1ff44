"""Named sample visits, each a folder with `visit.toml` and perhaps `private.toml`.

`courtesy_call`: four engagements, every time stated. `working_visit`: eleven on one day, most of them free.
`state_visit`: four days, two cities, almost every feature of the model, and a private file. Arvandia and Severia are
invented.
"""

from __future__ import annotations

from pathlib import Path

from placet.formats.visitfile import VisitFile
from placet.node.files import open_visit

FOLDER = Path(__file__).parent
NAMES = ("courtesy_call", "working_visit", "state_visit")


def path_of(name: str) -> Path:
    """The folder of a sample visit."""
    return FOLDER / name


def load(name: str) -> VisitFile:
    """A sample visit, read anew."""
    return open_visit(path_of(name))
