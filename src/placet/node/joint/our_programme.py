"""The programme of this office that an incoming proposal is held against: the last plan of our visit, if there is one.

It is looked for where `placet plan --out` leaves it: in the folder of the visit, in `papers` there, and in `papers`
beside that folder. Papers of another visit are not ours. Without a plan the hours that the visit file states are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from placet.errors import PlacetError, Refused
from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.node.files import LAST
from placet.node.folders import marked, marks_of
from placet.node.joint.desk import Desk
from placet.node.joint.our_visit import path_of_visit
from placet.node.joint.wishes import programme_at

PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class OurProgramme:
    """A plan of ours with the file that it stands in. `aside` is a file whose plan does not fit our visit any more."""

    planned: Programme | None = None
    file: Path | None = None
    aside: Path | None = None


def our_programme(desk: Desk, visit_file: VisitFile, named: Path | None) -> OurProgramme:
    """The plan that was named, else the one that was written last.

    Raises `Refused` where one is named and this office has no visit file, and as `programme_at` does for one that was
    named; of one that was found, that it cannot be read is told and no more.
    """
    if named is not None:
        file = named / LAST if named.is_dir() else named
        return OurProgramme(programme_at(file, visit_file), file)
    found = max(_beside(desk, visit_file), key=_written, default=None)
    if found is None:
        return OurProgramme()
    try:
        return OurProgramme(programme_at(found, visit_file), found)
    except PlacetError:
        return OurProgramme(aside=found)


def refuse_without_visit(desk: Desk, named: Path | None) -> None:
    """Raise `Refused` where a programme is named and there is no visit file that it could be of."""
    if named is not None and path_of_visit(desk) is None:
        raise Refused("no-own-visit", file=desk.file)


def _beside(desk: Desk, visit_file: VisitFile) -> Iterator[Path]:
    path = path_of_visit(desk)
    if path is None:
        return
    folder, marks = path if path.is_dir() else path.parent, marks_of(visit_file)
    for place in (folder, folder / PAPERS, folder.parent / PAPERS):
        if (place / LAST).is_file() and not marks.isdisjoint(marked(place)):
            yield place / LAST


def _written(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:  # taken away meanwhile
        return 0.0
