"""`placet repair`: the least change that makes a programme sound again."""

from __future__ import annotations

from pathlib import Path

import click

from placet.cli.agreed import opened, show_agreed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.misuse import WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.repair_shown import RepairShown
from placet.cli.values import Number, path
from placet.cli.watching import Watch
from placet.node.clock import today
from placet.node.outcomes import Infeasible, NoAnswer, Repaired
from placet.node.repair_report import repair_data
from placet.node.repairing import RepairReport, Searching, apply_answer, changes_from, repair_visit
from placet.wording.language import language as language_of

MOST_ANSWERS = 9
CODES = {Repaired: Exit.DONE, Infeasible: Exit.CLASH, NoAnswer: Exit.NO_ANSWER}


@click.command("repair", cls=Command)
@click.argument("visit", type=path())
@click.argument("programme", type=path())
@option("--change", multiple=True, metavar="CHANGE")
@option("--changes", type=path(), metavar="FILE")
@option("--now", metavar="MOMENT")
@option("--answers", type=Number(int, 1, MOST_ANSWERS, "answers"), default=3, metavar="N")
@option("--apply", "applied", type=Number(int, 1, MOST_ANSWERS, "answers"), metavar="N")
@option("--output", "-o", type=path(), metavar="FILE")
@option("--write-visit", type=path(), metavar="DIR")
@option("--time-limit", type=Number(float, 0.001, 86400, "time-limit"), default=60.0, metavar="S")
@option("--work", type=Number(float, 1e-9, 1e9, "work"), metavar="W")
@option("--seed", type=Number(int, 0, 2**31 - 1, "seed"), default=0, metavar="N")
@common("agreed", "details", "json")
@click.pass_obj
def repair_command(
    language: str,
    visit: Path,
    programme: Path,
    *,
    change: tuple[str, ...],
    changes: Path | None,
    now: str | None,
    answers: int,
    applied: int | None,
    output: Path | None,
    write_visit: Path | None,
    time_limit: float,
    work: float | None,
    seed: int,
    agreed_in: Path | None,
    details: bool,
    as_json: bool,
) -> Exit:
    """Repair, show the answers, and write the one that was chosen."""
    if applied is not None and output is None and write_visit is None:
        raise WrongUse("apply-nowhere")
    agreed = opened(visit, None, agreed_in)
    spoken = language_of(language)
    watch = Watch(spoken)
    report = watch.run(
        lambda: repair_visit(
            agreed.visit_file,
            programme,
            changes_from(change, changes),
            today=today(),
            now=now,
            lies=agreed.lies,
            searching=Searching(
                answers=answers,
                seconds=time_limit,
                work=work,
                seed=seed,
                on_progress=watch.progress,
                stop=watch.stop,
            ),
        )
    )
    written: tuple[Path, ...] = ()
    chosen = applied or 1
    if report.answers and (output is not None or write_visit is not None):
        if chosen > len(report.answers):
            raise WrongUse("wrong-answer", number=chosen, most=len(report.answers))
        written = apply_answer(report, chosen, output, write_visit)
    if as_json:
        print_json(repair_data(report, written))
    else:
        paper = Paper(spoken)
        show_agreed(paper, agreed)
        shown = RepairShown(paper, report, details=details)
        shown.everything(time_limit)
        if written:
            shown.wrote(chosen, written)
    return _exit_of(report, chosen if written else 1)


def _exit_of(report: RepairReport, chosen: int) -> Exit:
    """Of answers, that the chosen one is sound or not; the first where none was written."""
    if report.answers and not report.answers[chosen - 1].judgement.is_sound:
        return Exit.UNSOUND
    return CODES[type(report.outcome)]
