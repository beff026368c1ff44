"""`placet check`: see that a visit file, or a programme that was written down, is in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from placet.cli.commands import Command, common, option, path
from placet.cli.exits import Exit
from placet.cli.paper import Paper, print_json
from placet.cli.plan import HERE, refuse_nowhere
from placet.cli.programme_table import show_days
from placet.cli.summary import Summary
from placet.node.checking import CheckReport, check_visit
from placet.node.opening import open_dated
from placet.node.report import check_data
from placet.wording.language import language as language_of
from placet.wording.timetable import Timetable


@click.command("check", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--programme", type=path(), metavar="FILE")
@common("date", "details", "json")
@click.pass_obj
def check_command(
    language: str, visit: Path, *, programme: Path | None, starts_on: date | None, details: bool, as_json: bool
) -> Exit:
    """Read, judge, and show what was found."""
    refuse_nowhere(visit)
    visit_file = open_dated(visit, starts_on)
    report = check_visit(visit_file, programme=programme, starts_on=starts_on)
    if as_json:
        print_json(check_data(report))
    else:
        _show(Paper(language_of(language)), report, programme or visit, details=details)
    return Exit.DONE if report.judgement.is_sound else Exit.UNSOUND


def _show(paper: Paper, report: CheckReport, where: Path, *, details: bool) -> None:
    summary = Summary(paper, report)
    summary.head()
    paper.blank()
    summary.read(str(where))
    paper.labelled("", paper.spoken.words("commands")["check"]["well"])
    summary.checked(planned=False)
    paper.labelled("", summary.outcomes.untimed(report.case.programme))
    if details:
        programme = report.case.programme
        show_days(paper, Timetable(report.case.visit, report.timeline, programme, summary.sentences), details=True)
    summary.findings(details=details)
