"""The papers of a planned visit, as files of a folder.

`index.html` holds what the sides may share, so that it can be handed over; `office.html` what stays in this office too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from placet.documents import programme_page
from placet.documents.imprint import Issue, later_of, version_of
from placet.model.declare import Layer
from placet.model.ids import EngagementId, SideId
from placet.model.visit import Visit
from placet.node.attached import attached
from placet.node.paper_set import Making, papers_in
from placet.node.planned import PlanReport
from placet.node.wanted import Wanted
from placet.planner.outcome import Planned, WayOut
from placet.projections.current import project, with_ways_in
from placet.projections.programme import Late, Projection
from placet.projections.seen import is_seen, programme_seen_by, seen_by
from placet.wording.dates import plain_date
from placet.wording.language import language as language_of
from placet.wording.requirements import Requirements
from placet.wording.sentences import Sentences
from placet.wording.slack import FAR, Slackness, asked_for

INDEX = "index.html"
"""The page to open first."""
OFFICE = "office.html"
"""The same with what stays in this office."""
AS_DRAFT = Wanted()
"""Papers as nobody asked for them otherwise."""


def papers_of(
    report: PlanReport,
    as_on: date,
    wanted: Wanted = AS_DRAFT,
    last: Callable[[str], bytes | None] = lambda _: None,
) -> dict[str, bytes]:
    """Every paper by its file name, as it is `wanted`; none where there is no programme.

    `last` gives what was issued last under a name: a calendar goes on from there.
    """
    if not isinstance(report.outcome, Planned) or report.case is None:
        return {}
    visit, issue = report.visit_file.visit, wanted.issue(as_on)
    spoken = wanted.languages or languages_of(visit)
    projection = project(report.case, Layer.SHARED)
    papers = {
        INDEX: _page(report, projection, issue, spoken[0]),
        OFFICE: _page(report, project(report.case, Layer.INTERNAL, late=late_of(report, spoken[0])), issue, spoken[0]),
    }
    for code in spoken[1:]:
        papers[f"index.{code}.html"] = _page(report, projection, issue, code)
    data = attached(projection.seen, programme_seen_by(visit, report.outcome.programme, Layer.SHARED))
    making = Making(projection, issue, data, last, wanted.emblems)
    printed = papers_in(projection.seen, spoken, dated=report.timeline.is_dated)
    return papers | {name: make(making) for name, make in printed.items()}


def _page(report: PlanReport, projection: Projection, issue: Issue, code: str) -> bytes:
    spoken = language_of(code)
    told = with_ways_in(projection, ways_in(report, projection.layer, code))
    return programme_page.render(
        told,
        None,
        code,
        as_on=plain_date(issue.as_on, spoken),
        version=version_of(issue.version, spoken),
        also=later_of(issue, spoken),
    ).encode()


def paper_names(visit: Visit, languages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The file names of all papers that a visit can have."""
    spoken = languages or languages_of(visit)
    pages = (f"index.{code}.html" for code in spoken[1:])
    return (INDEX, OFFICE, *pages, *papers_in(visit, spoken, dated=True))


def languages_of(visit: Visit) -> tuple[str, ...]:
    """The visit's own language, then those of its sides."""
    spoken = (language for side in visit.sides.values() for language in side.languages)
    return tuple(dict.fromkeys((visit.language, *spoken)))


def page_for(
    report: PlanReport,
    *,
    as_on: str,
    version: str,
    also: tuple[str, ...] = (),
    language: str | None = None,
    layer: Layer = Layer.SHARED,
    reader: SideId | None = None,
) -> bytes:
    """The programme page of a plan for the readers of `layer`, in the visit's own language unless another is named.

    `also` is what the imprint has besides date and version.

    Raises:
        ValueError: There is no programme to show, or it may not be shown to the public.
    """
    if not isinstance(report.outcome, Planned) or report.case is None:
        raise ValueError("a page needs a programme")
    spoken = language or report.visit_file.visit.language
    projection = project(report.case, layer, ways_in(report, layer, spoken), late_of(report, spoken))
    return programme_page.render(projection, reader, spoken, as_on=as_on, version=version, also=also).encode()


def ways_in(report: PlanReport, layer: Layer, code: str) -> dict[EngagementId, tuple[str, ...]]:
    """What would bring in what was left out. What rests on something private is not told outside this office."""
    if not isinstance(report.outcome, Planned):
        return {}
    visit = report.visit_file.visit
    if layer is not Layer.INTERNAL and _has_private_hours(visit):
        return {}  # what does not fit, beside hours that are empty, would tell when somebody is secretly taken
    seen = seen_by(visit, layer)
    sentences = Sentences(seen, report.timeline, code)
    said, fits = Requirements(seen, report.timeline, sentences), sentences.words("page")["ways"]["fits"]
    return {
        left.engagement: tuple(
            dict.fromkeys(
                sentences.fill(fits, condition=said.condition(way))
                for way in left.ways_in
                if _is_told(visit, way, layer)
            )
        )
        for left in report.outcome.left_out
    }


def late_of(report: PlanReport, code: str) -> dict[EngagementId, Late]:
    """How late each engagement may run, for this office alone: it may be a private appointment that gives way.

    One whose hour is told on the day only has many hours, and all are kept free.
    """
    if not isinstance(report.outcome, Planned):
        return {}
    visit, slack = report.visit_file.visit, report.outcome.slack
    sentences = Sentences(visit, report.timeline, code)
    said = Slackness(visit, sentences, Requirements(visit, report.timeline, sentences))
    return {
        name: Late(FAR if (by := asked_for(slack[name].free)) is None else by, by is None, said.first(slack[name]))
        for name in report.outcome.programme.placements
        if name in slack and visit.engagements[name].withheld is None
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
