"""`placet counter`: answer a text with another, and sign that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import click

from placet.agreement.acts import Level
from placet.cli.commands import Command, common, option
from placet.cli.exits import Exit
from placet.cli.joint.home import (
    file_option,
    home_argument,
    needs_option,
    office_at,
    office_option,
    passphrase_of,
    passphrase_option,
    points_of,
    refuse_past,
    seals_of,
)
from placet.cli.joint.sheet import is_signed, show_tabled
from placet.cli.joint.shown import Shown
from placet.cli.misuse import BadValue, WrongUse
from placet.cli.values import Clock, Day, InLanguage, Number, OneOf, Words
from placet.model.engagements import PressMode
from placet.model.text import Text
from placet.model.visit import VisitKind
from placet.node.joint.countering import Change, counter, length_of
from placet.node.joint.needs import offices_named
from placet.node.joint.proposing import acts_of, tablings
from placet.wording.language import Language
from placet.wording.language import language as language_of


class Lasting(click.ParamType[timedelta]):
    """A length as in visit files: `45m`, `1h30`."""

    name = "length"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:  # noqa: ARG002  # click asks so
        """Read it."""
        if isinstance(value, timedelta):
            return value
        try:
            return length_of(str(value))
        except ValueError:
            raise BadValue("no-length", value, param) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the command line asks to have otherwise."""

    starts: time | None
    ends: time | None
    length: timedelta | None
    day: float | None
    on: date | None
    days: float | None
    category: str | None
    title: Sequence[tuple[str, str]]
    place: str | None
    who: Sequence[str]
    press: str | None
    dress: str | None
    remark: str | None
    words: str | None
    due: date | None
    hold_until: date | None

    def change(self, spoken: Language) -> Change:
        """The same as a change of a text; words are in the language that is spoken. Raises `WrongUse`."""
        if self.ends is not None and self.length is not None:
            raise WrongUse("ends-or-length")

        def said(words: str | None) -> Text | None:
            return Text({spoken.speaks: words}) if words else None

        return Change(
            starts=self.starts,
            ends=self.ends,
            length=self.length,
            day=int(self.day) if self.day is not None else None,
            on=self.on,
            days=int(self.days) if self.days is not None else None,
            category=VisitKind(self.category) if self.category is not None else None,
            title=Text({code or spoken.speaks: words for code, words in self.title}) if self.title else None,
            venue=said(self.place),
            who=tuple(Text({spoken.speaks: each}) for each in self.who) or None,
            press=PressMode(self.press) if self.press is not None else None,
            dress=said(self.dress),
            remark=said(self.remark),
            words=said(self.words),
            due=self.due,
            until=f"{self.hold_until}T00:00:00Z" if self.hold_until is not None else None,
        )


@click.command("counter", cls=Command)
@home_argument
@click.argument("point", metavar="POINT")
@option("--at", "starts", type=Clock(), metavar="HH:MM")
@option("--ends", type=Clock(), metavar="HH:MM")
@option("--length", type=Lasting(), metavar="LENGTH")
@option("--day", type=Number(int, 1, 60, "days"), metavar="N")
@option("--on", type=Day(), metavar="DAY")
@option("--days", type=Number(int, 1, 60, "days"), metavar="N")
@option("--category", type=OneOf([kind.value for kind in VisitKind]), metavar="NAME")
@option("--title", type=InLanguage(), multiple=True, metavar="[LANG=]WORDS")
@option("--place", type=Words(), metavar="WORDS")
@option("--who", type=Words(), multiple=True, metavar="WORDS")
@option("--press", type=OneOf([mode.value for mode in PressMode]), metavar="NAME")
@option("--dress", type=Words(), metavar="WORDS")
@option("--remark", type=Words(), metavar="WORDS")
@option("--words", type=Words(), metavar="WORDS")
@option("--due", type=Day(), metavar="DAY")
@option("--hold-until", type=Day(), metavar="DAY")
@needs_option
@option("--confirm-wall-time", is_flag=True)
@option("--yes", is_flag=True)
@file_option
@office_option
@passphrase_option
@common()
@click.pass_obj
def counter_command(
    language: str,
    /,
    home: Path,
    *,
    point: str,
    needs: Sequence[str],
    confirm_wall_time: bool,
    yes: bool,
    file_name: str | None,
    offices: Sequence[str],
    passphrase_file: Path | None,
    **asked: object,
) -> Exit:
    """Show the other text whole, ask, put it on the table and sign it."""
    spoken = language_of(language)
    wanted = Asked(**asked)  # type: ignore[arg-type]  # click made them of these types
    change = wanted.change(spoken)
    with office_at(home) as office:
        desk = office.desk(file_name)
        (found,) = points_of(desk, [point])
        refuse_past(desk, "--due", wanted.due)
        refuse_past(desk, "--hold-until", wanted.hold_until)
        proposed, shown = counter(found, change, offices_named(desk, needs)), Shown(desk, spoken)
        tabled = tablings(desk, [[proposed]])
        show_tabled(desk, shown, tabled, Level.FINAL, offices, confirmed=confirm_wall_time)
        if not is_signed(shown, yes=yes):
            return Exit.STOPPED
        seals = seals_of(desk, offices, passphrase_of(passphrase_file, spoken))
        desk.write(acts_of(desk, tabled, seals))
        shown.done("proposed", labels=[found.label])
        shown.leaves()
    return Exit.DONE
