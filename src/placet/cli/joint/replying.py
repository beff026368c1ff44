"""`placet consider`, `not-now` and `withdraw`: replies short of a signature, and taking one back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_argument, points_of, refuse_past
from placet.cli.joint.shown import Shown
from placet.cli.typed import pass_spoken
from placet.cli.values import Day
from placet.node.joint.drafts import drafts, throw_away
from placet.node.joint.remarks import Note, decline, note
from placet.node.joint.signing import last_of_ours, withdraw
from placet.node.joint.standing import Line, find_lines
from placet.projections.standing import TextStanding
from placet.wording.language import Language


@click.command("consider", cls=Command)
@home_argument
@points_argument
@option("--until", type=Day(), metavar="DAY")
@option("--noted", is_flag=True)
@file_option
@common()
@pass_spoken
def consider_command(
    spoken: Language, home: Path, *, points: Sequence[str], until: date | None, noted: bool, file_name: str | None
) -> Exit:
    """Say that it is being considered, or noted."""
    with office_at(home) as office:
        desk = office.desk(file_name)
        found = [point.asked_of(desk.side) for point in points_of(desk, points)]
        refuse_past(desk, "--until", until)
        note(desk, found, Note.NOTED if noted else Note.UNDER_CONSIDERATION, until)
        shown = Shown(desk, spoken)
        shown.done("noted", labels=[point.label for point in found])
        shown.leaves()
    return Exit.DONE


@click.command("not-now", cls=Command)
@home_argument
@points_argument
@option("--because", default="", metavar="WORDS")
@file_option
@common()
@pass_spoken
def not_now_command(
    spoken: Language, home: Path, *, points: Sequence[str], because: str, file_name: str | None
) -> Exit:
    """Say that it is not possible at this stage."""
    with office_at(home) as office:
        desk = office.desk(file_name)
        found = [point.asked_of(desk.side) for point in points_of(desk, points)]
        decline(desk, found, because)
        shown = Shown(desk, spoken)
        shown.done("noted", labels=[point.label for point in found])
        shown.leaves()
    return Exit.DONE


@click.command("withdraw", cls=Command)
@home_argument
@points_argument
@option("--yes", is_flag=True)
@file_option
@common()
@pass_spoken
def withdraw_command(spoken: Language, home: Path, *, points: Sequence[str], yes: bool, file_name: str | None) -> Exit:
    """Take a signature or a proposal back; of what is agreed, the agreement; of a draft, all that there is."""
    with office_at(home) as office:
        desk = office.desk(file_name)
        lines = find_lines(desk, points)
        found = [line.point for line in lines if line.point is not None]
        if found:
            desk.refuse_writing()
        labels = {line.label for line in lines if line.point is None}
        thrown = [draft for draft in drafts(desk).values() if draft.label in labels]
        texts = {point.point: last_of_ours(point, desk.side) for point in found}  # refused before anything is shown
        shown = Shown(desk, spoken)
        for line in lines:
            _show_withdrawal(shown, line, texts)
        question = shown.words["ask"]["withdraw" if found else "throw-away"]
        if not yes and not is_confirmed(question, spoken):
            return Exit.STOPPED
        if found:
            withdraw(desk, found)
            shown.done("withdrawn", labels=[point.label for point in found])
        if thrown:
            throw_away(desk, thrown)
            shown.done("thrown-away", labels=[draft.label for draft in thrown])
        if found:
            shown.leaves()
    return Exit.DONE


def _show_withdrawal(shown: Shown, line: Line, texts: Mapping[str, TextStanding]) -> None:
    """What stands under a point or draft, and what it means to take it back."""
    point, words = line.point, shown.words["ask"]
    title = shown.said.title(line.kind, line.content, line.members)
    standing = shown.said.standing(point) if point is not None else shown.words["standing"]["draft"]
    shown.paper.line(f"{line.label}  {title}: {standing}")
    key = "answered-on-paper" if line.evidence else "never-sent"
    if point is not None:
        text = texts[point.point]
        is_given = shown.desk.side in text.receipts_of and text.signed_by == set(shown.desk.opening.sides)
        key = "word-was-given" if is_given else "not-agreed-yet"
    shown.paper.line(shown.spoken.fill(words[key], {"label": line.label}), indent=2)
