"""Plan a visit, and judge what was planned before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.node.clock import ticking
from placet.node.judging import case_of
from placet.node.rulebook import rulebook_for
from placet.planner.outcome import Outcome, Planned
from placet.planner.request import PlanRequest, Progress
from placet.planner.solve import plan
from placet.rules.case import Case
from placet.rules.judge import Judgement, judge
from placet.rules.rulebook import Rulebook
from placet.rules.stated import without_times


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReport:
    """What planning a visit ended in, with everything needed to show it.

    `case` and `judgement` are there when there is a programme; the judgement of a plan never breaks a `must`.
    """

    visit_file: VisitFile
    timeline: Timeline
    rulebook: Rulebook
    outcome: Outcome
    case: Case | None = None
    judgement: Judgement | None = None


def plan_visit(
    visit_file: VisitFile,
    *,
    starts_on: date | None = None,
    seconds: float = 60.0,
    work: float | None = None,
    seed: int = 0,
    forget_times: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> PlanReport:
    """Plan and judge. A plan that its own rules refuse is our bug and raises `RuntimeError`."""
    visit = visit_file.visit
    rulebook = rulebook_for(visit, visit_file)
    timeline = Timeline(visit, starts_on)
    wished = without_times(visit, timeline) if forget_times else visit
    request = PlanRequest(
        visit=wished,
        timeline=timeline,
        rulebook=rulebook,
        seconds=seconds,
        work=work,
        seed=seed,
        remembered=visit if forget_times else None,
        on_progress=on_progress,
        stop=stop,
        clock=ticking,
    )
    outcome = plan(request)
    if not isinstance(outcome, Planned):
        return PlanReport(visit_file=visit_file, timeline=timeline, rulebook=rulebook, outcome=outcome)
    case = case_of(wished, outcome.programme, timeline, rulebook)
    judgement = judge(case)
    unsound = [finding for finding in judgement.findings if finding.is_unsound]
    if unsound:
        raise RuntimeError(f"the plan breaks its own rules: {unsound[:3]}")
    return PlanReport(
        visit_file=visit_file, timeline=timeline, rulebook=rulebook, outcome=outcome, case=case, judgement=judgement
    )
