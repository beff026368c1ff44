"""`placet check`: see that a visit file, or a programme that was written down, is in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from placet.cli.agreed import opened, show_agreed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.here import HERE, refuse_nowhere
from placet.cli.paper import Paper, print_json
from placet.cli.programme_table import show_days
from placet.cli.slack_shown import show_slack
from placet.cli.summary import Summary
from placet.cli.values import path
from placet.node.checking import CheckReport, check_visit
from placet.node.clock import today
from placet.node.joint.agreed_visit import AgreedVisit
from placet.node.report import check_data
from placet.wording.language import language as language_of
from placet.wording.timetable import Timetable


@click.command("check", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--programme", type=path(), metavar="FILE")
@common("date", "agreed", "details", "json")
@click.pass_obj
def check_command(
    language: str,
    visit: Path,
    *,
    programme: Path | None,
    starts_on: date | None,
    agreed_in: Path | None,
    details: bool,
    as_json: bool,
) -> Exit:
    """Read, judge, and show what was found."""
    refuse_nowhere(visit)
    agreed = opened(visit, starts_on, agreed_in)
    report = check_visit(agreed.visit_file, programme=programme, starts_on=starts_on, today=today())
    if as_json:
        print_json(check_data(report, agreed.data()))
    else:
        _show(Paper(language_of(language)), report, agreed, programme or visit, details=details)
    return Exit.DONE if report.judgement.is_sound else Exit.UNSOUND


def _show(paper: Paper, report: CheckReport, agreed: AgreedVisit, where: Path, *, details: bool) -> None:
    summary = Summary(paper, report)
    summary.head()
    show_agreed(paper, agreed)
    paper.blank()
    summary.read(str(where))
    paper.labelled("", paper.spoken.words("commands")["check"]["well"])
    summary.checked(planned=False)
    paper.labelled("", summary.outcomes.untimed(report.case.programme))
    if details:
        programme = report.case.programme
        show_days(paper, Timetable(report.case.visit, report.timeline, programme, summary.sentences), details=True)
        show_slack(summary, report.case.visit, programme, report.slack)
    summary.findings(details=details)
