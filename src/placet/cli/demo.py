"""`placet demo`: plan the example visit and write its papers, or see six mistakes found at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.together import show_together
from placet.cli.paper import Paper
from placet.cli.plan import CODES, write_down
from placet.cli.plan_shown import PlanShown, Told
from placet.cli.summary import by_folder
from placet.cli.telling import show_faults
from placet.cli.values import OneOf, path
from placet.cli.watching import Watch
from placet.errors import VisitFileError
from placet.node.demo import FIRST, example_path, old_programme
from placet.node.files import VISIT, has_visit
from placet.node.keeping import refuse_keeping
from placet.node.opening import open_dated
from placet.node.outcomes import Planned
from placet.node.papers import INDEX
from placet.node.planning import plan_visit
from placet.node.reading import REPORT, find, question_lines, write_found
from placet.wording.language import language as language_of

OUT = Path("build") / "demo"
OLD = "old"
"""Folder, in that one, of the draft made from an old programme."""
TOGETHER = "together"
"""Folder, in that one, of the two homes of the second act."""


@click.command("demo", cls=Command)
@click.argument("which", type=OneOf(["broken"]), required=False, metavar="[broken]")
@option("--out", type=path(), default=OUT, metavar="DIR")
@common()
@click.pass_obj
def demo_command(language: str, which: str | None, out: Path) -> Exit:
    """Run one of the two acts."""
    paper = Paper(language_of(language))
    return _broken(paper) if which == "broken" else _planned(paper, out)


def _planned(paper: Paper, out: Path) -> Exit:
    source = example_path()
    visit_file = open_dated(source)
    refuse_keeping(out, visit_file)
    watch = Watch(paper.spoken)
    report = watch.run(lambda: plan_visit(visit_file, on_progress=watch.progress, stop=watch.stop))
    shown = PlanShown(paper, report, Path("examples") / FIRST)
    if not isinstance(report.outcome, Planned):
        shown.everything(None, None, (), Told(details=False, seed=0, stopped=watch.stopped, limit=60))
        return CODES[type(report.outcome)]
    written = write_down(report, out)
    said = paper.spoken.words("commands")["demo"]
    shown.summary.head(f"Placet · {said['head']}")
    paper.blank()
    shown.numbers(report.outcome, with_read=True)
    shown.summary.findings(details=False)
    shown.summary.treaty(report.outcome.programme)
    paper.blank()
    first = next((path for path in written if path.name == INDEX), written[0])
    paper.labelled(shown.words["labels"]["open"], str(first), said["open"])
    paper.labelled("", by_folder([path for path in written if path != first], out, paper.spoken))
    _read(paper, out / OLD)
    paper.blank()
    show_together(paper, out / TOGETHER, source, report)
    paper.blank()
    steps = (("placet new my-visit --template working", said["new"]), ("placet demo broken", said["broken"]))
    paper.steps(shown.words["labels"]["next"], steps)
    return Exit.DONE


def _read(paper: Paper, folder: Path) -> None:
    """Take in last year's programme in Word, as an office would begin."""
    source, spoken = old_programme(), paper.spoken
    found = find(source)
    if not has_visit(folder):  # a draft belongs to the office from the moment it is there
        write_found(found, folder, spoken)
    shown = Path("examples") / source.parent.name / source.name
    paper.blank()
    paper.labelled(spoken.words("outcome")["labels"]["read"], str(shown), spoken.words("commands")["demo"]["old"])
    paper.labelled("", question_lines(found, spoken).counts)
    paper.labelled("", spoken.joined((str(folder / REPORT), str(folder / VISIT))))


def _broken(paper: Paper) -> Exit:
    paper.line(paper.spoken.words("commands")["demo"]["broken-head"], "head")
    paper.blank()
    try:
        open_dated(example_path("broken"))
    except VisitFileError as error:
        show_faults(paper, VisitFileError(tuple(replace(fault, file=Path(fault.file).name) for fault in error.faults)))
        return Exit.DONE
    raise RuntimeError("the broken example is in order")
