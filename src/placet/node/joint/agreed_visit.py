"""Our visit file with what the sides have agreed, as the planner takes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from placet.formats.visitfile import VisitFile
from placet.model.visit import Visit
from placet.node.joint.office import Office
from placet.node.joint.our_visit import file_about
from placet.node.joint.pins import Pinned, with_agreed
from placet.node.opening import open_dated, refuse_impossible_times


@dataclass(frozen=True, slots=True)
class AgreedVisit:
    """A visit to plan or to judge. `pinned` is None where nobody asked what is agreed."""

    visit_file: VisitFile
    pinned: Pinned | None = None

    @property
    def lies(self) -> Visit:
        """The visit as its file says it, without what is agreed."""
        return self.visit_file.visit if self.pinned is None else self.pinned.lies

    def data(self) -> dict[str, Any] | None:
        """Which points stand in it, for other programs."""
        if self.pinned is None:
            return None
        return {"placed": list(self.pinned.placed), "elsewhere": list(self.pinned.elsewhere)}


def agreed_visit(office: Office, path: Path, starts_on: date | None = None) -> AgreedVisit:
    """The visit file at `path` with what is agreed in the joint file that it was opened for, or in the only one.

    Agreed days give way to `starts_on`. Raises as `open_dated` and `Office.desk` do; an agreed clock that our days do
    not have is told at the engagement that it fixes.
    """
    visit_file = open_dated(path, starts_on)
    pinned = with_agreed(visit_file.visit, office.desk(file_about(office, path)))
    fixed = replace(visit_file, visit=pinned.visit)
    refuse_impossible_times(fixed, starts_on)
    return AgreedVisit(fixed, pinned)
