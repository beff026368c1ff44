"""`placet note` and `placet initial`: what was agreed elsewhere, with its evidence; which offices have seen a text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from placet.agreement.entry import Kind
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import file_option, home_argument, office_at, points_argument, refuse_past
from placet.cli.joint.shown import Shown
from placet.cli.misuse import BadValue, WrongUse, refuse_idle
from placet.cli.typed import pass_spoken
from placet.cli.values import Day, OneOf, Words
from placet.model.evidence import AGREEING, Evidence, Form, Said
from placet.model.points import PointKind
from placet.node.joint.drafts import drafts
from placet.node.joint.evidence import keep_evidence, refuse_no_other, refuse_nothing_asked
from placet.node.joint.initials import EVERY_KIND, initial, want_initials
from placet.node.joint.remarks import Note, note
from placet.node.joint.standing import find_lines
from placet.wording.language import Language

KINDS = [*(kind.value for kind in PointKind), Kind.PACKAGE.value]
FORMS = [form.value for form in Form if form is not Form.TELEPHONE]


class StandIn(click.ParamType[str]):
    """An office and who may initial for it, `press=protocol`."""

    name = "offices"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002  # click asks so
        """Read it; both must be there."""
        office, _, deputy = str(value).partition("=")
        if not office.strip() or not deputy.strip():
            raise BadValue("no-stand-in", value, param)
        return f"{office.strip()}={deputy.strip()}"


@click.command("note", cls=Command)
@home_argument
@points_argument
@option("--agreed-by-phone", type=Words(), metavar="WITH")
@option("--on-paper", type=Words(), metavar="REFERENCE")
@option("--form", type=OneOf(FORMS), metavar="FORM")
@option("--said", type=OneOf([said.value for said in Said]), default=Said.AGREED.value, metavar="WHAT")
@option("--until", type=Day(), metavar="DAY")
@option("--by", default="", metavar="SIDE")
@option("--here-only", is_flag=True)
@file_option
@common()
@pass_spoken
def note_command(
    spoken: Language,
    home: Path,
    *,
    points: Sequence[str],
    agreed_by_phone: str | None,
    on_paper: str | None,
    form: str | None,
    said: str,
    until: date | None,
    by: str,
    here_only: bool,
    file_name: str | None,
) -> Exit:
    """Keep it; what was agreed by telephone the other side is told too, without names."""
    if (agreed_by_phone is None) == (on_paper is None):
        raise WrongUse("phone-or-paper")
    if on_paper is None:
        refuse_idle({"--form": form}, "--on-paper")
    else:
        refuse_idle({"--here-only": here_only}, "--agreed-by-phone")
    if Said(said) is not Said.UNDER_CONSIDERATION:
        refuse_idle({"--until": until}, "--said under-consideration")
    with office_at(home) as office:
        desk = office.desk(file_name)
        lines = find_lines(desk, points)
        refuse_no_other(desk, by)
        refuse_past(desk, "--until", until)
        for line in lines:
            refuse_nothing_asked(Said(said), line.content, line.label)
        tabled = [line.point for line in lines if line.point is not None]
        is_told = agreed_by_phone is not None and Said(said) in AGREEING and bool(tabled) and not here_only
        if is_told:
            desk.refuse_writing()  # before anything is kept here
        kind = Form(form or Form.NOTE_VERBALE) if on_paper is not None else Form.TELEPHONE
        for line in lines:
            about = line.point.point if line.point is not None else line.label
            reference, words = on_paper or agreed_by_phone or "", until.isoformat() if until is not None else ""
            at = desk.means.stamp()
            keep_evidence(desk, Evidence(about, line.wording, by, kind, Said(said), reference, at, words))
        shown = Shown(desk, spoken)
        shown.done("kept", labels=[line.label for line in lines])
        if is_told:
            note(desk, tabled, Note.AGREED_ORALLY)
            shown.leaves()
    return Exit.DONE


@click.command("initial", cls=Command)
@home_argument
@click.argument("points", nargs=-1, metavar="[POINT…]")
@option("--office", "offices", multiple=True, required=True, metavar="OFFICE")
@option("--deputy", default="", metavar="OFFICE")
@option("--require", is_flag=True)
@option("--kind", type=OneOf(KINDS), metavar="KIND")
@option("--may-stand-in", "deputies", type=StandIn(), multiple=True, metavar="OFFICE=OFFICE")
@file_option
@common()
@pass_spoken
def initial_command(
    spoken: Language,
    home: Path,
    *,
    points: Sequence[str],
    offices: Sequence[str],
    deputy: str,
    require: bool,
    kind: str | None,
    deputies: Sequence[str],
    file_name: str | None,
) -> Exit:
    """Note that offices have seen texts, or which must before a signature."""
    if require == bool(points):
        raise WrongUse("require-or-points")
    if require:
        refuse_idle({"--deputy": deputy}, "POINT")
    else:
        refuse_idle({"--kind": kind, "--may-stand-in": deputies}, "--require")
    with office_at(home) as office:
        desk = office.desk(file_name)
        shown = Shown(desk, spoken)
        if require:
            want_initials(desk, offices, kind or EVERY_KIND, deputies)
            shown.done("required", labels=list(offices))
            return Exit.DONE
        found = find_lines(desk, points)
        texts = [line.point.asked_of(desk.side).latest.text for line in found if line.point is not None]
        kept = {line.label for line in found if line.point is None}
        written = [draft for draft in drafts(desk).values() if draft.label in kept]
        for each in offices:
            initial(desk, [*texts, *written], each, deputy)
            shown.done("initialled", labels=[line.label for line in found], office=each)
    return Exit.DONE
