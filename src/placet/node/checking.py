"""Check a visit: the programme that its own times make, or one that somebody wrote down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from placet.almanac.timeline import Timeline
from placet.formats.programme import read_programme
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile
from placet.model.programme import Programme
from placet.node.files import read_bytes
from placet.node.judging import case_of, judge_stated
from placet.node.preparation import preparation_for
from placet.node.rulebook import rulebook_for
from placet.node.tasks import refuse_faulty_tasks
from placet.planner.placing.slack import Slack
from placet.planner.request import PlanRequest
from placet.planner.standing import slacks_of
from placet.rules.case import Case
from placet.rules.judge import Judgement, judge
from placet.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What the rules say of one programme of a visit."""

    visit_file: VisitFile
    timeline: Timeline
    rulebook: Rulebook
    case: Case
    judgement: Judgement
    slack: Mapping[str, Slack] = field(default_factory=dict)
    """How late each item of a programme file may run."""


def check_visit(
    visit_file: VisitFile, *, programme: Path | None = None, starts_on: date | None = None, today: date | None = None
) -> CheckReport:
    """Judge the visit file's own times, or those of a programme file. Raises `VisitFileError` for a faulty one."""
    rulebook = rulebook_for(visit_file.visit, visit_file)
    refuse_faulty_tasks(visit_file, preparation_for(visit_file.visit), today)
    if programme is None:
        case, judgement = judge_stated(visit_file, rulebook, starts_on)
        return CheckReport(
            visit_file=visit_file, timeline=case.timeline, rulebook=rulebook, case=case, judgement=judgement
        )
    given = given_programme(programme, visit_file, starts_on)
    visit = replace(visit_file.visit, starts_on=given.starts_on)
    timeline = Timeline(visit)
    case = case_of(visit, given, timeline, rulebook, today)
    return CheckReport(
        visit_file=visit_file,
        timeline=timeline,
        rulebook=rulebook,
        case=case,
        judgement=judge(case),
        slack=slacks_of(PlanRequest(visit=visit, timeline=timeline, rulebook=rulebook), given),
    )


def given_programme(path: Path, visit_file: VisitFile, starts_on: date | None) -> Programme:
    """The programme that somebody wrote down. Raises `VisitFileError` for a faulty one."""
    tree = parse_toml(str(path), read_bytes(path))
    return read_programme(tree, visit_file.visit, starts_on or visit_file.visit.starts_on)
