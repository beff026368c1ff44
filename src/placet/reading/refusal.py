"""Why a file is not read: raised by what reads it, known to nobody outside this folder."""

from __future__ import annotations

from placet.reading.grid import Where

FACTS = frozenset({"found", "most", "where", "save_as"})
"""What a reason may be told with."""


class Refused(Exception):  # noqa: N818 - as in placet.errors: names what is wrong in the world
    """The file is not read. `reason` is a key of the catalogue; `facts` are what its sentence needs."""

    def __init__(self, reason: str, **facts: str | int | Where) -> None:
        """Keep the reason and its facts."""
        super().__init__(reason)
        self.reason = reason
        self.facts = facts
