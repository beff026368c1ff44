"""`placet plan`: find a programme, and say what is left out and what would bring it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from placet.cli.agreed import opened
from placet.cli.commands import Command, EmblemFile, Languages, Mark, Number, common, option, path
from placet.cli.exits import Exit
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.plan_shown import PlanShown
from placet.cli.watching import Watch
from placet.node.clock import today
from placet.node.files import has_visit
from placet.node.keeping import keep, last_paper, moved_since, refuse_keeping
from placet.node.outcomes import Infeasible, NoAnswer, Planned
from placet.node.papers import AS_DRAFT, papers_of
from placet.node.planning import PlanReport, plan_visit
from placet.node.report import plan_data
from placet.node.wanted import DRAFT, Wanted, emblems_for
from placet.wording.language import language as language_of

HERE = Path()
CODES = {Planned: Exit.DONE, Infeasible: Exit.CLASH, NoAnswer: Exit.NO_ANSWER}


@click.command("plan", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--out", type=path(), metavar="DIR")
@option("--time-limit", type=Number(float, 0.001, 86400, "time-limit"), default=60.0, metavar="S")
@option("--work", type=Number(float, 1e-9, 1e9, "work"), metavar="W")
@option("--seed", type=Number(int, 0, 2**31 - 1, "seed"), default=0, metavar="N")
@option("--forget-times", is_flag=True)
@option("--lang", type=Languages(), default=(), metavar="L,L")
@option("--issue", type=Mark(), default=DRAFT, metavar="V")
@option("--copy", type=Mark(), default=None, metavar="N")
@option("--supersedes", type=Mark(), default=None, metavar="V")
@option("--other-clock", is_flag=True)
@option("--emblem", type=EmblemFile(), multiple=True, metavar="SIDE=FILE")
@common("date", "agreed", "details", "json")
@click.pass_obj
def plan_command(
    language: str,
    visit: Path,
    *,
    out: Path | None,
    time_limit: float,
    work: float | None,
    seed: int,
    forget_times: bool,
    lang: tuple[str, ...],
    issue: str,
    copy: str | None,
    supersedes: str | None,
    other_clock: bool,
    emblem: tuple[tuple[str, Path], ...],
    starts_on: date | None,
    agreed_in: Path | None,
    details: bool,
    as_json: bool,
) -> Exit:
    """Plan, write what was asked for, and show it."""
    refuse_nowhere(visit)
    agreed = opened(visit, starts_on, agreed_in)
    visit_file = agreed.visit_file
    emblems = emblems_for(visit_file.visit, emblem)
    wanted = Wanted(lang, issue, copy or "", supersedes or "", other_clock, emblems)
    if out is not None:
        refuse_keeping(out, visit_file, lang)
    spoken = language_of(language)
    watch = Watch(spoken)
    report = watch.run(
        lambda: plan_visit(
            visit_file,
            starts_on=starts_on,
            seconds=time_limit,
            work=work,
            seed=seed,
            forget_times=forget_times,
            on_progress=watch.progress,
            stop=watch.stop,
        )
    )
    changes = None
    written: tuple[Path, ...] = ()
    if out is not None and isinstance(report.outcome, Planned):
        changes = moved_since(out, report.outcome.programme)
        written = write_down(report, out, wanted)
    if as_json:
        print_json(plan_data(report, changes, agreed.data()))
    else:
        shown = PlanShown(Paper(spoken), report, visit, agreed)
        shown.everything(changes, out, written, details=details, seed=seed, stopped=watch.stopped, limit=time_limit)
    return CODES[type(report.outcome)]


def write_down(report: PlanReport, folder: Path, wanted: Wanted = AS_DRAFT) -> tuple[Path, ...]:
    """Write the programme and its papers, as they are wanted."""
    if not isinstance(report.outcome, Planned):
        raise TypeError("nothing was planned")
    papers = papers_of(report, today(), wanted, lambda name: last_paper(folder, name))
    return keep(folder, report.outcome.programme, report.visit_file, papers)


def refuse_nowhere(visit: Path) -> None:
    """A command given alone in a folder without a visit is told how to begin."""
    if visit == HERE and not has_visit(visit):
        raise WrongUse("no-visit")
