"""`placet dates`: every day on which the visit could begin, best first, with what speaks for and against it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from placet.cli.agreed import opened
from placet.cli.commands import Command, common, option
from placet.cli.dates_shown import DatesShown, Written
from placet.cli.exits import Exit
from placet.cli.here import HERE, refuse_nowhere
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.plan import write_down
from placet.cli.values import Day, Number, path
from placet.cli.watching import Watch
from placet.node.clock import today
from placet.node.dates import DatesReport, Exists, Wanted, find_dates
from placet.node.dates_report import dates_data
from placet.node.days_page import refuse_page, write_page
from placet.node.files import open_visit
from placet.node.outcomes import Planned
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit
from placet.wording.language import language as language_of

MOST_PROCESSES = 2
"""As many as are used unless somebody asks for more."""


class DatesCommand(Command):
    """One day, or days from one to another."""

    def at_odds(self, ctx: click.Context) -> list[click.UsageError]:
        """Whether both were asked for."""
        only, first, last = (isinstance(ctx.params.get(name), date) for name in ("only", "first", "last"))
        return [WrongUse("day-or-window", ctx)] if only and (first or last) else []


@click.command("dates", cls=DatesCommand)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--from", "first", type=Day(), metavar="DAY")
@option("--to", "last", type=Day(), metavar="DAY")
@option("--length", type=Number(int, 1, 366, "length"), metavar="N")
@option("--day", "only", type=Day(), metavar="DAY")
@option("--all", "every", is_flag=True)
@option("--weight", "weights", multiple=True, metavar="NAME=N")
@option("--lead", type=Number(int, 0, 2000, "lead"), metavar="N")
@option("--today", "now", type=Day(), metavar="DAY")
@option("--plan", "best", type=Number(int, 1, 50, "best"), metavar="N")
@option("--out", type=path(), metavar="DIR")
@option("--processes", type=Number(int, 1, 64, "processes"), metavar="N")
@common("agreed", "details", "json")
@click.pass_obj
def dates_command(
    language: str,
    visit: Path,
    *,
    first: date | None,
    last: date | None,
    length: int | None,
    only: date | None,
    every: bool,
    weights: tuple[str, ...],
    lead: int | None,
    now: date | None,
    best: int | None,
    out: Path | None,
    processes: int | None,
    agreed_in: Path | None,
    details: bool,
    as_json: bool,
) -> Exit:
    """Look at the days, write what was asked for, and show it."""
    refuse_nowhere(visit)
    visit_file = open_visit(visit) if agreed_in is None else opened(visit, None, agreed_in).visit_file
    if out is not None:
        refuse_page(visit_file, out)
    spoken = language_of(language)
    watch = Watch(spoken, "stopping-dates")
    wanted = Wanted(
        today=now or today(),
        first=first,
        last=last,
        length=length,
        weights=weights,
        working_days=lead,
        days=(only,) if only is not None else (),
    )
    report = watch.run(
        lambda: find_dates(
            visit_file,
            wanted,
            processes=processes or min(MOST_PROCESSES, os.cpu_count() or 1),
            on_progress=lambda known, of: watch.tell("dates", {"known": known, "of": of}),
            stop=watch.stop,
        )
    )
    plans = _plans(report, (best or 0) if only is None else 1, watch)
    written = _written(plans, out) if out is not None and best else ()
    page = write_page(report, out, spoken) if out is not None else None
    if as_json:
        print_json(dates_data(report))
    else:
        shown = DatesShown(Paper(spoken), report, visit)
        if only is not None:
            shown.one_day(plans[0] if plans else None)
        else:
            shown.everything(every=every, details=details)
        shown.wrote(written, page)
    return _code(report)


def _plans(report: DatesReport, number: int, watch: Watch) -> list[PlanReport]:
    """Full plans for the best days; for one day that is asked for by name, whatever comes of it."""
    asked = [day for day in report.days if day.decision.exists is Exists.YES or len(report.days) == 1][:number]
    return [
        watch.run(
            lambda on=day.on: plan_visit(  # type: ignore[misc]  # bound where it is made
                report.visit_file, starts_on=on, on_progress=watch.progress, stop=watch.stop
            )
        )
        for day in asked
        if day.decision.how.value != "no-clock" and not watch.stopped
    ]


def _written(plans: list[PlanReport], out: Path) -> tuple[Written, ...]:
    """Each plan in a folder of its own, called by its day."""
    return tuple(_issue(report, out / report.timeline.first_day.isoformat()) for report in plans)


def _issue(report: PlanReport, folder: Path) -> Written:
    files = write_down(report, folder) if isinstance(report.outcome, Planned) else ()
    return Written(report.timeline.first_day, folder, files)


def _code(report: DatesReport) -> Exit:
    exists = {day.decision.exists for day in report.days}
    if Exists.YES in exists:
        return Exit.DONE
    return Exit.CLASH if exists <= {Exists.NO} else Exit.NO_ANSWER
