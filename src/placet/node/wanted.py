"""What an office asks of an issue of its papers, and the emblems that it gives for their covers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from placet.documents.booklet import Emblem
from placet.documents.imprint import Issue
from placet.documents.typeset.pdf import can_be_shown
from placet.errors import ForeignFileError, NotFoundError
from placet.model.ids import SideId
from placet.model.visit import Visit
from placet.reading.gate import read_picture

DRAFT = "draft"
"""What a paper is called that no side has issued yet."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How papers are made: in which languages (those of the visit without any), and what stands on each of them.

    `emblems` stand on the cover of the booklet.
    """

    languages: tuple[str, ...] = ()
    version: str = DRAFT
    copy: str = ""
    supersedes: str = ""
    other_clock: bool = False
    emblems: Mapping[SideId, Emblem] = field(default_factory=dict)

    def issue(self, as_on: date) -> Issue:
        """The issue of a day."""
        return Issue(self.version, as_on, self.copy, self.supersedes, self.other_clock)


def emblems_for(visit: Visit, given: Iterable[tuple[str, Path]]) -> dict[SideId, Emblem]:
    """The emblems of sides, read from files of their own.

    Raises:
        NotFoundError: The visit has no such side.
        ForeignFileError: A file is no picture, or holds what an emblem need not.
    """
    found: dict[SideId, Emblem] = {}
    for side, path in given:
        if side not in visit.sides:
            sides = tuple(visit.sides)
            raise NotFoundError(side, tuple(get_close_matches(side, sides, cutoff=0.5)) or sides)
        picture = read_picture(path, str(path))
        if not can_be_shown(picture.kind, picture.content):
            raise ForeignFileError(str(path), "picture-broken")
        found[SideId(side)] = Emblem(picture.kind, picture.content)
    return found
