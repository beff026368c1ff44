"""`placet plan`: find a programme, and say what is left out and what would bring it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from placet.cli.agreed import opened
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.here import HERE, refuse_nowhere
from placet.cli.misuse import SHOWN, WrongUse
from placet.cli.paper import Paper, print_json
from placet.cli.plan_shown import PlanShown, Told
from placet.cli.values import EmblemFile, Languages, Mark, Number, path
from placet.cli.variants_shown import VariantsShown
from placet.cli.watching import Watch
from placet.cli.what_if_shown import WhatIfShown
from placet.node.clock import today
from placet.node.joint.agreed_visit import AgreedVisit
from placet.node.keeping import keep, last_paper, moved_since
from placet.node.outcomes import Infeasible, NoAnswer, Planned
from placet.node.papers import AS_DRAFT, papers_of
from placet.node.planned import PlanReport
from placet.node.planning import Searching
from placet.node.questions import Found, Question, answered, is_kept_there, refuse_writing
from placet.node.report import plan_data
from placet.node.variants import LETTERS, WITHIN, write_variants
from placet.node.variants_data import variants_data, what_if_data
from placet.node.wanted import DRAFT, Wanted, emblems_for
from placet.wording.language import language as language_of

NOTHING: tuple[Path, ...] = ()
CODES = {Planned: Exit.DONE, Infeasible: Exit.CLASH, NoAnswer: Exit.NO_ANSWER}


@click.command("plan", cls=Command)
@click.argument("visit", type=path(), default=HERE, metavar="[VISIT]")
@option("--out", type=path(), metavar="DIR")
@option("--time-limit", type=Number(float, 0.001, 86400, "time-limit"), default=60.0, metavar="S")
@option("--work", type=Number(float, 1e-9, 1e9, "work"), metavar="W")
@option("--seed", type=Number(int, 0, 2**31 - 1, "seed"), default=0, metavar="N")
@option("--forget-times", is_flag=True)
@option("--variants", type=Number(int, 2, len(LETTERS), "variants"), metavar="N")
@option("--within", type=Number(int, 0, 100, "within"), metavar="PERCENT")
@option("--take", metavar="LETTER")
@option("--what-if", multiple=True, metavar="CHANGE")
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
    variants: int | None,
    within: int | None,
    take: str | None,
    what_if: tuple[str, ...],
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
    question = _question(variants, within, take, what_if, out)
    agreed = opened(visit, starts_on, agreed_in)
    visit_file = agreed.visit_file
    wanted = Wanted(lang, issue, copy or "", supersedes or "", other_clock, emblems_for(visit_file.visit, emblem))
    if out is not None:
        _refuse_writing(out, agreed, lang, question)
    watch = Watch(language_of(language))
    searching = Searching(
        starts_on=starts_on,
        seconds=time_limit,
        work=work,
        seed=seed,
        forget_times=forget_times,
        on_progress=watch.progress,
        stop=watch.stop,
    )
    found = watch.run(lambda: answered(visit_file, question, searching))
    report = _taken(found, question.take)
    changes, written = None, NOTHING
    if out is not None and isinstance(report.outcome, Planned):
        changes = None if question.writes_variants else moved_since(out, report.outcome.programme)
        written = _written(found, report, out, wanted, question)
    if as_json:
        print_json(
            plan_data(report, changes, agreed.data(), variants_data(found.variants), what_if_data(found.what_if))
        )
    else:
        shown = PlanShown(Paper(language_of(language)), report, visit, agreed)
        told = Told(details=details, seed=seed, stopped=watch.stopped, limit=time_limit, days=not question.what_if)
        shown.everything(changes, out, () if question.writes_variants else written, told)
        _show_more(shown, found, written if question.writes_variants else NOTHING, out, details=details)
    return CODES[type((report if found.what_if is None else found.what_if.report).outcome)]


def _written(found: Found, report: PlanReport, out: Path, wanted: Wanted, question: Question) -> tuple[Path, ...]:
    if found.variants is not None and question.writes_variants:
        return write_variants(out, report.visit_file, found.variants)
    return write_down(report, out, wanted)


def _show_more(shown: PlanShown, found: Found, written: tuple[Path, ...], out: Path | None, *, details: bool) -> None:
    """What was asked besides the plan."""
    if found.variants is not None:
        VariantsShown(shown.paper, found.variants).everything()
        if written and out is not None:
            shown.wrote_variants(written, out)
    if found.what_if is not None:
        WhatIfShown(shown.paper, found.what_if).everything(details=details)


def _question(
    variants: int | None, within: int | None, take: str | None, what_if: tuple[str, ...], out: Path | None
) -> Question:
    """What is asked, where it goes together."""
    if what_if and variants is not None:
        raise WrongUse("variants-and-what-if")
    if what_if and out is not None:
        raise WrongUse("what-if-writes-nothing")
    for name, value in (("--within", within), ("--take", take)):
        if value is not None and variants is None:
            raise WrongUse("needs-variants", name=name)
    letter = take.lower() if take is not None else None
    if letter is not None and (len(letter) != 1 or letter not in LETTERS[: variants or 0]):
        raise WrongUse("no-letter", found=(take or "")[:SHOWN], known=", ".join(LETTERS[: variants or 0].upper()))
    if letter is not None and out is None:
        raise WrongUse("take-nowhere")
    return Question(variants, WITHIN if within is None else within, letter, what_if)


def _refuse_writing(out: Path, agreed: AgreedVisit, lang: tuple[str, ...], question: Question) -> None:
    if is_kept_there(out, question):
        raise WrongUse("variants-among-papers", folder=out)
    refuse_writing(out, agreed.visit_file, lang, question)


def _taken(found: Found, letter: str | None) -> PlanReport:
    report = found.taken(letter)
    if report is None and found.variants is not None:
        known = ", ".join(it.upper() for it in found.variants.reports())
        raise WrongUse("no-variant", letter=(letter or "").upper(), known=known)
    return report or found.report


def write_down(report: PlanReport, folder: Path, wanted: Wanted = AS_DRAFT) -> tuple[Path, ...]:
    """Write the programme and its papers, as they are wanted."""
    if not isinstance(report.outcome, Planned):
        raise TypeError("nothing was planned")
    papers = papers_of(report, today(), wanted, lambda name: last_paper(folder, name))
    return keep(folder, report.outcome.programme, report.visit_file, papers)
