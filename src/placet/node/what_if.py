"""Plan a visit as it is and as it might be, and say what would be otherwise. The file stays as it is.

The changes are those of repair, in the same words. They differ in what they ask: repair keeps a programme that people
know already and moves as little of it as it can; here the visit is planned anew, as well as it then can be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from placet.errors import VisitFileError
from placet.formats.change_lines import read_changes, typed_changes
from placet.formats.visitfile import VisitFile
from placet.model.amendments import Asked
from placet.node.planned import PlanReport
from placet.node.planning import Searching, planned_and_judged, request_for
from placet.node.repairing import in_own_words, lines_of, unclear_hours
from placet.planner.outcome import Planned
from placet.planner.repair.amended import amended
from placet.projections.comparison import Comparison, comparison

TYPED = "--what-if"
"""How the place of a change is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIfReport:
    """The visit as it might be, planned: `comparison` with the programme as it is, where there is one."""

    asked: tuple[Asked, ...]
    report: PlanReport
    comparison: Comparison | None


def plan_what_if(
    visit_file: VisitFile, changes: Sequence[str], searching: Searching
) -> tuple[PlanReport, WhatIfReport | None]:
    """Plan twice. Where there is no programme as things are, no change can be told against it: then only that is told.

    Raises `VisitFileError` with every fault of the changes.
    """
    lines = typed_changes(changes, TYPED)
    request = request_for(visit_file, searching)
    began = request.clock()
    first = planned_and_judged(visit_file, request)
    if not isinstance(first.outcome, Planned):
        return first, None
    programme = first.outcome.programme
    visit = replace(request.visit, starts_on=programme.starts_on)
    asked = read_changes(lines, TYPED, visit, programme, None)
    laid = amended(visit, programme, request.timeline, asked)
    if laid.unclear:
        raise VisitFileError(tuple(unclear_hours(laid, TYPED)))
    wished = laid.visit
    changed_file = VisitFile(in_own_words(wished, asked), {**visit_file.lines, **lines_of(asked, TYPED)})
    left = max(1.0, request.seconds - (request.clock() - began))
    changed = replace(request, visit=wished, near=programme, seconds=left)
    report = planned_and_judged(changed_file, changed)
    return first, WhatIfReport(asked=asked, report=report, comparison=_compared(first, report))


def _compared(first: PlanReport, second: PlanReport) -> Comparison | None:
    if first.case is None or first.judgement is None or second.case is None or second.judgement is None:
        return None
    return comparison(first.case, first.judgement, second.case, second.judgement)
