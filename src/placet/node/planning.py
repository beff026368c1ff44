"""Plan a visit, and judge what was planned before anyone sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from placet.almanac.timeline import Timeline
from placet.formats.visitfile import VisitFile
from placet.model.ids import EngagementId, Ref, Sort
from placet.model.spans import Precision
from placet.model.visit import Visit
from placet.node.clock import ticking
from placet.node.judging import case_of
from placet.node.planned import PlanReport
from placet.node.rulebook import rulebook_for
from placet.planner.outcome import Change, Clash, Infeasible, Outcome, Planned, WayOut
from placet.planner.request import PlanRequest, Progress
from placet.planner.searched import BINDING
from placet.planner.solve import plan
from placet.planner.tasks.problem import Requirement
from placet.rules.finding import Finding
from placet.rules.judge import Judgement, judge
from placet.rules.stated import without_times


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """How a programme is looked for; see `PlanRequest`. With `forget_times` as if no times were stated."""

    starts_on: date | None = None
    seconds: float = 60.0
    work: float | None = None
    seed: int = 0
    forget_times: bool = False
    on_progress: Callable[[Progress], None] | None = None
    stop: Callable[[], bool] | None = None


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
    """Plan and judge, as `judged` does."""
    searching = Searching(
        starts_on=starts_on,
        seconds=seconds,
        work=work,
        seed=seed,
        forget_times=forget_times,
        on_progress=on_progress,
        stop=stop,
    )
    return planned_and_judged(visit_file, request_for(visit_file, searching))


def request_for(visit_file: VisitFile, searching: Searching) -> PlanRequest:
    """What the planner is asked for a visit."""
    visit = visit_file.visit
    timeline = Timeline(visit, searching.starts_on)
    return PlanRequest(
        visit=without_times(visit, timeline) if searching.forget_times else visit,
        timeline=timeline,
        rulebook=rulebook_for(visit, visit_file),
        seconds=searching.seconds,
        work=searching.work,
        seed=searching.seed,
        remembered=visit if searching.forget_times else None,
        on_progress=searching.on_progress,
        stop=searching.stop,
        clock=ticking,
    )


def planned_and_judged(visit_file: VisitFile, request: PlanRequest) -> PlanReport:
    """Plan, and judge as `judged` does."""
    return judged(visit_file, request, plan(request))


def judged(visit_file: VisitFile, request: PlanRequest, outcome: Outcome) -> PlanReport:
    """What the rules say of an outcome.

    A plan that breaks a rule which the planner searches is our bug and raises `RuntimeError`. Where the file asks for
    what a required rule forbids whatever the hour (a greeter below the agreed level, say), no programme can satisfy the
    rules: the outcome is `Infeasible`, each such finding a requirement of kind `rule`, and `judgement` says the rest.
    """
    timeline, rulebook, visit = request.timeline, request.rulebook, visit_file.visit
    if not isinstance(outcome, Planned):
        return PlanReport(visit_file=visit_file, timeline=timeline, rulebook=rulebook, outcome=outcome)
    case = case_of(request.visit, outcome.programme, timeline, rulebook)
    judgement = judge(case)
    unsound = [finding for finding in judgement.findings if finding.is_unsound]
    ours = broken_by_us(visit, judgement)
    if ours:
        raise RuntimeError(f"the plan breaks its own rules: {ours[:3]}")
    return PlanReport(
        visit_file=visit_file,
        timeline=timeline,
        rulebook=rulebook,
        outcome=_beyond_timetables(visit, unsound) if unsound else outcome,
        case=case,
        judgement=judgement,
    )


def broken_by_us(visit: Visit, judgement: Judgement) -> list[Finding]:
    """What a programme of ours may not break: rules that a timetable can keep, and that the planner sees to."""
    unsound = (finding for finding in judgement.findings if finding.is_unsound)
    return [finding for finding in unsound if finding.rule in BINDING and not _is_fixed_at_both_ends(visit, finding)]


def _is_fixed_at_both_ends(visit: Visit, finding: Finding) -> bool:
    """Whether the file states both hours of an engagement and a length that is not the time between them."""
    engagement = visit.engagements.get(EngagementId(finding.verdict.subjects[0]))
    if finding.rule != "stated-length" or engagement is None:
        return False
    return engagement.at.precision is Precision.EXACT and engagement.ends.precision is Precision.EXACT


def _beyond_timetables(visit: Visit, unsound: Sequence[Finding]) -> Infeasible:
    """Each such finding by itself stands in the way, and mending all of them is the way out."""
    asked = tuple(_asked(visit, finding) for finding in unsound)
    together = WayOut(tuple(Change(requirement) for requirement in asked), sum(r.cost for r in asked))
    return Infeasible(tuple(Clash((requirement,)) for requirement in asked), (together,))


def _asked(visit: Visit, finding: Finding) -> Requirement:
    """A required rule that no timetable can satisfy, as something that was asked for: the file itself must change."""
    subject = next((ref for ref in finding.verdict.subjects if ref.sort is Sort.ENGAGEMENT), "")
    engagement = visit.engagements.get(EngagementId(subject))
    return Requirement(
        "rule",
        (Ref(Sort.RULE, finding.rule), *finding.verdict.subjects),
        ("engagements", subject) if engagement is not None else ("rules", finding.rule),
        engagement.proposed_by if engagement is not None else None,
        engagement.agreed if engagement is not None else None,
        facts=(("finding", finding),),
    )
