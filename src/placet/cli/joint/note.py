"""`placet note` and `placet initial`: what was agreed elsewhere, with its evidence; which offices have seen a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_argument, points_of
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse
from placet.cli.values import OneOf, Words
from placet.model.evidence import Evidence, Form, Said
from placet.node.joint.desk import Desk
from placet.node.joint.evidence import keep_evidence
from placet.node.joint.initials import initial, want_initials
from placet.node.joint.remarks import Note, note
from placet.node.joint.standing import Line, find_lines
from placet.wording.language import language as language_of

FORMS = [form.value for form in Form if form is not Form.TELEPHONE]


@click.command("note", cls=Command)
@home_argument
@points_argument
@option("--agreed-by-phone", type=Words(), metavar="WITH")
@option("--on-paper", type=Words(), metavar="REFERENCE")
@option("--form", type=OneOf(FORMS), default=Form.NOTE_VERBALE.value, metavar="FORM")
@option("--said", type=OneOf([said.value for said in Said]), default=Said.AGREED.value, metavar="WHAT")
@option("--by", default="", metavar="SIDE")
@option("--here-only", is_flag=True)
@file_option
@common()
@click.pass_obj
def note_command(
    language: str,
    home: Path,
    *,
    points: Sequence[str],
    agreed_by_phone: str | None,
    on_paper: str | None,
    form: str,
    said: str,
    by: str,
    here_only: bool,
    file_name: str | None,
) -> Exit:
    """Keep it; of a telephone call also tell the other side, without names."""
    if (agreed_by_phone is None) == (on_paper is None):
        raise WrongUse("phone-or-paper")
    with office_at(home) as office:
        desk = office.desk(file_name)
        lines = find_lines(desk, points)
        tabled = [line.point for line in lines if line.point is not None]
        is_told = agreed_by_phone is not None and bool(tabled) and not here_only
        if is_told:
            desk.refuse_writing()  # before anything is kept here
        kind = Form(form) if on_paper is not None else Form.TELEPHONE
        for line in lines:
            keep_evidence(desk, _evidence(desk, line, kind, Said(said), on_paper or agreed_by_phone or "", by))
        shown = Shown(desk, language_of(language))
        shown.done("kept", labels=[line.label for line in lines])
        if is_told:
            note(desk, tabled, Note.AGREED_ORALLY)
            shown.leaves()
    return Exit.DONE


def _evidence(desk: Desk, line: Line, form: Form, said: Said, reference: str, by: str) -> Evidence:
    about = line.point.point if line.point is not None else line.label
    return Evidence(about, line.wording, by, form, said, reference, desk.means.stamp())


@click.command("initial", cls=Command)
@home_argument
@click.argument("points", nargs=-1, metavar="[POINT…]")
@option("--office", "offices", multiple=True, required=True, metavar="OFFICE")
@option("--deputy", default="", metavar="OFFICE")
@option("--require", is_flag=True)
@option("--kind", default="*", metavar="KIND")
@option("--may-stand-in", "deputies", multiple=True, metavar="OFFICE=OFFICE")
@file_option
@common()
@click.pass_obj
def initial_command(
    language: str,
    home: Path,
    *,
    points: Sequence[str],
    offices: Sequence[str],
    deputy: str,
    require: bool,
    kind: str,
    deputies: Sequence[str],
    file_name: str | None,
) -> Exit:
    """Note that offices have seen texts, or which must before a signature."""
    if require == bool(points):
        raise WrongUse("require-or-points")
    with office_at(home) as office:
        desk = office.desk(file_name)
        shown = Shown(desk, language_of(language))
        if require:
            want_initials(desk, offices, kind, deputies)
            shown.done("required", labels=list(offices))
            return Exit.DONE
        found = points_of(desk, points)
        for each in offices:
            initial(desk, [point.latest.text for point in found], each, deputy)
            shown.done("initialled", labels=[point.label for point in found], office=each)
    return Exit.DONE
