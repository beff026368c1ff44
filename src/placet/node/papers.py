"""The papers of a planned visit, as files of a folder.

`index.html` holds what the sides may share, so that it can be handed over; `office.html` also what stays in this office.
"""

from __future__ import annotations

from datetime import date

from placet.documents import programme_page
from placet.model.declare import Layer
from placet.model.ids import EngagementId
from placet.node.planning import PlanReport
from placet.planner.outcome import Planned, WayOut
from placet.projections.current import project
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

INDEX = "index.html"
"""The page to open first."""
PRIVATE_TABLES = frozenset({"diary", "notes"})
PRIVATE_KINDS = frozenset({"withheld"})
VERSION = "draft"
"""What a paper is called that no side has issued yet."""


def papers_of(report: PlanReport, as_on: date) -> dict[str, bytes]:
    """Every paper by its file name; none where there is no programme."""
    if not isinstance(report.outcome, Planned) or report.case is None:
        return {}
    visit = report.visit_file.visit
    own = visit.language
    others = [language for side in visit.sides.values() for language in side.languages]
    papers = {INDEX: _page(report, Layer.SHARED, own, as_on), "office.html": _page(report, Layer.INTERNAL, own, as_on)}
    for language in dict.fromkeys(others):
        if language != own:
            papers[f"index.{language}.html"] = _page(report, Layer.SHARED, language, as_on)
    return papers


def _page(report: PlanReport, layer: Layer, language: str, as_on: date) -> bytes:
    if report.case is None:
        raise ValueError("a page needs a programme")
    projection = project(report.case, layer, _ways_in(report, layer))
    page = programme_page.render(projection, None, language, as_on=as_on.isoformat(), version=VERSION)
    return page.encode()


def _ways_in(report: PlanReport, layer: Layer) -> dict[EngagementId, tuple[str, ...]]:
    """What would bring in what was left out. What rests on something private is not told outside this office."""
    if not isinstance(report.outcome, Planned):
        return {}
    visit = report.visit_file.visit
    said = Requirements(visit, report.timeline, Sentences(visit, report.timeline))
    return {
        left.engagement: tuple(
            said.condition(way) for way in left.ways_in if layer is Layer.INTERNAL or not _is_private(way)
        )
        for left in report.outcome.left_out
    }


def _is_private(way: WayOut) -> bool:
    return any(
        change.requirement.kind in PRIVATE_KINDS or change.requirement.path[:1][0] in PRIVATE_TABLES
        for change in way.changes
    )
