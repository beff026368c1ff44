"""The papers of a planned visit, as files of a folder.

`index.html` holds what the sides may share, so that it can be handed over; `office.html` what stays in this office too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from placet.documents import programme_page
from placet.model.declare import Layer
from placet.model.ids import EngagementId, SideId
from placet.model.visit import Visit
from placet.node.planning import PlanReport
from placet.planner.outcome import Planned, WayOut
from placet.projections.current import project
from placet.projections.seen import is_seen, seen_by
from placet.wording.catalogues import catalogue, filled
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences

INDEX = "index.html"
"""The page to open first."""
OFFICE = "office.html"
"""The same with what stays in this office."""
VERSION = "draft"
"""What a paper is called that no side has issued yet."""
SPOKEN = "en"
"""The language that ways in are told in, until there are catalogues in others."""


def papers_of(report: PlanReport, as_on: date) -> dict[str, bytes]:
    """Every paper by its file name; none where there is no programme."""
    if not isinstance(report.outcome, Planned) or report.case is None:
        return {}
    visit = report.visit_file.visit
    said = as_on.isoformat()
    papers = {
        INDEX: page_for(report, as_on=said, version=VERSION, language=visit.language),
        OFFICE: page_for(report, as_on=said, version=VERSION, language=visit.language, layer=Layer.INTERNAL),
    }
    for language in _others(visit):
        papers[f"index.{language}.html"] = page_for(report, as_on=said, version=VERSION, language=language)
    return papers


def paper_names(visit: Visit) -> tuple[str, ...]:
    """The file names of all papers of a visit."""
    return (INDEX, OFFICE, *(f"index.{language}.html" for language in _others(visit)))


def _others(visit: Visit) -> tuple[str, ...]:
    """The languages of the sides besides the visit's own."""
    spoken = dict.fromkeys(language for side in visit.sides.values() for language in side.languages)
    return tuple(language for language in spoken if language != visit.language)


def page_for(
    report: PlanReport,
    *,
    as_on: str,
    version: str,
    language: str | None = None,
    layer: Layer = Layer.SHARED,
    reader: SideId | None = None,
) -> bytes:
    """The programme page of a plan for the readers of `layer`, in the visit's own language unless another is named.

    Raises:
        ValueError: There is no programme to show, or it may not be shown to the public.
    """
    if not isinstance(report.outcome, Planned) or report.case is None:
        raise ValueError("a page needs a programme")
    spoken = language or report.visit_file.visit.language
    projection = project(report.case, layer, _ways_in(report, layer))
    return programme_page.render(projection, reader, spoken, as_on=as_on, version=version).encode()


def _ways_in(report: PlanReport, layer: Layer) -> dict[EngagementId, tuple[str, ...]]:
    """What would bring in what was left out. What rests on something private is not told outside this office."""
    if not isinstance(report.outcome, Planned):
        return {}
    visit = report.visit_file.visit
    if layer is not Layer.INTERNAL and _has_private_hours(visit):
        return {}  # what does not fit, beside time to spare, would tell when somebody is secretly taken
    seen = seen_by(visit, layer)
    said = Requirements(seen, report.timeline, Sentences(seen, report.timeline, SPOKEN))
    fits = str(catalogue(SPOKEN, "page")["ways"]["fits"])
    return {
        left.engagement: tuple(
            dict.fromkeys(
                filled(fits, {"condition": said.condition(way)}) for way in left.ways_in if _is_told(visit, way, layer)
            )
        )
        for left in report.outcome.left_out
    }


def _has_private_hours(visit: Visit) -> bool:
    return bool(visit.diary) or any(engagement.withheld is not None for engagement in visit.engagements.values())


def _is_told(visit: Visit, way: WayOut, layer: Layer) -> bool:
    return all(_is_seen(visit, change.requirement.path, layer) for change in way.changes)


def _is_seen(visit: Visit, path: tuple[str, ...], layer: Layer) -> bool:
    """Whether every field on a path through the visit's file may be seen."""
    value: Any = visit
    for step in path:
        if is_dataclass(value):
            declared = next((field for field in fields(value) if field.name == step), None)
            if declared is None or not is_seen(declared, layer):
                return False
            value = getattr(value, step)
        elif isinstance(value, Mapping):
            value = value.get(step)
        else:
            return True
    return True
