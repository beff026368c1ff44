"""`placet countdown`: the preparation counted back from the visit, what is late, and what it blocks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.countdown_shown import CountdownShown
from placet.cli.exits import Exit
from placet.cli.here import HERE, refuse_nowhere
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.values import Day, Languages, path
from placet.node.clock import today as today_of_clock
from placet.node.countdown import CountdownReport, Marking, count_down, marked_done, only_of
from placet.node.countdown_data import countdown_data
from placet.node.countdown_papers import (
    Asked,
    own_pages,
    refuse_countdown_papers,
    undrawn_on_checklists,
    write_countdown_papers,
)
from placet.node.opening import open_dated
from placet.wording.language import language as language_of


@click.command("countdown", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--today", type=Day(), metavar="DAY")
@option("--owner", metavar="OFFICE")
@option("--done", metavar="TASK")
@option("--out", type=path(), metavar="DIR")
@option("--lang", type=Languages(), default=(), metavar="L,L")
@option("--details", is_flag=True)
@common("date", "json")
@click.pass_obj
def countdown_command(
    language: str,
    visit: Path,
    *,
    today: date | None,
    owner: str | None,
    done: str | None,
    out: Path | None,
    lang: tuple[str, ...],
    details: bool,
    starts_on: date | None,
    as_json: bool,
) -> Exit:
    """Count down, and show it."""
    refuse_nowhere(visit)
    visit_file = open_dated(visit, starts_on)
    first, on = starts_on or visit_file.visit.starts_on, today or today_of_clock()
    if first is None:
        raise WrongUse("countdown-undated")
    if first <= on:
        raise WrongUse("countdown-over", starts_on=first, today=on)
    asked = Asked(first, on, lang, owner)
    if out is not None:
        refuse_countdown_papers(visit_file, out, asked)
    report = count_down(visit_file, first, on)
    shown = CountdownShown(Paper(language_of(language)), report)
    if done is not None:
        return _mark(shown, marked_done(visit_file, report.countdown, done, on), done)
    if owner is not None:
        report = _only(report, owner)
        shown = CountdownShown(Paper(language_of(language)), report)
    written = write_countdown_papers(visit_file, out, asked) if out is not None else ()
    if as_json:
        print_json(countdown_data(report))
    else:
        _show(shown, is_own=owner is not None, details=details)
        if out is not None:
            lost = undrawn_on_checklists(visit_file, asked)
            shown.wrote(out, written, own_pages(visit_file, out, asked), lost)
    return Exit.DONE


def _show(shown: CountdownShown, *, is_own: bool, details: bool) -> None:
    if is_own:
        shown.own()
    elif details:
        shown.everything()
    else:
        shown.brief()


def _only(report: CountdownReport, owner: str) -> CountdownReport:
    found = only_of(report.countdown, owner)
    if isinstance(found, tuple):
        raise WrongUse("no-owner", found=owner, known=", ".join(found))
    return CountdownReport(visit=report.visit, countdown=report.countdown, only=found)


def _mark(shown: CountdownShown, marking: Marking | tuple[str, ...], name: str) -> Exit:
    if isinstance(marking, tuple):
        raise WrongUse("no-task", found=name, nearest=", ".join(marking))
    shown.marking(marking)
    return Exit.DONE
