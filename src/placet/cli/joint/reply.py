"""`placet reply`: type the list of replies that came back on paper, by fax, by e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from placet.agreement.acts import Level
from placet.agreement.limits import MAX_REPLY_CHARS
from placet.cli.asking import is_confirmed
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import (
    file_option,
    home_argument,
    office_at,
    office_option,
    passphrase_of,
    passphrase_option,
    seals_of,
)
from placet.cli.joint.note import FORMS
from placet.cli.joint.sheet import show_sheet
from placet.cli.joint.shown import Shown
from placet.cli.misuse import WrongUse, refuse_idle
from placet.cli.paper import print_json
from placet.cli.typed import pass_spoken
from placet.cli.values import OneOf, path
from placet.errors import FormatError
from placet.model.evidence import Form, Said
from placet.node.files import read_bytes
from placet.node.joint.desk import Desk
from placet.node.joint.evidence import refuse_no_other
from placet.node.joint.proposing import as_tabled
from placet.node.joint.replies import (
    Answer,
    answers_on_paper,
    give,
    keep_replies,
    own_answers,
    replies_data,
)
from placet.node.joint.sheets import Sheet, Waived, refuse_unsound, sheet_of, sheets_of
from placet.node.joint.signing import Seals
from placet.wording.language import Language


@click.command("reply", cls=Command)
@home_argument
@click.argument("replies", nargs=-1, metavar="[REPLIES]")
@option("--list", "listed", type=path(), metavar="FILE")
@option("--on-paper", metavar="REFERENCE")
@option("--form", type=OneOf(FORMS), metavar="FORM")
@option("--by", default="", metavar="SIDE")
@option("--confirm-wall-time", is_flag=True)
@option("--without-initials", is_flag=True)
@option("--without-offices", is_flag=True)
@option("--yes", is_flag=True)
@file_option
@office_option
@passphrase_option
@common("json")
@pass_spoken
def reply_command(
    spoken: Language,
    home: Path,
    *,
    replies: Sequence[str],
    listed: Path | None,
    on_paper: str | None,
    form: str | None,
    by: str,
    confirm_wall_time: bool,
    without_initials: bool,
    without_offices: bool,
    yes: bool,
    file_name: str | None,
    offices: Sequence[str],
    passphrase_file: Path | None,
    as_json: bool,
) -> Exit:
    """Read it all, show what it comes to, ask, write it down. As JSON nothing is asked: --yes writes it down."""
    text = _text(replies, listed)
    if on_paper is None:
        refuse_idle({"--form": form, "--by": by}, "--on-paper")
    with office_at(home) as office:
        desk = office.desk(file_name)
        refuse_no_other(desk, by)
        shown = Shown(desk, spoken)
        if on_paper is None:
            desk.refuse_writing()
        answers = own_answers(desk, text) if on_paper is None else answers_on_paper(desk, text)
        pages = _pages(desk, answers) if on_paper is None else {}
        is_signing = on_paper is None and any(answer.signs for answer in answers)
        signers = desk.keyring.signing(offices) if is_signing else ()
        waived = Waived(confirm_wall_time, without_initials, without_offices)
        if not as_json:
            _show(shown, answers, pages, signers)
        for page in pages.values():
            refuse_unsound(page.sheet, waived, signers)
        if as_json and not yes:
            print_json(replies_data("looked-at", answers, on_paper))
            return Exit.DONE
        question = shown.words["sheet"]["question"] if is_signing else shown.words["ask"]["take"]
        if not yes and not is_confirmed(question, spoken):
            shown.paper.line(str(shown.words["sheet"]["not-signed"]))
            return Exit.STOPPED
        if on_paper is not None:
            keep_replies(desk, answers, Form(form or Form.NOTE_VERBALE), on_paper, by)
        else:
            seals = seals_of(desk, signers, passphrase_of(passphrase_file, spoken)) if is_signing else Seals({})
            give(desk, answers, seals)
        if as_json:
            print_json(replies_data("replied" if on_paper is None else "kept", answers, on_paper))
        elif on_paper is not None:
            shown.done("kept", labels=[answer.meant.label for answer in answers])
        else:
            shown.done("replied", labels=[answer.label for answer in answers])
            shown.leaves()
    return Exit.DONE


def _text(replies: Sequence[str], listed: Path | None) -> str:
    if bool(replies) == (listed is not None):
        raise WrongUse("replies-or-list")
    if listed is None:
        return "\n".join(replies)
    raw = read_bytes(listed, 4 * MAX_REPLY_CHARS)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FormatError(str(listed), "no-utf-8", byte=f"0x{raw[error.start]:02X}", line=line) from None


@dataclass(frozen=True, slots=True)
class _Page:
    """What one answer signs: on the desk as it is, or as it will be once our counter-text lies there."""

    desk: Desk
    sheet: Sheet
    level: Level


def _pages(desk: Desk, answers: Sequence[Answer]) -> Mapping[str, _Page]:
    """By label, what is signed. Raises `Refused` as `sheet_of` does."""
    counters = {answer.label: answer.tabled for answer in answers if answer.tabled is not None}
    seen = as_tabled(desk, list(counters.values()))
    ours = zip(counters, sheets_of(seen, list(counters.values())), strict=True)
    assents = {
        answer.label: _Page(desk, sheet_of(desk, answer.point), answer.level)
        for answer in answers
        if answer.point is not None and answer.level is not None
    }
    return assents | {label: _Page(seen, sheet, Level.FINAL) for label, sheet in ours}


def _show(shown: Shown, answers: Iterable[Answer], pages: Mapping[str, _Page], offices: Sequence[str]) -> None:
    """What is signed, text by text; of all other replies, and of how we agree, what is told."""
    for answer in answers:
        page = pages.get(answer.label)
        if page is not None:
            show_sheet(Shown(page.desk, shown.spoken), page.sheet, page.level, offices)
        if answer.saying.said is not None and (page is None or answer.level is Level.FINAL):
            _show_one(shown, answer, answer.saying.said)


def _show_one(shown: Shown, answer: Answer, said: Said) -> None:
    """One reply in a line."""
    saying, words = answer.saying, shown.words["said"]
    title = shown.title(answer.point) if answer.point is not None else shown.draft_title(answer.meant.draft)
    until = shown.said.day(saying.until.isoformat()) if saying.until is not None else ""
    key = "under-consideration-until" if until else said.value
    told = shown.spoken.joined(filter(None, (shown.spoken.fill(words[key], {"until": until}), saying.because)))
    shown.paper.line(f"{answer.label}  {title}: {told}", "head")
